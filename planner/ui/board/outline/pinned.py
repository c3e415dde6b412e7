"""The row of the step that is scrolled through: it stays at the top of the outline until the end of the step comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect

if TYPE_CHECKING:
    from planner.ui.board.outline.view import OutlineView


class Pinned(NamedTuple):
    """The row that stays, and where; an invalid index and no room where none does."""

    row: QModelIndex
    rect: QRect

    @property
    def bottom(self) -> int:
        """How far down it reaches, exclusive."""
        return self.rect.bottom() + 1 if self.row.isValid() else 0


NOTHING = Pinned(QModelIndex(), QRect())


def pinned_row(view: OutlineView) -> Pinned:
    """What stays at the top of a view as it is scrolled now. All rows are equally high."""
    outline, height = view.outline, view.row_height
    first = view.index_below(QPoint(0, 0))
    branch = outline.branch_of(first)
    if branch is None or branch.lane is None:
        return NOTHING
    top = view.visualRect(first).top()
    index = first
    if outline.is_branch(first):
        if top >= 0 or not view.isExpanded(first):
            return NOTHING
        left = 1 + len(branch)
    else:
        index, left = outline.index_of_branch(branch), len(branch) - first.row()
    at = min(0, top + (left - 1) * height)  # the last row of the step pushes it out
    return Pinned(index.siblingAtColumn(0), QRect(0, at, view.viewport().width(), height))
