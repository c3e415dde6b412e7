"""What a list of conferences told of before and names no longer: what moved under another key, and what is gone."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final, NamedTuple

from planner.domain.dates import last_day
from planner.domain.editions import edition_name
from planner.exchange.conference_format import IncomingConference
from planner.services.conference_filter import days_of
from planner.services.conference_words import with_year
from planner.services.known_conferences import bare_address
from planner.services.roadmap_merge import NodeMemory

_NEAR: Final = 122
"""So many days apart, about four months, an edition may be that moved; what is further is another one."""
_IN_PARTS: Final = frozenset(("developers.events",))
"""Lists of which one file holds all and another those with a call alone: what is not in a file need not be gone."""


class _Former(NamedTuple):
    """An edition that the list named once: the key that it had, the event that it became, and what was said of it."""

    node: str
    uid: str
    name: str
    first: date
    last: date
    told: dict[str, Any]


class FormerConferences:
    """The editions that a list told of before under keys that it has no longer, and that are not over on a day."""

    def __init__(
        self, memory: NodeMemory, keys: Collection[str], conferences: Sequence[IncomingConference], today: date
    ) -> None:
        """``keys`` are all that the list has now, in however many files."""
        self._conferences = conferences
        present = {uid for node, uid in memory.nodes() if node in keys}
        self._former: dict[str, _Former] = {}
        for node, uid in memory.nodes():
            if node not in keys and uid not in present:
                told = memory.told(node)
                begins, ends = told.get("days") or ("", "")
                if begins and "title" in told and last_day(ends) >= today.isoformat():
                    name = edition_name(told["title"])
                    first, last = date.fromisoformat(begins), date.fromisoformat(last_day(ends))
                    self._former[uid] = _Former(node, uid, name, first, last, told)  # the newest key of an event
        self._alike = Counter(_name_and_year(each) for each in conferences)
        self._by_name: dict[tuple[str, int], list[tuple[date, str]]] = defaultdict(list)
        self._by_page: dict[tuple[str, int, str], list[tuple[date, str]]] = defaultdict(list)
        for uid, each in self._former.items():
            for index, key in self._places(each):
                index[key].append((each.first, uid))
        for found in chain(self._by_name.values(), self._by_page.values()):
            found.sort()

    def _places(self, former: _Former) -> Iterator[tuple[dict[Any, list[tuple[date, str]]], Any]]:
        """The indexes that hold an edition, each with its key in it."""
        yield self._by_name, (former.name, former.first.year)
        page = bare_address(former.told.get("url", ""))
        if page:
            yield self._by_page, (former.name, former.first.year, page)

    def moved(self, conference: IncomingConference) -> str | None:
        """The key that a conference had before it moved; None where that is not safely told.

        It is the same edition if it has the same name in the same year, not many months away, and is the only one of
        that name on either side, or has the same page.
        """
        first, _ = days_of(conference)
        if first is None:
            return None
        name, year = _name_and_year(conference)
        uid = _only_near(self._by_name.get((name, year), ()), first) if self._alike[name, year] == 1 else None
        if uid is None and conference.url:
            uid = _only_near(self._by_page.get((name, year, bare_address(conference.url)), ()), first)
        if uid is None:
            return None
        node = self._former[uid].node
        self.met(uid)
        return node

    def met(self, uid: str) -> None:
        """Takes note that the list still has an event, under another key."""
        former = self._former.pop(uid, None)
        if former is not None:
            for index, key in self._places(former):
                found = index[key]
                del found[bisect_left(found, (former.first, uid))]

    def gone(self, list_format: str) -> Iterator[tuple[str, str]]:
        """The UIDs and titles of those that the list names no longer, as far as the file would name them.

        One edition alone is no list. Those of one series speak of that alone, in any year; and what lacks most of a
        year is not the list of that.
        """
        if list_format in _IN_PARTS or len(self._conferences) < 2:
            return
        named = [_name_and_year(each) for each in self._conferences]
        names, kept = {name for name, _ in named}, Counter(year for _, year in named)
        missing: dict[int, list[_Former]] = defaultdict(list)
        for each in self._former.values():
            if len(names) > 1 or each.name in names:
                missing[each.first.year].append(each)
        for year, former in missing.items():
            if len(former) <= kept[year] or len(names) == 1:
                yield from ((each.uid, with_year(each.told["title"], each.first.isoformat())) for each in former)


def _only_near(found: Sequence[tuple[date, str]], day: date) -> str | None:
    """The UID of the only one of these, in the order of their first days, that is near a day."""
    start = bisect_left(found, (day - timedelta(days=_NEAR), ""))
    beyond = bisect_left(found, (day + timedelta(days=_NEAR + 1), ""))
    return found[start][1] if beyond - start == 1 else None


def _name_and_year(conference: IncomingConference) -> tuple[str, int]:
    first, _ = days_of(conference)
    return edition_name(conference.name), 0 if first is None else first.year
