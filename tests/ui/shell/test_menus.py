"""The menus as a whole: every command has its place, an access key means one thing, and no command hides another."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from planner.ui.shell.commands import MENUS, Command
from planner.ui.shell.menu_order import ORDER, unplaced
from planner.ui.shell.window import MainWindow


def menus(bar: QMenuBar) -> Iterator[QMenu]:
    """All menus of the bar and those in them, as they are when they open."""
    for menu in bar.findChildren(QMenu):
        menu.aboutToShow.emit()
        yield menu


def access_keys(holder: QMenu | QMenuBar) -> list[str]:
    found = (QKeySequence.mnemonic(action.text()).toString() for action in holder.actions() if action.isVisible())
    return [keys for keys in found if keys]


def test_an_access_key_means_one_thing_in_its_menu(window: MainWindow) -> None:
    holders: list[QMenu | QMenuBar] = [window.menuBar(), *menus(window.menuBar())]
    for holder in holders:
        keys = access_keys(holder)
        assert [key for key, times in Counter(keys).items() if times > 1] == [], holder
    assert len(access_keys(window.menuBar())) == len(window.menuBar().actions())


def test_all_that_is_in_a_menu_of_commands_has_an_access_key(window: MainWindow) -> None:
    for menu in MENUS:
        for _place, command, action in window.commands.of_menu(menu):
            assert not QKeySequence.mnemonic(action.text()).isEmpty(), command.id


def test_every_command_has_its_place_and_every_place_its_command(window: MainWindow) -> None:
    ids = [command.id for command, _action in window.commands.everything()]
    for menu in MENUS:
        assert unplaced(menu, (command.id for _, command, _ in window.commands.of_menu(menu))) == []
    named = [entry for groups in ORDER.values() for group in groups for entry in group]
    assert len(named) == len(set(named))
    assert [entry for entry in named if not any(each == entry or (entry.endswith(".") and each.startswith(entry))
                                                for each in ids)] == []  # fmt: skip


def test_a_command_never_hides_another(window: MainWindow) -> None:
    ids = [command.id for command, _action in window.commands.everything()]
    assert {"file.to_computer", "file.place"} <= set(ids)
    with pytest.raises(ValueError, match=r"file\.to_computer"):
        window.commands.add(Command("file.to_computer", "file", "Another", lambda: None))


def test_what_leads_to_a_dialog_says_so(window: MainWindow) -> None:
    opens = {command.id for command, action in window.commands.everything() if action.text().endswith("…")}
    assert {"file.open", "file.place", "file.backups", "edit.preferences", "view.look_back", "help.report"} <= opens
    assert not opens & {"edit.undo", "file.backup", "view.sidebar", "help.about", "file.quit"}
