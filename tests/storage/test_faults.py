"""What can be wrong with a library file or its place: each gives one clear sentence, and nothing is touched."""

import contextlib
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.domain.errors import LibraryBusyError, LibraryError
from planner.services.planner import Change
from planner.storage.connection import SCHEMA_VERSION
from planner.storage.library import Library, create_library
from tests.storage.samples import AddActivity, AddMany, Fail, Rename, companions, plan_at, rows_at
from tests.storage.sentences import one_sentence


def empty(path: Path) -> None:
    path.touch()


def prose(path: Path) -> None:
    path.write_text("Dear diary, today I learned about gradient descent. " * 20)


def cut_off(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\x10")


def foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")


def newer(path: Path) -> None:
    create_library(path)
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (Path.mkdir, "is a folder"),
        (lambda path: None, "There is no plan file"),
        (empty, "is not a plan file"),
        (prose, "is not a plan file"),
        (cut_off, "is not a plan file"),
        (os.mkfifo, "is not a plan file"),
        (foreign, "belongs to another program"),
        (newer, "newer Planner"),
    ],
)
def test_what_is_no_library(tmp_path: Path, make: Callable[[Path], None], match: str) -> None:
    path = tmp_path / "x.db"
    make(path)
    names = companions(path)
    before = path.read_bytes() if path.is_file() else b""
    with one_sentence(match):
        Library.open(path)
    assert companions(path) == names
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("place", ["missing/x.db", "file/x.db", "n" * 300 + ".db"])
def test_a_place_that_cannot_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with one_sentence("There is no folder|cannot be used"):
        Library.open(tmp_path / place)
    with one_sentence("There is no folder|cannot be used"):
        create_library(tmp_path / place)
    assert companions(tmp_path / "file") == ["file"]


def test_newer_only_in_the_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    create_library(path)
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        assert int.from_bytes(path.read_bytes()[60:64], "big") == SCHEMA_VERSION
        with one_sentence("newer Planner"):
            Library.open(path)


def test_locked_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    create_library(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with one_sentence("in use by another program", LibraryBusyError):
            Library.open(path, busy_ms=10)
        other.execute("ROLLBACK")
    Library.open(path).close()


def test_a_busy_write_can_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path, busy_ms=10)
    told: list[Change] = []
    plan.subscribe(told.append)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with one_sentence("in use by another program", LibraryBusyError):
            plan.run(AddActivity("one"))
        with one_sentence("in use by another program", LibraryBusyError):
            plan.undo()
        assert plan.history() == (None, None)
        other.execute("ROLLBACK")
    assert told == []
    plan.run(AddActivity("one"))
    assert [change.label for change in told] == ["Add “one”"]
    plan.close()
    assert companions(path) == ["x.db"]


def damage(path: Path, table: str) -> None:
    """Overwrites the first page of a table with noise."""
    with contextlib.closing(sqlite3.connect(path)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x99" * size)


def test_a_damaged_page(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddMany(100))
    plan.close()
    damage(path, "activity")
    before = path.read_bytes()
    plan = plan_at(path)
    with one_sentence("is damaged.*planner restore"):
        plan.read(lambda reader: reader.execute(text("SELECT * FROM activity")).all())
    with one_sentence("is damaged.*planner restore"):
        plan.run(Rename(1, "new"))
    assert plan.library.problems(quick=True)
    assert plan.library.problems(quick=False)
    plan.close()
    assert path.read_bytes() == before
    assert companions(path) == ["x.db"]


def test_a_damaged_search_index_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddMany(10))
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM search WHERE rowid = 3")
    assert plan.library.problems(quick=False) == ["the search index has not followed activity 3"]
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM search_data WHERE id > 10")
    assert "the search index is damaged" in " ".join(plan.library.problems(quick=False))
    plan.close()


def test_a_row_that_points_nowhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one", tag="ml"))
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM tag")
    assert "row 1 of activity_tag points at a missing tag" in plan.library.problems(quick=True)
    plan.close()


def test_read_only_file_can_be_read_but_not_written(unprivileged: Path) -> None:
    path = unprivileged / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    plan.close()
    path.chmod(0o400)
    before = path.read_bytes()
    plan = plan_at(path)
    assert plan.history().undo == "Add “one”"
    with one_sentence("is read-only"):
        plan.run(AddActivity("two"))
    with one_sentence("is read-only"):
        plan.undo()
    assert plan.library.problems(quick=False) == []
    plan.close()
    assert path.read_bytes() == before


def test_read_only_folder(unprivileged: Path) -> None:
    path = unprivileged / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    plan.close()
    unprivileged.chmod(0o500)
    with one_sentence("no permission"):
        create_library(unprivileged / "new.db")
    plan = plan_at(path)
    assert plan.history().undo == "Add “one”"
    with one_sentence("is read-only"):
        plan.run(AddActivity("two"))
    plan.close()
    assert companions(path) == ["x.db"]


def test_no_permission_at_all(unprivileged: Path) -> None:
    path = unprivileged / "x.db"
    create_library(path)
    path.chmod(0)
    with one_sentence("no permission"):
        Library.open(path)
    path.chmod(0o600)
    unprivileged.chmod(0)
    with one_sentence("no permission"):
        Library.open(path)
    with one_sentence("no permission"):
        create_library(unprivileged / "y.db")


def test_full_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("kept"))
    rows = rows_at(path)
    filler = tiny_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    told: list[Change] = []
    plan.subscribe(told.append)
    with one_sentence("is full"):
        plan.run(AddMany(2000))
    assert told == []
    assert rows_at(path) == rows
    with one_sentence("no space left|is full"):
        create_library(tiny_disk / "y.db")
    assert companions(path) == ["filler", "x.db", "x.db-shm", "x.db-wal"]
    filler.unlink()
    plan.run(AddActivity("again"))
    plan.close()
    assert len(rows_at(path)["activity"]) == 2
    assert companions(path) == ["x.db"]


def test_full_disk_while_a_change_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("kept"))
    rows = rows_at(path)
    driver = plan.library._driver
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages}")
    with one_sentence("is full"):
        plan.run(AddMany(5000))
    assert not driver.in_transaction
    assert rows_at(path) == rows
    assert plan.history().undo == "Add “kept”"
    driver.execute("PRAGMA max_page_count = 100000")
    plan.run(AddMany(5000))
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_a_disk_that_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("kept"))
    rows = rows_at(path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 200_000, before[1]))
    try:
        with one_sentence("cannot be read or written by the system"):
            plan.run(AddMany(4000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not plan.library._driver.in_transaction
    assert rows_at(path) == rows
    plan.run(AddMany(4000))
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_moved_away_while_open(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    (tmp_path / "a").rename(tmp_path / "b")
    with one_sentence("was moved, replaced or deleted"):
        plan.run(AddActivity("two"))
    with one_sentence("was moved, replaced or deleted"):
        plan.undo()
    (tmp_path / "b").rename(tmp_path / "a")
    plan.run(AddActivity("three"))
    plan.close()
    assert [row["title"] for row in rows_at(path)["activity"].values()] == ["one", "three"]


def test_replaced_while_open(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    create_library(tmp_path / "y.db")
    (tmp_path / "y.db").replace(path)
    with one_sentence("was moved, replaced or deleted"):
        plan.run(AddActivity("two"))
    plan.close()


def test_a_commit_that_fails_leaves_nothing_open(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one", tag="ml"))
    before = rows_at(path)
    with one_sentence("FOREIGN KEY"), plan.library.write() as connection:
        # Foreign keys are checked by COMMIT, which then fails and leaves the transaction open.
        connection.execute(text("DELETE FROM activity"))
    assert not plan.library._driver.in_transaction
    assert rows_at(path) == before
    plan.run(AddActivity("two"))
    assert plan.library.problems(quick=False) == []
    plan.close()


@pytest.mark.parametrize(
    "error", [ValueError("no"), MemoryError(), KeyboardInterrupt(), FileNotFoundError("elsewhere"), LibraryError("No.")]
)
def test_an_exception_in_an_action_takes_everything_back(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    plan.undo()
    before, told = rows_at(path), list[Change]()
    plan.subscribe(told.append)
    with pytest.raises(type(error)) as caught:
        plan.run(Fail(error))
    assert caught.value is error
    assert rows_at(path) == before
    assert plan.history() == (None, "Add “one”")
    assert told == []
    plan.run(AddActivity("two"))
    plan.close()
    assert [row["title"] for row in rows_at(path)["activity"].values()] == ["two"]


def test_transactions_do_not_nest_for_writing(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "x.db")
    with pytest.raises(RuntimeError, match="inside another"):
        plan.read(lambda connection: plan.run(AddActivity("one")))
    plan.run(AddActivity("one"))
    plan.close()


def test_nothing_is_written_to_a_log_that_another_program_deleted(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    path.open("rb").close()  # drops the locks of this process on the file
    visit = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM activity').fetchall()"
    subprocess.run([sys.executable, "-c", visit, path], check=True)
    with one_sentence("took over"):
        plan.run(AddActivity("two"))
    plan.close()
    assert [row["title"] for row in rows_at(path)["activity"].values()] == ["one"]
