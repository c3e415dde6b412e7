"""The usual reminders: each kind of date has a group, what a plan stores is read without trust and written short."""

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.default_reminders import (
    DAY,
    MAX_REMINDER,
    MOST,
    USUAL,
    defaults_of,
    group_of,
    in_order,
    is_reminder,
    kinds_of,
    to_store,
)
from planner.domain.words import DeadlineKind

GROUPS = st.sampled_from(sorted(USUAL))
MINUTES = st.lists(st.integers(0, MAX_REMINDER), max_size=MOST)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(GROUPS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def test_the_usual_ones_are_those_of_goals() -> None:
    days = {group: [minutes / DAY for minutes in times] for group, times in defaults_of(None).items()}
    of_goals = {"renewal": [180, 90, 30, 7], "renewal_opens": [0], "exam": [14, 7, 1]}
    assert days == {**of_goals, "cfp_closes": [], "other": []}


def test_every_kind_is_in_one_group() -> None:
    assert [kind for kind in DeadlineKind if sum(kind in kinds_of(group) for group in USUAL) != 1] == []
    assert group_of("due") == "other"
    assert group_of("exam") == "exam"


@given(st.dictionaries(GROUPS, MINUTES))
def test_what_is_stored_is_read_back(given_ones: dict[str, list[int]]) -> None:
    expected = {group: in_order(given_ones.get(group, usual)) for group, usual in USUAL.items()}
    assert defaults_of(to_store(given_ones)) == expected


@given(JSON)
def test_whatever_a_file_holds_there_are_reminders_for_each_group(stored: object) -> None:
    found = defaults_of(stored)
    assert found.keys() == USUAL.keys()
    for minutes in found.values():
        assert len(minutes) <= MOST
        assert all(is_reminder(each) for each in minutes)
        assert minutes == in_order(minutes)


def test_a_damaged_list_keeps_what_is_sound_and_else_the_usual_ones() -> None:
    found = defaults_of({"exam": [60, True, "7", -1, 60], "renewal": ["x"], "renewal_opens": [], "other": 5})
    assert (found["exam"], found["renewal"]) == ((60,), USUAL["renewal"])
    assert (found["renewal_opens"], found["other"]) == ((), ())


def test_the_usual_ones_leave_nothing_to_store() -> None:
    assert to_store(USUAL) is None
    assert to_store({"exam": [DAY]}) == {"exam": [DAY]}
