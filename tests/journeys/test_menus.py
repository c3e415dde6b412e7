"""A menu over the board, in a real window: a letter chooses in it, and is no command on the card behind it."""

from pathlib import Path

from planner.services import libraries
from tests.journeys.program import Window, newest_step
from tests.journeys.test_board import FIRST_CARD


def test_letters_stay_in_the_menu(window_environment: dict[str, str], tmp_path: Path) -> None:
    library = tmp_path / "plan.db"
    libraries.new_plan(library, libraries.BUILT_IN).close()
    with Window(library, window_environment) as window:
        window.go(2, "Roadmap")
        window.click(*FIRST_CARD)
        window.settled_picture()
        window.press("p")
        window.settled_picture()
        window.press("d", "Delete", "w", "s")
        window.settled_picture()
        assert newest_step(library) is None
        window.press("m")
        window.saw("Edit priority of “Machine Learning Crash Course”")
        window.press("t")
        window.settled_picture()
        window.press("t", "t", "Return")
        window.saw("Set due date of “Machine Learning Crash Course”")
        assert window.quit() == (0, "")
