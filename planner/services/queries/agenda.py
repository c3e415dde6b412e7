"""What is coming: events, deadlines and planned study sessions between two days, in the person's time."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import MAX_YEAR, MIN_YEAR, exclusive_end, from_instant, is_zone, to_instant, wall_after
from planner.services.queries.recurring import ONCE, Asked, local_span, occurrences
from planner.services.queries.sql import DUTY_STANDS, LIVING, OWN_DATE, WAITING
from planner.storage.reader import Reader


class AgendaEntry(NamedTuple):
    """One dated thing.

    ``what`` is ``event``, ``session`` or the kind of a deadline. ``starts`` and the exclusive ``ends`` (None for a
    deadline at an instant) are dates if ``all_day``, else wall times in ``zone``; ``local_day`` is the person's day
    on which it begins, by which the entries are ordered. ``listed`` marks an event of a list that is not answered yet.
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


# What began within the year of the first day is found by its start, and what began before by the index of the few that
# last beyond a new year: so all the years that went by need not be looked through for something that lasts until now.
_EVENTS: Final = f"""
WITH touching AS (
    SELECT e.* FROM event AS e
    WHERE e.starts >= :year AND e.starts < :high AND (e.ends >= :low OR e.ends IS NULL AND e.starts >= :low)
    UNION ALL
    SELECT e.* FROM event AS e
    WHERE substr(e.ends, 1, 4) > substr(e.starts, 1, 4) AND e.ends >= :low AND e.starts < :year
)
SELECT a.id, a.uid, a.title, e.starts, e.ends, e.zone, e.starts_utc, e.ends_utc, a.status, e.state, s.hue,
       e.city, e.venue, e.format, {WAITING}
FROM touching AS e JOIN activity AS a ON a.id = e.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE {LIVING} AND {ONCE} AND e.state <> 'declined'
  AND (:with_listed OR NOT {WAITING}) AND (:with_own OR NOT {OWN_DATE})
"""

_DEADLINES: Final = f"""
SELECT a.id, d.id, d.uid, a.title, d.kind, d.label, d.on_date, d.at_utc, d.zone, a.kind, a.status, s.hue, e.state
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id
LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN event AS e ON e.activity_id = a.id
WHERE {LIVING} AND {DUTY_STANDS}
  AND (e.state IS NULL OR e.state <> 'listed' OR :with_own AND {OWN_DATE})
  AND (d.on_date >= :low AND d.on_date < :high OR d.at_utc >= :low_utc AND d.at_utc < :high_utc)
"""

_SESSIONS: Final = f"""
SELECT a.id, w.uid, a.title, w.starts, w.minutes, w.zone, a.kind, a.status, s.hue, w.note
FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE {LIVING} AND w.planned AND w.starts >= :low AND w.starts < :high
"""

_NEAR = timedelta(days=1)  # a zone is at most 14 hours away from another's date, UTC-12 to UTC+14


def _local(instant: str, zone: str) -> str:
    return from_instant(instant, zone)[0]


def agenda(
    reader: Reader, first: date, after: date, zone: str, *, with_listed: bool = False, with_own: bool = False
) -> tuple[AgendaEntry, ...]:
    """Everything dated that touches the days from ``first`` up to, not including, ``after`` in ``zone``.

    Each instance of an event that recurs is an entry with its own times.
    Done and skipped activities keep their events but not their deadlines (of what is done, renewals and follow-ups
    stay); declined events are left out. Events that are not answered come only if asked for: those of lists
    ``with_listed``, dates of the person's own calendar ``with_own``.
    """
    # Around the last days that there are, nothing lies beyond what a date can say.
    first, after = max(first, date(MIN_YEAR, 1, 3)), min(after, date(MAX_YEAR, 12, 29))
    asked = Asked(with_listed, with_own)
    entries = [
        *_events(reader, first, after, zone, asked),
        *_instances(reader, first, after, zone, asked),
        *_deadlines(reader, first, after, zone, asked),
        *_sessions(reader, first, after, zone),
    ]
    low, high = first.isoformat(), after.isoformat()
    touching = (
        entry
        for entry in entries
        if entry.local_starts < high and (entry.local_ends > low or entry.local_starts >= low)
    )
    return tuple(sorted(touching, key=lambda entry: (entry.local_starts, entry.title, entry.uid)))


def _events(reader: Reader, first: date, after: date, zone: str, asked: Asked) -> list[AgendaEntry]:
    low, high = (first - _NEAR).isoformat(), (after + _NEAR).isoformat()
    around = {"low": low, "high": high, "year": f"{low[:4]}-01-01", **asked._asdict()}
    entries = []
    for (
        activity_id, uid, title, starts, last, given, starts_utc, ends_utc, status, state, hue, city, venue,
        attendance, waiting,
    ) in reader.rows(_EVENTS, around):  # fmt: skip
        all_day = len(starts) == 10
        ends = last or (exclusive_end(starts) if all_day else starts)
        local_starts, local_ends = starts, ends
        if starts_utc is not None:
            local_starts, local_ends = _local(starts_utc, zone), _local(ends_utc or starts_utc, zone)
        place = _place(city, venue, attendance)
        entries.append(
            AgendaEntry(
                activity_id,
                None,
                uid,
                title,
                "event",
                "",
                starts,
                ends,
                all_day,
                given,
                local_starts,
                local_ends,
                "event",
                status,
                state,
                hue,
                place,
                bool(waiting),
            )
        )
    return entries


def _place(city: str, venue: str, attendance: str) -> str:
    return city or venue or ("online" if attendance == "online" else "")


def _instances(reader: Reader, first: date, after: date, zone: str, asked: Asked) -> list[AgendaEntry]:
    entries = []
    for row, one in occurrences(reader, first - _NEAR, after + _NEAR, asked):
        local_starts, local_ends = local_span(one, row.zone, zone)
        all_day = len(one.starts) == 10
        entries.append(
            AgendaEntry(
                row.activity_id,
                None,
                row.uid,
                row.title,
                "event",
                "",
                one.starts,
                one.ends or (exclusive_end(one.starts) if all_day else one.starts),
                all_day,
                row.zone,
                local_starts,
                local_ends,
                "event",
                row.status,
                row.state,
                row.hue,
                _place(row.city, row.venue, row.format),
                bool(row.waiting),
            )
        )
    return entries


def _deadlines(reader: Reader, first: date, after: date, zone: str, asked: Asked) -> list[AgendaEntry]:
    between = {
        "low": first.isoformat(),
        "high": after.isoformat(),
        "low_utc": to_instant(f"{first.isoformat()}T00:00:00", zone),
        "high_utc": to_instant(f"{after.isoformat()}T00:00:00", zone),
        "with_own": asked.with_own,
    }
    entries = []
    for (
        activity_id,
        deadline_id,
        uid,
        title,
        what,
        label,
        on_date,
        at_utc,
        its_zone,
        kind,
        status,
        hue,
        state,
    ) in reader.rows(_DEADLINES, between):
        given = ""
        if on_date is not None:
            starts = local_starts = on_date
            ends: str | None = exclusive_end(starts)
            local_ends = str(ends)
        else:
            given = its_zone if is_zone(its_zone) else "UTC"
            starts, _ = from_instant(at_utc, given)
            ends = None
            local_starts = local_ends = _local(at_utc, zone)
        entries.append(
            AgendaEntry(
                activity_id,
                deadline_id,
                uid,
                title,
                what,
                label,
                starts,
                ends,
                on_date is not None,
                given,
                local_starts,
                local_ends,
                kind,
                status,
                state or "",
                hue,
            )
        )
    return entries


def _sessions(reader: Reader, first: date, after: date, zone: str) -> list[AgendaEntry]:
    around = {"low": (first - _NEAR).isoformat(), "high": (after + _NEAR).isoformat()}
    entries = []
    for activity_id, uid, title, starts, minutes, its_zone, kind, status, hue, note in reader.rows(_SESSIONS, around):
        all_day = len(starts) == 10
        if all_day:
            ends = exclusive_end(starts)
            local_starts, local_ends = starts, ends
        else:
            given = its_zone if is_zone(its_zone) else zone
            ends, fold = wall_after(starts, given, minutes)
            local_starts, local_ends = starts, ends
            if given != zone:
                local_starts = _local(to_instant(starts, given), zone)
                local_ends = _local(to_instant(ends, given, fold), zone)
        entries.append(
            AgendaEntry(
                activity_id,
                None,
                uid,
                title,
                "session",
                note,
                starts,
                ends,
                all_day,
                its_zone,
                local_starts,
                local_ends,
                kind,
                status,
                "",
                hue,
            )
        )
    return entries
