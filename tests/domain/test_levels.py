"""Level arithmetic: halves from 0 to 5, unknown is not 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import levels
from planner.domain.errors import InvalidInputError
from planner.domain.levels import Weighted

known = st.integers(0, 10).map(lambda halves: halves / 2)


@given(known)
def test_levels_come_back(level: float) -> None:
    assert levels.is_level(level)
    assert levels.parse_level(levels.format_level(level)) == level
    assert levels.check_level(level) == level


@pytest.mark.parametrize(
    ("text", "level"), [("3", 3), (" 3.5 ", 3.5), ("3,5", 3.5), ("3½", 3.5), ("½", 0.5), ("5.0", 5)]
)
def test_ways_to_write_a_level(text: str, level: float) -> None:
    assert levels.parse_level(text) == level


@pytest.mark.parametrize("text", ["", ".", "5.5", "-1", "3.25", "three", "nan", "inf", "1e0", "٣", "1_0", "9" * 500])
def test_other_texts_are_no_levels(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a level; write a whole or a half from 0 to 5"):
        levels.parse_level(text)


@pytest.mark.parametrize("value", [-0.5, 5.5, 0.3, float("nan"), float("inf")])
def test_other_numbers_are_no_levels(value: float) -> None:
    assert not levels.is_level(value)
    with pytest.raises(InvalidInputError, match="is not a level"):
        levels.check_level(value)


@given(st.floats(-100, 100))
def test_the_nearest_level_is_near(value: float) -> None:
    level = levels.nearest_level(value)
    assert levels.is_level(level)
    assert abs(level - min(5, max(0, value))) <= 0.25


def test_steps_stay_within_bounds() -> None:
    assert levels.step_level(None, 1) == 0.5
    assert levels.step_level(4.5, 3) == 5
    assert levels.step_level(0.5, -3) == 0
    assert levels.nearest_level(2.25) == 2.5


def test_gaps() -> None:
    assert levels.gap(4, 2.5) == 1.5
    assert levels.gap(3, 5) == 0
    assert levels.gap(3, None) == 3
    assert levels.gap(None, 3) is None


def test_means_skip_what_is_unknown() -> None:
    assert levels.mean_level([]) is None
    assert levels.mean_level([Weighted(None, 3)]) is None
    assert levels.mean_level([Weighted(4, 0)]) is None
    assert levels.mean_level([Weighted(4, 3), Weighted(None, 3), Weighted(2, 1)]) == 3.5


@given(st.lists(st.tuples(known, st.integers(1, 3)), min_size=1))
def test_means_lie_between_the_extremes(pairs: list[tuple[float, int]]) -> None:
    mean = levels.mean_level(Weighted(level, weight) for level, weight in pairs)
    assert mean is not None
    assert min(level for level, _ in pairs) - 1e-9 <= mean <= max(level for level, _ in pairs) + 1e-9
