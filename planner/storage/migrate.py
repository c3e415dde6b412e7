"""Brings an older library to the newest schema, after a verified backup."""

import contextlib
from pathlib import Path

from planner.storage.backup import back_up
from planner.storage.connection import SCHEMA_VERSION, FileMarks, open_file, pragma, refuse_newer
from planner.storage.faults import translated
from planner.storage.upgrade import BUSY_MS, upgrade_file


def needs_migration(path: Path) -> bool:
    """Whether ``path`` is a library of an older schema. Raises LibraryError if it is no library or a newer one."""
    version = FileMarks(path).schema_version
    refuse_newer(path, version)
    if version == SCHEMA_VERSION:
        return False
    # The header lags behind while the change of a migration that was killed after its commit lies in the log.
    with translated(path), contextlib.closing(open_file(path, BUSY_MS)) as driver:
        version = pragma(driver, "user_version")
    refuse_newer(path, version)
    return version < SCHEMA_VERSION


def migrate(path: Path, backups: Path, now: str, *, target: int = SCHEMA_VERSION) -> Path:
    """Migrates ``path`` up to ``target`` in one transaction, after a verified backup; gives the backup's path.

    The journal is emptied, since its images are of the old schema: the backup is the way back. Raises
    LibraryError, with the file as it was, if anything fails.
    """
    copy = back_up(path, backups, now, reason="before-migration")
    upgrade_file(path, named=path, target=target)
    return copy
