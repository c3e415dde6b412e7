"""What the window shows around every page: the aim with its progress, and the next date."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.settings import chosen_profile, setting
from planner.services.queries.sql import IN_PLAN
from planner.storage.reader import Reader

AIM_UNTIL = "aim_until"
"""The setting of the plan that says when the aim should be reached, a month ``YYYY-MM``."""
_SPANS = (14, 90, 400)

_PROGRESS: Final = f"""
SELECT count(*) FILTER (WHERE a.status = 'done'), count(*)
FROM activity AS a
WHERE a.core AND a.status <> 'skipped' AND coalesce(a.cadence_count, 0) = 0 AND {IN_PLAN}
  AND (a.step_id IS NULL OR a.step_id NOT IN (
      SELECT s.id FROM step AS s JOIN roadmap AS r ON r.id = s.roadmap_id WHERE r.archived))
"""


class AimRow(NamedTuple):
    """The role aimed at, the month ``YYYY-MM`` by which (None if open), and core activities done of all."""

    name: str
    until: str | None
    done: int
    total: int


def aim(reader: Reader) -> AimRow | None:
    """The aim; None in a plan without roles. Practices with a cadence, skipped activities and archived roadmaps
    do not count.
    """
    role = reader.value("SELECT name FROM profile WHERE id = ?", (chosen_profile(reader),))
    if role is None:
        return None
    ((done, total),) = reader.rows(_PROGRESS)
    until = setting(reader, AIM_UNTIL)
    return AimRow(role, until if isinstance(until, str) else None, done, total)


def next_date(reader: Reader, today: date, zone: str) -> AgendaEntry | None:
    """The next thing with a date from today on, within about a year; None if there is nothing."""
    first = today
    for days in _SPANS:
        after = today + timedelta(days=days)
        upcoming = [entry for entry in agenda(reader, first, after, zone) if entry.local_day >= today.isoformat()]
        if upcoming:
            return upcoming[0]
        first = after
    return None
