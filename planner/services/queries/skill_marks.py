"""What the history of skills is marked with: each rating with its note, and each done activity that proves a level."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import format_date
from planner.domain.evidence import Proof, SkillHistory
from planner.services.queries.evidence import works
from planner.services.queries.skill_card import SkillCard
from planner.services.queries.sql import any_of
from planner.storage.reader import Reader


class Rated(NamedTuple):
    """A rating."""

    day: str
    level: float
    note: str


class Worked(NamedTuple):
    """A done activity and what it proves."""

    activity_id: int
    title: str
    proof: Proof


class SkillMarks(NamedTuple):
    """The ratings of a skill in the order of their days, and what proves it."""

    rated: tuple[Rated, ...] = ()
    worked: tuple[Worked, ...] = ()

    @property
    def history(self) -> SkillHistory:
        """The same without the words."""
        return SkillHistory(tuple((one.day, one.level) for one in self.rated), tuple(one.proof for one in self.worked))


_RATINGS: Final = """
SELECT skill_id, on_date, level, note FROM assessment WHERE skill_id IN {ids} ORDER BY skill_id, on_date, id
"""


def skill_marks(reader: Reader, skill_ids: Collection[int], today: date) -> dict[int, SkillMarks]:
    """The marks of each of these skills, in three statements."""
    rated: dict[int, list[Rated]] = {}
    for skill_id, *row in reader.rows(_RATINGS.format(ids=any_of(skill_ids))):
        rated.setdefault(skill_id, []).append(Rated(*row))
    worked = works(reader, format_date(today), skill_ids)
    return {
        skill_id: SkillMarks(tuple(rated.get(skill_id, ())), tuple(Worked(*one) for one in worked.get(skill_id, ())))
        for skill_id in skill_ids
    }


def marks_of_card(card: SkillCard) -> SkillMarks:
    """The marks of a skill that was read whole."""
    return SkillMarks(
        tuple(Rated(one.on_date, one.level, one.note) for one in reversed(card.assessments)),
        tuple(Worked(one.activity_id, one.title, one.proof) for one in card.showing if one.is_done),
    )
