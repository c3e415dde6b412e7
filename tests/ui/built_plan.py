"""The built-in roadmap, made once and copied for each test that wants a library of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.services import libraries
from planner.services.planner import Planner


@pytest.fixture(scope="session")
def built_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that nobody opens: copy it."""
    path = tmp_path_factory.mktemp("built") / "plan.db"
    libraries.new_plan(path, libraries.BUILT_IN).close()
    return path


@pytest.fixture
def planner_library(built_plan: Path, tmp_path: Path) -> Iterator[Planner]:
    """A library of its own with the built-in roadmap."""
    path = tmp_path / "plan.db"
    shutil.copy(built_plan, path)
    planner = libraries.open_plan(path)
    yield planner
    planner.close()
