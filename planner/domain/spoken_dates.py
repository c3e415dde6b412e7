"""Dates as a person types them: ``2026-12-01``, ``1 dec``, ``friday``, ``next week``, ``in 2 weeks``.

Forms such as ``12/1`` are not read, because half of the world would read another day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.dates import MAX_YEAR, MIN_YEAR, add_months, days_in_month, monday, out_of_range
from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened


class Spoken(NamedTuple):
    """A date that was found in a text, and where its words end."""

    day: date
    end: int


def find_date(text: str, at: int, today: date) -> Spoken | None:
    """Read the date that stands at a place of a text, up to a blank or the end; None when there is none.

    A day without a year is the next such day from today on; a weekday is the next one after today; ``next friday``
    is that of the next calendar week (from Monday), ``next week`` its Monday, ``next month`` its first day.

    :raises InvalidInputError: when it is a date that cannot be, such as 30 February, or one that a plan does not take.
    """
    for pattern, read in _FORMS:
        match = pattern.match(text, at)
        if match is not None:
            day = read(match, today)
            if not MIN_YEAR <= day.year <= MAX_YEAR:
                raise out_of_range(match[0])
            return Spoken(day, match.end())
    return None


def parse_spoken_date(text: str, today: date) -> date:
    """Read a text that is nothing but a date, with or without the ``@`` of quick add.

    :raises InvalidInputError: when it is none, or one that cannot be.
    """
    cleaned = text.strip().removeprefix("@")
    spoken = find_date(cleaned, 0, today)
    if spoken is None or spoken.end != len(cleaned):
        raise InvalidInputError(
            tr(
                "“{text}” is not a date; write it such as 2026-12-01, 1 dec, friday or in 2 weeks.",
                text=shortened(text),
            )
        )
    return spoken.day


def parse_day_or_month(text: str, today: date) -> date:
    """Read where to go in a calendar: a date, ``yesterday``, or a month or year for its first day.

    ``march 2027``, ``2027-03``, ``2027``; ``march`` alone is the one of this month or the next that comes.

    :raises InvalidInputError: as :func:`parse_spoken_date`.
    """
    cleaned = text.strip()
    if cleaned.lower() == "yesterday":
        return _later(today, -1, cleaned)
    named, numbers = _MONTH_ALONE.fullmatch(cleaned), _MONTH_NUMBER.fullmatch(cleaned)
    if named is not None:
        month = _MONTHS[named["name"].lower()]
        year = int(named["year"]) if named["year"] else today.year + (month < today.month)
    elif numbers is not None:
        year, month = int(numbers["year"]), int(numbers["month"] or 1)
    else:
        return parse_spoken_date(text, today)
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise out_of_range(cleaned)
    return _exact(year, month, 1, cleaned)


def parse_past_date(text: str, today: date) -> date:
    """Read a date of something that has happened: what names no year or week is the last such day, today included.

    :raises InvalidInputError: as :func:`parse_spoken_date`. A day that was written whole stays, also in the future.
    """
    cleaned = text.strip().removeprefix("@")
    if cleaned.lower() == "yesterday":
        return _later(today, -1, cleaned)
    day = parse_spoken_date(text, today)
    if day <= today:
        return day
    if cleaned.lower() in _WEEKDAYS:
        return _later(day, -7, cleaned)
    for form in (_DAY_MONTH, _MONTH_DAY):
        named = form.match(cleaned)
        if named is not None and named["year"] is None:
            candidate = today.year
            while (found := _day_of(candidate, _MONTHS[named["name"].lower()], int(named["day"]))) is None or (
                found > today
            ):
                candidate -= 1
            return found
    return day


def _day_of(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= days_in_month(year, month) else None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH_NAMES = tuple(name.capitalize() for name in _MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for name in names
}


def _impossible(year: int | None, month: int, day: int, text: str) -> InvalidInputError:
    if not 1 <= month <= 12:
        return InvalidInputError(
            tr(
                "“{text}” is not a date, because there is no month {month}; write another date.",
                text=text,
                month=month,
            )
        )
    name = tr(_MONTH_NAMES[month - 1])
    return InvalidInputError(
        tr(
            "“{text}” is not a date, because there is no {day}; write another date.",
            text=text,
            day=tr("{day} {month}", day=day, month=name)
            if year is None
            else tr("{day} {month} {year}", day=day, month=name, year=year),
        )
    )


def _exact(year: int, month: int, day: int, text: str) -> date:
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise _impossible(year, month, day, text)
    return date(year, month, day)


def _numeric(match: re.Match[str], _today: date) -> date:
    return _exact(int(match["year"]), int(match["month"]), int(match["day"]), match[0])


def _named(match: re.Match[str], today: date) -> date:
    """A day and the name of a month; without year the next such day from today on."""
    month, day, year = _MONTHS[match["name"].lower()], int(match["day"]), match["year"]
    if year is not None:
        return _exact(int(year), month, day, match[0])
    if not 1 <= day <= days_in_month(2024, month):  # a leap year: 29 February comes again
        raise _impossible(None, month, day, match[0])
    candidate = today.year
    while day > days_in_month(candidate, month) or date(candidate, month, day) < today:
        candidate += 1
        if candidate > date.max.year:
            raise out_of_range(match[0])
    return date(candidate, month, day)


def _word_date(match: re.Match[str], today: date) -> date:
    word = match[1].lower()
    if word == "today":
        return today
    if word in ("tomorrow", "tmr"):
        return _later(today, 1, match[0])
    return _later(today, (_WEEKDAYS[word] - today.weekday() - 1) % 7 + 1, match[0])


def _next(match: re.Match[str], today: date) -> date:
    """A weekday of the next calendar week, that week's Monday, or the first of the next month."""
    word = match[1].lower()
    if word == "month":
        return _later_months(today.replace(day=1), 1, match[0])
    if word == "year":
        return _later_months(today.replace(month=1, day=1), 12, match[0])
    return _later(monday(today), 7 + _WEEKDAYS.get(word, 0), match[0])


def _in(match: re.Match[str], today: date) -> date:
    count = 1 if match["count"].lower() in ("a", "an", "one") else int(match["count"])
    match match["unit"][0].lower():
        case "d":
            return _later(today, count, match[0])
        case "w":
            return _later(today, count * 7, match[0])
        case "m":
            return _later_months(today, count, match[0])
        case _:
            return _later_months(today, count * 12, match[0])


def _later(day: date, days: int, text: str) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise out_of_range(text) from None


def _later_months(day: date, months: int, text: str) -> date:
    try:
        return add_months(day, months)
    except OverflowError:
        raise out_of_range(text) from None


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?!\S)", re.IGNORECASE | re.ASCII)


_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:,?[ ](?P<year>[12]\d{3}))?"
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_DAY_MONTH = _form(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ ]?{_MONTH}{_YEAR}")
_MONTH_DAY = _form(rf"{_MONTH}[ ]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}")
_MONTH_ALONE = re.compile(rf"{_MONTH}{_YEAR}", re.IGNORECASE | re.ASCII)
_MONTH_NUMBER = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{1,2}))?", re.ASCII)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (_form(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), _numeric),
    (_form(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"), _numeric),
    (_DAY_MONTH, _named),
    (_MONTH_DAY, _named),
    (_form(rf"(today|tomorrow|tmr|{_WEEKDAY})"), _word_date),
    (_form(rf"next[ ]({_WEEKDAY}|week|month|year)"), _next),
    (_form(r"in[ ](?P<count>\d{1,6}|an?|one)[ ]?(?P<unit>days?|weeks?|months?|years?|d|w)"), _in),
)
