"""The commands about time: logging it, the list of study sessions, and looking back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from planner.ui.shell.window import MainWindow


def time_commands(window: MainWindow) -> list[Command]:
    """What the Plan menu offers on time: logging it, what was logged, and the look back."""
    return [
        Command("edit.log_time", "plan", tr("&Log time…"), partial(_log, window), ("Ctrl+L",), "clock"),
        Command("edit.sessions", "plan", tr("&Study sessions…"), partial(_sessions, window), (), "list"),
        Command("view.look_back", "plan", tr("Look &back…"), partial(_look_back, window), (), "star"),
    ]


def _log(window: MainWindow) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.time.log_dialog import LogDialog

    window.flush()
    opened(LogDialog(window.context, _opened_activity(window), window))


def _opened_activity(window: MainWindow) -> ActivityId | None:
    """The activity that stands in the inspector."""
    inspector = window.inspector
    if inspector is None or not window.area.is_open or inspector.subject is None:
        return None
    table, row_id = inspector.subject
    return ActivityId(row_id) if table == "activity" else None


def _sessions(window: MainWindow) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.time.sessions_dialog import SessionsDialog

    window.flush()
    opened(SessionsDialog(window.context, parent=window))


def _look_back(window: MainWindow) -> None:
    from planner.ui.look_back.dialog import LookBackDialog
    from planner.ui.shell.dialogs import opened

    window.flush()
    opened(LookBackDialog(window.context, window))
