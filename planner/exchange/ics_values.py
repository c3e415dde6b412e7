"""The values of iCalendar content lines on the way in: names and parameters, texts, dates and times, durations."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.domain import dates

_WITH_PARAMETERS = re.compile(r'([^:;"]*)((?:;(?:"[^"]*"|[^":])*)):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*(?:"([^"]*)"|([^;"]*))')
_ESCAPED = re.compile(r'\\([\\;,nN":])')
_PLAIN_COMMA = re.compile(r"(?<!\\)((?:\\\\)*),")
_POINT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?\Z", re.ASCII)
_EXTENDED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?\Z", re.ASCII
)


class Moment(NamedTuple):
    """A date, or a wall time with ``zone`` (IANA, ``UTC``, or empty for floating), in the text forms of the domain."""

    text: str
    zone: str = ""
    fold: int = 0


class Duration(NamedTuple):
    """A length: whole ``days`` count by the calendar, ``rest`` by the clock (RFC 5545, 3.3.6)."""

    days: int
    rest: timedelta


def content_line(line: str) -> tuple[str, str, str]:
    """Name in capitals, parameters as they stand from the semicolon on, and value; all empty where it is none."""
    name, colon, value = line.partition(":")
    if ";" not in name:
        return (name.strip().upper(), "", value) if colon else ("", "", "")
    found = _WITH_PARAMETERS.match(line)
    if found:
        return found[1].strip().upper(), found[2], found[3]
    # An unbalanced quote: the first colon is the best guess.
    name, _, parameters = name.partition(";")
    return (name.strip().upper(), f";{parameters}", value) if colon else ("", "", "")


def parameter(parameters: str, name: str) -> str:
    """The value of a parameter without its quotes, or the empty string."""
    if not parameters:
        return ""
    for found in _PARAMETER.finditer(parameters):
        if found[1].upper() == name:
            return (found[2] if found[2] is not None else found[3]).strip()
    return ""


def unescape(text: str) -> str:
    r"""A TEXT value in plain: ``\n`` is a line feed, other escaped characters are themselves (RFC 5545, 3.3.11).

    A quote or colon that some programs escape too loses its backslash; before anything else a backslash is itself.
    """
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def split_list(text: str) -> list[str]:
    """The values of a TEXT list, split at commas that are not escaped, each in plain."""
    if "\\" not in text:
        return text.split(",")
    return [unescape(part) for part in _PLAIN_COMMA.sub("\\1\x00", text).split("\x00")]


def read_moment(value: str, zone: str = "") -> Moment:
    """A DATE or DATE-TIME value; ``zone`` holds for a wall time.

    Lenient where the meaning is plain: the extended form, seconds left out, fractions, an offset, a leap second.

    :raises ValueError: when it is no date that exists.
    """
    value = value.strip(' "\t')
    if "-" in value[:10]:
        value = _EXTENDED.sub(_to_basic, value)
    found = _POINT.match(value)
    if not found:
        raise ValueError(value)
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if found[4] is None:
        return Moment(dates.format_date(date(year, month, day)))
    second = min(int(found[6] or 0), 59)
    wall = datetime(year, month, day, int(found[4]), int(found[5]), second)  # noqa: DTZ001  a wall time
    suffix = found[7]
    if not suffix:
        return Moment(dates.format_wall(wall), zone)
    if suffix != "Z":
        wall -= _offset(suffix)
    return Moment(dates.format_wall(wall), "UTC")


def read_duration(value: str) -> tuple[int, Duration]:
    """The sign (1 or -1) and the length of a DURATION value.

    :raises ValueError: when it is none.
    """
    found = _DURATION.match(value.strip().upper())
    if not found or not any(found.groups()[1:]):
        raise ValueError(value)
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in found.groups()[1:])
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -1 if found[1] == "-" else 1, Duration(weeks * 7 + days, rest)


def minutes_of(duration: Duration) -> int:
    """The length in whole minutes, a day taken as 24 hours."""
    return duration.days * 1440 + int(duration.rest.total_seconds()) // 60


def after(start: Moment, duration: Duration) -> Moment:
    """The moment a duration after another, in the same zone.

    :raises ValueError, OverflowError: when it lies beyond the calendar.
    """
    if dates.is_date(start.text):
        days = duration.days + duration.rest.days
        return Moment(dates.format_date(dates.parse_date(start.text) + timedelta(days=days)))
    wall = dates.parse_wall(start.text) + timedelta(days=duration.days)
    if not start.zone or start.zone == "UTC":
        return Moment(dates.format_wall(wall + duration.rest), start.zone)
    later = wall.replace(tzinfo=dates.zone_of(start.zone), fold=start.fold).astimezone(UTC) + duration.rest
    return in_zone(later, start.zone)


def instant(moment: Moment) -> datetime:
    """The moment as an aware datetime in UTC; a floating one or a date counts as if in UTC.

    :raises ValueError, OverflowError: when it lies beyond the calendar.
    """
    if dates.is_date(moment.text):
        return datetime.combine(dates.parse_date(moment.text), datetime.min.time(), UTC)
    wall = dates.parse_wall(moment.text)
    if not moment.zone or moment.zone == "UTC":
        return wall.replace(tzinfo=UTC)
    return dates.parse_instant(dates.to_instant(moment.text, moment.zone, moment.fold))


def in_zone(at: datetime, zone: str) -> Moment:
    """An instant as a moment in a zone."""
    there = at.astimezone(UTC if zone == "UTC" else _zone(zone))
    return Moment(dates.format_wall(there), zone, there.fold)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _to_basic(found: re.Match[str]) -> str:
    day = "".join(found.group(1, 2, 3))
    return day if found[4] is None else f"{day}T{found[4]}{found[5]}{found[6] or '00'}"


def _offset(text: str) -> timedelta:
    digits = text[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-length if text[0] == "-" else length).utcoffset(None)
