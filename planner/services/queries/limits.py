"""How many cards the columns of a step are meant to hold, as the plan says."""

from typing import Final

from planner.domain.column_limits import limits_of
from planner.services.queries.settings import setting
from planner.storage.reader import Reader

LIMITS: Final = "limits"
"""The key of the setting: an object of columns and their limits, null for none."""


def limits(reader: Reader) -> dict[str, int]:
    """The columns that have a limit; one statement."""
    return limits_of(setting(reader, LIMITS))
