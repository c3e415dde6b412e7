"""Which of the open activities is most worth doing next, and why.

Each reason gives points, and an activity has the sum of them:

- a date ahead: a duty of its own within 21 days 80 points, less 3 for each day; an exam within 60 days, with something
  left to do, 80 less 1 for each day; what has passed counts for nothing, since Home shows that by itself;
- being under way: 35;
- closing a gap: 40 for the one that weighs most (what it closes of the gap times the weight that the role gives), the
  others in proportion;
- its place: 25 for the first open core activity of the current step, 15 for another of that step, 5 for the step after
  it, 3 for the inbox;
- its priority: 5 for each degree.

An idea (optional, and not begun) loses 15, and what can be finished within the hours that the week still has gains 5;
neither is a reason. The reason that is told is the one with the most points, the first of the list above among equals.
Of several that close a gap in the same skill, the first one counts whole and each other one half, so that three
suggestions are rarely the same one three times. Equals stand in the order of the plan. Nothing is left to chance.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from planner.domain.words import DeadlineKind, Status

SHOWN: Final = 3
DUTY_DAYS: Final = 21
EXAM_DAYS: Final = 60

_SOON: Final = 80
_A_DAY: Final = 3
_UNDER_WAY: Final = 35
_GAP: Final = 40
_FIRST: Final = 25
_STEP: Final = 15
_NEXT_STEP: Final = 5
_INBOX: Final = 3
_DEGREE: Final = 5
_IDEA: Final = 15
_FITS: Final = 5


class Why(StrEnum):
    """The reason to do something next."""

    DUTY = "duty"
    UNDER_WAY = "under_way"
    GAP = "gap"
    FIRST = "first"
    STEP = "step"
    INBOX = "inbox"
    PRIORITY = "priority"


class Duty(NamedTuple):
    """A dated duty: the kind of its deadline, and in how many days it is; negative once that has passed."""

    kind: str
    days: int


class GapLink(NamedTuple):
    """What an activity would do for a skill: from the self-rated level (None: not rated) to another.

    ``closes`` is how much of the gap it closes, times the weight of the skill. ``largest`` marks the gap of the role
    that weighs most.
    """

    skill_id: int
    skill: str
    rated: float | None
    level: float
    closes: float
    largest: bool = False


class Candidate(NamedTuple):
    """An open activity that is not picked for the week.

    ``step`` counts the steps that are not done from 0, the current one, and is None for the inbox; ``first`` marks the
    first open core activity of its step. ``minutes_left`` is None where nothing was estimated.
    """

    id: int
    status: str = Status.PLANNED.value
    core: bool = True
    priority: int = 0
    step: int | None = None
    first: bool = False
    minutes_left: int | None = None
    duties: tuple[Duty, ...] = ()
    gaps: tuple[GapLink, ...] = ()


class Suggestion(NamedTuple):
    """An activity worth doing next; ``duty`` or ``gap`` is what the reason is about."""

    id: int
    why: Why
    points: float
    duty: Duty | None = None
    gap: GapLink | None = None


def next_best(
    candidates: Sequence[Candidate], week_left: int | None = None, count: int = SHOWN
) -> tuple[Suggestion, ...]:
    """Return the activities that are most worth doing next, best first; those for which nothing speaks are left out.

    :param candidates: in the order of the plan.
    :param week_left: the minutes that this week still has, None where that is not known.
    """
    heaviest = max((gap.closes for one in candidates for gap in one.gaps), default=0.0)
    waiting: list[tuple[float, int]] = []
    alike = Counter[tuple[object, ...]]()
    for place, one in enumerate(candidates):
        alike[one[1:]] += 1
        # Of those that are alike in everything no more than the first few can be chosen.
        found = _rated(one, week_left, heaviest, frozenset()) if alike[one[1:]] <= count else None
        if found is not None:
            waiting.append((-found.points, place))
    heapify(waiting)
    told: set[int] = set()
    chosen: list[Suggestion] = []
    while waiting and len(chosen) < count:
        points, place = heappop(waiting)
        found = _rated(candidates[place], week_left, heaviest, told)
        if found is None:
            continue
        if -found.points > points:  # less than it was rated at: what was chosen by now took from it
            heappush(waiting, (-found.points, place))
            continue
        chosen.append(found)
        told |= {gap.skill_id for gap in candidates[place].gaps}
    return tuple(chosen)


def _rated(one: Candidate, week_left: int | None, heaviest: float, told: AbstractSet[int]) -> Suggestion | None:
    duty, soon = _duty(one)
    gap, closing = _gap(one, heaviest, told)
    place, where = _place(one)
    reasons = (
        (soon, Why.DUTY),
        (_UNDER_WAY if one.status == Status.IN_PROGRESS else 0, Why.UNDER_WAY),
        (closing, Why.GAP),
        (place, where),
        (_DEGREE * one.priority, Why.PRIORITY),
    )
    most, why = max(reasons, key=lambda reason: reason[0])
    if most <= 0:
        return None
    points = float(sum(each for each, _ in reasons))
    if not one.core and one.status == Status.PLANNED:
        points -= _IDEA
    if one.minutes_left and week_left is not None and one.minutes_left <= week_left:
        points += _FITS
    return Suggestion(one.id, why, points, duty if why == Why.DUTY else None, gap if why == Why.GAP else None)


def _duty(one: Candidate) -> tuple[Duty | None, int]:
    """The duty that speaks most for doing it, and its points."""
    best: tuple[Duty | None, int] = (None, 0)
    for duty in one.duties:
        points = _points(duty, one.minutes_left)
        if points > best[1]:
            best = (duty, points)
    return best


def _points(duty: Duty, minutes_left: int | None) -> int:
    if duty.kind == DeadlineKind.EXAM:
        return _SOON - duty.days if 0 <= duty.days < EXAM_DAYS and minutes_left != 0 else 0
    return _SOON - _A_DAY * duty.days if 0 <= duty.days <= DUTY_DAYS else 0


def _gap(one: Candidate, heaviest: float, told: AbstractSet[int]) -> tuple[GapLink | None, float]:
    best: tuple[GapLink | None, float] = (None, 0.0)
    for gap in one.gaps:
        points = _GAP * gap.closes / heaviest / (2 if gap.skill_id in told else 1) if heaviest else 0.0
        if points > best[1]:
            best = (gap, points)
    return best


def _place(one: Candidate) -> tuple[int, Why]:
    if one.step is None:
        return _INBOX, Why.INBOX
    if one.step == 0 and one.core:
        return (_FIRST, Why.FIRST) if one.first else (_STEP, Why.STEP)
    return (_NEXT_STEP, Why.FIRST if one.first else Why.STEP) if one.step == 1 and one.core else (0, Why.STEP)


def firsts(rows: Iterable[tuple[int, int | None, bool]]) -> frozenset[int]:
    """The first open core activity of each step; ``rows`` are (activity, step, core) in the order of the plan."""
    found: dict[int, int] = {}
    for activity_id, step_id, core in rows:
        if core and step_id is not None:
            found.setdefault(step_id, activity_id)
    return frozenset(found.values())
