"""The start of the built bundle, seen from outside: when its window appears on the screen, against the same floor."""

import mmap
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.report import Figure, spread
from tests.bench.startup import HERE, ROUNDS, environment_for

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "dist" / "planner" / "planner"
_WIDTH, _HEIGHT = 1600, 1000
#: A point that every window of the bench covers, in bytes from the end of the frame: the header is of unknown length.
_PLACE = (_HEIGHT - 300) * _WIDTH * 4 - 500 * 4
_PATIENCE = 60.0


@contextmanager
def _screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """A virtual display of its own, and the file with its pixels."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{_WIDTH}x{_HEIGHT}x24", "-nolisten", "tcp"]
    command += ["-noreset", "-fbdir", str(folder)]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answers:
            number = answers.readline().strip()
        try:
            yield f":{number}", folder / "Xvfb_screen0"
        finally:
            server.terminate()


def _visible_after(command: list[str], environment: dict[str, str], pixels: mmap.mmap) -> float:
    """Milliseconds from the spawn of a program until its window is on the screen; the program is ended then."""

    def pixel() -> bytes:
        place = len(pixels) - _PLACE
        return bytes(pixels[place : place + 3])

    def until(condition: Callable[[], bool]) -> float:
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} showed no window")
        return time.monotonic()

    dark = bytes(3)
    until(lambda: pixel() == dark)
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            return (until(lambda: pixel() != dark) - begun) * 1000
        finally:
            process.kill()


def measure(folder: Path, library: Path, base: dict[str, str]) -> list[Figure]:
    """The bundle's cold start at ten years on Home; nothing where no bundle was built."""
    if not PROGRAM.exists():
        print("The bundle was not measured: run `make package` first.", file=sys.stderr)
        return []
    environment = environment_for(folder, "home", base)
    bundled, floor = [], []
    with tempfile.TemporaryDirectory() as name, _screen(Path(name)) as (display, frame):
        environment |= {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
        with frame.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pixels:
            for _ in range(ROUNDS + 1):
                bare = [sys.executable, str(HERE / "floor_window.py"), "2"]
                floor.append(_visible_after(bare, environment, pixels))
                command = [str(PROGRAM), "--library", str(library)]
                bundled.append(_visible_after(command, environment, pixels))
    ours, theirs = min(bundled[1:]), min(floor[1:])
    detail = f"{ours:.0f} ms of {theirs:.0f} ms; ours {spread(bundled[1:])}"
    return [Figure("cold start, bundle on home", ours / theirs, 1.3, "x", detail)]
