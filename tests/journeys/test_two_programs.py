"""The window beside other programs on the same library, and after its sudden death."""

import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from tests.journeys.program import Window, newest_step, until


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    libraries.new_plan(path, libraries.BUILT_IN).close()
    return path


def command(library: Path, *words: str) -> str:
    """What another process of the program prints."""
    done = subprocess.run(
        [sys.executable, "-m", "planner", "--library", str(library), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_window_shows_and_undoes_what_the_command_line_wrote(
    window_environment: dict[str, str], library: Path
) -> None:
    with Window(library, window_environment) as window:
        window.go(1, "Home")
        plain = window.settled_picture()
        command(library, "add", "Call Ada @tomorrow")
        until(lambda: window.picture() != plain, "the new date is shown")

        def undone() -> bool:
            window.press("ctrl+z")  # there is nothing else to undo, so that it may be pressed again
            return newest_step(library) is None

        until(undone, "the step of the command line is undone")
        assert window.quit() == (0, "")
    assert [path.name for path in library.parent.iterdir() if path.is_file()] == ["plan.db"]


def test_a_second_window_on_the_same_library(window_environment: dict[str, str], library: Path) -> None:
    with Window(library, window_environment) as first, Window(library, window_environment) as second:
        second.go(1, "Home")
        second.press("ctrl+n")
        second.type("From the second window")
        second.press("Return")
        second.saw("Add “From the second window”")
        assert second.quit() == (0, "")
        first.go(1, "Home")
        first.press("ctrl+n")
        first.type("From the first window")
        first.press("Return")
        first.saw("Add “From the first window”")
        first.press("Escape", "ctrl+z")
        first.saw("Add “From the second window”")
        assert first.quit() == (0, "")
    assert command(library, "check").endswith("is whole.\n")


def test_nothing_that_was_stored_is_lost_when_the_window_is_killed(
    window_environment: dict[str, str], library: Path
) -> None:
    with Window(library, window_environment) as window:
        window.go(2, "Roadmap")
        window.press("Down", "ctrl+Right")
        window.saw("Move “Sort ten product problems by learning type” to In progress")
        window.go(3, "Skills")
        window.press("Down", "4")
        window.saw("Rate “Machine-learning concepts” 4")
        window.press("Down", "5")
        window.kill()
    assert command(library, "check").endswith("is whole.\n")
    last = newest_step(library)
    with Window(library, window_environment) as window:
        assert newest_step(library) == last
        window.press("ctrl+z")
        until(lambda: newest_step(library) != last, "the newest step is undone")
        if last != "Rate “Machine-learning concepts” 4":  # the last key was faster than the kill
            window.saw("Rate “Machine-learning concepts” 4")
            window.press("ctrl+z")
        window.saw("Move “Sort ten product problems by learning type” to In progress")
        assert window.quit() == (0, "")
    assert [path.name for path in library.parent.iterdir() if path.is_file()] == ["plan.db"]
