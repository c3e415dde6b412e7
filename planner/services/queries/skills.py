"""The skills as the radar and the list show them: role, self-rated, shown by work, by category and by skill."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import and_, func, select

from planner.domain.levels import Weighted, gap, mean_level
from planner.domain.words import CategoryId, ProfileId, SkillId, Status
from planner.services.queries.conditions import LIVING
from planner.services.queries.settings import chosen_profile
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_skill,
    assessment,
    category,
    profile,
    profile_target,
    skill,
)


class ProfileChoice(NamedTuple):
    """A role that one can aim at."""

    id: ProfileId
    name: str
    summary: str


class SkillRow(NamedTuple):
    """One skill. A level is 0 to 5 or None: not rated, not shown yet, or not asked for by the role.

    ``weight`` is that of the role, 1 where it asks for nothing.
    """

    id: SkillId
    name: str
    definition: str
    category_id: CategoryId
    claimed: float | None
    claimed_on: str | None
    evidenced: float | None
    target: float | None
    weight: int

    @property
    def gap(self) -> float:
        """How far the self-rated level lies below the role's; an unknown one leaves the whole target open."""
        return gap(self.target, self.claimed) or 0.0


class CategoryRow(NamedTuple):
    """A category with its skills and the means of their known levels, weighted by the role."""

    id: CategoryId
    name: str
    skills: tuple[SkillRow, ...]
    claimed: float | None
    evidenced: float | None
    target: float | None

    @property
    def rated(self) -> int:
        """How many of its skills have a rating."""
        return sum(row.claimed is not None for row in self.skills)

    @property
    def gap(self) -> float:
        """The weighted mean of the gaps of the skills that the role asks for."""
        return mean_level(Weighted(row.gap, row.weight) for row in self.skills if row.target is not None) or 0.0


class SkillsView(NamedTuple):
    """Everything that the Skills page shows."""

    profile_id: ProfileId | None
    profiles: tuple[ProfileChoice, ...]
    categories: tuple[CategoryRow, ...]


def _category(category_id: CategoryId, name: str, rows: Iterable[SkillRow]) -> CategoryRow:
    skills = tuple(rows)
    return CategoryRow(
        category_id,
        name,
        skills,
        mean_level(Weighted(row.claimed, row.weight) for row in skills),
        mean_level(Weighted(row.evidenced, row.weight) for row in skills),
        mean_level(Weighted(row.target, row.weight) for row in skills),
    )


def skills_view(reader: Reader) -> SkillsView:
    """The skills by category against the chosen role, in four statements."""
    profile_id = chosen_profile(reader)
    columns = profile.c
    profiles = tuple(
        ProfileChoice(*row)
        for row in reader.execute(
            select(columns.id, columns.name, columns.summary).order_by(columns.position, columns.id)
        )
    )
    # SQLite takes bare columns of a group with max() from the row that has the maximum (lang_select, "bare columns").
    newest = (
        select(assessment.c.skill_id, assessment.c.level, func.max(assessment.c.on_date).label("on_date"))
        .group_by(assessment.c.skill_id)
        .subquery()
    )
    shown = (
        select(activity_skill.c.skill_id, func.max(activity_skill.c.level).label("level"))
        .join(activity, activity.c.id == activity_skill.c.activity_id)
        .where(activity.c.status == Status.DONE, LIVING)
        .group_by(activity_skill.c.skill_id)
        .subquery()
    )
    target = profile_target.c
    rows = reader.execute(
        select(
            category.c.name,
            skill.c.id,
            skill.c.name,
            skill.c.definition,
            category.c.id,
            newest.c.level,
            newest.c.on_date,
            shown.c.level,
            target.level,
            func.coalesce(target.weight, 1),
        )
        .select_from(
            skill.join(category, category.c.id == skill.c.category_id)
            .outerjoin(newest, newest.c.skill_id == skill.c.id)
            .outerjoin(shown, shown.c.skill_id == skill.c.id)
            .outerjoin(profile_target, and_(target.skill_id == skill.c.id, target.profile_id == profile_id))
        )
        .order_by(category.c.position, category.c.id, skill.c.position, skill.c.id)
    ).all()
    names: dict[CategoryId, str] = {}
    groups: dict[CategoryId, list[SkillRow]] = {}
    for name, *fields in rows:
        row = SkillRow._make(fields)
        names[row.category_id] = name
        groups.setdefault(row.category_id, []).append(row)
    return SkillsView(
        profile_id,
        profiles,
        tuple(_category(category_id, names[category_id], skills) for category_id, skills in groups.items()),
    )


def claims(reader: Reader, skill_ids: Iterable[int]) -> dict[int, tuple[float, str]]:
    """The newest rating of each of the skills that has one: its level and its day."""
    columns = assessment.c
    rows = reader.execute(
        select(columns.skill_id, columns.level, func.max(columns.on_date))
        .where(columns.skill_id.in_(list(skill_ids)))
        .group_by(columns.skill_id)
    )
    return {skill_id: (level, day) for skill_id, level, day in rows}


def with_claims(view: SkillsView, changed: set[int], found: Mapping[int, tuple[float, str]]) -> SkillsView:
    """The view after only ratings of the skills ``changed`` were written: nothing else is read again."""
    categories = []
    for row in view.categories:
        if any(one.id in changed for one in row.skills):
            skills = [
                one._replace(claimed=found.get(one.id, (None, None))[0], claimed_on=found.get(one.id, (None, None))[1])
                if one.id in changed
                else one
                for one in row.skills
            ]
            categories.append(_category(row.id, row.name, skills))
        else:
            categories.append(row)
    return view._replace(categories=tuple(categories))


def skill_of_assessment(reader: Reader, assessment_id: int) -> SkillId | None:
    """The skill that a rating belongs to, None if the rating is gone."""
    found = reader.execute(select(assessment.c.skill_id).where(assessment.c.id == assessment_id)).scalar()
    return None if found is None else SkillId(found)
