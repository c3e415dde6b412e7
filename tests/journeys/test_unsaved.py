"""A plan whose folder goes away while its window is open: the change stays on the screen, and goes on in a copy."""

from pathlib import Path

from planner.services import libraries
from tests.journeys.program import Window, newest_step, until

#: Where the button for a copy is in a window of the usual size, from its right and lower edge.
COPY_BUTTON = (1280 - 187, 800 - 61)
#: As many looks as fit between two blinks of the caret in the field for the name.
BETWEEN_BLINKS = 6


def test_a_change_goes_on_in_a_copy_when_the_folder_has_gone(
    window_environment: dict[str, str], tmp_path: Path
) -> None:
    library, copy = tmp_path / "stick" / "plan.db", tmp_path / "rescued.db"
    library.parent.mkdir()
    libraries.new_plan(library, libraries.BUILT_IN).close()
    with Window(library, window_environment) as window:
        window.go(1, "Home")
        window.press("ctrl+n")
        window.type("Before")
        window.press("Return")
        window.saw("Add “Before”")
        library.parent.rename(tmp_path / "pulled-out")
        window.type("After")
        window.press("Return", "Escape")
        window.settled_picture()
        window.click(*COPY_BUTTON)
        window.opened("Save a copy elsewhere")
        window.settled_picture(BETWEEN_BLINKS)
        window.type(str(copy))
        window.press("Return")
        until(copy.exists, "the copy is there")
        until(lambda: newest_step(copy) == "Add “After”", "the copy holds what was not saved")
        window.library = copy
        until(window._find, "the window of the copy is there")
        window._xdo("windowfocus", "--sync", window.id)
        window.go(1, "Home")
        window.press("ctrl+n")
        window.type("Later")
        window.press("Return")
        window.saw("Add “Later”")
        assert window.quit() == (0, "")
    assert newest_step(tmp_path / "pulled-out" / "plan.db") == "Add “Before”"
    assert libraries.check(copy) == []
