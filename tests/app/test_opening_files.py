"""A start with files, as a double-click makes it: the window stands, and what they would bring is in front of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from tests.conftest import ROOT

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from planner.app import gui
from planner.cli import main
from planner.ui.widgets.label import Label

def painted(window):
    timer = QTimer(window)
    def look():
        dialog = QApplication.activeModalWidget()
        texts = [] if dialog is None else [label.text() for label in dialog.findChildren(Label)]
        found = [text for text in texts if sys.argv[1] in text]
        if found:
            timer.stop()
            print(dialog.windowTitle(), found[0], sep=": ")
            dialog.close()
            window.close()
    timer.timeout.connect(look)
    timer.start(10)

gui._after_first_paint = painted
sys.exit(main(sys.argv[2:]))
"""
EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n"


def started(folder: Path, said: str, *words: str) -> str:
    """What the program says of the dialog in which it sees some words."""
    plan = folder / "plan.db"
    libraries.new_plan(plan, None).close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, said, "--library", str(plan), *words],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]  # as dialogs do offscreen
    assert told == []
    return done.stdout


def calendar(path: Path) -> Path:
    body = EVENT.format(uid=path.name)
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n", newline="")
    return path


@pytest.mark.parametrize("as_address", [False, True])
def test_the_preview_of_files_stands_before_the_window(tmp_path: Path, as_address: bool) -> None:
    files = [calendar(tmp_path / "my talks.ics"), calendar(tmp_path / "more.ics")]
    words = [path.as_uri() if as_address else str(path) for path in files]
    assert "2 new" in started(tmp_path, "2 new", *words)


def test_other_formats_open_too(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("# Learn\n\n- Read a paper\n")
    assert "1 new" in started(tmp_path, "1 new", str(tmp_path / "list.md"))
