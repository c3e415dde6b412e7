"""The rows of the agenda: months, the entries of each day, and the ways to earlier and later days."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.services.humanize import short_date, weekday_name
from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.entry_text import day_title, entry_title, month_title, spoken

YEAR: Final = timedelta(days=366)
QUARTER: Final = timedelta(days=92)
ROW_ROLE: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class AgendaRow(NamedTuple):
    """One row. ``what`` is month, entry, today (nothing today), earlier or later.

    ``day`` is the day under which an entry stands; ``heads`` says that it is the day's first row.
    """

    what: str
    day: date
    text: str
    entry: CalendarEntry | None = None
    heads: bool = False


class AgendaWindow:
    """The days that the agenda holds: a year from today at first, wider on request."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.first = today
        self.after = today + YEAR
        #: What was read for these days, None if it must be read.
        self.entries: tuple[CalendarEntry, ...] | None = None

    def start(self, today: date) -> None:
        """Read anew; a window that began today goes along with the day."""
        if self.first == self._today:
            self.first = today
            self.after = max(self.after, today + YEAR)
        self._today = today
        self.entries = None

    def widen(self, *, earlier: bool) -> None:
        """Take in three months before, or a year after."""
        if earlier:
            self.first -= QUARTER
        else:
            self.after += YEAR
        self.entries = None

    def reach(self, day: date) -> bool:
        """Take in a day with the month around it; False if it is there already."""
        if self.first <= day < self.after:
            return False
        self.first = min(self.first, day.replace(day=1))
        self.after = max(self.after, day + QUARTER)
        self.entries = None
        return True

    def title(self) -> str:
        """“The next 12 months”, or from when to when."""
        if self.first == self._today and self.after == self._today + YEAR:
            return tr("The next 12 months")
        last = self.after - timedelta(days=1)
        opening = month_title(self.first.year, self.first.month)
        return tr("{first} – {last}", first=opening, last=month_title(last.year, last.month))


def agenda_rows(entries: Sequence[CalendarEntry], first: date, today: date) -> list[AgendaRow]:
    """The rows of a window that begins on ``first``; what began before stands under that day."""
    rows = [AgendaRow("earlier", first, tr("Show earlier dates"))]
    month, day = None, None
    for entry in sorted(entries, key=lambda each: (max(each.first, first), each.first, each.starts)):
        under = max(entry.first, first)
        if (under.year, under.month) != month:
            month = (under.year, under.month)
            rows.append(AgendaRow("month", under, month_title(*month)))
        rows.append(AgendaRow("entry", under, entry_title(entry), entry, under != day))
        day = under
    rows.append(AgendaRow("later", today, tr("Show a year more")))
    return rows


class AgendaModel(QAbstractListModel):
    """The rows of the agenda."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self.today = date(2000, 1, 1)
        self.rows: list[AgendaRow] = []
        self.exams: list[CalendarEntry] = []
        #: The hover card of an entry, as rich text.
        self.tell: Callable[[CalendarEntry], str] = lambda _entry: ""

    def show(self, rows: Sequence[AgendaRow], today: date) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.today = list(rows), today
        self.exams = [row.entry for row in rows if row.entry is not None and row.entry.what == "exam"]
        self.endResetModel()

    def day_text(self, day: date) -> str:
        """“Today” or “Tue 1 Dec”; the heading of the month says the year."""
        if day == self.today:
            return tr("Today")
        return tr("{weekday} {date}", weekday=weekday_name(day.weekday()), date=short_date(day, day))

    def row_of(self, activity_id: int, day: date | None = None) -> int:
        """The row of an activity (on a day, if given), -1 if it is not shown."""
        for number, row in enumerate(self.rows):
            if row.entry is not None and row.entry.activity_id == activity_id and day in (None, row.entry.first):
                return number
        return -1

    def first_from(self, day: date) -> int:
        """The row of the first entry on or after a day, -1 if there is none."""
        return next((n for n, row in enumerate(self.rows) if row.entry is not None and row.day >= day), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].what == "month":
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.entry is None:
                return row.text
            return tr(
                "{day}: {what}", day=day_title(row.day, self.today), what=spoken(row.entry, self.today, self._zone)
            )
        if role == Qt.ItemDataRole.ToolTipRole and row.entry is not None:
            return self.tell(row.entry)
        return None
