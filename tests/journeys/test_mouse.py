"""The board by mouse alone: to the page, a card dragged to the next column, and back by Undo."""

from pathlib import Path

from planner.services import libraries
from tests.journeys.program import Window, newest_step, until

# From the left upper corner of a window of 1280 x 800.
ROADMAP_IN_THE_SIDEBAR = (100, 134)
SECOND_CARD = (400, 275)
IN_PROGRESS = (745, 335)


def test_a_card_is_dragged(window_environment: dict[str, str], tmp_path: Path) -> None:
    library = tmp_path / "plan.db"
    libraries.new_plan(library, libraries.BUILT_IN).close()
    with Window(library, window_environment) as window:
        window.settled_picture()
        window.click(*ROADMAP_IN_THE_SIDEBAR)
        until(lambda: window.title == f"Roadmap – {window.library.stem} – Planner", "the board is shown")
        window.settled_picture()
        window.drag(SECOND_CARD, IN_PROGRESS)
        window.saw("Move “Sort ten product problems by learning type” to In progress")
        window.press("ctrl+z")
        until(lambda: newest_step(library) is None, "the move is undone")
        assert window.quit() == (0, "")
