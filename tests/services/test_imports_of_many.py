"""Imports of several files: one transaction, one step, one backup before, and a report on each file."""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import ConflictError, InvalidInputError, LibraryError
from planner.domain.model import Activity
from planner.services import export, import_finding, imports, libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.imports import CalendarFile
from planner.services.calendar_choice import Choice
from planner.services.planner import Planner
from planner.storage.transaction import Transaction
from tests.services.reading import rows
from tests.services.test_imports import HEAD, counts, event


def calendar(path: Path, *events: str) -> Path:
    """A calendar file at ``path`` with these events."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + "".join(events) + "END:VCALENDAR\r\n", newline="")
    return path


def backups(planner: Planner) -> list[Path]:
    return list(libraries.backup_folder(planner.path).glob("*before-import*"))


@pytest.mark.parametrize(("events", "made"), [(33, 0), (34, 1)])
def test_rows_not_events_decide_about_a_backup(planner: Planner, tmp_path: Path, events: int, made: int) -> None:
    file = calendar(tmp_path / "a.ics", *(event(f"{number}@x") for number in range(events)))
    imports.import_files(planner, [file])  # each event is an activity, its record, and what the file said of it
    assert len(backups(planner)) == made


def test_the_rows_of_all_files_count_before_the_first_is_written(planner: Planner, tmp_path: Path) -> None:
    for number in range(40):
        calendar(tmp_path / "in" / f"{number}.ics", event(f"{number}@x"))
    imports.import_files(planner, [tmp_path / "in"])
    (copy,) = backups(planner)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM activity").fetchone() == (0,)


@pytest.mark.parametrize("times", [1, 3])
def test_a_library_that_moves_meanwhile(
    planner: Planner, open_planner: Callable[[], Planner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    other = open_planner()
    compare = imports.prepare

    def prepare(plan: Planner, path: Path, **options: Any) -> imports.Prepared:
        found = compare(plan, path, **options)
        if len(rows(planner, Activity)) < times:
            other.run(AddActivity("Meanwhile"))
        return found

    monkeypatch.setattr(imports, "prepare", prepare)
    file = calendar(tmp_path / "a.ics", event())
    if times == 1:
        (report,) = imports.import_files(planner, [file])
        assert report.written
    else:
        with pytest.raises(ConflictError, match="nothing was imported"):
            imports.import_files(planner, [file])


def test_files_of_one_import_that_speak_of_the_same_event(planner: Planner, tmp_path: Path) -> None:
    first = calendar(tmp_path / "a.ics", event(summary="As A says"))
    second = calendar(tmp_path / "b.ics", event("b@x"))
    third = calendar(tmp_path / "c.ics", event(summary="As C says"))
    fourth = calendar(tmp_path / "d" / "a.ics", event(summary="As A says"))
    reports = imports.import_files(planner, [first, second, third, fourth])
    assert [counts(report) for report in reports] == [(1, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)]
    assert [report.written for report in reports] == [True, True, True, False]
    assert [row.title for row in rows(planner, Activity)] == ["As C says", "Talk"]
    assert planner.history().undo == "Import 4 files"


PYCON = {"summary": "PyCon Lithuania 2027", "starts": "DTSTART;VALUE=DATE:20270428"}
LATER = PYCON | {"starts": "DTSTART;VALUE=DATE:20270505"}


def test_two_files_of_one_import_that_hold_the_same_conference(planner: Planner, tmp_path: Path) -> None:
    where = "URL:https://pycon.lt/2027"
    files = [
        calendar(tmp_path / "a.ics", event("a@x", where, **PYCON)),
        calendar(tmp_path / "b.ics", event("b@x", where, "DESCRIPTION:Bring a laptop", **PYCON)),
    ]
    look = imports.import_files(planner, files, dry_run=True)
    reports = imports.import_files(planner, files)
    assert [counts(report) for report in look] == [counts(report) for report in reports]
    assert [counts(report) for report in reports] == [(1, 0, 0, 0), (0, 1, 0, 0)]
    assert [row.notes for row in rows(planner, Activity)] == ["Bring a laptop"]
    assert [counts(report) for report in imports.import_files(planner, files)] == [(0, 0, 1, 0)] * 2


def test_a_conference_that_the_second_file_has_on_a_later_day_is_told(planner: Planner, tmp_path: Path) -> None:
    where = "URL:https://pycon.lt/2027"
    files = [
        calendar(tmp_path / "a.ics", event("a@x", where, **PYCON)),
        calendar(tmp_path / "b.ics", event("b@x", where, **LATER)),
    ]
    for dry_run in (True, False):
        reports = imports.import_files(planner, files, dry_run=dry_run)
        assert [counts(report) for report in reports] == [(1, 0, 0, 0)] * 2
        (remark,) = reports[1].skipped
        assert remark.where == "b.ics, line 4"
        assert "is on 5 May 2027 here and on 28 Apr 2027 in the plan" in remark.why
    assert [report.skipped for report in imports.import_files(planner, files)] == [(), ()]


@pytest.mark.parametrize(
    "other",
    [
        event("b@x", "URL:https://pycon.lt/2027", summary="Sprints", starts="DTSTART;VALUE=DATE:20270505"),
        event("b@x", "URL:https://pycon.lt/2027", summary="PyCon Lithuania", starts="DTSTART;VALUE=DATE:20280428"),
        event("b@x", "LOCATION:Kaunas", **LATER),
        event("b@x", "URL:mailto:b@x.org", **LATER),
        event("b@x", "URL:https://pycon.lt/2027", "RRULE:FREQ=YEARLY", **LATER),
    ],
)
def test_what_is_another_event_on_another_day_needs_no_word(planner: Planner, tmp_path: Path, other: str) -> None:
    first = event("a@x", "URL:https://pycon.lt/2027", "LOCATION:Vilnius", **PYCON)
    files = [calendar(tmp_path / "a.ics", first), calendar(tmp_path / "b.ics", other)]
    reports = imports.import_files(planner, files)
    assert [(counts(report), report.skipped) for report in reports] == [((1, 0, 0, 0), ())] * 2


def test_two_imports_of_several_files_are_two_steps(planner: Planner, tmp_path: Path) -> None:
    imports.import_files(planner, [calendar(tmp_path / "a.ics", event("a@x"))])
    imports.import_files(
        planner, [calendar(tmp_path / "b.ics", event("b@x")), calendar(tmp_path / "c.ics", event("c@x"))]
    )
    planner.undo()
    assert planner.history().undo == "Import “a.ics”"


def test_an_archive_after_a_calendar_that_holds_the_same_event(planner: Planner, tmp_path: Path) -> None:
    file = calendar(tmp_path / "a.ics", event())
    imports.import_files(planner, [file])
    export.export(planner, tmp_path / "b.json", "json", Choice())
    planner.undo()
    reports = imports.import_files(planner, [file, tmp_path / "b.json"])
    assert [report.new for report in reports] == [1, 0]
    assert [row.uid for row in rows(planner, Activity)] == ["a@x"]


def test_a_folder_with_too_many_files_is_listed_and_the_rest_comes_in(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_finding, "MAX_FILES", 1)
    for name in ("a.ics", "b.ics"):
        calendar(tmp_path / "in" / name, event())
    single = calendar(tmp_path / "c.ics", event("c@x"))
    much, one = imports.import_files(planner, [tmp_path / "in", single])
    assert (much.file, much.readable, one.written) == (tmp_path / "in", False, True)
    assert "more than 1 files" in much.skipped[0].why


def test_a_file_that_cannot_be_written_is_left_out(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = CalendarFile.write

    def write(self: CalendarFile, tx: Transaction) -> None:
        whole(self, tx)
        if self.name == "b.ics":
            raise InvalidInputError("Too large.")

    monkeypatch.setattr(CalendarFile, "write", write)
    files = [calendar(tmp_path / f"{name}.ics", event(f"{name}@x")) for name in "abc"]
    reports = imports.import_files(planner, files)
    assert [(report.readable, report.written) for report in reports] == [(True, True), (False, False), (True, True)]
    assert [row.uid for row in rows(planner, Activity)] == ["a@x", "c@x"]


def test_a_failure_later_in_the_import_leaves_nothing_written(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = CalendarFile.write

    def write(self: CalendarFile, tx: Transaction) -> None:
        if self.name == "b.ics":
            raise LibraryError("The disk is full.")
        whole(self, tx)

    monkeypatch.setattr(CalendarFile, "write", write)
    files = [calendar(tmp_path / f"{name}.ics", event(f"{name}@x")) for name in "ab"]
    with pytest.raises(LibraryError):
        imports.import_files(planner, files)
    assert rows(planner, Activity) == []


def test_many_small_files_are_one_step(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        body = event(f"{number}@x", summary=f"Talk {number}")
        (folder / f"{number}.ics").write_text(f"{HEAD}{body}END:VCALENDAR\r\n", newline="")
    reports = imports.import_files(planner, [folder])
    assert [counts(report) for report in reports] == [(1, 0, 0, 0)] * 30
    assert gc.isenabled()
    assert [counts(report) for report in imports.import_files(planner, [folder])] == [(0, 0, 1, 0)] * 30
    assert planner.library.problems(quick=False) == []
    planner.undo()
    assert planner.history().undo is None
    assert planner.read(lambda reader: reader.value("SELECT count(*) FROM event")) == 0
