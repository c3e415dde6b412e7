"""What stays while the rows of the outline change: the focus, the selection, and what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView

    from planner.ui.board.outline.model import OutlineModel

_Flag = QItemSelectionModel.SelectionFlag


class Kept:
    """Remembers by activity and step, not by row."""

    def __init__(self, view: QTreeView, outline: OutlineModel) -> None:
        self._view = view
        self._outline = outline
        current = view.currentIndex()
        branch = outline.branch_of(current)
        self._identity = None if branch is None else branch.identity
        self._card, self._row = outline.activity_of(current), current.row()
        self._selected = self._selection()
        self._bars = [(bar, bar.value()) for bar in (view.verticalScrollBar(), view.horizontalScrollBar())]

    def _selection(self) -> set[int]:
        found = map(self._outline.activity_of, self._view.selectionModel().selectedRows())
        return {activity_id for activity_id in found if activity_id}

    def restore(self) -> None:
        """Put focus, selection and scroll bars back."""
        view, outline = self._view, self._outline
        found = outline.index_of(self._card) if self._card else QModelIndex()
        if self._identity is not None and not found.isValid():
            found = self._nearest(self._identity, self._row if self._card is not None else -1)
        current = view.currentIndex()
        if found.isValid() and found.siblingAtColumn(max(0, current.column())) != current:
            view.selectionModel().setCurrentIndex(found, _Flag.NoUpdate)
        if self._selection() != self._selected:
            self._select(found)
        for bar, value in self._bars:
            bar.setValue(value)

    def _nearest(self, identity: tuple[int, int | None, bool], row: int) -> QModelIndex:
        """The branch of this identity, or the row in it that took a place over."""
        model = self._outline
        branch = next((each for each in model.branches if each.identity == identity), None)
        if branch is None:
            return model.index(0, 0)
        index = model.index_of_branch(branch)
        if row >= 0 and len(branch) and self._view.isExpanded(index):
            return model.index(min(row, len(branch) - 1), 0, index)
        return index

    def _select(self, instead: QModelIndex) -> None:
        selection = QItemSelection()
        for activity_id in self._selected:
            index = self._outline.index_of(activity_id)
            if index.isValid():
                selection.select(index, index)
        if not selection.count() and self._outline.activity_of(instead):
            selection.select(instead, instead)
        self._view.selectionModel().select(selection, _Flag.ClearAndSelect | _Flag.Rows)
