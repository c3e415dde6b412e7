"""Answering one skill of a review, or passing it over."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.model import Skill
from planner.domain.review import next_number, note_of, noted, to_json
from planner.domain.words import SkillId
from planner.services.action import Action
from planner.services.actions.settings import put_setting
from planner.services.actions.skills import Assess
from planner.services.queries.review import REVIEW
from planner.services.queries.settings import setting
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AnswerReview(Action):
    """Notes that a skill was asked in a review, and rates it today at ``level``; None passes it over.

    ``withdraw`` takes the rating of today away, so that the one before it holds again (or the skill is unknown).
    ``number`` is that of the review; None goes on with the one that is under way, or begins one.
    """

    skill_id: SkillId
    level: float | None
    withdraw: bool = False
    number: int | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        skill = tx.get(Skill, self.skill_id)
        if self.level is None and not self.withdraw:
            label = tr("Pass over “{skill}” in the review", skill=skill.name)
        else:
            label = Assess(skill.id, self.level).apply(tx)
        note = note_of(setting(tx.reader, REVIEW))
        uids = {each.uid for each in tx.find(Skill)}
        number = self.number
        if number is None:
            number = note.number if note is not None and note.goes_on(uids, tx.today) else next_number(note)
        put_setting(tx, REVIEW, to_json(noted(note, number, skill.uid, uids, tx.today)))
        return label

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"review:{self.skill_id}:{self.visit}"
