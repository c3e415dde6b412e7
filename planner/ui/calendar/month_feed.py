"""The entries of the months, read once; the months beside the shown one are read and drawn while nothing happens."""

from datetime import date

from PySide6.QtCore import QObject, QTimer

from planner.domain.dates import add_months
from planner.services.planner import Planner
from planner.services.queries import calendar as queries
from planner.ui.calendar.month_model import MonthModel, first_weekday, month_span
from planner.ui.calendar.month_view import MonthView

Month = tuple[int, int]
_KEPT = 5


class MonthFeed(QObject):
    """Reads months for a view; :meth:`forget` what was read when the plan has changed."""

    def __init__(self, planner: Planner, zone: str, view: MonthView) -> None:
        super().__init__(view)
        self._planner = planner
        self._zone = zone
        self._view = view
        self._known: dict[tuple[Month, bool], tuple[queries.CalendarEntry, ...]] = {}
        self._last: Month = (0, 0)
        self._ahead: list[tuple[Month, bool]] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._prepare)
        view.painted.connect(self._after_paint)

    def forget(self) -> None:
        """Read everything anew."""
        self._known.clear()
        self._ahead.clear()

    def entries(self, month: Month, *, with_listed: bool) -> tuple[queries.CalendarEntry, ...]:
        """The entries of a month's grid. Those beside it follow after the next paint, first the way one leafs."""
        self._idle.stop()  # the month that was asked for is painted first
        found = self._read(month, with_listed=with_listed)
        steps = (-1, 1) if month < self._last else (1, -1)
        self._last = month
        self._ahead = []
        for step in steps:
            try:
                day = add_months(date(*month, 1), step)
            except OverflowError:
                continue
            self._ahead.append(((day.year, day.month), with_listed))
        return found

    def _read(self, month: Month, *, with_listed: bool) -> tuple[queries.CalendarEntry, ...]:
        found = self._known.pop((month, with_listed), None)
        if found is None:
            span = month_span(*month, first_weekday())
            found = self._planner.read(
                queries.calendar_entries, span.first, span.after, self._zone, with_listed=with_listed
            )
        self._known[month, with_listed] = found
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return found

    def _after_paint(self) -> None:
        if self._ahead:
            self._idle.start()

    def _prepare(self) -> None:
        """One month at a time, so that a key need not wait for both."""
        if not self._ahead or not self._view.isVisible():
            return
        month, with_listed = self._ahead.pop(0)
        days = MonthModel()
        entries = self._read(month, with_listed=with_listed)
        days.show(month, month_span(*month, first_weekday()), entries, self._view.days.today)
        self._view.prepare(days)
        self._after_paint()
