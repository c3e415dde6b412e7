"""One library file: creating, recognising and opening it, and the read and write transactions on it."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.faults import describe_os_error, translated
from planner.storage.schema import APPLICATION_ID, SCHEMA_VERSION

_HEADER_SIZE: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"


class FileMarks:
    """What the first 100 bytes of a file say: whether it is a library, and of which schema version.

    The offsets are those of the SQLite file format, section 1.3: 60 for ``user_version``, 68 for
    ``application_id``, both big-endian.
    """

    def __init__(self, path: Path) -> None:
        """Reads the header without opening a database connection. Raises LibraryError if ``path`` is no library."""
        try:
            if path.is_dir():
                raise LibraryError(tr("“{path}” is a folder. Name a plan file in it.", path=path))
            if not path.exists():
                if not path.parent.is_dir():
                    raise LibraryError(
                        tr("There is no folder “{folder}”. Make it first, or choose another place.", folder=path.parent)
                    )
                raise LibraryError(tr("There is no plan file “{path}”. Make one with “planner new”.", path=path))
            with path.open("rb") as file:
                header = file.read(_HEADER_SIZE)
        except OSError as error:
            raise describe_os_error(path, error) from error
        if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
            raise LibraryError(tr("“{path}” is not a plan file; it was left untouched. Choose another file.", path=path))
        if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
            raise LibraryError(
                tr("“{path}” belongs to another program; it was left untouched. Choose another file.", path=path)
            )
        self.schema_version = int.from_bytes(header[60:64], "big")


def refuse_newer(path: Path, version: int) -> None:
    """Raises LibraryError if ``version`` is of a newer program than this one."""
    if version > SCHEMA_VERSION:
        raise LibraryError(
            tr(
                "“{path}” was written by a newer Planner (format {found}, this one knows {known}); it was left"
                " untouched. Install the newer version.",
                path=path,
                found=version,
                known=SCHEMA_VERSION,
            )
        )


def connect(path: Path, busy_ms: int) -> sqlite3.Connection:
    """A driver connection with the settings that every connection to a library has."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # A NORMAL temp store would put sort files on a disk that may be full.
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def engine_on(connection: sqlite3.Connection) -> Engine:
    """An engine that uses just this one driver connection."""
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, query_cache_size=500)


class Library:
    """An open library file: one connection for one thread.

    ``busy_ms`` is how long a statement waits for the lock of another program before it gives up.
    """

    def __init__(self, path: Path, busy_ms: int) -> None:
        self.path = path
        self._busy_ms = busy_ms
        self._writing = False
        with translated(path):
            self._driver = connect(path, busy_ms)
        self._engine = engine_on(self._driver)
        event.listen(self._engine, "begin", self._begin)
        self._connection = self._engine.connect()

    @classmethod
    def open(cls, path: Path, *, busy_ms: int = 5000) -> Self:
        """Opens an existing library of the newest schema version.

        Raises LibraryError for anything that is not such a file; an older one must be migrated first
        (:func:`planner.storage.migrate.migrate`).
        """
        refuse_newer(path, FileMarks(path).schema_version)
        library = cls(path, busy_ms)
        try:
            with translated(path):
                version = int(library._driver.execute("PRAGMA user_version").fetchone()[0])
            # The header on disk lags behind while a newer program's changes still lie in the write-ahead log.
            refuse_newer(path, version)
            if version < SCHEMA_VERSION:
                raise LibraryError(tr("“{path}” is of an older format and must be migrated before use.", path=path))
        except BaseException:
            library.close()
            raise
        return library

    def sibling(self) -> "Library":
        """A second connection to the same file, for a worker thread."""
        return Library.open(self.path, busy_ms=max(self._busy_ms, 5000))

    def _begin(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writing else "BEGIN")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the library; any number of queries run against the same snapshot."""
        if self._connection.in_transaction():
            yield self._connection
            return
        with translated(self.path), self._connection.begin():
            yield self._connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A write transaction: commits on leaving, rolls back on any exception.

        Raises LibraryBusyError if another program holds the lock for longer than ``busy_ms``.
        """
        if self._connection.in_transaction():
            raise RuntimeError("a write transaction cannot begin inside another transaction")
        self._writing = True
        try:
            with translated(self.path), self._connection.begin():
                self._writing = False
                # Undo replays children and parents in the order of the journal, not of the keys.
                self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                yield self._connection
        finally:
            self._writing = False

    def data_version(self) -> int:
        """``PRAGMA data_version``: another value than last time means that another connection has committed."""
        with translated(self.path):
            return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def problems(self, *, quick: bool) -> list[str]:
        """What SQLite's own examination of the file finds: an empty list if all is well."""
        with self.read() as connection:
            rows = connection.exec_driver_sql(f"PRAGMA {'quick_check' if quick else 'integrity_check'}").all()
            found = [str(row[0]) for row in rows if row[0] != "ok"]
            for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                found.append(
                    tr("row {row} of {table} points at a missing {parent}", row=rowid, table=table, parent=parent)
                )
        if not quick:
            try:
                with self.write() as connection:  # FTS5 takes its own examination for a write
                    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 0)")
            except LibraryError as error:
                found.append(tr("the search index is not whole: {reason}", reason=error))
        return found

    def close(self) -> None:
        """Closes the connection; the last one to close folds the write-ahead log into the one file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        self._engine.dispose()
        with contextlib.suppress(sqlite3.Error):
            self._driver.close()


def create_library(path: Path) -> None:
    """Makes an empty library at ``path``, whole or not at all, readable by its owner only.

    Raises LibraryError if something is there already or the place cannot be written.
    """
    from planner.storage.schema import metadata
    from planner.storage.search_index import create_search_index

    if path.is_dir():
        raise LibraryError(tr("“{path}” is a folder. Name a plan file in it.", path=path))
    if path.exists():
        raise LibraryError(tr("“{path}” exists already; it was left untouched. Choose another name.", path=path))
    if not path.parent.is_dir():
        raise LibraryError(
            tr("There is no folder “{folder}”. Make it first, or choose another place.", folder=path.parent)
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with translated(path):
            # SQLite gives the files beside a database the mode of the database itself.
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            driver = connect(draft, 5000)
            engine = engine_on(driver)
            try:
                event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
                with engine.begin() as connection:
                    metadata.create_all(connection)
                    create_search_index(connection)
                    mark_version(connection, SCHEMA_VERSION)
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            finally:
                engine.dispose()
                driver.close()
            try:
                os.link(draft, path)  # unlike a rename, this never replaces a file that appeared meanwhile
            except FileExistsError:
                raise LibraryError(
                    tr("“{path}” exists already; it was left untouched. Choose another name.", path=path)
                ) from None
            except OSError:  # a file system without hard links
                draft.rename(path)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def mark_version(connection: Connection, version: int) -> None:
    """Writes the schema version where SQLite keeps it and where Alembic looks for it."""
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{version:04d}')")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
