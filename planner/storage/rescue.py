"""Copies of a library made through its open connection: that still reads where the file's name or folder has gone."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planner.storage.backup import verify_as
from planner.storage.connection import open_file
from planner.storage.faults import translated
from planner.storage.library import Library, draft_beside, publish, refuse_taken

_BUSY_MS: Final = 5000


class _InMemory(Library):
    """A library that lies in no file, for trying things out."""

    def __init__(self, original: Library) -> None:
        driver = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            original.copy_into(driver)
            driver.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            driver.close()
            raise
        self._take(original.path, driver, _BUSY_MS)

    def _refuse_moved(self) -> None:
        """Nobody moves it."""


@contextmanager
def copy_in_memory(library: Library) -> Iterator[Library]:
    """A copy of an open library that is gone at the end. Raises LibraryError where it cannot be read."""
    with translated(library.path):
        copy = _InMemory(library)
    try:
        yield copy
    finally:
        copy.close()


@contextmanager
def copy_open(library: Library, target: Path) -> Iterator[Library]:
    """A copy of an open library, to be changed before it becomes the file ``target``: verified, or not there at all.

    Raises LibraryError if something is at ``target`` already, it cannot be written, or the library cannot be read.
    """
    with translated(target):
        refuse_taken(target)
        with draft_beside(target) as draft:
            with contextlib.closing(open_file(draft, _BUSY_MS)) as file, translated(library.path):
                library.copy_into(file)
            copy = Library.open(draft, busy_ms=_BUSY_MS)
            try:
                yield copy
            finally:
                copy.close()
            with contextlib.closing(open_file(draft, _BUSY_MS)) as file:
                file.execute("PRAGMA journal_mode = DELETE")  # one plain file
            verify_as(draft, target)
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            publish(draft, target)
