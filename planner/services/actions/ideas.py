"""What closes a gap: ideas put on the board, from the plan or a template, and an activity made for a skill."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Skill, Step
from planner.domain.words import ActivityId, Kind, SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import QuickAdd
from planner.services.actions.parts import SetActivitySkill
from planner.services.activity_merge import ActivityMerge
from planner.services.roadmap_merge import NodeMemory
from planner.services.template_merge import roadmap_of
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.exchange.template_format import Template


@dataclass(frozen=True, slots=True)
class PlanIdeas(Action):
    """Makes optional activities core, so that they stand among what is to do."""

    activity_ids: tuple[ActivityId, ...]

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        rows = [common.editable(tx, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            tx.put(row._replace(core=True))
        if len(rows) == 1:
            return tr("Put “{title}” on the board", title=rows[0].title)
        return trn("Put {n} idea on the board", "Put {n} ideas on the board", len(rows))


@dataclass(frozen=True, slots=True)
class AddIdea(Action):
    """Adds one activity of a template to the step that it belongs to, else to the inbox.

    A later merge of the template knows it as its own.
    """

    template: "Template"
    key: str

    @classmethod
    def named(cls, template: str, key: str) -> "AddIdea":
        """The action for a template that ships with the program, read now, outside of any transaction.

        Raises NotFoundError if there is none of the name.
        """
        from planner.exchange.template import load_template

        return cls(load_template(template), key)

    def apply(self, tx: Transaction) -> str:
        node = f"activity/{self.key}"
        memory = NodeMemory(tx, self.template.key)
        if memory.uid(node) is not None:
            raise InvalidInputError(tr("This idea is in the plan already. Look for it on the board or in the trash."))
        for step in roadmap_of(self.template).steps:
            for activity in step.activities:
                if activity.key == self.key:
                    skills = {skill.node: skill.id for skill in tx.find(Skill) if skill.node}
                    values = {**activity.values, "core": True}
                    home = next((found for found in tx.find(Step) if found.node == step.key), None)
                    uid = ActivityMerge(tx, skills).add(None if home is None else home.id, values, node=self.key)
                    memory.note(node, "activity", uid, {**activity.values, "step": step.key})
                    added = tx.one(Activity, uid=uid)
                    assert added is not None
                    return tr("Add “{title}”", title=added.title)
        raise NotFoundError(tr("The template “{name}” has no such idea any more.", name=self.template.name))


@dataclass(frozen=True, slots=True)
class AddForSkill(Action):
    """Adds one activity from a line of quick add that shows a skill at a level.

    It is a project unless the line says otherwise: what one makes shows more than what one takes in.
    """

    text: str
    skill_id: SkillId
    level: float

    def apply(self, tx: Transaction) -> str:
        activity_id = QuickAdd(self.text, kind=Kind.PROJECT.value).add(tx)
        SetActivitySkill(activity_id, self.skill_id, self.level).apply(tx)
        return tr("Add “{title}”", title=tx.get(Activity, activity_id).title)
