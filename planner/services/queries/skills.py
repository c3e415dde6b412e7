"""The skills as the radar and the list show them: role, self-rated, shown by work, by category and by skill."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from planner.domain.levels import Weighted, gap, mean_level
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.queries.settings import chosen_profile
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader


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


_PROFILES: Final = "SELECT id, name, summary FROM profile ORDER BY position, id"

# The index of the ratings by skill and day leads to the newest one, whatever their number.
_NEWEST: Final = "n.id = (SELECT id FROM assessment WHERE skill_id = s.id ORDER BY on_date DESC, id DESC LIMIT 1)"

# CROSS keeps SQLite in this order: along the index by level from above, to the first activity that is done.
_SKILLS: Final = f"""
SELECT c.name, s.id, s.name, s.definition, c.id, n.level, n.on_date, (
           SELECT x.level FROM activity_skill AS x CROSS JOIN activity AS a ON a.id = x.activity_id
           WHERE x.skill_id = s.id AND a.status = 'done' AND {LIVING} ORDER BY x.level DESC LIMIT 1
       ), t.level, coalesce(t.weight, 1)
FROM skill AS s JOIN category AS c ON c.id = s.category_id
LEFT JOIN assessment AS n ON {_NEWEST}
LEFT JOIN profile_target AS t ON t.skill_id = s.id AND t.profile_id = :profile
ORDER BY c.position, c.id, s.position, s.id
"""

_CLAIMS: Final = f"""
SELECT s.id, n.level, n.on_date FROM skill AS s JOIN assessment AS n ON {_NEWEST} WHERE s.id IN {{ids}}
"""


def skills_view(reader: Reader) -> SkillsView:
    """The skills by category against the chosen role, in four statements."""
    profile_id = chosen_profile(reader)
    profiles = tuple(ProfileChoice(*row) for row in reader.rows(_PROFILES))
    rows = reader.rows(_SKILLS, {"profile": profile_id})
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
    rows = reader.rows(_CLAIMS.format(ids=any_of(skill_ids)))
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
    found = reader.value("SELECT skill_id FROM assessment WHERE id = ?", (assessment_id,))
    return None if found is None else SkillId(found)
