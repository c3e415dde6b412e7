"""Dates, instants and wall times: exact text forms, anywhere on Earth, gaps and folds, half-open spans."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import dates
from planner.domain.errors import InvalidInputError

ZONES = ["UTC", "AoE", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
some_dates = st.dates(date(1971, 1, 1), date(2090, 1, 1))
walls = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1)).map(lambda value: value.replace(microsecond=0))


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_dates_come_back(day: date) -> None:
    assert dates.parse_date(dates.format_date(day)) == day


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)).map(lambda value: value.replace(microsecond=0)))
def test_wall_times_and_instants_come_back(value: datetime) -> None:
    assert dates.parse_wall(dates.format_wall(value)) == value
    aware = value.replace(tzinfo=UTC)
    assert dates.parse_instant(dates.format_instant(aware)) == aware


@pytest.mark.parametrize(
    "text", ["", "2026-2-3", "2026-02-30", "20260203", "2026-W05-1", "2026-02-03T00:00:00", "２026-02-03", "0000-01-01"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a date; write it as year-month-day"):
        dates.parse_date(text)


@pytest.mark.parametrize("text", ["2026-02-03", "2026-02-03 10:00:00", "2026-02-03T10:00", "2026-02-03T24:00:01",
                                  "2026-02-03T10:00:00Z", "2026-02-03T10:00+0100"])  # fmt: skip
def test_other_texts_are_no_wall_times(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a date with a time"):
        dates.parse_wall(text)


@pytest.mark.parametrize("text", ["", "Z", "2026-02-03T10:00:00", "2026-02-03Z", "2026-02-03T10:00:00+00:00"])
def test_other_texts_are_no_instants(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not an instant in UTC"):
        dates.parse_instant(text)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        dates.format_instant(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 5, 6), "2026-05-07T11:59:59Z"),
        (date(2026, 12, 31), "2027-01-01T11:59:59Z"),
        (date(2028, 2, 28), "2028-02-29T11:59:59Z"),
    ],
)
def test_a_day_has_passed_when_it_has_passed_anywhere_on_earth(day: date, instant: str) -> None:
    assert dates.aoe_end_of_day(day) == instant
    assert dates.to_instant(f"{day}T23:59:59", "AoE") == instant
    assert dates.from_instant(instant, "AoE") == (f"{day}T23:59:59", 0)


@pytest.mark.parametrize(
    ("wall", "zone", "fold", "instant"),
    [
        ("2026-07-01T09:00:00", "Europe/Berlin", 0, "2026-07-01T07:00:00Z"),
        ("2026-01-01T09:00:00", "Europe/Berlin", 0, "2026-01-01T08:00:00Z"),
        ("2026-03-29T02:30:00", "Europe/Berlin", 0, "2026-03-29T01:30:00Z"),  # gap: 03:30 summer time
        ("2026-03-29T02:30:00", "Europe/Berlin", 1, "2026-03-29T01:30:00Z"),
        ("2026-10-25T02:30:00", "Europe/Berlin", 0, "2026-10-25T00:30:00Z"),  # twice: summer time first
        ("2026-10-25T02:30:00", "Europe/Berlin", 1, "2026-10-25T01:30:00Z"),
        ("2026-03-08T02:15:00", "America/New_York", 1, "2026-03-08T07:15:00Z"),
        ("2026-10-04T02:10:00", "Australia/Lord_Howe", 0, "2026-10-03T15:40:00Z"),  # a gap of half an hour
        ("2026-07-01T09:00:00", "Asia/Kolkata", 1, "2026-07-01T03:30:00Z"),
    ],
)
def test_wall_times_become_instants(wall: str, zone: str, fold: int, instant: str) -> None:
    assert dates.to_instant(wall, zone, fold) == instant


def test_gaps_and_folds_are_told() -> None:
    assert dates.is_gap("2026-03-29T02:30:00", "Europe/Berlin")
    assert dates.is_fold("2026-10-25T02:30:00", "Europe/Berlin")
    assert not dates.is_gap("2026-10-25T02:30:00", "Europe/Berlin")
    assert not dates.is_fold("2026-03-29T02:30:00", "Europe/Berlin")
    assert dates.from_instant("2026-10-25T01:30:00Z", "Europe/Berlin") == ("2026-10-25T02:30:00", 1)


@pytest.mark.parametrize(
    ("wall", "zone", "minutes", "after"),
    [
        ("2026-03-29T01:30:00", "Europe/Berlin", 60, ("2026-03-29T03:30:00", 0)),
        ("2026-10-25T02:30:00", "Europe/Berlin", 60, ("2026-10-25T02:30:00", 1)),
        ("2026-03-29T01:30:00", "", 60, ("2026-03-29T02:30:00", 0)),
        ("2026-03-29T01:30:00", "Europe/Atlantis", 60, ("2026-03-29T02:30:00", 0)),
    ],
)
def test_minutes_are_real_ones_where_the_zone_is_known(
    wall: str, zone: str, minutes: int, after: tuple[str, int]
) -> None:
    assert dates.wall_after(wall, zone, minutes) == after


@given(walls, st.sampled_from(ZONES), st.integers(0, 1))
def test_instants_come_back_unless_in_a_gap(value: datetime, zone: str, fold: int) -> None:
    wall = dates.format_wall(value)
    instant = dates.to_instant(wall, zone, fold)
    back, back_fold = dates.from_instant(instant, zone)
    if dates.is_gap(wall, zone):
        assert back > wall
    else:
        assert back == wall
        assert back_fold == (fold if dates.is_fold(wall, zone) else 0)
    assert dates.to_instant(back, zone, back_fold) == instant


@pytest.mark.parametrize(
    "name", ["", "Berlin", "Europe", "../UTC", "/etc/localtime", "Europe/Atlantis", "UTC+8", "a\0b"]
)
def test_unknown_zones_are_refused(name: str) -> None:
    assert not dates.is_zone(name)
    with pytest.raises(InvalidInputError, match="is not a time zone; write it as a region and a city"):
        dates.zone_of(name)


def test_known_zones() -> None:
    names = dates.zone_names()
    assert names[:2] == ["UTC", "AoE"]
    assert "Europe/Berlin" in names
    assert all(dates.is_zone(name) for name in (*ZONES, "Etc/GMT-8"))


@pytest.mark.parametrize("wall", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_times_out_of_range_are_refused(wall: str) -> None:
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.to_instant(wall, "AoE" if wall > "5" else "Asia/Kolkata")
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.instant_to_zone(f"{wall}Z", "Asia/Kolkata" if wall > "5" else "AoE")


@pytest.mark.parametrize("day", ["0001-12-31", "9999-01-01", "9999-12-31"])
def test_years_without_room_for_a_day_more_are_refused_everywhere(day: str) -> None:
    for read in (
        lambda: dates.parse_date(day),
        lambda: dates.parse_wall(f"{day}T12:00:00"),
        lambda: dates.parse_instant(f"{day}T12:00:00Z"),
        lambda: dates.check_span(day, None),
        lambda: dates.utc_bounds("2026-01-01", day, ""),
    ):
        with pytest.raises(InvalidInputError, match="out of range; choose a year from 2 to 9998"):
            read()


def test_no_instant_that_a_zone_makes_is_out_of_range() -> None:
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.to_instant("9998-12-31T23:59:59", "AoE")
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.aoe_end_of_day(date(9998, 12, 31))


@pytest.mark.parametrize("instant", ["0002-01-01T23:59:59Z", "9998-12-31T00:00:00Z", "9998-12-31T23:59:59Z"])
def test_an_instant_that_is_in_another_year_elsewhere_is_not_kept(instant: str) -> None:
    with pytest.raises(InvalidInputError, match="choose a day from 0002-01-02 to 9998-12-30"):
        dates.kept_instant(instant)
    with pytest.raises(InvalidInputError, match="choose a day from 0002-01-02 to 9998-12-30"):
        dates.utc_bounds(instant.removesuffix("Z"), None, "UTC")


@pytest.mark.parametrize("instant", ["0002-01-02T00:00:00Z", "9998-12-30T23:59:59Z"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "AoE", "Asia/Manila", "America/Sitka"])
def test_the_day_of_an_instant_that_is_kept_is_one_that_a_plan_takes(instant: str, zone: str) -> None:
    day = dates.from_instant(dates.kept_instant(instant), zone)[0][:10]
    assert dates.format_date(dates.parse_date(day)) == day


def test_a_day_after_the_last_or_before_the_first_is_refused_in_a_sentence() -> None:
    assert dates.exclusive_end("9998-12-31") == "9999-01-01"
    assert dates.last_day("9999-01-01") == "9998-12-31"
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.exclusive_end("9999-12-31")
    with pytest.raises(InvalidInputError, match="out of range"):
        dates.last_day("0001-01-01")


def test_bounds_of_events() -> None:
    assert dates.utc_bounds(None, None, "") == (None, None)
    assert dates.utc_bounds("2026-05-01", "2026-05-03", "") == (None, None)
    assert dates.utc_bounds("2026-05-01T09:00:00", "2026-05-01T10:00:00", "") == (None, None)
    assert dates.utc_bounds("2026-05-01T09:00:00", "2026-05-01T10:00:00", "Europe/Berlin") == (
        "2026-05-01T07:00:00Z",
        "2026-05-01T08:00:00Z",
    )
    assert dates.utc_bounds("2026-10-25T02:30:00", "2026-10-25T02:30:00", "Europe/Berlin", 0, 1) == (
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
    )
    assert dates.utc_bounds("2026-05-01T09:00:00", None, "UTC") == ("2026-05-01T09:00:00Z", None)


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "message"),
    [
        (None, "2026-05-01", "", "an end without a start"),
        ("2026-05-01", "2026-05-01T09:00:00", "", "must both be dates"),
        ("2026-05-01", "2026-05-01", "", "The end \\(2026-04-30\\) is before the start \\(2026-05-01\\)"),
        ("2026-05-01T09:00:00", "2026-05-01T09:00:00", "", "is before the start"),
        ("2026-05-01T09:00:00", "2026-05-01T08:00:00", "UTC", "is before the start"),
        ("2026-05-01T09:00:00", None, "Nowhere", "is not a time zone"),
        ("2026-02-30", None, "", "is not a date"),
        ("2026-05-01", "nonsense", "", "is not a date"),
    ],
)
def test_impossible_spans_are_refused(starts: str | None, ends: str | None, zone: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        dates.check_span(starts, ends, zone)


def test_possible_spans_pass() -> None:
    dates.check_span(None, None)
    dates.check_span("2026-05-01", None)
    dates.check_span("2026-05-01", "2026-05-02")
    dates.check_span("2026-10-25T02:30:00", "2026-10-25T02:15:00", "Europe/Berlin", 0, 1)


@given(some_dates, st.integers(0, 400))
def test_half_open_days(day: date, length: int) -> None:
    last = dates.format_date(day + timedelta(days=length))
    ends = dates.exclusive_end(last)
    assert dates.last_day(ends) == last
    assert dates.days_between(dates.format_date(day), ends) == length + 1
    assert dates.overlaps(dates.format_date(day), ends, last, ends)
    assert not dates.overlaps(dates.format_date(day), ends, ends, "9999-01-01")


def test_the_last_day_of_a_timed_span() -> None:
    assert dates.last_day("2026-05-02T00:00:00") == "2026-05-01"
    assert dates.last_day("2026-05-02T00:30:00") == "2026-05-02"


@given(some_dates)
def test_mondays(day: date) -> None:
    first = dates.monday(day)
    assert first.weekday() == 0
    assert 0 <= (day - first).days < 7


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_are_added_within_the_month(day: date, months: int) -> None:
    moved = dates.add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, dates.days_in_month(moved.year, moved.month))


def test_months_beyond_the_calendar() -> None:
    with pytest.raises(OverflowError):
        dates.add_months(date(9999, 12, 1), 1)


def test_counting_by_week() -> None:
    assert dates.count_by_week(["2026-05-04", "2026-05-10T08:00:00", "2026-05-11"]) == {
        "2026-05-04": 2,
        "2026-05-11": 1,
    }
