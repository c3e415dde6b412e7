"""The pace of a course, compared with one that is walked through day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.course_pace import LONGEST, WEEK, course_pace, rounded

TODAY = date(2026, 11, 23)
DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))


def walked(done: int, total: int, started: date, today: date) -> date | None:
    """The first day on which everything is done, if each day goes on to bring what an average day brought."""
    gone = 1
    day = started
    while day < today:
        day += timedelta(days=1)
        gone += 1
    there = Fraction(done)
    while there < total:
        day += timedelta(days=1)
        there += Fraction(done, gone)
        if (day - today) > LONGEST:
            return None
    return day


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 300), st.none() | DAYS)
def test_it_ends_where_a_walk_by_days_ends(done: int, total: int, gone: int, due: date | None) -> None:
    started = TODAY - timedelta(days=gone)
    pace = course_pace(done, total, started, due, TODAY)
    assert pace.left == max(0, total - done)
    if done >= total:
        assert pace.ends_on == TODAY
    elif gone + 1 < WEEK or done == 0:
        assert pace.ends_on is None
    else:
        assert pace.ends_on == walked(done, total, started, TODAY)
        assert pace.so_far == Fraction(7 * done, gone + 1)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(6, 300), st.integers(1, 300))
def test_a_pace_is_enough_exactly_where_the_course_ends_in_time(done: int, total: int, gone: int, ahead: int) -> None:
    due = TODAY + timedelta(days=ahead)
    pace = course_pace(done, total, TODAY - timedelta(days=gone), due, TODAY)
    assert pace.enough is (pace.ends_on is not None and pace.ends_on <= due)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 300))
def test_the_pace_that_is_needed_is_the_least_that_is_enough(done: int, total: int, ahead: int) -> None:
    pace = course_pace(done, total, None, TODAY + timedelta(days=ahead), TODAY)
    assert pace.needed is not None
    assert pace.needed * ahead / WEEK == pace.left  # day by day it comes to just what is left
    assert (pace.so_far, pace.enough) == (None, None)


@pytest.mark.parametrize("due", [None, TODAY, TODAY - timedelta(days=1)])
def test_no_pace_reaches_what_is_not_ahead(due: date | None) -> None:
    assert course_pace(3, 12, TODAY - timedelta(days=20), due, TODAY).needed is None


def test_nothing_is_told_in_the_first_week() -> None:
    assert course_pace(3, 12, TODAY - timedelta(days=5), None, TODAY).so_far is None
    assert course_pace(3, 12, TODAY - timedelta(days=6), None, TODAY).so_far == 3
    assert course_pace(3, 12, TODAY + timedelta(days=6), None, TODAY).so_far is None


def test_an_end_beyond_ten_years_is_none() -> None:
    assert course_pace(1, 10_000, TODAY - timedelta(days=70), None, TODAY).ends_on is None


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(2), "2"),
        (Fraction(3, 2), "1.5"),
        (Fraction(0), "0"),
        (Fraction(1, 100), "0.1"),
        (Fraction(5, 4), "1.3"),
        (Fraction(124, 100), "1.2"),
        (Fraction(199, 100), "2"),
        (Fraction(2005, 2), "1002.5"),
    ],
)
def test_amounts_have_at_most_one_decimal(amount: Fraction, text: str) -> None:
    assert rounded(amount) == text


@given(st.fractions(0, 1000), st.fractions(0, 1000))
def test_rounding_keeps_the_order(one: Fraction, other: Fraction) -> None:
    if one <= other:
        assert float(rounded(one)) <= float(rounded(other))
    assert abs(Fraction(rounded(one)) - one) <= Fraction(1, 10)
