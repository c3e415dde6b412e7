"""How many cards a column of a step is meant to hold: the usual limits, and what a plan may say instead."""

from collections.abc import Mapping
from typing import Final

from planner.domain.words import Status

LIMITED: Final = (Status.PLANNED.value, Status.IN_PROGRESS.value)
"""The columns that can have a limit: what is done only grows."""
USUAL: Final[Mapping[str, int | None]] = {Status.PLANNED.value: None, Status.IN_PROGRESS.value: 5}
"""The limits of a plan that says nothing; None is no limit."""
HIGHEST: Final = 99


def is_limit(value: object) -> bool:
    """Tell whether a value can be the limit of a column; None is no limit."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= HIGHEST)


def limits_of(stored: object) -> dict[str, int]:
    """The limits that hold, of columns that have one. What a plan stores is merged with the usual, leaving out junk."""
    given = stored if isinstance(stored, Mapping) else {}
    merged = {
        column: given[column] if column in given and is_limit(given[column]) else usual
        for column, usual in USUAL.items()
    }
    return {column: limit for column, limit in merged.items() if limit is not None}
