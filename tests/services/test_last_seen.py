"""On which day a plan was used last, and the absence that stays until it was told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.config.settings import SettingsFile
from planner.domain.absence import Absence
from planner.services.clock import FixedClock
from planner.services.last_seen import note_seen, note_told, present_absence
from planner.services.planner import Planner
from planner.storage.library import Library


class Days:
    """The same plan and the same machine on one day after the other."""

    def __init__(self, library_path: Path, settings: SettingsFile) -> None:
        self.path, self.settings = library_path, settings

    def on(self, day: str) -> Planner:
        clock = FixedClock(datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC), "Europe/Berlin")
        return Planner(Library.open(self.path), clock)

    def used(self, day: str) -> None:
        planner = self.on(day)
        note_seen(planner, self.settings)
        planner.close()

    def told(self, day: str) -> None:
        planner = self.on(day)
        note_told(planner, self.settings)
        planner.close()

    def away(self, day: str) -> Absence | None:
        planner = self.on(day)
        found = present_absence(planner, self.settings)
        planner.close()
        return found


@pytest.fixture
def days(library_path: Path, tmp_path: Path) -> Days:
    return Days(library_path, SettingsFile(tmp_path / "config" / "settings.json"))


def test_a_plan_that_was_never_used_here_has_no_absence(days: Days) -> None:
    assert days.away("2026-11-25") is None


def test_an_absence_is_known_before_and_after_the_day_is_noted(days: Days) -> None:
    days.used("2026-10-14")
    assert days.away("2026-10-27") is None
    away = Absence(date(2026, 10, 14), date(2026, 11, 25))
    assert days.away("2026-11-25") == away
    days.used("2026-11-25")
    assert days.away("2026-11-25") == away
    days.used("2026-11-27")
    assert days.away("2026-11-27") == away  # not closed yet


def test_what_was_told_does_not_return(days: Days) -> None:
    days.used("2026-10-14")
    days.used("2026-11-25")
    days.told("2026-11-25")
    assert days.away("2026-11-25") is None
    days.used("2026-11-26")
    assert days.away("2026-11-27") is None
    assert days.away("2026-12-10") == Absence(date(2026, 11, 26), date(2026, 12, 10))


def test_a_new_absence_takes_the_place_of_one_that_was_not_closed(days: Days) -> None:
    for day in ("2026-01-01", "2026-02-01", "2026-03-01"):
        days.used(day)
    assert days.away("2026-03-01") == Absence(date(2026, 2, 1), date(2026, 3, 1))


def test_a_clock_that_was_wrong_leaves_no_trace(days: Days) -> None:
    days.used("2026-11-20")
    days.used("2036-11-20")
    assert days.away("2026-11-21") is None
    days.used("2026-11-21")
    assert days.away("2026-11-22") is None


@pytest.mark.parametrize("text", ["", "soon", "2026-11-01 2026-10-01", "2026-11-01 2026-10-01 2026-09-01", "x y z"])
def test_what_no_program_of_ours_wrote_is_no_absence_or_the_day_alone(days: Days, text: str) -> None:
    days.used("2026-11-20")
    content = json.loads(days.settings.path.read_text(encoding="utf-8"))
    content["last_seen"] = dict.fromkeys(content["last_seen"], text)
    days.settings.path.write_text(json.dumps(content), encoding="utf-8")
    assert days.away("2026-11-10") is None


def test_a_folder_that_cannot_be_written_is_no_error(
    days: Days, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    with caplog.at_level("INFO", logger="planner"):
        days.used("2026-11-20")
    assert "was not saved" in caplog.text
