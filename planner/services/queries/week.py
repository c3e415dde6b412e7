"""What the week asks beside its picks: the practices that have begun, and due dates that have passed."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import from_instant, monday
from planner.domain.words import ActivityId, DeadlineId
from planner.services.queries.sql import IN_PLAN, LIVING, ON_BOARD, OPEN, any_of
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

# Indexes alone lead from what is open to its dates. Only what is shown of what has passed is then looked at as a whole.
_PASSED: Final = f"""
SELECT d.id, a.id, d.on_date, d.at_utc
FROM activity AS a CROSS JOIN deadline AS d ON d.activity_id = a.id
WHERE {OPEN} AND {LIVING} AND d.kind = 'due' AND coalesce(d.on_date, d.at_utc) >= :since
  AND (d.on_date < :today OR d.at_utc < :tomorrow)
ORDER BY coalesce(d.on_date, d.at_utc) DESC, d.id LIMIT :count OFFSET :start
"""

_LATE: Final = f"""
SELECT a.id, a.title, a.kind, s.hue
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id
WHERE a.id IN {{ids}} AND coalesce(a.cadence_count, 0) = 0 AND {ON_BOARD} AND {IN_PLAN}
"""
_SPARE: Final = 100
"""So many more are looked at than are wanted: practices, archived and unanswered ones are not known by an index."""


def practices(reader: Reader, today: date) -> tuple[Practice, ...]:
    """The open practices that have begun, in the order of the plan: those that the week still asks for first."""
    week = monday(today)
    days = {"week": week.isoformat(), "after": (week + timedelta(days=7)).isoformat()}
    return tuple(sorted((Practice(*row) for row in reader.rows(_PRACTICES, days)), key=lambda each: each.is_kept))


def overdue(
    reader: Reader, today: date, zone: str, since: date = date.min, most: int | None = None
) -> tuple[Overdue, ...]:
    """The due dates of open activities that passed from ``since`` on, where the person is; the newest first.

    A practice is never overdue. Of many no more than ``most`` are read.
    """
    days = {
        "today": today.isoformat(),
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "since": (since - timedelta(days=1)).isoformat() if since > date.min else "",
    }
    found: list[Overdue] = []
    count, start = (-1 if most is None else most + _SPARE), 0
    while True:
        passed = reader.rows(_PASSED, {**days, "count": count, "start": start})
        facts = {row[0]: row[1:] for row in reader.rows(_LATE.format(ids=any_of(row[1] for row in passed)))}
        for deadline_id, activity_id, on_date, at_utc in passed:
            day = date.fromisoformat(on_date or from_instant(at_utc, zone)[0][:10])
            if activity_id in facts and since <= day < today:
                title, kind, hue = facts[activity_id]
                found.append(Overdue(deadline_id, activity_id, title, kind, hue, day, at_utc is not None))
        start += len(passed)
        if most is None or len(passed) < count or len(found) >= most:
            return tuple(sorted(found, key=lambda one: (one.day, one.activity_id), reverse=True)[:most])
