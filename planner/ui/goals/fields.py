"""Reading what a person typed into the small fields of the goal dialogs: hours and times."""

import re
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

_HOURS: Final = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(?:h|hours?)?", re.IGNORECASE)
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_MOST_HOURS: Final = 10_000


def read_hours(text: str) -> int | None:
    """Minutes of “25”, “1.5” or “25 h”; None for nothing. Raises InvalidInputError."""
    if not text.strip():
        return None
    match = _HOURS.fullmatch(text.strip())
    found = round(float(match[1].replace(",", ".")) * 60) if match else 0
    if not 0 < found <= _MOST_HOURS * 60:
        raise InvalidInputError(
            tr("“{text}” is not a number of hours. Type one such as 25 or 1.5.", text=shortened(text))
        )
    return found


def read_time(text: str) -> str:
    """“09:30” of “9:30” or “9.30”; empty for nothing. Raises InvalidInputError."""
    if not text.strip():
        return ""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise InvalidInputError(tr("“{text}” is not a time. Type one such as 09:30.", text=shortened(text)))
    return f"{int(match[1]):02}:{match[2]}"
