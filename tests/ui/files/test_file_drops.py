"""Files that are dropped on the window: looked at by the dialog of their sort."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.ui.calendar.import_dialog import ImportDialog as CalendarImportDialog
from planner.ui.files.import_dialog import ImportDialog
from planner.ui.shell.window import MainWindow


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    dropped = QDropEvent(QPoint(9, 9), either, data, buttons, keys)
    dropped.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, dropped)
    assert dropped.dropAction() == Qt.DropAction.CopyAction, "who moves a file deletes it where it was"


def test_files_that_are_dropped_on_the_window_are_looked_at(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "data.md").write_text("# Data\n\n## One\n\n- [ ] A\n")
    drop(live, tmp_path / "data.md")
    dialog = live.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.summary.text() == "1 new"
    dialog.reject()


def test_calendars_that_are_dropped_get_the_dialog_of_the_calendar(
    live: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "team.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    drop(live, tmp_path / "team.ics")
    dialog = live.findChild(CalendarImportDialog)
    assert isinstance(dialog, CalendarImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    dialog.reject()
    assert live.findChild(ImportDialog) is None


def test_calendars_among_other_files_come_in_together(live: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """Wherever one drops them: also on the calendar, which takes no part of them for itself."""
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n"
    (tmp_path / "team.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n", newline=""
    )
    (tmp_path / "data.csv").write_text("Title\nA\nB\n")
    live.go("calendar")
    drop(live, tmp_path / "team.ics", tmp_path / "data.csv")
    dialog = live.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert [report.file.name for report in dialog._reports.values()] == ["team.ics", "data.csv"]
    assert live.pages.current is not None
    assert not live.pages.current.acceptDrops()
    dialog.reject()
