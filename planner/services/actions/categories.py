"""Categories of skills: their names, their order, and which skill stands where in which of them."""

from dataclasses import dataclass
from typing import Final

from planner.config.text import mark, tr
from planner.domain.folding import fold
from planner.domain.model import Category, Skill
from planner.domain.words import CategoryId, SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.names import NAME_MAX, new_name, require_new_name
from planner.storage.transaction import Transaction

SKILL_TAKEN: Final = mark("There is a skill “{name}” in this category already. Give this one another name.")
_TAKEN: Final = mark("There is a category “{name}” already. Give this one another name, or move its skills there.")
_MET: Final = mark("There is a skill “{name}” in that category already. Rename one of the two first.")


def category_named(tx: Transaction, text: str) -> CategoryId:
    """The category of a name, without regard to case, made behind the others if there is none.

    Raises InvalidInputError for a name that is empty or too long.
    """
    name = common.one_line(text, tr("category"), limit=NAME_MAX, required=True)
    found = tx.find(Category)
    known = next((other.id for other in found if fold(other.name) == fold(name)), None)
    if known is not None:
        return known
    (position,) = common.place_among(tx, Category, [(other.id, other.position) for other in found], None)
    return CategoryId(tx.add(Category(CategoryId(0), tx.new_uid(), name, position)))


@dataclass(frozen=True, slots=True)
class MoveSkill(Action):
    """Moves a skill into a category, in front of the skill ``before`` or, with None, to the end.

    ``category_id`` None takes the category of the name ``category``, without regard to case, and makes it if there is
    none; in its own category by that name the skill stays where it is. A category that is emptied goes.
    """

    skill_id: SkillId
    category_id: CategoryId | None = None
    category: str = ""
    before: SkillId | None = None

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        if self.category_id is None:
            category_id = category_named(tx, self.category)
        else:
            category_id = tx.get(Category, self.category_id).id
        if category_id == skill.category_id and self.category_id is None:
            return tr("Move skill “{name}”", name=skill.name)  # it stands there already
        others = [other for other in tx.find(Skill, category_id=category_id) if other.id != skill.id]
        if category_id != skill.category_id:
            require_new_name(skill.name, (other.name for other in others), _MET)
        (position,) = common.place_among(tx, Skill, [(other.id, other.position) for other in others], self.before)
        tx.put(skill._replace(category_id=category_id, position=position))
        if tx.one(Skill, category_id=skill.category_id) is None:
            tx.remove(Category, skill.category_id)
        if category_id == skill.category_id:
            return tr("Move skill “{name}”", name=skill.name)
        into = tx.get(Category, category_id).name
        return tr("Move skill “{name}” to “{category}”", name=skill.name, category=into)


@dataclass(frozen=True, slots=True)
class RenameCategory(Action):
    """Renames a category."""

    category_id: CategoryId
    name: str

    def apply(self, tx: Transaction) -> str:
        category = tx.get(Category, self.category_id)
        others = [other.name for other in tx.find(Category) if other.id != category.id]
        name = new_name(self.name, others, _TAKEN, present=category.name)
        tx.put(category._replace(name=name))
        return tr("Rename category “{name}”", name=name)


@dataclass(frozen=True, slots=True)
class MoveCategory(Action):
    """Moves a category in front of another one, or with ``before`` None to the end."""

    category_id: CategoryId
    before: CategoryId | None = None

    def apply(self, tx: Transaction) -> str:
        category = tx.get(Category, self.category_id)
        others = [(other.id, other.position) for other in tx.find(Category) if other.id != category.id]
        (position,) = common.place_among(tx, Category, others, self.before)
        tx.put(category._replace(position=position))
        return tr("Move category “{name}”", name=category.name)
