"""The stretches of time that one looks back on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.periods import Period, calendar_year, since_day, twelve_months

DAYS = st.dates(date(3, 1, 2), date(9990, 1, 1))


@given(DAYS)
def test_twelve_months_end_today_and_hold_each_month(today: date) -> None:
    period = twelve_months(today)
    assert period.last == today
    assert period.before == period.since - timedelta(days=1)
    assert 365 <= (period.until - period.since).days <= 366
    months = list(period.months())
    assert len(months) in (12, 13)
    assert months == sorted(set(months))
    assert months[0] == period.since.isoformat()[:7]
    assert months[-1] == today.isoformat()[:7]


def test_a_year_is_a_year() -> None:
    period = calendar_year(2026)
    assert period == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert period.is_year
    assert len(list(period.months())) == 12
    assert not twelve_months(date(2026, 11, 30)).is_year
    for year in (2, 9998):
        with pytest.raises(InvalidInputError):
            calendar_year(year)


def test_since_a_day_holds_that_day_and_today() -> None:
    today = date(2026, 11, 30)
    assert since_day(today, today) == Period(today, date(2026, 12, 1))
    assert list(since_day(today, today).months()) == ["2026-11"]
    with pytest.raises(InvalidInputError, match="future"):
        since_day(date(2026, 12, 1), today)
    with pytest.raises(InvalidInputError):
        since_day(date(1, 5, 5), today)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (calendar_year(2026), 2027),
        (twelve_months(date(2026, 11, 30)), 2027),
        (twelve_months(date(2026, 7, 1)), 2027),
        (twelve_months(date(2026, 6, 30)), 2026),
        (twelve_months(date(2027, 1, 2)), 2027),
    ],
)
def test_the_coming_year_is_the_next_one_from_july_on(period: Period, year: int) -> None:
    assert period.coming_year == year
