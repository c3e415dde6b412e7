"""Single cards of the board, read for those ids only that are on screen."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, false, func, select, true

from planner.domain import dates
from planner.domain.words import DeadlineKind
from planner.services.queries.board import StepKey, logged_minutes
from planner.storage.schema import (
    activity,
    activity_skill,
    certification,
    checklist_item,
    course,
    deadline,
    event,
    skill,
    study_session,
)


class CardRow(NamedTuple):
    """One card. ``due`` is the date that matters next, of the kind ``due_kind``, as a day where the person is.

    ``logged`` are minutes of study; ``week_sessions`` those of this week, as a number. ``starts`` and ``ends`` are an
    event's, ``units_done`` and ``units_total`` a course's. ``shows`` names the skill that it shows best at ``level``.
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
    due: str | None = None
    due_kind: str = ""
    shows: str = ""
    level: float | None = None


def _number_of(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(table.c.activity_id == activity.c.id, *conditions)
        .correlate(activity)
        .scalar_subquery()
    )


@cache
def _cards_statement() -> Select[Any]:
    columns = activity.c
    this_week = and_(
        study_session.c.planned.is_(False),
        study_session.c.starts >= bindparam("week"),
        study_session.c.starts < bindparam("week_end"),
    )
    return (
        select(
            columns.id,
            columns.title,
            columns.kind,
            columns.status,
            columns.step_id,
            columns.core,
            columns.priority,
            case((columns.picked_week == bindparam("week"), true()), else_=false()),
            columns.estimate_minutes,
            columns.cadence_count,
            columns.cadence_minutes,
            columns.completed_on,
            columns.outcome,
            func.coalesce(certification.c.state, course.c.state, event.c.state, ""),
            func.coalesce(course.c.units_done, 0),
            course.c.units_total,
            event.c.starts,
            event.c.ends,
            _number_of(checklist_item, checklist_item.c.done),
            _number_of(checklist_item),
            logged_minutes(),
            _number_of(study_session, this_week),
        )
        .select_from(
            activity.outerjoin(certification, certification.c.activity_id == columns.id)
            .outerjoin(course, course.c.activity_id == columns.id)
            .outerjoin(event, event.c.activity_id == columns.id)
        )
        .where(columns.id.in_(bindparam("ids", expanding=True)))
    )


@cache
def _deadlines_statement() -> Select[Any]:
    return (
        select(deadline.c.activity_id, deadline.c.kind, deadline.c.on_date, deadline.c.at_utc)
        .where(deadline.c.activity_id.in_(bindparam("ids", expanding=True)))
        .order_by(deadline.c.id)
    )


@cache
def _skills_statement() -> Select[Any]:
    return (
        select(activity_skill.c.activity_id, skill.c.name, activity_skill.c.level)
        .join(skill, skill.c.id == activity_skill.c.skill_id)
        .where(activity_skill.c.activity_id.in_(bindparam("ids", expanding=True)))
        .order_by(activity_skill.c.level.desc(), activity_skill.c.id)
    )


_DUTIES: Final = frozenset({DeadlineKind.DUE.value, DeadlineKind.EXAM.value})
"""The dates that an open card keeps showing once they are past, because the duty is still there."""


def cards(connection: Connection, ids: Collection[int], today: date, zone: str = "UTC") -> dict[int, CardRow]:
    """The cards of these ids; three statements, whatever their number."""
    monday = dates.monday(today)
    wanted = {"ids": list(ids)}
    week = {"week": dates.format_date(monday), "week_end": dates.format_date(monday + timedelta(days=7))}
    rows = connection.execute(_cards_statement(), {**wanted, **week})
    found = {row[0]: CardRow(*row) for row in rows}
    now = dates.format_date(today)
    duties: dict[int, tuple[str, str]] = {}
    for activity_id, kind, on_date, at_utc in connection.execute(_deadlines_statement(), wanted):
        day = on_date or dates.format_date(dates.instant_to_zone(at_utc, zone).date())
        if day < now and kind not in _DUTIES:
            continue
        duties[activity_id] = min(duties.get(activity_id, (day, kind)), (day, kind))
    for activity_id, (day, kind) in duties.items():
        if activity_id in found:
            found[activity_id] = found[activity_id]._replace(due=day, due_kind=kind)
    named: set[int] = set()
    for activity_id, name, level in connection.execute(_skills_statement(), wanted):
        if activity_id in found and activity_id not in named:
            named.add(activity_id)
            found[activity_id] = found[activity_id]._replace(shows=name, level=level)
    return found
