"""A menu that keeps the keyboard to itself while it is open: a letter chooses in it, and is no command behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class Menu(QMenu):
    """A letter goes to the next entry that begins with it, and chooses the only one that does.

    Qt's own menu leaves letters to the shortcuts of the window behind it, so that D would complete the card whose menu
    is open.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # it comes as a press of a key next
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if event.modifiers() in _PLAIN and letter.isalnum() and not self._has_mnemonic(letter):
            self._go_to(letter)
        else:
            super().keyPressEvent(event)

    def _has_mnemonic(self, letter: str) -> bool:
        return any(f"&{letter}" in action.text().casefold().replace("&&", "") for action in self.actions())

    def _go_to(self, letter: str) -> None:
        found = [each for each in self.actions() if _can_be_chosen(each) and _begins_with(each, letter)]
        if not found:
            return
        active = self.activeAction()
        place = found.index(active) + 1 if active in found else 0
        entry = found[place % len(found)]
        self.setActiveAction(entry)
        if len(found) == 1 and entry.menu() is None:
            self.close()
            entry.trigger()


def _can_be_chosen(action: QAction) -> bool:
    return action.isVisible() and action.isEnabled() and not action.isSeparator()


def _begins_with(action: QAction, letter: str) -> bool:
    return action.text().replace("&", "").casefold().startswith(letter)


def submenu(parent: QMenu | QMenuBar, title: str) -> Menu:
    """A menu of a menu or of the menu bar."""
    made = Menu(title, parent)
    parent.addMenu(made)
    return made
