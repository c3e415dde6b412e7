"""A month as it is laid out and drawn for one size of the grid: made once, then only copied to the screen."""

from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from planner.services.queries.calendar import SESSION
from planner.ui.calendar.entry_text import more_text
from planner.ui.calendar.layout import DAYS, Bar, Span, Week, lay_out
from planner.ui.calendar.month_model import MonthContent
from planner.ui.calendar.month_paint import (
    BAR_HEIGHT,
    INSET,
    LANE,
    TOP,
    Style,
    drawn_box,
    paint_day,
    paint_entry,
    wanted_lanes,
)
from planner.ui.theme import Theme

_RANKS = {"exam": 0, SESSION: 2}


class Grid(NamedTuple):
    """First and last pixel of each column, and top and height of each row, as if nothing were scrolled."""

    width: int
    columns: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, int], ...]

    def with_rows(self, rows: int, height: int, least: int) -> "Grid":
        """The same for a month of other rows that share a height, as a header stretches them."""
        each, left = divmod(height, rows)
        sizes = [each + (row < left) for row in range(rows)] if each >= least else [least] * rows
        return self._replace(rows=tuple((sum(sizes[:row]), size) for row, size in enumerate(sizes)))


class MonthSheet:
    """The layout of a month's weeks and the picture of them, each made when it is first asked for."""

    def __init__(self, theme: Theme, content: MonthContent, grid: Grid) -> None:
        self._style = Style(theme)
        self.content = content
        self.grid = grid
        self._spans = [
            Span(key, entry.first.toordinal(), entry.last.toordinal(), _RANKS.get(entry.what, 1), entry.listed)
            for key, entry in enumerate(content.entries)
        ]
        self._weeks: dict[int, Week] = {}
        self._picture: QPixmap | None = None
        self._drawn = 0

    def shows(self, content: MonthContent, grid: Grid) -> bool:
        """Whether it is of this month with these entries at this size."""
        return self.grid == grid and self.content == content

    def week(self, row: int) -> Week:
        """The layout of a week."""
        found = self._weeks.get(row)
        if found is None:
            found = self._weeks[row] = self._lay_out(row)
        return found

    def _lay_out(self, row: int) -> Week:
        first = self.content.span.first.toordinal() + DAYS * row
        last = first + DAYS - 1
        days = self.grid.columns
        spans = [span for span in self._spans if span.first <= last and span.last >= first]
        tall: dict[int, int] = {}
        for span in spans:
            width = days[min(span.last, last) - first][1] - days[max(span.first - first, 0)][0] - 2 * INSET
            lines = wanted_lanes(self._style, self.content.entries[span.key], width)
            if lines > 1:
                tall[span.key] = lines
        lanes = max((self.grid.rows[row][1] - TOP - 2) // LANE, 0)
        return lay_out(spans, first, lanes, tall)

    def bar_rect(self, row: int, bar: Bar) -> QRectF:
        """Where a bar lies."""
        columns, top = self.grid.columns, self.grid.rows[row][0]
        x = columns[bar.column][0] + (INSET if bar.opens else 0)
        end = columns[bar.column + bar.columns - 1][1] - (INSET if bar.closes else 0)
        return QRectF(x, top + TOP + bar.lane * LANE, end - x, BAR_HEIGHT + (bar.height - 1) * LANE)

    def ring_rect(self, row: int, bar: Bar) -> QRectF:
        """What of the place of a bar is drawn on."""
        return drawn_box(self._style, self.content.entries[bar.key], self.bar_rect(row, bar))

    def more_rect(self, row: int, column: int) -> QRectF:
        """Where “+3 more” of a day lies."""
        (left, right), (top, height) = self.grid.columns[column], self.grid.rows[row]
        lanes = max((height - TOP - 2) // LANE, 1)
        return QRectF(left + INSET, top + TOP + (lanes - 1) * LANE, right - left + 1 - 2 * INSET, BAR_HEIGHT)

    def picture(self, scale: float) -> QPixmap:
        """All of it, for a screen of this scale."""
        while not self.draw_more(scale):
            pass
        return self._begun(scale)

    def draw_more(self, scale: float) -> bool:
        """Draw one week more of the picture for a screen of this scale; whether that was the last."""
        picture = self._begun(scale)
        if self._drawn < self.content.span.weeks:
            self._draw_week(picture, scale)
        return self._drawn == self.content.span.weeks

    def _begun(self, scale: float) -> QPixmap:
        if self._picture is None or self._picture.devicePixelRatio() != scale:
            top, height = self.grid.rows[-1]
            self._picture = QPixmap(QSize(self.grid.width, top + height) * scale)
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(self._style.theme.colour("surface"))
            self._drawn = 0
        return self._picture

    def _draw_week(self, picture: QPixmap, scale: float) -> None:
        painter = QPainter(picture)
        self._paint_days(painter, self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_week(painter, self._drawn, scale)
        painter.end()
        self._drawn += 1

    def _paint_days(self, painter: QPainter, row: int) -> None:
        top, height = self.grid.rows[row]
        for column, (left, right) in enumerate(self.grid.columns):
            day = self.content.span.first + timedelta(days=DAYS * row + column)
            cell = QRect(left, top, right - left + 1, height)
            inside = (day.year, day.month) == self.content.month
            edges = (column < DAYS - 1, row < self.content.span.weeks - 1)
            paint_day(painter, self._style, day, cell, edges, inside=inside, today=day == self.content.today)

    def _paint_week(self, painter: QPainter, row: int, scale: float) -> None:
        week = self.week(row)
        for bar in week.bars:
            entry, box = self.content.entries[bar.key], self.bar_rect(row, bar)
            paint_entry(painter, self._style, entry, box, scale, opens=bar.opens, closes=bar.closes)
        painter.setFont(self._style.text)
        painter.setPen(self._style.theme.colour("muted"))
        for column, hidden in enumerate(week.hidden):
            if hidden:
                room = self.more_rect(row, column)
                painter.drawText(room.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, more_text(len(hidden)))
