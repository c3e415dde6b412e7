"""The activities of the plan as table rows, for CSV and Markdown."""

from typing import Any

from sqlalchemy import func, or_, select

from planner.domain.model import Roadmap
from planner.domain.words import DeadlineKind, EventState
from planner.exchange.tables import Outline, TableRow
from planner.services.queries.conditions import LIVING
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_tag,
    certification,
    checklist_item,
    course,
    deadline,
    event,
    link,
    roadmap,
    step,
    study_session,
    tag,
)


def table_rows(reader: Reader) -> tuple[TableRow, ...]:
    """Every activity of the plan, in the order of roadmaps, steps and cards; the inbox last."""
    tags = _grouped(
        reader, select(activity_tag.c.activity_id, tag.c.name).join_from(activity_tag, tag).order_by(tag.c.name)
    )
    links = _grouped(reader, select(link.c.activity_id, link.c.url).order_by(link.c.position, link.c.id))
    dues = _grouped(
        reader,
        select(deadline.c.activity_id, func.coalesce(deadline.c.on_date, deadline.c.at_utc))
        .where(deadline.c.kind == DeadlineKind.DUE)
        .order_by(deadline.c.id),
    )
    items: dict[int, list[tuple[str, bool]]] = {}
    lines = select(checklist_item.c.activity_id, checklist_item.c.text, checklist_item.c.done)
    for owner, text, done in reader.execute(lines.order_by(checklist_item.c.position, checklist_item.c.id)):
        items.setdefault(owner, []).append((text, bool(done)))
    minutes = _grouped(
        reader,
        select(study_session.c.activity_id, func.sum(study_session.c.minutes))
        .where(study_session.c.planned.is_(False))
        .group_by(study_session.c.activity_id),
    )
    statement = (
        select(
            activity,
            step.c.name.label("step_name"),
            roadmap.c.name.label("roadmap_name"),
            func.coalesce(certification.c.state, course.c.state, event.c.state, "").label("state"),
            func.coalesce(
                func.nullif(event.c.url, ""), func.nullif(certification.c.url, ""), func.nullif(course.c.url, ""), ""
            ).label("address"),
            event.c.starts,
            event.c.ends,
            event.c.zone,
            event.c.venue,
            event.c.city,
            event.c.country,
        )
        .outerjoin_from(activity, step, step.c.id == activity.c.step_id)
        .outerjoin(roadmap, roadmap.c.id == step.c.roadmap_id)
        .outerjoin(certification, certification.c.activity_id == activity.c.id)
        .outerjoin(course, course.c.activity_id == activity.c.id)
        .outerjoin(event, event.c.activity_id == activity.c.id)
        # Not conditions.in_plan(), whose inner select would bind itself to the event joined here.
        .where(LIVING, or_(event.c.state.is_(None), event.c.state != EventState.LISTED))
        .order_by(
            roadmap.c.position.is_(None),
            roadmap.c.position,
            step.c.position,
            step.c.id,
            activity.c.position,
            activity.c.id,
        )
    )
    return tuple(
        TableRow(
            uid=row.uid,
            title=row.title,
            kind=row.kind,
            status=row.status,
            state=row.state,
            roadmap=row.roadmap_name or "",
            step=row.step_name or "",
            core=row.core,
            priority=row.priority,
            due=next(iter(dues.get(row.id, ())), None),
            starts=row.starts,
            ends=row.ends,
            zone=row.zone or "",
            place=", ".join(part for part in (row.venue, row.city, row.country) if part),
            estimate_minutes=row.estimate_minutes,
            logged_minutes=sum(minutes.get(row.id, ())),
            started_on=row.started_on,
            completed_on=row.completed_on,
            tags=tuple(tags.get(row.id, ())),
            url=row.address or next(iter(links.get(row.id, ())), ""),
            outcome=row.outcome,
            notes=row.notes,
            checklist=tuple(items.get(row.id, ())),
        )
        for row in reader.execute(statement)
    )


def outlines(reader: Reader) -> tuple[Outline, ...]:
    """The roadmaps with the names of their steps, in order."""
    steps = _grouped(reader, select(step.c.roadmap_id, step.c.name).order_by(step.c.position, step.c.id))
    rows = reader.execute(select(roadmap.c.id, roadmap.c.name).order_by(roadmap.c.position, roadmap.c.id))
    return tuple(Outline(name, tuple(steps.get(roadmap_id, ()))) for roadmap_id, name in rows)


def roadmaps(reader: Reader) -> tuple[Roadmap, ...]:
    """The roadmaps in their order."""
    return tuple(map(Roadmap._make, reader.execute(select(roadmap).order_by(roadmap.c.position, roadmap.c.id))))


def _grouped(reader: Reader, statement: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for owner, value in reader.execute(statement):
        found.setdefault(owner, []).append(value)
    return found
