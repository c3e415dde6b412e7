"""One skill, whole: its rubric, what one claimed on which day, what shows it, and what the chosen role wants."""

from typing import NamedTuple

from sqlalchemy import func, select

from planner.config.text import tr
from planner.domain.errors import NotFoundError
from planner.domain.model import Assessment, RubricLevel, Skill
from planner.domain.words import Status
from planner.services.queries.conditions import in_plan
from planner.services.queries.settings import chosen_profile
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_skill,
    assessment,
    category,
    profile,
    profile_target,
    rubric_level,
    step,
)
from planner.storage.schema import skill as skill_table


class Showing(NamedTuple):
    """An activity that shows the skill at a level; ``completed_on`` is None until it is done."""

    activity_id: int
    title: str
    kind: str
    status: str
    hue: int | None
    level: float
    completed_on: str | None


class SkillCard(NamedTuple):
    """A skill with everything that hangs on it; assessments have the newest first."""

    skill: Skill
    category: str
    rubric: tuple[RubricLevel, ...]
    assessments: tuple[Assessment, ...]
    showing: tuple[Showing, ...]
    role: str | None
    target: float | None

    @property
    def claimed(self) -> float | None:
        """The level one claims now, None if it was never rated."""
        return self.assessments[0].level if self.assessments else None

    @property
    def shown(self) -> float | None:
        """The highest level that done work shows, None if there is none."""
        return max((row.level for row in self.showing if row.status == Status.DONE), default=None)


def skill_card(reader: Reader, skill_id: int) -> SkillCard:
    """The skill of this id. Raises NotFoundError if there is none."""
    head = reader.execute(
        select(skill_table, category.c.name.label("category_name"))
        .join(category, category.c.id == skill_table.c.category_id)
        .where(skill_table.c.id == skill_id)
    ).first()
    if head is None:
        raise NotFoundError(tr("The skill is not in the plan any more; it was deleted meanwhile."))
    role = reader.execute(
        select(profile.c.name, profile_target.c.level)
        .select_from(
            profile.outerjoin(
                profile_target,
                (profile_target.c.profile_id == profile.c.id) & (profile_target.c.skill_id == skill_id),
            )
        )
        .where(profile.c.id == chosen_profile(reader))
    ).first()
    return SkillCard(
        Skill._make(head[: len(Skill._fields)]),
        head.category_name,
        tuple(
            RubricLevel._make(row)
            for row in reader.execute(
                select(rubric_level).where(rubric_level.c.skill_id == skill_id).order_by(rubric_level.c.level)
            )
        ),
        tuple(
            Assessment._make(row)
            for row in reader.execute(
                select(assessment)
                .where(assessment.c.skill_id == skill_id)
                .order_by(assessment.c.on_date.desc(), assessment.c.id.desc())
            )
        ),
        tuple(
            Showing._make(row)
            for row in reader.execute(
                select(
                    activity.c.id,
                    activity.c.title,
                    activity.c.kind,
                    activity.c.status,
                    step.c.hue,
                    activity_skill.c.level,
                    activity.c.completed_on,
                )
                .select_from(
                    activity_skill.join(activity, activity.c.id == activity_skill.c.activity_id).outerjoin(
                        step, step.c.id == activity.c.step_id
                    )
                )
                .where(activity_skill.c.skill_id == skill_id, in_plan(), activity.c.status != Status.SKIPPED)
                .order_by(
                    activity.c.status != Status.DONE,
                    func.coalesce(activity.c.completed_on, "").desc(),
                    activity.c.core.desc(),
                    activity_skill.c.level,
                    activity.c.title,
                )
            )
        ),
        None if role is None else role[0],
        None if role is None else role[1],
    )
