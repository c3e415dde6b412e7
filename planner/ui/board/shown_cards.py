"""What the commands of the board are about: the cards that one arrangement of the board shows and has selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from planner.ui.board.sections import Part

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QAbstractItemView

    from planner.services.queries.board import StepKey
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.content import BoardContent
    from planner.ui.board.view import BoardView


class Run(NamedTuple):
    """Cards of one column of a step that lie below each other, in the order of the board."""

    key: StepKey
    column: str
    ids: list[int]


class ShownCards(Protocol):
    """One arrangement as its commands and menus see it: lanes, steps side by side, or the outline."""

    @property
    def widget(self) -> QAbstractItemView:
        """The view that the keys of the commands belong to, and that menus open over."""

    def selected(self) -> tuple[int, ...]:
        """The selected activities in the order in which they are shown; the one with the focus if none is."""

    def current(self) -> int | None:
        """The activity with the focus."""

    def card(self, activity_id: int) -> CardRow | None:
        """A card, read now if need be; None if it is gone meanwhile."""

    def column_of(self, activity_id: int) -> str:
        """The column of a card that is shown; empty for any other."""

    def column(self, key: StepKey, column: str) -> list[int]:
        """The cards of a column in their order, as far as they were read."""

    def lane(self) -> StepKey:
        """The step that something new would go to."""

    def run(self) -> Run | None:
        """The cards around the one with the focus; None where no card has it."""

    def press(self) -> None:
        """Do what Return does where no card has the focus."""

    def is_open(self, key: StepKey) -> bool:
        """Whether the cards of a step are in sight."""

    def unfold(self, key: StepKey) -> None:
        """Bring the cards of a step in sight."""

    def why_not_along(self) -> str:
        """A sentence where cards cannot be moved up and down as they are shown now, else empty."""

    def show_current(self) -> None:
        """Scroll to what has the focus."""

    def rect(self, activity_id: int) -> QRect:
        """The place of a card in the viewport, of all of it where the card is not shown."""


class CardsOnBoard:
    """The cards of the board itself, as lanes or as steps side by side."""

    def __init__(self, view: BoardView, content: BoardContent) -> None:
        self._view = view
        self._content = content
        self.selected = view.selected_cards
        self.current = view.current_card
        self.card = view.board.card
        self.lane = view.current_lane
        self.column = content.column
        self.is_open = content.is_opened

    @property
    def widget(self) -> BoardView:
        """The painted view."""
        return self._view

    def column_of(self, activity_id: int) -> str:
        """The column of a card that is shown; empty for any other."""
        row = self._view.board.row_of_card(activity_id)
        return self._view.board.at(row)[0].column if row >= 0 else ""

    def run(self) -> Run | None:
        """The section of the card with the focus."""
        item = self._view.current_item()
        if item is None or item[0].part is not Part.CARDS:
            return None
        return Run(item[0].lane.key, item[0].column, item[0].ids)

    def press(self) -> None:
        """Fold, unfold or show more."""
        item = self._view.current_item()
        if item is not None:
            self._view.press(item[0])

    def unfold(self, key: StepKey) -> None:
        """Open a lane."""
        with self._view.kept():
            self._content.set_opened(key, opened=True)

    def why_not_along(self) -> str:
        """Cards on the board always stand in their own order."""
        return ""

    def show_current(self) -> None:
        """Scroll to what has the focus."""
        self._view.scrollTo(self._view.currentIndex())

    def rect(self, activity_id: int) -> QRect:
        """The place of a card in the viewport, of all of it where the card is not shown."""
        row = self._view.board.row_of_card(activity_id)
        return self._view.visualRect(self._view.board.index(row)) if row >= 0 else self._view.viewport().rect()
