"""Fixtures of the interface: a theme, a temporary library, a page context and the whole window."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from planner.app.gui import BUSY_MS
from planner.config.settings import Settings, SettingsFile
from planner.services import libraries
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, worn by the application; it stops listening when the test ends."""
    made = Theme("light")
    made.apply(qapp)
    yield made
    made.deleteLater()


@pytest.fixture(scope="session")
def library_patterns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two libraries to copy, since making one takes longer than most tests: built-in and empty."""
    folder = tmp_path_factory.mktemp("patterns")
    libraries.new_plan(folder / "plan.db", libraries.BUILT_IN).close()
    libraries.new_plan(folder / "empty.db", None).close()
    return folder


def _opened(pattern: Path, folder: Path) -> Planner:
    """A copy, opened as the window opens a plan: it waits for a lock no longer than a person would."""
    return libraries.open_plan(Path(shutil.copy(pattern, folder)), busy_ms=BUSY_MS)


@pytest.fixture
def planner_library(tmp_path: Path, library_patterns: Path) -> Iterator[Planner]:
    """A library of its own with the built-in roadmap."""
    planner = _opened(library_patterns / "plan.db", tmp_path)
    yield planner
    planner.close()


@pytest.fixture
def empty_library(tmp_path: Path, library_patterns: Path) -> Iterator[Planner]:
    """A library of its own with nothing in it."""
    planner = _opened(library_patterns / "empty.db", tmp_path)
    yield planner
    planner.close()


@pytest.fixture
def context(planner_library: Planner, theme: Theme) -> Iterator[PageContext]:
    """What a page needs, without a window around it."""
    made = PageContext(planner_library, theme, SettingsFile())
    yield made
    made.deleteLater()


@pytest.fixture
def window(planner_library: Planner, theme: Theme) -> Iterator[MainWindow]:
    """The whole window on the built-in roadmap, 1280 x 800, not yet shown; closed at the end."""
    from planner.app.gui import build_window

    made = build_window(planner_library, theme, SettingsFile(), settings=Settings(), animated=False)
    yield made
    made.close()
    made.deleteLater()
