"""How the table of goals is painted, row by row: cells, and the headings of groups across the whole row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from planner.ui.goals.table_columns import NUMBERS, Column, cell_text, warning
from planner.ui.goals.table_model import Group
from planner.ui.theme import Space
from planner.ui.widgets.column_header import NUMBER_PAD, PAD
from planner.ui.widgets.painting import on_two_lines, paint_ring, paint_text, text_width
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from planner.ui.goals.list_model import Goal
    from planner.ui.theme import Theme

ROW: Final = 44
#: What is quieter than the rest.
_MUTED: Final = frozenset(
    (Column.PROVIDER, Column.LEVEL, Column.CODE, Column.CORE, Column.STEP, Column.TAGS, Column.RENEWAL)
)
#: What goes on to a second line where the first is too short.
_WRAPPED: Final = frozenset((Column.PROVIDER, Column.STEP, Column.TAGS, Column.RENEWAL))


class Place(NamedTuple):
    """Where a column stands in the viewport."""

    column: int
    left: int
    width: int


class Look(NamedTuple):
    """How a row stands out: its ground, and the column whose cell has the ring of the focus, -1 for none."""

    ground: str = ""
    chevron: bool = False
    focus: int = -1


class RowPainter:
    """Paints rows of the width of the viewport. A row at rest is copied once it was painted."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures = RowPictures(theme)
        self._places: tuple[Place, ...] = ()
        self._indent = 0

    def begin(self, places: tuple[Place, ...], indent: int) -> None:
        """Say where the columns stand for all rows that are painted next; names stand in by ``indent``."""
        self._places, self._indent = places, indent

    def paint(self, painter: QPainter, rect: QRect, line: Goal | Group, look: Look) -> None:
        """Paint a row."""

        def draw(to: QPainter, box: QRect) -> None:
            to.setRenderHint(QPainter.RenderHint.Antialiasing)
            if look.ground:
                to.fillRect(box, self._theme.colour(look.ground))
            if isinstance(line, Group):
                self._draw_group(to, box, line, look)
            else:
                self._draw_goal(to, box, line, look)

        if look.chevron or look.focus >= 0:
            painter.save()
            draw(painter, rect)
            painter.restore()
        else:
            shows = line if isinstance(line, Group) else (line.row, line.today)
            self._pictures.paint(painter, rect, (shows, self._places, look.ground, self._indent), draw)

    def _edges(self) -> tuple[int, int]:
        return self._places[0].left, self._places[-1].left + self._places[-1].width

    def _draw_group(self, painter: QPainter, rect: QRect, line: Group, look: Look) -> None:
        theme, (left, right) = self._theme, self._edges()
        painter.fillRect(left, rect.bottom(), right - left, 1, theme.colour("line_strong"))
        middle = rect.center().y() + Space.XS
        icon = "chevron-down" if line.opened else "chevron-right"
        self._paint_icon(painter, icon, QPointF(left + Space.XS, middle - 8))
        room = QRect(left + 28, middle - 12, right - left - 28 - PAD, 24)
        count = str(line.number)
        needed = text_width(theme, "figure", count) + Space.S
        wide = min(text_width(theme, "section", line.name) + 1, max(0, room.width() - needed))
        paint_text(painter, theme, "section", line.name, QRect(room.left(), room.top(), wide, room.height()))
        room.adjust(wide + Space.S, 0, 0, 0)
        paint_text(painter, theme, "figure", count, room, colour="muted")
        if look.focus >= 0:
            ring = QRect(left, rect.top(), right - left, rect.height())
            paint_ring(painter, theme, QRectF(ring).adjusted(0, 1, 0, -2))

    def _draw_goal(self, painter: QPainter, rect: QRect, goal: Goal, look: Look) -> None:
        theme, (left, right) = self._theme, self._edges()
        painter.fillRect(left, rect.bottom(), right - left, 1, theme.colour("line"))
        for column, start, width in self._places:
            if start + width <= rect.left() or start > rect.right():
                continue
            cell = QRect(start, rect.top(), width, rect.height())
            room = cell.adjusted(PAD, 0, -NUMBER_PAD if column in NUMBERS else -PAD, -1)
            self._draw_cell(painter, goal, column, room)
            if column == Column.STATE and look.chevron:
                self._paint_icon(painter, "chevron-down", QPointF(room.right() - 14, room.center().y() - 7))
            if column == look.focus:
                paint_ring(painter, theme, QRectF(cell).adjusted(0, 1, 0, -2))

    def _draw_cell(self, painter: QPainter, goal: Goal, column: int, room: QRect) -> None:
        text = cell_text(goal.row, column)
        if column == Column.NAME:
            self._paint_words(painter, "strong", text, room.adjusted(self._indent, 0, 0, 0))
        elif column in _WRAPPED:
            self._paint_words(painter, "body", text, room, colour="muted")
        elif column == Column.KIND:
            self._paint_icon(painter, self._theme.kind_icon(goal.row.kind), QPointF(room.left(), room.center().y() - 7))
            if room.width() > 2 * ROW:
                paint_text(painter, self._theme, "body", text, room.adjusted(24, 0, 0, 0), colour="muted")
        elif text:
            self._paint_fact(painter, goal, column, text, room)

    def _paint_words(self, painter: QPainter, role: str, text: str, room: QRect, *, colour: str = "text") -> None:
        """A name, on two lines where one is too short."""
        lines = on_two_lines(self._theme, role, text, room.width())
        height = 17 if len(lines) > 1 else room.height()
        top = room.top() + (room.height() - height * len(lines)) // 2
        for place, line in enumerate(lines):
            box = QRect(room.left(), top + place * height, room.width(), height)
            paint_text(painter, self._theme, role, line, box, colour=colour)

    def _paint_fact(self, painter: QPainter, goal: Goal, column: int, text: str, room: QRect) -> None:
        theme = self._theme
        remark, right = warning(goal.row, column, goal.today), column in NUMBERS
        role = "figure" if right else "body"
        if not remark:
            colour = "muted" if column in _MUTED else "text"
            paint_text(painter, theme, role, text, room, colour=colour, right=right)
            return
        half = room.height() // 2
        top, below = room.adjusted(0, 4, 0, -half), room.adjusted(0, half, 0, -4)
        paint_text(painter, theme, role, text, top, colour="danger", right=right)
        paint_text(painter, theme, "meta_figure", remark, below, colour="danger", right=right)

    def _paint_icon(self, painter: QPainter, name: str, where: QPointF) -> None:
        painter.drawPixmap(where, self._theme.pixmap(name, "muted", 16, painter.device().devicePixelRatio()))
