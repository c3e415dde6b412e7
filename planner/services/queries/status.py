"""Counts of the whole plan: by kind and status, progress by step, skills, and what is only listed."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, case, func, select

from planner.domain.words import EventState, Kind, RoadmapId, Status, StepId
from planner.services.queries.conditions import LIVING, in_plan
from planner.services.queries.skills import skills_view
from planner.storage.reader import Reader
from planner.storage.schema import activity, event, roadmap, step


class StepCount(NamedTuple):
    """How many activities a step has, and how many are done and skipped."""

    id: StepId
    name: str
    total: int
    done: int
    skipped: int


class RoadmapCount(NamedTuple):
    """A roadmap with its steps in order."""

    id: RoadmapId
    uid: str
    name: str
    steps: tuple[StepCount, ...]


class SkillLevel(NamedTuple):
    """A skill with the newest claimed level, the level shown by done work, and the target of the chosen role."""

    name: str
    category: str
    claimed: float | None
    evidenced: float | None
    target: float | None


class Counts(NamedTuple):
    """How many activities there are in all, by status and by kind; listed events are counted apart."""

    total: int
    by_status: dict[str, int]
    by_kind: dict[str, int]
    listed: int


def counts(reader: Reader) -> Counts:
    """The counts of everything in the plan; every status and kind has an entry."""
    by_status = dict.fromkeys((status.value for status in Status), 0)
    by_kind = dict.fromkeys((kind.value for kind in Kind), 0)
    rows = reader.execute(
        select(activity.c.kind, activity.c.status, func.count())
        .where(in_plan())
        .group_by(activity.c.kind, activity.c.status)
    )
    for kind, status, number in rows:
        by_status[status] += number
        by_kind[kind] += number
    listed = reader.execute(
        select(func.count())
        .select_from(event.join(activity, activity.c.id == event.c.activity_id))
        .where(event.c.state == EventState.LISTED, LIVING)
    ).scalar_one()
    return Counts(sum(by_status.values()), by_status, by_kind, listed)


def roadmap_counts(reader: Reader) -> tuple[RoadmapCount, ...]:
    """The roadmaps that are not archived, with the counts of their steps."""
    number = func.count(activity.c.id)
    done = func.sum(case((activity.c.status == Status.DONE, 1), else_=0))
    skipped = func.sum(case((activity.c.status == Status.SKIPPED, 1), else_=0))
    rows = reader.execute(
        select(roadmap.c.id, roadmap.c.uid, roadmap.c.name, step.c.id, step.c.name, number, done, skipped)
        .select_from(
            roadmap.outerjoin(step, step.c.roadmap_id == roadmap.c.id).outerjoin(
                activity, and_(activity.c.step_id == step.c.id, in_plan())
            )
        )
        .where(roadmap.c.archived.is_(False))
        .group_by(roadmap.c.id, step.c.id)
        .order_by(roadmap.c.position, roadmap.c.id, step.c.position, step.c.id)
    )
    found: dict[int, RoadmapCount] = {}
    for roadmap_id, uid, name, step_id, step_name, total, done_count, skipped_count in rows:
        entry = found.setdefault(roadmap_id, RoadmapCount(roadmap_id, uid, name, ()))
        if step_id is not None:
            counted = StepCount(step_id, step_name, total, done_count, skipped_count)
            found[roadmap_id] = entry._replace(steps=(*entry.steps, counted))
    return tuple(found.values())


def skill_levels(reader: Reader, today: date) -> tuple[SkillLevel, ...]:
    """Every skill, in the order of categories and skills, with its three levels."""
    return tuple(
        SkillLevel(row.name, category.name, row.claimed, row.evidenced, row.target)
        for category in skills_view(reader, today).categories
        for row in category.skills
    )
