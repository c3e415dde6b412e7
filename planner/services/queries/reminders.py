"""What is to be remembered: the reminders of dates and events that come between two instants, and the usual ones."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import from_instant, minutes_after, to_instant
from planner.domain.default_reminders import DAY, defaults_of, kinds_of
from planner.domain.reminder_moments import before_day, before_event, before_instant
from planner.domain.words import DeadlineKind
from planner.services.queries.agenda import AgendaEntry
from planner.services.queries.recurring import ONCE, RECURS, instances_of, local_span, recurring
from planner.services.queries.settings import setting
from planner.services.queries.sql import DUTY_STANDS, IN_PLAN, LIVING
from planner.storage.reader import Reader

DEFAULT_REMINDERS: Final = "default_reminders"
"""The key of the setting: an object of groups and their minutes, the usual ones left out."""
EVENT: Final = "event"
_SERIES: Final = "series"
PRESSING: Final = (DeadlineKind.RENEWAL.value, DeadlineKind.RENEWAL_OPENS.value, DeadlineKind.EXAM.value)
"""What the person must not miss: it is told from its first reminder on."""
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 180
"""For so many days at the most a reminder is told of again."""


class DueReminder(NamedTuple):
    """A reminder that comes at the instant ``moment``, ``minutes`` before something dated.

    ``what`` is ``event`` or the kind of a deadline. ``starts`` is a date or the person's wall time.
    """

    moment: str
    activity_id: int
    deadline_id: int | None
    title: str
    what: str
    label: str
    starts: str
    minutes: int

    @property
    def day(self) -> date:
        """The person's day of what it is about."""
        return date.fromisoformat(self.starts[:10])


# A reminder lies as far before its date as it says, so each of the few different lengths looks for dates in a window of
# its own, by the index of dates. A day more on each side covers the zones; what is outside falls away afterwards.
# CROSS JOIN keeps SQLite to that order, from the few dates on: it would begin with all the reminders.
_WINDOWS: Final = """
WITH ahead AS (SELECT DISTINCT minutes_before AS minutes FROM reminder),
span AS (
    SELECT minutes,
           date(:after, minutes || ' minutes', '-1 day') AS low,
           date(:until, minutes || ' minutes', '+2 days') AS high,
           strftime('%Y-%m-%dT%H:%M:%SZ', :after, minutes || ' minutes') AS low_utc,
           strftime('%Y-%m-%dT%H:%M:%SZ', :until, minutes || ' minutes') AS high_utc
    FROM ahead)
"""

_DUTY: Final = f"""
CROSS JOIN reminder AS r ON r.deadline_id = d.id AND r.minutes_before = span.minutes
CROSS JOIN activity AS a ON a.id = d.activity_id
WHERE {IN_PLAN} AND {DUTY_STANDS}
"""

_DUE: Final = f"""
{_WINDOWS}
SELECT span.minutes, a.id, d.id, a.title, d.kind, d.label, d.on_date, NULL, NULL, NULL
FROM span CROSS JOIN deadline AS d ON d.on_date >= span.low AND d.on_date < span.high {_DUTY}
UNION ALL
SELECT span.minutes, a.id, d.id, a.title, d.kind, d.label, NULL, d.at_utc, NULL, NULL
FROM span CROSS JOIN deadline AS d ON d.at_utc > span.low_utc AND d.at_utc <= span.high_utc {_DUTY}
UNION ALL
SELECT span.minutes, a.id, NULL, a.title, '{EVENT}', '', e.starts, e.starts_utc, e.zone, e.start_fold
FROM span CROSS JOIN event AS e ON e.starts >= span.low AND e.starts < span.high
CROSS JOIN reminder AS r ON r.activity_id = e.activity_id AND r.deadline_id IS NULL AND r.minutes_before = span.minutes
CROSS JOIN activity AS a ON a.id = e.activity_id
WHERE {LIVING} AND {ONCE} AND a.status NOT IN ('done', 'skipped') AND e.state NOT IN ('listed', 'declined')
UNION ALL
SELECT r.minutes_before, a.id, NULL, '', '{_SERIES}', '', NULL, NULL, NULL, NULL
FROM event AS e CROSS JOIN reminder AS r ON r.activity_id = e.activity_id AND r.deadline_id IS NULL
CROSS JOIN activity AS a ON a.id = e.activity_id
WHERE {RECURS} AND {LIVING} AND a.status NOT IN ('done', 'skipped') AND e.state NOT IN ('listed', 'declined')
"""


def default_reminders(reader: Reader) -> dict[str, tuple[int, ...]]:
    """The minutes before a date of each group that a new date gets, the longest first."""
    return defaults_of(setting(reader, DEFAULT_REMINDERS))


def reminders_between(reader: Reader, after: str, until: str, zone: str) -> tuple[DueReminder, ...]:
    """The reminders that come after an instant and not after another one, in order.

    What is done, skipped, declined, only listed or in the trash reminds of nothing, but for renewals and follow-ups of
    what is done. One statement, which looks only at the dates that lie in the asked time, and two more where events
    recur: each of their instances reminds.
    """
    found, ahead = [], defaultdict[int, list[int]](list)
    for minutes, activity_id, deadline_id, title, what, label, starts, at_utc, its_zone, fold in reader.rows(
        _DUE, {"after": after, "until": until}
    ):
        if what == _SERIES:
            ahead[activity_id].append(minutes)
            continue
        if what == EVENT:
            moment = before_event(starts, its_zone, fold, minutes, zone)
        elif starts is not None:
            moment = before_day(starts, minutes, zone)
        else:
            moment = before_instant(at_utc, minutes)
        if after < moment <= until:
            local = starts if at_utc is None else from_instant(at_utc, zone)[0]
            found.append(DueReminder(moment, activity_id, deadline_id, title, what, label, local, minutes))
    found += _of_instances(reader, ahead, after, until, zone)
    return tuple(sorted(found, key=lambda one: (one.moment, one.starts, one.title, one.activity_id)))


def _of_instances(
    reader: Reader, ahead: dict[int, list[int]], after: str, until: str, zone: str
) -> list[DueReminder]:
    """The reminders of the instances of events that recur; ``ahead`` has the minutes of each activity."""
    if not ahead:
        return []
    found = []
    begin, end = (date.fromisoformat(instant[:10]) for instant in (after, until))
    latest = end + timedelta(minutes=max(map(max, ahead.values())), days=2)
    for row, series in recurring(reader, latest):
        for minutes in ahead.get(row.activity_id, ()):
            days = timedelta(minutes=minutes)
            for one in instances_of(series, begin + days - _DAY, end + days + 2 * _DAY):
                moment = before_event(one.starts, row.zone, one.start_fold, minutes, zone)
                if after < moment <= until:
                    local = local_span(one, row.zone, zone)[0]
                    found.append(DueReminder(moment, row.activity_id, None, row.title, EVENT, "", local, minutes))
    return found


def next_moment(reader: Reader, after: str, until: str, zone: str) -> str | None:
    """The instant of the first reminder after an instant, None if there is none until another one."""
    found = reminders_between(reader, after, until, zone)
    return found[0].moment if found else None


_COVERED: Final = "SELECT max(minutes_before) FROM reminder WHERE deadline_id = ?"


def pressing(reader: Reader, ordinary: AgendaEntry | None, now: str, zone: str) -> DueReminder | None:
    """The expiry, renewal window or exam that is nearer than the next date, or is it; None if neither.

    Such a date is near when it is near itself, and also when one was reminded of it lately: a certification that
    expires in 90 days is as near, on the day of its reminder, as what is due today, and two days later as what is due
    in two days.
    """
    today = date.fromisoformat(_local_day(now, zone))
    far = _LONGEST if ordinary is None else max(0, (date.fromisoformat(ordinary.local_day) - today).days)
    since = to_instant(f"{today - timedelta(days=min(far, _LONGEST))}T00:00:00", zone)
    lately = [
        one
        for one in reminders_between(reader, minutes_after(since, -1), now, zone)
        if one.what in PRESSING and one.day >= today
    ]
    told = max(lately, key=lambda one: (_local_day(one.moment, zone), -one.day.toordinal()), default=None)
    itself = None if ordinary is None else _reminded(reader, ordinary, far, now)
    if itself is None or told is None:
        return told or itself
    return told if (today - date.fromisoformat(_local_day(told.moment, zone))).days < far else itself


def _reminded(reader: Reader, entry: AgendaEntry, far: int, now: str) -> DueReminder | None:
    """The next date, if it is one that must not be missed and its first reminder has come."""
    longest = reader.value(_COVERED, (entry.deadline_id,)) if entry.what in PRESSING else None
    if longest is None or far * DAY > longest:
        return None
    starts = entry.local_starts[:10] if entry.all_day else entry.local_starts
    about = (entry.activity_id, entry.deadline_id, entry.title, entry.what, entry.label)
    return DueReminder(now, *about, starts, longest)


def _local_day(instant: str, zone: str) -> str:
    return from_instant(instant, zone)[0][:10]


_AHEAD: Final = f"""
SELECT d.id, d.activity_id, d.kind, group_concat(r.minutes_before)
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id LEFT JOIN reminder AS r ON r.deadline_id = d.id
WHERE (d.on_date >= :today OR d.at_utc >= :now) AND {IN_PLAN} AND {DUTY_STANDS}
GROUP BY d.id
"""


def dates_with(
    reader: Reader, reminders: dict[str, tuple[int, ...]], today: str, now: str
) -> tuple[tuple[int, int, str], ...]:
    """The dates ahead that have exactly these reminders of their group, as (deadline, activity, group).

    Groups that ``reminders`` leaves out are not looked at.
    """
    groups = {kind: group for group in reminders for kind in kinds_of(group)}
    return tuple(
        (deadline_id, activity_id, groups[kind])
        for deadline_id, activity_id, kind, minutes in reader.rows(_AHEAD, {"today": today, "now": now})
        if kind in groups and set(map(int, minutes.split(",") if minutes else ())) == set(reminders[groups[kind]])
    )
