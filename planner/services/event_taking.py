"""What the plan says of an event beside a calendar file, and the rows of it that follow the file."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from planner.domain import states
from planner.domain.calendar_items import CalendarItem, event_item
from planner.domain.model import Activity, Event, Reminder
from planner.domain.words import EventState, Kind, Status
from planner.exchange.ics_reader import ParsedEvent, read_ics
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.services.event_fields import notes_of, other_lines, title_of, values_of
from planner.services.event_likeness import Candidate, Places
from planner.services.queries.known_events import Key, KnownEvent
from planner.storage.reader import Reader
from planner.storage.steps import last_touched


class MergedEvent(NamedTuple):
    """An event as it shall be and the minutes of its reminders (None leaves those alone); a new one has no numbers."""

    activity: Activity
    event: Event
    reminders: tuple[int, ...] | None


def known_as(merged: MergedEvent) -> Key:
    """The UID and RECURRENCE-ID under which an event goes out."""
    return merged.event.series_uid or merged.activity.uid, merged.event.recurrence_id


def as_known(merged: MergedEvent) -> KnownEvent:
    """An event that will be there, as if it were there already."""
    ringing = (Reminder(0, "", merged.activity.id, None, minutes) for minutes in merged.reminders or ())
    return KnownEvent(merged.activity, merged.event, (), tuple(ringing))


def candidate(merged: MergedEvent) -> Candidate:
    """An event that will be there, for the look for likeness."""
    row, record = merged.activity, merged.event
    recurs = record.series_uid or record.rrule or record.rdate
    place = ("", "") if recurs else (record.city, record.url)
    return Candidate(row.uid, row.title, record.starts or "", *place)


class Arrived:
    """The new events of the files before one, where they are only looked at; else empty.

    It keeps what the events of the plan are recognised by, too, so that not every file of many has to read them all.
    """

    def __init__(self) -> None:
        self._by_uid: dict[str, dict[Key, MergedEvent]] = {}
        self._places: Places | None = None
        self._touched = -1

    def add(self, events: Iterable[MergedEvent]) -> None:
        """Takes in new events."""
        for each in events:
            key = known_as(each)
            self._by_uid.setdefault(key[0], {})[key] = each
            if self._places is not None:
                self._places.add(candidate(each))

    def under(self, uids: Iterable[str]) -> Iterator[tuple[Key, MergedEvent]]:
        """The events that will go out under some UIDs."""
        for uid in uids:
            yield from self._by_uid.get(uid, {}).items()

    def places(self, reader: Reader) -> Places:
        """By what these events and those of the plan are recognised."""
        touched = last_touched(reader)
        if self._places is None or self._touched != touched:
            self._places, self._touched = Places.of_plan(reader), touched
            for each in chain.from_iterable(under.values() for under in self._by_uid.values()):
                self._places.add(candidate(each))
        return self._places


def as_exported(known: Iterable[KnownEvent]) -> dict[Key, ParsedEvent]:
    """Our events as the reader sees them after an export, so that no mere way of writing looks like a difference."""
    stamps = Stamps(0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")
    components = [render_component(item, stamps) for item in _items(known)]
    if not components:
        return {}
    return {(e.uid, e.recurrence_id): e for e in read_ics(render_calendar(components), "").events}


def _items(known: Iterable[KnownEvent]) -> Iterator[CalendarItem]:
    for one in known:
        item = event_item(one.activity, one.event, one.tags, one.reminders, uid=one.event.series_uid)
        if item is not None:
            # A cancelled entry rings no alarm, which must not count as a difference.
            yield item._replace(status="CONFIRMED")


def taken_over(
    parsed: ParsedEvent, found: KnownEvent, fields: list[str], *, brought: bool
) -> tuple[Activity, Event, list[str]]:
    """The rows with these fields as the file has them, and the names of all that changes.

    Of an event that the file ``brought`` it also says what Planner has no place for, even if it said nothing before.
    """
    row, record = found.activity, found.event
    if "title" in fields:
        row = row._replace(title=title_of(parsed))
    if "notes" in fields:
        row = row._replace(notes=notes_of(parsed))
    values: dict[str, Any] = {}
    for name in fields:
        values |= values_of(name, parsed, found)
    keeps = brought or bool(record.extra_ical)
    if keeps and other_lines(parsed.extra_ical) != other_lines(record.extra_ical):
        fields.append("other")
    if fields and (keeps or record.state == EventState.LISTED):
        values["extra_ical"] = parsed.extra_ical
    return row, record._replace(**values), fields


def was_called_off(record: Event) -> bool:
    """Whether the source of an event called it off, not the person."""
    return record.state == EventState.DECLINED and "STATUS:CANCELLED" in record.extra_ical.upper().split("\n")


def in_state(row: Activity, record: Event, state: EventState, extra_ical: str) -> tuple[Activity, Event]:
    """The rows with another state and other kept lines."""
    moved = states.set_state(Kind.EVENT, record.state, state, row.before_state)
    archived_at = row.archived_at if moved.status == Status.DONE else None
    changed = row._replace(status=moved.status.value, before_state=moved.before_state, archived_at=archived_at)
    # The line STATUS tells later that the source called it off, not the person.
    return changed, record._replace(state=moved.state, extra_ical=extra_ical)
