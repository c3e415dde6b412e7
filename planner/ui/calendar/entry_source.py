"""Where month, agenda and “Coming up” get their entries: in the zone, the colours and the filter that are chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from planner.domain.calendar_filter import DATED_PARTS, EVERY_ENTRY, CalendarFilter, EntryTraits, fits
from planner.domain.words import DeadlineKind
from planner.services.planner import Planner
from planner.services.queries import calendar as queries
from planner.services.queries.calendar import EVENT, SESSION, CalendarEntry
from planner.services.queries.calendar_filter import EventTraits, event_traits
from planner.ui.calendar.entry_text import entry_haystack

_NO_TRAITS: Final = EventTraits(frozenset(), "", "")
_HUES: Final = {
    EVENT: 1,
    DeadlineKind.EXAM: 2,
    DeadlineKind.CFP_OPENS: 3,
    DeadlineKind.CFP_CLOSES: 3,
    DeadlineKind.ABSTRACT: 3,
    DeadlineKind.NOTIFICATION: 3,
    DeadlineKind.CAMERA_READY: 3,
    DeadlineKind.EARLY_BIRD: 3,
    DeadlineKind.REGISTRATION: 3,
    DeadlineKind.DUE: 4,
    DeadlineKind.RENEWAL: 5,
    DeadlineKind.RENEWAL_OPENS: 5,
    DeadlineKind.RESCHEDULE_BY: 2,
    SESSION: 6,
}
_OTHER_HUE: Final = 7


class Look(NamedTuple):
    """How entries are shown: with listed events, in the zone that each was given in, in a colour for each kind."""

    with_listed: bool = False
    own_zones: bool = False
    by_kind: bool = False


def kind_hue(what: str) -> int:
    """The hue of a kind of entry: events, exams, what leads to an event, due dates, renewals, study, the rest."""
    return _HUES.get(what, _OTHER_HUE)


class EntrySource:
    """Reads entries as :attr:`look` says; :meth:`fitting` leaves those that :attr:`filter` lets through."""

    def __init__(self, planner: Planner, zone: str) -> None:
        self._planner = planner
        self._zone = zone
        self.look = Look()
        self.filter: CalendarFilter = EVERY_ENTRY
        self._traits: dict[int, EventTraits | None] = {}

    def forget(self) -> None:
        """The plan has changed."""
        self._traits.clear()

    def between(self, first: date, after: date) -> tuple[CalendarEntry, ...]:
        """Everything that touches the days from ``first`` up to, not including, ``after``, whatever the filter."""
        look = self.look
        found = self._planner.read(
            queries.calendar_entries,
            first,
            after,
            self._zone,
            with_listed=look.with_listed,
            own_zones=look.own_zones,
        )
        return self._coloured(found)

    def coming_up(self, today: date, limit: int) -> tuple[CalendarEntry, ...]:
        """The next entries from today on, whatever the filter."""
        look = self.look
        found = self._planner.read(
            queries.coming_up, today, self._zone, limit, with_listed=look.with_listed, own_zones=look.own_zones
        )
        return self._coloured(found)

    def _coloured(self, entries: tuple[CalendarEntry, ...]) -> tuple[CalendarEntry, ...]:
        if not self.look.by_kind:
            return entries
        return tuple(entry._replace(hue=kind_hue(entry.what)) for entry in entries)

    @property
    def hides(self) -> bool:
        """Whether the filter asks for anything that entries have."""
        return self.filter.only(DATED_PARTS).is_on

    def fitting(self, entries: Sequence[CalendarEntry]) -> Sequence[CalendarEntry]:
        """The entries that the filter lets through."""
        wanted = self.filter.only(DATED_PARTS)
        if not wanted.is_on:
            return entries
        if wanted.asks_events:
            self._learn({entry.activity_id for entry in entries} - self._traits.keys())
        return [entry for entry in entries if fits(wanted, self._asked(entry))]

    def _learn(self, activity_ids: set[int]) -> None:
        if activity_ids:
            found = self._planner.read(event_traits, activity_ids)
            self._traits.update((each, found.get(each)) for each in activity_ids)

    def _asked(self, entry: CalendarEntry) -> EntryTraits:
        event = self._traits.get(entry.activity_id)
        topics, region, attendance = event or _NO_TRAITS
        text = entry_haystack(entry) if self.filter.words else ""
        return EntryTraits(
            entry.what, entry.status, entry.state, text, event is not None, topics, region, attendance
        )
