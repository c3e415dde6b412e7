"""How this program opens a database file, and what a file says of itself before it is used as a library.

Every connection of the program is opened here, for a reason: on POSIX systems, closing *any* descriptor of a file drops
all locks that the process holds on it (SQLite, "How To Corrupt An SQLite Database File", section 2.2). A look at the
header of a library that is open in this process would let another program believe that it is the last user, and delete
the write-ahead log under our hands, with what was saved to it. So the open files are counted, and one that is open
is never opened again by other means.
"""

import os
import sqlite3
import stat
import struct
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.faults import DamagedError, busy, translated

APPLICATION_ID: Final = 0x504C4E52
"""``PRAGMA application_id`` of every library: the ASCII letters PLNR."""

SCHEMA_VERSION: Final = 10
"""``PRAGMA user_version`` of a library of this program: the number of the newest migration."""

_HEADER_SIZE: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
_PART: Final = 16
"""How many pages a copy is made of at a time: a copy that is made whole is over before it can be asked about."""
_USERS_BYTE: Final = 128
_FLOCK: Final = "hhqqi"

FileKey = tuple[int, int]

_guard = threading.Lock()
_open_files: Counter[FileKey] = Counter()


def companions(path: Path) -> list[Path]:
    """Where SQLite keeps what is not yet in the file ``path`` itself: it is read back when that is opened next."""
    return [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]


def refuse_open(path: Path) -> None:
    """Raises LibraryError if ``path`` is a library that is open in this process, or a file beside one.

    Anything that reads a file which a person named asks here first. Raises OSError.
    """
    base = path
    for suffix in ("-wal", "-shm"):
        if path.name.endswith(suffix):
            base = path.with_name(path.name.removesuffix(suffix))
    if base.exists() and _open_files[file_key(base)]:
        raise LibraryError(
            tr("“{path}” is the plan file that is open. To copy the plan, back it up; to take its content, export it.",
               path=path)
        )  # fmt: skip


def log_key(path: Path) -> FileKey | None:
    """Which write-ahead log a library has now; None where there is none, as in a folder that cannot be written."""
    try:
        return file_key(companions(path)[0])
    except OSError:
        return None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def file_key(path: Path) -> FileKey:
    """What tells one file from another, whatever its name: device and number. Raises OSError."""
    status = path.stat()
    return status.st_dev, status.st_ino


def in_use(path: Path) -> bool:
    """Whether this or another process has the library at ``path`` open; True where that cannot be told.

    A process that does holds a lock on byte 128 of the file ``-shm`` (SQLite, ``os_unix.c``, ``UNIX_SHM_DMS``). To ask
    for a lock takes none. Raises OSError.
    """
    with _guard:
        if _open_files[file_key(path)]:
            return True
        try:
            descriptor = os.open(path.with_name(path.name + "-shm"), os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return _is_locked(descriptor, _USERS_BYTE)
        finally:
            os.close(descriptor)  # which drops all locks of this process on the file: it has none, as was asked above


def _is_locked(descriptor: int, byte: int) -> bool:
    """Whether another process has locked a byte of a file; True on systems whose ``struct flock`` is another one."""
    if not sys.platform.startswith("linux") or sys.maxsize < 2**32:
        return True
    import fcntl

    asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
    return bool(struct.unpack(_FLOCK, fcntl.fcntl(descriptor, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK)


class LibraryConnection(sqlite3.Connection):
    """A driver connection that is counted as long as it is open."""

    key: FileKey | None = None

    def close(self) -> None:
        """Closes the connection; closing twice is no error."""
        super().close()
        with _guard:
            if self.key is not None:
                _open_files[self.key] -= 1
                self.key = None


def open_file(path: Path, busy_ms: int, *, unchanging: bool = False) -> LibraryConnection:
    """A bare connection to the existing file ``path``; it never makes one. Raises sqlite3.Error or OSError.

    ``unchanging`` says that nobody writes to it: then nothing is locked, and nothing made beside it.

    Statements wait ``busy_ms`` for the lock of another program before they give up. A file that may not be written
    can be read. (Not opened as read-only in general: closing would leave empty companions behind.)
    """
    unchanging = unchanging or (not os.access(path.parent, os.W_OK) and not any(map(_size, companions(path))))
    key = file_key(path)
    with _guard:
        _open_files[key] += 1
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{'immutable=1' if unchanging else 'mode=rw'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=busy_ms / 1000,
            factory=LibraryConnection,
        )
    except BaseException:
        with _guard:
            _open_files[key] -= 1
        raise
    connection.key = key
    return connection


def connect(path: Path, busy_ms: int) -> LibraryConnection:
    """A connection with the settings that every connection to a library has. Raises sqlite3.Error or OSError."""
    connection = open_file(path, busy_ms)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # A file that is not yet in this mode and may not be written can still be read.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
        connection.execute("PRAGMA synchronous = FULL")
        # The default would put sort files on a disk that may be full.
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def copy_pages(
    source: sqlite3.Connection, target: sqlite3.Connection, path: Path, under_lock: Callable[[], object] | None = None
) -> None:
    """Copies a database over another in one transaction of SQLite's backup API.

    ``under_lock`` is called when the first pages were copied, and nobody can write to the target any more; if it raises
    that is as it was. Raises LibraryBusyError that names ``path`` if either is locked: the driver alone would wait for
    ever.
    """
    waiting = [] if under_lock is None else [under_lock]

    def go_on(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise busy(path)
        if waiting:
            waiting.pop()()

    source.backup(target, pages=-1 if under_lock is None else _PART, progress=go_on)


class FileMarks:
    """What the first 100 bytes of a file say: whether it is a library, and of which schema version.

    The offsets are those of the SQLite file format, section 1.3: 60 for ``user_version``, 68 for
    ``application_id``, both big-endian.
    """

    def __init__(self, path: Path) -> None:
        """Reads the header without opening a database connection. Raises LibraryError if ``path`` is no library."""
        with translated(path):
            application, self.schema_version = self._read(path)
        if application != APPLICATION_ID:
            raise LibraryError(
                tr("“{path}” belongs to another program; it was left untouched. Choose another file.", path=path)
            )

    @classmethod
    def _read(cls, path: Path) -> tuple[int, int]:
        refuse_missing(path)
        with _guard:
            if not _open_files[file_key(path)]:
                return cls._read_header(path)
        connection = open_file(path, 5000)
        try:
            return pragma(connection, "application_id"), pragma(connection, "user_version")
        finally:
            connection.close()

    @staticmethod
    def _read_header(path: Path) -> tuple[int, int]:
        header = b"pipe"
        if stat.S_ISREG(path.stat().st_mode):  # a pipe would never answer
            with path.open("rb") as file:
                header = file.read(_HEADER_SIZE)
        if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
            # A crash leaves files that are empty, full of zeros or cut off; anything else was never ours.
            kind = DamagedError if not header.strip(b"\0") or header.startswith(_MAGIC) else LibraryError
            raise kind(tr("“{path}” is not a plan file; it was left untouched. Choose another file.", path=path))
        return int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of a numeric PRAGMA."""
    row: tuple[Any, ...] = connection.execute(f"PRAGMA {name}").fetchone()
    return int(row[0])


def refuse_folder(path: Path) -> None:
    """Raises LibraryError if ``path`` is a folder, or the folder that should hold it does not exist."""
    if path.is_dir():
        raise LibraryError(tr("“{path}” is a folder. Name a file in it.", path=path))
    if not path.parent.is_dir():
        raise LibraryError(
            tr("There is no folder “{folder}”. Make it first, or choose another place.", folder=path.parent)
        )


def refuse_itself(path: Path, library: Path) -> None:
    """Raises LibraryError if ``path`` is a folder, in none, the library, or a file that SQLite keeps beside one."""
    refuse_folder(path)
    refuse_companion(path)
    if path.exists() and library.exists() and path.samefile(library):
        raise LibraryError(tr("“{path}” is the plan file itself. Choose another name.", path=path))


def refuse_companion(path: Path) -> None:
    """Raises LibraryError if ``path`` bears the name of a file that SQLite keeps beside a database which is there.

    What was saved last lies in it while the database is open, and afterwards SQLite deletes what has that name.
    """
    for place in (path, path.resolve()):
        for suffix in ("-wal", "-shm", "-journal"):
            base = place.with_name(place.name.removesuffix(suffix)) if place.name != suffix else place
            if base.name != place.name and base.is_file():
                raise LibraryError(
                    tr("“{path}” belongs to “{file}” and is not written to. Choose another name.",
                       path=path, file=base.name)
                )  # fmt: skip


def is_plan_file(path: Path) -> bool:
    """Whether there is a library at ``path``, of whatever version. Raises OSError."""
    if not path.is_file():
        return False
    try:
        FileMarks(path)
    except LibraryError:
        return False
    return True


def refuse_missing(path: Path) -> None:
    """Raises LibraryError if there is no file ``path``."""
    refuse_folder(path)
    if not path.exists():
        raise LibraryError(tr("There is no plan file “{path}”. Make one with “planner new”.", path=path))


def refuse_leftovers(path: Path) -> None:
    """Raises LibraryError if ``path`` is such a log, or one of an earlier database lies beside it.

    SQLite would play that into a new one.
    """
    refuse_companion(path)
    for leftover in companions(path):
        if _size(leftover):
            raise LibraryError(
                tr(
                    "“{path}” is left of an earlier file and may hold data. Move it away, or choose another name.",
                    path=leftover,
                )
            )


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


def refuse_moved(path: Path, key: FileKey) -> None:
    """Raises LibraryError if ``path`` is no longer the file ``key``: what is saved there would never be seen again."""
    try:
        here = file_key(path) == key
    except (FileNotFoundError, NotADirectoryError):
        here = False
    if not here:
        raise LibraryError(
            tr(
                "“{path}” was moved, replaced or deleted while it was open; nothing was saved. Put it back, or open it"
                " at its new place.",
                path=path,
            )
        )


def refuse_other_log(path: Path, log: FileKey | None) -> None:
    """Raises LibraryError if the write-ahead log is no longer ``log``: nobody would ever read what is written to it.

    No other program can delete the log of an open library, unless this process has lost its locks on the file.
    """
    if log is not None and log_key(path) != log:
        raise LibraryError(
            tr(
                "Another program took over “{path}” while it was open; nothing was saved. Open the file again.",
                path=path,
            )
        )
