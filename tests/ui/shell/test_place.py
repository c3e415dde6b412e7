"""The place of the plan file: explained once, and changed by a move that loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.config import synced_folders
from planner.config.opening_library import opening_library
from planner.config.settings import SettingsFile
from planner.config.synced_folders import Synced
from planner.domain.errors import LibraryError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.moving import move_plan, put_aside
from planner.ui.shell import place_commands, unsaved_dialog
from planner.ui.shell.place_commands import explain, move
from planner.ui.shell.synced_dialog import SyncedDialog
from planner.ui.shell.window import MainWindow
from planner.ui.widgets.label import Label


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    with qtbot.waitSignal(window.settled):
        window.show()
    yield window
    window.close()


def told(window: MainWindow) -> list[str]:
    """What the dialog says, which is closed then; empty where there is none."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, SyncedDialog):
        return []
    said = [label.text() for label in dialog.findChildren(Label)]
    dialog.close()
    return said


def test_a_synced_folder_is_explained_once(shown: MainWindow) -> None:
    folder = shown.context.planner.path.parent
    (folder / ".stfolder").mkdir()
    explain(shown)
    said = told(shown)
    assert said[0] == "Your plan file is in a folder that Syncthing copies"
    assert len(said) == 4
    explain(shown)
    assert told(shown) == []
    copy = folder / "plan.sync-conflict-20261130-101500-ABC.db"
    copy.touch()
    explain(shown)
    said = told(shown)
    assert said[0] == "There are copies of your plan file"
    assert f"“{copy.name}”" in said[1]
    explain(shown)
    assert told(shown) == []


def test_a_network_drive_is_explained(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synced_folders, "place_of", lambda path: Synced("nfs4", path.parent, is_network=True))
    explain(shown)
    said = told(shown)
    assert said[0] == "Your plan file is on a network drive"
    assert "(nfs4)" in said[1]


def test_an_ordinary_folder_needs_no_words_and_dialogs_come_first(
    shown: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    explain(shown)
    assert told(shown) == []
    (shown.context.planner.path.parent / ".stfolder").mkdir()
    monkeypatch.setattr(place_commands, "CALM_MS", 20)
    dialog = QDialog(shown)
    dialog.open()
    explain(shown)
    assert QApplication.activeModalWidget() is dialog
    dialog.close()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SyncedDialog))
    assert told(shown)


def test_moving_goes_on_in_the_new_place_and_keeps_the_old_file(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = shown.context.planner.path, tmp_path / "local" / "plan.db"
    target.parent.mkdir()
    shown.context.run(AddActivity("A thought"))
    answers = [None, path, target]
    monkeypatch.setattr(unsaved_dialog, "ask_place", lambda *_: answers.pop(0))
    move(shown)
    assert shown.isVisible()
    move(shown)
    assert shown.isVisible()
    assert shown.toasts.current is not None
    assert "exists already" in shown.toasts.current.text
    (path.parent / ".stfolder").mkdir()
    explain(shown)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SyncedDialog)
    dialog.move_button.click()
    assert not shown.isVisible()
    assert shown.next_library == target
    shown.context.planner.close()
    assert shown.at_the_end().startswith(f"Your plan is in “{target}” now; the old file is kept as “plan (moved ")
    assert not path.exists()
    (old,) = path.parent.glob("plan (moved *).db")
    for each in (target, old):
        assert libraries.check(each) == []
        planner = libraries.open_plan(each)
        assert planner.history().undo == "Add “A thought”"
        planner.close()


def test_what_opens_by_itself_follows_the_plan_and_the_live_file_too(tmp_path: Path) -> None:
    settings, usual = SettingsFile(), opening_library()
    settings.change(lambda each: each._replace(live_file=str(tmp_path / "live.ics")))
    planner = libraries.new_plan(usual, None)
    target = tmp_path / "elsewhere.db"
    move_plan(planner, target, settings)
    planner.close()
    assert opening_library() == target
    assert settings.read().live_library == str(target)
    moved = libraries.open_plan(target)
    aside = put_aside(usual, moved.today())
    assert aside is not None
    move_plan(moved, usual, settings)
    moved.close()
    assert opening_library() == usual
    assert settings.read().library == ""


def test_a_plan_that_another_program_has_open_keeps_its_name(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None)
    planner.run(AddActivity("x"))
    assert put_aside(tmp_path / "plan.db", planner.today()) is None
    planner.close()
    assert put_aside(tmp_path / "plan.db", planner.today()) is not None


def test_where_the_settings_cannot_follow_nothing_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner = libraries.new_plan(opening_library(), None)
    settings = SettingsFile()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(settings, "change", refuse)
    with pytest.raises(LibraryError, match="stays where it is"):
        move_plan(planner, tmp_path / "there.db", settings)
    assert not (tmp_path / "there.db").exists()
    planner.close()
