"""What a person chooses to export: sorts of things, kinds, statuses, days, and the shape of the calendar."""

from datetime import date
from typing import Literal, NamedTuple

from planner.domain.calendar_items import DEADLINE, EVENT, EXAM, RENEWAL, SESSION
from planner.domain.words import Status

WHAT = (EVENT, DEADLINE, EXAM, RENEWAL, SESSION)
"""Every sort of thing that a calendar file may hold."""


class Choice(NamedTuple):
    """What the person chose to export.

    ``what`` is of :data:`WHAT`; ``kinds`` empty means all. ``first`` and ``last`` are days, both inclusive: whatever
    touches one of them goes out.
    """

    what: frozenset[str] = frozenset(WHAT) - {SESSION}
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset(Status) - {Status.SKIPPED}
    first: date | None = None
    last: date | None = None
    profile: Literal["feed", "event"] = "feed"
    alarms: bool = True

    def holds(self, what: str, kind: str, status: str, starts: str, ends: str, *, recurring: bool) -> bool:
        """Tell whether something with these traits goes out."""
        return what in self.what and self.picks(kind, status) and self.touches(starts, ends, recurring=recurring)

    def picks(self, kind: str, status: str) -> bool:
        """Tell whether activities of this kind and status are chosen."""
        return status in self.statuses and (not self.kinds or kind in self.kinds)

    def touches(self, starts: str, ends: str, *, recurring: bool = False) -> bool:
        """Tell whether a span with this exclusive end lies on one of the chosen days."""
        if self.last is not None and starts[:10] > self.last.isoformat():
            return False
        if self.first is None or recurring:
            return True
        first = self.first.isoformat()
        # An exclusive end at midnight does not touch the day that begins there.
        return starts[:10] >= first or ends.removesuffix("Z").removesuffix("T00:00:00") > first
