"""The note of a review: when it goes on, what it becomes with each answer, and what junk in a plan makes of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.review import ReviewNote, minutes_for, next_number, note_of, noted, to_json

UIDS = frozenset(("a", "b", "c"))


def note(**fields: object) -> ReviewNote:
    return ReviewNote(1, "2026-11-01", "2026-11-02", None, frozenset(("a",)))._replace(**fields)  # type: ignore[arg-type]  # fields of ReviewNote


@pytest.mark.parametrize(
    ("today", "asked", "goes_on"),
    [
        ("2026-11-01", "a", True),
        ("2026-12-01", "a", True),
        ("2026-12-02", "a", False),
        ("2026-10-31", "a", False),
        ("2026-11-02", "abc", False),
        ("2026-11-02", "abx", True),
        ("2026-11-02", "", True),
    ],
)
def test_a_review_goes_on_for_thirty_days_and_until_all_was_asked(today: str, asked: str, goes_on: bool) -> None:
    assert note(asked=frozenset(asked)).goes_on(UIDS, today) is goes_on


def test_each_answer_is_noted_and_what_is_gone_is_forgotten() -> None:
    first = noted(None, 1, "a", UIDS, "2026-11-01")
    assert first == ReviewNote(1, "2026-11-01", "2026-11-01", None, frozenset("a"))
    second = noted(first, 1, "b", UIDS, "2026-11-03")
    assert second == ReviewNote(1, "2026-11-01", "2026-11-03", None, frozenset("ab"))
    assert noted(second, 1, "c", frozenset("bc"), "2026-11-03").asked == frozenset("bc")


def test_the_next_review_knows_when_the_one_before_it_ended() -> None:
    second = noted(note(), 2, "b", UIDS, "2026-12-24")
    assert second == ReviewNote(2, "2026-12-24", "2026-12-24", "2026-11-02", frozenset("b"))
    again = noted(second, 3, "b", UIDS, "2026-12-24")
    assert again.before == "2026-11-02", "what was said earlier on the same day is no time ago"


@pytest.mark.parametrize(("skills", "minutes"), [(0, 1), (1, 1), (2, 1), (3, 2), (20, 10)])
def test_half_a_minute_a_skill(skills: int, minutes: int) -> None:
    assert minutes_for(skills) == minutes


@pytest.mark.parametrize(
    "stored",
    [
        None, 5, "x", [], {}, {"started": 5}, {"started": "today"}, {"started": "2026-13-01", "asked": ["a"]},
        {"asked": ["a"]},
    ],
)  # fmt: skip
def test_what_is_no_note_is_none(stored: object) -> None:
    assert note_of(stored) is None


@pytest.mark.parametrize(
    ("junk", "kept"),
    [
        ({"asked": "abc"}, {"asked": frozenset()}),
        ({"asked": ["a", 5, None, ["b"]]}, {"asked": frozenset("a")}),
        ({"number": "2"}, {"number": 1}),
        ({"number": True}, {"number": 1}),
        ({"number": -3}, {"number": 1}),
        ({"number": 10**30}, {"number": 1}),
        ({"last": "2026-10-01"}, {"last": "2026-11-01"}),
        ({"last": 7}, {"last": "2026-11-01"}),
        ({"before": "2026-11-01"}, {"before": None}),
        ({"before": {}}, {"before": None}),
        ({"more": [1]}, {}),
    ],
)
def test_junk_in_a_note_is_left_out(junk: dict[str, object], kept: dict[str, object]) -> None:
    assert note_of(to_json(note()) | junk) == note(**kept)


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(
    started=days,
    rest=st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd"), st.integers(0, 40)), max_size=12),
)
def test_a_note_is_read_as_it_was_written(started: date, rest: list[tuple[int, str, int]]) -> None:
    made, day = None, started
    for number, uid, later in rest:
        day += timedelta(later)
        made = noted(made, number, uid, frozenset("abcd"), day.isoformat())
        assert note_of(to_json(made)) == made
        assert uid in made.asked
        assert next_number(made) != made.number


def test_numbers_do_not_grow_for_ever() -> None:
    last = note(number=10**9 - 1)
    assert note_of(to_json(last)) == last
    assert note_of(to_json(note(number=next_number(last)))) is not None
