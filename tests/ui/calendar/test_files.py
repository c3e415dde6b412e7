"""Calendar files: what the export dialog writes, what the import dialog shows and does, and stopping both."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import icalendar
import pytest
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Event
from planner.services.planner import Planner
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.calendar.export_dialog import ExportDialog
from planner.ui.calendar.import_dialog import ImportDialog
from planner.ui.shell.job import Job
from planner.ui.shell.page import PageContext
from tests.services.reading import rows
from tests.ui.calendar.conftest import Filled

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:one@test
DTSTAMP:20260101T000000Z
SUMMARY:Meetup one
DTSTART;VALUE=DATE:20261221
END:VEVENT
BEGIN:VEVENT
UID:two@test
DTSTAMP:20260101T000000Z
SUMMARY:Meetup two
DTSTART:20261222T180000Z
DTEND:20261222T200000Z
END:VEVENT
BEGIN:VEVENT
UID:three@test
DTSTAMP:20260101T000000Z
SUMMARY:Broken
DTSTART:soon
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def calendar_file(tmp_path: Path) -> Path:
    path = tmp_path / "team.ics"
    path.write_text(FILE, newline="\r\n")
    return path


@pytest.fixture
def exporting(calendar_context: PageContext, filled: Filled, qtbot: QtBot) -> Iterator[ExportDialog]:
    dialog = ExportDialog(calendar_context)
    dialog.show()
    yield dialog
    qtbot.waitUntil(lambda: not dialog.readings.busy)
    dialog.reject()
    dialog.deleteLater()


def summaries(path: Path) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_the_file_holds_what_was_chosen(exporting: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.ics"
    with qtbot.waitSignal(exporting.accepted):
        exporting.write(path)
    everything = summaries(path)
    assert "PyData Global" in everything
    assert any("AWS" in summary for summary in everything)
    assert not any("World Summit" in summary for summary in everything)
    assert exporting.report is not None
    assert exporting.report.events == len(everything)


def test_sorts_kinds_and_days_narrow_it(exporting: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.ics"
    for key, box in exporting.form.what.items():
        box.setChecked(key == "event")
    exporting.form.kinds.take(frozenset({"event"}))
    assert exporting.form.kinds.currentText() == "Event"
    exporting.form.first.set_date(date(2026, 12, 1))
    exporting.form.last.set_date(date(2026, 12, 31))
    exporting.form.alarms.setChecked(False)
    choice = exporting.choice()
    assert (choice.what, choice.kinds, choice.alarms) == (frozenset({"event"}), frozenset({"event"}), False)
    with qtbot.waitSignal(exporting._context.toast_requested) as toast:
        exporting.write(path)
    assert summaries(path) == ["Evening", "PyData Global"]
    assert toast.args == ["Exported 2 entries to “out.ics”.", False]


def test_a_wrong_choice_is_told_before_a_file_is_asked_for(exporting: ExportDialog) -> None:
    asked: list[object] = []
    exporting._choose = asked.append
    exporting.form.first.set_date(date(2026, 12, 31))
    exporting.form.last.set_date(date(2026, 12, 1))
    exporting.save_button.click()
    assert exporting.sentence.text() == "The last day is before the first day. Change one of them."
    exporting.form.last.set_date(None)
    for box in exporting.form.what.values():
        box.setChecked(False)
    exporting.save_button.click()
    assert exporting.sentence.text() == "Nothing is chosen. Tick what goes out."
    assert asked == []


def test_an_error_is_one_sentence_and_the_dialog_stays(exporting: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    exporting.form.first.set_date(date(2040, 1, 1))
    exporting.write(tmp_path / "out.ics")
    qtbot.waitUntil(lambda: not exporting.busy.busy)
    assert exporting.sentence.text() == (
        "There is nothing to export with this choice. Widen the dates or kinds and try again."
    )
    assert exporting.isVisible()
    assert exporting.save_button.isVisible()
    exporting.form.first.set_date(None)
    exporting.write(tmp_path / "missing" / "out.ics")
    qtbot.waitUntil(lambda: not exporting.busy.busy)
    assert "There is no folder" in exporting.sentence.text()


def test_closing_stops_the_work_and_writes_nothing(exporting: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    exporting.write(tmp_path / "out.ics")
    exporting.busy.cancel_button.click()
    exporting.busy.cancel()
    exporting.reject()
    assert exporting.isVisible()  # until the work has ended
    qtbot.waitUntil(lambda: not exporting.busy.busy)
    exporting.reject()
    assert not exporting.isVisible()
    # The work may have been over before it was stopped: then the file is whole.
    assert not (tmp_path / "out.ics").exists() or summaries(tmp_path / "out.ics")


@pytest.fixture
def importing(calendar_context: PageContext, qtbot: QtBot) -> Callable[[list[Path]], ImportDialog]:
    def build(paths: list[Path]) -> ImportDialog:
        dialog = ImportDialog(calendar_context, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.busy.busy)
        return dialog

    return build


def test_the_summary_comes_before_anything_is_written(
    importing: Callable[[list[Path]], ImportDialog], calendar_file: Path, plan: Planner
) -> None:
    dialog = importing([calendar_file])
    assert dialog.summary.text() == "2 new, 1 remark"
    assert "line" in dialog.details.toPlainText()
    assert dialog.details.isVisible()
    assert dialog.import_button.text() == "Import 2 events"
    assert rows(plan, Activity) == []
    dialog.reject()
    assert rows(plan, Activity) == []


def test_an_import_is_one_step_that_the_pages_hear_of(
    importing: Callable[[list[Path]], ImportDialog], calendar_file: Path, plan: Planner, qtbot: QtBot
) -> None:
    heard: list[str] = []
    plan.subscribe(lambda change: heard.append(change.kind))
    dialog = importing([calendar_file])
    with qtbot.waitSignal(dialog._context.toast_requested) as toast:
        dialog.import_button.click()
    assert toast.args == ["Imported 2 events.", True]
    assert heard == ["refresh"]
    assert sorted(row.title for row in rows(plan, Activity)) == ["Meetup one", "Meetup two"]
    assert dialog.written
    plan.undo()
    assert rows(plan, Activity) == []
    assert rows(plan, Event) == []
    plan.redo()
    again = importing([calendar_file])
    assert again.summary.text() == "2 unchanged, 1 remark"
    assert not again.import_button.isEnabled()
    assert again.import_button.text() == "Import"


def test_as_a_list_they_wait_for_an_answer(
    importing: Callable[[list[Path]], ImportDialog], calendar_file: Path, plan: Planner, qtbot: QtBot
) -> None:
    dialog = importing([calendar_file])
    dialog.origin.set_value("listed")
    dialog.origin.chosen.emit("listed")
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.summary.text() == "2 new, 1 remark"
    assert "until you answer" in dialog.origin_line.text()
    with qtbot.waitSignal(dialog.accepted):
        dialog.write()
    assert {row.state for row in rows(plan, Event)} == {"listed"}


def test_what_cannot_be_read_is_one_sentence(
    importing: Callable[[list[Path]], ImportDialog], tmp_path: Path, plan: Planner
) -> None:
    path = tmp_path / "note.ics"
    path.write_text("no calendar at all")
    dialog = importing([path])
    assert dialog.summary.text().endswith(".")
    assert not dialog.details.isVisible()
    assert not dialog.import_button.isEnabled()
    assert importing([tmp_path / "missing.ics"]).summary.text()


def test_files_are_chosen_in_the_dialog(
    importing: Callable[[list[Path]], ImportDialog], calendar_file: Path, qtbot: QtBot
) -> None:
    dialog = importing([])
    assert dialog.file_line.text() == "No file is chosen yet."
    dialog._choose = lambda _parent: []
    dialog.file_button.click()
    assert not dialog.busy.busy
    dialog._choose = lambda _parent: [calendar_file]
    dialog.file_button.click()
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.file_line.text() == "team.ics"
    assert dialog.summary.text() == "2 new, 1 remark"


def test_stopped_work_rolls_back(
    plan: Planner, filled: Filled, calendar_file: Path, qtbot: QtBot, calendar_context: PageContext
) -> None:
    """The person presses Cancel while the rows are being written: none of them stays."""
    from planner.services.actions.activities import AddActivity
    from planner.services.imports import import_files

    holder: list[Job] = []

    def work(planner: StoppablePlanner) -> object:
        reports = import_files(planner, [calendar_file], dry_run=True)
        holder[0].stop()
        planner.run(AddActivity("Never"))
        return reports

    before = rows(plan, Activity)
    job = Job(plan, work, calendar_context)
    holder.append(job)
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert isinstance(done.args[0], StoppedError)
    assert rows(plan, Activity) == before


def test_an_unforeseen_error_is_told_and_logged(
    plan: Planner, qtbot: QtBot, allow_log: Callable[[str], None], calendar_context: PageContext
) -> None:
    allow_log("Work in the background failed")

    def work(planner: StoppablePlanner) -> object:
        raise ZeroDivisionError

    job = Job(plan, work, calendar_context)
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert str(done.args[0]) == "Something unexpected went wrong; the details are in the log file."
