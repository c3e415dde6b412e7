"""Which certifications and courses are shown, and by what they are grouped: pure rules over what is known of one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from planner.domain.filters import LONGEST_TEXT, MOST_CHOICES, clean_words
from planner.domain.words import CertificationState, CourseState, Kind


class Traits(NamedTuple):
    """What a filter and a grouping look at in a goal.

    ``issuer`` is folded, so that two spellings of a name are one; empty for none. ``text`` is all that words are looked
    for in, case-folded. ``exam``, ``expires`` and ``due`` are the days that count, see the query of the goals.
    """

    kind: str
    state: str
    issuer: str = ""
    tags: frozenset[str] = frozenset()
    text: str = ""
    exam: date | None = None
    expires: date | None = None
    due: date | None = None
    completed: date | None = None
    never_expires: bool = False


class DateChoice(StrEnum):
    """What can be asked of the dates of a goal; the days are counted from today."""

    EXAM_30 = "exam_in_30_days"
    NO_EXAM = "no_exam_date"
    EXPIRES_30 = "expires_in_30_days"
    EXPIRES_90 = "expires_in_90_days"
    EXPIRES_180 = "expires_in_180_days"
    NO_EXPIRY = "no_expiry_date"


class GoalPart(StrEnum):
    """The parts of a filter in the order in which they are told; each value is the name of a field of GoalFilter."""

    WORDS = "words"
    KINDS = "kinds"
    STATES = "states"
    ISSUERS = "issuers"
    TAGS = "tags"
    DATES = "dates"


GOAL_KINDS: Final = (Kind.CERTIFICATION, Kind.COURSE)
CHOICES: Final = (GoalPart.KINDS, GoalPart.STATES, GoalPart.ISSUERS, GoalPart.TAGS, GoalPart.DATES)
"""The parts that hold a set of choices."""

LIFE: Final[tuple[str, ...]] = (
    CertificationState.CONSIDERING,
    CourseState.ENROLLED,
    CertificationState.PREPARING,
    CourseState.IN_PROGRESS,
    CertificationState.BOOKED,
    CertificationState.PASSED,
    CourseState.COMPLETED,
    CertificationState.EXPIRED,
    CertificationState.RETIRED,
    CertificationState.DROPPED,
)
"""The states of certifications and courses in the order of a life; both kinds can be considered and dropped."""

_BEFORE_EXAM: Final = frozenset(
    (CertificationState.CONSIDERING, CertificationState.PREPARING, CertificationState.BOOKED)
)
_UNDER_WAY: Final = frozenset((CertificationState.PREPARING, CertificationState.BOOKED))
_HELD: Final = frozenset((CertificationState.PASSED, CertificationState.EXPIRED))
_EXPIRES_IN: Final = {DateChoice.EXPIRES_30: 30, DateChoice.EXPIRES_90: 90, DateChoice.EXPIRES_180: 180}
_EXAM_IN: Final = 30


class GoalFilter(NamedTuple):
    """A goal passes if it fits every part that is set, and of a part with choices one of them.

    ``words`` is what was typed. ``states`` are meant of either kind that has them; ``issuers`` are folded names, the
    empty one standing for none; ``tags`` are names.
    """

    words: str = ""
    kinds: frozenset[Kind] = frozenset()
    states: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    dates: frozenset[DateChoice] = frozenset()

    @property
    def parts(self) -> tuple[GoalPart, ...]:
        """The parts that are set."""
        return tuple(part for part in GoalPart if getattr(self, part.value))

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self != EVERY_GOAL

    def choices(self, part: GoalPart) -> frozenset[Any]:
        """What is chosen of a part with choices."""
        found: frozenset[Any] = getattr(self, part.value)
        return found

    def with_choices(self, part: GoalPart, chosen: Iterable[Any]) -> "GoalFilter":
        """The same with other choices of a part."""
        changed: dict[str, Any] = {part.value: frozenset(chosen)}
        return self._replace(**changed)


EVERY_GOAL: Final = GoalFilter()
"""The filter that lets every goal through."""


def fits(goal_filter: GoalFilter, goal: Traits, today: date) -> bool:
    """Whether a filter lets a goal through on a day."""
    wanted = goal_filter
    if wanted.kinds and goal.kind not in wanted.kinds:
        return False
    if wanted.states and goal.state not in wanted.states:
        return False
    if wanted.issuers and goal.issuer not in wanted.issuers:
        return False
    if wanted.tags and wanted.tags.isdisjoint(goal.tags):
        return False
    if wanted.dates and not any(_asked(choice, goal, today) for choice in wanted.dates):
        return False
    return not wanted.words or all(word in goal.text for word in wanted.words.casefold().split())


def _asked(choice: DateChoice, goal: Traits, today: date) -> bool:
    """Whether the dates of a goal are as asked: an exam until it is passed, an expiry of what is valid."""
    if goal.kind != Kind.CERTIFICATION:
        return False
    if choice is DateChoice.EXAM_30:
        return goal.state in _BEFORE_EXAM and _is_within(goal.exam, _EXAM_IN, today)
    if choice is DateChoice.NO_EXAM:
        return goal.state in _UNDER_WAY and goal.exam is None
    if goal.state != CertificationState.PASSED:
        return False
    if choice is DateChoice.NO_EXPIRY:
        return goal.expires is None and not goal.never_expires
    return _is_within(goal.expires, _EXPIRES_IN[choice], today)


def _is_within(day: date | None, days: int, today: date) -> bool:
    return day is not None and timedelta() <= day - today <= timedelta(days)


# -- groups


class Grouping(StrEnum):
    """By what goals are put together."""

    NONE = "none"
    STATE = "state"
    ISSUER = "issuer"
    YEAR = "year"


def group_key(grouping: Grouping, goal: Traits) -> str:
    """The group of a goal: its state, its folded issuer or the year that decides; empty where it has none of these."""
    match grouping:
        case Grouping.STATE:
            return str(goal.state)
        case Grouping.ISSUER:
            return goal.issuer
        case Grouping.YEAR:
            day = deciding_day(goal)
            return "" if day is None else str(day.year)
        case Grouping.NONE:
            return ""


def deciding_day(goal: Traits) -> date | None:
    """The day that a goal is about: its exam, or once it is held its expiry; of a course when it is due or was done."""
    if goal.kind == Kind.COURSE:
        if goal.state == CourseState.COMPLETED:
            return goal.completed
        return None if goal.state == CourseState.DROPPED else goal.due
    if goal.state in _HELD:
        return goal.expires
    return goal.exam if goal.state in _BEFORE_EXAM else None


def in_order(grouping: Grouping, keys: Collection[str]) -> list[str]:
    """Groups as they stand: states as one goes through them, issuers by name, years newest first, none last."""
    if grouping is Grouping.STATE:
        return sorted(keys, key=LIFE.index)
    named = sorted((key for key in set(keys) if key), reverse=grouping is Grouping.YEAR)
    return [*named, *([""] if "" in keys else [])]


# -- plain JSON


def to_json(goal_filter: GoalFilter) -> dict[str, object]:
    """The filter as plain JSON with what is set alone; equal filters give equal JSON."""
    found: dict[str, object] = {}
    for part in goal_filter.parts:
        value = getattr(goal_filter, part.value)
        found[part.value] = sorted(map(str, value)) if part in CHOICES else value
    return found


def from_json(value: object) -> GoalFilter:
    """Read what :func:`to_json` gave; whatever is malformed or unknown is left out."""
    if not isinstance(value, Mapping):
        return EVERY_GOAL
    words = value.get(GoalPart.WORDS.value)
    return GoalFilter(
        words=clean_words(words) if isinstance(words, str) else "",
        kinds=frozenset(kind for kind in GOAL_KINDS if kind.value in _texts(value, GoalPart.KINDS)),
        states=frozenset(str(state) for state in LIFE if state in _texts(value, GoalPart.STATES)),
        issuers=_texts(value, GoalPart.ISSUERS),
        tags=_texts(value, GoalPart.TAGS) - {""},
        dates=frozenset(choice for choice in DateChoice if choice.value in _texts(value, GoalPart.DATES)),
    )


def _texts(value: Mapping[object, object], part: GoalPart) -> frozenset[str]:
    found = value.get(part.value)
    if not isinstance(found, list | tuple):
        return frozenset()
    return frozenset(each for each in found[:MOST_CHOICES] if isinstance(each, str) and len(each) <= LONGEST_TEXT)
