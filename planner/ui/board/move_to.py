"""Moving cards by typing where to: a small palette of statuses, steps, and both together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from planner.config.text import tr, trn
from planner.domain.words import ActivityId, Status, StepId
from planner.services.words import status_word
from planner.ui.board.facts import lane_title
from planner.ui.shell.command_palette import CommandPalette, Entry

if TYPE_CHECKING:
    from planner.services.queries.board import LaneRow, StepKey
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext

_ICONS = {
    Status.PLANNED: "list",
    Status.IN_PROGRESS: "clock",
    Status.DONE: "check",
    Status.SKIPPED: "close",
}


class MoveTo(QObject):
    """Opens the palette over the window and moves what is selected."""

    def __init__(
        self, context: PageContext, view: BoardView, content: BoardContent, commands: BoardCommands
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self.palette: CommandPalette | None = None

    def ask(self) -> None:
        """Open the palette for the selected cards."""
        cards = self._commands.cards()
        if not cards:
            return
        if self.palette is not None:
            self.palette.deleteLater()
        entries = self._entries(cards)
        made = CommandPalette(
            self._context.theme, lambda: entries, lambda _text, _most: (), lambda _found: None, self._view.window()
        )
        name = (
            tr("Move “{title}” to…", title=cards[0].title)
            if len(cards) == 1
            else trn("Move {n} card to…", "Move {n} cards to…", len(cards))
        )
        made.setAccessibleName(name)
        made.field.setPlaceholderText(name)
        made.field.setAccessibleName(name)
        self.palette = made
        made.open()

    def _entries(self, cards: list[CardRow]) -> list[Entry]:
        """Statuses, then steps, then each step with each status; without where all of the cards are already."""
        ids = tuple(ActivityId(card.id) for card in cards)
        statuses = {card.status for card in cards}
        steps = {card.step_id for card in cards}
        found = [
            Entry(status_word(status), tr("status"), _ICONS[status], partial(self._commands.set_status, status, ids))
            for status in Status
            if statuses != {status.value}
        ]
        inbox = self._content.lane(None)
        places = [(row.step_id, row) for row in (*self._content.steps, inbox) if row is not None]
        places = [(key, row) for key, row in places if steps != {key}]
        found += [
            Entry(_name(row), _number(row), _icon(key), partial(self._move, ids, key, None))
            for key, row in places
        ]
        found += [
            Entry(
                tr("{step}: {status}", step=_name(row), status=status_word(status)),
                _number(row),
                _icon(key),
                partial(self._move, ids, key, status),
            )
            for key, row in places
            for status in (Status.PLANNED, Status.IN_PROGRESS, Status.DONE)
        ]
        return found

    def _move(self, ids: tuple[ActivityId, ...], key: StepKey, status: Status | None) -> None:
        from planner.services.actions.activities import MoveActivities

        there = self._commands.shown.column(key, status) if status is not None else []
        before = next((ActivityId(each) for each in there if each not in ids), None)
        step_id = None if key is None else StepId(key)
        change = self._context.run(MoveActivities(ids, status, to_step=True, step_id=step_id, before=before))
        if change is not None:
            self._context.tell(change)
            self._commands.shown.show_current()
        self._commands.shown.widget.setFocus(Qt.FocusReason.OtherFocusReason)


def _name(row: LaneRow) -> str:
    return lane_title(row)


def _number(row: LaneRow) -> str:
    return tr("step {n}", n=row.number) if row.number else ""


def _icon(key: StepKey) -> str:
    return "inbox" if key is None else "roadmap"
