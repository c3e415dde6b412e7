"""Instances as RFC 5545 has them: zones, ends of rules, dates given one by one, what is left out; always bounded."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pytest
from dateutil import rrule as recurrences

from planner.exchange import recurrence, recurrence_rule
from planner.exchange.recurrence import A_YEAR, Instance, Series, instances
from planner.exchange.recurrence_rule import A_DAY, read_rule

BERLIN = "Europe/Berlin"
NINE = Series("2026-03-23T09:00:00", "2026-03-23T10:30:00", BERLIN, rrule="FREQ=WEEKLY")
DAYS = Series("2026-03-23", "2026-03-25", rrule="FREQ=WEEKLY")
FIRST, AFTER = date(2026, 11, 1), date(2026, 12, 13)


def between(series: Series, first: str, after: str) -> list[Instance]:
    return instances(series, date.fromisoformat(first), date.fromisoformat(after))


def starts(series: Series, first: str = "2026-01-01", after: str = "2027-01-01") -> list[str]:
    return [one.starts for one in between(series, first, after)]


# -- zones


def test_nine_in_the_morning_stays_nine_over_the_changes_of_the_clocks() -> None:
    before, following = between(NINE, "2026-03-20", "2026-04-01")
    assert (before.starts, before.starts_utc) == ("2026-03-23T09:00:00", "2026-03-23T08:00:00Z")
    assert (following.starts, following.starts_utc) == ("2026-03-30T09:00:00", "2026-03-30T07:00:00Z")
    assert following.recurrence_id == "20260330T090000"
    assert (following.ends, following.ends_utc) == ("2026-03-30T10:30:00", "2026-03-30T08:30:00Z")


def test_what_a_gap_leaves_out_is_meant_with_the_offset_before_it() -> None:
    night = Series("2026-03-22T02:30:00", "2026-03-22T03:30:00", BERLIN, rrule="FREQ=DAILY")
    (moved,) = between(night, "2026-03-29", "2026-03-30")
    assert (moved.recurrence_id, moved.starts) == ("20260329T023000", "2026-03-29T03:30:00")
    assert (moved.starts_utc, moved.ends_utc) == ("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z")


def test_of_an_hour_that_comes_twice_the_first_is_meant_but_the_start_keeps_its_own() -> None:
    yearly = "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
    night = Series("2025-10-26T02:30:00", "2025-10-26T02:45:00", BERLIN, 1, 1, rrule=yearly)
    (own,) = between(night, "2025-10-26", "2025-10-27")
    assert (own.start_fold, own.end_fold, own.starts_utc) == (1, 1, "2025-10-26T01:30:00Z")
    assert starts(night, "2025-10-25", "2026-12-01") == ["2025-10-26T02:30:00", "2026-10-25T02:30:00"]
    (following,) = between(night, "2026-10-25", "2026-10-26")
    assert (following.start_fold, following.starts_utc) == (0, "2026-10-25T00:30:00Z")


def test_a_length_is_exact_over_a_change_of_the_clocks() -> None:
    night = Series("2026-03-21T22:00:00", "2026-03-22T06:00:00", BERLIN, rrule="FREQ=WEEKLY")
    (_, short) = between(night, "2026-03-21", "2026-03-30")
    assert (short.starts, short.ends) == ("2026-03-28T22:00:00", "2026-03-29T07:00:00")


def test_whole_days_never_shift_and_floating_times_have_no_instant() -> None:
    assert [(one.starts, one.ends, one.recurrence_id) for one in between(DAYS, "2026-03-29", "2026-04-01")] == [
        ("2026-03-30", "2026-04-01", "20260330")
    ]
    floating = NINE._replace(zone="")
    assert {one.starts_utc for one in between(floating, "2026-03-20", "2026-05-01")} == {None}
    (one, *_) = between(NINE._replace(zone="UTC"), "2026-03-20", "2026-05-01")
    assert (one.recurrence_id, one.starts_utc) == ("20260323T090000Z", "2026-03-23T09:00:00Z")


def test_an_instance_is_found_on_each_day_that_it_touches() -> None:
    long = Series("2026-03-23", "2026-03-30", rrule="FREQ=MONTHLY")
    assert starts(long, "2026-04-29", "2026-04-30") == ["2026-04-23"]
    assert starts(long, "2026-04-30", "2026-05-01") == []
    assert starts(NINE._replace(ends=None), "2026-03-23", "2026-03-24") == ["2026-03-23T09:00:00"]


# -- the end of a rule, and its start


@pytest.mark.parametrize(
    ("until", "number"),
    [
        ("20260406", 3),  # the whole day
        ("20260405", 2),
        ("20260406T070000Z", 3),  # nine in Berlin
        ("20260406T065959Z", 2),
        ("20260406T090000", 3),  # in its own zone
        ("20260406T085959", 2),
    ],
)
def test_until_holds_as_a_date_in_utc_and_in_its_own_zone(until: str, number: int) -> None:
    assert len(starts(NINE._replace(rrule=f"FREQ=WEEKLY;UNTIL={until}"))) == number


def test_the_start_is_the_first_instance_also_where_the_rule_does_not_give_it() -> None:
    found = starts(NINE._replace(rrule="FREQ=WEEKLY;BYDAY=WE;COUNT=3"))
    assert found == ["2026-03-23T09:00:00", "2026-03-25T09:00:00", "2026-04-01T09:00:00"]


def test_count_ends_the_rule_however_late_one_looks() -> None:
    daily = Series("2020-01-01", "2020-01-02", rrule="FREQ=DAILY;COUNT=2400")
    assert starts(daily, "2026-07-20", "2027-01-01") == [f"2026-07-{day}" for day in range(20, 28)]
    assert starts(daily, "2027-01-01", "2028-01-01") == []


def test_a_week_begins_where_the_rule_says() -> None:
    every = Series("1997-08-05", "1997-08-06", rrule="FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO")
    assert starts(every, "1997-01-01", "1998-01-01") == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]
    other = every._replace(rrule=every.rrule.replace("WKST=MO", "WKST=SU"))
    assert starts(other, "1997-01-01", "1998-01-01") == ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]


def test_a_week_number_without_a_day_means_the_weekday_of_the_start() -> None:
    assert starts(DAYS._replace(rrule="FREQ=YEARLY;BYWEEKNO=20")) == ["2026-03-23", "2026-05-11"]


# -- dates given one by one


def test_dates_and_periods_come_besides_the_rule_and_once_each() -> None:
    more = NINE._replace(
        rrule="FREQ=WEEKLY;COUNT=2",
        rdate="20260330T090000,20260401T120000Z,20260402T080000/PT20M,20260403T080000/20260403T100000,20260404,2026,x",
    )
    assert [(one.starts, one.ends) for one in between(more, "2026-01-01", "2027-01-01")] == [
        ("2026-03-23T09:00:00", "2026-03-23T10:30:00"),
        ("2026-03-30T09:00:00", "2026-03-30T10:30:00"),
        ("2026-04-01T14:00:00", "2026-04-01T15:30:00"),
        ("2026-04-02T08:00:00", "2026-04-02T08:20:00"),
        ("2026-04-03T08:00:00", "2026-04-03T10:00:00"),
        ("2026-04-04T00:00:00", "2026-04-04T01:30:00"),
    ]
    days = DAYS._replace(rrule="", rdate="20260401,20260410T220000Z")
    assert starts(days) == ["2026-03-23", "2026-04-01", "2026-04-10"]


@pytest.mark.parametrize("name", ["20260330T090000", "20260330T070000Z", "20260330"])
def test_an_exception_takes_its_instance_away_however_it_is_written(name: str) -> None:
    left = ["2026-03-23T09:00:00", "2026-04-06T09:00:00"]
    assert starts(NINE._replace(exdate=f"{name},20260102T090000"), after="2026-04-10") == left
    assert starts(NINE._replace(replaced=frozenset({(name, "")})), after="2026-04-10") == left
    assert starts(DAYS._replace(exdate=name), after="2026-04-10") == ["2026-03-23", "2026-04-06"]


def test_an_override_may_name_its_instance_in_its_own_zone() -> None:
    found = starts(NINE._replace(replaced=frozenset({("20260330T030000", "America/New_York")})), after="2026-04-10")
    assert found == ["2026-03-23T09:00:00", "2026-04-06T09:00:00"]


def test_the_start_can_be_left_out_too() -> None:
    assert starts(NINE._replace(exdate="20260323T090000"), after="2026-04-01") == ["2026-03-30T09:00:00"]


# -- what cannot be read


@pytest.mark.parametrize(
    "rule",
    [
        "nonsense", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=x", "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYMONTHDAY=0", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;UNTIL=20261399",
        "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;BYEASTER=1", "RSCALE=HEBREW;FREQ=YEARLY", "FREQ=DAILY;BYHOUR=24",
        "FREQ=HOURLY;BYMINUTE=1,2;BYSETPOS=1", "FREQ=DAILY" + ";" * 3000, "FREQ=DAILY;BYDAY=99MO",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_gives_the_start_alone(rule: str) -> None:
    assert read_rule(rule) is None
    assert starts(NINE._replace(rrule=rule)) == ["2026-03-23T09:00:00"]


def test_an_unknown_zone_is_floating_and_impossible_times_give_nothing() -> None:
    assert starts(NINE._replace(zone="Nowhere/Town"), after="2026-03-24") == ["2026-03-23T09:00:00"]
    assert starts(NINE._replace(starts="2026-99-99")) == []
    late = Series("9997-12-30", "9997-12-31", rrule="FREQ=DAILY")
    assert starts(late, "9997-12-01", "9999-12-31") == ["9997-12-30", "9997-12-31"]


def test_what_is_no_part_of_a_rule_and_what_others_added_is_passed_over() -> None:
    weekly = NINE._replace(rrule="RRULE:Anything;X-OTHER=1;FREQ=WEEKLY;COUNT=2")
    assert len(starts(weekly)) == 2


# -- hostile


ALL_HOURS = ",".join(map(str, range(24)))
ALL_SIXTY = ",".join(map(str, range(60)))
HOSTILE = [
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;INTERVAL=7;BYHOUR=23;BYMINUTE=59",
    "FREQ=MINUTELY",
    "FREQ=HOURLY",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
    "FREQ=SECONDLY;INTERVAL=60;BYSECOND=1;COUNT=5",
    "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=3;COUNT=5",
    "FREQ=SECONDLY;COUNT=999999999999",
    "FREQ=DAILY;COUNT=999999999999",
    "FREQ=DAILY;BYDAY=MO;COUNT=999999999999",
    "FREQ=DAILY;INTERVAL=10000000",
    f"FREQ=DAILY;BYHOUR={ALL_HOURS};BYMINUTE={ALL_SIXTY};BYSECOND={ALL_SIXTY}",
    f"FREQ=SECONDLY;INTERVAL=86399;BYHOUR={ALL_HOURS};BYMINUTE={ALL_SIXTY};BYSECOND={ALL_SIXTY}",
    "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=100;BYDAY=53MO",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=53MO",  # over which dateutil stumbles
    "FREQ=HOURLY;COUNT=1000000000",
    "FREQ=DAILY;INTERVAL=86399;BYMONTHDAY=-6;COUNT=1000",
]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts every period that dateutil begins and every time of day that is looked at."""
    recurrence_rule._last_counted.cache_clear()
    taken = [0]
    inner = recurrence_rule._Pace._take

    def take(self: recurrence_rule._Pace) -> None:
        taken[0] += 1
        inner(self)

    def counted(*parts: Iterable[int]) -> Iterator[tuple[int, ...]]:
        for one in product(*parts):
            taken[0] += 1
            yield one

    monkeypatch.setattr(recurrence_rule._Pace, "_take", take)
    monkeypatch.setattr(recurrence_rule, "product", counted)
    return taken


@pytest.mark.parametrize("rule", HOSTILE)
def test_no_rule_takes_more_than_a_fixed_number_of_steps(rule: str, steps: list[int]) -> None:
    series = Series("1970-01-01T00:00:00", "1970-01-01T00:00:01", BERLIN, rrule=rule)
    assert instances(series, date(1970, 1, 1), date(1970, 1, 2))[0].starts == series.starts
    steps[0] = 0
    recurrence_rule._last_counted.cache_clear()
    found = instances(series, FIRST, AFTER)
    assert len(found) <= A_YEAR
    assert steps[0] <= 12_000
    by_day = [one.starts[:10] for one in found]
    assert all(by_day.count(day) <= A_DAY for day in by_day)


def test_dateutil_itself_would_not_stop(steps: list[int]) -> None:
    """What the pace guards against: nothing is handed over, so that nothing outside could count."""
    pace = recurrence_rule._Pace(1, 50)
    never = recurrences.rrule(recurrences.DAILY, interval=pace, bymonth=2, bymonthday=30)
    with pytest.raises(recurrence_rule._EnoughError):
        next(iter(never))
    assert steps == [50]


def test_a_hundred_thousand_exceptions_are_split_once() -> None:
    many = ",".join(f"{year:04}{day:04}T090000" for year in range(1000, 1100) for day in range(1000))
    series = NINE._replace(exdate=many + ",20261109T090000", rdate=many)
    recurrence._split.cache_clear()
    for _ in range(3):
        assert starts(series, "2026-11-01", "2026-11-17") == ["2026-11-02T09:00:00", "2026-11-16T09:00:00"]
    assert recurrence._split.cache_info().misses == 2  # the exceptions and the dates


def test_many_a_day_are_cut_at_the_same_place_whatever_is_asked_for() -> None:
    hourly = Series("2026-01-01T00:00:00", "2026-01-01T00:10:00", "UTC", rrule="FREQ=HOURLY")
    week = starts(hourly, "2026-05-04", "2026-05-11")
    assert len(week) == 7 * A_DAY
    assert starts(hourly, "2026-05-06", "2026-05-07") == [one for one in week if one.startswith("2026-05-06")]
    assert len(starts(hourly, "2026-01-01", "2027-01-01")) == A_YEAR
