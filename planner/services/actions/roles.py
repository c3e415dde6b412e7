"""Target roles: adding, copying, editing and removing them, and what each asks of a skill."""

from dataclasses import dataclass
from typing import Final

from planner.config.text import mark, tr
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.levels import check_level
from planner.domain.model import Profile, ProfileTarget, Skill
from planner.domain.words import ProfileId, SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.names import NAME_MAX, free_name, new_name
from planner.services.actions.settings import put_setting
from planner.services.humanize import level_text
from planner.services.queries.settings import setting
from planner.services.words import weight_word
from planner.storage.transaction import Transaction

SUMMARY_MAX: Final = 1000
WEIGHTS: Final = (1, 2, 3)
USUAL_WEIGHT: Final = 2
"""The weight of a skill that a role has just begun to ask for."""
_TAKEN: Final = mark("There is a target role “{name}” already. Give this one another name.")


@dataclass(frozen=True, slots=True)
class AddProfile(Action):
    """Adds a role behind the others; it asks for nothing yet."""

    name: str

    def apply(self, tx: Transaction) -> str:
        found = tx.find(Profile)
        name = new_name(self.name, (other.name for other in found), _TAKEN)
        (position,) = common.place_among(tx, Profile, [(other.id, other.position) for other in found], None)
        tx.add(Profile(ProfileId(0), tx.new_uid(), name, position))
        return tr("Add the role “{name}”", name=name)


@dataclass(frozen=True, slots=True)
class CopyProfile(Action):
    """Adds a copy of a role behind it, with its summary and all that it asks for, under a name of its own."""

    profile_id: ProfileId

    def apply(self, tx: Transaction) -> str:
        profile = tx.get(Profile, self.profile_id)
        found = _in_order(tx)
        wanted = tr("{name}, copy", name=profile.name)
        if len(wanted) > NAME_MAX:
            wanted = profile.name
        name = free_name(wanted, [other.name for other in found])
        behind = found[found.index(profile) + 1 :]
        (position,) = common.place_among(
            tx, Profile, [(other.id, other.position) for other in found], behind[0].id if behind else None
        )
        copy = Profile(ProfileId(0), tx.new_uid(), name, position, profile.summary)
        copy_id = ProfileId(tx.add(copy))
        for target in tx.find(ProfileTarget, profile_id=profile.id):
            tx.add(target._replace(profile_id=copy_id))
        return tr("Copy the role “{name}”", name=profile.name)


@dataclass(frozen=True, slots=True)
class EditProfile(Action):
    """Sets the name or the summary of a role; what is None stays."""

    profile_id: ProfileId
    name: str | None = None
    summary: str | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        profile = tx.get(Profile, self.profile_id)
        if self.name is not None:
            others = [other.name for other in tx.find(Profile) if other.id != profile.id]
            profile = profile._replace(name=new_name(self.name, others, _TAKEN, present=profile.name))
        if self.summary is not None:
            profile = profile._replace(summary=common.one_line(self.summary, tr("summary"), limit=SUMMARY_MAX))
        tx.put(profile)
        if self.summary is None:
            return tr("Rename the role “{name}”", name=profile.name)
        return tr("Edit the role “{name}”", name=profile.name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"profile:{self.profile_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class RemoveProfile(Action):
    """Removes a role with what it asks for. If it is the chosen one, the next one is chosen, or the last one left."""

    profile_id: ProfileId

    def apply(self, tx: Transaction) -> str:
        profile = tx.get(Profile, self.profile_id)
        found = _in_order(tx)
        at = found.index(profile)
        left = found[:at] + found[at + 1 :]
        if setting(tx.reader, "profile") == profile.uid:
            put_setting(tx, "profile", left[min(at, len(left) - 1)].uid if left else None)
        tx.remove_all(ProfileTarget, profile_id=profile.id)
        tx.remove(Profile, profile.id)
        return tr("Remove the role “{name}”", name=profile.name)


@dataclass(frozen=True, slots=True)
class SetTarget(Action):
    """Says which level a role wants of a skill (None: it does not ask for it) and how much that weighs, 1 to 3.

    Weight None leaves the weight as it is; a skill that was not asked for gets the usual one.
    """

    profile_id: ProfileId
    skill_id: SkillId
    level: float | None
    weight: int | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        profile, skill = tx.get(Profile, self.profile_id), tx.get(Skill, self.skill_id)
        level = None if self.level is None else check_level(self.level)
        weight = None if self.weight is None else _weight(self.weight)
        found = tx.one(ProfileTarget, profile_id=profile.id, skill_id=skill.id)
        if level is None:
            if found is not None:
                tx.remove(ProfileTarget, found.id)
            return tr("Ask for “{skill}” no more in the role “{name}”", skill=skill.name, name=profile.name)
        if found is None:
            tx.add(ProfileTarget(0, profile.id, skill.id, level, weight or USUAL_WEIGHT))
        else:
            tx.put(found._replace(level=level, weight=weight or found.weight))
        told = level_text(level)
        return tr("Ask for “{skill}” {level} in the role “{name}”", skill=skill.name, level=told, name=profile.name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"target:{self.profile_id}:{self.skill_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class SetWeight(Action):
    """Says how much a skill that a role asks for weighs in it, 1 to 3; the level stays."""

    profile_id: ProfileId
    skill_id: SkillId
    weight: int
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        profile, skill = tx.get(Profile, self.profile_id), tx.get(Skill, self.skill_id)
        weight = _weight(self.weight)
        found = tx.one(ProfileTarget, profile_id=profile.id, skill_id=skill.id)
        if found is None:
            raise NotFoundError(
                tr(
                    "The role “{name}” does not ask for “{skill}”. Set a level first.",
                    name=profile.name,
                    skill=skill.name,
                )
            )
        tx.put(found._replace(weight=weight))
        word = weight_word(weight)
        return tr("Mark “{skill}” as {word} in the role “{name}”", skill=skill.name, word=word, name=profile.name)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"weight:{self.profile_id}:{self.skill_id}:{self.visit}"


def _in_order(tx: Transaction) -> list[Profile]:
    return sorted(tx.find(Profile), key=lambda row: (row.position, row.id))


def _weight(weight: int) -> int:
    if common.whole_number(weight) not in WEIGHTS:
        raise InvalidInputError(
            tr("{weight} is not a weight; choose 1 (nice to have), 2 (important) or 3 (essential).", weight=weight)
        )
    return weight
