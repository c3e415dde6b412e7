"""Which cards stand where on the board: their order in the columns, the lane of one, and what a filter finds."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from planner.domain.words import Status
from planner.services.queries.board import COLUMN, DONE, IDEA, Place, StepKey, in_lanes, week_of
from planner.services.queries.search import match_expression
from planner.services.queries.sql import IN_PLAN, ON_BOARD, any_of, ids_in
from planner.storage.reader import Reader

NEWEST: Final = 5
"""So many of the done cards are shown at first."""

Keys = dict[Place, list[int]]
"""The ids of the cards of each column in their order; a column without cards is left out."""

SortKey = tuple[str, str, int]
"""What the cards of a column are sorted by, ascending: (empty, position, id), and descending where the first is not
empty: (day of completion, position, id)."""


class Order(NamedTuple):
    """The cards of columns in their order, and what each of them is sorted by."""

    keys: Keys
    sort: dict[int, SortKey]


def sort_key(status: str, completed_on: str | None, position: str, activity_id: int) -> SortKey:
    """What an activity is sorted by in its column."""
    return (completed_on or "") if status == Status.DONE else "", position, activity_id


# What is not done, in the order of the columns.
_KEYS: Final = f"""
SELECT a.id, a.step_id, {COLUMN}, a.position
FROM activity AS a
WHERE {IN_PLAN} AND a.status <> 'done' AND (a.status <> 'skipped' OR :skipped)
  AND (NOT {IDEA} OR {{lanes_of_ideas}}) AND {{lanes}}
ORDER BY a.position, a.id
"""

# What is done in one lane, newest first. An event without an answer is never done.
_DONE: Final = f"""
SELECT a.id, coalesce(a.completed_on, ''), a.position
FROM activity AS a
WHERE {ON_BOARD} AND a.status = 'done' AND a.step_id IS :step
ORDER BY 2 DESC, a.position DESC, a.id DESC
LIMIT :newest
"""

_PLACES: Final = f"""
SELECT a.id, a.step_id, {COLUMN} FROM activity AS a WHERE {IN_PLAN} AND a.archived_at IS NULL AND a.id IN {{ids}}
"""


def keys(
    reader: Reader,
    today: date,
    step_ids: Collection[StepKey],
    whole_done: Collection[StepKey] = (),
    *,
    ideas: Collection[StepKey] | None = None,
    skipped: bool = False,
    newest: int = NEWEST,
) -> Order:
    """The order of the cards in some lanes; one statement, and one for each lane.

    Of Done the ``newest`` ones, newest first, but all of them in the lanes ``whole_done``; ideas of the lanes
    ``ideas`` only, if these are given; the skipped ones only on request.
    """
    found: Keys = {}
    sort: dict[int, SortKey] = {}
    statement = _KEYS.format(lanes=in_lanes(step_ids), lanes_of_ideas=in_lanes(step_ids if ideas is None else ideas))
    for activity_id, step_id, name, position in reader.rows(statement, {"week": week_of(today), "skipped": skipped}):
        sort[activity_id] = ("", position, activity_id)
        found.setdefault(Place(step_id, name), []).append(activity_id)
    for step_id in step_ids:
        # Statements of their own: SQLite keeps just the newest while it sorts, where a window sorts them all.
        most = -1 if step_id in whole_done else newest
        for activity_id, completed, position in reader.rows(_DONE, {"step": step_id, "newest": most}):
            sort[activity_id] = (completed, position, activity_id)
            found.setdefault(Place(step_id, DONE), []).append(activity_id)
    return Order(found, sort)


def places(reader: Reader, ids: Collection[int], today: date) -> dict[int, Place]:
    """Where these activities stand on the board; those that are not on it are left out. One statement."""
    rows = reader.rows(_PLACES.format(ids=any_of(ids)), {"week": week_of(today)})
    return {activity_id: Place(step_id, name) for activity_id, step_id, name in rows}


_MATCHING: Final = "SELECT group_concat(rowid) FROM search WHERE search MATCH ?"


def matching(reader: Reader, words: str) -> set[int]:
    """The ids of all activities, on the board or not, that hold every typed word, each as a prefix; one statement.

    Text without a single letter or digit matches nothing.
    """
    match = match_expression(words)
    return ids_in(reader.value(_MATCHING, (match,)) if match else None)
