"""Which events of a calendar file the plan has from another source, under another UID."""

from collections.abc import Container
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


class _Other(NamedTuple):
    """An event of the plan."""

    uid: str
    starts: str
    city: str

    def may_be(self, event: ParsedEvent) -> bool:
        """Whether they may be one: where both have a time it is the same one."""
        dates = len("2026-01-01") in (len(self.starts), len(event.starts))
        return dates or self.starts == event.starts


class EventLikeness:
    """Alike are events of the same name, first day and city, or of the same address and first day.

    The city must be known: two meetings of one name on one day are two, and so are those at two times behind one link.
    Each event is found once. Those of the UIDs in ``besides`` are no others.
    """

    def __init__(self, reader: Reader, besides: Container[str]) -> None:
        self._by_name: dict[tuple[str, str], list[_Other]] = {}
        self._by_address: dict[tuple[str, str], list[_Other]] = {}
        self._met: set[str] = set()
        for uid, title, starts, city, url in reader.rows(_EVENTS):
            if uid in besides:
                continue
            other = _Other(uid, starts, fold(city))
            if city:
                self._by_name.setdefault((edition_name(title), starts[:10]), []).append(other)
            if url:
                self._by_address.setdefault((bare_address(url), starts[:10]), []).append(other)

    def like(self, event: ParsedEvent) -> str | None:
        """The UID of the event of the plan that this one is; None if it is of its own."""
        day, place = event.starts[:10], fold(event.location)
        named = self._by_name.get((edition_name(event.summary), day), [])
        linked = self._by_address.get((bare_address(event.url), day), []) if event.url else []
        for other in (*(each for each in named if each.city in place), *linked):
            if other.uid not in self._met and other.may_be(event):
                self._met.add(other.uid)
                return other.uid
        return None
