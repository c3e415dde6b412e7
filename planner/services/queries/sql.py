"""Pieces of SQL that several queries share. The activity is ``a`` in all of them.

What the first page and the frame around it need is written in SQL itself: SQLAlchemy is loaded after the first paint.
"""

from collections.abc import Iterable
from typing import Final

from planner.domain.words import LASTING_DUTIES, Kind

LIVING: Final = "a.trashed_at IS NULL"
"""Not in the trash."""

ON_BOARD: Final = f"{LIVING} AND a.archived_at IS NULL"
"""Neither in the trash nor in the archive of what is done."""

IN_PLAN: Final = f"""{LIVING} AND NOT (a.kind = 'event' AND EXISTS (
    SELECT 1 FROM event AS unanswered WHERE unanswered.activity_id = a.id AND unanswered.state = 'listed'))"""
"""Living, and not an event that the person has not answered yet."""

WAITING: Final = "(e.state = 'listed' AND e.origin <> 'own')"
"""The event ``e`` comes from a list and is not answered yet."""

OWN_DATE: Final = "(e.state = 'listed' AND e.origin = 'own')"
"""The event ``e`` is a date of the person's own calendar of which nothing more was said: a date, but no card."""

DUTY_STANDS: Final = f"""a.status <> 'skipped' AND (
    a.status <> 'done' OR d.kind IN ({", ".join(f"'{kind.value}'" for kind in LASTING_DUTIES)}))"""
"""The deadline ``d`` is still a duty: of what is done only renewals and the like are."""

LOGGED: Final = """coalesce((
    SELECT sum(minutes) FROM study_session AS logged WHERE logged.activity_id = a.id AND logged.planned = 0), 0)"""
"""The minutes of study that were logged on an activity."""


SETTLED: Final = "(SELECT deadline_id FROM exam WHERE result <> '')"
"""The deadlines of exams that are over, with what came of them known: they are history, and no duty any more."""

OPEN: Final = f"""a.kind IN ({", ".join(f"'{kind.value}'" for kind in Kind)})
    AND a.status IN ('planned', 'in_progress')"""
"""Still to be done. All kinds are named, so that an index leads to what is open, past all that was done in years."""

STEPS_IN_ORDER: Final = """
FROM step AS s JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE NOT r.archived
ORDER BY r.position, r.id, s.position, s.id
"""
"""The steps ``s`` of the roadmaps that are not archived, as they stand on the board."""


def ids_in(text: str | None) -> set[int]:
    """The numbers of a group_concat: one text of ten thousand is read several times faster than as many rows."""
    return set(map(int, text.split(","))) if text else set()


def any_of(ids: Iterable[int]) -> str:
    """The numbers as a list that stands in parentheses; SQLite takes no list as a parameter."""
    return f"({', '.join(map(str, map(int, ids)))})"
