"""Which events of a calendar file the plan has from another source, under another UID."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple, Self

from planner.domain.dates import MAX_YEAR, MIN_YEAR
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
_MOST_ALIKE: Final = 500
"""So many events of one day and name, or address, are looked at for each that may be one of them."""


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


_Index = dict[str, dict[str, list[Candidate]]]


class Places:
    """By what events are recognised: their names, where a city is known, and their addresses, both by first day."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.named: _Index = {}
        self.linked: _Index = {}
        for each in candidates:
            self.add(each)

    @classmethod
    def of_plan(cls, reader: Reader) -> Self:
        """Those of the events of a plan."""
        return cls(map(Candidate._make, reader.rows(_EVENTS)))

    def add(self, candidate: Candidate) -> None:
        """Takes in an event."""
        day, address = candidate.starts[:_DATE], bare_address(candidate.url)
        if candidate.city:
            self.named.setdefault(edition_name(candidate.title), {}).setdefault(day, []).append(candidate)
        if address:
            self.linked.setdefault(address, {}).setdefault(day, []).append(candidate)


class EventLikeness:
    """Alike are events of the same name, first day and city, or of the same address and first day.

    The city must be known: two meetings of one name on one day are two, and so are those at two times behind one link.
    Each event is found once. Those of the UIDs in ``besides`` are no others.
    """

    def __init__(self, places: Places, besides: Container[str]) -> None:
        self._places = places
        self._besides = besides
        self._met: set[str] = set()
        self._passed: dict[int, int] = {}

    def like(self, event: ParsedEvent) -> str | None:
        """The UID of the event of the plan that this one is; None if it is of its own."""
        day = event.starts[:_DATE]
        for other in chain(self._named(event, (day,)), self._linked(event, (day,))):
            if other.may_be(event):
                self._met.add(other.uid)
                return other.uid
        return None

    def moved(self, event: ParsedEvent) -> Candidate | None:
        """An event that may be this one on other days: whole days both, of one name, at one place or address.

        Of several it is the one that is the least moved.
        """
        if len(event.starts) != _DATE:
            return None
        name, first = edition_name(event.summary), date.fromisoformat(event.starts)
        days = [
            (first + timedelta(days=sign * days)).isoformat()
            for days in range(1, _NEAR + 1)
            for sign in (-1, 1)
            if MIN_YEAR < first.year < MAX_YEAR
        ]
        named = self._named(event, days)
        linked = (other for other in self._linked(event, days) if edition_name(other.title) == name)
        return next((other for other in chain(named, linked) if len(other.starts) == _DATE), None)

    def _named(self, event: ParsedEvent, days: Iterable[str]) -> Iterator[Candidate]:
        """Those of its name on these days that take place in one city."""
        by_day = self._places.named.get(edition_name(event.summary))
        if by_day:
            location = fold(event.location)
            yield from (other for other in self._others(by_day, days) if fold(other.city) in location)

    def _linked(self, event: ParsedEvent, days: Iterable[str]) -> Iterator[Candidate]:
        """Those of its address on these days."""
        by_day = self._places.linked.get(bare_address(event.url)) if event.url else None
        return self._others(by_day, days) if by_day else iter(())

    def _others(self, by_day: Mapping[str, Sequence[Candidate]], days: Iterable[str]) -> Iterator[Candidate]:
        """Those that may be found yet, a bounded number of each day, since files may be hostile."""
        for day in days:
            found = by_day.get(day)
            if not found:
                continue
            start = self._passed.get(id(found), 0)
            while start < len(found) and self._is_out(found[start]):
                start += 1
            self._passed[id(found)] = start
            yield from (other for other in found[start : start + _MOST_ALIKE] if not self._is_out(other))

    def _is_out(self, other: Candidate) -> bool:
        return other.uid in self._met or other.uid in self._besides


def address_name(event: ParsedEvent) -> str:
    """What an event shares with those of other calendar files that may be it; empty for one that cannot be any other's.

    No UID is such a name. Calendar files name no city apart, so that two of them meet by address alone.
    """
    recurs = event.recurrence_id or event.rrule or event.rdate
    address = "" if recurs or not event.url else bare_address(event.url)
    return f"\x1f{address}" if address else ""
