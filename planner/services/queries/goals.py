"""Certifications and courses as the Goals page shows them: state, dates, hours, units, tags."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from planner.domain import dates
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, Kind
from planner.services.queries.conditions import LIVING
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_tag,
    certification,
    course,
    deadline,
    roadmap,
    step,
    study_session,
    tag,
)

_KINDS = (Kind.CERTIFICATION.value, Kind.COURSE.value)
_DATES = (DeadlineKind.EXAM.value, DeadlineKind.RENEWAL.value, DeadlineKind.DUE.value)


class Moment(NamedTuple):
    """A deadline as the person lives it: the ``day`` where they are, ``time`` (``09:30``) or empty for a whole day."""

    deadline_id: DeadlineId
    day: date
    time: str = ""
    label: str = ""


class GoalRow(NamedTuple):
    """One certification or course.

    ``provider`` is a certification's issuer. ``estimate`` and ``logged`` are minutes; planned sessions do not count.
    ``exam``, ``expires`` and ``due`` are the next date of their kind, or the last one where none is ahead.
    ``started_on``, ``completed_on`` and ``issued_on`` are dates as text.
    """

    id: ActivityId
    title: str
    kind: str
    state: str
    provider: str
    url: str
    picked_week: str | None
    estimate: int | None
    logged: int
    started_on: str | None
    completed_on: str | None
    issued_on: str | None
    never_expires: bool
    validity_months: int | None
    units_done: int
    units_total: int | None
    exam: Moment | None
    expires: Moment | None
    due: Moment | None
    tags: tuple[str, ...]


@cache
def _goals_statement() -> Select[Any]:
    logged = (
        select(study_session.c.activity_id, func.sum(study_session.c.minutes).label("minutes"))
        .where(study_session.c.planned.is_(False))
        .group_by(study_session.c.activity_id)
        .subquery()
    )
    columns, held, taken = activity.c, certification.c, course.c
    return (
        select(
            columns.id,
            columns.title,
            columns.kind,
            func.coalesce(held.state, taken.state),
            func.coalesce(held.issuer, taken.provider),
            func.coalesce(held.url, taken.url),
            columns.picked_week,
            columns.estimate_minutes,
            func.coalesce(logged.c.minutes, 0),
            columns.started_on,
            columns.completed_on,
            held.issued_on,
            func.coalesce(held.never_expires, False),
            held.validity_months,
            func.coalesce(taken.units_done, 0),
            taken.units_total,
        )
        .select_from(
            activity.outerjoin(certification, held.activity_id == columns.id)
            .outerjoin(course, taken.activity_id == columns.id)
            .outerjoin(logged, logged.c.activity_id == columns.id)
            .outerjoin(step, step.c.id == columns.step_id)
            .outerjoin(roadmap, roadmap.c.id == step.c.roadmap_id)
        )
        .where(columns.kind.in_(_KINDS), LIVING, func.coalesce(held.state, taken.state).is_not(None))
        .order_by(roadmap.c.position, step.c.position, columns.position, columns.id)
    )


@cache
def _deadlines_statement() -> Select[Any]:
    columns = deadline.c
    return (
        select(columns.activity_id, columns.kind, columns.id, columns.on_date, columns.at_utc, columns.label)
        .join(activity, activity.c.id == columns.activity_id)
        .where(activity.c.kind.in_(_KINDS), LIVING, columns.kind.in_(_DATES))
        .order_by(columns.id)
    )


@cache
def _tags_statement() -> Select[Any]:
    return (
        select(activity_tag.c.activity_id, tag.c.name)
        .join(tag, tag.c.id == activity_tag.c.tag_id)
        .join(activity, activity.c.id == activity_tag.c.activity_id)
        .where(activity.c.kind.in_(_KINDS), LIVING)
        .order_by(tag.c.name)
    )


def goals(reader: Reader, today: date, zone: str) -> tuple[GoalRow, ...]:
    """Every living certification and course in the order of the plan, in three statements."""
    moments = _moments(reader, today, zone)
    exams, expiries, dues = (moments[kind] for kind in _DATES)
    tags: dict[int, tuple[str, ...]] = {}
    for activity_id, name in reader.execute(_tags_statement()).all():
        tags[activity_id] = (*tags.get(activity_id, ()), name)
    found = []
    for row in reader.execute(_goals_statement()).all():
        key = row[0]
        found.append(GoalRow._make((*row, exams.get(key), expiries.get(key), dues.get(key), tags.get(key, ()))))
    return tuple(found)


def _moments(reader: Reader, today: date, zone: str) -> dict[str, dict[int, Moment]]:
    """By kind the date of each goal that counts: the next from today on, else the last that has passed."""
    moments: dict[str, dict[int, Moment]] = {kind: {} for kind in _DATES}
    for activity_id, kind, deadline_id, on_date, at_utc, label in reader.execute(_deadlines_statement()).all():
        if on_date is not None:
            moment = Moment(deadline_id, dates.parse_date(on_date), "", label)
        else:
            local = dates.instant_to_zone(at_utc, zone)
            moment = Moment(deadline_id, local.date(), f"{local.hour:02}:{local.minute:02}", label)
        found = moments[kind]
        other = found.get(activity_id)
        if other is None or _rank(moment, today) < _rank(other, today):
            found[activity_id] = moment
    return moments


def _rank(moment: Moment, today: date) -> tuple[bool, int, str]:
    away = (moment.day - today).days
    return (away < 0, abs(away), moment.time)


def activity_behind(reader: Reader, table: str, row_id: int) -> ActivityId | None:
    """The activity that a row of ``certification``, ``course`` or ``deadline`` belongs to; None if there is none."""
    owners = {"certification": certification, "course": course, "deadline": deadline}
    owner = owners.get(table)
    if owner is None:
        return None
    found = reader.execute(select(owner.c.activity_id).where(owner.c.id == row_id)).scalar()
    return None if found is None else ActivityId(found)
