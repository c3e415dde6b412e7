"""A damaged plan: found once a day at most, saved as far as it can be read, and kept whatever takes its place."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.errors import LibraryError
from planner.services import libraries, rescue
from planner.services.actions.activities import AddActivity
from planner.services.clock import FixedClock
from planner.storage.library import Library

CLOCK = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "Europe/Berlin")
TITLES = "SELECT title FROM activity ORDER BY id"


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, Path]:
    """A plan whose first page is gone, and a copy from before."""
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None, clock=CLOCK)
    planner.run(AddActivity("First"))
    copy = libraries.back_up_to(planner)
    planner.run(AddActivity("Second"))
    planner.close()
    path.write_bytes(b"\x07" * 4096 + path.read_bytes()[4096:])
    return path, copy


def titles(path: Path) -> list[str]:
    planner = libraries.open_plan(path, clock=CLOCK)
    try:
        return [row[0] for row in planner.read(lambda reader: reader.rows(TITLES))]
    finally:
        planner.close()


def test_what_is_saved_is_told_in_parts_and_takes_the_place(damaged: tuple[Path, Path]) -> None:
    path, _ = damaged
    content = path.read_bytes()
    place = rescue.proposed_place(path)
    saved = rescue.save_readable(path, place)
    assert [(part.name, part.saved, part.lost) for part in saved.parts if part.name == "Activities"] == [
        ("Activities", 2, 0)
    ]
    assert rescue.saved_text(saved.parts[0]) == "2 saved"
    assert rescue.has_lost_its_header(path)
    with pytest.raises(LibraryError):
        libraries.restore(path, place)
    kept = rescue.put_in_place(path, place)
    assert kept is not None
    assert kept.read_bytes() == content
    assert titles(path) == ["First", "Second"]
    assert not rescue.has_lost_its_header(path)


def test_names_that_are_taken_are_not_proposed(damaged: tuple[Path, Path]) -> None:
    path, copy = damaged
    assert rescue.proposed_place(path).name == "plan-saved.db"
    shutil.copy(copy, path.with_name("plan-saved.db"))
    assert rescue.proposed_place(path).name == "plan-saved-2.db"


def test_a_file_that_never_had_a_backup_is_not_taken_for_a_plan(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("mine")
    assert not rescue.has_lost_its_header(tmp_path / "notes.db")


def test_the_quick_check_is_made_once_a_day_and_damage_told_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    asked: list[bool] = []
    answer: list[str] = ["row 1 of link points at a missing activity"]

    def problems(_library: Library, *, quick: bool) -> list[str]:
        asked.append(quick)
        return answer

    monkeypatch.setattr(Library, "problems", problems)
    assert rescue.quick_check_if_due(planner) == answer
    assert rescue.quick_check_if_due(planner) == answer
    answer = []
    assert rescue.quick_check_if_due(planner) == []
    assert rescue.quick_check_if_due(planner) == []
    assert asked == [True] * 3
    planner.close()
    planner = libraries.open_plan(
        tmp_path / "plan.db", clock=FixedClock(datetime(2026, 11, 26, 9, 0, tzinfo=UTC), "Europe/Berlin")
    )
    assert rescue.quick_check_if_due(planner) == []
    assert len(asked) == 4
    planner.close()


def test_an_open_library_tells_of_damage_that_it_meets(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", libraries.BUILT_IN, clock=CLOCK)
    planner.close()
    connection = sqlite3.connect(tmp_path / "plan.db")
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'activity'").fetchone()
    connection.close()
    content = bytearray((tmp_path / "plan.db").read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    (tmp_path / "plan.db").write_bytes(content)
    planner = libraries.open_plan(tmp_path / "plan.db", clock=CLOCK)
    told: list[str] = []
    planner.library.on_damage = told.append
    with pytest.raises(LibraryError, match="damaged"):
        planner.read(lambda reader: reader.rows("SELECT notes FROM activity"))
    assert len(told) == 1
    planner.close()
