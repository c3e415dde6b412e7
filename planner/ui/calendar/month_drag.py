"""What a drag in the month would do: by how many days which end moves, which days it would take, how that is drawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from planner.ui.calendar.layout import DAYS, Bar
from planner.ui.calendar.month_paint import Style, paint_entry
from planner.ui.theme import Radius

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.month_sheet import MonthSheet

_VEIL, _TINT = 0.62, 0.14


class Part(Enum):
    """What was taken hold of: an entry, its first or its last day, or nothing: then new days are drawn."""

    WHOLE = "whole"
    FIRST = "first"
    LAST = "last"
    NEW = "new"


class Shift(NamedTuple):
    """By how many days the first and the last day of an entry move."""

    first: int = 0
    last: int = 0


class Drag(NamedTuple):
    """A drag under way: taken hold of on the day ``start``, now over the day ``at``, None where there is none.

    ``key`` is the entry's place in the content of the month and ``lane`` that of its bar; None and 0 for new days.
    """

    part: Part
    start: date
    at: date | None
    entry: CalendarEntry | None = None
    key: int | None = None
    lane: int = 0

    @property
    def shift(self) -> Shift:
        """What letting go now would do to the entry."""
        if self.entry is None or self.at is None:
            return Shift()
        return shift_of(self.entry, self.part, (self.at - self.start).days)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it would take; None while the pointer is over no day."""
        if self.at is None:
            return None
        if self.entry is None:
            return min(self.start, self.at), max(self.start, self.at)
        shift = self.shift
        return self.entry.first + timedelta(days=shift.first), self.entry.last + timedelta(days=shift.last)


def shift_of(entry: CalendarEntry, part: Part, days: int) -> Shift:
    """What moving a part of an entry by so many days does; a span stays at least a day, or longer than nothing."""
    if part is Part.WHOLE:
        return Shift(days, days)
    length = (entry.last - entry.first).days
    if part is Part.FIRST:
        days = min(days, length)
        return Shift(days - 1 if days == length and not _lasts(entry, length) else days, 0)
    days = max(days, -length)
    return Shift(0, days + 1 if days == -length and not _lasts(entry, length) else days)


def _lasts(entry: CalendarEntry, shorter: int) -> bool:
    """Whether an entry still ends after it starts if it is so many days shorter."""
    if not shorter or entry.all_day:
        return True
    ends = datetime.fromisoformat(entry.ends) - timedelta(days=shorter)
    return ends > datetime.fromisoformat(entry.starts)


def paint_drag(painter: QPainter, style: Style, sheet: MonthSheet, drag: Drag, scale: float) -> None:
    """Draw the days that a drag would take, and a ghost of its bar over them, in coordinates of the sheet."""
    painter.save()
    if drag.key is not None:
        _veil(painter, style, sheet, drag.key)
    days = drag.days
    if days is not None:
        first, last = ((day - sheet.content.span.first).days for day in days)
        for row in range(sheet.content.span.weeks):
            begin, end = max(first, DAYS * row), min(last, DAYS * row + DAYS - 1)
            if begin <= end:
                _paint_days(painter, style, sheet, row, range(begin - DAYS * row, end - DAYS * row + 1))
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        if drag.at is not None:
            _paint_target(painter, style, sheet, (drag.at - sheet.content.span.first).days)
        if drag.entry is not None:
            ghost = drag.entry._replace(listed=False)  # to let go of a listed one answers it
            for row in range(sheet.content.span.weeks):
                begin, end = max(first, DAYS * row), min(last, DAYS * row + DAYS - 1)
                if begin <= end:
                    opens, closes = begin == first, end == last
                    bar = Bar(0, begin - DAYS * row, end - begin + 1, drag.lane, 1, opens, closes)
                    box = sheet.bar_rect(row, bar)
                    paint_entry(painter, style, ghost, box, scale, opens=opens, closes=closes)
    painter.restore()


def _veil(painter: QPainter, style: Style, sheet: MonthSheet, key: int) -> None:
    """Let the bars that are on their way fade where they were."""
    ground = QColor(style.theme.colour("surface"))
    ground.setAlphaF(_VEIL)
    for row in range(sheet.content.span.weeks):
        for bar in sheet.week(row).bars:
            if bar.key == key:
                painter.fillRect(sheet.bar_rect(row, bar), ground)


def _cell(sheet: MonthSheet, row: int, column: int) -> QRectF:
    (left, right), (top, height) = sheet.grid.columns[column], sheet.grid.rows[row]
    return QRectF(left, top, right - left + 1, height)


def _paint_days(painter: QPainter, style: Style, sheet: MonthSheet, row: int, columns: range) -> None:
    tint = QColor(style.theme.colour("accent"))
    tint.setAlphaF(_TINT)
    painter.fillRect(_cell(sheet, row, columns[0]).united(_cell(sheet, row, columns[-1])), tint)


def _paint_target(painter: QPainter, style: Style, sheet: MonthSheet, place: int) -> None:
    """Ring the day under the pointer."""
    painter.setPen(QPen(style.theme.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = _cell(sheet, place // DAYS, place % DAYS).adjusted(2, 2, -3, -3)
    painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
