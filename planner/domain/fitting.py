"""Fitting a roadmap to a person: what they need not do again, and in which month the rest can be done.

A *skill* is named by any text, so that the rules hold for rows of a plan and for the nodes of a template alike. Ratings
say what is known: a skill without one is unknown, and nothing follows from it.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import parse_date
from planner.domain.months import month_at, month_of, number_of
from planner.domain.progress import counts_towards_progress
from planner.domain.progress import minutes_left as left_of
from planner.domain.words import Kind, Status

USUAL_HOURS: Final = 5
"""The hours a week that are reckoned with until the person says otherwise."""
MOST_HOURS: Final = 60
"""More hours than this no week has for it."""
_WEEK: Final = timedelta(days=7)
_STAYS: Final = frozenset({Kind.CERTIFICATION, Kind.EVENT})
"""These are more than what one learns by them: one holds a certification, and one was there."""


class Shown(NamedTuple):
    """A skill that an activity shows at a level, once it is done."""

    skill: str
    level: float


class Candidate(NamedTuple):
    """What the rules need to know of one activity; minutes are estimated and logged ones, ``cadence`` a week's."""

    key: str
    kind: str
    status: str = Status.PLANNED.value
    shows: tuple[Shown, ...] = ()
    core: bool = True
    estimate_minutes: int | None = None
    logged_minutes: int = 0
    cadence_count: int | None = None
    cadence_minutes: int | None = None


class Group(NamedTuple):
    """Activities that can go for the same reason: the skill that they show most is rated as high or higher."""

    skill: str
    rated: float
    keys: tuple[str, ...]


def may_go(one: Candidate) -> bool:
    """Tell whether ratings may make an activity needless at all.

    It is core and not begun, and shows a skill. A certification, an event and a practice with a cadence never go so.
    """
    return (
        one.core
        and one.status == Status.PLANNED
        and one.kind not in _STAYS
        and not one.cadence_count
        and bool(one.shows)
    )


def is_known(one: Candidate, ratings: Mapping[str, float]) -> bool:
    """Tell whether every skill that the activity shows is rated at its level or above."""
    return bool(one.shows) and all(ratings.get(shown.skill, -1.0) >= shown.level for shown in one.shows)


def main_skill(one: Candidate) -> str:
    """Return the skill that the activity shows at the highest level, the first of several; empty for none."""
    return max(one.shows, key=lambda shown: shown.level).skill if one.shows else ""


def groups(candidates: Iterable[Candidate], ratings: Mapping[str, float]) -> tuple[Group, ...]:
    """Return what can go for these ratings, by the skill that is the reason, in the order of the activities."""
    found: dict[str, list[str]] = {}
    for one in candidates:
        if may_go(one) and is_known(one, ratings):
            found.setdefault(main_skill(one), []).append(one.key)
    return tuple(Group(skill, ratings[skill], tuple(keys)) for skill, keys in found.items())


def minutes_left(candidates: Iterable[Candidate], without: Collection[str] = ()) -> int:
    """Return the estimated minutes that are still to do of what counts towards progress, leaving out ``without``."""
    return sum(
        left_of(one.status, one.estimate_minutes, one.logged_minutes)
        for one in candidates
        if one.key not in without and counts_towards_progress(one.status, one.core, one.cadence_count)
    )


def practice_minutes(candidates: Iterable[Candidate]) -> int:
    """Return the minutes a week that the core practices take which are neither done nor skipped."""
    over = (Status.DONE, Status.SKIPPED)
    return sum(
        (one.cadence_count or 0) * (one.cadence_minutes or 0)
        for one in candidates
        if one.core and one.status not in over
    )


def finish_month(minutes: int, hours_a_week: int, today: date) -> str | None:
    """Return the month (``YYYY-MM``) in which so many minutes are done at so many hours a week from today on.

    It is the month of the last day of the last week. None where the calendar ends before, or at no hours at all.
    """
    if minutes <= 0:
        return month_of(today)
    if hours_a_week <= 0:
        return None
    weeks = -(-minutes // (hours_a_week * 60))
    try:
        return month_of(today + weeks * _WEEK - timedelta(days=1))
    except OverflowError:
        return None


def hours_needed(minutes: int, until: str, today: date) -> int | None:
    """Return the least whole hours a week by which the month ``until`` (``YYYY-MM``) is enough; 0 for nothing to do.

    None where less than a week is left until the end of that month.
    """
    if minutes <= 0:
        return 0
    after = number_of(until) + 1
    end = parse_date(f"{month_at(after)}-01") if after < 12 * 10_000 else date.max
    weeks = (end - today) // _WEEK
    return None if weeks < 1 else -(-minutes // (weeks * 60))
