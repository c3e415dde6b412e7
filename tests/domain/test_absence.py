"""How long one was away, and where dates land that move along."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.absence import LEAST_DAYS, Absence, absence, later_day, later_instant
from planner.domain.dates import from_instant, to_instant


@pytest.mark.parametrize(("days", "weeks"), [(14, 2), (15, 3), (42, 6), (43, 7)])
def test_a_part_of_a_week_away_counts_whole(days: int, weeks: int) -> None:
    found = absence(date(2026, 1, 1), date.fromordinal(date(2026, 1, 1).toordinal() + days))
    assert found is not None
    assert found.weeks == weeks


def test_less_than_two_weeks_is_no_absence() -> None:
    assert absence(date(2026, 1, 1), date(2026, 1, LEAST_DAYS)) is None


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(LEAST_DAYS, 1_000), st.integers(0, 999))
def test_what_moves_by_the_weeks_away_keeps_its_weekday_and_lies_ahead(since: date, days: int, at: int) -> None:
    back = date.fromordinal(since.toordinal() + days)
    day = date.fromordinal(since.toordinal() + at % days)
    moved = date.fromisoformat(later_day(day.isoformat(), Absence(since, back).weeks))
    assert moved.weekday() == day.weekday()
    assert moved >= back


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "UTC", ""]),
    st.integers(1, 52),
)
def test_an_instant_keeps_the_time_that_clocks_show(day: date, zone: str, weeks: int) -> None:
    instant = to_instant(f"{day}T18:30:00", zone or "UTC")
    moved, _ = from_instant(later_instant(instant, zone, weeks), zone or "UTC")
    assert moved == f"{later_day(str(day), weeks)}T18:30:00"
