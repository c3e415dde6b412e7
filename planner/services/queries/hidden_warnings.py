"""Warnings that the person put away for a while: until when each of them stays hidden."""

from datetime import date
from typing import Any, Final

from planner.domain.dates import is_date
from planner.services.queries.settings import setting
from planner.storage.reader import Reader

HIDDEN: Final = "warnings_hidden"
"""The setting of the plan: an object of the keys of warnings and the first day on which each is shown again."""

EXAM: Final = "exam"
CREDITS: Final = "credits"
EXPIRY: Final = "expiry"
OVER_RATED: Final = "over_rated"
"""The warnings that can be hidden. What was missed is not among them: it goes once it is answered."""


def key_of(what: str, uid: str) -> str:
    """What names the warning about an activity; :data:`OVER_RATED` is about all skills and is a key by itself."""
    return f"{what} {uid}"


def hidden_warnings(stored: Any) -> dict[str, str]:
    """The keys and days in what the setting holds, without what no program of ours wrote there."""
    if not isinstance(stored, dict):
        return {}
    return {key: day for key, day in stored.items() if isinstance(day, str) and is_date(day)}


def hidden_now(reader: Reader, today: date) -> frozenset[str]:
    """The keys of the warnings that are hidden on a day."""
    stored = hidden_warnings(setting(reader, HIDDEN))
    return frozenset(key for key, day in stored.items() if day > today.isoformat())
