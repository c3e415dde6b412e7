"""An hour on the board, by keys alone and by the mouse alone; then all of it undone, and all of it brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.cli import main
from planner.services import libraries
from tests.journeys.program import Window, newest_step, until

# From the left upper corner of a window of 1280 x 800.
FIRST_CARD = (400, 235)
SECOND_CARD = (400, 315)
THIRD_CARD = (400, 395)
IN_PROGRESS = (745, 335)
FIRST_LANE = (500, 106)
FILTER_BUTTON = (1160, 51)
STEPS_SEGMENT = (425, 51)
LANES_SEGMENT = (358, 51)


def exported(library: Path, file: Path) -> bytes:
    assert main(["--library", str(library), "export", str(file)]) == 0
    return file.read_bytes()


def by_keys(window: Window, saw: Callable[[str], None]) -> None:
    window.press("n")
    window.type("Explain recall to a friend ~1h")
    window.press("Return")
    saw("Add “Explain recall to a friend”")
    window.press("Escape")
    window.press("ctrl+Right")
    saw("Move “Explain recall to a friend” to In progress")
    window.press("ctrl+Down")  # over the edge of its column into the step below
    saw("Move “Explain recall to a friend” to Product-management expertise")
    window.press("Up", "Up", "Left", "Home", "Down")
    window.press("shift+Down", "shift+Down", "e")
    window.opened("Edit 3 activities")
    window.press("Tab", "Tab", "Tab")  # status, step, kind, then priority
    window.press("End", "Return")
    saw("Edit 3 activities")
    window.back()
    window.press("Escape", "ctrl+f")
    window.type("decision tree")
    window.settled_picture()
    window.press("Escape")
    window.press("Home", "Left")  # fold the first step
    window.settled_picture()
    window.press("Right")


def by_mouse(window: Window, saw: Callable[[str], None]) -> None:
    window.drag(SECOND_CARD, IN_PROGRESS)
    saw("Move “Sort ten product problems by learning type” to In progress")
    window.click(*FIRST_CARD)
    window.drag(THIRD_CARD, (400, 200))
    saw("Reorder “Predict a number with linear regression”")
    window.click(*FILTER_BUTTON)
    window.settled_picture()
    window.click(*FILTER_BUTTON)
    window.click(*STEPS_SEGMENT)
    window.settled_picture()
    window.click(*LANES_SEGMENT)
    window.click(*FIRST_LANE)  # fold
    window.settled_picture()
    window.click(*FIRST_LANE)


@pytest.mark.parametrize("hands", [by_keys, by_mouse])
def test_an_hour_on_the_board_undone_and_redone(
    hands: Callable[[Window, Callable[[str], None]], None], window_environment: dict[str, str], tmp_path: Path
) -> None:
    library = tmp_path / "plan.db"
    libraries.new_plan(library, libraries.BUILT_IN).close()
    before = exported(library, tmp_path / "before.json")
    done: list[str] = []

    def saw(label: str) -> None:
        window.saw(label)
        done.append(label)

    with Window(library, window_environment) as window:
        window.go(2, "Roadmap")
        window.settled_picture()
        hands(window, saw)
        after = exported(library, tmp_path / "after.json")
        assert after != before
        for label in reversed(done):
            window.saw(label)
            window.press("ctrl+z")
        until(lambda: newest_step(library) is None, "all is undone")
        assert exported(library, tmp_path / "undone.json") == before
        for label in done:
            window.press("ctrl+y")
            window.saw(label)
        assert exported(library, tmp_path / "redone.json") == after
        assert window.quit() == (0, "")
    assert main(["--library", str(library), "check"]) == 0
