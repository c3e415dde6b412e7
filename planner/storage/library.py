"""One library file: creating and opening it, and the read and write transactions on it."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from planner.config.text import tr
from planner.domain.errors import LibraryBusyError, LibraryError
from planner.storage.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    FileKey,
    FileMarks,
    connect,
    copy_pages,
    file_key,
    log_key,
    pragma,
    refuse_folder,
    refuse_leftovers,
    refuse_missing,
    refuse_moved,
    refuse_newer,
    refuse_other_log,
)
from planner.storage.faults import DamagedError, sql_translated, translated
from planner.storage.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

__all__ = [
    "FileMarks",
    "Library",
    "connect",
    "create_library",
    "mark_version",
    "refuse_newer",
    "whole_write",
]

_DRAFT: Final = ".planner-"


@contextmanager
def whole_write(driver: sqlite3.Connection) -> "Iterator[Connection]":
    """One write transaction on a fresh driver connection, such as schema changes are; closes the connection."""
    from planner.storage.core import core_on

    try:
        with core_on(driver) as connection, connection.begin():
            driver.execute("BEGIN IMMEDIATE")
            yield connection
    finally:
        with contextlib.suppress(sqlite3.Error):
            driver.close()


class Library:
    """An open library file: one connection for one thread.

    ``busy_ms`` is how long a statement waits for the lock of another program before it gives up.
    """

    def __init__(self, path: Path, busy_ms: int) -> None:
        with translated(path, reading=True):
            refuse_missing(path)
            self._file = file_key(path)
            driver = connect(path, busy_ms)
        self._take(path, driver, busy_ms)

    def _take(self, path: Path, driver: sqlite3.Connection, busy_ms: int) -> None:
        self.path = path
        self._busy_ms = busy_ms
        self._driver = driver
        self._log: FileKey | None = None
        self.on_damage: Callable[[str], object] | None = None
        """Told in one sentence, in the thread that meets it, when a transaction finds damage; siblings tell it, too."""
        self._opened_core: Connection | None = None
        self._reader = Reader(self._driver, self._core)
        self._reader.memory = {}

    def _core(self) -> "Connection":
        """SQLAlchemy's connection on the same driver connection, made when it is first needed."""
        if self._opened_core is None:
            from planner.storage.core import core_on

            self._opened_core = core_on(self._driver)
        return self._opened_core

    @classmethod
    def open(cls, path: Path, *, busy_ms: int = 5000) -> Self:
        """Opens an existing library of the newest schema version.

        Raises LibraryError for anything that is not such a file; an older one must be migrated first
        (:func:`planner.storage.migrate.migrate`).
        """
        refuse_newer(path, FileMarks(path).schema_version)
        library = cls(path, busy_ms)
        try:
            with translated(path, reading=True):
                version = pragma(library._driver, "user_version")
                library._log = log_key(path)  # there is one as soon as anything was read
            # The header on disk lags behind while a newer program's changes still lie in the write-ahead log.
            refuse_newer(path, version)
            _refuse_older(path, version)
        except BaseException:
            library.close()
            raise
        return library

    def sibling(self) -> "Library":
        """A second connection to the same file, for a worker thread."""
        library = Library.open(self.path, busy_ms=max(self._busy_ms, 5000))
        library.on_damage = self.on_damage
        return library

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent view of the library; any number of queries run against the same snapshot."""
        if self._driver.in_transaction:
            yield self._reader
            return
        with self._transaction("BEGIN"):
            yield self._reader

    @contextmanager
    def write(self) -> "Iterator[Connection]":
        """A write transaction: commits on leaving, rolls back on any exception, also one of the commit itself.

        Raises LibraryBusyError if another program holds the lock for longer than ``busy_ms``, and LibraryError if
        the file was moved away meanwhile.
        """
        if self._driver.in_transaction:
            raise RuntimeError("a write transaction cannot begin inside another transaction")
        self._refuse_moved()
        self._reader.memory = None  # what is read between two writes is true for that moment alone
        try:
            with self._transaction("BEGIN IMMEDIATE"):
                refuse_other_log(self.path, self._log)
                # Undo replays children and parents in the order of the journal, not of the keys.
                self._driver.execute("PRAGMA defer_foreign_keys = ON")
                yield self._core()
        finally:
            self._reader.memory = {}

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._telling_damage(), sql_translated(self.path, reading=begin == "BEGIN"):
            try:
                self._driver.execute(begin)
                yield
                self._driver.commit()
            finally:
                # SQLAlchemy begins nothing here by itself, but must be told that what it worked in has ended.
                if self._opened_core is not None and self._opened_core.in_transaction():
                    with contextlib.suppress(Exception):
                        self._opened_core.rollback()
                if self._driver.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._driver.rollback()

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        try:
            yield
        except DamagedError as error:
            if self.on_damage is not None:
                self.on_damage(str(error))
            raise

    def _refuse_moved(self) -> None:
        with translated(self.path):
            refuse_moved(self.path, self._file)

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Copies all that this connection reads into another database, over what is there. Raises sqlite3.Error.

        It works as long as the file is open, also where its name has gone.
        """
        copy_pages(self._driver, target, self.path)

    def fold_log(self) -> None:
        """Writes what lies in the write-ahead log into the file and empties the log, where nobody is in the way."""
        with contextlib.suppress(sqlite3.Error):
            self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def data_version(self) -> int:
        """``PRAGMA data_version``: another value than last time means that another connection has committed."""
        with sql_translated(self.path, reading=True):
            return pragma(self._driver, "data_version")

    def problems(self, *, quick: bool) -> list[str]:
        """What SQLite's own examination of the file finds, damage included: an empty list if all is well.

        Raises LibraryBusyError if another program holds the file.
        """
        try:
            found = self._examine("quick_check" if quick else "integrity_check")
            if not quick:
                found += self._examine_search_index()
                found += self._examine_files()
        except LibraryBusyError:
            raise
        except LibraryError as error:
            return [str(error)]
        return found

    def _examine(self, check: str) -> list[str]:
        with self.read() as reader:
            found = [str(row[0]) for row in reader.rows(f"PRAGMA {check}") if row[0] != "ok"]
            found += [
                tr("row {row} of {table} points at a missing {parent}", row=rowid, table=table, parent=parent)
                for table, rowid, parent, _ in reader.rows("PRAGMA foreign_key_check")
            ]
        return found

    def _examine_search_index(self) -> list[str]:
        from planner.storage.search_index import is_whole, stale_entries

        with self.read() as reader:
            stale = stale_entries(reader)
        found = [tr("the search index has not followed activity {id}", id=activity) for activity in stale[:20]]
        if os.access(self.path, os.W_OK):
            with self.write() as connection:  # FTS5 takes its own examination for a write
                if not is_whole(connection):
                    found.append(tr("the search index is damaged"))
        return found

    def _examine_files(self) -> list[str]:
        from planner.storage.blobs import problems

        with self.read() as reader:
            return problems(reader)

    def close(self) -> None:
        """Closes the connection; the last one to close folds the write-ahead log into the one file."""
        if self._opened_core is not None:
            with contextlib.suppress(sqlite3.Error):
                self._opened_core.close()
        with contextlib.suppress(sqlite3.Error):
            self._driver.close()


def _refuse_older(path: Path, version: int) -> None:
    if version < SCHEMA_VERSION:
        raise LibraryError(tr("“{path}” is of an older format and must be migrated before use.", path=path))


def create_library(path: Path, fill: "Callable[[Connection], None] | None" = None) -> None:
    """Makes a library at ``path``, whole or not at all, readable by its owner only; ``fill`` writes its first rows.

    Raises LibraryError if something is there already or the place cannot be written.
    """
    from planner.storage.schema import create_tables
    from planner.storage.search_index import create_search_index

    with translated(path):
        refuse_taken(path)
        with draft_beside(path) as draft:
            with whole_write(connect(draft, 5000)) as connection:
                create_tables(connection)
                create_search_index(connection)
                mark_version(connection, SCHEMA_VERSION)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                if fill is not None:
                    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                    fill(connection)
            publish(draft, path)


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """An empty private file in the folder of ``path`` to build its content in; it and its companions go at the end."""
    _sweep(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=_DRAFT, suffix=".part", dir=path.parent)
    os.close(descriptor)  # SQLite gives the files beside a database the mode of the database itself
    draft = Path(name)
    try:
        yield draft
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Removes the drafts that programs left here which were killed more than a day ago."""
    for draft in folder.glob(f"{_DRAFT}*.part*"):
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < time.time() - 86_400:
                draft.unlink()


def publish(draft: Path, path: Path) -> None:
    """Gives a finished draft the name ``path`` durably; never in place of a file. Raises LibraryError or OSError."""
    try:
        os.link(draft, path)  # unlike a rename, this never replaces a file that appeared meanwhile
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise _exists(path) from None
        draft.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a new name in ``folder`` durable, where the system can."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # some network file systems refuse; the content itself is safe already
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def refuse_taken(path: Path) -> None:
    """Raises LibraryError unless a new library can come to be at ``path``: nothing is there, nor left of an old one."""
    refuse_folder(path)
    if path.exists() or path.is_symlink():
        raise _exists(path)
    refuse_leftovers(path)


def _exists(path: Path) -> LibraryError:
    return LibraryError(tr("“{path}” exists already; it was left untouched. Choose another name.", path=path))


def mark_version(connection: "Connection", version: int) -> None:
    """Writes the schema version where SQLite keeps it and where Alembic looks for it."""
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{version:04d}",))
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
