"""VTIMEZONE components made from the IANA data of zoneinfo, right on both sides of every change.

A zone that follows one yearly rule gets one STANDARD and one DAYLIGHT sub-component with a yearly RRULE. Every
change that no rule covers gets a sub-component of its own: comma-joined RDATE lists, which libraries commonly write,
are half read by several calendar programs (docs/decisions/0012).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.config.text import tr
from planner.domain.errors import ExchangeError

FIRST_YEAR = 2024
LAST_YEAR = 2040
_OLDEST_YEAR, _NEWEST_YEAR = 1900, 2100
# A yearly rule must hold as long as the days of the week take to come round, or "the last Sunday" and "the fourth
# Sunday" cannot be told apart.
_PROOF_YEARS = 28
_PROBE = timedelta(days=4)
_FIXED = frozenset(("AoE", "EST", "GMT", "GMT+0", "GMT-0", "GMT0", "Greenwich", "HST", "MST"))
_FIXED |= {"UCT", "UTC", "Universal", "Zulu"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """One change of a zone's offset: ``onset`` is the wall time at which it happens, in the offset before it."""

    onset: datetime
    offset_before: timedelta
    offset: timedelta
    name: str
    daylight: bool


class _Rule(NamedTuple):
    month: int
    part: str  # the BYDAY part of the rule, with BYMONTHDAY where the day is not simply the n-th of its name


def vtimezone(zone: str, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> str:
    """The VTIMEZONE of an IANA zone as text with CRLF, good for all of the given years (RFC 5545, 3.6.5).

    A zone with a yearly rule is right after the last year too, as far as the rule is known today.

    :raises ExchangeError: when this computer does not know the zone.
    """
    first = min(max(first_year, _OLDEST_YEAR), _NEWEST_YEAR)
    return _vtimezone(zone, first, max(min(last_year, _NEWEST_YEAR), first))


def zone_texts(spans: Iterable[tuple[str, int]]) -> list[str]:
    """The VTIMEZONEs of all zones that occur, by name, each good from the earliest year that was given with it.

    :raises ExchangeError: when this computer does not know one of the zones.
    """
    years: dict[str, tuple[int, int]] = {}
    for zone, year in spans:
        first, last = years.get(zone, (FIRST_YEAR, LAST_YEAR))
        years[zone] = (min(first, year), max(last, year + 1))
    return [vtimezone(zone, *years[zone]) for zone in sorted(years)]


def is_fixed(zone: str) -> bool:
    """Tell whether a zone is a mere offset (``Etc/GMT+5``, ``AoE``, ``UTC``), which goes out as UTC, not by name."""
    return zone in _FIXED or zone.startswith("Etc/")


def load(zone: str) -> ZoneInfo:
    """The zone of an IANA name.

    :raises ExchangeError: when this computer does not know the zone.
    """
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise ExchangeError(
            tr(
                "The time zone “{zone}” is not known here; choose another zone for the entries that use it.",
                zone=zone,
            )
        ) from None


def changes(zone: tzinfo, first_year: int, last_year: int) -> list[Change]:
    """All changes of a zone's offset from the start of one year to the end of another, in order."""
    found: list[Change] = []
    at, stop = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before = _offset(zone, at)
    while at < stop:
        probe = min(at + _PROBE, stop)
        if _offset(zone, probe) != before:
            probe = _first_with_other_offset(zone, at, probe)
            there = probe.astimezone(zone)
            after = _offset(zone, probe)
            onset = (probe + before).replace(tzinfo=None)
            found.append(Change(onset, before, after, there.tzname() or "", bool(there.dst())))
            before = after
        at = probe
    return found


@lru_cache(maxsize=256)
def _vtimezone(zone: str, first_year: int, last_year: int) -> str:
    source = load(zone)
    found = changes(source, first_year - 1, max(last_year, first_year + _PROOF_YEARS))
    regular_from, rules = _yearly(found, first_year - 1)
    single = [change for change in found if change.onset.year < regular_from and change.onset.year <= last_year]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    if regular_from >= first_year:
        lines += _observance(_initial(source, first_year - 1), "")
    for change in single:
        lines += _observance(change, "")
    daylight_offset = max((change.offset for change, _ in rules), default=timedelta())
    for change, rule in rules:
        shown = change._replace(daylight=change.offset == daylight_offset)
        lines += _observance(shown, f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};{rule.part}")
    lines.append("END:VTIMEZONE")
    return "\r\n".join(lines) + "\r\n"


def _yearly(found: Sequence[Change], first_year: int) -> tuple[int, list[tuple[Change, _Rule]]]:
    """The first year from which two yearly rules hold to the end, with the first change by each; else year 10000."""
    by_year: dict[int, list[Change]] = {}
    for change in found:
        by_year.setdefault(change.onset.year, []).append(change)
    years = sorted(by_year)
    if not years or years[-1] < first_year + _PROOF_YEARS:
        return 10_000, []
    last = years[-1]
    start = last
    while start - 1 in by_year and _alike(by_year[start - 1], by_year[last]):
        start -= 1
    if last - start < _PROOF_YEARS - 3 or not _alike(by_year[last], by_year[last]):
        return 10_000, []
    for begin in range(start, min(start + 4, last)):
        pairs = [[by_year[year][at] for year in range(begin, last + 1)] for at in (0, 1)]
        rules = [_rule(series) for series in pairs]
        if rules[0] is not None and rules[1] is not None:
            return begin, [(pairs[0][0], rules[0]), (pairs[1][0], rules[1])]
    return 10_000, []


def _alike(year: Sequence[Change], other: Sequence[Change]) -> bool:
    return len(year) == len(other) == 2 and all(
        (one.onset.month, one.onset.weekday(), one.onset.time(), one.offset_before, one.offset, one.name)
        == (two.onset.month, two.onset.weekday(), two.onset.time(), two.offset_before, two.offset, two.name)
        for one, two in zip(year, other, strict=True)
    )


def _rule(series: Sequence[Change]) -> _Rule | None:
    """The rule that gives every day of a series of changes that share month, weekday and time of day."""
    month, weekday = series[0].onset.month, _WEEKDAYS[series[0].onset.weekday()]
    days = [change.onset.day for change in series]
    if all(day + 7 > monthrange(change.onset.year, month)[1] for day, change in zip(days, series, strict=True)):
        return _Rule(month, f"BYDAY=-1{weekday}")
    nth = {(day - 1) // 7 + 1 for day in days}
    if len(nth) == 1:
        return _Rule(month, f"BYDAY={nth.pop()}{weekday}")
    if max(days) - min(days) == 6:
        span = ",".join(str(day) for day in range(min(days), max(days) + 1))
        return _Rule(month, f"BYMONTHDAY={span};BYDAY={weekday}")
    return None


def _initial(zone: tzinfo, first_year: int) -> Change:
    """What holds from before the first change on; dated 1970, as most programs do, unless older times occur."""
    there = datetime(first_year, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = there.utcoffset() or timedelta()
    onset = datetime(min(1970, first_year - 1), 1, 1)  # noqa: DTZ001  an onset is a wall time
    return Change(onset, offset, offset, there.tzname() or "", bool(there.dst()))


def _observance(change: Change, rule: str) -> list[str]:
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.onset.year:04}{change.onset:%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset_text(change.offset_before)}",
        f"TZOFFSETTO:{_offset_text(change.offset)}",
        f"TZNAME:{change.name}",
        *([rule] if rule else []),
        f"END:{kind}",
    ]


def _offset_text(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")


def _offset(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _first_with_other_offset(zone: tzinfo, low: datetime, high: datetime) -> datetime:
    """The first second after ``low`` at which the offset is another, known to lie at or before ``high``."""
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high
