"""What is said of a failing disk: never that nothing was saved, where something may have been."""

import sqlite3
from pathlib import Path

import pytest

from planner.domain.errors import LibraryError
from planner.storage.faults import sql_translated

CODES = [getattr(sqlite3, name) for name in dir(sqlite3) if name.startswith("SQLITE_IOERR")]
CODES += [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM]
CODES += [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR]


@pytest.mark.parametrize("code", CODES)
def test_who_reads_is_told_nothing_of_saving(tmp_path: Path, code: int) -> None:
    error = sqlite3.OperationalError("as the driver says it")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryError) as told, sql_translated(tmp_path / "x.db", reading=True):
        raise error
    assert "nothing was" not in str(told.value)
    assert "not saved" not in str(told.value)


@pytest.mark.parametrize(
    ("code", "reading", "sentence"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, False, "did not take the last step for sure"),
        (sqlite3.SQLITE_IOERR_WRITE, False, "nothing was saved"),
        (sqlite3.SQLITE_IOERR_READ, True, "cannot be read or written by the system. Check"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, False, "is full; nothing was saved"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, True, "is full. Free some space"),
        (sqlite3.SQLITE_CORRUPT, True, "is damaged. Restore a backup"),
        (sqlite3.SQLITE_CORRUPT, False, "is damaged; nothing was changed"),
    ],
)
def test_a_sentence_says_no_more_than_is_known_of_what_was_saved(
    tmp_path: Path, code: int, reading: bool, sentence: str
) -> None:
    error = sqlite3.OperationalError("as the driver says it")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryError, match=sentence), sql_translated(tmp_path / "x.db", reading=reading):
        raise error
