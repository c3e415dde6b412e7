"""The commands that begin something: setting the plan up, the sample plan, and the way to another computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from planner.services.planner import Change
    from planner.ui.shell.window import MainWindow


def start_commands(window: MainWindow) -> list[Command]:
    """What stands in the menus File, Edit and Help."""
    return [
        Command("edit.set_up", "edit", tr("Set &up my plan…"), partial(set_up, window), (), "rocket", group=3),
    ]


def set_up(window: MainWindow) -> None:
    """Open the set-up over the window; whether it is answered or left, it does not come by itself again."""
    from planner.services.first_start import answered
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.first_run.dialog import FirstRunDialog

    window.flush()
    dialog = FirstRunDialog(window.context, window)
    path = window.context.planner.path

    def done(change: Change | None) -> None:
        if change is not None:
            window.context.tell(change, tr("Your plan is set up"))

    def left() -> None:
        window.toast(tr("You can do that at any time: “Set up my plan…” in the menu Edit."))

    dialog.set_up.connect(done)
    dialog.rejected.connect(left)
    dialog.finished.connect(lambda _code: answered(window.context.settings, path))
    opened(dialog)
