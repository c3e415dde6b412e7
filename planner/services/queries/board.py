"""What the board shows: lanes with their counts and progress, and the order of the cards in them.

Counts come from one GROUP BY; the cards themselves are read by :mod:`planner.services.queries.board_cards`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    null,
    or_,
    select,
    text,
)

from planner.domain import dates
from planner.domain.progress import NOTHING, Kept, Progress, cadence_kept
from planner.domain.words import EventState, Status
from planner.services.queries.conditions import LIVING, in_plan
from planner.services.queries.search import match_expression
from planner.storage.schema import (
    activity,
    event,
    roadmap,
    step,
    study_session,
)

TODO: Final = "planned"
IDEAS: Final = "ideas"
DOING: Final = "in_progress"
DONE: Final = "done"
SKIPPED: Final = "skipped"
COLUMNS: Final = (TODO, IDEAS, DOING, DONE, SKIPPED)
"""The columns of a lane. Ideas are planned optional activities that are not picked for this week; the other columns
are the statuses."""

NEWEST: Final = 5
"""So many of the done cards are shown at first."""

StepKey = int | None
"""A step's id, None for the inbox."""


class LaneRow(NamedTuple):
    """One step, or the inbox (``step_id`` None), with how many cards each of its columns has.

    ``number`` counts the steps from 1. ``kept`` tells how well the open practices of the step are kept: it is that of
    the one that is kept least; None where there is no practice.
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
    def total(self) -> int:
        """Cards in all columns but the skipped ones."""
        return sum(number for column, number in self.counts.items() if column != SKIPPED)


class Place(NamedTuple):
    """Where a card stands: the lane and the column."""

    step_id: StepKey
    column: str


Keys = dict[Place, list[int]]
"""The ids of the cards of each column in their order; a column without cards is left out."""

SortKey = tuple[str, str, int]
"""What the cards of a column are sorted by, ascending: (empty, position, id), and descending where the first is not
empty: (day of completion, position, id)."""


class Order(NamedTuple):
    """The cards of columns in their order, and what each of them is sorted by."""

    keys: Keys
    sort: dict[int, SortKey]


class Standing(NamedTuple):
    """What progress must know of an activity beside its row: logged minutes, and whether it is an unanswered event."""

    logged: int
    listed: bool


def column_of(status: str, *, core: bool, picked_week: str | None, week: str) -> str:
    """The column of an activity in the week that begins on the Monday ``week``."""
    return IDEAS if status == Status.PLANNED and not core and picked_week != week else status


def sort_key(status: str, completed_on: str | None, position: str, activity_id: int) -> SortKey:
    """What an activity is sorted by in its column."""
    return (completed_on or "") if status == Status.DONE else "", position, activity_id


def _week() -> ColumnElement[Any]:
    return bindparam("week")


def _idea() -> ColumnElement[bool]:
    return and_(
        activity.c.status == Status.PLANNED,
        activity.c.core.is_(False),
        or_(activity.c.picked_week.is_(None), activity.c.picked_week != _week()),
    )


def _column() -> ColumnElement[str]:
    return case((_idea(), IDEAS), else_=activity.c.status)


def logged_minutes() -> ColumnElement[int]:
    """Minutes of study that were logged on an activity, as a column."""
    return func.coalesce(
        select(func.sum(study_session.c.minutes))
        .where(study_session.c.activity_id == activity.c.id, study_session.c.planned.is_(False))
        .correlate(activity)
        .scalar_subquery(),
        0,
    )


def _in_lanes(statement: Select[Any], *, some: bool) -> Select[Any]:
    """Narrows a statement to the steps ``steps`` and, with ``inbox``, to what has no step."""
    if not some:
        return statement
    inbox = and_(bindparam("inbox"), activity.c.step_id.is_(None))
    return statement.where(or_(activity.c.step_id.in_(bindparam("steps", expanding=True)), inbox))


def _lane_parameters(step_ids: Collection[StepKey] | None, **others: object) -> dict[str, object]:
    if step_ids is None:
        return dict(others)
    return {"steps": [key for key in step_ids if key is not None], "inbox": None in step_ids, **others}


def week_of(today: date) -> str:
    """The Monday of the week, as text."""
    return dates.format_date(dates.monday(today))


@cache
def _counts_statement(*, some: bool) -> Select[Any]:
    """Counts and minutes by step and status, in the order of the index that covers them."""
    columns = activity.c
    counts = and_(columns.core, func.coalesce(columns.cadence_count, 0) == 0, columns.status != Status.SKIPPED)
    estimate = func.coalesce(columns.estimate_minutes, 0)
    worked = case(
        (columns.status == Status.DONE, estimate),
        (estimate == 0, 0),
        else_=func.min(estimate, func.max(0, logged_minutes())),
    )
    # One list of the unanswered events is made once, where in_plan() looks each event up.
    listed = select(event.c.activity_id).where(event.c.state == EventState.LISTED)
    return _in_lanes(
        select(
            columns.step_id,
            columns.status,
            func.count(),
            func.sum(case((_idea(), 1), else_=0)),
            func.sum(case((counts, 1), else_=0)),
            func.sum(case((counts, estimate), else_=0)),
            func.sum(case((counts, worked), else_=0)),
        ).where(LIVING, columns.id.not_in(listed)),
        some=some,
    ).group_by(columns.step_id, columns.status)


@cache
def _practice_statement(*, some: bool) -> Select[Any]:
    """Open practices of core with the sessions of the last weeks."""
    sessions = and_(
        study_session.c.activity_id == activity.c.id,
        study_session.c.planned.is_(False),
        study_session.c.starts >= bindparam("since"),
    )
    return _in_lanes(
        select(
            activity.c.id,
            activity.c.step_id,
            activity.c.cadence_count,
            func.coalesce(activity.c.started_on, activity.c.created_at),
            study_session.c.starts,
        )
        .select_from(activity.outerjoin(study_session, sessions))
        .where(
            in_plan(),
            activity.c.cadence_count > 0,
            activity.c.core,
            activity.c.status.in_((Status.PLANNED.value, Status.IN_PROGRESS.value)),
        )
        .order_by(activity.c.id),
        some=some,
    )


@cache
def _steps_statement() -> Select[Any]:
    return (
        select(step.c.id, step.c.uid, step.c.roadmap_id, step.c.name, step.c.hue, step.c.why, step.c.ready_when)
        .join(roadmap, roadmap.c.id == step.c.roadmap_id)
        .where(roadmap.c.archived.is_(False))
        .order_by(roadmap.c.position, roadmap.c.id, step.c.position, step.c.id)
    )


def lanes(connection: Connection, today: date, step_ids: Collection[StepKey] | None = None) -> tuple[LaneRow, ...]:
    """The inbox and the steps in their order, with their counts; of ``step_ids`` only if these are given.

    Three statements, whatever the number of activities.
    """
    some = step_ids is not None
    numbers: dict[StepKey, dict[str, int]] = {}
    sums: dict[StepKey, Progress] = {}
    for step_id, status, number, ideas, counted, estimate, worked in connection.execute(
        _counts_statement(some=some), _lane_parameters(step_ids, week=week_of(today))
    ):
        columns = {status: number - ideas, IDEAS: ideas}
        numbers.setdefault(step_id, {}).update({column: count for column, count in columns.items() if count})
        done = counted if status == DONE else 0
        part = Progress(counted, done, estimate, worked, estimate - worked)
        sums[step_id] = sums.get(step_id, NOTHING).plus(part)
    kept = _kept(connection, today, step_ids)
    inbox = LaneRow(None, "", 0, 0, "", None, "", "", numbers.get(None, {}), sums.get(None, NOTHING), kept.get(None))
    found = [inbox] if step_ids is None or None in step_ids else []
    for number, row in enumerate(connection.execute(_steps_statement()), start=1):
        if step_ids is not None and row.id not in step_ids:
            continue
        found.append(
            LaneRow(
                row.id,
                row.uid,
                row.roadmap_id,
                number,
                row.name,
                row.hue,
                row.why,
                row.ready_when,
                numbers.get(row.id, {}),
                sums.get(row.id, NOTHING),
                kept.get(row.id),
            )
        )
    return tuple(found)


def _kept(connection: Connection, today: date, step_ids: Collection[StepKey] | None) -> dict[StepKey, Kept]:
    since = dates.format_date(dates.monday(today) - timedelta(days=28))
    practices: dict[int, tuple[StepKey, int, str, list[str]]] = {}
    for activity_id, step_id, count, began, starts in connection.execute(
        _practice_statement(some=step_ids is not None), _lane_parameters(step_ids, since=since)
    ):
        entry = practices.setdefault(activity_id, (step_id, count, began, []))
        if starts is not None:
            entry[3].append(starts[:10])
    found: dict[StepKey, Kept] = {}
    for step_id, count, began, days in practices.values():
        kept = cadence_kept(dates.count_by_week(days), count, today, began or None)
        least = found.get(step_id)
        if least is None or _share(kept) < _share(least):
            found[step_id] = kept
    return found


def _share(kept: Kept) -> float:
    return kept.weeks / kept.of if kept.of else 1.0


@cache
def _keys_statement() -> Select[Any]:
    """Ids in the order of the board: by position, done ones newest first."""
    columns = activity.c
    done = columns.status == Status.DONE
    rows = _in_lanes(
        select(
            columns.id,
            columns.step_id,
            _column().label("place"),
            case((done, func.coalesce(columns.completed_on, "")), else_="").label("completed"),
            columns.position,
            done.label("done"),
        ).where(in_plan(), or_(columns.status != Status.SKIPPED, bindparam("skipped"))),
        some=True,
    ).subquery()
    newest = (case((rows.c.done, column), else_=null()).desc() for column in (rows.c.position, rows.c.id))
    return select(rows.c.id, rows.c.step_id, rows.c.place, rows.c.completed, rows.c.position).order_by(
        rows.c.completed.desc(), *newest, rows.c.position, rows.c.id
    )


def keys(
    connection: Connection,
    today: date,
    step_ids: Collection[StepKey],
    whole_done: Collection[StepKey] = (),
    *,
    skipped: bool = False,
    newest: int = NEWEST,
) -> Order:
    """The order of the cards in some lanes; one statement.

    Of Done the ``newest`` ones, newest first, but all of them in the lanes ``whole_done``; the skipped ones only on
    request.
    """
    rows = connection.execute(
        _keys_statement(),
        _lane_parameters(step_ids, week=week_of(today), skipped=skipped),
    )
    found: dict[tuple[StepKey, str], list[int]] = {}
    sort: dict[int, SortKey] = {}
    for activity_id, step_id, column, completed, position in rows:
        sort[activity_id] = (completed, position, activity_id)
        ids = found.get((step_id, column))
        if ids is None:
            found[step_id, column] = [activity_id]
        elif column != DONE or len(ids) < newest or step_id in whole_done:
            ids.append(activity_id)
    return Order({Place(*place): ids for place, ids in found.items()}, sort)


_MATCHING: Final = text("SELECT group_concat(rowid) FROM search WHERE search MATCH :match")


def matching(connection: Connection, words: str) -> set[int]:
    """The ids of all activities, on the board or not, that hold every typed word, each as a prefix; one statement.

    Text without a single letter or digit matches nothing.
    """
    match = match_expression(words)
    # One text of ten thousand numbers is read several times faster than ten thousand rows.
    found = connection.execute(_MATCHING, {"match": match}).scalar() if match else None
    return set(map(int, found.split(","))) if found else set()


@cache
def _place_statement() -> Select[Any]:
    return select(activity.c.id, activity.c.step_id, _column()).where(
        in_plan(), activity.c.id.in_(bindparam("ids", expanding=True))
    )


def places(connection: Connection, ids: Collection[int], today: date) -> dict[int, Place]:
    """Where these activities stand on the board; those that are not on it are left out. One statement."""
    rows = connection.execute(_place_statement(), {"ids": list(ids), "week": week_of(today)})
    return {activity_id: Place(step_id, column) for activity_id, step_id, column in rows}


@cache
def _standing_statement() -> Select[Any]:
    listed = func.coalesce(event.c.state == EventState.LISTED, false())
    return (
        select(activity.c.id, logged_minutes(), listed)
        .select_from(activity.outerjoin(event, event.c.activity_id == activity.c.id))
        .where(activity.c.id.in_(bindparam("ids", expanding=True)))
    )


def standings(connection: Connection, ids: Collection[int]) -> dict[int, Standing]:
    """What progress must know of these activities; those that are gone are left out. One statement."""
    rows = connection.execute(_standing_statement(), {"ids": list(ids)})
    return {activity_id: Standing(logged, bool(listed)) for activity_id, logged, listed in rows}
