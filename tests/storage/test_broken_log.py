"""What SQLite would pass over silently in a write-ahead log is seen before; a log as a crash leaves it is not."""

import shutil
import sqlite3
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.storage.broken_log import is_broken_off
from planner.storage.connection import in_use
from planner.storage.library import Library

FRAME = 24 + 4096


class Crashed:
    """A plan whose last steps lie in its log alone, as a kill leaves it; ``commits`` are the frames that end a step."""

    def __init__(self, folder: Path) -> None:
        live = folder / "live.db"
        planner = libraries.new_plan(live, None)
        for number in range(60):  # more than fit in, so that the log was begun anew and older frames lie behind
            planner.run(AddActivity(f"Before {number}", notes="words " * 900))
        planner.library.fold_log()
        sqlite3.connect(live).close()
        for number in range(8):
            planner.run(AddActivity(f"After {number}", notes="words " * 200))
        self.path = folder / "plan.db"
        for suffix in ("", "-wal"):
            shutil.copy(f"{live}{suffix}", f"{self.path}{suffix}")
        planner.close()
        self.log = self.path.with_name("plan.db-wal")
        self.content = self.log.read_bytes()
        self.frames = (len(self.content) - 32) // FRAME
        self.commits = [at for at in range(self.frames) if struct.unpack_from(">I", self.content, 36 + at * FRAME)[0]]


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    return Crashed(tmp_path_factory.mktemp("crashed"))


def titles(folder: Path, path: Path) -> list[str]:
    """What SQLite reads, from a copy."""
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", folder / f"read.db{suffix}")
    connection = sqlite3.connect(folder / "read.db")
    try:
        return [row[0] for row in connection.execute("SELECT title FROM activity ORDER BY id")]
    finally:
        connection.close()


@given(st.data())
def test_a_turned_bit_is_seen_whenever_sqlite_reads_less(
    crashed: Crashed, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(crashed.content)
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    folder = tmp_path_factory.mktemp("turned")
    crashed.log.write_bytes(crashed.content)
    whole = titles(folder, crashed.path)
    crashed.log.write_bytes(content)
    seen = is_broken_off(crashed.path)
    assert seen == (titles(folder, crashed.path) != whole)


@given(st.data())
def test_a_log_that_ends_anywhere_is_no_damage(crashed: Crashed, data: st.DataObject) -> None:
    crashed.log.write_bytes(crashed.content[: data.draw(st.integers(0, len(crashed.content)))])
    assert not is_broken_off(crashed.path)


def test_a_step_that_was_not_finished_is_no_damage(crashed: Crashed) -> None:
    """A kill within a step leaves frames without the mark of a commit, the last one half written."""
    end = 32 + crashed.commits[-1] * FRAME
    unfinished = bytearray(crashed.content)
    struct.pack_into(">I", unfinished, end + 4, 0)
    crashed.log.write_bytes(unfinished)
    assert not is_broken_off(crashed.path)


def test_what_an_earlier_log_left_behind_is_no_damage(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "live.db", None)
    for number in range(20):
        planner.run(AddActivity(f"Before {number}", notes="words " * 3000))
    # All is folded in and the log kept as it is: the next step begins it anew, over the old frames.
    planner.library._driver.execute("PRAGMA wal_checkpoint(RESTART)")
    planner.run(AddActivity("After"))
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"live.db{suffix}", tmp_path / f"plan.db{suffix}")
    planner.close()
    assert (tmp_path / "plan.db-wal").stat().st_size > 100 * FRAME
    assert not is_broken_off(tmp_path / "plan.db")


def test_zeros_and_no_log_are_no_damage(crashed: Crashed, tmp_path: Path) -> None:
    crashed.log.write_bytes(bytes(len(crashed.content)))
    assert not is_broken_off(crashed.path)
    assert not is_broken_off(tmp_path / "plan.db")


def test_who_has_a_library_open_is_known(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "plan.db"
    libraries.new_plan(path, None).close()
    assert not in_use(path)
    library = Library.open(path)
    assert in_use(path)
    library.close()
    script = "import sys\nfrom pathlib import Path\nfrom planner.storage.library import Library\n"
    script += "library = Library.open(Path(sys.argv[1]))\nprint('open', flush=True)\ninput()\nlibrary.close()\n"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert in_use(path)
        other.communicate("\n")
    assert not in_use(path)
