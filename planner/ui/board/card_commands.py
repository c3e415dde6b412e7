"""The commands on cards that open something of their own; each part is loaded when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.domain.errors import NotFoundError
from planner.domain.words import ActivityId, Status
from planner.ui.board.many import Many

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from planner.services.planner import Change
    from planner.ui.board.clipboard import CardClipboard
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.log_time import TimeLog
    from planner.ui.board.move_to import MoveTo
    from planner.ui.board.view import BoardView
    from planner.ui.shell.completion_panel import CompletionPanel
    from planner.ui.shell.page import PageContext


class CardCommands(QObject):
    """Adds its commands to those of the board. ``column`` takes a line at its foot, ``ground`` what lies over it."""

    def __init__(
        self,
        context: PageContext,
        view: BoardView,
        content: BoardContent,
        commands: BoardCommands,
        *,
        column: QVBoxLayout,
        ground: QWidget,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self._ground = ground
        self.many = Many(context, view, content, commands, column)
        add = commands.add_to_list
        self.log = add(tr("Log time"), lambda: self._time().ask(), "L")
        self.move_to = add(tr("Move to…"), lambda: self._mover().ask(), "M")
        self.cut = add(tr("Cut"), lambda: self._held().cut(), "Ctrl+X")
        self.copy = add(tr("Copy titles"), lambda: self._held().copy(), "Ctrl+C")
        self.paste = add(tr("Paste"), lambda: self._held().paste(), "Ctrl+V")
        self.duplicate = add(tr("Duplicate"), lambda: self._held().duplicate(), "Ctrl+D")
        self.many.offer(self.many.edit_action, self.move_to, commands.done, commands.delete)
        view.cut_dropped = self._forget_cut
        self.tell_outcome = add(tr("What came of it…"), self._tell_outcome, "O")
        self.visit = add(tr("Open its link"), self._visit, "U")
        self.lower = add(tr("It shows half a level less"), self._lower, "-")
        commands.completed.connect(lambda card, visit: self.outcome.offer(ActivityId(card), visit))

    # Asked for by methods, since the parts are loaded by their first use.

    def _time(self) -> TimeLog:
        return self.time

    def _mover(self) -> MoveTo:
        return self.mover

    def _held(self) -> CardClipboard:
        return self.clipboard

    def _forget_cut(self) -> bool:
        return "clipboard" in self.__dict__ and self.clipboard.forget_cut()

    def _tell_outcome(self) -> None:
        """Ask what came of the card with the focus, if it is done."""
        card = self._commands.current()
        if card is not None and card.status == Status.DONE:
            self.outcome.offer(ActivityId(card.id), None, focus=True)
        elif card is not None:
            self._context.toast(tr("“{title}” is not done yet", title=card.title))

    def _lower(self) -> None:
        """The completion that is asked about shows less of its skill."""
        if "outcome" in self.__dict__:
            self.outcome.lower()

    def addresses(self, activity_id: int) -> list[tuple[str, str]]:
        """Where the links of a card lead that may be opened, each behind its title, and the page of its own record."""
        from planner.services.queries.activity import activity_card
        from planner.ui.shell.inspector.opener import is_safe

        try:
            whole = self._context.planner.read(activity_card, activity_id)
        except NotFoundError:
            return []
        found = {link.url: link.title or link.url for link in whole.links}
        record = whole.certification or whole.course or whole.event
        if record is not None and record.url:
            found.setdefault(record.url, record.url)
        return [(title, url) for url, title in found.items() if is_safe(url)]

    def _visit(self) -> None:
        """Open the first link of the card with the focus."""
        from planner.ui.shell.inspector.opener import open_address

        card = self._commands.current()
        if card is None:
            return
        addresses = self.addresses(card.id)
        if addresses:
            open_address(addresses[0][1])
        else:
            self._context.toast(tr("“{title}” has no link", title=card.title))

    def take(self, change: Change) -> None:
        """Hear of a change; one activity that it completed, wherever that was done, is asked about."""
        if "outcome" in self.__dict__:
            self.outcome.take(change)
        if len(change.completed()) == 1:
            self.outcome.offer(ActivityId(change.completed()[0]), None)

    def flush(self) -> None:
        """Write what is still being typed."""
        if "outcome" in self.__dict__:
            self.outcome.flush()

    @cached_property
    def outcome(self) -> CompletionPanel:
        """What asks what came of a completed activity, and whether it shows its skills."""
        from planner.ui.shell.completion_panel import CompletionPanel

        return CompletionPanel(self._context, self._ground, self._view.setFocus, self._view.flash)

    @cached_property
    def time(self) -> TimeLog:
        """What logs time."""
        from planner.ui.board.log_time import TimeLog

        return TimeLog(self._context, self._view, self._commands)

    @cached_property
    def clipboard(self) -> CardClipboard:
        """What cuts, copies, pastes and duplicates."""
        from planner.ui.board.clipboard import CardClipboard

        return CardClipboard(self._context, self._view, self._content, self._commands)

    @cached_property
    def mover(self) -> MoveTo:
        """What moves cards to a place that is typed."""
        from planner.ui.board.move_to import MoveTo

        return MoveTo(self._context, self._view, self._content, self._commands)
