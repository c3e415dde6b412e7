"""Skill levels: halves from 0 to 5, their text, their weighted means and gaps. None is an unknown level, not 0."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

LOWEST = 0.0
HIGHEST = 5.0
STEP = 0.5
#: The level at which an activity shows a skill until another one is chosen.
USUAL_LEVEL = 2.0


class Weighted(NamedTuple):
    """A skill's level (None when unknown) with its weight in a profile."""

    level: float | None
    weight: float


def is_level(value: float) -> bool:
    """Tell whether a number is a level: a half or a whole from 0 to 5."""
    return LOWEST <= value <= HIGHEST and (value * 2).is_integer()


def check_level(value: float) -> float:
    """Return the level as a float.

    :raises InvalidInputError: when the number is no level.
    """
    if not is_level(float(value)):
        raise InvalidInputError(tr("{level} is not a level; choose a whole or a half from 0 to 5.", level=f"{value:g}"))
    return float(value)


def nearest_level(value: float) -> float:
    """Return the level nearest to any finite number, halves between two rounded up; outside 0 to 5 the nearer bound."""
    return min(HIGHEST, max(LOWEST, (value * 2 + 0.5) // 1 / 2))


def step_level(level: float | None, steps: int) -> float:
    """Return the level so many halves up or down, within 0 to 5; an unknown level counts from 0."""
    return nearest_level((level or LOWEST) + steps * STEP)


def next_whole(level: float | None) -> float | None:
    """Return the next whole level above one, None above 5; an unknown level counts as 0."""
    above = (level or LOWEST) // 1 + 1
    return above if above <= HIGHEST else None


def parse_level(text: str) -> float:
    """Read a level such as ``3``, ``3.5``, ``3,5`` or ``3½``.

    :raises InvalidInputError: when the text is no level.
    """
    cleaned = text.strip().replace(",", ".").replace("½", ".5")
    whole, _, half = cleaned.partition(".")
    is_number = f"{whole}{half}".isdecimal() and cleaned.isascii()
    if not is_number or not is_level(float(cleaned)):
        raise InvalidInputError(
            tr("“{text}” is not a level; write a whole or a half from 0 to 5.", text=shortened(text))
        )
    return float(cleaned)


def format_level(level: float) -> str:
    """Write a level with no more digits than it needs: ``3`` or ``3.5``."""
    return f"{level:g}"


def gap(target: float | None, claimed: float | None) -> float | None:
    """Return how far a level lies below its target, never negative; None when there is no target.

    An unknown level leaves the whole target open.
    """
    if target is None:
        return None
    return max(0.0, target - (claimed or 0.0))


def mean_level(skills: Iterable[Weighted]) -> float | None:
    """Return the mean of the known levels by weight; None when none is known or has weight."""
    total = weights = 0.0
    for level, weight in skills:
        if level is not None and weight > 0:
            total += level * weight
            weights += weight
    return total / weights if weights else None
