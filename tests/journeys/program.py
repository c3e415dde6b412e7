"""Drives the real program in a real window, as a person would: keys, mouse, eyes, and a look into the library."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from planner.services import libraries
from planner.services.planner import Planner
from tests.journeys.drag_source import SIDE, TITLE

_BUILT = os.environ.get("PLANNER_TEST_PROGRAM")
#: The program that is driven: the one of this source, or a built one that the variable names.
PROGRAM = [sys.executable, "-m", "planner"] if _BUILT is None else [_BUILT]
#: The variable that names the file with the pixels of the display.
FRAME = "PLANNER_TEST_FRAME"
#: A generous deadline: it is only used up where something is wrong.
PATIENCE = 40.0
_LOOK_AGAIN = 0.05
#: So many looks in a row that see the same mean that a window stands still.
_LOOKS = 4
#: And so many where work beside the window is told only after a moment.
AT_REST = 20


def until(condition: Callable[[], object], what: str) -> None:
    """Look again and again until the condition holds. Raises AssertionError when patience ends."""
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        pause.wait(_LOOK_AGAIN)


@contextlib.contextmanager
def looked_into(library: Path) -> Iterator[Planner]:
    """The library through a connection of our own, as another program would see it."""
    planner = libraries.open_plan(library)
    try:
        yield planner
    finally:
        planner.close()


def newest_step(library: Path) -> str | None:
    """What Undo would take back."""
    with looked_into(library) as planner:
        return planner.history().undo


class Ended(NamedTuple):
    """How the program ended."""

    code: int
    errors: str


class Window:
    """The program with its window, from its start to its end."""

    def __init__(self, library: Path, environment: dict[str, str], *, named: bool = True) -> None:
        """``named`` False starts the program without a word; ``library`` is then the one that it will take."""
        self.library = library
        self._environment = environment
        self._process = subprocess.Popen(
            [*PROGRAM, *(("--library", str(library)) if named else ())],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.id = ""
        self._sources: list[subprocess.Popen[str]] = []
        try:
            until(self._find, "the window is there")
            self._xdo("windowfocus", "--sync", self.id)
        except BaseException:
            self.kill()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self._process, *self._sources):
            if process.poll() is None:
                process.kill()
            process.communicate()

    def _xdo(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=check, timeout=PATIENCE
        )
        return done.stdout.strip()

    def _search(self, *words: str) -> str:
        """What ``xdotool search`` finds; a window that goes while it looks makes it give up, so it looks again."""
        while True:
            done = subprocess.run(
                ["xdotool", "search", *words],
                env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
            )  # fmt: skip
            if "X Error" not in done.stderr:
                return done.stdout.strip()

    def _find(self) -> bool:
        assert self._process.poll() is None, self._process.communicate()[1]
        pid = str(self._process.pid)
        found = self._xdo("search", "--all", "--onlyvisible", "--pid", pid, "--name", "– Planner$", check=False)
        self.id = found.split("\n")[0]
        return bool(self.id)

    @property
    def title(self) -> str:
        """What stands in the title bar, such as “Skills – Planner”."""
        return self._xdo("getwindowname", self.id)

    def others(self) -> dict[str, str]:
        """The titles of the dialogs that are open, by their ids."""
        pid = str(self._process.pid)
        found = self._search("--all", "--onlyvisible", "--pid", pid, "--name", ".")
        titles = {each: self._xdo("getwindowname", each, check=False) for each in found.split() if each != self.id}
        # No tool tips, and none that has just gone.
        return {each: title for each, title in titles.items() if title.endswith("— Planner")}

    def press(self, *keys: str) -> None:
        """Press keys or chords, such as ``ctrl+Right``, one after the other."""
        self._xdo("key", "--clearmodifiers", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdo("type", "--clearmodifiers", "--delay", "5", text)

    def click(self, x: int, y: int) -> None:
        """Click into the window."""
        # Told to wait for a move to where the pointer is already, xdotool waits for fifteen seconds.
        origin = self._xdo("getwindowgeometry", "--shell", self.id)
        assert "X=0\nY=0\n" in origin, f"the window has moved: {origin}"
        there = self._xdo("getmouselocation", "--shell").startswith(f"X={x}\nY={y}\n")
        move = () if there else ("mousemove", "--sync", "--window", self.id, str(x), str(y))
        self._xdo(*move, "click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int], *, steps: int = 10) -> None:
        """Press the left button, move in steps, and let go."""
        words: list[str] = []
        for step in range(steps + 1):
            x, y = (round(one + (other - one) * step / steps) for one, other in zip(start, end, strict=True))
            words += ["mousemove", "--sync", "--window", self.id, str(x), str(y)]
            words += ["mousedown", "1"] if step == 0 else []
        self._xdo(*words, "mouseup", "1")

    def drop(self, file: Path, place: tuple[int, int]) -> None:
        """Drag a file out of another program and let it go over a place in the window."""
        command = [sys.executable, "-m", "tests.journeys.drag_source", str(file)]
        source = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, text=True)
        self._sources.append(source)
        until(lambda: self._xdo("search", "--onlyvisible", "--name", f"^{TITLE}$", check=False), "the file is there")
        (x, y), half = place, SIDE // 2
        self._xdo("mousemove", "--sync", str(half), str(half), "mousedown", "1")
        for step in range(1, 5):  # the two programs tell each other at each of them what is dragged, and where
            across, down = half + (x - half) * step // 4, half + (y - half) * step // 4
            self._xdo("mousemove", "--sync", str(across), str(down))
            self.settled_picture()
        self._xdo("mouseup", "1")
        assert source.stdout is not None
        answer = source.stdout.readline().strip()
        assert answer == "taken", f"the window did not take the file: {answer!r}"

    def go(self, number: int, title: str) -> None:
        """Show a page by its key, once all dialogs are gone."""
        self.back()
        self.press(f"ctrl+{number}")
        until(lambda: self.title == f"{title} – {self.library.stem} – Planner", f"the page {title} is shown")

    def back(self) -> None:
        """Wait until all dialogs are gone, and take the keyboard back: there is no window manager that would."""
        seen: list[bool] = []

        def gone() -> bool:
            seen.append(not self.others())
            return len(seen) >= _LOOKS and all(seen[-_LOOKS:])  # one dialog may follow another

        until(gone, "all dialogs are closed")
        self._xdo("windowfocus", "--sync", self.id)

    def saw(self, label: str) -> None:
        """Wait until the newest step of the library is called so."""
        try:
            until(lambda: newest_step(self.library) == label, f"“{label}” is stored")
        except AssertionError as error:
            error.add_note(f"the newest step is “{newest_step(self.library)}”")
            raise

    def opened(self, title: str) -> None:
        """Wait until a dialog is open."""
        until(lambda: f"{title} — Planner" in self.others().values(), f"the dialog “{title}” is open")

    def alone(self, title: str) -> None:
        """Wait until what a dialog has opened is closed, and give it the keyboard back, as a window manager would."""
        until(lambda: list(self.others().values()) == [f"{title} — Planner"], f"“{title}” is the only dialog")
        self._xdo("windowfocus", "--sync", *self.others())

    def picture(self) -> bytes:
        """What is on the display, as the server holds it."""
        return Path(self._environment[FRAME]).read_bytes()

    def settled_picture(self, looks: int = _LOOKS) -> bytes:
        """What is in the window once so many looks in a row see the same, and the program at rest."""
        seen: list[bytes] = []

        def same() -> bool:
            if self._works():
                seen.clear()
            seen.append(self.picture())
            return len(seen) >= looks and len(set(seen[-looks:])) == 1

        until(same, "the window stands still")
        return seen[-1]

    def _works(self) -> bool:
        """Whether a thread of the program runs or waits for a processor or a disk, as Linux tells it."""
        with contextlib.suppress(OSError):  # a thread may end while it is looked at
            for thread in Path(f"/proc/{self._process.pid}/task").iterdir():
                state = (thread / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
                if state in "RD":
                    return True
        return False

    def quit(self) -> Ended:
        """Close the window by Ctrl+Q."""
        self.press("ctrl+q")
        return self.ended()

    def ended(self) -> Ended:
        """Wait for the end."""
        _, errors = self._process.communicate(timeout=PATIENCE)
        return Ended(self._process.returncode, errors)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.communicate()
