"""The model of the month grid: a row for each week, a cell for each day, and the entries of each day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from planner.config import formats
from planner.config.text import tr
from planner.services.humanize import weekday_name
from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.entry_text import full_weekday, spoken_day
from planner.ui.calendar.layout import DAYS

DAY_ROLE: Final = Qt.ItemDataRole.UserRole
"""The date of a cell."""

_THURSDAY = 3

Index = QModelIndex | QPersistentModelIndex


class MonthSpan(NamedTuple):
    """The days that the grid of a month shows: whole weeks from ``first`` on."""

    first: date
    weeks: int

    @property
    def after(self) -> date:
        """The day after the last one shown."""
        return self.first + timedelta(days=DAYS * self.weeks)


class MonthContent(NamedTuple):
    """What the grid of a month shows: the entries of its days, in the order of the query, and which day is today."""

    month: tuple[int, int]
    span: MonthSpan
    entries: tuple[CalendarEntry, ...]
    today: date


def first_weekday() -> int:
    """The weekday that weeks begin with for the person, 0 for Monday."""
    return formats.current().first_weekday


def month_span(year: int, month: int, week_start: int = 0) -> MonthSpan:
    """The whole weeks that hold a month; ``week_start`` is the weekday of the first column, 0 for Monday."""
    opening = date(year, month, 1)
    lead = (opening.weekday() - week_start) % DAYS
    weeks = -(-(lead + monthrange(year, month)[1]) // DAYS)
    return MonthSpan(opening - timedelta(days=lead), max(weeks, 5))


def week_number(first: date) -> int:
    """The number of the week that a row begins with (ISO 8601), whatever weekday that is.

    It is that of the row's Thursday, on which most days of the row depend; a week from Monday has no other.
    """
    return (first + timedelta(days=(_THURSDAY - first.weekday()) % DAYS)).isocalendar().week


class MonthModel(QAbstractTableModel):
    """The days of one month's grid."""

    def __init__(self) -> None:
        super().__init__()
        self.content = MonthContent((2000, 1), MonthSpan(date(2000, 1, 3), 5), (), date(2000, 1, 1))
        self._by_day: dict[date, list[CalendarEntry]] = {}

    @property
    def grid(self) -> MonthSpan:
        """The days that are shown."""
        return self.content.span

    @property
    def today(self) -> date:
        """The day that is marked as today."""
        return self.content.today

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """The entries that are shown."""
        return self.content.entries

    def show(self, content: MonthContent) -> None:
        """Show another month, or other entries."""
        self.beginResetModel()
        self.content = content
        self._by_day = {}
        first, after = content.span.first, content.span.after
        for entry in sorted(content.entries, key=lambda each: each.listed):
            day = max(entry.first, first)
            while day <= entry.last and day < after:
                self._by_day.setdefault(day, []).append(entry)
                day += timedelta(days=1)
        self.endResetModel()

    def on_day(self, day: date) -> list[CalendarEntry]:
        """The entries that touch a day, those that are only listed last."""
        return self._by_day.get(day, [])

    def day(self, index: Index) -> date:
        """The date of a cell."""
        return self.grid.first + timedelta(days=DAYS * index.row() + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a date; invalid if it is not shown."""
        at = (day - self.grid.first).days
        return self.index(at // DAYS, at % DAYS) if 0 <= at < DAYS * self.grid.weeks else QModelIndex()

    def holds(self, day: date) -> bool:
        """Whether a date lies in the month itself, not only in its grid."""
        return (day.year, day.month) == self.content.month

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self.grid.weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_day(day, self.on_day(day))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            weekday = (self.grid.first.weekday() + section) % DAYS
            if role == Qt.ItemDataRole.DisplayRole:
                return weekday_name(weekday)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return full_weekday(weekday)
        else:
            week = week_number(self.grid.first + timedelta(days=DAYS * section))
            if role == Qt.ItemDataRole.DisplayRole:
                return str(week)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return tr("Week {n}", n=week)
        return None
