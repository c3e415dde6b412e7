"""Cold starts of the real program against a bare window, interleaved so that both meet the same machine."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.report import Figure, spread

HERE = Path(__file__).parent
ROUNDS = 9


class Start(NamedTuple):
    """Milliseconds from the spawn to the first paint, and resident memory then in MiB."""

    ms: float
    memory: float


def one_start(program: Path, arguments: list[str], environment: dict[str, str]) -> Start:
    """Runs a program that reports its first paint through a pipe."""
    reader, writer = os.pipe()
    command = [sys.executable, str(program), str(writer), *arguments]
    begun = time.monotonic()
    with subprocess.Popen(command, pass_fds=[writer], env=environment) as process:
        os.close(writer)
        with os.fdopen(reader) as answers:
            line = answers.readline()
        if process.wait(60) or not line:
            raise RuntimeError(f"{program.name} did not start")
    painted, memory = line.split()
    return Start((float(painted) - begun) * 1000, int(memory) / 1024)


def environment_for(folder: Path, page: str, base: dict[str, str]) -> dict[str, str]:
    """Folders of its own, with the settings of somebody who left the program on ``page``."""
    config = folder / f"config-{page}"
    config.mkdir(exist_ok=True, mode=0o700)
    settings = config / "settings.json"
    settings.write_text(json.dumps({"last_page": page, "theme": "light"}))
    settings.chmod(0o600)
    return base | {"PLANNER_CONFIG_DIR": str(config), "PLANNER_DATA_DIR": str(folder / "data")}


def starts(folder: Path, library: Path, base: dict[str, str], page: str = "board") -> tuple[list[Start], list[Start]]:
    """Starts of the program and of the floor, in turn; the first of each only warms the disk cache."""
    environment = environment_for(folder, page, base)
    planner, floor = [], []
    for _ in range(ROUNDS + 1):
        floor.append(one_start(HERE / "floor_window.py", [], environment))
        planner.append(one_start(HERE / "start_planner.py", [str(library)], environment))
    return planner[1:], floor[1:]


def measure(folder: Path, library: Path, base: dict[str, str]) -> list[Figure]:
    """Cold start and memory at ten years, on the board and on Home."""
    figures = []
    for page in ("board", "home"):
        planner, floor = starts(folder, library, base, page)
        ours, theirs = min(start.ms for start in planner), min(start.ms for start in floor)
        detail = f"{ours:.0f} ms of {theirs:.0f} ms; ours {spread([start.ms for start in planner])}"
        figures.append(Figure(f"cold start, {page}", ours / theirs, 1.3, "x", detail))
        mine, bare = min(start.memory for start in planner), min(start.memory for start in floor)
        figures.append(Figure(f"memory then, {page}", mine / bare, 1.4, "x", f"{mine:.0f} MiB of {bare:.0f} MiB"))
    return figures


def measure_growth(folder: Path, small: Path, large: Path, base: dict[str, str]) -> list[Figure]:
    """The start with ten times the data against the start at ten years."""
    planner, _ = starts(folder, small, base)
    grown, _ = starts(folder, large, base)
    ours, theirs = min(start.ms for start in grown), min(start.ms for start in planner)
    return [Figure("start at 10 x the data", ours / theirs, 1.5, "x", f"{ours:.0f} ms of {theirs:.0f} ms")]
