"""What the months show, read once; the months beside the shown one are read and drawn while nothing happens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

from planner.domain.dates import add_months
from planner.ui.calendar.month_model import MonthContent, first_weekday, month_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.entry_source import EntrySource, Look
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
    """A month that is to be shown, and the day that is today in it."""

    month: Month
    today: date


class MonthFeed(QObject):
    """Reads months for a view, as their source gives them; :meth:`forget` what was read when the plan has changed."""

    def __init__(self, source: EntrySource, view: MonthView) -> None:
        super().__init__(view)
        self._source = source
        self._view = view
        self._known: dict[tuple[Month, Look], tuple[CalendarEntry, ...]] = {}
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

    def total(self, month: Month) -> int:
        """How many entries a month that was shown last has, whatever the filter lets through."""
        return len(self._known.get((month, self._source.look), ()))

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
        key = (wish.month, self._source.look)
        found = self._known.pop(key, None)
        if found is None:
            found = self._source.between(span.first, span.after)
        self._known[key] = found
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return MonthContent(wish.month, span, tuple(self._source.fitting(found)), wish.today)

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
