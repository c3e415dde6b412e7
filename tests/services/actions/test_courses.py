"""Counting the units of a course."""

from collections.abc import Callable

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Course
from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity
from planner.services.actions.courses import CountUnits
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.planner import Planner
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only


@pytest.fixture
def course(planner: Planner) -> Callable[..., Course]:
    course_id = ActivityId(planner.run(AddGoal("ML", "course")).added("activity")[0])
    planner.run(EditDetail(course_id, (("units_total", 3),)))

    def count(*steps: int, visit: str | None = None) -> Course:
        for by in steps:
            planner.run(CountUnits(course_id, by, visit))
        return only(planner, Course)

    return count


def test_the_first_unit_begins_a_course(planner: Planner, course: Callable[..., Course]) -> None:
    assert course(0).state == "considering"
    round_trip(planner, CountUnits(only(planner, Course).activity_id, 1))
    assert (only(planner, Course).state, only(planner, Course).units_done) == ("in_progress", 1)
    assert only(planner, Activity).started_on == "2026-11-25"


def test_units_stay_within_the_course_and_a_visit_is_one_step(planner: Planner, course: Callable[..., Course]) -> None:
    planner.run(EditActivity(only(planner, Activity).id, (("notes", "before"),)))
    assert course(1, 1, 1, 1, visit="a").units_done == 3
    assert course(-1, -9, visit="a").units_done == 0
    planner.undo()
    assert (only(planner, Course).units_done, only(planner, Course).state) == (0, "considering")
    assert planner.history().undo == "Edit notes of “ML”"
    assert course(-1).units_done == 0


def test_only_courses_have_units(planner: Planner) -> None:
    with pytest.raises(InvalidInputError):
        planner.run(CountUnits(add(planner, "It").id, 1))
