"""Editing several activities at once, as one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.folding import fold
from planner.domain.levels import check_level
from planner.domain.model import Activity, ActivitySkill, ActivityTag, Deadline, Skill, Tag
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, Kind, Priority, SkillId, Status, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import ChangeKind, MoveActivities, SetState
from planner.services.actions.deadlines import PutDeadline, remove_deadline, set_due
from planner.services.actions.tags import set_tags
from planner.services.words import deadline_word, state_word
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class EditMany(Action):
    """Sets what is given on every activity, and leaves everything else as it is.

    None keeps a field. ``to_step`` tells that ``step_id`` is wanted (None for the inbox), ``to_due`` that ``due`` is
    (None for no date). Skills are added at a level, or set to it where they were linked already.
    """

    activity_ids: tuple[ActivityId, ...]
    status: str | None = None
    to_step: bool = False
    step_id: StepId | None = None
    kind: str | None = None
    priority: int | None = None
    to_due: bool = False
    due: str | None = None
    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    add_skills: tuple[tuple[SkillId, float], ...] = ()
    drop_skills: tuple[SkillId, ...] = ()

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        if not self._changes_anything():
            raise InvalidInputError(tr("Nothing is to be changed. Choose a new value for at least one field."))
        self._check(tx)
        rows = [common.editable(tx, activity_id) for activity_id in self.activity_ids]
        if self.kind is not None:
            for row in rows:
                ChangeKind(row.id, self.kind).apply(tx)
        self._move(tx)
        for row in tx.find(Activity, id=list(self.activity_ids)):
            if self.priority is not None:
                tx.put(row._replace(priority=self.priority))
            if self.to_due:
                set_due(tx, row.id, self.due)
            if self.add_tags or self.drop_tags:
                set_tags(tx, row.id, _tags_after(tx, row.id, self.add_tags, self.drop_tags))
            self._set_skills(tx, row.id)
        if len(rows) == 1:
            return tr("Edit “{title}”", title=rows[0].title)
        return trn("Edit {n} activity", "Edit {n} activities", len(rows))

    def _changes_anything(self) -> bool:
        given = (self.status, self.kind, self.priority)
        lists = (self.add_tags, self.drop_tags, self.add_skills, self.drop_skills)
        return self.to_step or self.to_due or any(value is not None for value in given) or any(lists)

    def _check(self, tx: Transaction) -> None:
        """Whatever is refused is refused before anything is written."""
        choices: tuple[tuple[object, list[Any]], ...] = (
            (self.status, list(Status)),
            (self.kind, list(Kind)),
            (self.priority, list(Priority)),
        )
        for value, words in choices:
            if value is not None and value not in words:
                raise InvalidInputError(tr("“{value}” is not one of the choices. Choose another one.", value=value))
        if self.to_step:
            common.require_step(tx, self.step_id)
        for skill_id, level in self.add_skills:
            check_level(level)
            if tx.one(Skill, id=skill_id) is None:
                raise NotFoundError(tr("The skill is not in the plan any more. Choose another one."))

    def _move(self, tx: Transaction) -> None:
        """Only what is not there yet moves, so that the others keep their place in the column."""
        moving = [
            row.id
            for row in (tx.get(Activity, activity_id) for activity_id in self.activity_ids)
            if (self.status is not None and row.status != self.status)
            or (self.to_step and row.step_id != self.step_id)
        ]
        if moving:
            MoveActivities(tuple(moving), self.status, self.to_step, self.step_id).apply(tx)

    def _set_skills(self, tx: Transaction, activity_id: ActivityId) -> None:
        for skill_id, level in self.add_skills:
            found = tx.one(ActivitySkill, activity_id=activity_id, skill_id=skill_id)
            if found is None:
                tx.add(ActivitySkill(0, activity_id, skill_id, level))
            else:
                tx.put(found._replace(level=level))
        for skill_id in self.drop_skills:
            tx.remove_all(ActivitySkill, activity_id=activity_id, skill_id=skill_id)


@dataclass(frozen=True, slots=True)
class SetStates(Action):
    """Sets one state on certifications, courses or events; those that have it already stay where they are.

    Every kind among them must have that state: of a certification and a course, both can be considered or dropped.
    """

    activity_ids: tuple[ActivityId, ...]
    state: str
    on: str | None = None

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        label = ""
        rows = [common.living(tx, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            detail = common.detail_of(tx, row)
            if detail is None or detail.state != self.state:
                label = SetState(row.id, self.state, self.on).apply(tx)
        if len(rows) == 1 and label:
            return label
        word = state_word(rows[0].kind, self.state)
        return trn("Mark {n} goal as {state}", "Mark {n} goals as {state}", len(rows), state=word)


@dataclass(frozen=True, slots=True)
class PutDates(Action):
    """Gives each of these activities one date of a kind, in place of the deadline that is named beside it, if any.

    Either ``on_date``, or ``wall`` in ``zone`` as in PutDeadline; neither takes the dates away.
    """

    places: tuple[tuple[ActivityId, DeadlineId | None], ...]
    kind: str
    on_date: str | None = None
    wall: str | None = None
    zone: str = ""

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.places)
        rows = [common.editable(tx, activity_id) for activity_id, _ in self.places]
        for activity_id, deadline_id in self.places:
            if self.kind == DeadlineKind.DUE:
                set_due(tx, activity_id, self.on_date)
            elif self.on_date is None and self.wall is None:
                if deadline_id is not None:
                    remove_deadline(tx, tx.get(Deadline, deadline_id).id)
            else:
                old = None if deadline_id is None else tx.one(Deadline, id=deadline_id)
                label = "" if old is None else old.label
                PutDeadline(
                    activity_id, self.kind, deadline_id, self.on_date, self.wall, self.zone, label
                ).apply(tx)
        what = deadline_word(self.kind)
        if self.on_date is None and self.wall is None:
            return trn("Remove “{what}” from {n} goal", "Remove “{what}” from {n} goals", len(rows), what=what)
        return trn("Set “{what}” of {n} goal", "Set “{what}” of {n} goals", len(rows), what=what)


def _tags_after(tx: Transaction, activity_id: ActivityId, add: Iterable[str], drop: Iterable[str]) -> list[str]:
    """The names of the tags that an activity bears once some were added and others taken away."""
    uses = tx.find(ActivityTag, activity_id=activity_id)
    present = [tag.name for tag in tx.find(Tag, id=[use.tag_id for use in uses])] if uses else []
    gone = {fold(name) for name in drop}
    return [*(name for name in present if fold(name) not in gone), *add]
