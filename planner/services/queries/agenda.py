"""What is coming: events, deadlines and planned study sessions between two days, in the person's time."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from planner.domain.dates import exclusive_end, from_instant, is_zone, to_instant, wall_after
from planner.domain.words import EventState, Status
from planner.services.queries.conditions import LIVING
from planner.storage.schema import activity, deadline, event, step, study_session


class AgendaEntry(NamedTuple):
    """One dated thing.

    ``what`` is ``event``, ``session`` or the kind of a deadline. ``starts`` and the exclusive ``ends`` (None for a
    deadline at an instant) are dates if ``all_day``, else wall times in ``zone``; ``local_day`` is the person's day
    on which it begins, by which the entries are ordered. ``listed`` marks an event that is not answered yet.
    """

    activity_id: int
    deadline_id: int | None
    uid: str
    title: str
    what: str
    label: str
    starts: str
    ends: str | None
    all_day: bool
    zone: str
    local_starts: str
    local_ends: str
    kind: str
    status: str
    state: str
    hue: int | None
    place: str = ""
    listed: bool = False

    @property
    def local_day(self) -> str:
        """The person's day on which it begins."""
        return self.local_starts[:10]


_NEAR = timedelta(days=1)  # a zone is at most 14 hours away from another's date, UTC-12 to UTC+14


def _local(instant: str, zone: str) -> str:
    return from_instant(instant, zone)[0]


def agenda(
    connection: Connection, first: date, after: date, zone: str, *, with_listed: bool = False
) -> tuple[AgendaEntry, ...]:
    """Everything dated that touches the days from ``first`` up to, not including, ``after`` in ``zone``.

    Done and skipped activities keep their events but not their deadlines; declined events are left out.
    """
    entries = [
        *_events(connection, first, after, zone, with_listed=with_listed),
        *_deadlines(connection, first, after, zone),
        *_sessions(connection, first, after, zone),
    ]
    low, high = first.isoformat(), after.isoformat()
    touching = (
        entry
        for entry in entries
        if entry.local_starts < high and (entry.local_ends > low or entry.local_starts >= low)
    )
    return tuple(sorted(touching, key=lambda entry: (entry.local_starts, entry.title, entry.uid)))


def _events(connection: Connection, first: date, after: date, zone: str, *, with_listed: bool) -> list[AgendaEntry]:
    columns = event.c
    low, high = (first - _NEAR).isoformat(), (after + _NEAR).isoformat()
    hidden = [EventState.DECLINED.value] + ([] if with_listed else [EventState.LISTED.value])
    rows = connection.execute(
        select(
            activity.c.id,
            activity.c.uid,
            activity.c.title,
            columns.starts,
            columns.ends,
            columns.zone,
            columns.starts_utc,
            columns.ends_utc,
            activity.c.status,
            columns.state,
            step.c.hue,
            columns.city,
            columns.venue,
            columns.format,
        )
        .select_from(
            event.join(activity, activity.c.id == columns.activity_id).outerjoin(step, step.c.id == activity.c.step_id)
        )
        .where(
            LIVING,
            columns.state.not_in(hidden),
            columns.starts < high,
            or_(columns.ends >= low, and_(columns.ends.is_(None), columns.starts >= low)),
        )
    )
    entries = []
    for row in rows:
        all_day = len(row.starts) == 10
        ends = row.ends or (exclusive_end(row.starts) if all_day else row.starts)
        local_starts, local_ends = row.starts, ends
        if row.starts_utc is not None:
            local_starts, local_ends = _local(row.starts_utc, zone), _local(row.ends_utc or row.starts_utc, zone)
        place = row.city or row.venue or ("online" if row.format == "online" else "")
        entries.append(
            AgendaEntry(
                row.id,
                None,
                row.uid,
                row.title,
                "event",
                "",
                row.starts,
                ends,
                all_day,
                row.zone,
                local_starts,
                local_ends,
                "event",
                row.status,
                row.state,
                row.hue,
                place,
                row.state == EventState.LISTED,
            )
        )
    return entries


def _deadlines(connection: Connection, first: date, after: date, zone: str) -> list[AgendaEntry]:
    columns = deadline.c
    low_utc = to_instant(f"{first.isoformat()}T00:00:00", zone)
    high_utc = to_instant(f"{after.isoformat()}T00:00:00", zone)
    rows = connection.execute(
        select(
            activity.c.id,
            columns.id.label("deadline_id"),
            columns.uid,
            activity.c.title,
            columns.kind.label("what"),
            columns.label,
            columns.on_date,
            columns.at_utc,
            columns.zone,
            activity.c.kind,
            activity.c.status,
            step.c.hue,
            event.c.state,
        )
        .select_from(
            deadline.join(activity, activity.c.id == columns.activity_id)
            .outerjoin(step, step.c.id == activity.c.step_id)
            .outerjoin(event, event.c.activity_id == activity.c.id)
        )
        .where(
            LIVING,
            or_(activity.c.status.not_in([Status.DONE, Status.SKIPPED]), columns.kind.in_(["renewal", "follow_up"])),
            activity.c.status != Status.SKIPPED,
            or_(event.c.state.is_(None), event.c.state != EventState.LISTED),
            or_(
                and_(columns.on_date >= first.isoformat(), columns.on_date < after.isoformat()),
                and_(columns.at_utc >= low_utc, columns.at_utc < high_utc),
            ),
        )
    )
    entries = []
    for row in rows:
        given = ""
        if row.on_date is not None:
            starts = local_starts = row.on_date
            ends: str | None = exclusive_end(starts)
            local_ends = str(ends)
        else:
            given = row.zone if is_zone(row.zone) else "UTC"
            starts, _ = from_instant(row.at_utc, given)
            ends = None
            local_starts = local_ends = _local(row.at_utc, zone)
        entries.append(
            AgendaEntry(
                row.id,
                row.deadline_id,
                row.uid,
                row.title,
                row.what,
                row.label,
                starts,
                ends,
                row.on_date is not None,
                given,
                local_starts,
                local_ends,
                row.kind,
                row.status,
                row.state or "",
                row.hue,
            )
        )
    return entries


def _sessions(connection: Connection, first: date, after: date, zone: str) -> list[AgendaEntry]:
    columns = study_session.c
    low, high = (first - _NEAR).isoformat(), (after + _NEAR).isoformat()
    rows = connection.execute(
        select(
            activity.c.id,
            columns.uid,
            activity.c.title,
            columns.starts,
            columns.minutes,
            columns.zone,
            activity.c.kind,
            activity.c.status,
            step.c.hue,
            columns.note,
        )
        .select_from(
            study_session.join(activity, activity.c.id == columns.activity_id).outerjoin(
                step, step.c.id == activity.c.step_id
            )
        )
        .where(LIVING, columns.planned.is_(True), columns.starts >= low, columns.starts < high)
    )
    entries = []
    for row in rows:
        all_day = len(row.starts) == 10
        if all_day:
            ends = exclusive_end(row.starts)
            local_starts, local_ends = row.starts, ends
        else:
            given = row.zone if is_zone(row.zone) else zone
            ends, fold = wall_after(row.starts, given, row.minutes)
            local_starts, local_ends = row.starts, ends
            if given != zone:
                local_starts = _local(to_instant(row.starts, given), zone)
                local_ends = _local(to_instant(ends, given, fold), zone)
        entries.append(
            AgendaEntry(
                row.id,
                None,
                row.uid,
                row.title,
                "session",
                row.note,
                row.starts,
                ends,
                all_day,
                row.zone,
                local_starts,
                local_ends,
                row.kind,
                row.status,
                "",
                row.hue,
            )
        )
    return entries
