"""The lanes of the board with their counts and progress.

Counts come from one GROUP BY. The order of the cards is read by :mod:`planner.services.queries.board_order`, the
cards themselves by :mod:`planner.services.queries.board_cards`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain import dates
from planner.domain.progress import NOTHING, WEEKS_SHOWN, Kept, Progress, cadence_kept
from planner.domain.words import Status
from planner.services.queries.sql import IN_PLAN, LIVING, LOGGED, STEPS_IN_ORDER, any_of
from planner.storage.reader import Reader

TO_DO: Final = "planned"
IDEAS: Final = "ideas"
DOING: Final = "in_progress"
DONE: Final = "done"
SKIPPED: Final = "skipped"
COLUMNS: Final = (TO_DO, IDEAS, DOING, DONE, SKIPPED)
"""The columns of a lane. Ideas are planned optional activities that are not picked for this week; the other columns
are the statuses."""

StepKey = int | None
"""A step's id, None for the inbox."""


class LaneRow(NamedTuple):
    """One step, or the inbox (``step_id`` None), with how many cards each of its columns has.

    ``number`` counts the steps of its roadmap from 1. ``kept`` tells how well the open practices of the step are kept:
    it is that of the one that is kept least; None where there is no practice.
    """

    step_id: StepKey
    uid: str
    roadmap_id: int
    number: int
    name: str
    hue: int | None
    why: str
    ready_when: str
    counts: dict[str, int]
    progress: Progress
    kept: Kept | None

    @property
    def open(self) -> int:
        """Cards that are planned or in progress."""
        return sum(self.counts.get(column, 0) for column in (TO_DO, IDEAS, DOING))

    @property
    def total(self) -> int:
        """Cards in all columns but the skipped ones."""
        return sum(number for column, number in self.counts.items() if column != SKIPPED)


class Place(NamedTuple):
    """Where a card stands: the lane and the column."""

    step_id: StepKey
    column: str


class Standing(NamedTuple):
    """What progress must know of an activity beside its row: logged minutes, and whether it is an unanswered event."""

    logged: int
    listed: bool


def column_of(status: str, *, core: bool, picked_week: str | None, week: str) -> str:
    """The column of an activity in the week that begins on the Monday ``week``."""
    return IDEAS if status == Status.PLANNED and not core and picked_week != week else status


IDEA: Final = "(a.status = 'planned' AND NOT a.core AND a.picked_week IS NOT :week)"
"""Whether an activity is an idea in the week of the parameter ``week``."""

COLUMN: Final = f"CASE WHEN {IDEA} THEN '{IDEAS}' ELSE a.status END"
"""The column of an activity in the week of the parameter ``week``."""


def in_lanes(step_ids: Collection[StepKey] | None) -> str:
    """Narrows to activities of these steps, None standing for what has no step; to nothing if ``step_ids`` is None."""
    if step_ids is None:
        return "1"
    inbox = " OR a.step_id IS NULL" if None in step_ids else ""
    return f"(a.step_id IN {any_of(key for key in step_ids if key is not None)}{inbox})"


def week_of(today: date) -> str:
    """The Monday of the week, as text."""
    return dates.format_date(dates.monday(today))


# One pass along the index that covers it, which asks as little as it can of each of very many rows. What only few rows
# are is counted by itself, along indexes of these few; the + keeps SQLite from going through all in the order of steps.
_SUMS: Final = """
SELECT a.step_id, a.status, count(*), sum(a.core), coalesce(sum(a.core * a.estimate_minutes), 0),
       coalesce(sum(a.core * (a.estimate_minutes > 0)), 0)"""

_COUNTS: Final = f"""{_SUMS}
FROM activity AS a
WHERE {LIVING} AND {{lanes}}
GROUP BY a.step_id, a.status
"""

_LISTED: Final = f"""{_SUMS}
FROM event AS e CROSS JOIN activity AS a ON a.id = e.activity_id
WHERE e.state = 'listed' AND {LIVING} AND {{lanes}}
GROUP BY a.step_id, a.status
"""

_ARCHIVED: Final = f"""
SELECT a.step_id, a.status, count(*)
FROM activity AS a
WHERE a.archived_at IS NOT NULL AND {IN_PLAN} AND {{lanes}}
GROUP BY +a.step_id, +a.status
"""

_PICKED: Final = f"""
SELECT a.step_id, count(*)
FROM activity AS a
WHERE a.picked_week = :week AND a.status = 'planned' AND NOT a.core AND {IN_PLAN} AND {{lanes}}
GROUP BY a.step_id
"""

# Minutes logged on open core activities, for each one up to its estimate.
_WORKED: Final = f"""
SELECT a.step_id, sum(min(a.estimate_minutes, max(0, {LOGGED})))
FROM activity AS a
WHERE a.status IN ('planned', 'in_progress') AND a.core AND a.estimate_minutes > 0
  AND coalesce(a.cadence_count, 0) = 0 AND {IN_PLAN} AND {{lanes}}
GROUP BY a.step_id
"""

# Practices of core that were not skipped, with the sessions of the last weeks.
_PRACTICES: Final = f"""
SELECT a.id, a.step_id, a.status, coalesce(a.estimate_minutes, 0), a.cadence_count,
       coalesce(a.started_on, a.created_at), w.starts
FROM activity AS a
LEFT JOIN study_session AS w ON w.activity_id = a.id AND w.planned = 0 AND w.starts >= :since
WHERE {IN_PLAN} AND a.cadence_count > 0 AND a.core AND a.status <> 'skipped' AND {{lanes}}
"""

_STEPS: Final = f"SELECT s.id, s.uid, s.roadmap_id, s.name, s.hue, s.why, s.ready_when {STEPS_IN_ORDER}"

_STANDINGS: Final = f"""
SELECT a.id, {LOGGED}, coalesce(e.state = 'listed', 0)
FROM activity AS a LEFT JOIN event AS e ON e.activity_id = a.id
WHERE a.id IN {{ids}}
"""


def lanes(reader: Reader, today: date, step_ids: Collection[StepKey] | None = None) -> tuple[LaneRow, ...]:
    """The inbox and the steps in their order, with their counts; of ``step_ids`` only if these are given.

    Seven statements, whatever the number of activities.
    """
    lanes = in_lanes(step_ids)
    numbers: dict[StepKey, Counter[str]] = defaultdict(Counter)
    sums: dict[StepKey, Progress] = defaultdict(lambda: NOTHING)
    for sign, statement in ((1, _COUNTS), (-1, _LISTED)):
        for step_id, status, number, core, estimate, estimated in reader.rows(statement.format(lanes=lanes)):
            optional = number - core if status == Status.PLANNED else 0
            numbers[step_id].update({status: sign * (number - optional), IDEAS: sign * optional})
            if status != SKIPPED:
                part = _part(status, sign * core, sign * estimate, sign * estimated)
                sums[step_id] = sums[step_id].plus(part)
    for step_id, status, number in reader.rows(_ARCHIVED.format(lanes=lanes)):
        numbers[step_id][status] -= number
    for step_id, number in reader.rows(_PICKED.format(lanes=lanes), {"week": week_of(today)}):
        numbers[step_id].update({TO_DO: number, IDEAS: -number})
    for step_id, worked in reader.rows(_WORKED.format(lanes=lanes)):
        sums[step_id] = sums[step_id].plus(Progress(0, 0, 0, worked, -worked))
    kept: dict[StepKey, Kept] = {}
    for practice in _practices(reader, today, step_ids):
        step_id = practice.step_id
        # A practice never comes to an end, so it is no part of what there is to finish.
        part = _part(practice.status, -1, -practice.estimate, -(practice.estimate > 0))
        sums[step_id] = sums[step_id].plus(part)
        least = kept.get(step_id)
        if practice.status != DONE and (least is None or _share(practice.kept) < _share(least)):
            kept[step_id] = practice.kept
    counts = {
        step_id: {column: number for column, number in columns.items() if number}
        for step_id, columns in numbers.items()
    }
    inbox = LaneRow(None, "", 0, 0, "", None, "", "", counts.get(None, {}), sums[None], kept.get(None))
    found = [inbox] if step_ids is None or None in step_ids else []
    steps_of: Counter[int] = Counter()
    for step_id, uid, roadmap_id, name, hue, why, ready_when in reader.rows(_STEPS):
        steps_of[roadmap_id] += 1
        number = steps_of[roadmap_id]
        if step_ids is None or step_id in step_ids:
            facts = (counts.get(step_id, {}), sums[step_id], kept.get(step_id))
            found.append(LaneRow(step_id, uid, roadmap_id, number, name, hue, why, ready_when, *facts))
    return tuple(found)


def _part(status: str, count: int, estimate: int, estimated: int) -> Progress:
    """The progress of so many activities of a status, before what was logged on open ones."""
    if status == DONE:
        return Progress(count, count, estimate, estimate, 0, estimated, estimated)
    return Progress(count, 0, estimate, 0, estimate, estimated, 0)


class _Practice(NamedTuple):
    step_id: StepKey
    status: str
    estimate: int
    kept: Kept


def _practices(reader: Reader, today: date, step_ids: Collection[StepKey] | None) -> list[_Practice]:
    rows = reader.rows(_PRACTICES.format(lanes=in_lanes(step_ids)), {"since": kept_since(today)})
    kept = kept_of(((activity_id, *rest) for activity_id, _, _, _, *rest in rows), today)
    facts = {activity_id: (step_id, status, estimate) for activity_id, step_id, status, estimate, *_ in rows}
    return [_Practice(*facts[activity_id], each) for activity_id, each in kept.items()]


def kept_since(today: date) -> str:
    """The first day of the weeks over which it is told how well a practice was kept."""
    return dates.format_date(dates.monday(today) - timedelta(days=7 * WEEKS_SHOWN))


def kept_of(rows: Iterable[tuple[int, int, str, str | None]], today: date) -> dict[int, Kept]:
    """How well each practice was kept in the last weeks.

    A row holds its id, how often a week, when it began, and when one session since :func:`kept_since` did.
    """
    facts: dict[int, tuple[int, str]] = {}
    days: dict[int, list[str]] = {}
    for activity_id, count, began, starts in rows:
        facts[activity_id] = (count, began)
        days.setdefault(activity_id, []).extend([starts[:10]] if starts else [])
    return {
        activity_id: cadence_kept(dates.count_by_week(days[activity_id]), count, today, began or None)
        for activity_id, (count, began) in facts.items()
    }


def _share(kept: Kept) -> float:
    return kept.weeks / kept.of if kept.of else 1.0


def standings(reader: Reader, ids: Collection[int]) -> dict[int, Standing]:
    """What progress must know of these activities; those that are gone are left out. One statement."""
    rows = reader.rows(_STANDINGS.format(ids=any_of(ids)))
    return {activity_id: Standing(logged, bool(listed)) for activity_id, logged, listed in rows}
