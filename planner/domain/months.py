"""Months as text ``YYYY-MM``, for what has no day yet; they sort as text."""

import re
from datetime import date
from typing import Final

from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

_FORM: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def is_month(text: str) -> bool:
    """Tell whether a text is a month such as ``2027-12``, of a year from 1 on."""
    return bool(_FORM.fullmatch(text)) and text[:4] != "0000" and 1 <= int(text[5:]) <= 12


def parse_month(text: str) -> date:
    """Return the first day of a month. Raises InvalidInputError for what is none."""
    if not is_month(text):
        raise InvalidInputError(tr("“{text}” is not a month. Write it such as 2027-12.", text=shortened(text)))
    return parse_date(f"{text}-01")


def month_of(day: date) -> str:
    """Return the month of a day."""
    return month_at(day.year * 12 + day.month - 1)


def month_at(number: int) -> str:
    """Return the month of this number, counted from January of the year 0."""
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"


def number_of(month: str) -> int:
    """Return the number of a month, counted from January of the year 0, so that months can be subtracted."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1
