"""Dates of conferences, from ISO 8601 and from free text such as “November 28-December 9, 2022”."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from planner.domain.dates import exclusive_end, format_date
from planner.exchange.incoming import line_of

GIVEN_MAX: Final = 200
"""The longest text of a date that could not be read, in characters."""
LONGEST: Final = 366
"""The longest conference, in days; what lasts longer has a mistyped year."""
FIRST_YEAR, LAST_YEAR = 1950, 2200
"""The years in which a date of a conference can lie."""

_OPEN = re.compile(
    r"(?:to be (?:announced|determined|confirmed|decided|defined)|t\.?b\.?[acd]\.?|n/?a|none|null|nil|unknown|"
    r"not yet (?:announced|known)|rolling|-+|\?+|~|\.+)?"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_ISO_SPAN = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:-|–|—|to|until)\s*(\d{4}-\d{1,2}-\d{1,2})")
_PIECES = re.compile(r"(\d+)(?:st|nd|rd|th)?(?![^\W\d_])|([^\W\d_]+)|([^\W\d_]*\d\w*)")
# Month, day and year by their initials: which orders mean one span.
_SHAPES = re.compile(
    r"MDD?Y|MDMDY|DD?MY|DMDMY|YMDD?|YMDMD|YDD?M|YDMDM|MDYMDY|DMYDMY|YMDYMD|MDD?|MDMD|DD?M|DMDM"
)
_MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                  "november", "december")  # fmt: skip
_MONTH_NUMBERS: Final = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IDLE: Final = frozenset(
    (*_DAYS, *(day[:3] for day in _DAYS), "tues", "thur", "thurs", "to", "and", "through", "thru", "until", "till",
     "of", "from", "the", "on")
)  # fmt: skip


class Span(NamedTuple):
    """The days of a conference, ``ends`` exclusive; ``guessed`` is a mistyped month as it stood and as it was read."""

    starts: str
    ends: str
    guessed: tuple[str, str] | None = None


def is_open(text: str) -> bool:
    """Tell whether a text says that there is no date (yet): TBD, TBA, N/A and their like."""
    return _OPEN.fullmatch(text.strip().strip("()[]").strip().lower()) is not None


def day_of(value: object) -> str | None:
    """The date of a text that begins with an ISO 8601 date and may have a time; else None."""
    return _iso_day(line_of(value, GIVEN_MAX))


@lru_cache(maxsize=4096)
def _iso_day(text: str) -> str | None:
    found = _ISO.fullmatch(text)
    return None if found is None else _day(int(found[1]), int(found[2]), int(found[3]))


def day_of_epoch(value: object) -> str | None:
    """The date of a count of milliseconds since 1970-01-01T00:00:00Z; else None.

    It is taken in UTC: such counts are made of a mere date as midnight in UTC, so that any zone west of Greenwich
    would move it to the day before.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e14:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(value))
    return format_date(moment) if FIRST_YEAR <= moment.year <= LAST_YEAR else None


@lru_cache(maxsize=4096)
def span_between(first: str, last: str | None) -> Span | None:
    """The span from a first to a last day (the first alone where that is None); None for one that cannot be."""
    last = last or first
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return Span(first, exclusive_end(last)) if 0 <= days <= LONGEST else None


def span_of(text: str, year: int | None = None) -> Span | None:
    """The days that a free text in English names; ``year`` is used where the text has none. None: not to be read.

    A month with one wrong letter is read where only one month is meant.
    """
    return _span_of_line(line_of(text, GIVEN_MAX).rstrip("."), year)


@lru_cache(maxsize=2048)
def _span_of_line(text: str, year: int | None) -> Span | None:
    if iso := _ISO_SPAN.fullmatch(text):
        first, last = day_of(iso[1]), day_of(iso[2])
        return span_between(first, last) if first and last else None
    if first := day_of(text):
        return span_between(first, None)
    return _from_words(text, year)


def _from_words(text: str, year: int | None) -> Span | None:
    shape = ""
    values: dict[str, list[int]] = {"M": [], "D": [], "Y": []}
    guessed: tuple[str, str] | None = None
    for number, word, other in _PIECES.findall(text):
        if other:
            return None
        if number:
            kind, value = _number(number)
        elif word.lower() in _IDLE:
            continue
        else:
            kind, value = "M", _MONTH_NUMBERS.get(word.lower(), 0)
            if not value:
                value = _nearest_month(word.lower())
                guessed = guessed or (word, _MONTHS[value - 1].capitalize())
        if not value:
            return None
        shape += kind
        values[kind].append(value)
    if not _SHAPES.fullmatch(shape):
        return None
    years = values["Y"] or ([year] if year else [])
    if not years:
        return None
    months, days = values["M"], values["D"]
    first_year, last_year = years[0], years[-1]
    if len(years) == 1 and months[0] > months[-1]:  # from one year into the next
        first_year, last_year = (first_year - 1, last_year) if shape.endswith("Y") else (first_year, last_year + 1)
    first = _day(first_year, months[0], days[0])
    last = _day(last_year, months[-1], days[-1])
    span = span_between(first, last) if first and last else None
    return None if span is None else span._replace(guessed=guessed)


def _number(digits: str) -> tuple[str, int]:
    if len(digits) > 4:
        return "", 0
    value = int(digits)
    if len(digits) == 4:
        return ("Y", value) if FIRST_YEAR <= value <= LAST_YEAR else ("", 0)
    return ("D", value) if len(digits) <= 2 and 1 <= value <= 31 else ("", 0)


def _day(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return format_date(date(year, month, day))
    except ValueError:
        return None


def _nearest_month(word: str) -> int:
    """The one month whose name, whole or short, has one letter more, less, other or swapped; else 0."""
    if not 3 <= len(word) <= 10:
        return 0
    near = {number for name, number in _MONTH_NUMBERS.items() if _differ_in_one(word, name)}
    return near.pop() if len(near) == 1 else 0


def _differ_in_one(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
