"""How long something took, as a person types it: “25”, “25 min”, “1h 30”, “1.5 h”, “0:45”."""

import re
from typing import Final

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

MOST: Final = 24 * 60
"""The most minutes that are logged at a time."""

_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_HOURS = re.compile(
    r"(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*h(?:ours?|rs?)?(?:\s*(?P<rest>[0-9]{1,3})\s*(?:m|min|minutes?)?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"([0-9]{1,4})\s*(?:m|min|minutes?)?", re.IGNORECASE)


def read_time_spent(text: str) -> int:
    """The minutes that a text says; a bare number is minutes.

    :raises InvalidInputError: when it says none, or more than a day has.
    """
    text = text.strip()
    if not text:
        raise InvalidInputError(tr("Say how long it took, such as 25 min or 1.5 h."))
    if found := _CLOCK.fullmatch(text):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _MINUTES.fullmatch(text):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(text):
        minutes = round(float(found["hours"].replace(",", ".")) * 60) + int(found["rest"] or 0)
    else:
        raise InvalidInputError(
            tr("“{text}” is not a length of time. Write it such as 25 min, 1h 30 or 0:45.", text=shortened(text))
        )
    if not 1 <= minutes <= MOST:
        raise InvalidInputError(tr("Log between 1 minute and 24 hours at a time."))
    return minutes
