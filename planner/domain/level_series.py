"""How levels went over time: the days from which on a skill is claimed or shown at a level, and the means of several.

A series is in the order of its days, and what it says from a day on holds until the next one. Before the first
the level is unknown, not 0. A day is empty where something holds since before all days that are known.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.domain.evidence import NOTHING, Proof, Shown, SkillHistory


class LevelFrom(NamedTuple):
    """From this day on the level is this one; None is unknown."""

    day: str
    level: float | None


class ShownFrom(NamedTuple):
    """From this day on work shows this."""

    day: str
    shown: Shown


class Weighed(NamedTuple):
    """The history of a skill with its weight in a role, a whole number."""

    history: SkillHistory
    weight: int


def claimed_series(history: SkillHistory, until: str) -> tuple[LevelFrom, ...]:
    """The level that one claimed, up to a day: from each rating that changed it."""
    return _distinct(LevelFrom(day, level) for day, level in history.claims if day <= until)


def shown_series(history: SkillHistory, until: str) -> tuple[ShownFrom, ...]:
    """What work showed, up to a day: from each day on which a proof that mattered began, faded or ended.

    The same as :func:`planner.domain.evidence.shown_on` on each day, but found in one go through the proofs.
    """
    turns: dict[str, list[tuple[Counter[float], float, int]]] = {}
    holding: Counter[float] = Counter()
    fresh: Counter[float] = Counter()

    def add(kept: Counter[float], level: float, begin: str, end: str | None) -> None:
        if end is None or begin < end:
            turns.setdefault(begin, []).append((kept, level, 1))
            if end is not None:
                turns.setdefault(end, []).append((kept, level, -1))

    for proof in history.proofs:
        if proof.until == "":
            continue  # marked as expired, nobody knows when: it proves nothing
        turns_of_proof = proof.turns()
        ended = turns_of_proof[-1] if proof.until is not None else None
        add(holding, proof.level, proof.since, ended)
        if proof.since:
            faded = turns_of_proof[1]
            add(fresh, proof.level, proof.since, faded if ended is None else min(faded, ended))
    found: list[ShownFrom] = []
    before = NOTHING
    for day in sorted(day for day in turns if day <= until):
        for kept, level, change in turns[day]:
            kept[level] += change
        shown = Shown(_highest(holding), _highest(fresh))
        if shown != before:
            found.append(ShownFrom(day, shown))
            before = shown
    return tuple(found)


def mean_claimed(skills: Iterable[Weighed], until: str) -> tuple[LevelFrom, ...]:
    """The mean of the claimed levels that are known on each day, by weight, as ``mean_level`` gives it."""
    return _means([(claimed_series(skill.history, until), skill.weight) for skill in skills])


def mean_shown(skills: Iterable[Weighed], until: str) -> tuple[ShownFrom, ...]:
    """The means of what work shows; a skill that only faded work shows counts as 0 among the fresh."""
    series = [(shown_series(skill.history, until), skill.weight) for skill in skills]
    levels = _means([(tuple(LevelFrom(day, shown.level) for day, shown in one), weight) for one, weight in series])
    fresh = _means([(tuple(LevelFrom(day, _fresh(shown)) for day, shown in one), weight) for one, weight in series])
    changes: dict[str, dict[str, float | None]] = {}
    for name, found in (("level", levels), ("fresh", fresh)):
        for day, level in found:
            changes.setdefault(day, {})[name] = level
    means, now = [], NOTHING
    for day in sorted(changes):
        now = now._replace(**changes[day])
        means.append(ShownFrom(day, now))
    return tuple(means)


def first_day(histories: Iterable[SkillHistory], until: str) -> str | None:
    """The first day, up to one, that a rating or a proof is of; None where there is none."""
    days = [day for history in histories for day in days_of(history, until)]
    return min(days, default=None)


def days_of(history: SkillHistory, until: str) -> set[str]:
    """The days, up to one, that a rating or a proof is of."""
    claimed = {day for day, _ in history.claims if day <= until}
    return claimed | {proof.since for proof in history.proofs if is_dated(proof, until)}


def is_dated(proof: Proof, until: str) -> bool:
    """Whether one knows the day of a proof, and it lies not after another."""
    return "" < proof.since <= until


def _fresh(shown: Shown) -> float | None:
    return None if shown.level is None else shown.fresh or 0.0


def _highest(kept: Counter[float]) -> float | None:
    return max((level for level, count in kept.items() if count > 0), default=None)


def _distinct(series: Iterable[LevelFrom]) -> tuple[LevelFrom, ...]:
    """Without what changes nothing."""
    found: list[LevelFrom] = []
    for one in series:
        if one.level != (found[-1].level if found else None):
            found.append(one)
    return tuple(found)


def _means(series: Sequence[tuple[Sequence[LevelFrom], int]]) -> tuple[LevelFrom, ...]:
    """The weighted mean of the known levels from each day on. Sums of halves by whole weights are exact."""
    turns: dict[str, list[tuple[float, int]]] = {}
    for one, weight in series:
        before: float | None = None
        for day, level in one:
            if weight > 0:
                known = (level is not None) - (before is not None)
                turns.setdefault(day, []).append((((level or 0.0) - (before or 0.0)) * weight, known * weight))
            before = level
    total, weights = 0.0, 0
    found = []
    for day in sorted(turns):
        for change, weight in turns[day]:
            total, weights = total + change, weights + weight
        found.append(LevelFrom(day, total / weights if weights else None))
    return _distinct(found)
