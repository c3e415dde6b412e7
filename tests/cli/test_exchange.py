"""Files in and out by the command line: byte-identical, with sequences, cancellations and lossless archives."""

import re
from pathlib import Path

import pytest

from planner.config.settings import SettingsFile
from tests.cli.conftest import Run


def entries(file: Path) -> dict[str, str]:
    """The VEVENTs of a file by summary."""
    found = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", file.read_bytes().decode(), re.DOTALL)
    return {value(text, "SUMMARY"): text for text in found}


def value(component: str, name: str) -> str:
    match = re.search(rf"^{name}[^:\r\n]*:(.*)\r$", component, re.MULTILINE)
    assert match is not None, (name, component)
    return match[1]


def add(run: Run, text: str) -> str:
    return str(run("add", text, "--json").json["uid"])


def test_twice_the_same_bytes(made: Run, plan_file: Path, tmp_path: Path) -> None:
    add(made, "One @2026-12-01")
    add(made, "Two @2026-12-02")
    first = made("export", tmp_path / "a.ics", "--json").json
    assert first == {"file": str(tmp_path / "a.ics"), "format": "ics", "events": 2, "cancelled": 0}
    library = plan_file.read_bytes()
    made("export", tmp_path / "b.ics")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    assert plan_file.read_bytes() == library  # an unchanged plan is not written to


def test_one_title_changed(made: Run, tmp_path: Path, monkeypatch: object) -> None:
    uid = add(made, "One @2026-12-01")
    add(made, "Two @2026-12-02")
    made("export", tmp_path / "a.ics")
    made("edit", uid, "--title", "Three")
    made("export", tmp_path / "b.ics")
    before, after = entries(tmp_path / "a.ics"), entries(tmp_path / "b.ics")
    assert before.keys() == {"Due: One", "Due: Two"}
    assert after.keys() == {"Due: Three", "Due: Two"}
    assert before["Due: Two"] == after["Due: Two"]
    assert value(before["Due: One"], "UID") == value(after["Due: Three"], "UID")
    assert int(value(after["Due: Three"], "SEQUENCE")) == int(value(before["Due: One"], "SEQUENCE")) + 1


def test_deleted_and_back_again(made: Run, tmp_path: Path) -> None:
    uid = add(made, "One @2026-12-01")
    made("export", tmp_path / "a.ics")
    made("delete", uid)
    assert made("export", tmp_path / "b.ics", "--json").json["cancelled"] == 1
    (gone,) = entries(tmp_path / "b.ics").values()
    assert (value(gone, "STATUS"), value(gone, "SEQUENCE")) == ("CANCELLED", "1")
    made("export", tmp_path / "c.ics")
    assert (tmp_path / "b.ics").read_bytes() == (tmp_path / "c.ics").read_bytes()
    made("undo")
    made("export", tmp_path / "d.ics")
    (back,) = entries(tmp_path / "d.ics").values()
    assert (value(back, "STATUS"), value(back, "SEQUENCE")) == ("CONFIRMED", "2")


def test_filters(made: Run, tmp_path: Path) -> None:
    add(made, "Early @2026-12-01 *course")
    add(made, "Late @2027-03-01 *reading")

    def exported(*words: str) -> set[str]:
        made("export", tmp_path / "a.ics", *words)
        return set(entries(tmp_path / "a.ics"))

    assert exported("--kind", "course") == {"Due: Early"}
    assert exported("--to", "2026-12-01") == {"Due: Early"}
    assert exported("--from", "2026-12-02") == {"Due: Late"}
    assert exported("--from", "2026-12-01", "--to", "2027-03-01") == {"Due: Early", "Due: Late"}
    assert exported("--status", "planned", "--what", "events,deadlines") == {"Due: Early", "Due: Late"}
    made("export", tmp_path / "a.ics", "--profile", "event")
    assert b"METHOD" not in (tmp_path / "a.ics").read_bytes()


def test_a_filter_does_not_move_sequences(made: Run, tmp_path: Path) -> None:
    add(made, "Early @2026-12-01")
    add(made, "Late @2027-03-01")
    made("export", tmp_path / "a.ics")
    made("export", tmp_path / "b.ics", "--to", "2026-12-31", "--no-alarms", "--profile", "event")
    made("export", tmp_path / "c.ics")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "c.ics").read_bytes()


def test_the_archive_goes_out_in_and_out_again(done: Run, bare: Run, tmp_path: Path) -> None:
    done("new")
    uid = add(done, "Mine !high #ml @2026-12-01 ~6h *course")
    done("edit", uid, "--status", "in_progress", "--step", "Network")
    done("export", tmp_path / "plan.ics")
    done("delete", add(done, "In the trash"))
    done("export", tmp_path / "first.json")
    other = tmp_path / "other.db"
    assert bare("--library", other, "new", "--empty").code == 0
    (report,) = bare("--library", other, "import", tmp_path / "first.json", "--json").json
    assert (report["changed"], report["unchanged"], report["written"]) == (0, 0, True)
    bare("--library", other, "export", tmp_path / "second.json")
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()
    # The sequences came along: the calendar file of the new library is the old one.
    bare("--library", other, "export", tmp_path / "other.ics")
    assert (tmp_path / "plan.ics").read_bytes() == (tmp_path / "other.ics").read_bytes()
    (report,) = bare("--library", other, "import", tmp_path / "first.json", "--json").json
    assert (report["new"], report["changed"], report["written"]) == (0, 0, False)
    assert bare("--library", other, "undo", "--json").json == {"undone": "Import “first.json”"}
    assert bare("--library", other, "status", "--json").json["activities"]["total"] == 0
    bare("--library", other, "redo")
    bare("--library", other, "export", tmp_path / "third.json")
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "third.json").read_bytes()
    assert bare("--library", other, "check", "--json").json["ok"]


def test_an_archive_into_a_fresh_machine_is_that_plan(made: Run, bare: Run, own_folders: Path, tmp_path: Path) -> None:
    add(made, "Mine")
    made("export", tmp_path / "mine.json")
    assert bare("import", tmp_path / "mine.json").code == 0
    assert bare("status", "--json").json["activities"]["total"] == 1
    assert (own_folders / "data" / "planner.db").exists()


def test_merging_an_archive_changes_what_differs(made: Run, tmp_path: Path) -> None:
    uid = add(made, "Old title")
    add(made, "Untouched")
    made("export", tmp_path / "plan.json")
    made("edit", uid, "--title", "New title", "--kind", "course")
    (report,) = made("import", tmp_path / "plan.json", "--dry-run", "--json").json
    assert (report["new"], report["changed"], report["unchanged"], report["written"]) == (0, 1, 1, False)
    assert made("show", uid, "--json").json["title"] == "New title"
    (report,) = made("import", tmp_path / "plan.json", "--json").json
    assert report["written"]
    card = made("show", uid, "--json").json
    assert (card["title"], card["kind"], "course" in card) == ("Old title", "topic", False)
    assert made("check", "--json").json["ok"]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//EN
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260101T000000Z
SUMMARY:First talk
DTSTART;VALUE=DATE:20261210
DTEND;VALUE=DATE:20261212
LOCATION:Berlin
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Second talk
DTSTART:20261215T170000Z
DTEND:20261215T190000Z
END:VEVENT
BEGIN:VTODO
UID:three@example.org
SUMMARY:A task
END:VTODO
END:VCALENDAR
"""


def calendar(path: Path, text: str = CALENDAR) -> Path:
    path.write_text(text.replace("\n", "\r\n"))
    return path


def test_a_calendar_comes_in_once(made: Run, tmp_path: Path) -> None:
    file = calendar(tmp_path / "talks.ics")
    (report,) = made("import", file, "--json").json
    assert (report["format"], report["new"], report["changed"], report["unchanged"]) == ("ics", 2, 0, 0)
    assert [remark.keys() for remark in report["skipped"]] == [{"where", "why"}]
    (report,) = made("import", file, "--json").json
    assert (report["new"], report["changed"], report["unchanged"], report["written"]) == (0, 0, 2, False)
    renamed = calendar(tmp_path / "talks (1).ics")
    (report,) = made("import", renamed, "--json").json
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 2)


def test_own_events_are_exported_but_no_cards(made: Run, tmp_path: Path) -> None:
    made("import", calendar(tmp_path / "talks.ics"))
    status = made("status", "--json").json
    assert (status["activities"]["total"], status["listed"]) == (0, 2)
    made("export", tmp_path / "out.ics")
    assert set(entries(tmp_path / "out.ics")) == {"First talk", "Second talk"}


def test_listed_events_stay_at_home(made: Run, run: Run, tmp_path: Path) -> None:
    made("import", calendar(tmp_path / "talks.ics"), "--as", "listed")
    assert run("export", tmp_path / "out.ics").code == 1


def test_a_changed_calendar_changes_fields_and_cancels(made: Run, tmp_path: Path) -> None:
    made("import", calendar(tmp_path / "talks.ics"))
    text = CALENDAR.replace("LOCATION:Berlin", "LOCATION:Hamburg\nSEQUENCE:1").replace(
        "SUMMARY:Second talk", "SUMMARY:Second talk\nSTATUS:CANCELLED"
    )
    file = calendar(tmp_path / "talks.ics", text)
    (report,) = made("import", file, "--json").json
    assert (report["new"], report["changed"], report["cancelled"]) == (0, 1, 1)
    assert report["differences"] == [{"title": "First talk", "fields": ["place: Hamburg instead of Berlin"]}]
    assert report["called_off"] == ["Second talk"]
    (report,) = made("import", file, "--json").json
    assert (report["changed"], report["cancelled"], report["unchanged"]) == (0, 0, 2)
    made("undo")
    (report,) = made("import", file, "--json").json
    assert (report["changed"], report["cancelled"]) == (1, 1)


def test_what_was_deleted_stays_deleted(made: Run, tmp_path: Path) -> None:
    file = calendar(tmp_path / "talks.ics")
    made("import", file)
    made("delete", "one@example.org")
    calendar(file, CALENDAR.replace("First talk", "First talk, moved"))
    (report,) = made("import", file, "--json").json
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 2)


def test_our_own_export_comes_back_unchanged(done: Run, tmp_path: Path) -> None:
    done("new")
    done("import", calendar(tmp_path / "talks.ics"))
    add(done, "Course @2026-12-01 *course")
    done("export", tmp_path / "out.ics")
    (report,) = done("import", tmp_path / "out.ics", "--json").json
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 3)


def test_a_folder_is_one_step(made: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    calendar(folder / "one.ics")
    calendar(tmp_path / "in" / "two.ics", CALENDAR.replace("@example.org", "@example.net"))
    (tmp_path / "in" / "notes.txt").write_text("not for us")
    reports = made("import", tmp_path / "in", "--json").json
    assert [report["new"] for report in reports] == [2, 2]
    made("undo")
    assert made("status", "--json").json["listed"] == 0
    assert made("undo", "--json").json == {"undone": None}


def test_a_big_import_is_backed_up_first(made: Run, tmp_path: Path) -> None:
    many = "".join(
        f"BEGIN:VEVENT\nUID:{n}@x\nDTSTART;VALUE=DATE:20270101\nSUMMARY:Event {n}\nEND:VEVENT\n" for n in range(101)
    )
    made("import", calendar(tmp_path / "many.ics", f"BEGIN:VCALENDAR\nVERSION:2.0\n{many}END:VCALENDAR\n"))
    assert list((tmp_path / "backups").glob("*/*-before-import.db"))


def test_tables(done: Run, tmp_path: Path) -> None:
    done("new")
    add(done, "Mine #ml @2026-12-01")
    done("export", tmp_path / "plan.csv")
    rows = (tmp_path / "plan.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("uid,title,kind,status")
    assert any(",Mine,topic,planned," in row for row in rows)
    done("export", tmp_path / "plan.md", "--status", "planned")
    assert "## Technical foundation" in (tmp_path / "plan.md").read_text(encoding="utf-8")
    done("export", tmp_path / "named", "--format", "md")
    assert (tmp_path / "named").read_bytes() == (tmp_path / "plan.md").read_bytes()


def test_a_restore_lifts_the_sequences(made: Run, tmp_path: Path) -> None:
    uid = add(made, "One @2026-12-01")
    made("backup", tmp_path / "copy.db")
    for title in ("Two", "Three", "Four"):
        made("edit", uid, "--title", title)
        made("export", tmp_path / "a.ics")
    assert value(entries(tmp_path / "a.ics")["Due: Four"], "SEQUENCE") == "2"
    made("restore", tmp_path / "copy.db")
    made("export", tmp_path / "a.ics")
    assert int(value(entries(tmp_path / "a.ics")["Due: One"], "SEQUENCE")) > 2


def test_an_older_copy_warns_before_it_exports(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    add(made, "One @2026-12-01")
    made("backup", tmp_path / "copy.db")
    add(made, "Two @2026-12-02")
    made("export", tmp_path / "a.ics")
    plan_file.write_bytes((tmp_path / "copy.db").read_bytes())
    result = run("export", tmp_path / "a.ics")
    assert result.code == 0
    assert "older copy" in result.err


def test_every_command_that_writes_rewrites_the_live_file(
    made: Run, plan_file: Path, tmp_path: Path, bare: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = tmp_path / "live.ics"
    SettingsFile().change(lambda settings: settings._replace(live_file=str(live), live_library=str(plan_file)))
    add(made, "One @2026-12-01")
    assert set(entries(live)) == {"Due: One"}
    made("backup", tmp_path / "copy.db")
    monkeypatch.setenv("PLANNER_LIBRARY", str(plan_file))
    assert bare("add", "Two @2026-12-02").code == 0
    assert set(entries(live)) == {"Due: One", "Due: Two"}
    made("restore", tmp_path / "copy.db")
    assert value(entries(live)["Due: Two"], "STATUS") == "CANCELLED"
    made("generate", "--years", "1")
    assert len(entries(live)) > 2
    before = live.read_bytes()
    assert bare("--library", tmp_path / "other.db", "new").code == 0
    assert bare("--library", tmp_path / "other.db", "add", "Three @2026-12-03").code == 0
    assert live.read_bytes() == before


def test_deadlines_by_kind(made: Run, run: Run, tmp_path: Path) -> None:
    add(made, "One @2026-12-01")
    assert made("export", tmp_path / "a.ics", "--deadlines", "due", "--json").json["events"] == 1
    result = run("export", tmp_path / "b.ics", "--deadlines", "cfp_closes,early_bird")
    assert result.code == 1
    assert "nothing to export" in result.err
    assert run("export", tmp_path / "b.ics", "--deadlines", "exam").code == 2
    assert "--deadlines do not count" in run("export", tmp_path / "c.csv", "--deadlines", "due").err
