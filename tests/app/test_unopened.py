"""A plan that cannot be opened: a dialog says why, and leads to a backup, to another plan, or out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from planner.app.unopened import ask_instead
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.ui.shell import dialogs
from tests.conftest import ROOT

#: Starts the window, presses Quit in the dialog that comes instead, and says what it showed.
QUIT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from planner.app import gui
from planner.__main__ import main

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), flush=True)
        box.escapeButton().click()
    else:
        QTimer.singleShot(5, look)

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(["--library", sys.argv[1]]))
"""


@pytest.fixture
def pressed(qapp: QApplication) -> Callable[..., list[str]]:
    """Presses these buttons, one in each dialog that comes, and tells what the dialogs said."""

    def press(*names: str) -> list[str]:
        wanted, said = list(names), []

        def look() -> None:
            box = QApplication.activeModalWidget()
            buttons = box.buttons() if isinstance(box, QMessageBox) else []
            named = [button for button in buttons if button.text() == wanted[0]]
            if isinstance(box, QMessageBox) and named:
                said.append(box.text())
                wanted.pop(0)
                named[0].click()
            if wanted:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)
        return said

    return press


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, Path]:
    """A damaged plan, and a copy from before."""
    path, copy = tmp_path / "plan.db", tmp_path / "copy.db"
    planner = libraries.new_plan(path, None)
    planner.run(AddActivity("Kept"))
    libraries.back_up_to(planner, copy)
    planner.close()
    path.write_bytes(bytes(20_000))
    return path, copy


def test_a_backup_takes_its_place(
    damaged: tuple[Path, Path], pressed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = damaged
    answers = [copy.with_name("missing.db"), copy]
    monkeypatch.setattr(dialogs, "backup_file", lambda *_: answers.pop(0))
    said = pressed("Restore a backup…", "Restore", "Restore a backup…", "Restore")
    assert ask_instead(path, "It is damaged.") == path
    assert said[0] == "It is damaged."
    assert "missing.db" in said[2]
    planner = libraries.open_plan(path)
    assert planner.read(lambda reader: reader.value("SELECT title FROM activity")) == "Kept"
    planner.close()
    assert any(file.read_bytes() == bytes(20_000) for file in (path.parent / "backups").rglob("*.file"))


def test_another_plan_is_opened_or_none(
    damaged: tuple[Path, Path], pressed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = damaged
    answers = [None, copy]
    monkeypatch.setattr(dialogs, "open_library", lambda *_: answers.pop(0))
    said = pressed("Open another plan…", "Open another plan…")
    assert ask_instead(path, "It is damaged.") == copy
    assert said == ["It is damaged."] * 2
    pressed("Quit")
    assert ask_instead(path, "It is damaged.") is None


def test_the_program_says_it_in_a_window_and_on_the_terminal(damaged: tuple[Path, Path], tmp_path: Path) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PLANNER_CONFIG_DIR": str(tmp_path), "PLANNER_DATA_DIR": str(tmp_path)
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", QUIT, str(damaged[0])],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "is not a plan file" in done.stdout
    assert done.stdout.strip() in done.stderr
    assert "Traceback" not in done.stderr
