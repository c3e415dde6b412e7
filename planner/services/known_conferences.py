"""The events of a plan by what a conference of a public list is recognised by."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from planner.domain.editions import edition_name
from planner.domain.folding import fold
from planner.domain.model import Activity, Event
from planner.domain.months import number_of
from planner.domain.ordering import between
from planner.exchange.conference_format import IncomingConference
from planner.services.conference_values import YEARLY, sound_values
from planner.services.roadmap_merge import NodeMemory
from planner.services.rows import Draft

_NEAR: Final = 2
"""So many months before or after the one in which it was expected an edition may be held."""


class KnownConferences:
    """The events of the plan by what they are recognised by, those that just came included.

    The rows of what is new are made when another list meets it, or at the end.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._last: str | None = None
        self._by_name: dict[tuple[str, str, str], str] = {}
        self._by_address: dict[tuple[str, str], str] = {}
        self._pending: dict[str, Callable[[], Activity]] = {}
        self._made: dict[str, str] = {}
        self._activities = {row.uid: row for row in draft.find(Activity)}
        self._expected: dict[str, dict[str, int]] = {}
        #: What the catalogue of recurring conferences said of events that were picked from it.
        self.picked = NodeMemory(draft, YEARLY, sound_values)
        by_id = {row.id: row for row in self._activities.values()}
        for event in draft.find(Event):
            row = by_id[event.activity_id]
            if event.starts is not None and not event.series_uid:
                self._recognise(row.uid, row.title, event.starts[:10], event.city, event.url)
            elif event.starts is None and event.expected is not None and row.trashed_at is None:
                node = self.picked.node_of(row.uid)
                also = () if node is None else self.picked.told(node).get("names", ())
                for name in {edition_name(title) for title in (row.title, *also)}:
                    self._expected.setdefault(name, {})[row.uid] = number_of(event.expected)

    def _recognise(self, uid: str, title: str, first: str, city: str, url: str) -> None:
        """Of those that are alike the first one counts."""
        self._by_name.setdefault((edition_name(title), first, fold(city)), uid)
        address = bare_address(url)
        if address:
            self._by_address.setdefault((address, first), uid)

    def expect(self, name: str, conference: IncomingConference, make: Callable[[], Activity]) -> None:
        """Takes a new conference in under a name, which is no UID: that comes with the rows, which ``make`` makes."""
        self._pending[name] = make
        if conference.starts is not None:
            self._recognise(name, conference.name, conference.starts, conference.city, conference.url)

    def activity(self, name: str) -> Activity | None:
        """The activity of this UID, or that was expected by this name; None if it is gone."""
        make = self._pending.pop(name, None)
        if make is not None:
            row = make()
            self._made[name] = row.uid
            self._activities[row.uid] = row
        return self._activities.get(self._made.get(name, name))

    def next_place(self, status: str) -> str:
        """The next place at the end of the inbox."""
        if self._last is None:
            column = self._draft.find(Activity, step_id=None, status=status)
            self._last = max((row.position for row in column), default="")
        self._last = between(self._last or None, None)
        return self._last

    def put(self, row: Activity) -> None:
        """Takes note of a change."""
        self._activities[row.uid] = row

    def make_all(self) -> None:
        """Makes the rows of all that is new."""
        for name in tuple(self._pending):
            self.activity(name)

    def like(self, conference: IncomingConference) -> str | None:
        """The UID of the event that a conference is alike."""
        if conference.starts is None:
            return None
        name, city = edition_name(conference.name), fold(conference.city)
        found = self._by_name.get((name, conference.starts, city))
        address = bare_address(conference.url)
        if found is None and address:
            found = self._by_address.get((address, conference.starts))
        return found or self._expected_like(name, conference)

    def _expected_like(self, name: str, conference: IncomingConference) -> str | None:
        """The UID of an event without dates that was expected by this name in about this month; it gets the dates."""
        first = conference.starts or ""
        months = self._expected.get(name, {})
        uid = min(months, key=lambda one: abs(months[one] - number_of(first)), default=None)
        if uid is None or abs(months[uid] - number_of(first)) > _NEAR:
            return None
        for waiting in self._expected.values():
            waiting.pop(uid, None)
        self._recognise(uid, conference.name, first, conference.city, conference.url)
        return uid


@lru_cache(maxsize=100_000)
def bare_address(url: str) -> str:
    """An address without what lists write differently: scheme, www, a slash or a mark at the end."""
    return fold(url).partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/?")
