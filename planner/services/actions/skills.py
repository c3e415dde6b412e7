"""Rating skills, adding and removing them, and choosing the role that one aims at."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.levels import check_level
from planner.domain.model import ActivitySkill, Assessment, Category, Profile, ProfileTarget, RubricLevel, Skill
from planner.domain.ordering import between
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.categories import SKILL_TAKEN, category_named
from planner.services.actions.names import new_name
from planner.services.actions.settings import put_setting
from planner.services.humanize import level_text
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Assess(Action):
    """Records the level one claims for a skill on a day (today by default); one rating a skill and day.

    Level None removes that day's rating, so that the one before it holds again (or the skill is unknown).
    """

    skill_id: SkillId
    level: float | None
    on: str | None = None
    note: str = ""
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        day = common.day_given(tx, self.on)
        if day > tx.today:
            raise InvalidInputError(tr("A rating cannot lie in the future. Give today’s date or an earlier one."))
        found = tx.one(Assessment, skill_id=skill.id, on_date=day)
        if self.level is None:
            if found is not None:
                tx.remove(Assessment, found.id)
            return tr("Remove the rating of “{skill}”", skill=skill.name)
        level = check_level(self.level)
        note = common.one_line(self.note, tr("note"), limit=1000)
        if found is None:
            tx.add(Assessment(0, tx.new_uid(), skill.id, level, day, note))
        else:
            tx.put(found._replace(level=level, note=note or found.note))
        return tr("Rate “{skill}” {level}", skill=skill.name, level=level_text(level))

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"assess:{self.skill_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class ForgetRating(Action):
    """Removes every rating of a skill, so that it is unknown again."""

    skill_id: SkillId

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        tx.remove_all(Assessment, skill_id=skill.id)
        return tr("Mark “{skill}” as unknown", skill=skill.name)


@dataclass(frozen=True, slots=True)
class RemoveAssessment(Action):
    """Removes one dated rating."""

    assessment_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Assessment, self.assessment_id)
        tx.remove(Assessment, found.id)
        return tr("Remove a rating of “{skill}”", skill=tx.get(Skill, found.skill_id).name)


@dataclass(frozen=True, slots=True)
class ChooseProfile(Action):
    """Chooses the target role."""

    profile_id: ProfileId

    def apply(self, tx: Transaction) -> str:
        profile = tx.get(Profile, self.profile_id)
        put_setting(tx, "profile", profile.uid)
        return tr("Choose the role “{name}”", name=profile.name)


@dataclass(frozen=True, slots=True)
class AddSkill(Action):
    """Adds a skill to a category; ``category_id`` None takes the one named ``category``, made if there is none."""

    name: str
    category_id: CategoryId | None = None
    category: str = ""

    def apply(self, tx: Transaction) -> str:
        if self.category_id is None:
            category_id = category_named(tx, self.category)
        else:
            category_id = tx.get(Category, self.category_id).id
        others = tx.find(Skill, category_id=category_id)
        name = new_name(self.name, (other.name for other in others), SKILL_TAKEN)
        last = max((other.position for other in others), default=None)
        tx.add(Skill(SkillId(0), tx.new_uid(), category_id, name, between(last, None)))
        return tr("Add skill “{name}”", name=name)


@dataclass(frozen=True, slots=True)
class RenameSkill(Action):
    """Renames a skill."""

    skill_id: SkillId
    name: str

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        changed = skill._replace(name=common.one_line(self.name, tr("name"), limit=200, required=True))
        tx.put(changed)
        return tr("Rename skill “{name}”", name=changed.name)


@dataclass(frozen=True, slots=True)
class RemoveSkill(Action):
    """Removes a skill with its ratings, levels, targets and links; its category goes with its last skill."""

    skill_id: SkillId

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        for row_type in (RubricLevel, Assessment, ProfileTarget, ActivitySkill):
            tx.remove_all(row_type, skill_id=skill.id)
        tx.remove(Skill, skill.id)
        if tx.one(Skill, category_id=skill.category_id) is None:
            tx.remove(Category, skill.category_id)
        return tr("Remove skill “{name}”", name=skill.name)


@dataclass(frozen=True, slots=True)
class SetAim(Action):
    """Says which role one aims at and by which month (``YYYY-MM``, None leaves it open)."""

    profile_id: ProfileId
    until: str | None

    def apply(self, tx: Transaction) -> str:
        profile = tx.get(Profile, self.profile_id)
        if self.until is not None:
            parse_date(f"{self.until}-01")
        put_setting(tx, "profile", profile.uid)
        put_setting(tx, "aim_until", self.until)
        return tr("Aim at “{name}”", name=profile.name)
