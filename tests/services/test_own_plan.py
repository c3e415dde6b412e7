"""The plan that is open, named as a file to read: it is refused unread, so that the locks on it stand."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError
from planner.services.actions.activities import AddActivity
from planner.services.attachments import read_file
from planner.services.badges import badge_to_ask_about, holds_badge
from planner.services.file_bytes import read_bytes
from planner.services.planner import Planner

VISIT = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM activity').fetchall()"
"""What any other program does with the plan; SQLite lets the last one to leave delete the log."""


@pytest.mark.parametrize("read", [read_file, lambda path: read_bytes(path, 10**9)], ids=["attach", "import"])
@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_the_open_plan_is_not_read(planner: Planner, read: Callable[[Path], object], suffix: str) -> None:
    planner.run(AddActivity("Kept"))
    path, log = planner.path.with_name(planner.path.name + suffix), planner.path.with_name(planner.path.name + "-wal")
    number = log.stat().st_ino
    with pytest.raises(ExchangeError) as refused:
        read(path)
    assert str(refused.value) == (
        f"“{path}” is the plan file that is open. To copy the plan, back it up; to take its content, export it."
    )
    assert not holds_badge(path)
    assert badge_to_ask_about(path) is None
    subprocess.run([sys.executable, "-c", VISIT, planner.path], check=True)
    assert log.stat().st_ino == number


def test_a_copy_of_the_plan_is_any_file(planner: Planner, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"SQLite format 3\0 and more")
    assert read_file(copy).name == "copy.db"
    assert read_bytes(copy, 100).startswith(b"SQLite")
