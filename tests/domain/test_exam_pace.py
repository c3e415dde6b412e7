"""Whether the hours before an exam fit, and what names the certification that it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.exam_pace import MOST_A_WEEK, WITHIN_DAYS, ExamPace, exam_pace, names_of, prepares

HOUR = 60


def test_sixteen_days_and_twenty_one_hours_ask_for_four_more_a_week() -> None:
    assert exam_pace(16, 21 * HOUR, 6 * HOUR) == ExamPace(16, 21 * HOUR, 10 * HOUR, 6 * HOUR, 4 * HOUR)


@pytest.mark.parametrize(
    ("days", "left", "week", "is_said"),
    [
        (7, 6 * HOUR, 6 * HOUR, False),
        (7, 6 * HOUR + 1, 6 * HOUR, True),
        (0, 60, 60, False),
        (-1, 60, 60, False),
        (1, 0, 60, False),
        (WITHIN_DAYS, 10_000, 60, True),
        (WITHIN_DAYS + 1, 10_000, 60, False),
        (7, MOST_A_WEEK, None, False),
        (7, MOST_A_WEEK + 1, None, True),
    ],
)
def test_where_it_fits_or_is_no_matter_yet_nothing_is_said(
    days: int, left: int, week: int | None, is_said: bool
) -> None:
    assert (exam_pace(days, left, week) is not None) == is_said


@given(st.integers(1, WITHIN_DAYS), st.integers(1, 50_000), st.integers(0, 5_000))
def test_what_is_asked_for_is_enough_and_an_hour_less_is_not(days: int, left: int, week: int) -> None:
    pace = exam_pace(days, left, week)
    if pace is None:
        assert left * 7 <= week * days
        return
    assert pace.more > 0
    assert exam_pace(days, left, week + pace.more) is None
    assert exam_pace(days, left, week + pace.more - HOUR) is not None
    assert exam_pace(days, left, pace.needed) is None


def test_a_title_names_a_certification_by_its_title_or_its_code_whole() -> None:
    names = names_of("AWS Certified AI Practitioner", "AIF-C01")
    assert prepares("Practice tests for aif c01, twice", names)
    assert prepares("Flash cards: AWS certified AI practitioner", names)
    assert not prepares("Practice tests for AIF-C012", names)
    assert not prepares("AWS Certified", names)
    assert names_of("Scrum", "AI") == ()
    assert names_of("Scrum master", "CSPO") == ("scrum master", "cspo")
    assert not prepares("Anything", names_of("", ""))
