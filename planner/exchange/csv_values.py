"""Dates, durations and truth in the cells of a table; what a column's dates mean is decided by the whole column."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from planner.domain.dates import MAX_YEAR, MIN_YEAR, days_in_month, format_date, kept_instant, parse_wall
from planner.domain.errors import InvalidInputError
from planner.domain.limits import ESTIMATE_MAX

Order = Literal["", "ymd", "dmy", "mdy"]

_LONGEST: Final = 80
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T ,])", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])[ ]?(\d{1,2})\2[ ]?(\d{4}|\d{2})(?=$|[T ,])", re.ASCII)
_TOKENS = re.compile(r"[^\W\d_]+|\d+", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
_FIRST_SERIAL: Final = date(1899, 12, 30)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FILLERS: Final = frozenset(
    ("mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday",
     "sat", "saturday", "sun", "sunday", "st", "nd", "rd", "th", "of", "am", "pm", "at", "utc", "gmt", "z", "t")
)  # fmt: skip
_UNITS: Final = {"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "h": 60, "hr": 60, "hrs": 60, "hour": 60,
                 "hours": 60, "d": 480, "day": 480, "days": 480, "w": 2_400, "week": 2_400, "weeks": 2_400,
                 "s": 1 / 60, "sec": 1 / 60, "secs": 1 / 60, "seconds": 1 / 60}  # fmt: skip
_DURATION = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)[ ]*([a-z]{1,7})?\.?[ ,]*", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)


class Read(NamedTuple):
    """A cell as a date: ``days`` are the days it may mean by the order of its parts, ``sure`` if there is but one."""

    days: dict[Order, str]
    sure: bool


def read_date(text: str) -> Read | None:
    """Read a cell as a date in any form that is known; None if it is none in any order, such as 31 February."""
    cleaned = text.strip()
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    if found := _ISO.match(cleaned):
        return _one(*map(int, found.groups()))
    if found := _NUMBERS.match(cleaned):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        if found[2] == ".":
            return _one(year, second, first)
        days: dict[Order, str] = {}
        for order, month, day in (("dmy", second, first), ("mdy", first, second)):
            made = _day(year, month, day)
            if made is not None:
                days["dmy" if order == "dmy" else "mdy"] = made
        return Read(days, sure=first == second) if days else None
    if _SERIAL.fullmatch(cleaned) and 20_000 <= float(cleaned) < 80_000:
        return Read({"": format_date(_FIRST_SERIAL + timedelta(days=int(float(cleaned))))}, sure=True)
    return _named(cleaned)


def order_of(cells: Iterable[str]) -> tuple[Order, bool]:
    """The order of day and month that all dates of a column agree on, and whether it is certain.

    The order is empty where no date leaves a doubt. Where the cells prove nothing it is uncertain; where they
    contradict each other the order of most of them is taken, and the others are no dates.
    """
    proven = {"dmy": 0, "mdy": 0}
    doubtful = 0
    for cell in cells:
        found = read_date(cell)
        if found is None or found.sure or "" in found.days:
            continue
        if len(found.days) == 1:
            proven[next(iter(found.days))] += 1
        else:
            doubtful += 1
    if not proven["dmy"] and not proven["mdy"]:
        return "", doubtful == 0
    return ("dmy" if proven["dmy"] >= proven["mdy"] else "mdy"), True


def date_in(text: str, order: Order) -> str | None:
    """The day of a cell (``YYYY-MM-DD``) with the order of its column; None if it is none, or still in doubt."""
    found = read_date(text)
    if found is None:
        return None
    if found.sure or "" in found.days:
        return next(iter(found.days.values()))
    return found.days.get(order)


def moment_in(text: str) -> str | None:
    """A wall time or an instant in the form in which tables of ours write them; None for anything else."""
    try:
        if text.endswith("Z"):
            kept_instant(text)
        else:
            parse_wall(text)
    except InvalidInputError:
        return None
    return text


def minutes_in(text: str, unit: float = 1) -> int | None:
    """The minutes of a cell such as ``6h``, ``45 min``, ``1:30``, ``1h 30m`` or a bare number of ``unit`` minutes."""
    cleaned = text.strip().lower()
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    if found := _CLOCK.fullmatch(cleaned):
        return _minutes(int(found[1]) * 60 + int(found[2]))
    at, total, last = 0, 0.0, 0.0
    while at < len(cleaned):
        found = _DURATION.match(cleaned, at)
        if found is None:
            return None
        word = found[2]
        size = _UNITS.get(word) if word else (1 if last == 60 else unit if at == 0 else None)
        if size is None:
            return None
        last = size
        total += float(found[1].replace(",", ".")) * size
        at = found.end()
    return _minutes(round(total))


def _minutes(value: int) -> int | None:
    return value if 0 < value <= ESTIMATE_MAX else None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year if year < 70 else 1900 + year


def _day(year: int, month: int, day: int) -> str | None:
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _one(year: int, month: int, day: int) -> Read | None:
    made = _day(year, month, day)
    return None if made is None else Read({"": made}, sure=True)


def _named(text: str) -> Read | None:
    """A date with the name of a month: ``3 Mar 2026``, ``March 3rd, 2026``, ``Tue 3-Mar-26``."""
    month: int | None = None
    numbers: list[str] = []
    for token in _TOKENS.findall(text.lower()):
        if token.isdigit():
            numbers.append(token)
        elif token in _MONTHS and month is None:
            month = _MONTHS[token]
        elif token not in _FILLERS or len(numbers) > 2:
            break
        if month is not None and len(numbers) >= 2:
            break
    if month is None or len(numbers) < 2 or len(numbers[0]) > 4 or len(numbers[1]) > 4:
        return None
    first, second = numbers[:2]
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    return _one(_year(year), month, int(day))
