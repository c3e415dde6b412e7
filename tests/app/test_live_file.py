"""The live calendar file beside an open window: written after a pause, and when the window closes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.app.live_file import LiveFile
from planner.config.settings import SettingsFile
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.clock import FixedClock
from planner.services.planner import Planner


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Planner]:
    clock = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "Europe/Berlin")
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=clock)
    live = str(tmp_path / "live.ics")
    SettingsFile().change(lambda settings: settings._replace(live_file=live, live_library=str(planner.path)))
    yield planner
    planner.close()


def test_it_is_written_after_a_pause(plan: Planner, tmp_path: Path, qtbot: QtBot) -> None:
    live = LiveFile(plan, pytest.fail, pause_ms=10)
    plan.run(AddActivity("Course", due="2027-01-10"))
    assert not (tmp_path / "live.ics").exists()
    qtbot.waitUntil((tmp_path / "live.ics").exists)
    live.finish()
    assert b"SUMMARY:Due: Course" in (tmp_path / "live.ics").read_bytes()


def test_it_is_written_when_the_window_closes(plan: Planner, tmp_path: Path, qtbot: QtBot) -> None:
    live = LiveFile(plan, pytest.fail)
    plan.run(AddActivity("Course", due="2027-01-10"))
    live.finish()
    assert b"SUMMARY:Due: Course" in (tmp_path / "live.ics").read_bytes()


def test_it_is_told_once_that_it_cannot_be_written(plan: Planner, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "live.ics").mkdir()
    told: list[str] = []
    live = LiveFile(plan, told.append, pause_ms=10)
    plan.run(AddActivity("Course", due="2027-01-10"))
    qtbot.waitUntil(lambda: bool(told))
    plan.run(AddActivity("Another", due="2027-01-11"))
    live.finish()
    assert len(told) == 1
    assert "is a folder" in told[0]


def test_it_is_written_when_a_restore_closes_the_window(plan: Planner, tmp_path: Path, qtbot: QtBot) -> None:
    plan.run(AddActivity("Course", due="2027-01-10"))
    copy = libraries.back_up_to(plan, tmp_path / "copy.db")
    live = LiveFile(plan, pytest.fail)
    libraries.restore(plan.path, copy, clock=plan.clock)
    live.finish()
    assert b"SUMMARY:Due: Course" in (tmp_path / "live.ics").read_bytes()


def test_it_is_brought_up_to_date_at_the_start_and_said_to_be(plan: Planner, tmp_path: Path, qtbot: QtBot) -> None:
    plan.run(AddActivity("Course", due="2027-01-10"))
    shown: list[tuple[str, str]] = []
    live = LiveFile(plan, pytest.fail, lambda text, problem: shown.append((text, problem)))
    live.begin()
    qtbot.waitUntil(lambda: bool(shown))
    assert b"SUMMARY:Due: Course" in (tmp_path / "live.ics").read_bytes()
    assert "Calendar file written" in shown[0][0]
    assert shown[0][1] == ""
    live.finish()
    live.begin()  # a late timer of the window that is gone
    assert len(shown) == 1


def test_a_machine_without_one_starts_no_work(plan: Planner, qtbot: QtBot) -> None:
    SettingsFile().change(lambda settings: settings._replace(live_off=True))
    shown: list[tuple[str, str]] = []
    live = LiveFile(plan, pytest.fail, lambda text, problem: shown.append((text, problem)))
    live.begin()
    assert shown == [("", "")]
    live.finish()


def test_what_goes_wrong_stands_in_the_status_line_until_it_is_mended(
    plan: Planner, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "live.ics").mkdir()
    told: list[str] = []
    shown: list[tuple[str, str]] = []
    live = LiveFile(plan, told.append, lambda text, problem: shown.append((text, problem)), pause_ms=10)
    plan.run(AddActivity("Course", due="2027-01-10"))
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [("Calendar file not written", told[0])]
    (tmp_path / "live.ics").rmdir()
    live.begin()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[1][1] == ""
    live.finish()
