"""Which cards stand where on the board: their order in the columns, the lane of one, and what a filter finds."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, not_, or_, select, text

from planner.domain.words import Status
from planner.services.queries.board import (
    DONE,
    Place,
    StepKey,
    column,
    idea,
    in_lanes,
    lane_parameters,
    week_of,
)
from planner.services.queries.conditions import LIVING, in_plan
from planner.services.queries.search import match_expression
from planner.storage.schema import activity

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


@cache
def _keys_statement() -> Select[Any]:
    """Ids of what is not done, in the order of their columns."""
    columns = activity.c
    open_ideas = or_(
        columns.step_id.in_(bindparam("ideas", expanding=True)),
        and_(bindparam("inbox_ideas"), columns.step_id.is_(None)),
    )
    return in_lanes(
        select(columns.id, columns.step_id, column(), columns.position)
        .where(
            in_plan(),
            columns.status != Status.DONE,
            or_(columns.status != Status.SKIPPED, bindparam("skipped")),
            or_(not_(idea()), open_ideas),
        )
        .order_by(columns.position, columns.id),
        some=True,
    )


@cache
def _done_statement() -> Select[Any]:
    """Ids of what is done in one lane, newest first. An event without an answer is never done."""
    columns = activity.c
    completed = func.coalesce(columns.completed_on, "")
    return (
        select(columns.id, completed, columns.position)
        .where(LIVING, columns.status == Status.DONE, columns.step_id.is_(bindparam("step")))
        .order_by(completed.desc(), columns.position.desc(), columns.id.desc())
        .limit(bindparam("newest"))
    )


def keys(
    connection: Connection,
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
    shown = step_ids if ideas is None else ideas
    wanted = {"ideas": [key for key in shown if key is not None], "inbox_ideas": None in shown}
    for activity_id, step_id, name, position in connection.execute(
        _keys_statement(), lane_parameters(step_ids, week=week_of(today), skipped=skipped, **wanted)
    ):
        sort[activity_id] = ("", position, activity_id)
        found.setdefault(Place(step_id, name), []).append(activity_id)
    for step_id in step_ids:
        # Statements of their own: SQLite keeps just the newest while it sorts, where a window sorts them all.
        most = -1 if step_id in whole_done else newest
        for activity_id, completed, position in connection.execute(
            _done_statement(), {"step": step_id, "newest": most}
        ):
            sort[activity_id] = (completed, position, activity_id)
            found.setdefault(Place(step_id, DONE), []).append(activity_id)
    return Order(found, sort)


@cache
def _place_statement() -> Select[Any]:
    return select(activity.c.id, activity.c.step_id, column()).where(
        in_plan(), activity.c.id.in_(bindparam("ids", expanding=True))
    )


def places(connection: Connection, ids: Collection[int], today: date) -> dict[int, Place]:
    """Where these activities stand on the board; those that are not on it are left out. One statement."""
    rows = connection.execute(_place_statement(), {"ids": list(ids), "week": week_of(today)})
    return {activity_id: Place(step_id, name) for activity_id, step_id, name in rows}


_MATCHING: Final = text("SELECT group_concat(rowid) FROM search WHERE search MATCH :match")


def matching(connection: Connection, words: str) -> set[int]:
    """The ids of all activities, on the board or not, that hold every typed word, each as a prefix; one statement.

    Text without a single letter or digit matches nothing.
    """
    match = match_expression(words)
    # One text of ten thousand numbers is read several times faster than ten thousand rows.
    found = connection.execute(_MATCHING, {"match": match}).scalar() if match else None
    return set(map(int, found.split(","))) if found else set()
