"""The commands on cards that open something of their own; each part is loaded when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.ui.board.many import Many

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.log_time import TimeLog
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext


class CardCommands(QObject):
    """Adds its commands to those of the board."""

    def __init__(
        self,
        context: PageContext,
        view: BoardView,
        content: BoardContent,
        commands: BoardCommands,
        column: QVBoxLayout,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self.many = Many(context, view, content, commands, column)
        add = commands.add_to_list
        self.log = add(tr("Log time"), self._log_time, "L")

    def _log_time(self) -> None:
        self.time.ask()

    @cached_property
    def time(self) -> TimeLog:
        """What logs time."""
        from planner.ui.board.log_time import TimeLog

        return TimeLog(self._context, self._view)
