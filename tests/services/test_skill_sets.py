"""Skills, rubrics and roles out of a plan and into one: new, changed, unchanged, undone, and never taken away."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import ExchangeError
from planner.domain.model import (
    Activity,
    Assessment,
    Category,
    Profile,
    ProfileTarget,
    RubricLevel,
    Setting,
    Skill,
)
from planner.services import export, import_finding
from planner.services.actions.imports import ImportFiles
from planner.services.actions.skills import AddSkill, Assess, RemoveSkill
from planner.services.import_reading import preview_csv
from planner.services.imports import import_files
from planner.services.libraries import new_plan
from planner.services.planner import Planner
from planner.services.queries.skill_set import has_skills, skill_set
from tests.services.reading import everything, only, rows, statements
from tests.services.roadmap_files import Take, counts

FORMS = {"skills-json": "skills.json", "skills-csv": "skills.csv"}

TABLE = """skill,category,definition,level_0,level_3,role: Lead,weight: Lead
Feedback,Leading,Saying what helps,Avoids it.,Gives it.,4,3
Delegating,Leading,,,,3.5,
Writing,Craft,,,,,
"""


def document(**parts: Any) -> str:
    return json.dumps({"format": "planner-skills", "format_version": 1, **parts})


def refused(take: Take, name: str, content: str, planner: Planner) -> str:
    """The one sentence with which a file is refused; nothing was written."""
    before = everything(planner)
    report = take(name, content)
    assert (report.readable, report.written, counts(report)) == (False, False, (0, 0, 0))
    assert everything(planner) == before
    (remark,) = report.skipped
    assert remark.why.endswith(".")
    assert "\n" not in remark.why
    return remark.why


@pytest.mark.parametrize("form", FORMS)
def test_out_into_an_empty_plan_and_out_again_is_the_same_bytes(roadmap: Planner, tmp_path: Path, form: str) -> None:
    path, again = tmp_path / FORMS[form], tmp_path / f"again-{FORMS[form]}"
    roadmap.run(Assess(rows(roadmap, Skill)[0].id, 3, note="Private"))
    report = export.export(roadmap, path, form)
    assert (report.format, report.events) == (form, 20)
    export.export(roadmap, again, form)
    assert again.read_bytes() == path.read_bytes()
    assert b"Private" not in path.read_bytes()
    other = new_plan(tmp_path / "other.db", None)
    try:
        (found,) = import_files(other, [path])
        assert (found.format, counts(found), found.skipped) == (form, (29, 0, 0), ())
        export.export(other, again, form)
        assert again.read_bytes() == path.read_bytes()
        assert (rows(other, Assessment), rows(other, Activity)) == ([], [])
        assert [row.uid for row in rows(other, Skill)] == [row.uid for row in rows(roadmap, Skill)]
        assert len(rows(other, RubricLevel)) == len(rows(roadmap, RubricLevel)) == 120
        assert len(rows(other, ProfileTarget)) == len(rows(roadmap, ProfileTarget)) > 20
    finally:
        other.close()


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_comes_back_changes_nothing(roadmap: Planner, tmp_path: Path, form: str) -> None:
    path = tmp_path / FORMS[form]
    export.export(roadmap, path, form)
    before = everything(roadmap)
    (report,) = import_files(roadmap, [path])
    assert (counts(report), report.written) == ((0, 0, 29), False)
    assert everything(roadmap) == before


def test_a_table_comes_in_looked_at_written_again_undone_and_redone(planner: Planner, take: Take) -> None:
    before = everything(planner)
    looked = take("team.csv", TABLE, dry_run=True)
    assert (looked.format, counts(looked), looked.written) == ("skills-csv", (6, 0, 0), False)
    assert looked.titles == (
        "Category “Leading”", "Category “Craft”", "Feedback", "Delegating", "Writing", "Role “Lead”",
    )  # fmt: skip
    assert everything(planner) == before

    report = take("team.csv", TABLE)
    assert (counts(report), report.written) == ((6, 0, 0), True)
    after = everything(planner)
    assert [(row.name, row.definition) for row in rows(planner, Skill)] == [
        ("Feedback", "Saying what helps"), ("Delegating", ""), ("Writing", ""),
    ]  # fmt: skip
    assert [(row.level, row.text) for row in rows(planner, RubricLevel)] == [(0, "Avoids it."), (3, "Gives it.")]
    assert [(row.level, row.weight) for row in rows(planner, ProfileTarget)] == [(4.0, 3), (3.5, 1)]
    assert (rows(planner, Setting), rows(planner, Activity)) == ([], [])

    again = take("team.csv", TABLE)
    assert (counts(again), again.written) == ((0, 0, 6), False)
    assert everything(planner) == after

    assert planner.undo() is not None
    assert everything(planner) == before
    planner.redo()
    assert everything(planner) == after


def test_what_changes_is_named_and_nothing_is_removed(planner: Planner, take: Take) -> None:
    take("team.csv", TABLE)
    before = {row.id: row for row in rows(planner, Skill)}
    newer = (
        "skill,category,definition,level_0,level_1,level_3,role: Lead,weight: Lead\n"
        "feedback,leading,,Avoids it!,Tries it.,,4,\n"
        "Delegating,leading,,,,,2,2\n"
        "Coaching,Leading,,,,,,\n"
    )
    report = take("team.csv", newer)
    assert counts(report) == (1, 2, 2)
    assert report.differences == (("feedback", ("rubric",)), ("Lead", ("targets",)))
    assert {row.id: row for row in rows(planner, Skill) if row.name != "Coaching"} == before
    assert [(row.level, row.text) for row in rows(planner, RubricLevel)] == [
        (0, "Avoids it!"), (3, "Gives it."), (1, "Tries it."),
    ]  # fmt: skip
    assert [(row.level, row.weight) for row in rows(planner, ProfileTarget)] == [(4.0, 3), (2.0, 2)]


def test_a_file_that_says_nothing_of_a_thing_leaves_it(planner: Planner, take: Take) -> None:
    take(
        "a.json",
        document(
            categories=[{"name": "A"}],
            skills=[{"name": "S", "category": "A", "definition": "D", "rubric": {"1": "R"}}],
            roles=[{"name": "R", "summary": "Why", "targets": [{"skill": "S", "level": 3, "weight": 3}]}],
        ),
    )
    before = everything(planner)
    bare = document(
        categories=[{"name": "a"}],
        skills=[{"name": "s", "category": "A", "definition": "", "rubric": {"1": " "}}],
        roles=[{"name": "r"}],
    )
    assert counts(take("b.json", bare)) == (0, 0, 3)
    assert counts(take("c.csv", "skill,role: R\nS,\n")) == (0, 0, 2)
    assert everything(planner) == before


def test_things_are_found_by_uid_and_take_the_name_of_the_file(planner: Planner, take: Take, tmp_path: Path) -> None:
    take("team.csv", TABLE)
    path = tmp_path / "out.json"
    export.export(planner, path, "skills-json")
    ids = [row.id for row in rows(planner, Skill)]
    text = (
        path.read_text().replace('"Leading"', '"Guiding"').replace('"Writing"', '"Prose"').replace('"Lead"', '"Head"')
    )
    report = take("renamed.json", text)
    assert counts(report) == (0, 3, 3)
    assert report.differences == (("Guiding", ("name",)), ("Prose", ("name",)), ("Head", ("name",)))
    assert [row.id for row in rows(planner, Skill)] == ids
    assert [row.name for row in rows(planner, Category)] == ["Guiding", "Craft"]
    assert only(planner, Profile).name == "Head"
    planner.undo()
    assert only(planner, Profile).name == "Lead"


def test_a_uid_that_the_plan_does_not_know_is_no_reason_for_a_second_one(planner: Planner, take: Take) -> None:
    take("team.csv", TABLE)
    uids = [row.uid for row in rows(planner, Skill)]
    other = (
        TABLE.replace("skill,", "uid,skill,", 1).replace("\nFeedback", "\nelsewhere,Feedback").replace("\nD", "\n,D")
    )
    assert counts(take("other.csv", other.replace("\nW", "\n,W"))) == (0, 0, 6)
    assert [row.uid for row in rows(planner, Skill)] == uids


def test_a_skill_is_found_in_another_category_if_it_is_the_only_one(planner: Planner, take: Take) -> None:
    take("team.csv", TABLE)
    skill = only(planner, Skill, name="Writing")
    planner.run(Assess(skill.id, 2))
    report = take("moved.csv", "skill,category\nWRITING,Leading\n")
    assert (counts(report), report.differences) == ((0, 1, 1), (("WRITING", ("category",)),))
    moved = only(planner, Skill, id=skill.id)
    assert (moved.name, moved.category_id) == ("Writing", only(planner, Category, name="Leading").id)
    assert moved.position > only(planner, Skill, name="Delegating").position
    assert len(rows(planner, Assessment)) == 1
    assert len(rows(planner, Category)) == 2  # an empty one stays, too
    assert counts(take("moved.csv", "skill,category\nWRITING,Leading\n")) == (0, 0, 2)


def test_skills_of_one_name_in_two_categories_stay_two(planner: Planner, take: Take) -> None:
    take("a.csv", "skill,category\nWriting,A\nWriting,B\n")
    ids = [row.id for row in rows(planner, Skill)]
    assert counts(take("a.csv", "skill,category,level_1\nWriting,B,x\nWriting,A,y\n")) == (0, 2, 2)
    assert [(row.skill_id, row.text) for row in rows(planner, RubricLevel)] == [(ids[1], "x"), (ids[0], "y")]
    assert counts(take("b.csv", "skill,category\nWriting,C\n")) == (2, 0, 0)
    why = refused(take, "c.csv", "skill,level_1\nWriting,x\n", planner)
    assert "line 2, column “skill”" in why
    assert "several skills called “Writing”" in why


def test_a_new_skill_without_a_category_goes_to_other(planner: Planner, take: Take) -> None:
    assert counts(take("a.csv", "skill,level_0\nWriting,x\nSpeaking,\n")) == (3, 0, 0)
    assert only(planner, Category).name == "Other"
    assert counts(take("a.csv", "skill,level_0\nWriting,x\nSpeaking,\nListening,\n")) == (1, 0, 2)
    assert len(rows(planner, Category)) == 1


def test_new_things_come_behind_those_that_are_there(roadmap: Planner, take: Take, tmp_path: Path) -> None:
    first = only(roadmap, Category, id=1)
    path = tmp_path / "n.json"
    path.write_text(
        document(
            categories=[{"name": "New"}, {"name": first.name}],
            skills=[{"name": "N", "category": "New"}, {"name": "M", "category": first.name}],
            roles=[{"name": "Z"}, {"name": "A"}],
        )
    )
    (report,) = import_files(roadmap, [path])
    assert counts(report) == (5, 0, 1)
    found = roadmap.read(skill_set)
    assert found.categories[-1].name == "New"
    assert [role.name for role in found.roles[-2:]] == ["Z", "A"]
    within = [skill.name for skill in found.skills if skill.category == 0]
    assert (within[-1], len(within) > 2, found.skills[-1].name) == ("M", True, "N")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (document(categories=[{"name": "Craft", "uid": "c"}]), "categories[0].name"),
        (
            document(
                categories=[{"name": "Leading"}], skills=[{"name": "Delegating", "category": "Leading", "uid": "s"}]
            ),
            "skills[0].name",
        ),
        (
            document(categories=[{"name": "Craft"}], skills=[{"name": "Feedback", "category": "Craft", "uid": "t"}]),
            "skills[0].name",
        ),
        (document(roles=[{"name": "LEAD", "uid": "r"}]), "roles[0].name"),
    ],
)
def test_a_name_that_is_taken_is_refused(planner: Planner, take: Take, content: str, place: str) -> None:
    take("team.csv", TABLE + "Feedback,Craft,,,,,\n")
    take(
        "more.json",
        document(
            categories=[{"name": "C", "uid": "c"}, {"name": "Leading"}],
            skills=[
                {"name": "S", "category": "Leading", "uid": "s"},
                {"name": "Feedback", "category": "C", "uid": "t"},
            ],
            roles=[{"name": "R", "uid": "r"}],
        ),
    )
    why = refused(take, "names.json", content, planner)
    assert f" at {place}: the plan has another" in why


def test_names_may_be_swapped(planner: Planner, take: Take) -> None:
    first = document(categories=[{"name": "A", "uid": "1"}, {"name": "B", "uid": "2"}])
    take("a.json", first)
    assert counts(take("a.json", first.replace('"A"', '"C"').replace('"B"', '"A"').replace('"C"', '"B"'))) == (0, 2, 0)
    assert [row.name for row in rows(planner, Category)] == ["B", "A"]


def add_twin(planner: Planner) -> None:
    """A second skill of one name in a category, as a plan may hold it from elsewhere."""
    planner.run(AddSkill("Praise", only(planner, Category, name="Leading").id))
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE skill SET name = 'FEEDBACK' WHERE name = 'Praise'")


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_with_twins_takes_files_but_gives_none(planner: Planner, take: Take, tmp_path: Path, form: str) -> None:
    take("team.csv", TABLE)
    add_twin(planner)
    report = take("team.csv", TABLE.replace("Gives it.", "Gives it often."))
    assert counts(report) == (0, 1, 5)
    path = tmp_path / FORMS[form]
    path.write_text("as it was")
    with pytest.raises(ExchangeError, match="“FEEDBACK” stands a second time in the category “Leading”; change it"):
        export.export(planner, path, form)
    assert path.read_text() == "as it was"


def test_an_empty_plan_has_nothing_to_export(planner: Planner, tmp_path: Path) -> None:
    assert not planner.read(has_skills)
    for form, name in FORMS.items():
        with pytest.raises(ExchangeError, match="no skills and no roles yet"):
            export.export(planner, tmp_path / name, form)
        assert not (tmp_path / name).exists()


def test_the_number_of_statements_does_not_grow(roadmap: Planner) -> None:
    with statements(roadmap) as seen:
        roadmap.read(skill_set)
    assert len(seen) == 5
    assert roadmap.read(has_skills)


def test_a_skill_that_was_removed_comes_back_by_its_file(planner: Planner, take: Take) -> None:
    take("team.csv", TABLE)
    planner.run(RemoveSkill(only(planner, Skill, name="Writing").id))
    assert counts(take("team.csv", TABLE)) == (2, 0, 4)


def test_several_files_are_one_step(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.json").write_text(
        document(categories=[{"name": "Leading"}], skills=[{"name": "Feedback", "category": "Leading"}])
    )
    before = everything(planner)
    first, second = import_files(planner, [tmp_path / "a.csv", tmp_path / "b.json"])
    assert (counts(first), counts(second)) == ((6, 0, 0), (0, 0, 2))
    planner.undo()
    assert everything(planner) == before


def test_one_bad_file_keeps_no_other_one_out(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.csv").write_text("skill,level_9\nA,x\n")
    good, bad = import_files(planner, [tmp_path / "a.csv", tmp_path / "b.csv"])
    assert (good.written, bad.readable) == (True, False)
    assert len(rows(planner, Skill)) == 3


def test_a_file_is_written_against_the_plan_as_it_stands(planner: Planner, tmp_path: Path) -> None:
    """Of two files the second may not fit any more once the first is in; then it alone stays out."""
    take_in = document(categories=[{"name": "A", "uid": "1"}])
    (tmp_path / "a.json").write_text(take_in)
    import_files(planner, [tmp_path / "a.json"])
    (tmp_path / "b.json").write_text(document(categories=[{"name": "B"}]))
    (tmp_path / "c.json").write_text(document(categories=[{"name": "B", "uid": "1"}]))
    good, bad = import_files(planner, [tmp_path / "b.json", tmp_path / "c.json"])
    assert (good.written, bad.readable) == (True, False)
    assert [row.name for row in rows(planner, Category)] == ["A", "B"]


def test_a_failure_in_the_middle_writes_nothing(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    before = everything(planner)
    apply = ImportFiles.apply

    def half(action: ImportFiles, tx: Any) -> str:
        apply(action, tx)
        raise ExchangeError("No.")

    monkeypatch.setattr(ImportFiles, "apply", half)
    with pytest.raises(ExchangeError):
        import_files(planner, [tmp_path / "a.csv"])
    assert everything(planner) == before


def test_a_table_is_of_activities_where_somebody_says_so(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("skill,category\nWriting,Craft\n")
    assert import_files(planner, [path], dry_run=True)[0].format == "skills-csv"
    assert import_files(planner, [path], file_format="csv", dry_run=True)[0].format == "csv"
    with pytest.raises(ExchangeError, match="table of skills"):
        preview_csv(path)
    path.write_text("skill,hours\nWriting,3\n")
    assert import_files(planner, [path], dry_run=True)[0].format == "csv"
    assert import_files(planner, [path], file_format="skills-csv", dry_run=True)[0].format == "skills-csv"


def test_every_format_of_skills_goes_both_ways() -> None:
    assert set(export.SKILLS) <= set(export.FORMATS) & set(import_finding.FORMATS)
