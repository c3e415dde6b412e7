"""Filters of the board as values: what is set, plain JSON and back, and whatever else may stand there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.filters import (
    EVERYTHING,
    LONGEST_TEXT,
    MOST_CHOICES,
    CardFilter,
    DueWindow,
    FilterPart,
    clean_words,
    from_json,
    to_json,
)
from planner.domain.words import Kind, Priority, Status

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
FILTERS = st.builds(
    CardFilter,
    words=st.text(max_size=40).map(clean_words),
    kinds=st.frozensets(st.sampled_from(Kind)),
    steps=st.frozensets(st.one_of(NAMES, st.just("")), max_size=5),
    skills=st.frozensets(NAMES, max_size=5),
    tags=st.frozensets(NAMES, max_size=5),
    statuses=st.frozensets(st.sampled_from(Status)),
    due=st.frozensets(st.sampled_from(DueWindow)),
    priorities=st.frozensets(st.sampled_from(Priority)),
    focus=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from([*Kind, *Status]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(FILTERS)
def test_json_and_back_is_the_same_filter(card_filter: CardFilter) -> None:
    text = json.dumps(to_json(card_filter))
    assert from_json(json.loads(text)) == card_filter
    assert json.dumps(to_json(from_json(json.loads(text)))) == text


@given(JSON | st.dictionaries(st.sampled_from([part.value for part in FilterPart]), JSON))
def test_whatever_stands_there_a_filter_comes_out(value: object) -> None:
    found = from_json(value)
    assert from_json(to_json(found)) == found
    for part in found.parts:
        assert found.without(part) != found


def test_what_is_unknown_is_left_out_and_the_rest_is_kept() -> None:
    found = from_json(
        {
            "kinds": ["course", "spaceship", 7, None],
            "due": "this_week",
            "statuses": {"done": True},
            "priorities": [3, "high"],
            "tags": ["ml", "", "x\ud800", "y" * (LONGEST_TEXT + 1)],
            "steps": [str(number) for number in range(MOST_CHOICES + 50)],
            "focus": "yes",
            "words": "  two \n words ",
            "colour": "red",
        }
    )
    assert found.kinds == {Kind.COURSE}
    assert found.priorities == {Priority.HIGH}
    assert found.tags == {"ml"}
    assert len(found.steps) == MOST_CHOICES
    assert found.words == "two words"
    assert found.parts == (
        FilterPart.WORDS, FilterPart.KINDS, FilterPart.STEPS, FilterPart.TAGS, FilterPart.PRIORITIES,
    )  # fmt: skip


def test_nothing_set_lets_everything_through() -> None:
    assert not EVERYTHING.is_on
    assert to_json(EVERYTHING) == {}
    assert from_json(None) == from_json([]) == from_json({}) == EVERYTHING


def test_a_part_is_taken_out_alone() -> None:
    both = CardFilter(kinds=frozenset({Kind.COURSE}), focus=True)
    assert both.without(FilterPart.FOCUS) == CardFilter(kinds=frozenset({Kind.COURSE}))
    assert both.without(FilterPart.KINDS).without(FilterPart.FOCUS) == EVERYTHING
    assert EVERYTHING.with_choices(FilterPart.DUE, [DueWindow.OVERDUE]).due == {DueWindow.OVERDUE}


def test_a_tag_that_is_only_begun_says_nothing_yet() -> None:
    assert clean_words(" # ") == ""
    assert clean_words("#m") == "#m"
