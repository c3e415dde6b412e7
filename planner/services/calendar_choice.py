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
        if what not in self.what or status not in self.statuses or (self.kinds and kind not in self.kinds):
            return False
        if self.last is not None and starts[:10] > self.last.isoformat():
            return False
        if self.first is None or recurring:
            return True
        first = self.first.isoformat()
        # An exclusive end at midnight does not touch the day that begins there.
        return starts[:10] >= first or ends.removesuffix("Z").removesuffix("T00:00:00") > first
