"""The table of states and statuses, row by row, in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.states import (
    STATES,
    Standing,
    completes_itself,
    first_state,
    has_state,
    is_answered,
    move,
    move_dates,
    move_state,
    newest_before,
    set_state,
    states_of,
    status_of,
)
from planner.domain.words import CertificationState, CourseState, EventState, Kind, Status

TABLE = [
    ("certification", "planned", ["considering"]),
    ("certification", "in_progress", ["preparing", "booked"]),
    ("certification", "done", ["passed", "expired", "retired"]),
    ("certification", "skipped", ["dropped"]),
    ("course", "planned", ["considering", "enrolled"]),
    ("course", "in_progress", ["in_progress"]),
    ("course", "done", ["completed"]),
    ("course", "skipped", ["dropped"]),
    ("event", "planned", ["interested", "applied", "registered"]),
    ("event", "in_progress", ["attending"]),
    ("event", "done", ["attended"]),
    ("event", "skipped", ["declined"]),
]
ROWS = [(kind, status, state) for kind, status, states in TABLE for state in states]
STATELESS = [kind for kind in Kind if not has_state(kind)]


@pytest.mark.parametrize(("kind", "status", "states"), TABLE)
def test_each_row_of_the_table_forward(kind: str, status: str, states: list[str]) -> None:
    assert list(STATES[Kind(kind)][Status(status)]) == states
    assert first_state(kind, status) == states[0]


@pytest.mark.parametrize(("kind", "status", "state"), ROWS)
def test_each_row_of_the_table_backward(kind: str, status: str, state: str) -> None:
    assert status_of(kind, state) is Status(status)
    assert move_state(kind, state, status) == state


@pytest.mark.parametrize(("kind", "status", "state"), ROWS)
@pytest.mark.parametrize("to_status", list(Status))
def test_a_move_takes_the_first_state_and_a_move_back_restores(
    kind: str, status: str, state: str, to_status: Status
) -> None:
    gone = move(kind, status, state, to_status)
    if to_status == status:
        assert gone == Standing(to_status, state, "")
        return
    assert gone == Standing(to_status, first_state(kind, to_status), state)
    back = move(kind, gone.status, gone.state, status, gone.before_state)
    assert back.state == state
    assert back.status == status


@pytest.mark.parametrize("kind", STATELESS)
def test_kinds_without_states_move_by_status(kind: Kind) -> None:
    assert first_state(kind, "done") == ""
    assert move_state(kind, "", "done") == ""
    assert states_of(kind) == ()
    assert move(kind, "planned", "", "done") == Standing(Status.DONE, "", "planned")
    with pytest.raises(ValueError, match="is no state of kind"):
        status_of(kind, "considering")


def test_every_state_has_one_status() -> None:
    assert set(states_of("certification")) == set(CertificationState)
    assert set(states_of("course")) == set(CourseState)
    assert set(states_of("event")) == set(EventState)
    assert states_of("event")[:2] == ("listed", "interested")


def test_a_listed_event_is_planned_until_a_move_answers() -> None:
    assert status_of("event", "listed") is Status.PLANNED
    assert move("event", "planned", "listed", "planned") == Standing(Status.PLANNED, "interested", "")
    assert move("event", "planned", "listed", "skipped") == Standing(Status.SKIPPED, "declined", "listed")
    assert move_state("event", "declined", "planned", "listed") == "interested"
    assert not is_answered("event", "listed")
    assert is_answered("event", "interested")
    assert is_answered("topic", "")


def test_a_state_before_of_another_status_is_not_restored() -> None:
    assert move_state("certification", "passed", "planned", "booked") == "considering"
    assert move_state("certification", "passed", "in_progress", "booked") == "booked"
    assert move_state("course", "completed", "planned", "nonsense") == "considering"


def test_a_way_back_over_several_statuses_restores_each_state() -> None:
    standing = Standing(Status.PLANNED, "registered", "")
    for to_status in ("in_progress", "done", "in_progress", "planned"):
        standing = move("event", standing.status, standing.state, to_status, standing.before_state)
    assert standing.state == "registered"
    assert set(standing.before_state.split()) == {"attending", "attended"}
    booked = set_state("certification", "considering", "booked")
    passed = set_state("certification", "booked", "passed", booked.before_state)
    assert passed == Standing(Status.DONE, "passed", "booked considering")
    assert newest_before(passed.before_state) == "booked"
    dropped = move("certification", "done", "passed", "skipped", passed.before_state)
    assert move("certification", "skipped", "dropped", "in_progress", dropped.before_state).state == "booked"


def test_what_an_older_file_remembers_stays_valid() -> None:
    assert move("event", "done", "attended", "planned", "registered").state == "registered"
    assert move("event", "done", "attended", "planned", "nonsense").before_state == "attended"
    assert newest_before("") == ""
    assert newest_before("planned") == "planned"


def test_a_chosen_state_remembers_the_one_before_only_across_statuses() -> None:
    assert set_state("event", "interested", "registered", "attended") == Standing(
        Status.PLANNED, "registered", "attended"
    )
    assert set_state("certification", "booked", "passed") == Standing(Status.DONE, "passed", "booked")
    with pytest.raises(ValueError, match="'enrolled' is no state of kind 'event'"):
        set_state("event", "interested", "enrolled")


@pytest.mark.parametrize(
    ("status", "to_status", "dates", "expected"),
    [
        ("planned", "done", (None, None), (None, "2026-05-04")),
        ("planned", "in_progress", (None, None), ("2026-05-04", None)),
        ("in_progress", "done", ("2026-01-02", None), ("2026-01-02", "2026-05-04")),
        ("done", "in_progress", ("2026-01-02", "2026-03-04"), ("2026-01-02", None)),
        ("done", "planned", ("2026-01-02", "2026-03-04"), ("2026-01-02", None)),
        ("done", "skipped", (None, "2026-03-04"), (None, None)),
        ("done", "done", (None, "2026-03-04"), (None, "2026-03-04")),
        ("planned", "skipped", (None, None), (None, None)),
    ],
)
def test_moves_set_and_clear_dates(
    status: str, to_status: str, dates: tuple[str | None, str | None], expected: tuple[str | None, str | None]
) -> None:
    assert move_dates(status, to_status, *dates, "2026-05-04") == expected


def test_a_practice_never_completes_itself() -> None:
    assert completes_itself(None)
    assert not completes_itself(3)


@given(st.sampled_from(ROWS), st.lists(st.sampled_from(Status), max_size=8))
def test_status_and_state_agree_after_any_moves(row: tuple[str, str, str], moves: list[Status]) -> None:
    kind, status, state = row
    standing = Standing(Status(status), state, "")
    for to_status in moves:
        standing = move(kind, standing.status, standing.state, to_status, standing.before_state)
        assert standing.status is to_status
        remembered = [status_of(kind, before) for before in standing.before_state.split()]
        assert len(set(remembered)) == len(remembered)
        assert to_status not in remembered
        assert status_of(kind, standing.state) is to_status


@given(st.sampled_from(ROWS), st.lists(st.sampled_from(Status), max_size=8))
def test_wherever_a_card_was_moved_its_first_state_comes_back(row: tuple[str, str, str], moves: list[Status]) -> None:
    kind, status, state = row
    standing = Standing(Status(status), state, "")
    for to_status in [*moves, Status(status)]:
        standing = move(kind, standing.status, standing.state, to_status, standing.before_state)
    assert standing.state == state
