"""One skill, whole: its rubric, what one claimed on which day, what shows it, and what the chosen role wants."""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select

from planner.config.text import tr
from planner.domain.dates import format_date
from planner.domain.errors import NotFoundError
from planner.domain.evidence import Proof, Shown, shown_on, stands_out
from planner.domain.levels import next_whole
from planner.domain.model import Assessment, RubricLevel, Skill
from planner.domain.words import Status
from planner.services.queries.evidence import CERTIFIED, PROOF, caps, proof_of
from planner.services.queries.settings import chosen_profile
from planner.services.queries.sql import IN_PLAN
from planner.storage.reader import Reader
from planner.storage.schema import assessment, category, profile, profile_target, rubric_level
from planner.storage.schema import skill as skill_table


class Showing(NamedTuple):
    """An activity that was linked to the skill at ``level``; ``completed_on`` is None until it is done.

    ``proof`` is what it proves by the rule of evidence, or would prove if it were done; ``outcome`` with
    ``outcome_url`` is what came of it.
    """

    activity_id: int
    title: str
    kind: str
    status: str
    hue: int | None
    level: float
    completed_on: str | None
    outcome: str
    outcome_url: str
    proof: Proof

    @property
    def is_done(self) -> bool:
        """Whether it is evidence, not a plan."""
        return self.status == Status.DONE


class SkillCard(NamedTuple):
    """A skill with everything that hangs on it; assessments have the newest first."""

    skill: Skill
    category: str
    rubric: tuple[RubricLevel, ...]
    assessments: tuple[Assessment, ...]
    showing: tuple[Showing, ...]
    role: str | None
    target: float | None
    today: str

    @property
    def claimed(self) -> float | None:
        """The level one claims now, None if it was never rated."""
        return self.assessments[0].level if self.assessments else None

    @property
    def shown(self) -> Shown:
        """What done work shows today."""
        return shown_on((row.proof for row in self.showing if row.is_done), self.today)

    @property
    def stands_out(self) -> bool:
        """Whether one claims more than work shows, by more than a level."""
        return stands_out(self.claimed, self.shown.level)

    @property
    def next_level(self) -> float | None:
        """The next whole level that work could show, None where it shows all there is."""
        return next_whole(self.shown.level)

    @property
    def would_show_more(self) -> tuple[Showing, ...]:
        """What is not done yet and would show more than is shown today, the least that reaches the next level first."""
        shown = self.shown.level or 0.0
        more = [row for row in self.showing if not row.is_done and row.proof.level > shown]
        aim = self.next_level or 0.0
        return tuple(sorted(more, key=lambda row: (row.proof.level < aim, abs(row.proof.level - aim))))


_SHOWING: Final = f"""
SELECT a.id, a.title, a.kind, a.status, s.hue, x.level, a.completed_on, a.outcome, a.outcome_url, {PROOF}
FROM activity_skill AS x JOIN activity AS a ON a.id = x.activity_id LEFT JOIN step AS s ON s.id = a.step_id {CERTIFIED}
WHERE x.skill_id = :skill AND a.status <> 'skipped' AND {IN_PLAN}
ORDER BY a.status <> 'done', coalesce(a.completed_on, '') DESC, a.core DESC, x.level, a.title
"""


def skill_card(reader: Reader, skill_id: int, today: date) -> SkillCard:
    """The skill of this id. Raises NotFoundError if there is none."""
    day = format_date(today)
    head = reader.execute(
        select(skill_table, category.c.name.label("category_name"))
        .join(category, category.c.id == skill_table.c.category_id)
        .where(skill_table.c.id == skill_id)
    ).first()
    if head is None:
        raise NotFoundError(tr("The skill is not in the plan any more; it was deleted meanwhile."))
    role = reader.execute(
        select(profile.c.name, profile_target.c.level)
        .select_from(
            profile.outerjoin(
                profile_target,
                (profile_target.c.profile_id == profile.c.id) & (profile_target.c.skill_id == skill_id),
            )
        )
        .where(profile.c.id == chosen_profile(reader))
    ).first()
    return SkillCard(
        Skill._make(head[: len(Skill._fields)]),
        head.category_name,
        tuple(
            RubricLevel._make(row)
            for row in reader.execute(
                select(rubric_level).where(rubric_level.c.skill_id == skill_id).order_by(rubric_level.c.level)
            )
        ),
        tuple(
            Assessment._make(row)
            for row in reader.execute(
                select(assessment)
                .where(assessment.c.skill_id == skill_id, assessment.c.on_date <= day)
                .order_by(assessment.c.on_date.desc(), assessment.c.id.desc())
            )
        ),
        _showing(reader, skill_id, day),
        None if role is None else role[0],
        None if role is None else role[1],
        day,
    )


def _showing(reader: Reader, skill_id: int, today: str) -> tuple[Showing, ...]:
    """What shows the skill: what is done, the newest first, then what would."""
    held = caps(reader)
    return tuple(
        Showing._make((*row[:9], proof_of(row[9:], held, today))) for row in reader.rows(_SHOWING, {"skill": skill_id})
    )
