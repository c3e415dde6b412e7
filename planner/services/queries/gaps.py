"""The gaps between what the role wants and what one claims, with what is planned against each of them."""

from datetime import date
from typing import Final, NamedTuple

from planner.domain.evidence import proved_level, stands_out
from planner.domain.words import ActivityId, Status
from planner.services.queries.evidence import caps
from planner.services.queries.skills import SkillRow, SkillsView, skills_view
from planner.services.queries.sql import IN_PLAN, LOGGED, ON_BOARD, any_of
from planner.storage.reader import Reader


class Closer(NamedTuple):
    """An activity that is not done yet and would show more of the skill than one claims.

    ``level`` is what it would show, by the rule of evidence and without an outcome's link. ``minutes`` is what is left
    of its estimate, 0 where it has none. An optional activity is an idea: it is folded away on the board.
    """

    activity_id: ActivityId
    title: str
    kind: str
    status: str
    core: bool
    step: str
    level: float
    minutes: int

    @property
    def is_planned(self) -> bool:
        """Whether it stands on the board, not folded among the ideas."""
        return self.core or self.status == Status.IN_PROGRESS


class GapRow(NamedTuple):
    """A skill that the role asks for, with what would bring it nearer to that."""

    skill: SkillRow
    category: str
    closers: tuple[Closer, ...]

    @property
    def priority(self) -> float:
        """The gap times the weight of the role."""
        return self.skill.gap * self.skill.weight

    @property
    def stands_out(self) -> bool:
        """Whether one claims more than work shows, by more than a level."""
        return stands_out(self.skill.claimed, self.skill.evidenced)

    @property
    def planned(self) -> tuple[Closer, ...]:
        """The activities on the board that would close the gap."""
        return tuple(closer for closer in self.closers if closer.is_planned)

    @property
    def planned_minutes(self) -> int:
        """What is left of the estimates of the activities on the board that would close the gap."""
        return sum(closer.minutes for closer in self.planned)

    @property
    def ideas(self) -> tuple[Closer, ...]:
        """The activities that would close the gap and are not planned yet."""
        return tuple(closer for closer in self.closers if not closer.is_planned)


_CLOSERS: Final = f"""
SELECT x.skill_id, a.id, a.title, a.kind, a.status, a.core, coalesce(s.name, ''), x.level,
       max(0, coalesce(a.estimate_minutes, 0) - {LOGGED})
FROM activity_skill AS x CROSS JOIN activity AS a ON a.id = x.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE x.skill_id IN {{ids}} AND a.status IN ('planned', 'in_progress') AND {ON_BOARD} AND {IN_PLAN}
ORDER BY a.id
"""


def gaps(reader: Reader, today: date, known: SkillsView | None = None) -> tuple[GapRow, ...]:
    """Every skill that the chosen role asks for, the largest gap by weight first; ``known`` as of today is not read."""
    view = skills_view(reader, today) if known is None else known
    wanted = [(row, category.name) for category in view.categories for row in category.skills if row.target is not None]
    held = caps(reader)
    found: dict[int, list[Closer]] = {row.id: [] for row, _ in wanted}
    claimed = {row.id: row.claimed or 0.0 for row, _ in wanted}
    for skill_id, activity_id, title, kind, status, core, step, level, minutes in reader.rows(
        _CLOSERS.format(ids=any_of(row.id for row, _ in wanted if row.gap))
    ):
        proved = proved_level(level, kind, held, has_linked_outcome=False)
        if proved > claimed[skill_id]:
            found[skill_id].append(Closer(activity_id, title, kind, status, bool(core), step, proved, minutes))
    rows = [
        GapRow(row, category, tuple(sorted(found[row.id], key=lambda closer: _rank(closer, row.target or 0.0))))
        for row, category in wanted
    ]
    return tuple(sorted(rows, key=lambda row: (-row.priority, -row.skill.gap)))


def _rank(closer: Closer, target: float) -> tuple[bool, bool, float, int]:
    """What is under way or planned first; then what reaches the target, then what comes nearest with the least time."""
    return (
        closer.status != Status.IN_PROGRESS,
        not closer.core,
        max(0.0, target - closer.level),
        closer.minutes,
    )
