"""Times of day as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.clock_times import parse_clock
from planner.domain.errors import InvalidInputError


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        (" 09.05 ", "09:05"),
        ("0930", "09:30"),
        ("17h45", "17:45"),
        ("23:59", "23:59"),
        ("2 pm", "14:00"),
        ("2:30 PM", "14:30"),
        ("9:30 a.m.", "09:30"),
        ("12am", "00:00"),
        ("12:15 pm", "12:15"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, time: str) -> None:
    assert parse_clock(text) == time


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "x", "0 am", "13 pm", "9:5", "25", "9:30:00", "٩"])
def test_what_is_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"is not a time of day\. Write it such as 09:30"):
        parse_clock(text)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        hour, minute = parse_clock(text).split(":")
    except InvalidInputError:
        return
    assert 0 <= int(hour) < 24
    assert 0 <= int(minute) < 60
