"""What the week asks beside its picks: the practices that have begun, and due dates that have passed."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import from_instant, monday
from planner.domain.words import ActivityId, DeadlineId
from planner.services.queries.sql import IN_PLAN, ON_BOARD, OPEN
from planner.storage.reader import Reader

USUAL_MINUTES: Final = 25
"""How long a session of a practice is that says nothing about it and has none yet."""


class Practice(NamedTuple):
    """An open practice that has begun, with its sessions of this week and the minutes of its last one (None: none)."""

    id: ActivityId
    title: str
    kind: str
    hue: int | None
    cadence_count: int
    cadence_minutes: int | None
    week_sessions: int
    last_minutes: int | None

    @property
    def usual_minutes(self) -> int:
        """How long one session is: as the practice says, else as the last one was."""
        return self.cadence_minutes or self.last_minutes or USUAL_MINUTES

    @property
    def is_kept(self) -> bool:
        """Whether the week has all its sessions."""
        return self.week_sessions >= self.cadence_count


class Overdue(NamedTuple):
    """An open activity whose due date has passed; ``day`` is where the person is, ``has_time`` tells of an instant."""

    deadline_id: DeadlineId
    activity_id: ActivityId
    title: str
    kind: str
    hue: int | None
    day: date
    has_time: bool = False


_PRACTICES: Final = f"""
SELECT a.id, a.title, a.kind, s.hue, a.cadence_count, a.cadence_minutes,
       (SELECT count(*) FROM study_session AS w
        WHERE w.activity_id = a.id AND w.planned = 0 AND w.starts >= :week AND w.starts < :after),
       (SELECT w.minutes FROM study_session AS w WHERE w.activity_id = a.id AND w.planned = 0
        ORDER BY w.starts DESC, w.id DESC LIMIT 1) AS latest
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE a.cadence_count > 0 AND a.status IN ('planned', 'in_progress') AND {ON_BOARD} AND {IN_PLAN}
  AND NOT coalesce(r.archived, 0) AND (a.status = 'in_progress' OR latest IS NOT NULL)
ORDER BY r.position, s.position, a.position, a.id
"""

_LATE: Final = f"""
AND a.picked_week IS NOT :but_for AND coalesce(a.cadence_count, 0) = 0 AND {ON_BOARD} AND {IN_PLAN}
"""

_LATE_SINCE: Final = f"""
SELECT d.id, a.id, a.title, a.kind, s.hue, d.on_date, d.at_utc
FROM deadline AS d CROSS JOIN activity AS a ON a.id = d.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE (d.on_date >= :since AND d.on_date < :today OR d.at_utc >= :since AND d.at_utc < :tomorrow)
  AND d.kind = 'due' AND {OPEN} {_LATE}
"""

# Indexes alone lead from what is open to its dates. Only what has passed is then looked at as a whole.
_LATE_EVER: Final = f"""
WITH passed AS MATERIALIZED (
    SELECT a.id AS activity_id, d.id, d.on_date, d.at_utc
    FROM activity AS a CROSS JOIN deadline AS d ON d.activity_id = a.id
    WHERE {OPEN} AND d.kind = 'due' AND (d.on_date < :today OR d.at_utc < :tomorrow)
)
SELECT p.id, a.id, a.title, a.kind, s.hue, p.on_date, p.at_utc
FROM passed AS p CROSS JOIN activity AS a ON a.id = p.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE TRUE {_LATE}
"""
_LATELY: Final = timedelta(days=366)


def practices(reader: Reader, today: date) -> tuple[Practice, ...]:
    """The open practices that have begun, in the order of the plan: those that the week still asks for first."""
    week = monday(today)
    days = {"week": week.isoformat(), "after": (week + timedelta(days=7)).isoformat()}
    return tuple(sorted((Practice(*row) for row in reader.rows(_PRACTICES, days)), key=lambda each: each.is_kept))


def overdue(reader: Reader, today: date, zone: str, most: int) -> tuple[Overdue, ...]:
    """The due dates of open activities that have passed where the person is: the newest, no more than ``most``.

    A practice is never overdue, and what is picked for this week stands there. One statement reads the last year, which
    is enough for many; a second one all, where that has fewer.
    """
    week = monday(today).isoformat()
    lately = _late(reader, _LATE_SINCE, today, zone, since=today - _LATELY, but_for=week)
    if len(lately) >= most:
        return lately[:most]
    return _late(reader, _LATE_EVER, today, zone, since=date.min, but_for=week)[:most]


def overdue_since(reader: Reader, today: date, zone: str, since: date) -> tuple[Overdue, ...]:
    """All those that have passed from a day on, picked or not."""
    return _late(reader, _LATE_SINCE, today, zone, since=since)


def _late(
    reader: Reader, statement: str, today: date, zone: str, *, since: date, but_for: str = ""
) -> tuple[Overdue, ...]:
    days = {
        "but_for": but_for,
        "today": today.isoformat(),
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "since": (max(since, date(1, 1, 2)) - timedelta(days=1)).isoformat(),
    }
    found = []
    for deadline_id, activity_id, title, kind, hue, on_date, at_utc in reader.rows(statement, days):
        day = date.fromisoformat(on_date or from_instant(at_utc, zone)[0][:10])
        if since <= day < today:
            found.append(Overdue(deadline_id, activity_id, title, kind, hue, day, at_utc is not None))
    return tuple(sorted(found, key=lambda one: (one.day, one.activity_id), reverse=True))
