"""Draws whole rows of the outline where its view says they lie; those at rest are copied once they were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from planner.ui.board import facts
from planner.ui.board.outline.columns import Column, cell
from planner.ui.board.outline.painter import NAME_LEFT, RIGHT, TITLE_LEFT, RowLook
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from planner.ui.board.outline.branches import Branch
    from planner.ui.board.outline.pinned import Pinned
    from planner.ui.board.outline.view import OutlineView
    from planner.ui.theme import Theme

_AT_REST: Final = RowLook()
#: Where in a step the hue of it stands.
EDGE_LEFT: Final = 26


class RowDrawing:
    """Steps, activities, and the sentences of empty steps."""

    def __init__(self, view: OutlineView, theme: Theme) -> None:
        self._view = view
        self._pictures = RowPictures(theme)
        #: The columns beside the title that are shown, with where each begins and how wide it is.
        self._places: tuple[tuple[int, int, int], ...] = ()
        self._title = (0, 0)

    def begin(self) -> None:
        """Look once where the columns stand, for all rows that are drawn next."""
        view = self._view
        self._title = (view.columnViewportPosition(Column.TITLE), view.columnWidth(Column.TITLE))
        self._places = tuple(
            (column, view.columnViewportPosition(column), view.columnWidth(column))
            for column in view.columns.shown()
            if column != Column.TITLE
        )

    def draw(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, look: RowLook
    ) -> None:
        """Draw the row of an index into a rectangle as wide as the viewport."""
        view = self._view
        outline, rows = view.outline, view.painter_of_rows
        branch = outline.branch_of(index)
        if branch is None:
            return
        activity_id = outline.activity_of(index)
        left = view.left_of(branch)
        is_last = activity_id is None or index.row() == len(branch) - 1
        line_left = 0 if is_last else left + EDGE_LEFT + 14
        if activity_id and look == _AT_REST:
            self._copy(painter, rect, branch, activity_id, line_left)
            return
        if activity_id is None and look == _AT_REST:
            self._copy_branch(painter, rect, branch, left, opened=view.isExpanded(index))
            return
        rows.ground(painter, rect, look, line_left)
        if activity_id is None:
            rows.branch(painter, rect.adjusted(left, 0, 0, 0), branch, opened=view.isExpanded(index))
        elif activity_id:
            painter.setOpacity(0.4 if look.faded else 1.0)
            self._draw_cells(painter, rect, branch, activity_id)
            painter.setOpacity(1.0)
        else:
            rows.edge(painter, left + EDGE_LEFT, rect, branch.lane)
            rows.note(painter, rect.adjusted(left + EDGE_LEFT + TITLE_LEFT - 14, 0, 0, 0), outline.note(branch))
        if look.focus:
            rows.ring(painter, rect)

    def draw_pinned(self, painter: QPainter, pinned: Pinned, look: RowLook) -> None:
        """Draw the row that stays at the top, with the name of its roadmap, whose own row is out of sight."""
        view = self._view
        rows, branch = view.painter_of_rows, view.outline.branch_of(pinned.row)
        rows.page(painter, pinned.rect)
        self.draw(painter, pinned.rect, pinned.row, look)
        if branch is not None and branch.lane is not None and branch.parent is not None:
            left = view.left_of(branch) + NAME_LEFT + int(rows.width_of("section", facts.lane_title(branch.lane))) + 24
            room = pinned.rect.adjusted(left, 0, -RIGHT, 0)
            if room.width() >= 60:
                rows.text(painter, "body", branch.parent.name, room, "muted")

    def _copy(self, painter: QPainter, rect: QRect, branch: Branch, activity_id: int, line_left: int) -> None:
        """An activity at rest: its picture, if it was drawn before as it is now."""
        view = self._view

        def paint(to: QPainter, at: QRect) -> None:
            view.painter_of_rows.ground(to, at, _AT_REST, line_left)
            self._draw_cells(to, at, branch, activity_id)

        row, hue = view.outline.row(activity_id), None if branch.lane is None else branch.lane.hue
        shows = (row, hue, view.left_of(branch), line_left, view.outline.today, self._title, self._places)
        self._pictures.paint(painter, rect, shows, paint)

    def _copy_branch(self, painter: QPainter, rect: QRect, branch: Branch, left: int, *, opened: bool) -> None:
        """The same for a roadmap or a step."""
        rows, lane = self._view.painter_of_rows, branch.lane

        def paint(to: QPainter, at: QRect) -> None:
            rows.ground(to, at, _AT_REST, 0)
            rows.branch(to, at.adjusted(left, 0, 0, 0), branch, opened=opened)

        told: tuple[object, ...] = (branch.name,)
        if lane is not None:
            told = (facts.lane_title(lane), lane.number, lane.hue, lane.progress, facts.remainder(lane))
        self._pictures.paint(painter, rect, (told, left, opened), paint)

    def _draw_cells(self, painter: QPainter, rect: QRect, branch: Branch, activity_id: int) -> None:
        view = self._view
        row = view.outline.row(activity_id)
        if row is None:
            return
        rows, today, left = view.painter_of_rows, view.outline.today, view.left_of(branch)
        start, width = self._title
        rows.edge(painter, start + left + EDGE_LEFT, rect, branch.lane)
        title = QRect(start, rect.top(), width, rect.height() - 1)
        rows.title(painter, title.adjusted(left + EDGE_LEFT, 0, 0, 0), row, cell(row, Column.TITLE, today))
        places = [(column, QRect(at, rect.top(), width, title.height())) for column, at, width in self._places]
        rows.cells(painter, places, row, [cell(row, column, today) for column, _ in places])
