"""The instances of an event that recurs: those that touch a span of days, made from the text of its rule when asked.

What counts is RFC 5545. Wall times recur in the event's own zone, so nine in the morning stays nine over the changes of
daylight-saving time (3.3.10); one that a gap leaves out is meant with the offset before the gap, and of one that occurs
twice the first is meant (3.3.5). Where the library recurring-ical-events differs, this module keeps to the RFC:

- Every timed instance has the same exact length, also over a change of the clocks (3.8.5.3); there it is the same
  difference of wall times. Instances of whole days have the same number of days.
- The start is the first instance that COUNT counts, also where the rule does not give it (3.3.10); there it comes on
  top of the counted ones.
- UNTIL with a date ends the rule with that day, also where the instances have a time (3.3.10: it bounds the rule
  inclusively); there it ends as the day begins. UNTIL without Z is a time in the event's own zone; there in UTC.
- An EXDATE or RECURRENCE-ID with a date takes the instances of that day away, also where they have a time, which some
  programs write; there it is midnight.
- RDATE may hold periods, with a length of their own (3.8.5.2).

What is asked of it is bounded (docs/decisions/0048): see :mod:`planner.exchange.recurrence_rule` for rules; lists of
dates are split once and kept; of one series no more is given than :data:`A_YEAR` for each year begun.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from planner.domain import dates
from planner.domain.errors import InvalidInputError
from planner.exchange.recurrence_rule import Rule, read_rule, walls
from planner.exchange.recurrence_values import compact

A_YEAR: Final = 366
"""So many instances of one series are given at most for each year begun of the span that is asked for."""
_LOOKED_BACK: Final = 366
"""An instance that lasts longer than so many days is found for these days only."""
_DAY: Final = timedelta(days=1)
_DATE, _WALL = len("YYYYMMDD"), len("YYYYMMDDTHHMMSS")
_UNREADABLE = (ValueError, OverflowError, InvalidInputError)


class Series(NamedTuple):
    """What is stored of an event that recurs; the fields are those of :class:`planner.domain.model.Event`.

    ``replaced`` are the overrides of single instances: pairs of their RECURRENCE-ID and of their own zone, in which it
    may be written.
    """

    starts: str
    ends: str | None
    zone: str = ""
    start_fold: int = 0
    end_fold: int = 0
    rrule: str = ""
    rdate: str = ""
    exdate: str = ""
    replaced: frozenset[tuple[str, str]] = frozenset()


class Instance(NamedTuple):
    """One instance of a series, in the text forms of the domain.

    ``recurrence_id`` is its place in the series as an RFC 5545 value: a date, or a wall time in the series' zone, with
    Z in UTC. ``starts`` and the exclusive ``ends`` (None where the series has none) are dates, or wall times in that
    zone with their folds; ``starts_utc`` and ``ends_utc`` are None for whole days and floating times.
    """

    recurrence_id: str
    starts: str
    ends: str | None
    start_fold: int = 0
    end_fold: int = 0
    starts_utc: str | None = None
    ends_utc: str | None = None


def instances(series: Series, first: date, after: date) -> list[Instance]:
    """The instances that touch the days from ``first`` up to, not including, ``after`` in the series' zone, by start.

    A rule that cannot be read gives the start alone; other dates that cannot be read are left out. Never raises.
    """
    try:
        return _Expansion(series).between(first, after)
    except _UNREADABLE:
        return []


class _Expansion:
    """One series made ready. Its times are wall times in its zone, with their fold; whole days are midnights."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self.all_day = dates.is_date(series.starts)
        self.zone = "" if self.all_day or not series.zone or not dates.is_zone(series.zone) else series.zone
        self.tzinfo = dates.zone_of(self.zone) if self.zone else None
        self.start = _wall(series.starts).replace(fold=1 if series.start_fold else 0)
        self.rule = read_rule(series.rrule)
        self.length = self._length()
        self.excluded = _days_of(series.exdate) if self.all_day else _split(series.exdate)
        self.replaced = self._replaced()

    def between(self, first: date, after: date) -> list[Instance]:
        low, high = max(first, date(dates.MIN_YEAR, 12, 31)), min(after, date(dates.MAX_YEAR, 1, 1))
        back = min((self.length or timedelta()) // _DAY, _LOOKED_BACK) + 2
        most = A_YEAR * ((high - low).days // A_YEAR + 1)
        found: dict[datetime, Instance] = {}
        for wall, period in self._walls(low - timedelta(days=back), high + _DAY):
            if wall in found or self._is_excluded(wall):
                continue
            made = self._instance(wall, period)
            if made is not None and _touches(made, low, high):
                found[wall] = made
                if len(found) == most:
                    break
        return sorted(found.values(), key=lambda one: (one.starts_utc or one.starts, one.starts))

    def _walls(self, low: date, high: date) -> Iterator[tuple[datetime, str]]:
        """The start, the dates given one by one, each with its period if it is one, and what the rule gives."""
        if low <= self.start.date() < high:
            yield self.start, ""
        for value in _values_between(self.series.rdate, low - _DAY, high + _DAY):
            begin, _, period = value.partition("/")
            try:
                yield self._read(begin), period
            except _UNREADABLE:
                continue
        if self.rule is not None:
            yield from ((wall, "") for wall in self._ruled(self.rule, low, high))

    def _ruled(self, rule: Rule, low: date, high: date) -> Iterator[datetime]:
        until = rule.until
        if until:
            high = min(high, _wall(until).date() + 2 * _DAY)  # a zone is less than a day from another
        for wall in walls(rule, self.start.replace(fold=0), low, high):
            if until and self._is_over(wall, until):
                return
            yield wall

    def _is_over(self, wall: datetime, until: str) -> bool:
        if len(until) == _DATE or self.all_day:
            return wall.date() > _wall(until[:_DATE]).date()
        if until.endswith("Z") and self.zone:
            return self._instant(wall) > _wall(until).replace(tzinfo=UTC)
        return wall > _wall(until)

    # -- what is left out

    def _is_excluded(self, wall: datetime) -> bool:
        if not (self.excluded or self.replaced):
            return False
        name = _compact(wall)
        if self.all_day:
            return name[:_DATE] in self.excluded or name[:_DATE] in self.replaced
        names = {name[:_DATE], name, f"{name}Z"} if self.zone in ("", "UTC") else {name[:_DATE], name}
        if self.tzinfo is not None:
            instant = self._instant(wall)
            names |= {f"{_compact(instant)}Z", _compact(instant.astimezone(self.tzinfo))}
        return not (self.excluded.isdisjoint(names) and self.replaced.isdisjoint(names))

    def _replaced(self) -> frozenset[str]:
        """The names of instances that have a row of their own, as an instant where its zone gives another one."""
        found = set()
        for name, zone in self.series.replaced:
            named = name
            if len(name) > _DATE and not name.endswith("Z") and zone != self.zone and dates.is_zone(zone):
                try:
                    named = _compact(dates.parse_instant(dates.to_instant(dates.format_wall(_wall(name)), zone))) + "Z"
                except _UNREADABLE:
                    continue
            found.add(named[:_DATE] if self.all_day else named)
        return frozenset(found)

    # -- lengths and instants

    def _read(self, value: str) -> datetime:
        """An RFC 5545 date or time as a wall time of the series."""
        wall = _wall(value[:_DATE] if self.all_day else value)
        if not value.endswith("Z") or self.tzinfo is None:
            return wall
        return wall.replace(tzinfo=UTC).astimezone(self.tzinfo).replace(tzinfo=None)

    def _instant(self, wall: datetime) -> datetime:
        """The instant of a wall time in the zone, as :func:`planner.domain.dates.to_instant` has it."""
        if wall.fold and dates.is_gap(dates.format_wall(wall), self.zone):
            wall = wall.replace(fold=0)
        return wall.replace(tzinfo=self.tzinfo).astimezone(UTC)

    def _length(self) -> timedelta | None:
        ends = self.series.ends
        if ends is None:
            return None
        if self.tzinfo is None:
            return max(_wall(ends) - self.start, timedelta())
        last = _wall(ends).replace(fold=1 if self.series.end_fold else 0)
        return max(self._instant(last) - self._instant(self.start), timedelta())

    def _instance(self, wall: datetime, period: str) -> Instance | None:
        try:
            if self.all_day:
                day, length = wall.date(), self.length
                last = None if length is None else dates.format_date(day + length)
                return Instance(_compact(wall)[:_DATE], dates.format_date(day), last)
            name = _compact(wall) + ("Z" if self.zone == "UTC" else "")
            length = self._period(wall, period) if period else self.length
            if self.tzinfo is None:
                last = None if length is None else dates.format_wall(wall + length)
                return Instance(name, dates.format_wall(wall), last)
            begins = self._instant(wall)
            there = begins.astimezone(self.tzinfo)
            starts, starts_utc = dates.format_wall(there), dates.format_instant(begins)
            if length is None:
                return Instance(name, starts, None, there.fold, 0, starts_utc)
            finish = begins + length
            end = finish.astimezone(self.tzinfo)
            ends, ends_utc = dates.format_wall(end), dates.format_instant(finish)
            return Instance(name, starts, ends, there.fold, end.fold, starts_utc, ends_utc)
        except _UNREADABLE:
            return None

    def _period(self, wall: datetime, text: str) -> timedelta:
        """The exact length of a period that begins at a wall time and has an end or a duration (3.3.9)."""
        from planner.exchange.ics_values import Moment, after, instant, read_duration

        begins = Moment(dates.format_wall(wall), self.zone, wall.fold)
        if text[:1].isdigit():
            end = self._read(text)
            ends = Moment(dates.format_wall(end), self.zone, end.fold)
        else:
            sign, duration = read_duration(text)
            if sign < 0:
                raise ValueError(text)
            ends = after(begins, duration)
        return max(instant(ends) - instant(begins), timedelta())


def _touches(made: Instance, first: date, after: date) -> bool:
    """Whether an instance touches days of its own zone; what has no length touches the one that it begins on."""
    low, high = dates.format_date(first), dates.format_date(after)
    return made.starts < high and (made.starts >= low or (made.ends or "") > low)


# -- text --------------------------------------------------------------------------------------------------------


def _wall(text: str) -> datetime:
    """A date, a wall time or an instant as a wall time, from the forms of the domain or of RFC 5545.

    :raises ValueError: when it is none.
    """
    text = text.removesuffix("Z").replace("-", "").replace(":", "")
    if not text.isascii() or len(text) not in (_DATE, _WALL) or text[_DATE : _DATE + 1] not in ("", "T"):
        raise ValueError(text)
    parts = (text[:4], text[4:6], text[6:8], text[9:11] or "0", text[11:13] or "0", text[13:15] or "0")
    if not all(part.isdigit() for part in parts):
        raise ValueError(text)
    year, month, day, hour, minute, second = map(int, parts)
    return datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001  a wall time


def _compact(wall: datetime) -> str:
    return compact(dates.format_wall(wall))


@lru_cache(maxsize=64)
def _split(values: str) -> frozenset[str]:
    """The values of a list; those of a series are split once, however many they are and however often it is drawn."""
    return frozenset(values.split(",")) if values else frozenset()


@lru_cache(maxsize=64)
def _days_of(values: str) -> frozenset[str]:
    return frozenset(value[:_DATE] for value in _split(values))


@lru_cache(maxsize=64)
def _sorted(values: str) -> list[str]:
    return sorted(_split(values))


def _values_between(values: str, low: date, high: date) -> list[str]:
    """The values of a list whose day, as it is written, lies from ``low`` up to, not including, ``high``."""
    if not values:
        return []
    found = _sorted(values)
    begin, end = (bisect_left(found, dates.format_date(day).replace("-", "")) for day in (low, high))
    return found[begin:end]
