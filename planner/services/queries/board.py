"""The lanes of the board with their counts and progress.

Counts come from one GROUP BY. The order of the cards is read by :mod:`planner.services.queries.board_order`, the
cards themselves by :mod:`planner.services.queries.board_cards`.
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
    literal_column,
    or_,
    select,
)

from planner.domain import dates
from planner.domain.progress import NOTHING, Kept, Progress, cadence_kept
from planner.domain.words import EventState, Kind, Status
from planner.services.queries.conditions import LIVING, in_plan
from planner.storage.schema import (
    activity,
    event,
    roadmap,
    step,
    study_session,
)

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


def _week() -> ColumnElement[Any]:
    return bindparam("week")


def idea() -> ColumnElement[bool]:
    """Whether an activity is an idea in the week of the parameter ``week``."""
    return and_(
        activity.c.status == Status.PLANNED,
        activity.c.core.is_(False),
        or_(activity.c.picked_week.is_(None), activity.c.picked_week != _week()),
    )


def column() -> ColumnElement[str]:
    """The column of an activity in the week of the parameter ``week``."""
    return case((idea(), IDEAS), else_=activity.c.status)


def logged_minutes() -> ColumnElement[int]:
    """Minutes of study that were logged on an activity, as a column."""
    return func.coalesce(
        select(func.sum(study_session.c.minutes))
        .where(study_session.c.activity_id == activity.c.id, study_session.c.planned.is_(False))
        .correlate(activity)
        .scalar_subquery(),
        0,
    )


def in_lanes(statement: Select[Any], *, some: bool) -> Select[Any]:
    """Narrows a statement to the steps ``steps`` and, with ``inbox``, to what has no step."""
    if not some:
        return statement
    inbox = and_(bindparam("inbox"), activity.c.step_id.is_(None))
    return statement.where(or_(activity.c.step_id.in_(bindparam("steps", expanding=True)), inbox))


def lane_parameters(step_ids: Collection[StepKey] | None, **others: object) -> dict[str, object]:
    """What :func:`in_lanes` asks for, and other parameters."""
    if step_ids is None:
        return dict(others)
    return {"steps": [key for key in step_ids if key is not None], "inbox": None in step_ids, **others}


def week_of(today: date) -> str:
    """The Monday of the week, as text."""
    return dates.format_date(dates.monday(today))


@cache
def _counts_statement(*, some: bool) -> Select[Any]:
    """Cards by step and status: all, ideas, core ones and the minutes estimated for these.

    It goes along the index that covers it, and asks as little as it can of each of very many rows.
    """
    columns = activity.c
    listed = select(event.c.activity_id).where(event.c.state == EventState.LISTED)  # one list, made once
    return in_lanes(
        select(
            columns.step_id,
            columns.status,
            func.count(),
            func.count().filter(idea()),
            func.count().filter(columns.core),
            func.coalesce(func.sum(columns.estimate_minutes).filter(columns.core), 0),
        ).where(LIVING, or_(columns.kind != Kind.EVENT, columns.id.not_in(listed))),
        some=some,
    ).group_by(columns.step_id, columns.status)


@cache
def _worked_statement(*, some: bool) -> Select[Any]:
    """Minutes logged on open core activities by step, for each one up to its estimate."""
    columns = activity.c
    worked = func.min(columns.estimate_minutes, func.max(0, logged_minutes()))
    return in_lanes(
        select(columns.step_id, func.sum(worked)).where(
            in_plan(),
            columns.status.in_((Status.PLANNED.value, Status.IN_PROGRESS.value)),
            columns.core,
            columns.estimate_minutes > 0,
            func.coalesce(columns.cadence_count, 0) == 0,
        ),
        some=some,
    ).group_by(columns.step_id)


@cache
def _practice_statement(*, some: bool) -> Select[Any]:
    """Practices of core that were not skipped, with the sessions of the last weeks."""
    sessions = and_(
        study_session.c.activity_id == activity.c.id,
        study_session.c.planned.is_(False),
        study_session.c.starts >= bindparam("since"),
    )
    return in_lanes(
        select(
            activity.c.id,
            activity.c.step_id,
            activity.c.status,
            func.coalesce(activity.c.estimate_minutes, 0),
            activity.c.cadence_count,
            func.coalesce(activity.c.started_on, activity.c.created_at),
            study_session.c.starts,
        )
        .select_from(activity.outerjoin(study_session, sessions))
        .where(
            in_plan(),
            activity.c.cadence_count > literal_column("0"),  # as in its partial index, which a parameter cannot match
            activity.c.core,
            activity.c.status != Status.SKIPPED,
        ),
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

    Four statements, whatever the number of activities.
    """
    some = step_ids is not None
    numbers: dict[StepKey, dict[str, int]] = {}
    sums: dict[StepKey, Progress] = {}
    for step_id, status, number, ideas, core, estimate in connection.execute(
        _counts_statement(some=some), lane_parameters(step_ids, week=week_of(today))
    ):
        columns = {status: number - ideas, IDEAS: ideas}
        numbers.setdefault(step_id, {}).update({column: count for column, count in columns.items() if count})
        if status != SKIPPED:
            sums[step_id] = sums.get(step_id, NOTHING).plus(_part(status, core, estimate))
    for step_id, worked in connection.execute(_worked_statement(some=some), lane_parameters(step_ids)):
        sums[step_id] = sums[step_id].plus(Progress(0, 0, 0, worked, -worked))
    kept: dict[StepKey, Kept] = {}
    for practice in _practices(connection, today, step_ids):
        step_id = practice.step_id
        # A practice never comes to an end, so it is no part of what there is to finish.
        sums[step_id] = sums[step_id].plus(_part(practice.status, -1, -practice.estimate))
        least = kept.get(step_id)
        if practice.status != DONE and (least is None or _share(practice.kept) < _share(least)):
            kept[step_id] = practice.kept
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


def _part(status: str, count: int, estimate: int) -> Progress:
    """The progress of so many activities of a status, before what was logged on open ones."""
    if status == DONE:
        return Progress(count, count, estimate, estimate, 0)
    return Progress(count, 0, estimate, 0, estimate)


class _Practice(NamedTuple):
    step_id: StepKey
    status: str
    estimate: int
    kept: Kept


def _practices(connection: Connection, today: date, step_ids: Collection[StepKey] | None) -> list[_Practice]:
    since = dates.format_date(dates.monday(today) - timedelta(days=28))
    rows: dict[int, tuple[StepKey, str, int, int, str]] = {}
    days: dict[int, list[str]] = {}
    for activity_id, step_id, status, estimate, count, began, starts in connection.execute(
        _practice_statement(some=step_ids is not None), lane_parameters(step_ids, since=since)
    ):
        rows[activity_id] = (step_id, status, estimate, count, began)
        days.setdefault(activity_id, [])
        if starts is not None:
            days[activity_id].append(starts[:10])
    return [
        _Practice(
            step_id, status, estimate, cadence_kept(dates.count_by_week(days[activity_id]), count, today, began or None)
        )
        for activity_id, (step_id, status, estimate, count, began) in rows.items()
    ]


def _share(kept: Kept) -> float:
    return kept.weeks / kept.of if kept.of else 1.0


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
