"""Instances agree with those of recurring-ical-events over ten years, of random rules and of real files."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.domain.dates import format_date, format_wall, to_instant
from planner.exchange.ics_reader import read_ics
from planner.exchange.recurrence import Series
from tests.exchange.recurring import midnight, others_spans, spans, starts, written

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo")
LENGTHS = (timedelta(hours=1), timedelta(hours=26), timedelta(days=3))


def some(low: int, high: int, *, negative: bool = False) -> st.SearchStrategy[str]:
    number = st.integers(low, high)
    either = number | number.map(lambda one: -one) if negative else number
    return st.lists(either, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn, start: datetime, *, zoned: bool, all_day: bool) -> str:
    """A rule that comes true now and then: for one that never does, the other library looks until the year 9999."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    long = frequency in ("MONTHLY", "YEARLY")
    has_month, has_day = draw(st.booleans()), draw(st.booleans())
    has_month_day = frequency != "WEEKLY" and (draw(st.booleans()) or (long and has_month and not has_day))
    parts = {"FREQ": frequency}
    if draw(st.booleans()):
        parts["INTERVAL"] = str(draw(st.sampled_from((1, 5, 7) if frequency == "MONTHLY" else (1, 2, 3, 5))))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(DAYS))
    most = {"MONTHLY": 4, "YEARLY": 4 if has_month else 52}.get(frequency, 0) if not has_month_day else 0
    ordinal = draw(st.booleans()) and most
    if has_day:
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))
        numbers = st.integers(-ordinal, ordinal).map(lambda number: str(number or ""))
        parts["BYDAY"] = ",".join(f"{draw(numbers) if ordinal else ''}{day}" for day in days)
    if has_month:
        parts["BYMONTH"] = draw(some(1, 12))
    if has_month_day:
        parts["BYMONTHDAY"] = draw(some(1, 28 if has_month else 31, negative=True))
    if (has_day or has_month or has_month_day) and draw(st.booleans()):
        many = long and has_day and not ordinal and not has_month_day
        parts["BYSETPOS"] = draw(some(1, 4, negative=True) if many else st.sampled_from(("1", "-1", "1,-1")))
    ends = draw(st.sampled_from(("", "COUNT", "UNTIL")))
    if ends == "COUNT":
        parts["COUNT"] = str(draw(st.integers(1, 60)))
    elif ends == "UNTIL":
        last = start + timedelta(days=draw(st.integers(0, 2000)))
        parts["UNTIL"] = f"{last:%Y%m%d}" if all_day else f"{last:%Y%m%dT%H%M%S}{'Z' if zoned else ''}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


@st.composite
def series(draw: st.DrawFn) -> Series:
    kind = draw(st.sampled_from(("all-day", "floating", "UTC", "zoned")))
    zone = {"UTC": "UTC", "zoned": draw(st.sampled_from(ZONES))}.get(kind, "")
    start = midnight(draw(st.dates(date(2019, 1, 1), date(2024, 12, 31))))
    if kind != "all-day":
        start += timedelta(minutes=30 * draw(st.integers(0, 47)))
    rule = draw(rules(start, zoned=bool(zone), all_day=kind == "all-day"))
    if kind == "all-day":
        length = draw(st.integers(1, 4))
        begins, ends = format_date(start), format_date(start + timedelta(days=length))
    else:
        begins, ends = format_wall(start), format_wall(start + draw(st.sampled_from(LENGTHS)))
        assume(not zone or to_instant(begins, zone) < to_instant(ends, zone))
    text = "%Y%m%d" if kind == "all-day" else "%Y%m%dT%H%M%SZ" if kind == "UTC" else "%Y%m%dT%H%M%S"
    near = st.integers(0, 900).map(lambda days: f"{start + timedelta(days=days):{text}}")
    made = list(_first_of(rule, start, zone, 40))
    known = st.sampled_from([f"{one:{text}}" for one in made]) if made else near
    exdate = draw(st.lists(known | near, max_size=6, unique=True))
    rdate = draw(st.lists(near, max_size=4, unique=True))
    return Series(begins, ends, zone, rrule=rule, rdate=",".join(rdate), exdate=",".join(exdate))


def _first_of(rule: str, start: datetime, zone: str, number: int) -> list[datetime]:
    """What dateutil gives first, as wall times, within twelve years."""
    aware = start.replace(tzinfo=ZoneInfo(zone)) if zone else start
    found: list[datetime] = []
    for one in rrulestr(rule, dtstart=aware).xafter(aware, inc=True):
        if one.year > start.year + 12 or len(found) == number:
            break
        found.append(one.replace(tzinfo=None))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(series())
def test_ten_years_agree(one: Series) -> None:
    start = datetime.fromisoformat(one.starts)
    low, high = start.date() - timedelta(days=30), start.date().replace(year=start.year + 10, day=28)
    if "COUNT" in one.rrule:  # of which the start is the first (3.3.10), there only if the rule gives it
        assume(_first_of(one.rrule, start, one.zone, 1) == [start])
    theirs, ours = others_spans(written(one), low, high), spans(one, low, high)
    assert starts(ours) == starts(theirs)
    if not one.zone or one.zone in ("UTC", "Asia/Kolkata"):
        assert ours == theirs
    else:
        _same_lengths(one, ours)


def _same_lengths(one: Series, found: list[tuple[str, str]]) -> None:
    """The length is exact (3.8.5.3); there it is one of wall times."""
    zone, first, last = ZoneInfo(one.zone), datetime.fromisoformat(one.starts), datetime.fromisoformat(one.ends or "")
    length = last.replace(tzinfo=zone).astimezone(UTC) - first.replace(tzinfo=zone).astimezone(UTC)
    for begins, ends in found:
        assert datetime.fromisoformat(ends) - datetime.fromisoformat(begins) == length


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(series(), st.integers(-60, 3000), st.integers(1, 60))
def test_a_short_span_shows_what_a_long_one_does(one: Series, after: int, days: int) -> None:
    """A rule is followed from near the days that are asked for, which must not change what it gives."""
    low = datetime.fromisoformat(one.starts).date() + timedelta(days=after)
    high = low + timedelta(days=days)
    whole = spans(one, low - timedelta(days=after + 61), high + timedelta(days=30))
    within = [span for span in whole if low.isoformat() <= span[0] < high.isoformat()]
    assert spans(one, low, high) == within


def _differs(one: Series) -> bool:
    """What planner.exchange.recurrence explains: periods, days as exceptions to times, a start that COUNT counts."""
    timed = len(one.starts) > len("2026-01-01")
    if "/" in one.rdate or (timed and any(len(name) == len("20260101") for name in one.exdate.split(","))):
        return True
    start = datetime.fromisoformat(one.starts)
    return "COUNT" in one.rrule and _first_of(one.rrule, start, one.zone, 1) != [start]


@pytest.mark.shared_data
def test_real_series_agree(shared: Path) -> None:
    """Each series of a real file, without its overrides, as our writer gives it out."""
    compared = 0
    for path in sorted((shared / "data" / "ics").glob("*.ics")):
        for event in read_ics(path.read_bytes(), path.name).events:
            one = Series(
                event.starts, event.ends or None, event.zone, event.start_fold, event.end_fold,
                event.rrule, event.rdate, event.exdate,
            )  # fmt: skip
            if event.recurrence_id or not (event.rrule or event.rdate) or _differs(one):
                continue
            low = date.fromisoformat(event.starts[:10])
            high = low.replace(year=low.year + 10, day=28)
            assert starts(spans(one, low, high)) == starts(others_spans(written(one), low, high)), (path.name, event)
            compared += 1
    assert compared > 60
