"""Dates, instants and wall times: text to value and back, zones with gaps and folds, half-open spans.

The text forms are those of :mod:`planner.domain.model`: a date ``YYYY-MM-DD``, an instant ``YYYY-MM-DDTHH:MM:SSZ``
in UTC, a wall time ``YYYY-MM-DDTHH:MM:SS``. Zones are IANA names, ``UTC``, or ``AoE`` (anywhere on Earth, UTC-12: a
date has passed only when it has passed there). An empty zone means floating time, which has no instant.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

MIN_YEAR, MAX_YEAR = 2, 9998
"""The years that a plan takes: one short of what can be counted, so that a day after or another zone always is."""

AOE = "AoE"
_AOE_ZONE = timezone(timedelta(hours=-12), AOE)
_DATE_LENGTH = len("YYYY-MM-DD")
_WALL_LENGTH = len("YYYY-MM-DDTHH:MM:SS")
_FIRST_KEPT, _LAST_KEPT = f"{MIN_YEAR:04}-01-02T00:00:00Z", f"{MAX_YEAR}-12-30T23:59:59Z"
_zones: dict[str, tzinfo] = {AOE: _AOE_ZONE, "UTC": UTC}


# -- text and value ----------------------------------------------------------------------------------------------


def parse_date(text: str) -> date:
    """Read a date ``YYYY-MM-DD``.

    :raises InvalidInputError: when the text is no such date, or one of a year that a plan does not take.
    """
    return _in_range(_read_date(text), text).date()


def parse_wall(text: str) -> datetime:
    """Read a wall time ``YYYY-MM-DDTHH:MM:SS`` as a datetime without zone.

    :raises InvalidInputError: when the text is no such time, or one of a year that a plan does not take.
    """
    return _in_range(_read_time(text), text)


def parse_instant(text: str) -> datetime:
    """Read an instant ``YYYY-MM-DDTHH:MM:SSZ`` as an aware datetime in UTC.

    :raises InvalidInputError: when the text is no such instant, or one of a year that a plan does not take.
    """
    return _in_range(_read_instant(text), text)


def out_of_range(text: str) -> InvalidInputError:
    """Make the error for a date that a plan does not take."""
    return InvalidInputError(
        tr(
            "“{text}” is out of range; choose a year from {first} to {last}.",
            text=shortened(text),
            first=MIN_YEAR,
            last=MAX_YEAR,
        )
    )


def _in_range(value: datetime, text: str) -> datetime:
    if not MIN_YEAR <= value.year <= MAX_YEAR:
        raise out_of_range(text)
    return value


def _read_date(text: str) -> datetime:
    value = _read_wall(f"{text}T00:00:00")
    if value is None:
        raise InvalidInputError(
            tr("“{text}” is not a date; write it as year-month-day, such as 2026-12-01.", text=shortened(text))
        )
    return value


def _read_time(text: str) -> datetime:
    value = _read_wall(text)
    if value is None:
        raise InvalidInputError(
            tr("“{text}” is not a date with a time; write it such as 2026-12-01T09:30:00.", text=shortened(text))
        )
    return value


def _read_instant(text: str) -> datetime:
    value = _read_wall(text[:-1]) if text.endswith("Z") else None
    if value is None:
        raise InvalidInputError(
            tr("“{text}” is not an instant in UTC; write it such as 2026-12-01T09:30:00Z.", text=shortened(text))
        )
    return value.replace(tzinfo=UTC)


def _read_wall(text: str) -> datetime | None:
    """Read one exact form; ``fromisoformat`` alone would also take week dates, offsets and any separator."""
    separators = text[4:14:3]  # at 4, 7, 10 and 13
    if len(text) != _WALL_LENGTH or not text.isascii() or separators != "--T:":
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value if value.tzinfo is None and not value.microsecond else None


def format_date(value: date) -> str:
    """Write a date as ``YYYY-MM-DD``; of a datetime, its day."""
    return f"{value.year:04}-{value.month:02}-{value.day:02}"


def format_wall(value: datetime) -> str:
    """Write the wall time of a datetime as ``YYYY-MM-DDTHH:MM:SS``, leaving out zone and parts of a second."""
    return f"{format_date(value)}T{value.hour:02}:{value.minute:02}:{value.second:02}"


def format_instant(value: datetime) -> str:
    """Write an aware datetime as an instant ``YYYY-MM-DDTHH:MM:SSZ``.

    :raises ValueError: when it is not aware.
    """
    if value.utcoffset() is None:
        raise ValueError("an instant needs a zone")
    return f"{format_wall(value.astimezone(UTC))}Z"


def is_date(text: str) -> bool:
    """Tell a date from a wall time or an instant by its length, without checking it."""
    return len(text) == _DATE_LENGTH


# -- zones -------------------------------------------------------------------------------------------------------


def zone_of(name: str) -> tzinfo:
    """Return the zone of an IANA name, ``UTC`` or ``AoE``.

    :raises InvalidInputError: when there is no such zone, or the name is empty (floating time).
    """
    known = _zones.get(name)
    if known is not None:
        return known
    from zoneinfo import ZoneInfo  # costs time at start and is seldom needed there

    try:
        zone = ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        raise InvalidInputError(
            tr(
                "“{name}” is not a time zone; write it as a region and a city, such as Europe/Berlin, or UTC, or AoE.",
                name=shortened(name),
            )
        ) from None
    _zones[name] = zone
    return zone


def is_zone(name: str) -> bool:
    """Tell whether the name is one that :func:`zone_of` knows."""
    try:
        zone_of(name)
    except InvalidInputError:
        return False
    return True


def zone_names() -> list[str]:
    """Every IANA region/city name in order, with ``UTC`` first and ``AoE`` second; for a person to choose from."""
    from zoneinfo import available_timezones

    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return ["UTC", AOE, *sorted(names)]


def to_instant(wall: str, zone: str, fold: int = 0) -> str:
    """Return the instant of a wall time in a zone.

    A wall time that occurs twice is the first one with fold 0 and the second with fold 1 (PEP 495). One that a gap
    leaves out moves forward by the length of the gap, whatever the fold: 02:30 becomes 03:30 (RFC 5545, 3.3.5).

    :raises InvalidInputError: when the text, the zone, or the resulting year is impossible.
    """
    value = parse_wall(wall).replace(tzinfo=zone_of(zone), fold=1 if fold else 0)
    if value.fold and _in_gap(value):
        value = value.replace(fold=0)
    try:
        return format_instant(_in_range(value.astimezone(UTC), wall))
    except OverflowError:
        raise out_of_range(wall) from None


def kept_instant(instant: str) -> str:
    """Return an instant that can be kept: in any zone, its day lies in a year that a plan takes.

    :raises InvalidInputError: when the text is no such instant.
    """
    parse_instant(instant)
    if not _FIRST_KEPT <= instant <= _LAST_KEPT:
        raise InvalidInputError(
            tr(
                "“{text}” is out of range, since elsewhere on Earth it is another year; choose a day from {first} to "
                "{last}.",
                text=instant,
                first=_FIRST_KEPT[:_DATE_LENGTH],
                last=_LAST_KEPT[:_DATE_LENGTH],
            )
        )
    return instant


def from_instant(instant: str, zone: str) -> tuple[str, int]:
    """Return ``(wall time, fold)`` of an instant in a zone, the inverse of :func:`to_instant`.

    :raises InvalidInputError: when the text, the zone, or the resulting year is impossible.
    """
    value = instant_to_zone(instant, zone)
    return format_wall(value), value.fold


def instant_to_zone(instant: str, zone: str) -> datetime:
    """Return an instant as an aware datetime in a zone.

    :raises InvalidInputError: when the text, the zone, or the resulting year is impossible.
    """
    try:
        return _read_instant(instant).astimezone(zone_of(zone))
    except OverflowError:
        raise out_of_range(instant) from None


def is_gap(wall: str, zone: str) -> bool:
    """Tell whether the zone's clocks leave out this wall time."""
    return _in_gap(parse_wall(wall).replace(tzinfo=zone_of(zone)))


def is_fold(wall: str, zone: str) -> bool:
    """Tell whether the zone's clocks show this wall time twice."""
    first, second = _offsets(parse_wall(wall).replace(tzinfo=zone_of(zone)))
    return first > second


def _in_gap(value: datetime) -> bool:
    first, second = _offsets(value)
    return first < second


def _offsets(value: datetime) -> tuple[timedelta, timedelta]:
    first, second = value.replace(fold=0).utcoffset(), value.replace(fold=1).utcoffset()
    return first or timedelta(), second or timedelta()


def minutes_after(instant: str, minutes: int) -> str:
    """Return the instant so many minutes after another.

    :raises InvalidInputError: when the text is no instant.
    """
    return format_instant(parse_instant(instant) + timedelta(minutes=minutes))


def wall_after(wall: str, zone: str, minutes: int, fold: int = 0) -> tuple[str, int]:
    """Return ``(wall time, fold)`` so many real minutes after a wall time, across gaps and folds of its zone.

    Floating time, and a zone that is not known here, have neither: there the clock's own minutes count.

    :raises InvalidInputError: when the text is no wall time, or out of range.
    """
    if not zone or not is_zone(zone):
        return format_wall(parse_wall(wall) + timedelta(minutes=minutes)), 0
    return from_instant(minutes_after(to_instant(wall, zone, fold), minutes), zone)


def end_of_day(day: date, zone: str) -> str:
    """Return the instant of the last second of a day in a zone, which is how a deadline "on" a day is meant."""
    following = to_instant(format_wall(datetime.combine(day + timedelta(days=1), time())), zone)
    return format_instant(parse_instant(following) - timedelta(seconds=1))


def aoe_end_of_day(day: date) -> str:
    """Return the instant at which a day has passed anywhere on Earth: 2026-05-06 gives 2026-05-07T11:59:59Z."""
    return end_of_day(day, AOE)


# -- half-open spans ---------------------------------------------------------------------------------------------


def utc_bounds(
    starts: str | None, ends: str | None, zone: str, start_fold: int = 0, end_fold: int = 0
) -> tuple[str | None, str | None]:
    """Derive ``(starts_utc, ends_utc)`` of an event; None where it is all-day, floating or undated.

    :raises InvalidInputError: when a time or the zone is impossible.
    """
    for point in (starts, ends):
        if point is not None:
            _check_point(point)
    if not zone or starts is None or is_date(starts):
        return None, None
    begin = kept_instant(to_instant(starts, zone, start_fold))
    return begin, None if ends is None else kept_instant(to_instant(ends, zone, end_fold))


def check_span(starts: str | None, ends: str | None, zone: str = "", start_fold: int = 0, end_fold: int = 0) -> None:
    """Refuse a span that cannot be: mixed dates and times, an end without a start, an end not after the start.

    :raises InvalidInputError: with one sentence that says what to mend.
    """
    if starts is None:
        if ends is not None:
            raise InvalidInputError(tr("There is an end without a start; give the start too, or clear the end."))
        return
    _check_point(starts)
    if zone:
        zone_of(zone)
    if ends is None:
        return
    _check_point(ends)
    if is_date(starts) != is_date(ends):
        raise InvalidInputError(tr("The start and the end must both be dates or both have a time; change one of them."))
    begin, end = utc_bounds(starts, ends, zone, start_fold, end_fold)
    if (end or ends) <= (begin or starts):
        raise InvalidInputError(
            tr(
                "The end ({end}) is before the start ({start}); change one of them.",
                end=last_day(ends) if is_date(ends) else ends,
                start=starts,
            )
        )


def _check_point(text: str) -> None:
    if is_date(text):
        parse_date(text)
    else:
        parse_wall(text)


def last_day(ends: str) -> str:
    """Return the last day that a span with this exclusive end touches: of a date the day before, as a person says it.

    A wall time at midnight ends on the day before, any other on its own day.
    """
    try:
        if is_date(ends):
            return format_date(_read_date(ends) - timedelta(days=1))
        return format_date(_read_time(ends) - timedelta(seconds=1))
    except OverflowError:
        raise out_of_range(ends) from None


def exclusive_end(last: str) -> str:
    """Return the exclusive end of a span whose last day a person gave: the day after."""
    try:
        return format_date(_read_date(last) + timedelta(days=1))
    except OverflowError:
        raise out_of_range(last) from None


def days_between(first: str, second: str) -> int:
    """Return the whole days from one date (or the day of a wall time) to another, negative when it lies before."""
    return (_read_date(second[:_DATE_LENGTH]) - _read_date(first[:_DATE_LENGTH])).days


def overlaps(starts: str, ends: str, other_starts: str, other_ends: str) -> bool:
    """Tell whether two half-open spans of the same text form share any time; spans that only touch do not."""
    return starts < other_ends and other_starts < ends


def monday(day: date) -> date:
    """Return the Monday of the week that holds the day."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), the month's last day where it is too short.

    :raises OverflowError: when the year leaves 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def count_by_week(days: Iterable[str]) -> dict[str, int]:
    """Count dates by the Monday of their week."""
    counts: dict[str, int] = {}
    for day in days:
        week = format_date(monday(_read_date(day[:_DATE_LENGTH])))
        counts[week] = counts.get(week, 0) + 1
    return counts
