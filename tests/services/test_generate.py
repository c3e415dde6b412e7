"""Synthetic data: as much as promised, plausible by the rules of the plan, and the same for the same seed."""

import shutil
from pathlib import Path

from sqlalchemy import select

from planner.domain.model import Activity, Assessment, Deadline, Event, Skill, StudySession
from planner.services.generate import generate
from planner.services.planner import Planner
from planner.services.queries.consistency import inconsistencies
from planner.services.queries.status import roadmap_counts
from planner.storage.library import Library
from planner.storage.schema import TABLES, activity, event


def count(planner: Planner, row_type: type) -> int:
    return int(planner.read(lambda reader: reader.value(f"SELECT count(*) FROM {TABLES[row_type].name}")))


def test_a_year(planner: Planner) -> None:
    assert generate(planner, 1, 3) == 1000 - 166
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


def test_the_same_seed_gives_the_same_plan(tmp_path: Path, patterns: Path) -> None:
    from tests.services.conftest import CLOCK

    found = []
    for name in ("one", "two"):
        copy = Path(shutil.copy(patterns / "empty.db", tmp_path / f"{name}.db"))
        plan = Planner(Library.open(copy), CLOCK)
        generate(plan, 1, 1)
        found.append(plan.read(lambda reader: reader.execute(select(activity.c.uid, activity.c.title)).all()))
        plan.close()
    assert [row.title for row in found[0]] == [row.title for row in found[1]]
    # The built-in roadmap, which was there before, has uids of its own each time.
    assert [row.uid for row in found[0][-834:]] == [row.uid for row in found[1][-834:]]
