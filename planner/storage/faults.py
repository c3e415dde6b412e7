"""Turns what SQLite and the file system complain about into one sentence for the person."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.config.text import tr
from planner.domain.errors import DamagedError, LibraryBusyError, LibraryError

__all__ = [
    "DamagedError", "RuleBrokenError", "busy", "damaged", "describe_os_error", "sql_translated", "translated"
]  # fmt: skip


class RuleBrokenError(LibraryError):
    """A constraint of the schema (unique, foreign key, check) refused what was to be written."""


def busy(path: Path, *, reading: bool = False) -> LibraryBusyError:
    """The error for a lock that another program holds; ``reading`` as in :func:`damaged`."""
    aside = tr("“{path}” is in use by another program. Wait until that is done.", path=path)
    if reading:
        return LibraryBusyError(aside)
    return LibraryBusyError(
        tr("“{path}” is in use by another program; nothing was saved. Try again in a moment.", path=path), aside
    )


def damaged(path: Path, *, reading: bool = False) -> DamagedError:
    """The error for a file that SQLite finds broken; ``reading`` says nothing of what was to be written."""
    aside = tr("“{path}” is damaged. Restore a backup with “planner restore”.", path=path)
    if reading:
        return DamagedError(aside)
    return DamagedError(
        tr("“{path}” is damaged; nothing was changed. Restore a backup with “planner restore”.", path=path), aside
    )


def _describe(path: Path, error: sqlite3.Error, *, reading: bool = False) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(path, reading=reading)
    # Without room for the shared memory of the write-ahead log not even reading begins.
    if code == sqlite3.SQLITE_FULL or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHMSIZE:
        if reading:
            return LibraryError(
                tr("The disk that holds “{path}” is full. Free some space and try again.", path=path)
            )
        return LibraryError(
            tr("The disk that holds “{path}” is full; nothing was saved. Free some space and try again.", path=path)
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        if reading:
            return LibraryError(
                tr("“{path}” is read-only. Allow writing to the file and its folder.", path=path)
            )
        return LibraryError(
            tr("“{path}” is read-only; nothing was saved. Allow writing to the file and its folder.", path=path)
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(
            tr("“{path}” cannot be opened. Check that it exists and that you may read and write its folder.", path=path)
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "Could not decode" in str(error):
        return damaged(path, reading=reading)
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_FSYNC:
        # What was written lies in the log, whole: it may come back when the file is opened next.
        return LibraryError(
            tr(
                "The disk that holds “{path}” did not take the last step for sure. Check the disk, and look whether the"
                " step is there before you do it again.",
                path=path,
            )
        )
    if code == sqlite3.SQLITE_IOERR and reading:
        return LibraryError(tr("“{path}” cannot be read or written by the system. Check the disk.", path=path))
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            tr("“{path}” cannot be read or written by the system; nothing was saved. Check the disk.", path=path)
        )
    if reading:
        return LibraryError(
            tr("“{path}” cannot be read: {reason}. Run “planner check” to examine the file.", path=path, reason=error)
        )
    kind = RuleBrokenError if code == sqlite3.SQLITE_CONSTRAINT else LibraryError
    return kind(
        tr("“{path}” was not saved: {reason}. Run “planner check” to examine the file.", path=path, reason=error)
    )


def _both(path: Path, error: sqlite3.Error, *, reading: bool) -> LibraryError:
    described = _describe(path, error, reading=reading)
    described.aside = str(_describe(path, error, reading=True))
    return described


def describe_os_error(path: Path, error: OSError) -> LibraryError:
    """The sentence for a failed file operation on ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LibraryError(tr("There is no space left to write “{path}”. Free some and try again.", path=path))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return LibraryError(tr("You have no permission to use “{path}”. Choose another place.", path=path))
    if isinstance(error, FileNotFoundError):
        return LibraryError(tr("There is no file or folder “{path}”. Check the path.", path=path))
    return LibraryError(
        tr("“{path}” cannot be used: {reason}. Choose another place.", path=path, reason=error.strerror or error)
    )


@contextmanager
def sql_translated(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Raises :class:`LibraryError` in place of every SQLite error within, and leaves all other errors as they are.

    Where it is ``reading``, a sentence must not say that nothing was saved: something may have been, just before.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _both(path, error, reading=reading) from error
    except UnicodeDecodeError as error:
        # The driver decodes SQLite's message, which quotes from a broken schema whatever bytes stand there.
        raise damaged(path, reading=reading) from error
    except Exception as error:
        # SQLAlchemy's DBAPIError wraps the driver's error; importing it here would load SQLAlchemy at every start.
        wrapped = getattr(error, "orig", None)
        if isinstance(wrapped, sqlite3.Error):
            raise _both(path, wrapped, reading=reading) from error
        raise


@contextmanager
def translated(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Raises :class:`LibraryError` in place of every SQLite or file system error within."""
    try:
        with sql_translated(path, reading=reading):
            yield
    except OSError as error:
        raise describe_os_error(path, error) from error
