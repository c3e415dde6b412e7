"""Single cards of the board, read for those ids only that are on screen."""

import itertools
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain import dates
from planner.domain.progress import Kept
from planner.domain.words import DeadlineKind
from planner.services.queries.board import StepKey, kept_of, kept_since
from planner.services.queries.sql import LOGGED, SETTLED, any_of
from planner.storage.reader import Reader


class CardRow(NamedTuple):
    """One card. ``due`` is the date that matters next, of the kind ``due_kind``, as a day where the person is.

    ``logged`` are minutes of study; ``week_sessions`` those of this week, as a number. ``starts`` and ``ends`` are an
    event's, ``units_done`` and ``units_total`` a course's. ``shows`` names the skill that it shows best at ``level``.
    ``kept`` tells of a practice how well it was kept. ``links`` is how many there are, the address of its
    own record among them; ``tags`` are in their order.
    """

    id: int
    title: str
    kind: str
    status: str
    step_id: StepKey
    core: bool
    priority: int
    picked: bool
    estimate: int | None
    cadence_count: int | None
    cadence_minutes: int | None
    completed_on: str | None
    outcome: str
    state: str
    units_done: int
    units_total: int | None
    starts: str | None
    ends: str | None
    items_done: int
    items_total: int
    logged: int
    week_sessions: int
    links: int = 0
    due: str | None = None
    due_kind: str = ""
    shows: str = ""
    level: float | None = None
    kept: Kept | None = None
    tags: tuple[str, ...] = ()


_CARDS: Final = f"""
SELECT a.id, a.title, a.kind, a.status, a.step_id, a.core, a.priority, a.picked_week IS :week,
       a.estimate_minutes, a.cadence_count, a.cadence_minutes, a.completed_on, a.outcome,
       coalesce(certification.state, course.state, event.state, ''),
       coalesce(course.units_done, 0), course.units_total, event.starts, event.ends,
       (SELECT count(*) FROM checklist_item AS i WHERE i.activity_id = a.id AND i.done),
       (SELECT count(*) FROM checklist_item AS i WHERE i.activity_id = a.id),
       {LOGGED},
       (SELECT count(*) FROM study_session AS w WHERE w.activity_id = a.id AND w.planned = 0
        AND w.starts >= :week AND w.starts < :week_end),
       (SELECT count(*) FROM link AS l WHERE l.activity_id = a.id)
           + (coalesce(certification.url, course.url, event.url, '') <> '')
FROM activity AS a
LEFT JOIN certification ON certification.activity_id = a.id
LEFT JOIN course ON course.activity_id = a.id
LEFT JOIN event ON event.activity_id = a.id
WHERE a.id IN {{ids}}
"""

_DEADLINES: Final = f"""
SELECT activity_id, kind, on_date, at_utc FROM deadline WHERE activity_id IN {{ids}} AND id NOT IN {SETTLED} ORDER BY id
"""

_SKILLS: Final = """
SELECT x.activity_id, skill.name, x.level FROM activity_skill AS x JOIN skill ON skill.id = x.skill_id
WHERE x.activity_id IN {ids} ORDER BY x.level DESC, x.id
"""

_TAGS: Final = """
SELECT x.activity_id, tag.name FROM activity_tag AS x CROSS JOIN tag ON tag.id = x.tag_id
WHERE x.activity_id IN {ids} ORDER BY tag.name COLLATE NOCASE, tag.id
"""

_PRACTICES: Final = """
SELECT a.id, a.cadence_count, coalesce(a.started_on, a.created_at), w.starts
FROM activity AS a LEFT JOIN study_session AS w ON w.activity_id = a.id AND w.planned = 0 AND w.starts >= :since
WHERE a.id IN {ids}
"""

ShownSkills = dict[int, list[tuple[str, float]]]
"""By activity, the names of skills and the level at which it shows them."""

_DUTIES: Final = frozenset({DeadlineKind.DUE.value, DeadlineKind.EXAM.value})
"""The dates that an open card keeps showing once they are past, because the duty is still there."""


def cards(
    reader: Reader, ids: Collection[int], today: date, zone: str = "UTC", skills: ShownSkills | None = None
) -> dict[int, CardRow]:
    """The cards of these ids; four statements, whatever their number, and one more if there are practices.

    ``skills`` are the :func:`shown_skills` of the ids where they are known already, which saves a statement.
    """
    monday = dates.monday(today)
    week = {"week": dates.format_date(monday), "week_end": dates.format_date(monday + timedelta(days=7))}
    found = {
        card.id: card._replace(core=bool(card.core), picked=bool(card.picked))
        for card in itertools.starmap(CardRow, reader.rows(_CARDS.format(ids=any_of(ids)), week))
    }
    duties = next_dates(reader, ids, today, zone)
    for activity_id, (day, kind) in duties.items():
        if activity_id in found:
            found[activity_id] = found[activity_id]._replace(due=day, due_kind=kind)
    for activity_id, ((name, level), *_) in (shown_skills(reader, ids) if skills is None else skills).items():
        if activity_id in found:
            found[activity_id] = found[activity_id]._replace(shows=name, level=level)
    for activity_id, tags in tags_of(reader, ids).items():
        if activity_id in found:
            found[activity_id] = found[activity_id]._replace(tags=tuple(tags))
    practices = [card.id for card in found.values() if card.cadence_count]
    for activity_id, kept in _kept(reader, practices, today).items():
        found[activity_id] = found[activity_id]._replace(kept=kept)
    return found


def shown_skills(reader: Reader, ids: Collection[int]) -> ShownSkills:
    """The skills that these activities show, each with its level, the highest level first. One statement."""
    found: ShownSkills = {}
    for activity_id, name, level in reader.rows(_SKILLS.format(ids=any_of(ids))):
        found.setdefault(activity_id, []).append((name, level))
    return found


def tags_of(reader: Reader, ids: Collection[int]) -> dict[int, list[str]]:
    """The tags of these activities, by name. One statement."""
    found: dict[int, list[str]] = {}
    for activity_id, name in reader.rows(_TAGS.format(ids=any_of(ids))):
        found.setdefault(activity_id, []).append(name)
    return found


def next_dates(reader: Reader, ids: Collection[int], today: date, zone: str = "UTC") -> dict[int, tuple[str, str]]:
    """The day that matters next of each of these activities, where the person is, and its kind. One statement."""
    now = dates.format_date(today)
    found: dict[int, tuple[str, str]] = {}
    for activity_id, kind, on_date, at_utc in reader.rows(_DEADLINES.format(ids=any_of(ids))):
        day = on_date or dates.format_date(dates.instant_to_zone(at_utc, zone).date())
        if day < now and kind not in _DUTIES:
            continue
        found[activity_id] = min(found.get(activity_id, (day, kind)), (day, kind))
    return found


def _kept(reader: Reader, ids: Collection[int], today: date) -> dict[int, Kept]:
    """How well each of these practices was kept in the last weeks."""
    if not ids:
        return {}
    return kept_of(reader.rows(_PRACTICES.format(ids=any_of(ids)), {"since": kept_since(today)}), today)
