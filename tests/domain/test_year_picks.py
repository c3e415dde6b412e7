"""What a year is for, as the setting keeps it."""

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.year_picks import MOST, YearPick, picks_of, with_picks

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("", "2027", "text")), inner),
    max_leaves=8,
)
TEXTS = st.text(min_size=1, max_size=9).filter(str.strip)
PICKS = st.lists(st.builds(YearPick, TEXTS, st.text(max_size=4), st.booleans()), max_size=MOST)


@given(JUNK)
def test_junk_is_no_pick(stored: object) -> None:
    assert len(picks_of(stored, 2027)) <= MOST
    assert all(isinstance(pick, YearPick) for pick in picks_of(stored, 2027))


@given(JUNK, PICKS, PICKS)
def test_each_year_keeps_its_own(stored: object, first: list[YearPick], second: list[YearPick]) -> None:
    kept = with_picks(with_picks(stored, 2027, first), 2028, second)
    assert list(picks_of(kept, 2027)) == first
    assert list(picks_of(kept, 2028)) == second
    assert picks_of(with_picks(kept, 2027, ()), 2027) == ()


def test_nothing_is_stored_as_nothing() -> None:
    assert with_picks(None, 2027, ()) is None
    assert with_picks({"2027": []}, 2027, ()) is None
