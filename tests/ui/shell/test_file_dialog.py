"""The file dialogs on a real folder: they offer what is there, and never touch the library that is open."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileSystemModel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from planner.services.actions.activities import AddActivity
from planner.services.planner import Planner
from planner.ui.shell.file_dialog import FileDialog

VISIT = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM activity').fetchall()"
"""What any other program does with the plan; SQLite lets the last one to leave delete the log."""

Ask = Callable[[QWidget, str, str, str], object]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Whose dialogs they are."""
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


def type_notes(dialog: FileDialog) -> None:
    """Type a name that is there, and press Open."""
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText("notes")
    dialog.accept()


def typed(folder: Path, answer: Callable[[FileDialog], object]) -> dict[str, str]:
    """Let the next dialog show the folder whole and answer it; the types it will have shown, by name."""
    found: dict[str, str] = {}

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FileDialog):
            QTimer.singleShot(5, look)
            return
        model = dialog.findChild(QFileSystemModel)
        assert model is not None
        root = model.index(str(folder))
        rows = [model.index(row, 0, root) for row in range(model.rowCount(root))]
        types = {str(row.data()): str(row.siblingAtColumn(2).data() or "") for row in rows}
        if not types or not all(types.values()):
            QTimer.singleShot(5, look)
            return
        found.update(types)
        answer(dialog)

    QTimer.singleShot(0, look)
    return found


@pytest.mark.parametrize("ask", [FileDialog.getOpenFileName, FileDialog.getOpenFileNames, FileDialog.getSaveFileName])
def test_a_dialog_that_shows_the_open_plan_leaves_its_locks_alone(
    empty_library: Planner, window: QWidget, ask: Ask
) -> None:
    folder, log = empty_library.path.parent, empty_library.path.with_name(empty_library.path.name + "-wal")
    empty_library.run(AddActivity("Kept before"))
    number = log.stat().st_ino
    shown = typed(folder, FileDialog.reject)
    ask(window, "Which", str(folder), "All files (*)")
    assert shown[empty_library.path.name]
    subprocess.run([sys.executable, "-c", VISIT, empty_library.path], check=True)
    assert log.stat().st_ino == number, "the locks were lost: another program deleted the log"


def test_a_dialog_gives_what_was_chosen(tmp_path: Path, window: QWidget) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("talk.ics", "notes"):
        (tmp_path / name).write_text("x")
    shown = typed(tmp_path, FileDialog.accept)
    name, _ = FileDialog.getSaveFileName(window, "Export", str(tmp_path / "new.ics"), "Calendar (*.ics)")
    assert (name, shown["talk.ics"], shown["sub"]) == (str(tmp_path / "new.ics"), "ICS file", "Folder")
    shown = typed(tmp_path, type_notes)
    assert FileDialog.getOpenFileName(window, "Open", str(tmp_path), "All files (*)")[0] == str(tmp_path / "notes")
    assert shown["notes"] == "File"
    typed(tmp_path, FileDialog.reject)
    assert FileDialog.getOpenFileNames(window, "Open", str(tmp_path), "All files (*)") == ([], "")


def test_a_name_without_an_ending_never_replaces_a_file_unasked(tmp_path: Path, window: QWidget) -> None:
    kept = tmp_path / "notes.ics"
    kept.write_text("precious")
    asked: list[str] = []

    def say_no() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, say_no)
            return
        asked.append(box.text())
        box.button(QMessageBox.StandardButton.No).click()

    def answer(dialog: FileDialog) -> None:
        QTimer.singleShot(0, say_no)
        type_notes(dialog)
        dialog.reject()

    typed(tmp_path, answer)
    assert FileDialog.getSaveFileName(window, "Export", str(tmp_path / "new.ics"), "Calendar (*.ics)") == ("", "")
    assert "notes.ics" in asked[0]


@pytest.mark.parametrize(("chosen", "name"), [("Table (*.csv)", "notes.csv"), ("Picture (*.png)", "notes.png")])
def test_the_ending_is_that_of_the_chosen_kind(tmp_path: Path, window: QWidget, chosen: str, name: str) -> None:
    (tmp_path / "other.csv").write_text("x")

    def answer(dialog: FileDialog) -> None:
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)
        type_notes(dialog)

    typed(tmp_path, answer)
    kinds = "Table (*.csv);;Picture (*.png);;All files (*)"
    assert FileDialog.getSaveFileName(window, "Export", str(tmp_path / "new.csv"), kinds)[0] == str(tmp_path / name)
