"""``python -m tests.bench``: makes the libraries, starts a virtual display, measures, prints the table."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from planner.services import generate, libraries
from tests.bench import bundle, files, goals, startup
from tests.bench.display import display
from tests.bench.report import Figure, p95, show, spread

ROOT = Path(__file__).parents[2]
#: How often the pages are shown in a new process at each size, by turns.
PAGE_ROUNDS = 5
#: One frame, in milliseconds.
FRAME = 16
#: What may take longer: sorting rearranges everything, and is at once for the eye; cards and rows that new words bring
#: were never drawn before, which may take a second frame; so may a radar of half again as many axes as it is made for.
LIMITS = {"sorts": 100, "new words": 2 * FRAME, "slides of skills": 2 * FRAME}


def make_library(path: Path, years: int) -> Path:
    """A library of so many years."""
    planner = libraries.new_plan(path, libraries.BUILT_IN)
    generate.generate(planner, years, 1)
    planner.close()
    return path


def frames(library: Path, environment: dict[str, str], *arguments: str) -> dict[str, object]:
    """What ``tests.bench.frames`` measured in a process of its own."""
    return measured_by("frames", library, environment, *arguments)


def measured_by(module: str, library: Path, environment: dict[str, str], *arguments: str) -> dict[str, object]:
    """What a module of the bench measured in a process of its own."""
    command = [sys.executable, "-m", f"tests.bench.{module}", str(library), *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=600)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def frame_figures(measured: dict[str, object]) -> list[Figure]:
    """The rows of frames, in milliseconds."""
    figures = []
    pages = measured["pages"]
    assert isinstance(pages, dict)
    for name, value in pages.items():
        if value:
            limit = 600 if name.startswith("radar") else 150 if name.startswith("first") else 16
            figures.append(Figure(f"show {name}", value, limit, "ms", ""))
    radar = measured["radar"]
    assert isinstance(radar, float)
    figures.append(Figure("radar, once loaded", radar, 150, "ms", ""))
    for key, name in (
        ("moves", "move a card, p95"),
        ("drags", "drag a card, p95"),
        ("scrolls", "scroll the lanes, p95"),
        ("scrolls of steps", "scroll the steps, p95"),
        ("scrolls of outline", "scroll the outline, p95"),
        ("sorts", "sort the outline, p95"),
        ("turns", "show again the outline, p95"),
        ("keystrokes of lanes", "filter keystroke, p95"),
        ("keystrokes of steps", "filter keystroke, steps, p95"),
        ("keystrokes of outline", "filter keystroke, outline, p95"),
        ("new words of lanes", "filter by new words, p95"),
        ("new words of steps", "filter by new words, steps, p95"),
        ("new words of outline", "filter by new words, outline, p95"),
        ("months", "flip a month, p95"),
        ("agenda", "scroll the agenda, p95"),
        ("ratings", "rate and redraw the radar, p95"),
        ("redraws", "redraw a radar of 40 skills, p95"),
        ("slides of categories", "slide through 120 months, p95"),
        ("slides of skills", "slide, radar of 60 skills, p95"),
    ):
        values = measured.get(key)
        if isinstance(values, list):
            detail = f"{len(values)} times: {spread(values)}"
            limit = LIMITS.get(key, LIMITS.get(key.partition(" of ")[0], FRAME))
            figures.append(Figure(name, p95(values), limit, "ms", detail))
    return figures


def lowest_pages(rounds: list[dict[str, object]]) -> dict[str, float]:
    """For each page shown for the first time the lowest of several rounds."""
    pages: list[Any] = [found["pages"] for found in rounds]
    names = [name for name, value in pages[0].items() if name.startswith("first") and value]
    return {name: min(found[name] for found in pages) for name in names}


def growth_of_pages(small: list[dict[str, object]], large: list[dict[str, object]]) -> Figure:
    """The slowest growth among the pages shown for the first time, until they are painted."""
    before, after = lowest_pages(small), lowest_pages(large)
    ratios = {name: after[name] / before[name] for name in before if f"{name}, frame" not in before}
    worst = max(ratios, key=lambda name: ratios[name])
    detail = ", ".join(f"{name.removeprefix('first ')} {after[name]:.0f} of {before[name]:.0f}" for name in ratios)
    return Figure("page switch at 10 x the data", ratios[worst], 1.5, "x", f"lowest of {len(small)}, ms: {detail}")


def main() -> int:
    """Runs what was asked for; 1 if a figure is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=("start", "frames", "goals", "files", "growth"), help="one group of figures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name, display() as number:
        folder = Path(name)
        os.environ |= {"PLANNER_CONFIG_DIR": str(folder / "config"), "PLANNER_DATA_DIR": str(folder / "data")}
        environment = dict(os.environ) | {"DISPLAY": number, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
        environment["PYTHONPATH"] = str(ROOT)
        # An installed program has its bytecode; the first, uncounted start of each writes it where it is missing.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        library = make_library(folder / "ten.db", 10)

        def wants(group: str) -> bool:
            return options.only in (None, group)

        if wants("start"):
            figures += startup.measure(folder, library, environment)
            figures += bundle.measure(folder, library, environment)
        if wants("frames"):
            figures += frame_figures(frames(library, environment))
        if wants("goals"):
            full = Path(shutil.copy(library, folder / "goals.db"))
            goals.fill(full)
            figures += goals.figures_of(measured_by("goals", full, environment))
        if wants("files"):
            figures += files.measure(folder, library)
        if wants("growth"):
            large = make_library(folder / "hundred.db", 100)
            figures += startup.measure_growth(folder, library, large, environment)
            small_rounds, large_rounds = [], []
            for _ in range(PAGE_ROUNDS):
                small_rounds.append(frames(library, environment, "--pages-only"))
                large_rounds.append(frames(large, environment, "--pages-only"))
            figures.append(growth_of_pages(small_rounds, large_rounds))
    return 0 if show(figures, options.json) else 1


if __name__ == "__main__":
    sys.exit(main())
