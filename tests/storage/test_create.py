"""Making and opening a library: private, whole or not at all, never in place of a file, and with its locks kept."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.storage.connection import APPLICATION_ID, SCHEMA_VERSION, FileMarks
from planner.storage.library import Library, create_library
from tests.storage.samples import AddActivity, companions, plan_at, rows_at
from tests.storage.sentences import one_sentence


def empty(path: Path) -> None:
    path.touch()


def foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")


@pytest.mark.parametrize("make", [empty, foreign, create_library])
def test_create_never_replaces(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes()
    with one_sentence("exists already"):
        create_library(path)
    assert path.read_bytes() == before
    assert companions(path) == ["x.db"]


def test_create_refuses_the_log_of_a_lost_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    (tmp_path / "x.db-wal").write_bytes(b"what was saved last")
    with one_sentence("x.db-wal” is left of an earlier file"):
        create_library(path)
    assert companions(path) == ["x.db-wal"]


def test_create_is_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    create_library(path)
    assert companions(path) == ["x.db"]
    assert path.stat().st_mode & 0o777 == 0o600
    library = Library.open(path)
    assert library.problems(quick=False) == []
    with library.write() as connection:
        connection.exec_driver_sql("DELETE FROM tag")
    for companion in tmp_path.iterdir():
        assert companion.stat().st_mode & 0o777 == 0o600
    library.close()
    assert companions(path) == ["x.db"]


def test_create_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise FileExistsError

    monkeypatch.setattr(os, "link", no_link)
    with one_sentence("exists already"):
        create_library(tmp_path / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_drafts_of_killed_programs_are_swept_away(tmp_path: Path) -> None:
    for name, age in ((".planner-old.part", 100_000), (".planner-old.part-wal", 100_000), (".planner-new.part", 10)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    create_library(tmp_path / "x.db")
    assert companions(tmp_path / "x.db") == [".planner-new.part", "x.db"]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    create_library(tmp_path / "x.db")
    Library.open(tmp_path / "x.db").close()
    assert companions(tmp_path / "x.db") == ["x.db"]


_LOOK = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
print([title for (title,) in other.execute("SELECT title FROM activity")])
other.close()
"""


def look(path: Path) -> str:
    return subprocess.run([sys.executable, "-c", _LOOK, path], check=True, capture_output=True, text=True).stdout


def test_looking_at_an_open_library_keeps_its_locks(tmp_path: Path) -> None:
    """Closing a descriptor drops the process's locks: then the next program to close would delete the log in use."""
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    assert FileMarks(path).schema_version == SCHEMA_VERSION
    sibling = plan.library.sibling()
    sibling.close()
    assert look(path) == "['one']\n"
    plan.run(AddActivity("two"))
    assert look(path) == "['one', 'two']\n"
    plan.close()
    assert FileMarks(path).schema_version == SCHEMA_VERSION
    assert companions(path) == ["x.db"]


def test_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    create_library(tmp_path / "real" / "x.db")
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "real" / "x.db")
    plan = plan_at(link)
    plan.run(AddActivity("one"))
    plan.close()
    assert len(rows_at(tmp_path / "real" / "x.db")["activity"]) == 1
    with one_sentence("exists already"):
        create_library(link)


def test_odd_names(tmp_path: Path) -> None:
    for name in ("ein Plan?.db", "100%.db", "#1.db", "plán “2026”.db", os.fsdecode(b"\xff.db")):
        plan = plan_at(tmp_path / name)
        plan.run(AddActivity("one"))
        plan.close()
        assert FileMarks(tmp_path / name).schema_version == SCHEMA_VERSION
    assert len(list(tmp_path.iterdir())) == 5


def test_closing_twice(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "x.db")
    plan.close()
    plan.close()
    assert (tmp_path / "x.db").read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"PLNR"
