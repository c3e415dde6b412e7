"""Where a copy of a library may be put: over an earlier copy, and over nothing else that would be lost."""

import os
from pathlib import Path

import pytest

from planner.domain.errors import LibraryError
from planner.storage.backup import copy_to
from planner.storage.connection import refuse_itself
from planner.storage.ledger import name_library
from tests.storage.samples import AddActivity, plan_at, rows_at


def named(path: Path) -> Path:
    """A library as new plans are: with a uid of its own."""
    plan = plan_at(path)
    with plan.library.write() as connection:
        name_library(connection)
    plan.close()
    return path


def test_copy_to_replaces_an_earlier_copy_and_nothing_else(tmp_path: Path) -> None:
    library, other, link = named(tmp_path / "x.db"), named(tmp_path / "other.db"), tmp_path / "link.db"
    copy, text, pipe, empty = tmp_path / "copy.db", tmp_path / "diary.txt", tmp_path / "pipe", tmp_path / "empty"
    copy_to(library, copy)
    plan = plan_at(library)
    plan.run(AddActivity("later"))
    plan.close()
    link.symlink_to(copy)
    copy_to(library, link)
    assert link.is_symlink()
    assert rows_at(copy) == rows_at(library)
    empty.touch()
    copy_to(library, empty)
    text.write_text("Dear diary")
    os.mkfifo(pipe)
    link.unlink()
    link.symlink_to(other)
    before = other.read_bytes()
    for target, match in (
        (other, "another plan"),
        (link, "another plan"),
        (text, "no copy of this"),
        (pipe, "no copy of this"),
    ):
        with pytest.raises(LibraryError, match=match):
            copy_to(library, target)
    assert other.read_bytes() == before
    assert text.read_text() == "Dear diary"
    assert pipe.is_fifo()


def test_copy_to_never_replaces_a_later_copy(tmp_path: Path) -> None:
    """Two computers save to one stick: the one that lags behind must not take away what the other one did."""
    library, stick = named(tmp_path / "x.db"), tmp_path / "stick.db"
    old = tmp_path / "old.db"
    copy_to(library, old)
    plan = plan_at(library)
    plan.run(AddActivity("done on the other computer"))
    plan.close()
    copy_to(library, stick)
    before = stick.read_bytes()
    with pytest.raises(LibraryError, match="is a newer copy of this plan; it was left untouched"):
        copy_to(old, stick)
    assert stick.read_bytes() == before


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_nothing_is_written_to_what_sqlite_keeps_beside_a_plan(tmp_path: Path, suffix: str) -> None:
    """What was saved last lies there, and what has such a name is deleted when the plan is closed."""
    library, elsewhere = named(tmp_path / "x.db"), tmp_path / "link.db"
    plan = plan_at(library)
    plan.run(AddActivity("in the log"))
    elsewhere.symlink_to(tmp_path / f"x.db{suffix}")
    for target in (tmp_path / f"x.db{suffix}", elsewhere):
        with pytest.raises(LibraryError, match=r"belongs to “x\.db” and is not written to"):
            copy_to(library, target)
        with pytest.raises(LibraryError, match=r"belongs to “x\.db” and is not written to"):
            refuse_itself(target, library)
    plan.run(AddActivity("goes on"))
    plan.close()
    copy_to(library, tmp_path / f"alone{suffix}")  # a name like others where no database is beside it
