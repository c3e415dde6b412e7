"""The filter of the calendar: what it lets through, part by part, and that it survives being remembered."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_filter import (
    CHOICES,
    CONFERENCE_PARTS,
    DATED_PARTS,
    EVERY_ENTRY,
    FORMATS,
    KINDS,
    STATES,
    CalendarFilter,
    CalendarPart,
    EntryTraits,
    fits,
    from_json,
    to_json,
)
from planner.domain.filters import LONGEST_TEXT, MOST_CHOICES, clean_words

CONFERENCE = EntryTraits(
    "event",
    "planned",
    "registered",
    "pydata berlin registered",
    of_event=True,
    topics=frozenset({"python", "data"}),
    region="germany",
    format="hybrid",
)
CALL = CONFERENCE._replace(what="cfp_closes")
EXAM = EntryTraits("exam", "in_progress", "", "exam: aws")
NAMES = st.text(min_size=1, max_size=12)
FILTERS = st.builds(
    CalendarFilter,
    words=st.text(max_size=40).map(clean_words),
    kinds=st.frozensets(st.sampled_from(KINDS)),
    states=st.frozensets(st.sampled_from(STATES)),
    topics=st.frozensets(NAMES, max_size=4),
    regions=st.frozensets(NAMES | st.just(""), max_size=4),
    formats=st.frozensets(st.sampled_from(FORMATS)),
    open_calls=st.booleans(),
)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5)


@pytest.mark.parametrize(
    ("wanted", "conference", "call", "exam"),
    [
        (CalendarFilter(), True, True, True),
        (CalendarFilter(kinds=frozenset({"event"})), True, False, False),
        (CalendarFilter(kinds=frozenset({"exam", "cfp_closes"})), False, True, True),
        (CalendarFilter(states=frozenset({"in_progress"})), False, False, True),
        (CalendarFilter(states=frozenset({"registered"})), True, True, False),
        (CalendarFilter(states=frozenset({"planned", "in_progress"})), True, True, True),
        (CalendarFilter(topics=frozenset({"python", "go"})), True, True, False),
        (CalendarFilter(topics=frozenset({"go"})), False, False, False),
        (CalendarFilter(regions=frozenset({"germany"})), True, True, False),
        # What is no event has no country that could be unknown.
        (CalendarFilter(regions=frozenset({""})), False, False, False),
        (CalendarFilter(formats=frozenset({"hybrid"}), kinds=frozenset({"event"})), True, False, False),
        (CalendarFilter(formats=frozenset({"online"})), False, False, False),
        (CalendarFilter("Berlin PyData"), True, True, False),
    ],
)
def test_an_entry_fits_every_part_by_one_of_its_choices(
    wanted: CalendarFilter, *, conference: bool, call: bool, exam: bool
) -> None:
    assert [fits(wanted, entry) for entry in (CONFERENCE, CALL, EXAM)] == [conference, call, exam]
    assert wanted.is_on == bool(wanted.parts)


def test_an_open_call_can_be_asked_for() -> None:
    wanted = CalendarFilter(open_calls=True)
    assert [fits(wanted, entry) for entry in (CONFERENCE, CONFERENCE._replace(open_call=True))] == [False, True]


@given(FILTERS, st.frozensets(st.sampled_from(CalendarPart)))
def test_of_a_filter_a_view_takes_the_parts_that_it_knows(
    wanted: CalendarFilter, parts: frozenset[CalendarPart]
) -> None:
    found = wanted.only(parts)
    assert set(found.parts) == set(wanted.parts) & parts
    assert all(getattr(found, part) == getattr(wanted, part) for part in found.parts)
    assert wanted.only(DATED_PARTS | CONFERENCE_PARTS) == wanted


def test_an_event_without_a_country_can_be_asked_for() -> None:
    nowhere = CONFERENCE._replace(region="")
    assert fits(CalendarFilter(regions=frozenset({""})), nowhere)


@given(FILTERS)
def test_json_and_back_is_the_same_filter(wanted: CalendarFilter) -> None:
    text = json.dumps(to_json(wanted))
    assert from_json(json.loads(text)) == wanted
    assert json.dumps(to_json(from_json(json.loads(text)))) == text


@given(JSON | st.dictionaries(st.sampled_from([part.value for part in CalendarPart]), JSON))
def test_whatever_stands_there_a_filter_comes_out(value: object) -> None:
    found = from_json(value)
    assert from_json(to_json(found)) == found
    assert found.is_on == bool(found.parts)


def test_what_is_remembered_is_bounded() -> None:
    found = from_json({"topics": ["x" * (LONGEST_TEXT + 1), *map(str, range(10 * MOST_CHOICES))], "kinds": ["gone"]})
    assert len(found.topics) < MOST_CHOICES
    assert found.kinds == frozenset()


def test_choices_are_changed_part_by_part() -> None:
    for part in CHOICES:
        changed = EVERY_ENTRY.with_choices(part, ["online"])
        assert changed.parts == (part,)
        assert changed.choices(part) == {"online"}
        assert not changed.with_choices(part, ()).is_on
