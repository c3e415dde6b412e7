"""The File menu: export, backup, restore, import and other libraries, through workers and back into the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from pytestqt.qtbot import QtBot

from planner.app.file_commands import file_commands
from planner.domain.errors import InvalidInputError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.calendar.export_dialog import ExportDialog
from planner.ui.calendar.import_dialog import ImportDialog
from planner.ui.files.export_dialog import ExportDialog as FilesExportDialog
from planner.ui.files.import_dialog import ImportDialog as FilesImportDialog
from planner.ui.shell import dialogs
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.window import MainWindow


@pytest.fixture
def files(shell: MainWindow) -> MainWindow:
    shell.add_commands(file_commands(shell))
    return shell


def done(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not window.work.busy and window.toasts.current is not None)
    assert window.toasts.current is not None
    return window.toasts.current.text


def test_export_of_a_calendar_goes_on_in_its_own_dialog(
    files: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.context.run(AddActivity("Exam", due="2026-12-01"))
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.ics"), ""))
    files.commands.action("file.export").trigger()
    first = files.findChild(FilesExportDialog)
    assert isinstance(first, FilesExportDialog)
    first.save_button.click()
    dialog = files.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.save_button.click()
    assert done(files, qtbot) == "Exported 1 entry to “out.ics”."
    assert b"Exam" in (tmp_path / "out.ics").read_bytes()


def test_a_calendar_is_imported_as_on_its_page(
    files: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.services.export import export

    files.context.run(AddActivity("Exam", due="2026-12-01"))
    export(files.context.planner, tmp_path / "out.ics", "ics")
    monkeypatch.setattr(dialogs, "import_files", lambda *_: [tmp_path / "out.ics"])
    files.commands.action("file.import").trigger()
    dialog = files.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.summary.text()
    dialog.reject()


def test_file_dialogs_start_in_a_folder_that_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[str] = []

    def ask(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        started.append(start)
        return "", ""

    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "Documents"))
    monkeypatch.setattr(FileDialog, "getSaveFileName", ask)
    assert dialogs.documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert dialogs.documents() == tmp_path / "Documents"
    dialogs.export_file(None, tmp_path / "gone" / "far" / "planner.ics", "Calendar")  # type: ignore[arg-type]  # the parent is only passed on
    assert started == [str(tmp_path / "planner.ics")]


def test_an_archive_comes_back_as_one_step(
    files: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = libraries.new_plan(tmp_path / "other.db", None)
    other.run(AddActivity("From elsewhere"))
    from planner.services.export import export

    export(other, tmp_path / "other.json", "json")
    other.close()
    monkeypatch.setattr(dialogs, "import_files", lambda *_: [tmp_path / "other.json"])
    files.commands.action("file.import").trigger()
    dialog = files.findChild(FilesImportDialog)
    assert isinstance(dialog, FilesImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    dialog.import_button.click()
    assert done(files, qtbot) == "Imported: 1 new."
    assert files.commands.action("edit.undo").isEnabled()


def test_backup_says_where(files: MainWindow, qtbot: QtBot) -> None:
    files.commands.action("file.backup").trigger()
    assert done(files, qtbot).startswith("Backed up to")


def test_a_new_library_is_opened_next(files: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "new_library", lambda *_: tmp_path / "new.db")
    monkeypatch.setattr(dialogs, "new_from_template", lambda *_: False)
    files.commands.action("file.new").trigger()
    assert files.next_library == tmp_path / "new.db"
    assert files.isHidden()


def test_what_is_no_library_is_refused_while_the_old_one_stays(
    files: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.db").write_text("not a library")
    monkeypatch.setattr(dialogs, "open_library", lambda *_: tmp_path / "notes.db")
    files.commands.action("file.open").trigger()
    assert files.next_library is None
    assert files.isVisible()
    assert files.toasts.current is not None
    assert "notes.db" in files.toasts.current.text


def test_work_that_fails_says_one_sentence(shell: MainWindow, qtbot: QtBot) -> None:
    def work(_planner: object) -> object:
        raise InvalidInputError("This cannot be; choose another.")

    shell.work.start("Working…", work, lambda _value: None)
    assert done(shell, qtbot) == "This cannot be; choose another."


def test_cancelled_work_says_nothing(shell: MainWindow, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(_planner: object) -> object:
        raise StoppedError

    shell.work.start("Working…", work, told.append)
    qtbot.waitUntil(lambda: not shell.work.busy)
    assert told == []
    assert shell.toasts.current is None


def test_one_piece_of_work_at_a_time(shell: MainWindow, qtbot: QtBot) -> None:
    import threading

    end = threading.Event()
    told: list[object] = []
    shell.work.start("Working…", lambda _planner: end.wait(10), told.append)
    shell.work.start("Working…", lambda _planner: None, told.append)
    assert shell.toasts.current is not None
    assert "still being worked on" in shell.toasts.current.text
    end.set()
    qtbot.waitUntil(lambda: not shell.work.busy)
    assert told == [True]


def test_a_worker_rolls_back_what_was_cancelled(shell: MainWindow) -> None:
    import threading

    stop = threading.Event()
    with StoppablePlanner(shell.context.planner, stop) as worker:
        worker.run(AddActivity("Kept"))
        stop.set()
        with pytest.raises(StoppedError):
            worker.run(AddActivity("Not kept"))
    shell.refresh()
    assert "Kept" in shell.commands.action("edit.undo").text()
    assert "Not kept" not in shell.commands.action("edit.undo").text()
