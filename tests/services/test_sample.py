"""The sample plan: whole, lively, the same twice, and about today on whatever day it is opened."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.services import libraries
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.first_run import setup_plan
from planner.services.queries.renewals import standings
from planner.services.queries.shell import aim
from planner.services.queries.skills import skills_view
from planner.services.queries.status import counts
from planner.services.sample import make_sample, open_sample
from planner.services.sample_place import is_sample
from planner.storage.library import Library

DAYS = ("2026-11-23", "2024-02-29", "2027-01-01", "2026-03-31", "2026-08-30")


def clock_of(day: str) -> FixedClock:
    return FixedClock(datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC), "Europe/Berlin")


def opened(path: Path, day: str) -> Planner:
    return Planner(Library.open(path), clock_of(day))


@pytest.mark.parametrize("day", DAYS)
def test_on_any_day_it_is_whole_and_about_that_day(tmp_path: Path, day: str) -> None:
    path = tmp_path / "sample.db"
    make_sample(path, clock_of(day))
    assert libraries.check(path) == []
    planner = opened(path, day)
    today = planner.today()
    number = planner.read(counts)
    assert number.by_status["done"] > 25
    assert number.by_status["in_progress"] >= 5
    assert number.by_status["skipped"] == 3
    assert number.listed == 4
    near = planner.read(agenda, today, today + timedelta(days=60), "Europe/Berlin")
    assert {"exam", "cfp_closes", "due", "follow_up"} <= {entry.what for entry in near}
    found = planner.read(aim)
    assert found is not None
    assert 0.2 < found.done / found.total < 0.6
    assert found.until is not None
    assert found.until > day[:7]
    plan = planner.read(setup_plan, today, libraries.BUILT_IN)
    assert (plan.hours, plan.has_built_in) == (6, True)
    rated = [skill.rated for skill in plan.skills()]
    assert rated.count(None) == 2
    skills = [row for each in planner.read(skills_view, today).categories for row in each.skills]
    assert any(row.evidenced for row in skills)
    assert planner.history() == (None, None)
    planner.close()


def test_a_certification_falls_short_so_that_a_forecast_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "sample.db"
    make_sample(path, clock_of(DAYS[0]))
    planner = opened(path, DAYS[0])
    found = planner.read(standings, planner.today())
    assert any(each.forecast is not None and each.forecast.short > 0 for each in found.values())
    planner.close()


def test_twice_on_one_day_it_is_the_same(tmp_path: Path) -> None:
    contents = []
    for name in ("one.db", "two.db"):
        make_sample(tmp_path / name, clock_of(DAYS[0]))
        planner = opened(tmp_path / name, DAYS[0])
        tables = planner.read(lambda r: r.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        with planner.library.read() as reader:
            contents.append({name: reader.rows(f"SELECT * FROM {name}") for (name,) in tables if "search" not in name})
        planner.close()
    assert contents[0] == contents[1]


def test_it_lies_among_the_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = open_sample(clock_of(DAYS[0]))
    assert is_sample(path)
    assert path.name == "Sample plan.db"
    assert not is_sample(tmp_path / "plan.db")
    assert not is_sample(tmp_path / "planner-sample-x" / "deeper" / "plan.db")
