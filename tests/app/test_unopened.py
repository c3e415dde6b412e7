"""A plan that cannot be opened: a dialog says why, and leads to a backup, what can be read, another plan, or out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planner.app.unopened import ask_instead
from planner.domain.errors import DamagedError, LibraryBusyError, LibraryError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.ui.shell import dialogs
from planner.ui.shell.backups.dialog import BackupsDialog
from planner.ui.shell.rescue.dialog import RescueDialog
from planner.ui.theme import Theme
from tests.conftest import ROOT

#: Starts the window, presses Quit in the dialog that comes instead, and says what it showed.
QUIT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from planner.app import gui
from planner.__main__ import main

def look():
    dialog = QApplication.activeModalWidget()
    if dialog is not None and type(dialog).__name__ == "RescueDialog" and not dialog.busy.busy:
        print(dialog.sentence.text(), flush=True)
        dialog.quit.click()
    else:
        QTimer.singleShot(5, look)

app = gui.application()
QTimer.singleShot(0, look)
sys.exit(main(["--library", sys.argv[1]]))
"""
DAMAGED = DamagedError("It is damaged.")
Deed = Callable[[RescueDialog], object]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme("light")
    made.apply(qapp)
    return made


@pytest.fixture
def doing(qapp: QApplication) -> Callable[..., list[str]]:
    """Does these deeds, one each time that the dialog stands idle, and tells what it said then."""

    def do(*deeds: Deed) -> list[str]:
        left, said = list(deeds), list[str]()

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, RescueDialog) and not dialog.busy.busy and dialog.isEnabled():
                said.append(f"{dialog.sentence.text()}\n{dialog.newest.text.text()}\n{dialog.message.text()}")
                left.pop(0)(dialog)
            if left:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)
        return said

    return do


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, Path]:
    """A damaged plan with a backup of its first activity, and a copy from elsewhere."""
    path, copy = tmp_path / "plan.db", tmp_path / "copy.db"
    planner = libraries.new_plan(path, None)
    planner.run(AddActivity("Kept"))
    libraries.back_up_to(planner, copy)
    libraries.back_up_to(planner)
    planner.run(AddActivity("Readable"))
    planner.close()
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    return path, copy


def titles(path: Path) -> list[str]:
    planner = libraries.open_plan(path)
    try:
        return [str(row[0]) for row in planner.read(lambda reader: reader.rows("SELECT title FROM activity"))]
    finally:
        planner.close()


def kept(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in (path.parent / "backups").rglob("*.file")]


def test_the_newest_backup_takes_its_place(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]]
) -> None:
    path, _ = damaged
    content = path.read_bytes()
    said = doing(lambda dialog: dialog.newest.button.click())
    assert ask_instead(path, DAMAGED, theme) == path
    assert "stays untouched" in said[0]
    assert "By hand: 1 activity" in said[0]
    assert titles(path) == ["Kept"]
    assert kept(path) == [content]


def test_what_can_be_read_takes_its_place(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]]
) -> None:
    path, _ = damaged
    content = path.read_bytes()
    doing(lambda dialog: dialog.salvage.button.click(), lambda dialog: dialog.saved.use_button.click())
    assert ask_instead(path, DAMAGED, theme) == path
    assert titles(path) == ["Kept", "Readable"]
    assert kept(path) == [content]
    assert not path.with_name("plan-saved.db").exists()


def test_what_can_be_read_is_opened_beside_it_or_given_up(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]]
) -> None:
    path, _ = damaged
    content = path.read_bytes()
    doing(
        lambda dialog: dialog.salvage.button.click(),
        lambda dialog: dialog.saved.back_button.click(),
        lambda dialog: dialog.salvage.button.click(),
        lambda dialog: dialog.saved.open_button.click(),
    )
    assert ask_instead(path, DAMAGED, theme) == path.with_name("plan-saved.db")
    assert titles(path.with_name("plan-saved.db")) == ["Kept", "Readable"]
    assert path.read_bytes() == content
    assert not kept(path)


def test_another_backup_is_chosen(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = damaged
    monkeypatch.setattr(dialogs, "backup_file", lambda *_: copy)
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, BackupsDialog) and dialog.restore.isEnabled():
            if dialog.row is not None and dialog.row.path == copy:
                dialog.restore.click()
                return
            dialog.other.click()
        QTimer.singleShot(5, choose)

    def begin(dialog: RescueDialog) -> None:
        QTimer.singleShot(0, choose)
        dialog.others.button.click()

    doing(begin)
    assert ask_instead(path, DAMAGED, theme) == path
    assert titles(path) == ["Kept"]


def test_another_plan_is_opened_or_none(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = damaged
    answers = [None, copy]
    monkeypatch.setattr(dialogs, "open_library", lambda *_: answers.pop(0))
    doing(lambda dialog: dialog.open_other.click(), lambda dialog: dialog.open_other.click())
    assert ask_instead(path, DAMAGED, theme) == copy
    doing(lambda dialog: dialog.quit.click())
    assert ask_instead(path, DAMAGED, theme) is None


def test_what_cannot_be_done_is_said_in_the_same_place(
    tmp_path: Path, theme: Theme, doing: Callable[..., list[str]]
) -> None:
    path = tmp_path / "plan.db"
    path.write_bytes(bytes(20_000))
    said = doing(lambda dialog: dialog.salvage.button.click(), lambda dialog: dialog.quit.click())
    assert ask_instead(path, DAMAGED, theme) is None
    assert "There is no backup that is whole." in said[0]
    assert "Nothing of a plan can be read" in said[1]


def test_what_is_not_damaged_is_not_called_so(
    damaged: tuple[Path, Path], theme: Theme, doing: Callable[..., list[str]]
) -> None:
    _, copy = damaged
    shown: list[tuple[bool, bool]] = []

    def note(dialog: RescueDialog) -> None:
        shown.append((dialog.salvage.isVisible(), dialog.newest.isVisible()))
        dialog.again.click()

    for error in (LibraryBusyError("In use."), LibraryError("No permission.")):
        said = doing(note)
        assert ask_instead(copy, error, theme) == copy
        assert said[0].startswith(str(error))
    assert shown == [(False, False), (False, True)]


def test_the_program_says_it_in_a_window_and_on_the_terminal(damaged: tuple[Path, Path], tmp_path: Path) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PLANNER_CONFIG_DIR": str(tmp_path), "PLANNER_DATA_DIR": str(tmp_path)
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", QUIT, str(damaged[0])],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be used as it is" in done.stdout
    assert "is not a plan file" in done.stderr
    assert "Traceback" not in done.stderr
