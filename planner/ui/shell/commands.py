"""The table of commands: what menus, the palette and the shortcut sheet show, as one QAction each."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from planner.ui.shell.menu_order import Place, place_of

MENUS = ("file", "edit", "view", "plan", "help")


class Command(NamedTuple):
    """One thing that the window can do.

    ``menu`` is one of :data:`MENUS`; where it stands there says :mod:`planner.ui.shell.menu_order`. ``shortcuts`` are
    in Qt's portable form; the first is the one shown. ``checked`` makes it a switch: it says whether it is on.
    """

    id: str
    menu: str
    text: str
    run: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    checked: Callable[[], bool] | None = None


class CommandTable:
    """All commands in the order of the menus; every command is a live QAction, never a dead entry."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, command: Command) -> QAction:
        """Add a command and give its action, already connected. Raises ValueError where its id is taken."""
        if command.id in self._commands:
            raise ValueError(f"two commands are called {command.id}")
        action = QAction(command.text, self._owner)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setCheckable(command.checked is not None)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False: command.run())
        self._commands[command.id] = command
        self._actions[command.id] = action
        return action

    def action(self, command_id: str) -> QAction:
        """The action of a command. Raises KeyError for an unknown one."""
        return self._actions[command_id]

    def command(self, command_id: str) -> Command:
        """The command itself. Raises KeyError for an unknown one."""
        return self._commands[command_id]

    def of_menu(self, menu: str) -> list[tuple[Place, Command, QAction]]:
        """Commands of one menu with their places, from its top."""
        chosen = [(place_of(menu, each.id), each) for each in self._commands.values() if each.menu == menu]
        chosen.sort(key=lambda pair: pair[0])
        return [(place, command, self._actions[command.id]) for place, command in chosen]

    def everything(self) -> Iterable[tuple[Command, QAction]]:
        """All commands with their actions, from menu to menu."""
        return [(command, action) for menu in MENUS for _place, command, action in self.of_menu(menu)]

    def refresh_checks(self) -> None:
        """Bring the tick marks of the switches up to date."""
        for command in self._commands.values():
            if command.checked is not None:
                self._actions[command.id].setChecked(command.checked())


def menu_text(text: str) -> str:
    """Text of a person as it must be written into a menu, where ``&`` marks an access key."""
    return text.replace("&", "&&")


def plain_text(action: QAction) -> str:
    """What an action is called, without access keys and dots."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
