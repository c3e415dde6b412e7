"""What a skill says of itself: its name, its definition, and the sentence of each level."""

from dataclasses import dataclass
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.levels import HIGHEST
from planner.domain.model import RubricLevel, Skill
from planner.domain.words import SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.categories import SKILL_TAKEN
from planner.services.actions.names import new_name
from planner.storage.transaction import Transaction

DEFINITION_MAX: Final = 1000
SENTENCE_MAX: Final = 500
"""The longest sentence of a level: as much as a template takes."""


@dataclass(frozen=True, slots=True)
class EditSkill(Action):
    """Sets the name or the definition of a skill; what is None stays."""

    skill_id: SkillId
    name: str | None = None
    definition: str | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        if self.name is not None:
            others = [other.name for other in tx.find(Skill, category_id=skill.category_id) if other.id != skill.id]
            skill = skill._replace(name=new_name(self.name, others, SKILL_TAKEN, present=skill.name))
        if self.definition is not None:
            definition = common.one_line(self.definition, tr("definition"), limit=DEFINITION_MAX)
            skill = skill._replace(definition=definition)
        tx.put(skill)
        if self.definition is None:
            return tr("Rename skill “{name}”", name=skill.name)
        return tr("Edit skill “{name}”", name=skill.name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"skill:{self.skill_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class SetRubric(Action):
    """Says in one sentence what a whole level of a skill means; an empty sentence takes that of the level away."""

    skill_id: SkillId
    level: int
    text: str
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        level = common.whole_number(self.level)
        if not 0 <= level <= HIGHEST:
            raise InvalidInputError(tr("{level} is not a whole level; choose one from 0 to 5.", level=level))
        text = common.one_line(self.text, tr("sentence"), limit=SENTENCE_MAX)
        found = tx.one(RubricLevel, skill_id=skill.id, level=level)
        if not text:
            if found is not None:
                tx.remove(RubricLevel, found.id)
            return tr("Remove what level {level} of “{skill}” means", level=level, skill=skill.name)
        if found is None:
            tx.add(RubricLevel(0, skill.id, level, text))
        else:
            tx.put(found._replace(text=text))
        return tr("Say what level {level} of “{skill}” means", level=level, skill=skill.name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"rubric:{self.skill_id}:{self.level}:{self.visit}"
