"""Which events of a calendar file the plan has from another source, under another UID."""

from collections.abc import Container, Iterable
from datetime import date
from itertools import chain
from typing import Final, NamedTuple

from planner.domain.editions import edition_name
from planner.domain.folding import fold
from planner.exchange.ics_reader import ParsedEvent
from planner.services.known_conferences import bare_address
from planner.storage.reader import Reader

_EVENTS: Final = """
SELECT a.uid, a.title, e.starts, e.city, e.url FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE e.starts IS NOT NULL AND e.series_uid = '' AND e.rrule = '' AND e.rdate = '' AND (e.city <> '' OR e.url <> '')
"""
_DATE: Final = len("2026-01-01")
_NEAR: Final = 60
"""So many days apart one edition of a conference may be told of; the next one is a year away."""


class Candidate(NamedTuple):
    """An event that another one may be alike."""

    uid: str
    title: str
    starts: str
    city: str
    url: str

    def may_be(self, event: ParsedEvent) -> bool:
        """Whether they may be one: where both have a time it is the same one."""
        return _DATE in (len(self.starts), len(event.starts)) or self.starts == event.starts

    def is_at(self, event: ParsedEvent) -> bool:
        """Whether they take place in one city, which must be known."""
        return fold(self.city) in fold(event.location)


class EventLikeness:
    """Alike are events of the same name, first day and city, or of the same address and first day.

    The city must be known: two meetings of one name on one day are two, and so are those at two times behind one link.
    Each event is found once. Those of the UIDs in ``besides`` are no others; ``arrived`` are events that are not in the
    plan yet.
    """

    def __init__(self, reader: Reader, besides: Container[str], arrived: Iterable[Candidate] = ()) -> None:
        self._by_name: dict[str, list[Candidate]] = {}
        self._by_address: dict[str, list[Candidate]] = {}
        self._met: set[str] = set()
        for other in chain(map(Candidate._make, reader.rows(_EVENTS)), arrived):
            if other.uid in besides:
                continue
            if other.city:
                self._by_name.setdefault(edition_name(other.title), []).append(other)
            address = bare_address(other.url)
            if address:
                self._by_address.setdefault(address, []).append(other)

    def like(self, event: ParsedEvent) -> str | None:
        """The UID of the event of the plan that this one is; None if it is of its own."""
        day = event.starts[:_DATE]
        for other in chain(self._named(event), self._linked(event)):
            if other.starts[:_DATE] == day and other.uid not in self._met and other.may_be(event):
                self._met.add(other.uid)
                return other.uid
        return None

    def moved(self, event: ParsedEvent) -> Candidate | None:
        """An event that may be this one on other days: whole days both, of one name, at one place or address."""
        if len(event.starts) != _DATE:
            return None
        linked = {other.uid for other in self._linked(event)}
        day, name = date.fromisoformat(event.starts), edition_name(event.summary)
        for other in chain(self._named(event), self._linked(event)):
            if len(other.starts) != _DATE or (other.uid in linked and edition_name(other.title) != name):
                continue
            if 0 < abs((date.fromisoformat(other.starts) - day).days) <= _NEAR and other.uid not in self._met:
                return other
        return None

    def _named(self, event: ParsedEvent) -> list[Candidate]:
        return [other for other in self._by_name.get(edition_name(event.summary), ()) if other.is_at(event)]

    def _linked(self, event: ParsedEvent) -> list[Candidate]:
        address = bare_address(event.url) if event.url else ""
        return self._by_address.get(address, []) if address else []


def address_name(event: ParsedEvent) -> str:
    """What an event shares with those of other calendar files that may be it; empty for one that cannot be any other's.

    No UID is such a name. Calendar files name no city apart, so that two of them meet by address alone.
    """
    recurs = event.recurrence_id or event.rrule or event.rdate
    address = "" if recurs or not event.url else bare_address(event.url)
    return f"\x1f{address}" if address else ""
