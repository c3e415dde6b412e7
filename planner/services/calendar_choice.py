"""What a person chooses to export: sorts of things, kinds, statuses, days, and the shape of the calendar."""

from datetime import date
from typing import Literal, NamedTuple

from planner.domain.calendar_items import DEADLINE, EVENT, EXAM, RENEWAL, SESSION
from planner.domain.words import Status

WHAT = (EVENT, DEADLINE, EXAM, RENEWAL, SESSION)
"""Every sort of thing that a calendar file may hold."""


def sort_name(what: str, deadline_kind: str) -> str:
    """How the export ledger names a sort of thing, so that a filter can tell of deleted deadlines what they were.

    ``deadline:cfp_closes`` for deadlines, else ``what`` itself. Older lines of the ledger say only ``deadline``.
    """
    return f"{what}:{deadline_kind}" if what == DEADLINE and deadline_kind else what


def sort_of(name: str) -> str:
    """The sort, one of :data:`WHAT`, in a name that :func:`sort_name` gave."""
    return name.partition(":")[0]


class Choice(NamedTuple):
    """What the person chose to export.

    ``what`` is of :data:`WHAT`. ``kinds`` of activities and ``deadlines``, which are of
    :data:`~planner.domain.words.PLAIN_DEADLINES`, mean all where they are empty. ``first`` and
    ``last`` are days, both inclusive: whatever touches one of them goes out. ``people`` says that those who are invited
    to an imported entry go out with it.
    """

    what: frozenset[str] = frozenset(WHAT) - {SESSION}
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset(Status) - {Status.SKIPPED}
    first: date | None = None
    last: date | None = None
    profile: Literal["feed", "event"] = "feed"
    alarms: bool = True
    deadlines: frozenset[str] = frozenset()
    people: bool = True

    def holds(self, what: str, kind: str, status: str, starts: str, ends: str, *, recurring: bool) -> bool:
        """Tell whether something with these traits goes out; ``what`` is as :func:`sort_name` gives it."""
        if not (self.takes(what) and self.picks(kind, status)):
            return False
        return self.touches(starts, ends, recurring=recurring)

    def takes(self, what: str) -> bool:
        """Tell whether a sort of thing is chosen; a deadline of a kind that is not known is, with any of them."""
        sort, _, deadline_kind = what.partition(":")
        if sort not in self.what:
            return False
        return sort != DEADLINE or not self.deadlines or not deadline_kind or deadline_kind in self.deadlines

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
