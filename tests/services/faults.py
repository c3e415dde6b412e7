"""Ways in which a library cannot be written, each to be brought about and mended under an open plan."""

import contextlib
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.services.planner import Planner

#: Brings a fault about for as long as it is entered.
Fault = Callable[[Planner], contextlib.AbstractContextManager[None]]


@contextmanager
def limited_files(path: Path) -> Iterator[None]:
    """No file of this process grows beyond the size that ``path`` has, as a disk that refuses to write."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size if path.exists() else 0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def broken_disk(planner: Planner) -> Iterator[None]:
    """Writing to the log is refused by the system."""
    with limited_files(planner.path.with_name(planner.path.name + "-wal")):
        yield


@contextmanager
def read_only(planner: Planner) -> Iterator[None]:
    """The open file may be read only. Permissions do not bind root, who may run the tests."""
    driver = planner.library._driver
    driver.execute("PRAGMA query_only = ON")
    yield
    driver.execute("PRAGMA query_only = OFF")


@contextmanager
def locked(planner: Planner) -> Iterator[None]:
    """Another program writes and does not come to an end."""
    with contextlib.closing(sqlite3.connect(planner.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def moved_folder(planner: Planner) -> Iterator[None]:
    """The folder has another name, as where a disk was unmounted and mounted again."""
    folder = planner.path.parent
    away = folder.with_name(folder.name + "-away")
    folder.rename(away)
    yield
    away.rename(folder)


FAULTS: dict[str, tuple[Fault, str]] = {
    "broken": (broken_disk, "cannot be read or written by the system"),
    "read-only": (read_only, "is read-only"),
    "locked": (locked, "is in use by another program"),
    "moved": (moved_folder, "was moved, replaced or deleted"),
}
