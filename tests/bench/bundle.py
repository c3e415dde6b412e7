"""The start of the built bundle, seen from outside: when its window appears on the screen, against the same floor."""

import mmap
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.display import HEIGHT, WIDTH, display
from tests.bench.report import Figure, spread
from tests.bench.startup import HERE, ROUNDS, environment_for

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "dist" / "planner" / "planner"
#: A point that every window of the bench covers, in bytes from the end of the frame: the header is of unknown length.
_PLACE = (HEIGHT - 300) * WIDTH * 4 - 500 * 4
_PATIENCE = 60.0


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
    with tempfile.TemporaryDirectory() as name, display(Path(name)) as number:
        frame = Path(name) / "Xvfb_screen0"
        environment |= {"DISPLAY": number, "LC_ALL": "C.UTF-8"}
        with frame.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pixels:
            for _ in range(ROUNDS + 1):
                bare = [sys.executable, str(HERE / "floor_window.py"), "2", "stays"]
                floor.append(_visible_after(bare, environment, pixels))
                command = [str(PROGRAM), "--library", str(library)]
                bundled.append(_visible_after(command, environment, pixels))
    ours, theirs = min(bundled[1:]), min(floor[1:])
    detail = f"{ours:.0f} ms of {theirs:.0f} ms; ours {spread(bundled[1:])}"
    return [Figure("cold start, bundle on home", ours / theirs, 1.3, "x", detail)]
