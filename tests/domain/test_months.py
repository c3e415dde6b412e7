"""Months without a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.months import is_month, month_at, month_of, number_of, parse_month


@given(st.dates())
def test_a_month_is_written_read_and_counted(day: date) -> None:
    text = month_of(day)
    assert is_month(text)
    assert parse_month(text) == day.replace(day=1)
    assert month_at(number_of(text)) == text


@pytest.mark.parametrize("text", ["", "2027-13", "2027-00", "0000-01", "2027-1", "٢٠٢٧-12", "2027-12-01", "2027-12\n"])
def test_what_is_no_month(text: str) -> None:
    assert not is_month(text)
    with pytest.raises(InvalidInputError, match="is not a month"):
        parse_month(text)
