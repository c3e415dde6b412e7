"""Times of day as a person types them: ``9``, ``09:30``, ``0930``, ``17.45``, ``9h30``, ``2 pm`` or ``2:30 p.m.``."""

import re
from typing import Final

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII
)


def parse_clock(text: str, example: str = "09:30") -> str:
    """``HH:MM`` of a time of day; with ``am`` or ``pm`` the hour is from 1 to 12, and 12 am is midnight.

    ``example`` is a time as the person would write it, for the sentence.

    :raises InvalidInputError: when it is none.
    """
    match = _TIME.fullmatch(text.strip())
    if match is not None:
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
        if half is not None:
            hour = hour % 12 + (12 if half[0] in "pP" else 0) if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise InvalidInputError(
        tr("“{text}” is not a time of day. Write it such as {example}.", text=shortened(text), example=example)
    )
