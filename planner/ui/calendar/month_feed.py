"""What the months show, read once; the months beside the shown one are read and drawn while nothing happens."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

from planner.domain.dates import add_months
from planner.services.planner import Planner
from planner.services.queries import calendar as queries
from planner.ui.calendar.entry_text import matching
from planner.ui.calendar.month_model import MonthContent, first_weekday, month_span
from planner.ui.calendar.month_view import MonthView

Month = tuple[int, int]
#: How many months are remembered: the shown one, its neighbours, and those that one came from.
_KEPT = 5
#: So long, in milliseconds, and for one week more, other input may have to wait for what is done ahead. It is enough
#: for most months: a key that leafs on sooner would have to wait for the rest anyway.
_TURN = 40
#: Whoever leafs is likely to leaf on; in any other case this long, in milliseconds, must nothing have been painted.
_CALM = 100


class Wish(NamedTuple):
    """A month, and what of it is to be shown: listed events or not, only what holds the words of a filter."""

    month: Month
    today: date
    words: tuple[str, ...] = ()
    with_listed: bool = False


class MonthFeed(QObject):
    """Reads months for a view; :meth:`forget` what was read when the plan has changed."""

    def __init__(self, planner: Planner, zone: str, view: MonthView) -> None:
        super().__init__(view)
        self._planner = planner
        self._zone = zone
        self._view = view
        self._known: dict[tuple[Month, bool], tuple[queries.CalendarEntry, ...]] = {}
        self._ahead: list[Wish] = []
        self._last: Month | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._prepare)
        self._wait = _CALM
        view.painted.connect(self._after_paint)

    def forget(self) -> None:
        """Read everything anew."""
        self._known.clear()
        self._ahead.clear()

    def content(self, wish: Wish) -> MonthContent:
        """What a month shows. Those beside it follow after the next paint, first the way one leafs."""
        self._idle.stop()  # the month that was asked for is painted first
        leafing = self._last not in (None, wish.month)
        self._wait = 0 if leafing else _CALM
        self._ahead = _beside(wish, (-1, 1) if self._last is not None and wish.month < self._last else (1, -1))
        self._last = wish.month
        return self._content(wish)

    def _content(self, wish: Wish) -> MonthContent:
        span = month_span(*wish.month, first_weekday())
        key = (wish.month, wish.with_listed)
        found = self._known.pop(key, None)
        if found is None:
            found = self._planner.read(
                queries.calendar_entries, span.first, span.after, self._zone, with_listed=wish.with_listed
            )
        self._known[key] = found
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return MonthContent(wish.month, span, tuple(matching(found, wish.words)), wish.today)

    def _after_paint(self) -> None:
        self._idle.start(self._wait)

    def _prepare(self) -> None:
        """Do for one turn what is to be done ahead, month by month and week by week.

        After each paint all is looked at again: at another size or in other colours it must be drawn anew.
        """
        if not self._view.isVisible():
            return
        turn = QDeadlineTimer(_TURN)
        for wish in self._ahead:
            content = self._content(wish)
            while not self._view.prepare(content):
                if turn.hasExpired():
                    self._idle.start(0)
                    return
        self._wait = _CALM


def _beside(wish: Wish, steps: Sequence[int]) -> list[Wish]:
    """The same for the months so many steps away, as far as the calendar goes."""
    found = []
    for step in steps:
        try:
            day = add_months(date(*wish.month, 1), step)
        except OverflowError:
            continue
        found.append(wish._replace(month=(day.year, day.month)))
    return found
