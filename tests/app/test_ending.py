"""The system asks the program to end, as at logout: what was typed is stored, and one file is left."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from planner.services.actions.activities import AddActivity

#: A window in which a person is typing notes when the signal comes; with "dialog", a dialog stands over it.
SCRIPT = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from planner.app import gui
from planner.ui.shell.window import MainWindow

library, number, activity, dialog = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "dialog"
app = gui.application()

def look():
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    if found:
        found[0].settled.connect(lambda: QTimer.singleShot(0, lambda: type_into(found[0])))
    else:
        QTimer.singleShot(2, look)

def type_into(window):
    window.open("activity", activity)
    notes = window.inspector.activity_view.notes
    notes.edit()
    QTest.keyClicks(notes.editor, "half a thought")
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
    if dialog:
        QDialog(window).exec()

QTimer.singleShot(0, app, look)
sys.exit(gui.run_window(library))
"""


@pytest.mark.parametrize(("name", "over"), [("SIGHUP", ""), ("SIGINT", ""), ("SIGTERM", "dialog")])
def test_typed_text_is_stored_and_one_file_is_left(name: str, over: str, tmp_path: Path) -> None:
    if not hasattr(signal, name):
        pytest.skip(f"this system has no {name}")
    library = tmp_path / "plan.db"
    planner = libraries.new_plan(library, None)
    (activity,) = planner.run(AddActivity("Read")).added("activity")
    planner.close()
    number = int(getattr(signal, name))
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(library), str(number), str(activity), over],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [each.name for each in tmp_path.glob("plan.db*")] == ["plan.db"]
    planner = libraries.open_plan(library)
    assert planner.read(lambda reader: reader.value("SELECT notes FROM activity")) == "half a thought"
    planner.close()
