"""The command that opens the preferences, and what is preferred of motion as soon as the window stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ui.shell.window import MainWindow


def preference_commands(
    window: MainWindow, start_again: Callable[[MainWindow], object] | None = None
) -> list[Command]:
    """Preferences at the end of the Edit menu; ``start_again`` starts the program again, where that is possible."""
    motion = window.context.theme.motion
    motion.prefer(window.context.settings.read().motion)
    window.settled.connect(partial(_ask_desktop, window))
    return [
        Command(
            "edit.preferences",
            "edit",
            tr("&Preferences…"),
            partial(open_preferences, window, start_again),
            ("Ctrl+,",),
            "settings",
        )
    ]


def open_preferences(
    window: MainWindow, start_again: Callable[[MainWindow], object] | None = None, section: str = ""
) -> None:
    """Open the preferences, at a section if one is named; those that are open come to the front."""
    from planner.ui.shell.preferences.dialog import PreferencesDialog

    window.flush()
    dialog = next((each for each in window.findChildren(PreferencesDialog) if each.isVisible()), None)
    if dialog is None:
        from PySide6.QtCore import Qt

        dialog = PreferencesDialog(window, may_start_again=start_again is not None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if start_again is not None:
            dialog.again_wanted.connect(partial(start_again, window))
    if section:
        dialog.show_section(section)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _ask_desktop(window: MainWindow) -> None:
    from planner.ui.shell.desktop_motion import ask_desktop

    if window.remembers and window.context.settings.read().motion == "system":  # else nobody is to be asked
        ask_desktop(window, lambda moves: window.context.theme.motion.hear(desktop_moves=moves))
