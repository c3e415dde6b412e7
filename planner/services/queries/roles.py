"""The target roles, what one of them wants of each skill of the plan, and the categories of skills."""

from typing import Final, NamedTuple

from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.queries.settings import chosen_profile
from planner.storage.reader import Reader


class RoleRow(NamedTuple):
    """A role, and how many skills it asks for."""

    id: ProfileId
    name: str
    summary: str
    asked: int


class WantedSkill(NamedTuple):
    """A skill, and the level and weight (1 to 3) that the role wants of it; both None where it does not ask for it."""

    id: SkillId
    name: str
    definition: str
    category_id: CategoryId
    category: str
    level: float | None
    weight: int | None


class RolesView(NamedTuple):
    """All roles in their order, which one the person aims at, and what the one that is looked at wants.

    Both ids are None in a plan without roles; the skills then have no level.
    """

    chosen: ProfileId | None
    shown: ProfileId | None
    roles: tuple[RoleRow, ...]
    skills: tuple[WantedSkill, ...]


_ROLES: Final = """
SELECT p.id, p.name, p.summary, count(t.id)
FROM profile AS p LEFT JOIN profile_target AS t ON t.profile_id = p.id
GROUP BY p.id ORDER BY p.position, p.id
"""

_WANTED: Final = """
SELECT s.id, s.name, s.definition, c.id, c.name, t.level, t.weight
FROM skill AS s JOIN category AS c ON c.id = s.category_id
LEFT JOIN profile_target AS t ON t.skill_id = s.id AND t.profile_id = :profile
ORDER BY c.position, c.id, s.position, s.id
"""


def roles_view(reader: Reader, shown: int | None = None) -> RolesView:
    """The roles and what the role ``shown`` wants (None, or one that is gone: the chosen one), in four statements."""
    chosen = chosen_profile(reader)
    roles = tuple(RoleRow(*row) for row in reader.rows(_ROLES))
    looked_at = next((row.id for row in roles if row.id == shown), chosen)
    skills = tuple(WantedSkill(*row) for row in reader.rows(_WANTED, {"profile": looked_at}))
    return RolesView(chosen, looked_at, roles, skills)


_SKILL_OF: Final = {
    "rubric_level": "SELECT skill_id FROM rubric_level WHERE id = ?",
    "profile_target": "SELECT skill_id FROM profile_target WHERE id = ?",
    "category": "SELECT id FROM skill WHERE category_id = ? ORDER BY position, id LIMIT 1",
}


def skill_of(reader: Reader, table: str, row_id: int) -> SkillId | None:
    """The skill with which a row of another table is shown: of a category its first one; None if there is none."""
    sql = _SKILL_OF.get(table)
    found: SkillId | None = None if sql is None else reader.value(sql, (row_id,))
    return found


class CategoryName(NamedTuple):
    """A category that a skill can stand in."""

    id: CategoryId
    name: str


def category_names(reader: Reader) -> tuple[CategoryName, ...]:
    """The categories in their order."""
    return tuple(CategoryName(*row) for row in reader.rows("SELECT id, name FROM category ORDER BY position, id"))
