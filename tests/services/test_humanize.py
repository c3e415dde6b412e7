"""Dates and durations in words."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config import formats
from planner.config.text import set_language
from planner.domain.clock_times import parse_clock
from planner.domain.money import LARGEST, MINOR_DIGITS, Money, parse_money
from planner.domain.progress import Kept
from planner.domain.spoken_dates import parse_spoken_date
from planner.services import humanize

TODAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 13), "today"),
        (date(2026, 5, 14), "tomorrow"),
        (date(2026, 5, 12), "yesterday"),
        (date(2026, 5, 19), "in 6 days"),
        (date(2026, 5, 27), "in 2 weeks"),
        (date(2026, 6, 25), "in 6 weeks"),
        (date(2026, 12, 1), "1 Dec"),
        (date(2027, 12, 1), "1 Dec 2027"),
        (date(2026, 5, 11), "2 days ago"),
        (date(2026, 5, 1), "1 May"),
    ],
)
def test_dates_seen_from_today(day: date, words: str) -> None:
    assert humanize.relative_date(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 19), "in 6 days"),
        (date(2026, 5, 12), "1 day late"),
        (date(2026, 5, 11), "2 days late"),
        (date(2026, 2, 11), "3 months late"),
        (date(2024, 5, 14), "24 months late"),
        (date(2024, 5, 13), "2 years late"),
    ],
)
def test_due_dates(day: date, words: str) -> None:
    assert humanize.due_text(day, TODAY) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-12-03", None, "3 Dec"),
        ("2026-12-03", "2026-12-04", "3 Dec"),
        ("2026-12-01", "2026-12-04", "1 – 3 Dec"),
        ("2026-11-28", "2026-12-10", "28 Nov – 9 Dec"),
        ("2026-12-30", "2027-01-03", "30 Dec 2026 – 2 Jan 2027"),
        ("2027-12-01", "2027-12-04", "1 – 3 Dec 2027"),
        ("2026-12-01T09:00:00", "2026-12-01T17:00:00", "1 Dec"),
        ("2026-12-01T09:00:00", "2026-12-02T00:00:00", "1 Dec"),
        ("2026-12-01T09:00:00", "2026-12-01T09:00:00", "1 Dec"),
    ],
)
def test_spans_of_days(starts: str, ends: str | None, words: str) -> None:
    assert humanize.date_range(starts, ends, TODAY) == words


def test_weeks_and_names() -> None:
    assert humanize.week_range(date(2026, 5, 4), TODAY) == "4 – 10 May"
    assert humanize.weekday_name(6) == "Sun"
    assert humanize.clock_time("2026-12-01T09:30:00") == "09:30"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (25, "25 min"), (60, "1 h"), (90, "1.5 h"), (75, "1.25 h"), (100, "1.7 h"), (360, "6 h")],
)
def test_durations(minutes: int, words: str) -> None:
    assert humanize.duration(minutes) == words


def test_parts_of_a_whole() -> None:
    assert humanize.duration_of(180, 360) == "3 of 6 h"
    assert humanize.duration_of(25, 45) == "25 of 45 min"
    assert humanize.kept_text(Kept(3, 4)) == "kept 3 of 4 weeks"
    assert humanize.kept_text(Kept(1, 1)) == "kept 1 of 1 week"
    assert humanize.kept_text(Kept(0, 0)) == "new"
    assert humanize.cadence_text(3, 25) == "3 × a week, 25 min"
    assert humanize.cadence_text(1, None) == "once a week"
    assert humanize.level_text(None) == "–"
    assert humanize.level_text(3.5) == "3.5"


def test_the_words_are_translated() -> None:
    set_language("pseudo")
    assert humanize.relative_date(TODAY, TODAY) != "today"


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (125000, "USD", "USD 1,250.00"),
        (5, "USD", "USD 0.05"),
        (-5, "USD", "USD -0.05"),
        (-123456789, "EUR", "EUR -1,234,567.89"),
        (90000, "JPY", "JPY 90,000"),
        (1234567, "KWD", "KWD 1,234.567"),
        (0, "EUR", "EUR 0.00"),
        (100, "", "1.00"),
    ],
)
def test_money(minor: int, currency: str, words: str) -> None:
    assert humanize.money_text(minor, currency) == words


@given(st.integers(0, LARGEST), st.sampled_from(sorted(MINOR_DIGITS)))
def test_money_reads_back_as_it_is_shown(minor: int, currency: str) -> None:
    assert parse_money(humanize.money_text(minor, currency)) == Money(minor, currency)


@pytest.fixture
def american() -> Iterator[None]:
    formats.use(formats.Formats(month_first=True, twelve_hours=True))
    yield
    formats.use(formats.Formats())


@pytest.mark.usefixtures("american")
@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-12-01", None, "Dec 1"),
        ("2026-12-01", "2026-12-04", "Dec 1 – 3"),
        ("2026-11-28", "2026-12-10", "Nov 28 – Dec 9"),
        ("2027-12-01", "2027-12-04", "Dec 1 – 3, 2027"),
        ("2026-12-30", "2027-01-03", "Dec 30, 2026 – Jan 2, 2027"),
    ],
)
def test_spans_where_the_month_comes_first(starts: str, ends: str | None, words: str) -> None:
    assert humanize.date_range(starts, ends, date(2026, 11, 23)) == words


@pytest.mark.usefixtures("american")
@pytest.mark.parametrize(
    ("time", "words"),
    [("00:05", "12:05 AM"), ("09:30", "9:30 AM"), ("12:00", "12:00 PM"), ("23:59", "11:59 PM"), ("", "")],
)
def test_times_by_a_clock_of_twelve_hours(time: str, words: str) -> None:
    assert humanize.clock(time) == words
    if time:
        assert humanize.clock_time(f"2026-12-01T{time}:00") == words
        assert parse_clock(words) == time


@pytest.mark.usefixtures("american")
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_date_that_is_shown_is_read_back_where_the_month_comes_first(day: date) -> None:
    assert parse_spoken_date(humanize.long_date(day), date(2026, 11, 23)) == day
