"""The set-up comes by itself where the window made the plan, until it is answered; never over another plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from tests.conftest import ROOT

#: Starts the window; says what dialog comes, and then does with it what the second argument says.
START = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from planner.app import gui
from planner.__main__ import main

settled = []
when_settled = gui._when_settled
def note(window):
    settled.append(window)
    when_settled(window)
gui._when_settled = note

def look():
    if not settled:
        QTimer.singleShot(5, look)
        return
    window, dialog = settled[0], QApplication.activeModalWidget()
    print(type(dialog).__name__ if isinstance(dialog, QDialog) else "none", flush=True)
    if sys.argv[1] == "killed":
        os._exit(0)
    if dialog is not None:
        dialog.reject() if sys.argv[1] == "left" else [dialog.next.click() for _ in range(3)]
    window.close()

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(sys.argv[2:]))
"""


def start(folder: Path, then: str, *arguments: str) -> str:
    """The dialog that came over the window, by its class."""
    folders = {"PLANNER_CONFIG_DIR": str(folder / "config"), "PLANNER_DATA_DIR": str(folder / "data")}
    done = subprocess.run(
        [sys.executable, "-c", START, then, *arguments],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | folders,
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize("answer", ["left", "finished"])
def test_it_comes_until_it_is_answered(tmp_path: Path, answer: str) -> None:
    assert start(tmp_path, "killed") == "FirstRunDialog"
    assert start(tmp_path, answer) == "FirstRunDialog"
    assert start(tmp_path, answer) == "none"
    planner = libraries.open_plan(tmp_path / "data" / "planner.db")
    assert planner.history().undo == (None if answer == "left" else "Set up the plan")
    planner.close()


def test_a_plan_that_was_made_elsewhere_is_left_alone(tmp_path: Path) -> None:
    libraries.new_plan(tmp_path / "plan.db", libraries.BUILT_IN).close()
    assert start(tmp_path, "left", "--library", str(tmp_path / "plan.db")) == "none"


def test_a_throw_away_plan_needs_no_set_up(tmp_path: Path) -> None:
    assert start(tmp_path, "left", "--temporary") == "none"


def test_the_sample_plan_opens_at_once_and_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert start(tmp_path, "left", "--sample") == "none"
    assert list(temporary.iterdir()) == []
    assert "planner-sample-" not in (tmp_path / "config" / "settings.json").read_text(encoding="utf-8")
    assert not (tmp_path / "data" / "planner.db").exists()
