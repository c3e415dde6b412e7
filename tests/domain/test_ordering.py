"""Order keys: always room, never ambiguous, short in every usual way of inserting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.ordering import between, insert, is_key, spread

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
keys = st.text(DIGITS, min_size=1, max_size=12).filter(is_key)


@given(keys, keys)
def test_a_key_lies_between_any_two(first: str, second: str) -> None:
    low, high = sorted((first, second))
    if low == high:
        with pytest.raises(ValueError, match="no key lies between"):
            between(low, high)
        return
    middle = between(low, high)
    assert low < middle < high
    assert is_key(middle)


@given(keys)
def test_a_key_lies_beyond_any_key(key: str) -> None:
    above, below = between(key, None), between(None, key)
    assert below < key < above
    assert is_key(above)
    assert is_key(below)


@given(st.integers(0, 5000))
def test_spread_keys_ascend(count: int) -> None:
    keys = spread(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(is_key(key) for key in keys)
    assert all(len(key) <= 3 for key in keys)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=150))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    order: list[str] = []
    for place in places:
        at = place % (len(order) + 1)
        before = order[at - 1] if at else None
        after = order[at] if at < len(order) else None
        order.insert(at, between(before, after))
    assert order == sorted(set(order))


def test_the_first_key_stands_in_the_middle() -> None:
    assert between(None, None) == between("", None) == "V"
    assert spread(1) == ["V"]
    assert spread(0) == []


@pytest.mark.parametrize("where", ["end", "start", "behind the first", "before the last"])
def test_a_thousand_inserts_at_one_place_stay_short(where: str) -> None:
    order = spread(2)
    for _ in range(1000):
        match where:
            case "end":
                order.append(between(order[-1], None))
            case "start":
                order.insert(0, between(None, order[0]))
            case "behind the first":
                order.insert(1, between(order[0], order[1]))
            case _:
                order.insert(-1, between(order[-2], order[-1]))
    assert order == sorted(set(order))
    assert max(map(len, order)) < 10


def test_always_between_the_last_two_stays_bearable() -> None:
    low, high = spread(2)
    for turn in range(300):
        middle = between(low, high)
        low, high = (middle, high) if turn % 2 else (low, middle)
    assert len(middle) < 110


@pytest.mark.parametrize(
    ("before", "after"), [("B", "A"), ("A", "A"), ("A0", None), (None, ""), ("é", None), (None, "0")]
)
def test_what_is_no_key_or_no_room_is_refused(before: str | None, after: str | None) -> None:
    with pytest.raises(ValueError, match="key"):
        between(before, after)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        spread(-1)


@given(st.lists(st.sampled_from(["", "0", "00", "V", "V", "W", "z", "é"]), max_size=6).map(sorted), st.data())
def test_things_can_be_inserted_among_any_keys(keys: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(keys)))
    count = data.draw(st.integers(0, 3))
    made, anew = insert(keys, index, count)
    beside = anew if anew is not None else keys
    assert len(made) == count
    assert len(beside) == len(keys)
    near = [*beside[max(0, index - 1) : index], *made, *beside[index : index + 1]]
    assert all(first < second for first, second in pairwise(near)) or not count
    assert anew is None or anew == sorted(set(anew))


def test_keys_with_room_stay() -> None:
    assert insert(["V", "W"], 1) == (["VV"], None)
    assert insert(["V"], 5) == (["W"], None)
