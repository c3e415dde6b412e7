"""The outline as the commands of the board see it: its selected activities, and the columns they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO
from planner.ui.board.shown_cards import Run

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from planner.services.queries.board import StepKey
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.content import BoardContent
    from planner.ui.board.outline.view import OutlineView

#: What is being done comes first, then what is next; what is done is looked at least.
ORDER = (DOING, TO_DO, IDEAS, DONE, SKIPPED)


class OutlineCards:
    """Looks things up in an outline and in the content of the board that it stands on."""

    def __init__(self, view: OutlineView, content: BoardContent) -> None:
        self._view = view
        self._content = content
        self.selected = view.selected_cards
        self.current = view.current_card

    @property
    def widget(self) -> OutlineView:
        """The tree."""
        return self._view

    def order(self, key: StepKey) -> list[int]:
        """The activities of a step in the order of the board, one column after the other."""
        columns = self._content.whole_lane(key)
        skipped = self._content.show_skipped or self._content.is_filtered
        return [
            activity_id
            for column in ORDER
            if column != SKIPPED or skipped
            for activity_id in columns.get(column, ())
        ]

    def card(self, activity_id: int) -> CardRow | None:
        """A card, read now if need be; None if it is gone meanwhile."""
        row = self._view.outline.row(activity_id)
        return None if row is None else row.card

    def run_of(self, activity_id: int) -> Run | None:
        """The cards among which one stands on the board."""
        branch = self._view.outline.branch_of(self._view.outline.index_of(activity_id))
        if branch is None or branch.lane is None:
            return None
        for column, ids in self._content.whole_lane(branch.key).items():
            if activity_id in ids:
                return Run(branch.key, column, ids)
        return None

    def column_of(self, activity_id: int) -> str:
        """The column of a card that is shown; empty for any other."""
        run = self.run_of(activity_id)
        return "" if run is None else run.column

    def column(self, key: StepKey, column: str) -> list[int]:
        """The cards of a column in their order."""
        return self._content.whole_lane(key).get(column, [])

    def lane(self) -> StepKey:
        """The step with the focus, else the one that is worked on now."""
        branch = self._view.current_branch()
        return self._content.current_step() if branch is None or branch.lane is None else branch.key

    def run(self) -> Run | None:
        """The cards around the one with the focus."""
        current = self._view.current_card()
        return None if current is None else self.run_of(current)

    def press(self) -> None:
        """Fold or unfold."""
        index = self._view.currentIndex()
        if self._view.outline.is_branch(index):
            self._view.toggle(index)

    def is_open(self, key: StepKey) -> bool:
        """Whether a step is unfolded."""
        branch = self._view.outline.branch(key)
        return branch is not None and self._view.isExpanded(self._view.outline.index_of_branch(branch))

    def unfold(self, key: StepKey) -> None:
        """Unfold a step."""
        branch = self._view.outline.branch(key)
        if branch is not None:
            self._view.expand(self._view.outline.index_of_branch(branch))

    def why_not_along(self) -> str:
        """Rows that are sorted have no place of their own."""
        if self._view.outline.sorted_by is None:
            return ""
        return tr("These rows are sorted by a column. Choose the order of the board to move them up and down.")

    def show_current(self) -> None:
        """Scroll to what has the focus."""
        self._view.scrollTo(self._view.currentIndex())

    def rect(self, activity_id: int) -> QRect:
        """The place of a row in the viewport, of all of it where the row is not shown."""
        index = self._view.outline.index_of(activity_id)
        return self._view.row_rect(index) if index.isValid() else self._view.viewport().rect()
