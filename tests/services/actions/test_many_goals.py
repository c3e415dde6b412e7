"""One state and one date for several goals: one step, refused whole or not at all."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Certification, Course, Deadline
from planner.domain.words import ActivityId
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal
from planner.services.actions.many import PutDates, SetStates
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from tests.services.actions.test_activities import round_trip
from tests.services.reading import everything, only, rows


def add(planner: Planner, title: str, kind: str = "certification") -> ActivityId:
    return ActivityId(planner.run(AddGoal(title, kind)).added("activity")[0])


def states(planner: Planner) -> list[str]:
    certifications = [row.state for row in rows(planner, Certification)]
    return [*certifications, *(row.state for row in rows(planner, Course))]


def test_one_state_for_all_is_one_step(planner: Planner) -> None:
    ids = (add(planner, "One"), add(planner, "Two"), add(planner, "Three"))
    assert round_trip(planner, SetStates(ids[:1], "booked")) == "Mark “One” as booked"
    before = only(planner, Activity, id=ids[0])
    assert round_trip(planner, SetStates(ids, "booked")) == "Mark 3 goals as booked"
    assert states(planner) == ["booked"] * 3
    assert only(planner, Activity, id=ids[0]) == before, "what was booked keeps its place"
    assert round_trip(planner, SetStates(ids, "passed", on="2026-11-03")) == "Mark 3 goals as passed"
    assert {row.completed_on for row in rows(planner, Activity)} == {"2026-11-03"}


def test_kinds_share_some_states_and_refuse_the_others_whole(planner: Planner) -> None:
    ids = (add(planner, "Exam"), add(planner, "Course", "course"))
    round_trip(planner, SetStates(ids, "dropped"))
    assert states(planner) == ["dropped", "dropped"]
    before = everything(planner)
    for state in ("booked", "enrolled", "nonsense"):
        with pytest.raises(InvalidInputError, match="Choose a state of its kind"):
            planner.run(SetStates(ids, state))
    with pytest.raises(InvalidInputError, match="Nothing is selected"):
        planner.run(SetStates((), "dropped"))
    assert everything(planner) == before
    planner.run(TrashActivities(ids[1:]))
    with pytest.raises(NotFoundError):
        planner.run(SetStates(ids, "considering"))
    assert states(planner) == ["dropped", "dropped"]


def test_one_date_for_all_takes_the_place_of_those_that_stood(planner: Planner) -> None:
    first, second = add(planner, "One"), add(planner, "Two")
    planner.run(PutDeadline(first, "exam", on_date="2026-12-01", label="Second try"))
    old = only(planner, Deadline)
    places = ((first, old.id), (second, None))
    label = round_trip(planner, PutDates(places, "exam", wall="2027-01-15T09:30:00", zone="Europe/Berlin"))
    assert label == "Set “exam” of 2 goals"
    exams = rows(planner, Deadline)
    assert [row.activity_id for row in exams] == [first, second]
    assert {row.at_utc for row in exams} == {"2027-01-15T08:30:00Z"}
    assert (exams[0].id, exams[0].label) == (old.id, "Second try")
    both = ((first, exams[0].id), (second, exams[1].id))
    assert round_trip(planner, PutDates(both, "exam")) == "Remove “exam” from 2 goals"
    assert rows(planner, Deadline) == []
    assert planner.run(PutDates(((first, None),), "exam")).rows == ()


def test_due_dates_are_set_and_taken_away(planner: Planner) -> None:
    ids = (add(planner, "One", "course"), add(planner, "Two", "course"))
    places = tuple((goal_id, None) for goal_id in ids)
    round_trip(planner, PutDates(places, "due", on_date="2026-12-24"))
    assert [row.on_date for row in rows(planner, Deadline)] == ["2026-12-24"] * 2
    round_trip(planner, PutDates(places, "due"))
    assert rows(planner, Deadline) == []
    with pytest.raises(InvalidInputError):
        planner.run(PutDates(places, "due", on_date="2026-13-01"))
