"""Backups: verified, private, rotated; and the way back from one, also beside an open window."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import LibraryBusyError, LibraryError
from planner.services.planner import Change
from planner.storage.backup import (
    DAILY,
    Backup,
    back_up,
    copy_to,
    daily_is_due,
    folder_for,
    list_backups,
    replace_damaged,
    restore_into,
    superseded,
    verify,
)
from planner.storage.connection import SCHEMA_VERSION, FileMarks, open_file
from planner.storage.faults import DamagedError
from planner.storage.library import create_library
from tests._fixtures.make_library import OLDEST
from tests.storage.samples import STAMP, AddActivity, AddMany, companions, plan_at, rows_at


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "plan" / "x.db"
    path.parent.mkdir()
    plan = plan_at(path)
    plan.run(AddActivity("one", tag="ml"))
    plan.close()
    return path


def spoil(path: Path) -> None:
    """Damages a page in the middle of the file."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x77" * 4096
    path.write_bytes(bytes(content))


def test_a_copy_of_an_open_library_is_one_private_file(tmp_path: Path, library: Path) -> None:
    plan = plan_at(library)
    plan.run(AddActivity("still in the log"))
    copy = back_up(library, tmp_path / "far" / "backups", STAMP, reason=DAILY)
    assert rows_at(copy) == rows_at(library)
    assert companions(copy) == ["20260302T093000Z-daily.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert copy.parent.parent.stat().st_mode & 0o777 == 0o700
    verify(copy)
    assert companions(copy) == ["20260302T093000Z-daily.db"]
    plan.run(AddActivity("after"))
    plan.close()
    assert companions(library) == ["x.db"]


def test_two_copies_of_one_instant(tmp_path: Path, library: Path) -> None:
    for _ in range(2):
        back_up(library, tmp_path / "b", STAMP, reason="before-import")
    assert [(backup.path.name, backup.reason) for backup in list_backups(tmp_path / "b")] == [
        ("20260302T093000Z-before-import.db", "before-import"),
        ("20260302T093000Z-before-import-2.db", "before-import"),
    ]


def test_folders_and_lists(tmp_path: Path, library: Path) -> None:
    other = tmp_path / "x.db"
    assert folder_for(tmp_path, library) != folder_for(tmp_path, other)
    assert folder_for(tmp_path, library).name.startswith("x-")
    assert list_backups(tmp_path / "none") == []
    folder = tmp_path / "b"
    assert daily_is_due(folder, date(2026, 3, 2))
    back_up(library, folder, STAMP, reason=DAILY)
    (folder / "notes.txt").touch()
    assert not daily_is_due(folder, date(2026, 3, 2))
    assert daily_is_due(folder, date(2026, 3, 3))
    assert [backup.made_at for backup in list_backups(folder)] == [datetime(2026, 3, 2, 9, 30, tzinfo=UTC)]


def test_a_damaged_library_makes_no_backup(tmp_path: Path, library: Path) -> None:
    good = back_up(library, tmp_path / "b", STAMP, reason=DAILY)
    spoil(library)
    with pytest.raises(LibraryError, match=r"x\.db” is damaged"):
        back_up(library, tmp_path / "b", "2026-03-03T09:30:00Z", reason=DAILY)
    assert companions(good) == [good.name]


def test_a_backup_of_nothing_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no plan file"):
        back_up(tmp_path / "gone.db", tmp_path / "b", STAMP, reason=DAILY)
    assert list((tmp_path / "b").iterdir()) == []
    assert not (tmp_path / "gone.db").exists()


def test_copy_to_refuses_bad_targets(tmp_path: Path, library: Path) -> None:
    before = library.read_bytes()
    (tmp_path / "y.db-wal").write_bytes(b"of an open file")
    for target, match in (
        (library, "is the plan file itself"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x.db", "There is no folder"),
        (tmp_path / "y.db", "y.db-wal” is left of an earlier file"),
    ):
        with pytest.raises(LibraryError, match=match):
            copy_to(library, target)
    assert library.read_bytes() == before
    assert companions(library) == ["x.db"]


def test_copy_of_a_locked_library_gives_up(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.backup.BUSY_MS", 10)
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryBusyError, match="in use by another program"):
            copy_to(library, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_copy_onto_a_full_disk_leaves_nothing(tiny_disk: Path, library: Path) -> None:
    plan = plan_at(library)
    plan.run(AddMany(8000))
    plan.close()
    with pytest.raises(LibraryError, match=r"is full|no space left"):
        copy_to(library, tiny_disk / "copy.db")
    assert list(tiny_disk.iterdir()) == []


def test_verify_names_what_is_wrong(tmp_path: Path, library: Path) -> None:
    text = tmp_path / "a.db"
    text.write_text("no")
    with pytest.raises(LibraryError, match="is not a plan file"):
        verify(text)
    copy = tmp_path / "c.db"
    copy_to(library, copy)
    spoil(copy)
    with pytest.raises(LibraryError, match=r"c\.db” is damaged") as caught:
        verify(copy)
    assert "\n" not in str(caught.value)


# --------------------------------------------------------------------------------------------- rotation

MOMENTS = st.integers(0, 800).map(lambda days: datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=days))
BACKUPS = st.lists(
    st.builds(
        lambda moment, reason: Backup(Path(f"{moment:%Y%m%dT%H%M%SZ}-{reason}.db"), moment, reason),
        MOMENTS,
        st.sampled_from([DAILY, DAILY, DAILY, "before-import", "before-restore"]),
    ),
    max_size=150,
    unique_by=lambda backup: backup.path,
)


@given(BACKUPS)
def test_rotation(backups: list[Backup]) -> None:
    gone = set(superseded(backups))
    kept = sorted((b for b in backups if b.path not in gone), key=lambda b: b.made_at, reverse=True)
    ordered = sorted(backups, key=lambda b: b.made_at, reverse=True)
    for reason in {b.reason for b in backups} - {DAILY}:
        same = [b for b in ordered if b.reason == reason]
        assert [b for b in kept if b.reason == reason] == same[:5]
    daily = [b for b in ordered if b.reason == DAILY]
    kept_daily = [b for b in kept if b.reason == DAILY]
    assert kept_daily[:7] == daily[:7]
    assert len(kept_daily) <= 7 + 4 + 12
    # The newest copy of each of the newest four weeks and twelve months is there.
    for limit, period in ((4, "%G-%V"), (12, "%Y-%m")):
        newest: dict[str, Backup] = {}
        for backup in daily:
            newest.setdefault(backup.made_at.strftime(period), backup)
        assert set(list(newest.values())[:limit]) <= set(kept_daily)
    # Rotating what is left lets nothing more go.
    assert superseded(kept) == []


def test_a_year_of_days(tmp_path: Path, library: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    first = back_up(library, folder, "2025-01-01T08:00:00Z", reason=DAILY)
    content = first.read_bytes()
    for day in range(1, 400):
        moment = datetime(2025, 1, 1, 8, tzinfo=UTC) + timedelta(days=day)
        (folder / f"{moment:%Y%m%dT%H%M%SZ}-daily.db").write_bytes(content if day % 100 == 0 else b"")
    newest = back_up(library, folder, "2026-02-05T08:00:00Z", reason=DAILY)
    names = [backup.made_at.date() for backup in list_backups(folder)]
    assert names[0] == date(2026, 2, 5)
    assert names[:7] == [date(2026, 2, 5) - timedelta(days=n) for n in range(7)]
    months = Counter((day.year, day.month) for day in names)
    assert len(months) == 12
    assert newest.exists()


def test_a_clock_that_was_set_back_keeps_the_copy_just_made(tmp_path: Path, library: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    for day in range(1, 29):
        for month in range(1, 13):
            (folder / f"2027{month:02d}{day:02d}T080000Z-daily.db").touch()
    copy = back_up(library, folder, "2020-01-01T08:00:00Z", reason=DAILY)
    verify(copy)


# ---------------------------------------------------------------------------------------------- restore


def test_restore_beside_an_open_window(tmp_path: Path, library: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_to(library, copy)
    rows = rows_at(copy)
    plan, other = plan_at(library), plan_at(library)
    told = list[Change]()
    other.subscribe(told.append)
    plan.run(AddMany(50))
    other.refresh()
    told.clear()
    number = library.stat().st_ino
    restore_into(library, copy)
    assert library.stat().st_ino == number
    assert rows_at(library) == rows
    change = other.refresh()
    assert change is not None
    assert change.everything
    assert told == [change]
    assert other.history().undo == "Add “one”"
    done = plan.run(AddActivity("two"))
    assert done.everything  # this one has not looked since either
    assert plan.undo() is not None
    assert plan.undo() is not None
    assert rows_at(library)["activity"] == {}
    plan.close()
    other.close()
    verify(copy)
    assert companions(library) == ["x.db"]
    assert companions(copy) == ["copy.db", "plan"]


def test_restore_of_a_copy_with_the_same_counter_is_noticed(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        plan = plan_at(tmp_path / name)
        plan.run(AddActivity(f"of {name}"))
        plan.close()
    plan = plan_at(tmp_path / "a.db")
    restore_into(tmp_path / "a.db", tmp_path / "b.db")
    change = plan.refresh()
    assert change is not None
    assert change.everything
    plan.close()


def test_restore_waits_for_no_one_for_ever(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.backup.BUSY_MS", 10)
    copy = tmp_path / "copy.db"
    copy_to(library, copy)
    plan = plan_at(library)
    plan.run(AddActivity("two"))
    before = rows_at(library)
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="in use by another program"):
            restore_into(library, copy)
        other.execute("ROLLBACK")
    assert rows_at(library) == before
    plan.close()
    assert companions(library) == ["x.db"]


def test_restore_that_fails_leaves_the_library(tmp_path: Path, library: Path) -> None:
    before = rows_at(library)
    damaged = tmp_path / "damaged.db"
    copy_to(library, damaged)
    spoil(damaged)
    text = tmp_path / "text.db"
    text.write_text("no")
    newer = tmp_path / "newer.db"
    create_library(newer)
    with contextlib.closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for copy, match in (
        (damaged, "is damaged"),
        (text, "is not a plan file"),
        (newer, "newer Planner"),
        (tmp_path / "none.db", "There is no plan file"),
        (library, "is the plan file itself"),
    ):
        with pytest.raises(LibraryError, match=match):
            restore_into(library, copy)
    assert rows_at(library) == before
    assert companions(library) == ["x.db"]


def test_restore_into_the_file_of_another_program_is_refused(tmp_path: Path, library: Path) -> None:
    bookmarks = tmp_path / "bookmarks.db"
    with contextlib.closing(sqlite3.connect(bookmarks)) as connection:
        connection.execute("CREATE TABLE bookmark (url)")
    before = bookmarks.read_bytes()
    with pytest.raises(LibraryError, match="belongs to another program"):
        restore_into(bookmarks, library)
    assert bookmarks.read_bytes() == before


def test_restore_of_an_older_format(tmp_path: Path, library: Path) -> None:
    plan = plan_at(library)
    copy = Path(shutil.copy(OLDEST, tmp_path / "old.db"))
    before = copy.read_bytes()
    restore_into(library, copy)
    assert FileMarks(library).schema_version == SCHEMA_VERSION
    assert copy.read_bytes() == before
    change = plan.refresh()
    assert change is not None
    assert change.everything
    plan.run(AddActivity("goes on"))
    assert plan.library.problems(quick=False) == []
    plan.close()
    assert len(rows_at(library)["activity"]) == 4


def test_restore_over_a_damaged_library(tmp_path: Path, library: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_to(library, copy)
    rows = rows_at(copy)
    content = bytearray(library.read_bytes())
    content[100:] = b"\x55" * (len(content) - 100)
    library.write_bytes(bytes(content))
    restore_into(library, copy)
    plan = plan_at(library)
    assert plan.library.problems(quick=False) == []
    plan.close()
    assert rows_at(library) == rows


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"SQLite format 3\0" + b"\x55" * 50])
def test_a_copy_takes_the_place_of_a_ruin(tmp_path: Path, library: Path, content: bytes) -> None:
    copy = tmp_path / "copy.db"
    copy_to(library, copy)
    rows = rows_at(copy)
    library.write_bytes(content)
    log = library.with_name("x.db-wal")
    log.write_bytes(b"the last words")
    with pytest.raises(DamagedError, match="is not a plan file"):
        back_up(library, tmp_path / "b", STAMP, reason="before-restore")
    aside = tmp_path / "b" / "damaged.file"
    replace_damaged(library, copy, aside)
    assert aside.read_bytes() == content
    assert aside.with_name("damaged.file-wal").read_bytes() == b"the last words"
    assert aside.stat().st_mode & 0o777 == library.stat().st_mode & 0o777 == 0o600
    assert rows_at(library) == rows
    assert companions(library) == ["x.db"]


def test_a_ruin_stays_where_it_is_when_it_cannot_be_kept(tmp_path: Path, library: Path, tiny_disk: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_to(library, copy)
    library.write_bytes(b"\0" * 4_000_000)
    with pytest.raises(LibraryError, match="no space left"):
        replace_damaged(library, copy, tiny_disk / "b" / "damaged.file")
    assert library.read_bytes() == b"\0" * 4_000_000
    assert companions(library) == ["x.db"]


def test_what_was_never_ours_is_not_taken_for_damaged(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary")
    with pytest.raises(LibraryError, match="is not a plan file") as caught:
        verify(text)
    assert not isinstance(caught.value, DamagedError)


def test_a_connection_that_is_closed_twice_counts_once(library: Path) -> None:
    connection = open_file(library, 0)
    connection.close()
    connection.close()
    assert FileMarks(library).schema_version == SCHEMA_VERSION
