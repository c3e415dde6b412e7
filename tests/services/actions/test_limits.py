"""The limits of columns: the usual ones, others, none; undone and redone, and refused where they make no sense."""

import pytest

from planner.domain.column_limits import limits_of
from planner.domain.errors import InvalidInputError
from planner.domain.model import Setting
from planner.services.actions.limits import SetLimit
from planner.services.planner import Planner
from planner.services.queries.limits import limits
from tests.services.actions.test_activities import round_trip
from tests.services.reading import everything, rows


def test_in_progress_starts_with_five(planner: Planner) -> None:
    assert planner.read(limits) == {"in_progress": 5}


def test_a_limit_is_set_changed_and_taken_away(planner: Planner) -> None:
    assert round_trip(planner, SetLimit("in_progress", 3)) == "Limit “In progress” to 3"
    assert round_trip(planner, SetLimit("planned", 20)) == "Limit “To do” to 20"
    assert planner.read(limits) == {"in_progress": 3, "planned": 20}
    assert round_trip(planner, SetLimit("in_progress", None)) == "Take away the limit of “In progress”"
    assert planner.read(limits) == {"planned": 20}


def test_the_usual_limits_leave_no_row(planner: Planner) -> None:
    planner.run(SetLimit("in_progress", 7))
    planner.run(SetLimit("in_progress", 5))
    assert rows(planner, Setting, key="limits") == []


@pytest.mark.parametrize(("column", "limit"), [("done", 3), ("ideas", 3), ("in_progress", 0), ("planned", 100)])
def test_other_limits_are_refused(planner: Planner, column: str, limit: int) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError):
        planner.run(SetLimit(column, limit))
    assert everything(planner) == before


@pytest.mark.parametrize("stored", [None, 5, "x", [], {"in_progress": "7"}, {"in_progress": True}, {"done": 2}])
def test_what_a_file_from_elsewhere_says_wrongly_is_as_usual(stored: object) -> None:
    assert limits_of(stored) == {"in_progress": 5}
