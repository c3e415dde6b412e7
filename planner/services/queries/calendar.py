"""What the Calendar page shows: dated entries by day, the next ones, and conferences with their calls for papers."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, or_, select

from planner.domain.dates import from_instant, last_day
from planner.domain.months import parse_month
from planner.domain.words import EventOrigin, EventState, StepId
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.conditions import LIVING
from planner.services.queries.recurring import nearest_of
from planner.services.queries.sql import any_of
from planner.storage.reader import Reader
from planner.storage.schema import activity, deadline, event, step

if TYPE_CHECKING:
    from sqlalchemy import Select

    from planner.exchange.recurrence import Instance

EVENT = "event"
SESSION = "session"
_WINDOWS = (14, 90, 366)
_DAY = timedelta(days=1)


class CalendarEntry(NamedTuple):
    """One dated thing on the person's days.

    ``first`` and ``last`` are the days that it touches, both inclusive, in the person's zone. ``what`` is ``event``,
    ``session`` or the kind of a deadline. ``starts`` and ``ends`` are the person's wall times, or dates if
    ``all_day``; ``ends`` is exclusive and equals ``starts`` for a deadline at an instant. ``zone`` is the zone it
    was given in (``AoE`` for anywhere on Earth, empty for dates and floating times); ``in_own_zone`` says that days and
    times are those of that zone instead.
    """

    activity_id: int
    deadline_id: int | None
    title: str
    what: str
    label: str
    first: date
    last: date
    starts: str
    ends: str
    all_day: bool
    zone: str
    kind: str
    status: str
    state: str
    hue: int | None
    place: str = ""
    listed: bool = False
    in_own_zone: bool = False

    @property
    def is_event(self) -> bool:
        """Whether it is an event, drawn as a filled bar."""
        return self.what == EVENT


class ConferenceRow(NamedTuple):
    """An event of the Conferences view. ``first`` and ``last`` are the person's days, None while it has no date.

    The call for papers closes on ``cfp_on`` (a date) or at ``cfp_at`` (the person's wall time, given in
    ``cfp_zone``); both are None where none is known. ``expected`` is the month (``YYYY-MM``) in which one without a
    date should take place, None where that is not known either.
    """

    activity_id: int
    title: str
    first: date | None
    last: date | None
    starts: str | None
    ends: str | None
    all_day: bool
    venue: str
    city: str
    country: str
    format: str
    event_type: str
    topics: str
    state: str
    hue: int | None
    cfp_on: str | None = None
    cfp_at: str | None = None
    cfp_zone: str = ""
    expected: str | None = None

    @property
    def day(self) -> date | None:
        """The day that it is sorted by: its first, or that of the month in which it is expected."""
        return self.first if self.first is not None or self.expected is None else parse_month(self.expected)

    @property
    def call_day(self) -> date | None:
        """The person's day on which the call for papers closes, None where none is known."""
        wall = self.cfp_at or self.cfp_on
        return None if wall is None else date.fromisoformat(wall[:10])

    @property
    def listed(self) -> bool:
        """Whether the person has not answered yet."""
        return self.state == EventState.LISTED


class _Stored(NamedTuple):
    """The start of an event as it is stored."""

    starts: str
    starts_utc: str | None


class StepChoice(NamedTuple):
    """A step that a new conference may belong to."""

    id: StepId
    name: str
    hue: int


def _entry(found: AgendaEntry, *, own_zones: bool = False) -> CalendarEntry:
    starts, ends = found.local_starts, found.local_ends
    if own_zones:
        starts, ends = found.starts, found.ends or found.starts
    first = date.fromisoformat(starts[:10])
    instant = found.ends is None or ends <= starts
    last = first if instant else max(first, date.fromisoformat(last_day(ends)))
    return CalendarEntry(
        found.activity_id,
        found.deadline_id,
        found.title,
        found.what,
        found.label,
        first,
        last,
        starts,
        ends,
        found.all_day,
        found.zone,
        found.kind,
        found.status,
        found.state,
        found.hue,
        found.place,
        found.listed,
        own_zones,
    )


def calendar_entries(
    reader: Reader, first: date, after: date, zone: str, *, with_listed: bool = False, own_zones: bool = False
) -> tuple[CalendarEntry, ...]:
    """Everything dated that touches the days from ``first`` up to, not including, ``after``, by start.

    Trashed, declined and skipped things are left out; listed events come only ``with_listed``, while one's own dates
    are among them, answered or not. With ``own_zones`` days and times are those of the zone that each was given in.
    """
    # Its own zone may put a thing on the day before or after the person's.
    low, high = (first - _DAY, after + _DAY) if own_zones else (first, after)
    rows = agenda(reader, low, high, zone, with_listed=with_listed, with_own=True)
    found = [_entry(row, own_zones=own_zones) for row in rows]
    if own_zones:
        found.sort(key=lambda entry: entry.starts)
    return tuple(entry for entry in found if entry.last >= first and entry.first < after)


def coming_up(
    reader: Reader, today: date, zone: str, limit: int, *, with_listed: bool = False, own_zones: bool = False
) -> tuple[CalendarEntry, ...]:
    """The next events and deadlines from today on, at most ``limit``, within a year; study sessions are left out."""
    for days in _WINDOWS:  # what comes next is mostly near, and a short window is quick to read
        entries = calendar_entries(
            reader, today, today + timedelta(days=days), zone, with_listed=with_listed, own_zones=own_zones
        )
        found = [entry for entry in entries if entry.what != SESSION]
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def conferences(reader: Reader, today: date, zone: str, *, past: bool = False) -> tuple[ConferenceRow, ...]:
    """Events that are not over, by date or expected month with the others last; or those that are over, newest first.

    Listed and declined ones are among them: here is where one answers. An event that recurs stands there once, by its
    next instance, or by its last one if all are over. Dates of one's own calendar come in once they are answered.
    """
    columns = event.c
    recurs = or_(columns.rrule != "", columns.rdate != "")
    over = func.coalesce(columns.ends, columns.starts) < (today - _DAY).isoformat()
    # A day wider than asked for: a zone may put an event on another day than its own date says.
    chosen = columns.starts < (today + _DAY).isoformat() if past else or_(columns.starts.is_(None), ~over)
    times = nearest_of(reader, today, zone)
    if times:
        chosen = or_(chosen, recurs)
    answered = or_(columns.state != EventState.LISTED, columns.origin != EventOrigin.OWN)
    rows = reader.execute(_events().where(chosen, answered)).all()
    calls = _calls(reader, zone, [row[0] for row in rows])
    found = [
        _conference(_at(row, times.get(row[0])), calls.get(row[0], (None, None, "")), zone) for row in rows
    ]
    if past:
        gone = [row for row in found if row.last is not None and row.last < today]
        return tuple(sorted(gone, key=lambda row: (row.first or today, row.title.casefold()), reverse=True))
    ahead = [row for row in found if row.last is None or row.last >= today]
    return tuple(sorted(ahead, key=lambda row: (row.day is None, row.day or today, row.title.casefold())))


def _events() -> "Select[Any]":
    columns = event.c
    return (
        select(
            activity.c.id,
            activity.c.title,
            columns.starts,
            columns.ends,
            columns.starts_utc,
            columns.ends_utc,
            columns.venue,
            columns.city,
            columns.country,
            columns.format,
            columns.event_type,
            columns.topics,
            columns.state,
            step.c.hue,
            columns.expected,
        )
        .select_from(
            event.join(activity, activity.c.id == columns.activity_id).outerjoin(step, step.c.id == activity.c.step_id)
        )
        .where(LIVING)
    )


def conference(reader: Reader, activity_id: int, zone: str) -> ConferenceRow | None:
    """One event as the Conferences view has it, with its stored dates; None if the activity is none."""
    row = reader.execute(_events().where(event.c.activity_id == activity_id)).first()
    if row is None:
        return None
    call = _calls(reader, zone, [activity_id]).get(activity_id, (None, None, ""))
    return _conference(row, call, zone)


def _at(row: Sequence[Any], instance: "Instance | None") -> Sequence[Any]:
    """A row of an event with the times of one of its instances."""
    if instance is None:
        return row
    return (*row[:2], instance.starts, instance.ends, instance.starts_utc, instance.ends_utc, *row[6:])


def _conference(row: Sequence[Any], call: tuple[str | None, str | None, str], zone: str) -> ConferenceRow:
    row_id, title, starts, ends, starts_utc, ends_utc, venue, city, country, attendance, *rest = row
    event_type, topics, state, hue, expected = rest
    all_day = starts is None or len(starts) == len("2026-01-01")
    if starts_utc is not None:
        starts = from_instant(starts_utc, zone)[0]
        ends = from_instant(ends_utc, zone)[0] if ends_utc is not None else None
    first = last = None
    if starts is not None:
        first = date.fromisoformat(starts[:10])
        last = first if ends is None or ends <= starts else max(first, date.fromisoformat(last_day(ends)))
    return ConferenceRow(
        row_id,
        title,
        first,
        last,
        starts,
        ends,
        all_day,
        venue,
        city,
        country,
        attendance,
        event_type,
        topics,
        state,
        hue,
        *call,
        expected=expected if first is None else None,
    )


_CALLS: Final = """
SELECT activity_id, on_date, at_utc, zone FROM deadline
WHERE kind = 'cfp_closes' AND activity_id IN {ids}
ORDER BY coalesce(on_date, at_utc)
"""


def _calls(
    reader: Reader, zone: str, ids: Collection[int]
) -> dict[int, tuple[str | None, str | None, str]]:
    """When the call for papers of each event closes, as (date, the person's wall time, zone); the last of several."""
    return {
        activity_id: (on_date, None if at_utc is None else from_instant(at_utc, zone)[0], its_zone)
        for activity_id, on_date, at_utc, its_zone in reader.rows(_CALLS.format(ids=any_of(ids)))
    }


def has_dates(reader: Reader) -> bool:
    """Whether anything living has a date at all, past or coming, listed events included."""
    dated = select(activity.c.id).join(event).where(LIVING, event.c.starts.is_not(None)).limit(1)
    due = select(activity.c.id).join(deadline).where(LIVING).limit(1)
    return reader.execute(dated).first() is not None or reader.execute(due).first() is not None


def day_of(reader: Reader, table: str, row_id: int, today: date, zone: str) -> tuple[int, date] | None:
    """The activity and the person's day on which a row is found in the calendar; None if it is not in it.

    ``table`` is activity, event or deadline. Of several days of an activity it is the next one, else the last; of an
    event that recurs, those of its instances.
    """
    if table == "activity":
        chosen = activity.c.id == row_id
    elif table == "event":
        chosen = activity.c.id.in_(select(event.c.activity_id).where(event.c.id == row_id))
    elif table == "deadline":
        chosen = activity.c.id.in_(select(deadline.c.activity_id).where(deadline.c.id == row_id))
    else:
        return None
    events = reader.execute(
        select(activity.c.id, event.c.starts, event.c.starts_utc)
        .join(event)
        .where(LIVING, chosen, event.c.starts.is_not(None), event.c.state != EventState.DECLINED)
    ).all()
    duties = reader.execute(
        select(deadline.c.id, activity.c.id, deadline.c.on_date, deadline.c.at_utc)
        .join_from(activity, deadline, deadline.c.activity_id == activity.c.id)
        .where(LIVING, chosen)
    ).all()
    if table == "deadline":
        days = [(owner, _day(on, at, zone)) for duty, owner, on, at in duties if duty == row_id]
    else:
        times = nearest_of(reader, today, zone, [owner for owner, _, _ in events])
        placed = [(owner, times.get(owner) or _Stored(starts, at)) for owner, starts, at in events]
        days = [(owner, _day(one.starts, one.starts_utc, zone)) for owner, one in placed]
        days += [(owner, _day(on, at, zone)) for _, owner, on, at in duties] if not days else []
    return _nearest(days, today)


def _day(text: str | None, instant: str | None, zone: str) -> date:
    return date.fromisoformat((from_instant(instant, zone)[0] if instant is not None else str(text))[:10])


def _nearest(days: Iterable[tuple[int, date]], today: date) -> tuple[int, date] | None:
    ordered = sorted(days, key=lambda each: each[1])
    coming = [each for each in ordered if each[1] >= today]
    return coming[0] if coming else ordered[-1] if ordered else None


def step_choices(reader: Reader) -> tuple[StepChoice, ...]:
    """The steps in order, for a drop-down."""
    rows = reader.execute(select(step.c.id, step.c.name, step.c.hue).order_by(step.c.roadmap_id, step.c.position))
    return tuple(StepChoice(*row) for row in rows)
