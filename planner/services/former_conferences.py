"""What a list of conferences told of before and names no longer: what moved under another key, and what is gone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
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
                if begins and last_day(ends) >= today.isoformat():
                    name = edition_name(told.get("title", ""))
                    first, last = date.fromisoformat(begins), date.fromisoformat(last_day(ends))
                    self._former[uid] = _Former(node, uid, name, first, last, told)  # the newest key of an event
        self._alike = Counter(_name_and_year(each) for each in conferences)

    def met(self, uid: str) -> None:
        """The list names an event under another key, which was told in another way."""
        self._former.pop(uid, None)

    def moved(self, conference: IncomingConference) -> str | None:
        """The key that a conference had before it moved; None where that is not safely told.

        It is the same edition if it has the same name in the same year, not many months away, and is the only one of
        that name on either side, or has the same page.
        """
        first, _ = days_of(conference)
        if first is None:
            return None
        name, year = _name_and_year(conference)
        near = [
            each
            for each in self._former.values()
            if each.name == name and each.first.year == year and abs((each.first - first).days) <= _NEAR
        ]
        if len(near) != 1 or self._alike[name, year] != 1:
            page = bare_address(conference.url) if conference.url else ""
            near = [each for each in near if page and bare_address(each.told.get("url", "")) == page]
        if len(near) != 1:
            return None
        del self._former[near[0].uid]
        return near[0].node

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


def _name_and_year(conference: IncomingConference) -> tuple[str, int]:
    first, _ = days_of(conference)
    return edition_name(conference.name), 0 if first is None else first.year
