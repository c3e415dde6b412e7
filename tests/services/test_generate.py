"""Synthetic data: as much as promised, plausible by the rules of the plan, and the same for the same seed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from planner.domain.model import Activity, Assessment, Deadline, Event, Skill, StudySession
from planner.services.generate import generate
from planner.services.planner import Planner
from planner.services.queries.consistency import inconsistencies
from planner.services.queries.status import roadmap_counts
from planner.storage.library import Library
from planner.storage.reader import Reader
from planner.storage.schema import TABLES, event
from tests.services.conftest import CLOCK


def count(planner: Planner, row_type: type) -> int:
    return int(planner.read(lambda reader: reader.value(f"SELECT count(*) FROM {TABLES[row_type].name}")))


def year(folder: Path, pattern: Path) -> Planner:
    plan = Planner(Library.open(Path(shutil.copy(pattern, folder / "year.db"))), CLOCK)
    assert generate(plan, 1, 3) == 1000 - 166
    return plan


@pytest.fixture(scope="module")
def first(patterns: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    """A plan of one year."""
    plan = year(tmp_path_factory.mktemp("first"), patterns / "empty.db")
    yield plan
    plan.close()


def test_a_year(first: Planner) -> None:
    planner = first
    assert count(planner, Activity) == 1000
    assert count(planner, Event) == 500
    assert count(planner, Deadline) == 800
    assert count(planner, Skill) == 60
    assert count(planner, Assessment) == 60 * 12
    assert count(planner, StudySession) == 300
    assert planner.read(inconsistencies) == []
    assert planner.library.problems(quick=False) == []
    (roadmap,) = planner.read(roadmap_counts)
    assert len(roadmap.steps) == 7
    assert all(step.total > 50 for step in roadmap.steps)
    states = planner.read(lambda reader: set(reader.scalars(select(event.c.state).distinct())))
    assert "listed" not in states
    assert planner.history().undo is None


def test_the_same_seed_gives_the_same_plan(first: Planner, tmp_path: Path, patterns: Path) -> None:
    second = year(tmp_path, patterns / "empty.db")
    one, other = (plan.read(Reader.rows, "SELECT uid, title FROM activity ORDER BY id") for plan in (first, second))
    assert [title for _, title in one] == [title for _, title in other]
    # The built-in roadmap, which was there before, has uids of its own each time.
    assert [uid for uid, _ in one[-834:]] == [uid for uid, _ in other[-834:]]
    second.close()
