"""What is asked when an activity is done: whether it shows its skills at the levels that were meant."""

from typing import Final, NamedTuple

from planner.domain.evidence import proved_level
from planner.domain.words import ActivityId, SkillId
from planner.services.queries.evidence import caps
from planner.storage.reader import Reader


class SkillQuestion(NamedTuple):
    """Whether an activity shows a skill at ``level``: that of the link, at most what its kind shows.

    ``linked`` is the level of the link, ``sentence`` what the whole level below means, empty where nothing is said.
    """

    skill_id: SkillId
    name: str
    linked: float
    level: float
    sentence: str


_QUESTIONS: Final = """
SELECT s.id, s.name, x.level, a.kind, a.outcome_url <> ''
FROM activity_skill AS x JOIN activity AS a ON a.id = x.activity_id JOIN skill AS s ON s.id = x.skill_id
WHERE x.activity_id = ? ORDER BY x.level DESC, s.name
"""

_SENTENCES: Final = """
SELECT skill_id, level, text FROM rubric_level
WHERE skill_id IN (SELECT skill_id FROM activity_skill WHERE activity_id = ?)
"""


def skill_questions(reader: Reader, activity_id: ActivityId) -> tuple[SkillQuestion, ...]:
    """One question for each skill of an activity, the highest level first; three statements."""
    held = caps(reader)
    sentences = {(skill, level): text for skill, level, text in reader.rows(_SENTENCES, (activity_id,))}
    found = []
    for skill_id, name, linked, kind, has_link in reader.rows(_QUESTIONS, (activity_id,)):
        level = proved_level(linked, kind, held, has_linked_outcome=bool(has_link))
        found.append(SkillQuestion(skill_id, name, linked, level, sentences.get((skill_id, int(level)), "")))
    return tuple(found)
