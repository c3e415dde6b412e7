"""The window beside other programs on the same library, and after its sudden death."""

import subprocess
import sys
from pathlib import Path

import pytest

from planner.services import libraries
from tests.journeys.program import AT_REST, PATIENCE, Window, newest_step, until


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


def second_start(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Another start of the program, which ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "planner", *words],
        env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip


def calendar(path: Path, name: str) -> Path:
    event = f"BEGIN:VEVENT\r\nUID:{name}\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n", newline="")
    return path


def test_a_second_start_hands_its_files_over_to_the_window(
    window_environment: dict[str, str], library: Path, tmp_path: Path
) -> None:
    talks, link = calendar(tmp_path / "my talks.ics", "Talk"), tmp_path / "link.db"
    link.symlink_to(library)
    with Window(library, window_environment) as window:
        window.settled_picture()
        for place in (library, link):
            done = second_start(window_environment, "--library", str(place), talks.as_uri(), str(tmp_path / "gone.ics"))
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
            window.opened("Import dates")
            window.settled_picture(AT_REST)
            window.press("Escape")
            window.back()
        assert window.quit() == (0, "")
    assert command(library, "check").endswith("is whole.\n")
    link.unlink()
    assert [path.name for path in library.parent.iterdir() if path.is_file()] == ["my talks.ics", "plan.db"]


def test_another_plan_has_a_window_of_its_own_and_a_killed_one_bars_nobody(
    window_environment: dict[str, str], library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    libraries.new_plan(other, None).close()
    with Window(library, window_environment) as first:
        with Window(other, window_environment) as second:
            second.go(1, "Home")
            assert second.quit() == (0, "")
        first.kill()
    with Window(library, window_environment) as again:
        again.go(1, "Home")
        assert again.quit() == (0, "")


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
