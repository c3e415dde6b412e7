"""Filters and groups of goals: what passes, what a wider choice does, the order of groups, and JSON and back."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.filters import LONGEST_TEXT, MOST_CHOICES, clean_words
from planner.domain.goal_filter import (
    CHOICES,
    EVERY_GOAL,
    GOAL_KINDS,
    LIFE,
    DateChoice,
    GoalFilter,
    GoalPart,
    Grouping,
    Traits,
    deciding_day,
    fits,
    from_json,
    group_key,
    in_order,
    to_json,
)
from planner.domain.states import states_of
from planner.domain.words import CertificationState, CourseState, Kind

TODAY = date(2026, 11, 30)
DAYS = st.none() | st.dates(TODAY - timedelta(400), TODAY + timedelta(400))
ISSUERS = st.sampled_from(["", "pmi", "iapp", "google"])
TAGS = st.frozensets(st.sampled_from(["ml", "evenings", "free"]))


@st.composite
def goals(draw: st.DrawFn) -> Traits:
    kind = draw(st.sampled_from(GOAL_KINDS))
    state = draw(st.sampled_from(states_of(kind)))
    words = draw(st.sampled_from(["", "aws practitioner", "pmp\nbooked"]))
    exam, expires, due, completed = (draw(DAYS) for _ in range(4))
    return Traits(
        kind, state, draw(ISSUERS), draw(TAGS), words, exam, expires, due, completed, draw(st.booleans())
    )


FILTERS = st.builds(
    GoalFilter,
    words=st.sampled_from(["", "aws", "PMP booked", "zebra"]),
    kinds=st.frozensets(st.sampled_from(GOAL_KINDS)),
    states=st.frozensets(st.sampled_from([str(state) for state in LIFE])),
    issuers=st.frozensets(ISSUERS),
    tags=TAGS,
    dates=st.frozensets(st.sampled_from(DateChoice)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(DateChoice),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


def test_the_life_of_goals_holds_every_state_once_and_each_kind_in_its_own_order() -> None:
    assert len(set(LIFE)) == len(LIFE)
    assert set(LIFE) == {*CertificationState, *CourseState}
    for kind in GOAL_KINDS:
        assert [state for state in LIFE if state in states_of(kind)] == list(states_of(kind))


@given(goals())
def test_no_filter_lets_everything_through(goal: Traits) -> None:
    assert fits(EVERY_GOAL, goal, TODAY)


@given(FILTERS, goals())
def test_a_goal_passes_if_it_passes_each_part_by_itself(goal_filter: GoalFilter, goal: Traits) -> None:
    alone = [EVERY_GOAL._replace(**{part.value: getattr(goal_filter, part.value)}) for part in goal_filter.parts]
    assert fits(goal_filter, goal, TODAY) == all(fits(each, goal, TODAY) for each in alone)


@given(FILTERS, goals(), st.sampled_from(CHOICES))
def test_a_choice_is_one_of_several(goal_filter: GoalFilter, goal: Traits, part: GoalPart) -> None:
    chosen = goal_filter.choices(part)
    each = [fits(goal_filter.with_choices(part, {choice}), goal, TODAY) for choice in chosen]
    rest = fits(goal_filter.with_choices(part, ()), goal, TODAY)
    assert fits(goal_filter, goal, TODAY) == (any(each) if chosen else rest)
    assert rest >= fits(goal_filter, goal, TODAY), "to choose nothing of a part asks for less"


@given(goals())
def test_what_expires_soon_expires_in_a_longer_time_too(goal: Traits) -> None:
    near, later, latest = (
        fits(GoalFilter(dates=frozenset({choice})), goal, TODAY)
        for choice in (DateChoice.EXPIRES_30, DateChoice.EXPIRES_90, DateChoice.EXPIRES_180)
    )
    assert near <= later <= latest


@pytest.mark.parametrize(
    ("choice", "goal", "passes"),
    [
        (DateChoice.EXAM_30, Traits(Kind.CERTIFICATION, "booked", exam=TODAY), True),
        (DateChoice.EXAM_30, Traits(Kind.CERTIFICATION, "preparing", exam=TODAY + timedelta(30)), True),
        (DateChoice.EXAM_30, Traits(Kind.CERTIFICATION, "booked", exam=TODAY + timedelta(31)), False),
        (DateChoice.EXAM_30, Traits(Kind.CERTIFICATION, "booked", exam=TODAY - timedelta(1)), False),
        (DateChoice.EXAM_30, Traits(Kind.CERTIFICATION, "passed", exam=TODAY), False),
        (DateChoice.NO_EXAM, Traits(Kind.CERTIFICATION, "preparing"), True),
        (DateChoice.NO_EXAM, Traits(Kind.CERTIFICATION, "booked", exam=TODAY - timedelta(9)), False),
        (DateChoice.NO_EXAM, Traits(Kind.CERTIFICATION, "considering"), False),
        (DateChoice.NO_EXAM, Traits(Kind.COURSE, "in_progress"), False),
        (DateChoice.EXPIRES_90, Traits(Kind.CERTIFICATION, "passed", expires=TODAY + timedelta(90)), True),
        (DateChoice.EXPIRES_90, Traits(Kind.CERTIFICATION, "passed", expires=TODAY - timedelta(1)), False),
        (DateChoice.EXPIRES_90, Traits(Kind.CERTIFICATION, "expired", expires=TODAY + timedelta(1)), False),
        (DateChoice.NO_EXPIRY, Traits(Kind.CERTIFICATION, "passed"), True),
        (DateChoice.NO_EXPIRY, Traits(Kind.CERTIFICATION, "passed", never_expires=True), False),
        (DateChoice.NO_EXPIRY, Traits(Kind.CERTIFICATION, "passed", expires=TODAY - timedelta(9)), False),
    ],
)
def test_what_is_asked_of_the_dates(choice: DateChoice, goal: Traits, *, passes: bool) -> None:
    assert fits(GoalFilter(dates=frozenset({choice})), goal, TODAY) == passes


@pytest.mark.parametrize(
    ("kind", "state", "year"),
    [
        (Kind.CERTIFICATION, "considering", "2021"),
        (Kind.CERTIFICATION, "preparing", "2021"),
        (Kind.CERTIFICATION, "booked", "2021"),
        (Kind.CERTIFICATION, "passed", "2022"),
        (Kind.CERTIFICATION, "expired", "2022"),
        (Kind.CERTIFICATION, "retired", ""),
        (Kind.CERTIFICATION, "dropped", ""),
        (Kind.COURSE, "enrolled", "2023"),
        (Kind.COURSE, "in_progress", "2023"),
        (Kind.COURSE, "completed", "2024"),
        (Kind.COURSE, "dropped", ""),
    ],
)
def test_the_year_is_that_of_the_date_that_decides(kind: Kind, state: str, year: str) -> None:
    exam, expires, due, completed = (date(year, 5, 1) for year in (2021, 2022, 2023, 2024))
    goal = Traits(kind, state, exam=exam, expires=expires, due=due, completed=completed)
    assert group_key(Grouping.YEAR, goal) == year
    assert deciding_day(Traits(kind, state)) is None


@given(st.lists(goals(), max_size=20), st.sampled_from(Grouping))
def test_every_goal_is_in_one_of_the_groups(found: list[Traits], grouping: Grouping) -> None:
    keys = {group_key(grouping, goal) for goal in found}
    order = in_order(grouping, keys)
    assert sorted(order) == sorted(keys)
    if grouping in (Grouping.ISSUER, Grouping.YEAR) and "" in keys:
        assert order[-1] == ""


def test_groups_stand_in_their_order() -> None:
    assert in_order(Grouping.STATE, {"dropped", "passed", "preparing"}) == ["preparing", "passed", "dropped"]
    assert in_order(Grouping.ISSUER, {"pmi", "", "google"}) == ["google", "pmi", ""]
    assert in_order(Grouping.YEAR, {"2026", "", "2031"}) == ["2031", "2026", ""]
    assert in_order(Grouping.NONE, {""}) == [""]


@given(FILTERS.map(lambda found: found._replace(words=clean_words(found.words))))
def test_json_and_back_is_the_same_filter(goal_filter: GoalFilter) -> None:
    text = json.dumps(to_json(goal_filter))
    assert from_json(json.loads(text)) == goal_filter
    assert json.dumps(to_json(from_json(json.loads(text)))) == text


@given(JSON | st.dictionaries(st.sampled_from([part.value for part in GoalPart]), JSON))
def test_whatever_stands_there_a_filter_comes_out(value: object) -> None:
    found = from_json(value)
    assert from_json(to_json(found)) == found
    assert found.is_on == bool(found.parts)


def test_what_is_unknown_or_too_much_is_left_out() -> None:
    found = from_json(
        {
            "kinds": ["course", "event"],
            "states": ["booked", "listed"],
            "issuers": ["x" * (LONGEST_TEXT + 1), ""],
            "tags": [*(f"t{number}" for number in range(MOST_CHOICES + 5)), ""],
            "dates": "no_exam_date",
        }
    )
    assert found.kinds == {Kind.COURSE}
    assert found.states == {"booked"}
    assert found.issuers == {""}
    assert not found.dates
    assert len(found.tags) == MOST_CHOICES
