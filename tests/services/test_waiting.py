"""What could not be stored waits in order, and is stored here or with a copy elsewhere; nothing is lost or doubled."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from planner.domain.errors import InvalidInputError, LibraryError
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.planner import Planner
from planner.services.waiting import Waiting
from planner.storage.library import Library
from tests.services.faults import FAULTS, locked, read_only


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Planner]:
    folder = tmp_path / "plans"
    folder.mkdir()
    libraries.new_plan(folder / "plan.db", None).close()
    planner = libraries.open_plan(folder / "plan.db", busy_ms=10)
    planner.run(AddActivity("kept"))
    yield planner
    planner.close()


def titles(planner: Planner) -> list[str]:
    return [str(row[0]) for row in planner.read(lambda reader: reader.rows("SELECT title FROM activity ORDER BY id"))]


def titles_at(path: Path) -> list[str]:
    planner = libraries.open_plan(path)
    try:
        assert libraries.check(path) == []
        return titles(planner)
    finally:
        planner.close()


def refused(waiting: Waiting, *names: str) -> None:
    for name in names:
        with pytest.raises(LibraryError):
            waiting.run(AddActivity(name))


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_stored_waits_and_is_stored_in_order(plan: Planner, fault: str) -> None:
    broken, why = FAULTS[fault]
    waiting = Waiting(plan)
    with broken(plan):
        refused(waiting, "one", "two", "one")
        assert len(waiting) == 2
        assert why in waiting.why
        assert titles(plan) == ["kept"]
        assert waiting.labels() == ["Add “one”", "Add “two”"]
        with pytest.raises(LibraryError, match=why):
            waiting.go_on()
        assert len(waiting) == 2
    waiting.go_on()
    assert titles(plan) == ["kept", "one", "two"]
    assert (len(waiting), waiting.why) == (0, "")
    assert plan.history().undo == "Add “two”"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_copy_elsewhere_holds_everything(plan: Planner, fault: str, tmp_path: Path) -> None:
    broken, _ = FAULTS[fault]
    waiting, target = Waiting(plan), tmp_path / "copy.db"
    if fault == "broken":
        pytest.skip("no file of this process grows then, the copy neither")
    with broken(plan):
        refused(waiting, "one", "two")
        waiting.save_copy(target)
        assert len(waiting) == 0
    assert titles_at(target) == ["kept", "one", "two"]
    assert titles(plan) == ["kept"]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.db"]
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_full_disk(plan: Planner, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk, and not in every container")
    try:
        libraries.new_plan(disk / "plan.db", None).close()
        small = libraries.open_plan(disk / "plan.db")
        small.run(AddActivity("kept"))
        waiting, notes = Waiting(small), "word " * 4000
        with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        refused(waiting, *(f"{number}" for number in range(3)))
        with pytest.raises(LibraryError, match="is full"):
            waiting.run(EditActivity(ActivityId(1), (("notes", notes),)))
        with pytest.raises(LibraryError, match=r"no space|is full"):
            waiting.save_copy(disk / "copy.db")
        assert len(waiting) == 4
        assert sorted(path.name for path in disk.iterdir()) == ["filler", "plan.db", "plan.db-shm", "plan.db-wal"]
        waiting.save_copy(tmp_path / "copy.db")
        small.close()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)
    assert titles_at(tmp_path / "copy.db") == ["kept", "0", "1", "2"]


def test_a_deleted_folder_loses_nothing(plan: Planner, tmp_path: Path) -> None:
    waiting = Waiting(plan)
    shutil.rmtree(plan.path.parent)
    refused(waiting, "one")
    waiting.save_copy(tmp_path / "copy.db")
    assert titles_at(tmp_path / "copy.db") == ["kept", "one"]


def test_what_is_wrong_with_an_action_does_not_wait(plan: Planner) -> None:
    waiting = Waiting(plan)
    with pytest.raises(InvalidInputError):
        waiting.run(AddActivity(""))
    assert len(waiting) == 0


def test_what_is_refused_when_its_turn_comes_is_told_and_stops_nothing(plan: Planner, tmp_path: Path) -> None:
    waiting = Waiting(plan)
    with read_only(plan):
        with pytest.raises(LibraryError):
            waiting.run(EditActivity(ActivityId(99), (("title", "of nothing"),)))
        refused(waiting, "one")
        assert waiting.labels() == ["Add “one”"]
    waiting.go_on()
    assert titles(plan) == ["kept", "one"]
    assert len(waiting.take_refused()) == 1
    assert waiting.take_refused() == []


def test_a_new_action_waits_behind_those_that_wait(plan: Planner) -> None:
    waiting = Waiting(plan)
    with locked(plan):
        refused(waiting, "one")
    waiting.run(AddActivity("two"))
    assert titles(plan) == ["kept", "one", "two"]


def test_the_same_action_again_is_the_same_tried_again(plan: Planner) -> None:
    waiting, edit = Waiting(plan), EditActivity(ActivityId(1), (("title", "new"),), "visit")
    with locked(plan):
        with pytest.raises(LibraryError):
            waiting.run(edit)
        refused(waiting, "one")
        with pytest.raises(LibraryError):
            waiting.run(edit)
        assert len(waiting) == 2
    waiting.go_on()
    assert waiting.run(AddActivity("one")).label == "Add “one”"  # a field that did not hear of it submits once more
    assert titles(plan) == ["new", "one"]
    waiting.settle()
    waiting.run(AddActivity("one"))
    assert titles(plan) == ["new", "one", "one"]


def test_a_copy_is_never_put_in_place_of_anything(plan: Planner, tmp_path: Path) -> None:
    waiting = Waiting(plan)
    with locked(plan):
        refused(waiting, "one")
        (tmp_path / "there.db").write_bytes(b"mine")
        for target in (tmp_path / "there.db", plan.path, tmp_path, tmp_path / "nowhere" / "copy.db"):
            with pytest.raises(LibraryError):
                waiting.save_copy(target)
        assert len(waiting) == 1
    assert (tmp_path / "there.db").read_bytes() == b"mine"
    waiting.go_on()
    assert titles(plan) == ["kept", "one"]


def test_what_cannot_even_be_read_has_no_labels(
    plan: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    waiting = Waiting(plan)
    with locked(plan), monkeypatch.context() as broken:
        refused(waiting, "one")
        broken.setattr(Library, "copy_into", unreadable)
        assert waiting.labels() == []
        with pytest.raises(LibraryError):
            waiting.save_copy(tmp_path / "copy.db")
        assert len(waiting) == 1
    assert not (tmp_path / "copy.db").exists()
    waiting.go_on()
    assert titles(plan) == ["kept", "one"]
