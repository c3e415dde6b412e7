"""Reading what a person typed into the small fields of the goal dialogs: hours and times."""

import re
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError

_HOURS: Final = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:h|hours?)?", re.IGNORECASE)
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_MOST_HOURS: Final = 10_000


def read_hours(text: str) -> int | None:
    """Minutes of “25”, “1.5” or “25 h”; None for nothing. Raises InvalidInputError."""
    if not text.strip():
        return None
    match = _HOURS.fullmatch(text.strip())
    found = round(float(match[1].replace(",", ".")) * 60) if match else 0
    if not 0 < found <= _MOST_HOURS * 60:
        raise InvalidInputError(tr("“{text}” is not a number of hours. Type one such as 25 or 1.5.", text=text.strip()))
    return found


def read_time(text: str) -> str:
    """“09:30” of “9:30” or “9.30”; empty for nothing. Raises InvalidInputError."""
    if not text.strip():
        return ""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise InvalidInputError(tr("“{text}” is not a time. Type one such as 09:30.", text=text.strip()))
    return f"{int(match[1]):02}:{match[2]}"
