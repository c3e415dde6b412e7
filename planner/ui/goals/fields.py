"""Reading what a person typed into the small fields of the goal dialogs: hours."""

import re
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

_HOURS: Final = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(?:h|hours?)?", re.IGNORECASE)
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
