"""Recurrence rules (RFC 5545, 3.3.10): from the text of an RRULE to the wall times that it gives in a span of days.

A rule is followed from near the span, never from its start, and for a fixed number of periods, whatever it says:
docs/decisions/0048. The periods themselves are python-dateutil's. Where that and the RFC part ways:

- BYWEEKNO without a day means the weekday of the start, as all that a rule leaves open; dateutil takes all seven.
- BYSETPOS of a weekly rule counts in the first week from the start on, as in dateutil, not from the week's beginning.
- A start that the rule does not give counts as the first of COUNT all the same.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Self, cast

if TYPE_CHECKING:
    from dateutil.rrule import rrule

A_DAY: Final = 8
"""So many instances of a rule are drawn on one day, the first ones; what comes after them is left out."""
_COUNTED: Final = {"YEARLY": 100, "MONTHLY": 400, "WEEKLY": 1_000, "DAILY": 3_000}
"""So many periods COUNT is followed through, 1,500 of shorter ones, and 400 years; what it gives beyond is left out."""
_FAR: Final = 146_097 * 86_400
_MOST_COUNTED: Final = 4_000
_MOST_TIMES: Final = 8_000
"""So many times of day are looked at for one span, where a rule of hours, minutes or seconds has parts for them."""
_MOST_POSITIONED: Final = 96
"""So many times of day BYSETPOS may choose from."""
_LONGEST: Final = 2_000
_UNITS: Final = {"HOURLY": 3_600, "MINUTELY": 60, "SECONDLY": 1}
_FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", *_UNITS)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANGES: Final = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
}
_ALL_MONTHS: Final = frozenset(range(1, 13))
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()
_END: Final = datetime(9999, 12, 30)  # noqa: DTZ001  a wall time


class Rule(NamedTuple):
    """A rule that can be followed. Empty tuples are parts that it does not have; weekdays count from Monday, 0.

    ``times`` is COUNT, 0 without one, ``until`` the text of UNTIL. ``by_day`` holds pairs of weekday and ordinal, 0
    without one.
    """

    frequency: str
    interval: int = 1
    times: int = 0
    until: str = ""
    week_start: int = 0
    by_day: tuple[tuple[int, int], ...] = ()
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()

    @property
    def unit(self) -> int:
        """The seconds of a period shorter than a day, 0 for longer ones."""
        return _UNITS.get(self.frequency, 0)

    @property
    def has_days(self) -> bool:
        """Whether any part says on which days it is."""
        return bool(self.by_day or self.by_month or self.by_month_day or self.by_year_day or self.by_week)

    @property
    def has_times(self) -> bool:
        """Whether any part says at which times of a day it is."""
        return bool(self.by_hour or self.by_minute or self.by_second)


# -- reading -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def read_rule(text: str) -> Rule | None:
    """The rule that an RRULE value says, or None where it cannot be followed; never raises."""
    if not text or len(text) > _LONGEST:
        return None
    # What is no part says nothing, and X- parts are other programs' own (RFC 2445, 4.3.10).
    parts = [part.partition("=")[::2] for part in text.upper().split(";") if "=" in part and not part.startswith("X-")]
    given = dict(parts)
    try:
        if len(given) < len(parts) or given.pop("FREQ") not in _FREQUENCIES:
            return None
        rule = Rule(
            dict(parts)["FREQ"],
            interval=_whole(given.pop("INTERVAL", "1"), 1, 10_000_000),
            times=_whole(given.pop("COUNT", "0"), 0, 10**12),
            until=_until(given.pop("UNTIL", "")),
            week_start=_WEEKDAYS.index(given.pop("WKST", "MO")),
            by_day=tuple(dict.fromkeys(_weekday(one) for one in _listed(given.pop("BYDAY", "")))),
            **{name: _numbers(given.pop(part, ""), part) for name, part in _PARTS.items()},
        )
    except (KeyError, ValueError):
        return None
    # What is left has a meaning that is not known here, such as another calendar (RFC 7529).
    return None if given or not _can_be_positioned(rule) else rule


_PARTS: Final[dict[str, Any]] = {
    "by_month": "BYMONTH",
    "by_month_day": "BYMONTHDAY",
    "by_year_day": "BYYEARDAY",
    "by_week": "BYWEEKNO",
    "by_position": "BYSETPOS",
    "by_hour": "BYHOUR",
    "by_minute": "BYMINUTE",
    "by_second": "BYSECOND",
}


def _can_be_positioned(rule: Rule) -> bool:
    times = max(1, len(rule.by_hour)) * max(1, len(rule.by_minute)) * max(1, len(rule.by_second))
    return not rule.by_position or (not rule.unit and times <= _MOST_POSITIONED)


def _whole(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 15 or not low <= int(text) <= high:
        raise ValueError(text)
    return int(text)


def _until(text: str) -> str:
    bare = text.removesuffix("Z")
    if text and not (bare.isascii() and bare.replace("T", "").isdigit() and len(bare) in (8, 15)):
        raise ValueError(text)
    if text:
        datetime.strptime(bare, "%Y%m%dT%H%M%S" if len(bare) == 15 else "%Y%m%d")  # noqa: DTZ007  a wall time
    return text


def _listed(text: str) -> list[str]:
    return text.split(",") if text else []


def _weekday(text: str) -> tuple[int, int]:
    number = text[:-2]
    ordinal = int(number) if number else 0
    if number and not (number.lstrip("+-").isdigit() and 1 <= abs(ordinal) <= 53):
        raise ValueError(text)
    return _WEEKDAYS.index(text[-2:]), ordinal


def _numbers(text: str, part: str) -> tuple[int, ...]:
    low, high = _RANGES[part]
    found = {int(one) for one in _listed(text)}
    if any(not low <= number <= high or (low < 0 and number == 0) for number in found):
        raise ValueError(text)
    return tuple(sorted({min(number, 59) for number in found} if part == "BYSECOND" else found))


# -- following ---------------------------------------------------------------------------------------------------


def walls(rule: Rule, start: datetime, low: date, high: date) -> Iterator[datetime]:
    """The wall times that the rule gives on the days from ``low`` up to, not including, ``high``, in order.

    None lies before ``start``, which itself is among them only where the rule gives it. COUNT is respected, UNTIL is
    for the caller, who knows the zone. On one day there are at most :data:`A_DAY`.

    :raises OverflowError: when the calendar ends before the span does.
    """
    low = max(low, start.date())
    last = _last_counted(rule, start) if rule.times else None
    if last is not None:
        high = min(high, last.date() + _DAY)
    if low >= high or not _months(rule, start) & _months_between(low, high):
        return
    day, drawn = None, 0
    for wall in _within_days(rule, start, low, high) if rule.unit else _from_days(rule, start, low, high):
        if last is not None and wall > last:
            return
        if wall < start:
            continue
        day, drawn = wall.date(), drawn + 1 if wall.date() == day else 1
        if drawn <= A_DAY:
            yield wall


def _months(rule: Rule, start: datetime) -> frozenset[int]:
    """The months outside which the rule gives nothing: most yearly rules need not be followed for most spans."""
    if rule.by_month:
        return frozenset(rule.by_month)
    return frozenset((start.month,)) if rule.frequency == "YEARLY" and not rule.has_days else _ALL_MONTHS


def _months_between(low: date, high: date) -> frozenset[int]:
    last = high - _DAY
    number = (last.year - low.year) * 12 + last.month - low.month
    return frozenset((low.month + month - 1) % 12 + 1 for month in range(min(number, 11) + 1))


def _from_days(rule: Rule, start: datetime, low: date, high: date) -> Iterator[datetime]:
    """The wall times of a rule of days and longer periods: its days, each with the first few of its times."""
    if rule.by_position:
        yield from _periods(rule, start, low, high)
        return
    few = list(islice(_times(rule, start), A_DAY))
    for day in _periods(rule, start, low, high):
        # On the day of the start, those before it do not use up the few that are drawn.
        first = day.date() == start.date()
        times = islice((one for one in _times(rule, start) if one >= start.time()), A_DAY) if first else few
        for one in times:
            yield datetime.combine(day, one)


def _times(rule: Rule, start: datetime) -> Iterator[time]:
    hours, minutes = rule.by_hour or (start.hour,), rule.by_minute or (start.minute,)
    return (time(*one) for one in product(hours, minutes, rule.by_second or (start.second,)))


def _periods(rule: Rule, start: datetime, low: date, high: date) -> Iterator[datetime]:
    """What dateutil gives for the periods that touch the days: midnights, or wall times where BYSETPOS chooses them."""
    anchor, number = _anchor(rule, start, low, high)
    for wall in _guarded(_made(rule, start, anchor, _Pace(rule.interval, number))):
        if wall.date() >= high:
            return
        if wall.date() >= low:
            yield wall


def _anchor(rule: Rule, start: datetime, low: date, high: date) -> tuple[datetime, int]:
    """The beginning of the period from which to follow the rule, and how many periods it takes to pass the days.

    In the first period of a weekly rule it is the start's day, as if followed from the start.
    """
    first, interval = start.date(), rule.interval
    if rule.frequency == "YEARLY":
        year = first.year + (low.year - first.year) // interval * interval
        return datetime(year, 1, 1), (high.year - year) // interval + 1  # noqa: DTZ001  a wall time
    if rule.frequency == "MONTHLY":
        began, reached, end = (day.year * 12 + day.month - 1 for day in (first, low, high))
        month = began + (reached - began) // interval * interval
        return datetime(month // 12, month % 12 + 1, 1), (end - month) // interval + 1  # noqa: DTZ001  # a wall time
    days = 1
    if rule.frequency == "WEEKLY":
        days, first = 7, first - timedelta(days=(first.weekday() - rule.week_start) % 7)
    skipped = (low - first).days // (days * interval)
    day = first + timedelta(days=skipped * days * interval) if skipped else first
    number = (high - day).days // (days * interval) + 1
    return datetime.combine(day if skipped else start.date(), _MIDNIGHT), number


def _made(rule: Rule, start: datetime, anchor: datetime, pace: "_Pace", *, whole: bool = False) -> "rrule":
    """The rule of dateutil from the anchor on, with what the rule leaves open taken from the start.

    It gives days as midnights, unless a position counts among the times too, or the ``whole`` rule is asked for.
    """
    from dateutil import rrule as recurrences

    timed = whole or bool(rule.by_position)
    weekdays: list[Any] = [recurrences.weekday(day, ordinal or None) for day, ordinal in rule.by_day]
    month, month_day = rule.by_month, rule.by_month_day
    if rule.by_week and not (weekdays or month_day or rule.by_year_day):
        weekdays = [recurrences.weekday(start.weekday())]
    elif not (weekdays or month_day or rule.by_year_day):
        if rule.frequency == "WEEKLY":
            weekdays = [recurrences.weekday(start.weekday())]
        elif rule.frequency in ("MONTHLY", "YEARLY"):
            month_day = (start.day,)
            if rule.frequency == "YEARLY":
                month = month or (start.month,)
    return recurrences.rrule(
        cast(Literal[0, 1, 2, 3, 4, 5, 6], _FREQUENCIES.index(rule.frequency)),  # the numbers that dateutil gives them
        dtstart=anchor,
        interval=pace,
        wkst=rule.week_start,
        bysetpos=rule.by_position or None,
        bymonth=month or None,
        bymonthday=month_day or None,
        byyearday=rule.by_year_day or None,
        byweekno=rule.by_week or None,
        byweekday=weekdays or None,
        byhour=rule.by_hour or (None if rule.unit else start.hour) if timed else 0,
        byminute=rule.by_minute or (None if rule.unit else start.minute) if timed else 0,
        bysecond=rule.by_second or (None if rule.unit else start.second) if timed else 0,
    )


class _EnoughError(Exception):
    """A rule was followed for as many periods as were allowed."""


class _Pace(int):
    """An INTERVAL that can be gone on by so many times and no more.

    dateutil looks for the next date until the year 9999, and hands over only when it has found one: a rule that never
    comes true would keep it busy for seconds. It adds the interval once for each period, which is where this stops it.
    """

    left: int

    def __new__(cls, interval: int, periods: int) -> Self:
        made = super().__new__(cls, interval)
        made.left = periods
        return made

    def _take(self) -> None:
        self.left -= 1
        if self.left <= 0:
            raise _EnoughError

    def __radd__(self, other: int) -> int:
        self._take()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self._take()
        return int(self) * other


def _guarded(rule: "rrule") -> Iterator[datetime]:
    try:
        yield from rule
    except (_EnoughError, IndexError, ValueError, TypeError):  # the others by dateutil, for days that no month has
        return


# -- hours, minutes and seconds ----------------------------------------------------------------------------------


def _within_days(rule: Rule, start: datetime, low: date, high: date) -> Iterator[datetime]:
    """The first few wall times of each day of a rule of hours, minutes or seconds."""
    days: Iterator[date] = (low + timedelta(days=number) for number in range((high - low).days))
    if rule.has_days:
        every = Rule("DAILY", by_day=rule.by_day, by_month=rule.by_month, by_month_day=rule.by_month_day)
        every = every._replace(by_year_day=rule.by_year_day, by_week=rule.by_week)
        days = (one.date() for one in _periods(every, datetime.combine(low, _MIDNIGHT), low, high))
    if not rule.has_times:
        step = timedelta(seconds=rule.interval * rule.unit)
        for day in days:
            midnight = max(datetime.combine(day, _MIDNIGHT), start)
            wall = start + -((start - midnight) // step) * step
            for _ in range(A_DAY):
                if wall.date() != day:
                    break
                yield wall
                wall += step
        return
    first, left = start.toordinal() * 86_400 + start.hour * 3_600 + start.minute * 60 + start.second, _MOST_TIMES
    for day in days:
        found, day_began = 0, day.toordinal() * 86_400
        for hour, minute, second in product(
            rule.by_hour or range(24),
            rule.by_minute or (range(60) if rule.unit < 3_600 else (start.minute,)),
            rule.by_second or (range(60) if rule.unit < 60 else (start.second,)),
        ):
            left -= 1
            moment = day_began + hour * 3_600 + minute * 60 + second
            if moment >= first and (moment // rule.unit - first // rule.unit) % rule.interval == 0:
                yield datetime.combine(day, time(hour, minute, second))
                found += 1
            if found == A_DAY:
                break
            if left <= 0:
                return


# -- COUNT -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _last_counted(rule: Rule, start: datetime) -> datetime:
    """The last wall time that COUNT allows, or the last one that is counted up to; the start is the first."""
    number, last = rule.times - 1, start
    try:
        if not (rule.has_days or rule.has_times or rule.by_position) and (rule.unit or rule.frequency == "DAILY"):
            return min(start + timedelta(seconds=number * rule.interval * (rule.unit or 86_400)), _END)
        length = {"DAILY": 86_400, "WEEKLY": 604_800}.get(rule.frequency, rule.unit) * rule.interval
        periods = min(_COUNTED.get(rule.frequency, 1_500), _FAR // length + 2 if length else _FAR)
        found = _guarded(_made(rule, start, start, _Pace(rule.interval, periods), whole=True))
        for wall in islice((wall for wall in found if wall > start), min(number, _MOST_COUNTED)):
            last = wall
    except OverflowError:
        return _END
    except (ValueError, TypeError):
        return start  # so dateutil says that no hour, minute or second is ever reached
    return last
