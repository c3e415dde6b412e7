"""Roadmaps, outlines, tables and templates against a plan: once, again, edited, deleted, undone, and together."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError
from planner.domain.model import (
    Activity,
    ActivityTag,
    ChecklistItem,
    Deadline,
    Event,
    Link,
    Roadmap,
    Step,
    Tag,
    TemplateNode,
)
from planner.domain.words import StepId
from planner.exchange.csv_words import FIELDS
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities
from planner.services.actions.roadmaps import AddStep, RemoveStep
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.import_reading import column_words, preview_csv
from planner.services.import_report import Brought
from planner.services.imports import import_files
from planner.services.libraries import backup_folder
from planner.services.planner import Planner
from tests.exchange.roadmap_sh_files import pottery
from tests.services.reading import everything, only, rows
from tests.services.roadmap_files import OUTLINE, Take, counts, titled


def table(number: int) -> str:
    """A tracker of so many rows with dates in three forms, one a column."""
    head = "Task,Section,Status,Due,Started,Completed on,Hours\n"
    start = date(2026, 1, 1)
    lines = []
    for row in range(number):
        day = start + timedelta(days=row)
        done = row % 3 == 0
        lines.append(
            f"Task {row},Part {row // 100},{'Done' if done else 'To do'},{day.day}/{day.month}/{day.year},"
            f"{day.month}-{day.day}-{day.year},{f'{day.day} {day:%b} {day.year}' if done else ''},1.5\n"
        )
    return head + "".join(lines)


BIG = {
    "pottery.json": (pottery(10, 12), "roadmap-sh", 120, 10),
    "tracker.csv": (table(1_000), "csv", 1_000, 10),
    "bread.md": (OUTLINE, "markdown", 3, 2),
}


@pytest.mark.parametrize("name", BIG)
def test_previewed_imported_imported_again_and_undone(planner: Planner, take: Take, name: str) -> None:
    content, kind, activities, steps = BIG[name]
    before = everything(planner)
    looked = take(name, content, dry_run=True)
    assert (looked.format, counts(looked), looked.written) == (kind, (activities, 0, 0), False)
    assert everything(planner) == before

    report = take(name, content)
    assert (counts(report), report.skipped, report.written) == ((activities, 0, 0), (), True)
    assert [len(rows(planner, each)) for each in (Activity, Step, Roadmap)] == [activities, steps, 1]
    after = everything(planner)

    again = take(name, content)
    assert (counts(again), again.written) == ((0, 0, activities), False)
    assert everything(planner) == after

    planner.undo()
    assert everything(planner) == before
    planner.redo()
    assert everything(planner) == after


def test_a_big_import_makes_a_backup_first(planner: Planner, take: Take) -> None:
    take("bread.md", OUTLINE)
    assert not list(backup_folder(planner.path).glob("*before-import*"))
    take("tracker.csv", table(100))
    assert len(list(backup_folder(planner.path).glob("*before-import*"))) == 1


def test_the_dates_of_three_columns_in_three_forms(planner: Planner, take: Take) -> None:
    take("tracker.csv", table(60))
    row = titled(planner, "Task 45")
    assert (row.status, row.started_on, row.completed_on) == ("done", "2026-02-15", "2026-02-15")
    assert (only(planner, Deadline, activity_id=row.id).on_date, row.estimate_minutes) == ("2026-02-15", 90)


def test_an_outline_comes_in_whole(planner: Planner, take: Take) -> None:
    take("bread.md", OUTLINE)
    feed, oven = titled(planner, "Feed it"), titled(planner, "Heat the oven")
    assert (feed.status, feed.completed_on, oven.status, oven.started_on) == (
        "done", "2026-11-25", "in_progress", "2026-11-25",
    )  # fmt: skip
    assert [(item.text, item.done) for item in rows(planner, ChecklistItem)] == [("Flour", True), ("Water", False)]
    assert [(step.name, step.hue) for step in rows(planner, Step)] == [("Starter", 1), ("Baking", 2)]
    assert only(planner, Roadmap).name == "Bread"


def test_what_the_person_edited_stays_and_what_the_file_changes_follows(planner: Planner, take: Take) -> None:
    take("bread.md", OUTLINE)
    planner.run(EditActivity(titled(planner, "Name it").id, (("notes", "Mine"),)))
    planner.run(MoveActivities((titled(planner, "Heat the oven").id,), status="skipped"))
    newer = OUTLINE.replace("- [ ] Name it", "- [x] Name it\n\n  Theirs").replace("[ ] Water", "[x] Water")
    report = take("bread.md", newer.replace("- [/] Heat", "- [x] Heat"))
    assert counts(report) == (0, 2, 1)
    assert titled(planner, "Name it").notes == "Mine"
    assert titled(planner, "Name it").status == "done"
    assert titled(planner, "Heat the oven").status == "skipped"
    assert [item.done for item in rows(planner, ChecklistItem)] == [True, True]
    assert [title for title, _ in report.differences] == ["Feed it", "Name it"]
    assert counts(take("bread.md", newer.replace("- [/] Heat", "- [x] Heat"))) == (0, 0, 3)


@pytest.mark.parametrize("purge", [False, True])
@pytest.mark.parametrize("name", BIG)
def test_what_was_deleted_stays_deleted(planner: Planner, take: Take, name: str, purge: bool) -> None:
    content, _, activities, _ = BIG[name]
    if name == "tracker.csv":
        content, activities = table(5), 5
    take(name, content)
    row = rows(planner, Activity)[0]
    planner.run(TrashActivities((row.id,)))
    if purge:
        planner.run(PurgeTrash())
    assert counts(take(name, content)) == (0, 0, activities)
    assert len(rows(planner, Activity, trashed_at=None)) == activities - 1


def test_a_step_that_was_removed_stays_removed(planner: Planner, take: Take) -> None:
    take("bread.md", OUTLINE)
    planner.run(RemoveStep(rows(planner, Step)[0].id))
    assert counts(take("bread.md", OUTLINE + "- New\n")) == (1, 0, 3)
    assert [step.name for step in rows(planner, Step)] == ["Baking"]
    assert titled(planner, "Feed it").step_id is None


def test_progress_that_comes_later_moves_only_what_nobody_touched(planner: Planner, take: Take) -> None:
    take("pottery.json", pottery(2, 3))
    planner.run(MoveActivities((titled(planner, "Skill 0.1").id,), status="in_progress"))
    report = take("pottery.json", pottery(2, 3, done=["Sub_00_00", "Sub_00_01"], skipped=["Sub_01_02"]))
    assert counts(report) == (0, 2, 4)
    states = {row.title: row.status for row in rows(planner, Activity)}
    assert (states["Skill 0.0"], states["Skill 0.1"], states["Skill 1.2"]) == ("done", "in_progress", "skipped")


def test_the_same_roadmap_under_another_file_name_and_renamed_nodes(planner: Planner, take: Take) -> None:
    take("pottery.json", pottery(2, 3))
    newer = json.loads(pottery(2, 4))
    for node in newer["nodes"]:
        node["data"]["label"] = node["data"]["label"].replace("Skill 1.1", "Throwing").replace("Stage 1", "Wheel")
    report = take("pottery (1).json", json.dumps(newer))
    assert counts(report) == (2, 2, 5)
    assert [step.name for step in rows(planner, Step)] == ["Stage 0", "Wheel"]
    assert titled(planner, "Throwing").step_id == rows(planner, Step)[1].id


def test_cells_that_are_filled_later_come_in_unless_the_person_filled_them(planner: Planner, take: Take) -> None:
    take("t.csv", "id,title,type,notes,hours,url,start\n1,A,,,,,\n2,B,,,,,\n3,C,event,,,,\n")
    planner.run(EditActivity(titled(planner, "B").id, (("notes", "Mine"),)))
    later = "id,title,type,notes,hours,url,start\n1,A,,Theirs,2,,\n2,B,,Theirs,3,,\n3,C,event,,,https://x.org,2027-01-02\n"
    assert counts(take("t.csv", later)) == (0, 3, 0)
    assert [(row.notes, row.estimate_minutes) for row in rows(planner, Activity)] == [
        ("Theirs", 120), ("Mine", 180), ("", None),
    ]  # fmt: skip
    event = only(planner, Event)
    assert (event.starts, event.ends, event.url) == ("2027-01-02", None, "https://x.org")
    assert counts(take("t.csv", later)) == (0, 0, 3)


def test_a_row_that_moves_to_another_step_in_the_table_moves_on_the_board(planner: Planner, take: Take) -> None:
    take("t.csv", "id,title,step\n1,A,One\n2,B,One\n3,C,\n")
    planner.run(MoveActivities((titled(planner, "B").id,), to_step=True, step_id=None))
    assert counts(take("t.csv", "id,title,step\n1,A,Two\n2,B,Two\n3,C,Two\n")) == (0, 2, 1)
    names = {step.id: step.name for step in rows(planner, Step)}
    assert [names.get(row.step_id or StepId(0)) for row in rows(planner, Activity)] == ["Two", None, "Two"]


def test_a_table_without_roadmaps_finds_the_steps_of_the_plan(planner: Planner, take: Take) -> None:
    planner.run(AddStep(None, "Basics"))
    planner.run(AddActivity("Known", step_id=rows(planner, Step)[0].id))
    assert counts(take("t.csv", "title,step,priority\nKnown,basics,high\nNew,Basics,\n")) == (1, 1, 0)
    assert len(rows(planner, Roadmap)) == 1
    assert {row.step_id for row in rows(planner, Activity)} == {rows(planner, Step)[0].id}
    assert titled(planner, "Known").priority == 3


def test_an_outline_that_meets_the_plan_takes_no_progress_back(planner: Planner, take: Take) -> None:
    planner.run(AddStep(None, "Basics"))
    home = rows(planner, Step)[0].id
    planner.run(AddActivity("Known", step_id=home, status="done"))
    planner.run(AddActivity("Begun", step_id=home, status="planned"))
    report = take("x.md", "# My roadmap\n## basics\n- [ ] known\n- [x] BEGUN\n")
    assert counts(report) == (0, 1, 1)
    assert [(row.title, row.status) for row in rows(planner, Activity)] == [("Known", "done"), ("Begun", "done")]
    assert only(planner, Step).name == "Basics"


# -- several files, damage --------------------------------------------------------------------------------------------


def test_several_files_of_one_import_are_one_step_and_know_each_other(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OUTLINE)
    (tmp_path / "b.csv").write_text("roadmap,step,title,due\nBread,Starter,Name it,2026-12-01\nBread,Baking,Cool,\n")
    (tmp_path / "c.json").write_bytes(pottery(1, 2))
    (tmp_path / "bad.json").write_text('{"mockup": {}}')
    before = everything(planner)
    reports = import_files(planner, [tmp_path / name for name in ("a.md", "b.csv", "c.json", "bad.json")])
    assert [counts(report) for report in reports] == [(3, 0, 0), (1, 1, 0), (2, 0, 0), (0, 0, 0)]
    assert [report.readable for report in reports] == [True, True, True, False]
    assert len(rows(planner, Activity, title="Name it")) == 1
    assert planner.history().undo == "Import 3 files"
    planner.undo()
    assert everything(planner) == before


def test_tables_and_texts_in_a_folder_wait_until_they_are_asked_for(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "README.md").write_text(OUTLINE)
    (folder / "pottery.json").write_bytes(pottery(1, 1))
    assert [report.format for report in import_files(planner, [folder])] == ["roadmap-sh"]
    assert [report.format for report in import_files(planner, [folder], file_format="markdown")] == ["markdown"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.md", b"<html><body>", "web page"),
        ("x.csv", b"\x00" * 4_000, "not a text file"),
        ("x.json", b'{"nodes": [' + b"[" * 200_000, "JSON|archive"),
        ("x.json", b'{"format": "planner-template", "format_version": 1}', "template"),
    ],
)
def test_what_is_not_what_it_says_changes_nothing(
    planner: Planner, take: Take, name: str, content: bytes, words: str
) -> None:
    before = everything(planner)
    report = take(name, content)
    assert not report.readable
    assert any(word in report.skipped[0].why for word in words.split("|"))
    assert everything(planner) == before


def test_a_file_of_100_mb_is_not_read(planner: Planner, tmp_path: Path) -> None:
    for name in ("x.csv", "x.md"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100_000_000)
        (report,) = import_files(planner, [tmp_path / name])
        assert "100 MB" in report.skipped[0].why
    with pytest.raises(ExchangeError, match="100 MB"):
        preview_csv(tmp_path / "x.csv")


def test_parts_come_once(planner: Planner, take: Take) -> None:
    take("t.csv", 'title,tags,url,type\nA,"x,y",https://example.org,course\nB,x,https://example.org/b,topic\n')
    assert len(rows(planner, Tag)) == 2
    assert len(rows(planner, ActivityTag)) == 3
    assert [link.url for link in rows(planner, Link)] == ["https://example.org/b"]
    assert len(rows(planner, Event)) == 0
    assert len({node.node for node in rows(planner, TemplateNode)}) == 2


def test_there_is_a_word_for_everything_that_a_column_may_hold() -> None:
    assert set(column_words()) == set(FIELDS)


def test_a_report_names_what_a_file_brings(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# Way\n\n## One\n\n- [ ] A\n- [ ] B\n")
    (report,) = import_files(planner, [path], dry_run=True)
    assert report.roadmaps == (Brought("Way", True, (("One", 2, True),)),)
    assert (report.titles, report.first) == (("A", "B"), None)
    (report,) = import_files(planner, [path])
    assert report.first == next(row.id for row in rows(planner, Activity) if row.title == "A")
    path.write_text("# Way\n\n## One\n\n- [ ] A\n- [ ] B\n\n## Two\n\n- [ ] C\n")
    (report,) = import_files(planner, [path], dry_run=True)
    assert report.roadmaps == (Brought("Way", False, (("One", 2, False), ("Two", 1, True))),)


def test_steps_of_no_roadmap_that_the_plan_knows_bring_none(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Way\n\n## One\n\n- [ ] A\n")
    import_files(planner, [tmp_path / "x.md"])
    (tmp_path / "y.csv").write_text("title,step\nD,One\n")
    (report,) = import_files(planner, [tmp_path / "y.csv"], dry_run=True)
    assert report.roadmaps == (Brought("", False, (("One", 1, False),)),)


def test_what_goes_to_the_inbox_is_named_too(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "y.csv").write_text("title,step\nA,One\nB,\nC,\n")
    (report,) = import_files(planner, [tmp_path / "y.csv"], dry_run=True)
    assert report.roadmaps[-1] == Brought("", False, (("Inbox", 2, False),))
