"""A library on disk with a clock that stands still, empty or holding the built-in roadmap."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.exchange.template import load_template
from planner.services.actions.templates import ApplyTemplate
from planner.services.clock import FixedClock
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.storage.library import Library, create_library

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday
CLOCK = FixedClock(NOW, "Europe/Berlin")


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two libraries to copy, since making them costs more than most tests: empty and built-in."""
    folder = tmp_path_factory.mktemp("patterns")
    create_library(folder / "empty.db")
    create_library(folder / "roadmap.db")
    planner = Planner(Library.open(folder / "roadmap.db"), CLOCK)
    planner.run(ApplyTemplate(load_template("ai-ml-product-leader")))
    planner.close()
    return folder


@pytest.fixture
def library_path(tmp_path: Path, patterns: Path) -> Path:
    """The file that a test works on, an empty library at first."""
    return Path(shutil.copy(patterns / "empty.db", tmp_path / "plan.db"))


@pytest.fixture
def open_planner(library_path: Path) -> Iterator[Callable[[], Planner]]:
    """Opens the same library again and again, as a restart or another process would."""
    opened: list[Planner] = []

    def open_again() -> Planner:
        planner = Planner(Library.open(library_path), CLOCK)
        opened.append(planner)
        return planner

    yield open_again
    for planner in opened:
        planner.close()


@pytest.fixture
def planner(open_planner: Callable[[], Planner]) -> Planner:
    """An empty library."""
    return open_planner()


@pytest.fixture
def roadmap(library_path: Path, patterns: Path, open_planner: Callable[[], Planner]) -> Planner:
    """A library with the built-in roadmap; it takes the place of the empty one."""
    shutil.copy(patterns / "roadmap.db", library_path)
    return open_planner()


@pytest.fixture
def take(planner: Planner, tmp_path: Path) -> Callable[..., Report]:
    """Writes a file and imports it into the empty library."""

    def run(name: str, content: str | bytes, *, dry_run: bool = False) -> Report:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (report,) = import_files(planner, [path], dry_run=dry_run)
        return report

    return run
