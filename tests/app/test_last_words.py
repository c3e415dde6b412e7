"""A start that fails says so in a dialog where no terminal is looked at, and once only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: Starts the window, which fails, and closes the dialog that comes instead.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from planner.app import gui
from planner.cli import main

if sys.argv[1] == "unexpected":
    def fails(*_, **__):
        raise ValueError("a secret")
    gui.build_window = fails

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.windowTitle(), box.text(), sep=": ", flush=True)
        box.close()
    QTimer.singleShot(5, look)

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(["--library", sys.argv[2]] if sys.argv[2:] else []))
"""


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("unexpected", "because something unexpected happened (ValueError)"),
        ("no folder", "The folder for the plan file cannot be made"),
    ],
)
def test_what_went_wrong_is_said_in_a_dialog(tmp_path: Path, way: str, said: str) -> None:
    (tmp_path / "file").touch()
    data = tmp_path / "data" if way == "unexpected" else tmp_path / "file" / "data"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, way],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PLANNER_DATA_DIR": str(data)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith("Planner cannot start: ")
    assert said in done.stdout
    assert done.stdout.count("Planner cannot start: ") == 1
    assert "secret" not in done.stdout
    assert "Traceback" not in done.stderr
