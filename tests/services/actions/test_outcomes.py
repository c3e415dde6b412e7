"""What came of a completed activity: one line and a link, one step together with the completion."""

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity
from planner.services.actions.activities import MoveActivities
from planner.services.actions.outcomes import RecordOutcome
from planner.services.planner import Planner
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only


def test_completion_and_outcome_are_one_step(planner: Planner) -> None:
    row = add(planner, "It")
    before = everything(planner)
    planner.run(MoveActivities((row.id,), status="done", visit="v"))
    planner.run(RecordOutcome(row.id, " Now I can ", "example.org/post", visit="v"))
    done = only(planner, Activity)
    assert (done.status, done.outcome, done.outcome_url) == ("done", "Now I can", "https://example.org/post")
    planner.undo()
    assert everything(planner) == before
    planner.redo()
    assert only(planner, Activity) == done


def test_after_something_else_it_is_a_step_of_its_own(planner: Planner) -> None:
    row = add(planner, "It")
    planner.run(MoveActivities((row.id,), status="done", visit="v"))
    add(planner, "Other")
    assert round_trip(planner, RecordOutcome(row.id, "Now I can", visit="v")) == "Say what came of “It”"
    planner.undo()
    assert only(planner, Activity, id=row.id).status == "done"


def test_two_completions_stay_two_steps(planner: Planner) -> None:
    one, two = add(planner, "One"), add(planner, "Two")
    planner.run(MoveActivities((one.id,), status="done", visit="a"))
    planner.run(MoveActivities((two.id,), status="done", visit="b"))
    planner.undo()
    assert only(planner, Activity, id=one.id).status == "done"


def test_what_makes_no_sense_is_refused(planner: Planner) -> None:
    row = add(planner, "It")
    with pytest.raises(InvalidInputError, match="is not done"):
        planner.run(RecordOutcome(row.id, "Now I can"))
    planner.run(MoveActivities((row.id,), status="done"))
    before = everything(planner)
    for action in (RecordOutcome(row.id, "x" * 1001), RecordOutcome(row.id, "", "javascript:alert(1)")):
        with pytest.raises(InvalidInputError):
            planner.run(action)
    assert everything(planner) == before
