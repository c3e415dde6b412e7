"""Verified copies of a library, made with SQLite's backup API: daily, before migrations, imports and restores."""

import contextlib
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.faults import translated
from planner.storage.library import FileMarks, refuse_newer

DAILY: Final = "daily"
KEEP_EVENTS: Final = 5
"""How many copies made before a migration, an import or a restore are kept of each sort."""

_NAME: Final = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)-(?P<reason>[a-z-]+?)(?:-\d+)?\.db")


class Backup(NamedTuple):
    """A copy in the backup folder: when (UTC) and why it was made."""

    path: Path
    made_at: datetime
    reason: str


def folder_for(root: Path, library: Path) -> Path:
    """The folder below ``root`` that holds the copies of ``library``; two files of one name do not share it."""
    whole = str(library.resolve())
    return root / f"{library.stem}-{hashlib.sha256(whole.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def list_backups(folder: Path) -> list[Backup]:
    """The copies in ``folder``, newest first; other files are ignored."""
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                made_at = datetime.strptime(match["stamp"] + "+0000", "%Y%m%dT%H%M%SZ%z")
                found.append(Backup(path, made_at, match["reason"]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def verify(path: Path) -> None:
    """Raises LibraryError unless ``path`` is a library that SQLite finds whole."""
    refuse_newer(path, FileMarks(path).schema_version)
    with translated(path), contextlib.closing(_open_copy(path)) as copy:
        rows = copy.execute("PRAGMA quick_check").fetchall()
    if [row[0] for row in rows] != ["ok"]:
        raise LibraryError(tr("“{path}” is damaged: {reason}. Choose another backup.", path=path, reason=rows[0][0]))


def _open_copy(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def copy_to(library: Path, target: Path) -> None:
    """Copies ``library`` to the new file ``target``, verified; nothing is left behind if that fails.

    Raises LibraryError. A file at ``target`` is replaced only after the copy has been verified.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with translated(library), contextlib.closing(sqlite3.connect(library, isolation_level=None)) as source:
            with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                source.backup(copy)
                # One plain file: a copy in write-ahead mode would grow companions when it is looked at.
                copy.execute("PRAGMA journal_mode = DELETE")
        verify(draft)
        with translated(target):
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(target)
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def back_up(library: Path, folder: Path, now: str, *, reason: str) -> Path:
    """Makes a verified copy in ``folder`` named after the instant ``now`` and ``reason``, then rotates.

    Raises LibraryError if the copy cannot be made; older copies are then untouched.
    """
    stamp = now.replace("-", "").replace(":", "")
    target = folder / f"{stamp}-{reason}.db"
    number = 2
    while target.exists():
        target = folder / f"{stamp}-{reason}-{number}.db"
        number += 1
    copy_to(library, target)
    for path in superseded(list_backups(folder)):
        with contextlib.suppress(OSError):
            path.unlink()
    return target


def daily_is_due(folder: Path, today: date) -> bool:
    """Whether no daily copy of ``today`` (UTC) exists yet."""
    return not any(backup.reason == DAILY and backup.made_at.date() == today for backup in list_backups(folder))


def superseded(backups: Iterable[Backup]) -> list[Path]:
    """The copies that the rotation lets go: daily ones beyond 7 days, 4 weeks and 12 months, others beyond 5."""
    ordered = sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)
    kept: set[Path] = set()
    daily = [backup for backup in ordered if backup.reason == DAILY]
    for limit, period in ((7, "%Y-%j"), (4, "%G-%V"), (12, "%Y-%m")):
        seen: set[str] = set()
        for backup in daily:
            name = backup.made_at.strftime(period)
            if name not in seen and len(seen) < limit:
                seen.add(name)
                kept.add(backup.path)
    for reason in {backup.reason for backup in ordered} - {DAILY}:
        kept.update(backup.path for backup in [b for b in ordered if b.reason == reason][:KEEP_EVENTS])
    return [backup.path for backup in ordered if backup.path not in kept]


def restore_into(library: Path, copy: Path) -> None:
    """Writes ``copy`` over the content of ``library`` through the backup API, under the library's own lock.

    The file is never swapped, so that programs that have it open see the restored rows. Raises LibraryError, with
    the library as it was, if the copy is not whole or the library is in use.
    """
    verify(copy)
    with translated(library):
        with contextlib.closing(_open_copy(copy)) as source:
            with contextlib.closing(sqlite3.connect(library, isolation_level=None, timeout=5)) as target:
                target.execute("PRAGMA synchronous = FULL")
                # A lock held by another writer shows here, before the first page is copied.
                target.execute("BEGIN IMMEDIATE")
                target.execute("ROLLBACK")
                source.backup(target)
                target.execute("PRAGMA journal_mode = WAL")
    if FileMarks(library).schema_version != FileMarks(copy).schema_version:
        with translated(library), contextlib.closing(sqlite3.connect(library)) as target:
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
