"""Draws the rows of the outline: steps across the whole width, activities cell by cell, in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap, QStaticText

from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED
from planner.ui.board import facts
from planner.ui.board.lines import shaped
from planner.ui.board.outline.columns import NUMBERS, Cell, Column, is_idea
from planner.ui.board.strokes import Strokes
from planner.ui.widgets.column_header import NUMBER_PAD, PAD
from planner.ui.widgets.progress_bar import paint_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.board import LaneRow
    from planner.services.queries.outline import OutlineRow
    from planner.ui.board.outline.branches import Branch
    from planner.ui.theme import Theme

#: Where rows begin inside the view.
ORIGIN = 8
#: Where the text of a title begins, from the left of its row: edge, air, icon, air.
TITLE_LEFT = 36
#: Where the name of a step begins, from the left of its row.
NAME_LEFT = 62
#: What the progress of a step takes at the right.
RIGHT = 340
_EDGE = 2
_BAR = 120
_ROOMY = 620
_SIGN = 14
#: What the sign of a status takes before its word.
SIGN_ROOM = 21
_ICONS = {DONE: ("check", "good"), SKIPPED: ("minus", "faint")}


class RowLook(NamedTuple):
    """How a row stands out."""

    hover: bool = False
    focus: bool = False
    selected: bool = False
    flash: bool = False
    faded: bool = False


class OutlinePainter:
    """Draws into rectangles that the view gives it; what it shaped and cut is kept, because that is what costs."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.strokes = Strokes(theme)
        self._shaped: dict[tuple[str, str, int], tuple[QStaticText, float, float]] = {}
        self._signs: dict[tuple[str, float], QPixmap] = {}
        self._make_fonts()

    def forget(self) -> None:
        """Shape every text and draw every sign anew: the theme or its fonts changed."""
        self._shaped.clear()
        self._signs.clear()
        self._make_fonts()

    def _make_fonts(self) -> None:
        roles = ("section", "body", "strong", "figure", "meta_figure")
        self._fonts = {role: self._theme.font(role) for role in roles}
        self._metrics = {role: QFontMetricsF(font) for role, font in self._fonts.items()}

    def width_of(self, role: str, text: str) -> float:
        """How many pixels a text takes."""
        return self._metrics[role].horizontalAdvance(text)

    def text(self, painter: QPainter, role: str, text: str, room: QRect, colour: str, *, right: bool = False) -> None:
        """One line of plain text, cut with an ellipsis where there is no room."""
        if not text or room.width() < 8:
            return
        key = (role, text, room.width())
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) > 8000:
                self._shaped.clear()
            found = self._shaped[key] = self._shape(role, text, room.width())
        static, width, height = found
        left = room.right() + 1 - width if right else room.left()
        painter.setFont(self._fonts[role])
        painter.setPen(self._theme.colour(colour))
        painter.drawStaticText(QPointF(left, room.top() + (room.height() - height) / 2), static)

    def _shape(self, role: str, text: str, width: int) -> tuple[QStaticText, float, float]:
        metrics = self._metrics[role]
        made = shaped(text, self._fonts[role])
        if made.size().width() > width:
            made = shaped(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width), self._fonts[role])
        return made, made.size().width(), metrics.height()

    # -- grounds

    def page(self, painter: QPainter, rect: QRect) -> None:
        """What everything lies on."""
        painter.fillRect(rect, self._theme.colour("bg"))

    def ground(self, painter: QPainter, rect: QRect, look: RowLook, line_left: int) -> None:
        """What lies below the text of a row, and the thin line that ends it."""
        theme = self._theme
        if look.selected or look.flash:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif look.hover:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(line_left, rect.bottom(), rect.right() + 1 - line_left, 1, theme.colour("line"))

    def ring(self, painter: QPainter, rect: QRect) -> None:
        """The ring of the focus."""
        self.strokes.ring(painter, QRectF(rect).adjusted(1, 1, -1, -2), 4)

    def chevron(self, painter: QPainter, left: int, rect: QRect, *, opened: bool) -> None:
        """The sign of a fold."""
        self.strokes.icon(painter, "chevron-down" if opened else "chevron-right", left, rect.center().y() - 7, 16)

    # -- branches

    def branch(self, painter: QPainter, rect: QRect, branch: Branch, *, opened: bool) -> None:
        """A roadmap or a step, from where its indentation ends to the right end of the view."""
        left, middle = rect.left(), rect.center().y() + 1
        self.chevron(painter, left, rect, opened=opened)
        lane = branch.lane
        if lane is None:
            self.text(painter, "section", branch.name, rect.adjusted(26, 0, -PAD, 0), "text")
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.step_colour(lane.hue))
        painter.drawRoundedRect(QRectF(left + 26, middle - 9, 4, 18), 1.5, 1.5)
        if lane.number:
            self.text(painter, "figure", str(lane.number), QRect(left + 38, rect.top(), 28, rect.height()), "muted")
        else:
            self.strokes.icon(painter, "inbox", left + 36, middle - 8, 16)
        end = self._progress(painter, rect, lane)
        name_left = left + NAME_LEFT
        name = QRect(name_left, rect.top(), max(0, end - PAD * 2 - name_left), rect.height())
        self.text(painter, "section", facts.lane_title(lane), name, "text")

    def _progress(self, painter: QPainter, rect: QRect, lane: LaneRow) -> int:
        """How far a step is, at the right; gives where that begins."""
        right = rect.right() - PAD
        told = facts.remainder(lane)
        self.text(painter, "meta_figure", told, QRect(right - 140, rect.top(), 141, rect.height()), "muted", right=True)
        share = facts.percent(lane)
        if not share or rect.width() < _ROOMY:
            return right - (int(self.width_of("meta_figure", told)) if told else 0)
        self.text(painter, "meta_figure", share, QRect(right - 184, rect.top(), 44, rect.height()), "muted", right=True)
        bar = QRectF(right - 188 - _BAR, rect.center().y() - 1, _BAR, 4)
        role = f"step{lane.hue}" if lane.hue else "faint"
        paint_progress(painter, self._theme, bar, lane.progress.share_of_time, role=role)
        return int(bar.left())

    def edge(self, painter: QPainter, left: int, rect: QRect, lane: LaneRow | None) -> None:
        """The thin edge in the hue of the step, along all its rows."""
        hue = None if lane is None else lane.hue
        painter.fillRect(left, rect.top(), _EDGE, rect.height(), self._theme.step_colour(hue))

    def note(self, painter: QPainter, rect: QRect, text: str) -> None:
        """The grey sentence of a step without activities."""
        self.text(painter, "body", text, rect.adjusted(14, 0, -PAD, 0), "muted")

    # -- cells

    def title(self, painter: QPainter, rect: QRect, row: OutlineRow, cell: Cell) -> None:
        """Icon of the kind, title, and the star of what is picked for this week."""
        theme, card = self._theme, row.card
        middle = rect.center().y()
        self.strokes.icon(painter, theme.kind_icon(card.kind), rect.left() + 14, middle - 7, 16)
        room = rect.adjusted(TITLE_LEFT, 0, -PAD, 0)
        if card.picked:
            room.setRight(room.right() - 24)
            end = min(float(room.width()), self.width_of("body", card.title))
            star = theme.pixmap("star-filled", "star", 16, self.strokes.scale)
            painter.drawPixmap(QPointF(room.left() + end + 8, middle - 8), star)
        self.text(painter, "body", card.title, room, "muted" if cell.muted else "text")

    def cells(
        self, painter: QPainter, places: Sequence[tuple[int, QRect]], row: OutlineRow, cells: Sequence[Cell]
    ) -> None:
        """Every cell but the title into its place."""
        status = row.card.status
        settled = status in (DONE, SKIPPED)
        for (column, rect), cell in zip(places, cells, strict=True):
            right = column in NUMBERS
            room = rect.adjusted(PAD, 0, -NUMBER_PAD if right else -PAD, 0)
            if column == Column.STATUS:
                sign = IDEAS if is_idea(row.card) else status
                self._mark(painter, QPoint(room.left() + 6, rect.center().y() + 1), sign)
                room.setLeft(room.left() + SIGN_ROOM)
            role = "strong" if cell.late or (cell.strong and not settled) else "figure" if right else "body"
            colour = "danger" if cell.late else "muted" if cell.muted or settled else "text"
            self.text(painter, role, cell.text, room, colour, right=right)

    def _mark(self, painter: QPainter, middle: QPoint, sign: str) -> None:
        """A small sign before the word of a status, drawn once."""
        key = (sign, self.strokes.scale)
        found = self._signs.get(key)
        if found is None:
            found = QPixmap(QSize(_SIGN, _SIGN) * self.strokes.scale)
            found.setDevicePixelRatio(self.strokes.scale)
            found.fill(Qt.GlobalColor.transparent)
            into = QPainter(found)
            self._draw_sign(into, sign)
            into.end()
            self._signs[key] = found
        painter.drawPixmap(middle.x() - _SIGN // 2, middle.y() - _SIGN // 2, found)

    def _draw_sign(self, painter: QPainter, sign: str) -> None:
        """A ring, empty, dotted or half full; a tick; a stroke."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if sign in _ICONS:
            icon, role = _ICONS[sign]
            self.strokes.icon(painter, icon, 0, 0, _SIGN, role=role)
            return
        circle = QRectF(2, 2, 10, 10)
        style = Qt.PenStyle.DotLine if sign == IDEAS else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accent" if sign == DOING else "faint"), 1.5, style))
        painter.drawEllipse(circle)
        if sign == DOING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawPie(circle.adjusted(2, 2, -2, -2), -90 * 16, 180 * 16)

    # -- dragging

    def mark(self, painter: QPainter, rect: QRect, *, is_line: bool) -> None:
        """Where rows that are dragged would come to stand: between two, or on a step."""
        if is_line:
            self.strokes.fill(painter, QRectF(rect), "accent", 1.5)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)

    def tag(self, painter: QPainter, at: QPoint, text: str) -> None:
        """What is being dragged, beside the pointer."""
        width = min(320, int(self.width_of("strong", text)) + 25)
        box = QRect(at.x() + 14, at.y() + 6, width, 30)
        self.strokes.fill(painter, QRectF(box), "accent")
        self.text(painter, "strong", text, box.adjusted(12, 0, -12, 0), "on_accent")
