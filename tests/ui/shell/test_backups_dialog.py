"""The dialog of backups: what is listed, what is told of the chosen one, and the way back to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.app.safety import open_backups, safety_commands
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.storage.backup import back_up
from planner.ui.shell import dialogs
from planner.ui.shell.backups.dialog import BackupsDialog
from planner.ui.shell.window import MainWindow

Open = Callable[[], BackupsDialog]


@pytest.fixture
def opened_dialog(shell: MainWindow, qtbot: QtBot) -> Open:
    def open_it() -> BackupsDialog:
        open_backups(shell)
        dialog = shell.findChildren(BackupsDialog)[-1]
        qtbot.waitUntil(lambda: not dialog.busy.busy)
        return dialog

    return open_it


def test_the_file_menu_has_it(shell: MainWindow, qtbot: QtBot) -> None:
    shell.add_commands(safety_commands(shell))
    shell.commands.action("file.backups").trigger()
    (dialog,) = shell.findChildren(BackupsDialog)
    assert dialog.empty.isVisible()
    assert not dialog.restore.isEnabled()
    dialog.empty.buttons[0].click()
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert dialog.list.count() == 1
    assert "By hand" in dialog.list.told_of(dialog.list.item(0))
    assert "Nothing has changed since." in dialog.told.text
    dialog.reject()


def test_the_chosen_one_says_what_would_change(shell: MainWindow, opened_dialog: Open, qtbot: QtBot) -> None:
    planner = shell.context.planner
    planner.run(AddActivity("Old"))
    back_up(planner.path, libraries.backup_folder(planner.path), "2026-01-01T08:00:00Z", reason="daily")
    for number in range(14):
        planner.run(AddActivity(f"New {number}"))
    libraries.back_up_to(planner)
    dialog = opened_dialog()
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "14 activities added since." in dialog.told.text)
    assert "1 activity, 0 done" in dialog.told.text
    lines = [dialog.told.titles.item(row).text() for row in range(dialog.told.titles.count())]
    assert lines[0] == "New 0"
    assert lines[-1] == "and 2 more"
    dialog.reject()


def test_restoring_asks_first_and_opens_the_plan_anew(
    shell: MainWindow, opened_dialog: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = shell.context.planner
    libraries.back_up_to(planner)
    planner.run(AddActivity("Later"))
    dialog = opened_dialog()
    asked: list[str] = []

    def confirm(_theme: object, _parent: object, _title: str, question: str, _yes: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "confirm", confirm)
    dialog.restore.click()
    assert asked[0].startswith("1 activity added since. Everything in ")
    assert asked[0].endswith("What is there now is backed up first.")
    assert not shell.isHidden()
    with qtbot.waitSignal(dialog.restored):
        dialog.restore.click()
    assert shell.next_library == planner.path
    assert not planner.read(lambda reader: reader.rows("SELECT 1 FROM activity WHERE title = 'Later'"))
    reasons = [path.name.split("-", 1)[1] for path in libraries.backup_folder(planner.path).glob("*.db")]
    assert "before-restore.db" in reasons


def test_what_cannot_be_restored_says_why(shell: MainWindow, opened_dialog: Open) -> None:
    planner = shell.context.planner
    copy = libraries.back_up_to(planner)
    content = bytearray(copy.read_bytes())
    content[63] = 99
    copy.write_bytes(content)
    dialog = opened_dialog()
    assert "Cannot be restored" in dialog.list.told_of(dialog.list.item(0))
    assert "newer Planner" in dialog.told.text
    assert not dialog.restore.isEnabled()
    dialog.reject()


def test_damage_in_a_backup_is_found_when_it_is_read(shell: MainWindow, opened_dialog: Open) -> None:
    copy = libraries.back_up_to(shell.context.planner)
    content = bytearray(copy.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    copy.write_bytes(content)
    dialog = opened_dialog()
    assert "is damaged" in dialog.told.text
    assert not dialog.restore.isEnabled()
    dialog.reject()


def test_another_file_joins_the_list(
    shell: MainWindow, opened_dialog: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = libraries.back_up_to(shell.context.planner, tmp_path / "elsewhere.db")
    answers: list[Path | None] = [None, tmp_path / "missing.db", copy]
    monkeypatch.setattr(dialogs, "backup_file", lambda *_: answers.pop(0))
    dialog = opened_dialog()
    dialog.other.click()
    assert dialog.list.count() == 0
    dialog.other.click()
    assert dialog._message.isVisible()
    dialog.other.click()
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "elsewhere.db" in dialog.told.text
    dialog.reject()


def test_the_folder_is_opened_by_the_person_alone(shell: MainWindow, opened_dialog: Open, opened: list[str]) -> None:
    libraries.back_up_to(shell.context.planner)
    dialog = opened_dialog()
    assert opened == []
    dialog.folder.click()
    assert opened == [libraries.backup_folder(shell.context.planner.path).as_uri()]
    dialog.reject()
