"""Which activities can go for which ratings, and in which month the rest is done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.fitting import (
    Candidate,
    Shown,
    finish_month,
    groups,
    hours_needed,
    is_known,
    main_skill,
    may_go,
    minutes_left,
    practice_minutes,
)
from planner.domain.words import Kind, Status

TODAY = date(2026, 11, 23)
SKILLS = ("agile", "models", "talks")
LEVELS = st.integers(0, 10).map(lambda half: half / 2)
RATINGS = st.dictionaries(st.sampled_from(SKILLS), LEVELS)
SHOWN = st.builds(Shown, st.sampled_from(SKILLS), LEVELS)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        kind=st.sampled_from([kind.value for kind in Kind]),
        status=st.sampled_from([status.value for status in Status]),
        shows=st.lists(SHOWN, max_size=3, unique_by=lambda shown: shown.skill).map(tuple),
        core=st.booleans(),
        estimate_minutes=st.none() | st.integers(0, 6000),
        logged_minutes=st.integers(0, 6000),
        cadence_count=st.none() | st.integers(1, 3),
    ),
    max_size=12,
)


def going(candidates: list[Candidate], ratings: dict[str, float]) -> set[str]:
    return {key for group in groups(candidates, ratings) for key in group.keys}


def test_what_goes_is_grouped_by_the_skill_that_it_shows_most() -> None:
    sprint = Candidate("sprint", "project", shows=(Shown("talks", 1), Shown("agile", 3)))
    board = Candidate("board", "topic", shows=(Shown("agile", 2),))
    slides = Candidate("slides", "topic", shows=(Shown("talks", 2),))
    found = groups([sprint, slides, board], {"agile": 4.0, "talks": 2.0})
    assert [(group.skill, group.rated, group.keys) for group in found] == [
        ("agile", 4.0, ("sprint", "board")),
        ("talks", 2.0, ("slides",)),
    ]


def test_an_activity_of_several_skills_goes_only_if_all_of_them_are_reached() -> None:
    one = Candidate("one", "project", shows=(Shown("agile", 3), Shown("talks", 2)))
    assert not is_known(one, {"agile": 5.0})
    assert not is_known(one, {"agile": 5.0, "talks": 1.5})
    assert is_known(one, {"agile": 3.0, "talks": 2.0})


@pytest.mark.parametrize(
    "one",
    [
        Candidate("a", "certification", shows=(Shown("agile", 1),)),
        Candidate("a", "event", shows=(Shown("agile", 1),)),
        Candidate("a", "reading", shows=(Shown("agile", 1),), cadence_count=1),
        Candidate("a", "reading", "in_progress", (Shown("agile", 1),)),
        Candidate("a", "reading", "done", (Shown("agile", 1),)),
        Candidate("a", "reading", shows=(Shown("agile", 1),), core=False),
        Candidate("a", "reading"),
    ],
)
def test_what_is_more_than_a_lesson_or_was_begun_stays(one: Candidate) -> None:
    assert not may_go(one)
    assert groups([one], {"agile": 5.0}) == ()


@given(CANDIDATES, RATINGS, st.sampled_from(SKILLS), LEVELS)
def test_a_higher_rating_never_lets_fewer_go(
    candidates: list[Candidate], ratings: dict[str, float], skill: str, level: float
) -> None:
    higher = {**ratings, skill: max(level, ratings.get(skill, 0.0))}
    assert going(candidates, ratings) <= going(candidates, higher)


@given(CANDIDATES, RATINGS)
def test_nothing_goes_for_a_skill_that_is_unknown(candidates: list[Candidate], ratings: dict[str, float]) -> None:
    gone = going(candidates, ratings)
    for one in candidates:
        if one.key in gone:
            assert may_go(one)
            assert all(shown.skill in ratings for shown in one.shows)
            assert main_skill(one) in {shown.skill for shown in one.shows}
    assert going(candidates, {}) == set()


@given(CANDIDATES, RATINGS)
def test_what_goes_never_makes_more_to_do(candidates: list[Candidate], ratings: dict[str, float]) -> None:
    gone = going(candidates, ratings)
    assert 0 <= minutes_left(candidates, gone) <= minutes_left(candidates)


def test_minutes_left_are_those_of_the_core_that_is_open() -> None:
    rows = [
        Candidate("a", "topic", estimate_minutes=120),
        Candidate("b", "topic", "in_progress", estimate_minutes=120, logged_minutes=30),
        Candidate("c", "topic", "done", estimate_minutes=600),
        Candidate("d", "topic", core=False, estimate_minutes=600),
        Candidate("e", "reading", estimate_minutes=600, cadence_count=2, cadence_minutes=30),
    ]
    assert minutes_left(rows) == 210
    assert minutes_left(rows, {"b"}) == 120
    assert practice_minutes(rows) == 60


def test_the_month_in_which_it_ends() -> None:
    assert finish_month(320 * 60, 5, TODAY) == "2028-02"  # 64 weeks
    assert finish_month(0, 5, TODAY) == "2026-11"
    assert finish_month(1, 5, TODAY) == "2026-11"  # one week, whose last day is the 29th
    assert finish_month(301, 5, TODAY) == "2026-12"
    assert finish_month(60, 0, TODAY) is None
    assert finish_month(10**12, 1, TODAY) is None


@given(st.integers(1, 100_000), st.integers(0, 120))
def test_the_hours_needed_are_the_least_that_reach_the_month(minutes: int, ahead: int) -> None:
    month = TODAY.year * 12 + TODAY.month - 1 + ahead
    until = f"{month // 12:04}-{month % 12 + 1:02}"
    hours = hours_needed(minutes, until, TODAY)
    assert hours is not None
    reached, before = finish_month(minutes, hours, TODAY), finish_month(minutes, hours - 1, TODAY)
    assert reached is not None
    assert reached <= until
    assert before is None or before > until


@given(st.integers(0, 100_000), st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 20))
def test_less_to_do_or_more_hours_never_end_later(minutes: int, more: int, hours: int, added: int) -> None:
    less, later = finish_month(minutes, hours + added, TODAY), finish_month(minutes + more, hours, TODAY)
    assert less is not None
    assert later is None or less <= later


def test_a_month_that_is_over_needs_no_number() -> None:
    assert hours_needed(60, "2026-10", TODAY) is None
    assert hours_needed(60, "2026-11", date(2026, 11, 28)) is None
    assert hours_needed(0, "2026-10", TODAY) == 0
    assert hours_needed(60, "9999-12", TODAY) == 1
