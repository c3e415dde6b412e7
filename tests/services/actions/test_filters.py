"""Saved filters: saving, replacing, renaming, deleting; each is one step to undo."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.filters import EVERYTHING, CardFilter, DueWindow
from planner.domain.words import Kind
from planner.services.action import Action
from planner.services.actions.filters import LONGEST_NAME, MOST_SAVED, DeleteFilter, RenameFilter, SaveFilter
from planner.services.planner import Planner
from planner.services.queries.board_filter import saved_filters
from tests.services.reading import everything

COURSES = CardFilter(kinds=frozenset({Kind.COURSE}), due=frozenset({DueWindow.THIS_WEEK}))
FOCUS = CardFilter(focus=True)


def names(planner: Planner) -> list[str]:
    return [each.name for each in planner.read(saved_filters)]


def test_a_saved_filter_is_found_again_by_name(planner: Planner) -> None:
    planner.run(SaveFilter("  My\tcourses ", COURSES))
    planner.run(SaveFilter("Focus", FOCUS))
    assert planner.read(saved_filters) == (("Focus", FOCUS), ("My courses", COURSES))


def test_saving_under_a_name_that_is_there_replaces_it(planner: Planner) -> None:
    planner.run(SaveFilter("Courses", COURSES))
    assert planner.run(SaveFilter("COURSES", FOCUS)).label == "Replace the filter “COURSES”"
    assert planner.read(saved_filters) == (("COURSES", FOCUS),)
    planner.undo()
    assert planner.read(saved_filters) == (("Courses", COURSES),)


def test_each_of_it_is_one_step_to_undo(planner: Planner) -> None:
    planner.run(SaveFilter("Courses", COURSES))
    steps: list[Action] = [SaveFilter("Focus", FOCUS), RenameFilter("Courses", "Lessons"), DeleteFilter("Lessons")]
    states = [everything(planner)]
    for action in steps:
        planner.run(action)
        states.append(everything(planner))
    assert names(planner) == ["Focus"]
    for state in reversed(states[:-1]):
        planner.undo()
        assert everything(planner) == state
    for state in states[1:]:
        planner.redo()
        assert everything(planner) == state


def test_the_last_one_deleted_leaves_no_setting(planner: Planner) -> None:
    before = everything(planner)
    planner.run(SaveFilter("Courses", COURSES))
    planner.run(DeleteFilter("courses"))
    assert everything(planner) == before


def test_another_way_of_writing_the_same_name_is_a_new_name(planner: Planner) -> None:
    planner.run(SaveFilter("courses", COURSES))
    planner.run(RenameFilter("courses", "Courses"))
    assert names(planner) == ["Courses"]


@pytest.mark.parametrize(
    ("action", "error"),
    [
        (SaveFilter(" ", COURSES), InvalidInputError),
        (SaveFilter("x" * (LONGEST_NAME + 1), COURSES), InvalidInputError),
        (SaveFilter("Empty", EVERYTHING), InvalidInputError),
        (RenameFilter("Courses", "focus"), InvalidInputError),
        (RenameFilter("Courses", ""), InvalidInputError),
        (RenameFilter("Gone", "Back"), NotFoundError),
        (DeleteFilter("Gone"), NotFoundError),
    ],
)
def test_what_is_refused_writes_nothing(planner: Planner, action: Action, error: type[Exception]) -> None:
    planner.run(SaveFilter("Courses", COURSES))
    planner.run(SaveFilter("Focus", FOCUS))
    before = everything(planner)
    with pytest.raises(error):
        planner.run(action)
    assert everything(planner) == before


def test_there_is_an_end_to_saving(planner: Planner) -> None:
    for number in range(MOST_SAVED):
        planner.run(SaveFilter(f"Filter {number}", COURSES))
    with pytest.raises(InvalidInputError):
        planner.run(SaveFilter("One more", COURSES))
    planner.run(SaveFilter("Filter 7", FOCUS))
