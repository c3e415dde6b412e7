"""Settings of the plan as plain values, and the role that they choose."""

from typing import Any, Final

from planner.domain.words import ProfileId
from planner.storage.reader import Reader
from planner.storage.stored import read_value

HOURS_A_WEEK: Final = "hours_a_week"
"""The setting of the plan that says how many whole hours a week one means to give to it."""


def setting(reader: Reader, key: str, default: Any = None) -> Any:
    """The value of a setting of the plan, or ``default`` where it was never set."""
    text = reader.value("SELECT value FROM setting WHERE key = ?", (key,))
    return default if text is None else read_value(text)


def chosen_profile(reader: Reader) -> ProfileId | None:
    """The id of the role that the person aims at: the chosen one, else the first; None where there is no role."""
    found: ProfileId | None = reader.value(
        "SELECT id FROM profile ORDER BY uid IS NOT ?, position, id LIMIT 1", (setting(reader, "profile"),)
    )
    return found
