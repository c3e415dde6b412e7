"""Where to go in a calendar: dates as they are typed, and months and years for their first day."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.spoken_dates import parse_day_or_month

TODAY = date(2026, 12, 3)  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 march 2027", date(2027, 3, 3)),
        ("next friday", date(2026, 12, 11)),
        ("in 2 weeks", date(2026, 12, 17)),
        (" today ", TODAY),
        ("Yesterday", date(2026, 12, 2)),
        ("march 2027", date(2027, 3, 1)),
        ("Sept. 2031", date(2031, 9, 1)),
        ("december", date(2026, 12, 1)),
        ("jan", date(2027, 1, 1)),
        ("2027-03", date(2027, 3, 1)),
        ("2027", date(2027, 1, 1)),
        ("2027-03-31", date(2027, 3, 31)),
    ],
)
def test_a_day_or_a_month_is_understood(text: str, day: date) -> None:
    assert parse_day_or_month(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("31 feb 2027", "no 31 February 2027"), ("2027-13", "no month 13"), ("12/1", "is not a date"), ("", "is not a"),
     ("soon", "is not a date")],
)  # fmt: skip
def test_what_is_no_day_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        parse_day_or_month(text, TODAY)


@given(st.text(max_size=30), st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str, today: date) -> None:
    with suppress(InvalidInputError):
        assert 1 <= parse_day_or_month(text, today).year <= 9999
