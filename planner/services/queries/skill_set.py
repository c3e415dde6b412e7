"""The skills of the plan with their categories, rubrics and roles, as they go out into a file of their own."""

from typing import TypeVar

from sqlalchemy import select

from planner.config.text import tr
from planner.domain.model import Category, Profile, ProfileTarget, Row, RubricLevel, Skill
from planner.domain.plain_text import clean_line
from planner.exchange.skill_set import UID_MAX, At, SetMaker, SkillSet
from planner.storage.reader import Reader
from planner.storage.schema import TABLES

R = TypeVar("R", bound=Row)
P = TypeVar("P", Category, Skill, Profile)


def has_skills(reader: Reader) -> bool:
    """Whether there is anything to export as skills: a category, a skill or a role."""
    sql = "SELECT EXISTS (SELECT 1 FROM skill) OR EXISTS (SELECT 1 FROM category) OR EXISTS (SELECT 1 FROM profile)"
    return bool(reader.value(sql))


def skill_set(reader: Reader) -> SkillSet:
    """All skills and roles in the order of the plan, in five statements.

    Raises ExchangeError for what could not come back: two things of one name, or more than a file takes.
    """
    maker = SetMaker()
    categories, skills, roles = _placed(reader, Category), _placed(reader, Skill), _placed(reader, Profile)
    levels, targets = _rows(reader, RubricLevel), _rows(reader, ProfileTarget)
    maker.bound(categories=len(categories), skills=len(skills), roles=len(roles), targets=len(targets))
    groups: dict[int, int] = {}
    for category in categories:
        groups[category.id] = maker.category(category.name, _at(category.name), uid=_uid(category.uid))
    numbers: dict[int, int] = {}
    for skill in sorted(skills, key=lambda row: groups[row.category_id]):
        numbers[skill.id] = maker.skill(
            skill.name, groups[skill.category_id], _at(skill.name), definition=skill.definition, uid=_uid(skill.uid)
        )
    names = {skill.id: skill.name for skill in skills}
    for level in levels:
        maker.sentence(numbers[level.skill_id], level.level, level.text, _at(names[level.skill_id])(""))
    wanting = {
        role.id: maker.role(role.name, _at(role.name), summary=role.summary, uid=_uid(role.uid)) for role in roles
    }
    for target in targets:
        at = _at(names[target.skill_id])
        maker.target(wanting[target.profile_id], numbers[target.skill_id], target.level, target.weight, at)
    return maker.whole()


def _rows(reader: Reader, row_type: type[R]) -> list[R]:
    table = TABLES[row_type]
    return [row_type(*row) for row in reader.execute(select(table).order_by(table.c.id))]


def _placed(reader: Reader, row_type: type[P]) -> list[P]:
    return sorted(_rows(reader, row_type), key=lambda row: (row.position, row.id))


def _uid(uid: str) -> str:
    """A uid as a file takes it; another, which only an archive can have brought, stays at home."""
    return uid if clean_line(uid) == uid and len(uid) <= UID_MAX else ""


def _at(name: str) -> At:
    place = tr("“{name}”", name=clean_line(name)[:80])
    return lambda _field: place
