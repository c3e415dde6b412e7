"""Verified copies of a library, made with SQLite's backup API: daily, before migrations, imports and restores."""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.files import make_private_folder
from planner.config.settings import SettingsFile
from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.connection import (
    FileMarks,
    copy_pages,
    is_plan_file,
    open_file,
    pragma,
    refuse_folder,
    refuse_itself,
    refuse_leftovers,
    refuse_newer,
)
from planner.storage.faults import DamagedError, damaged, translated
from planner.storage.library import draft_beside, publish, sync_folder
from planner.storage.stored import LIBRARY_UID
from planner.storage.upgrade import upgrade_file

DAILY: Final = "daily"
KEEP_EVENTS: Final = 5
"""How many copies made before a migration, an import or a restore are kept of each sort."""

BUSY_MS: Final = 5000
"""How long a copy waits for the lock of another program."""

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
    """Raises LibraryError unless ``path`` is a library of this or an older program that SQLite finds whole."""
    verify_as(path, path)


def verify_as(path: Path, named: Path) -> None:
    """As :func:`verify`, of a file that is to be called ``named`` in what is said of it."""
    refuse_newer(named, FileMarks(path).schema_version)
    with translated(named), contextlib.closing(open_file(path, BUSY_MS)) as copy:
        refuse_newer(named, pragma(copy, "user_version"))
        found = [str(row[0]) for row in copy.execute("PRAGMA quick_check")]
    if found != ["ok"]:
        reason = found[0].replace("\n", " ").removesuffix(".")
        raise DamagedError(tr("“{path}” is damaged: {reason}. Choose another backup.", path=named, reason=reason))


def copy_to(library: Path, target: Path) -> None:
    """Copies ``library`` to the file ``target``, verified; nothing is left behind if that fails.

    An earlier copy of the library at ``target`` is replaced only after the new one has been verified. Raises
    LibraryError, also if ``target`` is the library itself, in use, or anything else that would be lost.
    """
    with translated(target):
        refuse_itself(target, library)
        place = target.resolve()  # a link keeps pointing where it did
        refuse_leftovers(place)
        _refuse_other(place, target, library)
        with draft_beside(place) as draft:
            _fill(draft, library)
            verify_as(draft, library)
            draft.replace(place)
            sync_folder(place.parent)


def _refuse_other(place: Path, named: Path, library: Path) -> None:
    """Raises LibraryError unless ``place`` is free, empty, or holds an earlier copy of ``library``.

    A later one is that of another computer, or of before an old file was put back: what came since is in it alone.
    """
    if not place.exists() or (place.is_file() and place.stat().st_size == 0):
        return
    if is_plan_file(place):
        uid = _uid_of(place)
        if uid is not None and uid == _uid_of(library):
            if _counter_of(place) > _counter_of(library):
                raise LibraryError(
                    tr("“{path}” is a newer copy of this plan; it was left untouched. Choose another name.", path=named)
                )
            return
        raise LibraryError(tr("“{path}” is another plan; it was left untouched. Choose another name.", path=named))
    raise LibraryError(tr("“{path}” is no copy of this plan; it was left untouched. Choose another name.", path=named))


def _uid_of(path: Path) -> str | None:
    """What tells the library at ``path`` from others, or None where that cannot be told."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(open_file(path, BUSY_MS)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE key = ?", (LIBRARY_UID,)).fetchone()
        return None if row is None else str(row[0])
    return None


def _counter_of(path: Path) -> int:
    with contextlib.closing(open_file(path, BUSY_MS)) as connection:
        return _counter(connection)


def _fill(draft: Path, library: Path) -> None:
    """Copies ``library`` into ``draft`` as one plain file, on disk."""
    refuse_newer(library, FileMarks(library).schema_version)
    with translated(library):
        source = open_file(library, BUSY_MS)
    with contextlib.closing(source), contextlib.closing(open_file(draft, BUSY_MS)) as copy:
        try:
            copy_pages(source, copy, library)
            # A copy in write-ahead mode would grow companions when it is looked at.
            copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise damaged(library, reading=True) from error  # the source is, whichever file the caller speaks of
            raise
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def back_up(library: Path, folder: Path, now: str, *, reason: str) -> Path:
    """Makes a verified copy in ``folder`` named after the instant ``now`` and ``reason``, then rotates.

    Raises LibraryError if the copy cannot be made; older copies are then untouched.
    """
    stamp = now.replace("-", "").replace(":", "")
    with translated(folder):
        make_private_folder(folder)
        target = folder / f"{stamp}-{reason}.db"
        number = 2
        while target.exists():
            target = folder / f"{stamp}-{reason}-{number}.db"
            number += 1
    copy_to(library, target)
    settings = SettingsFile().read()
    spans = (settings.backup_days, settings.backup_weeks, settings.backup_months)
    for path in superseded(list_backups(folder), spans):
        if path != target:  # whatever a clock that was set back says of its age
            with contextlib.suppress(OSError):
                path.unlink()
    return target


def daily_is_due(folder: Path, today: date) -> bool:
    """Whether no daily copy of ``today`` (UTC) exists yet."""
    return not any(backup.reason == DAILY and backup.made_at.date() == today for backup in list_backups(folder))


def superseded(backups: Iterable[Backup], spans: tuple[int, int, int] = (7, 4, 12)) -> list[Path]:
    """The copies that the rotation lets go: daily ones beyond so many days, weeks and months, others beyond 5."""
    ordered = sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)
    kept: set[Path] = set()
    daily = [backup for backup in ordered if backup.reason == DAILY]
    for limit, period in zip(spans, ("%Y-%j", "%G-%V", "%Y-%m"), strict=True):
        seen: set[str] = set()
        for backup in daily:
            name = backup.made_at.strftime(period)
            if name not in seen and len(seen) < limit:
                seen.add(name)
                kept.add(backup.path)
    for reason in {backup.reason for backup in ordered} - {DAILY}:
        kept.update(backup.path for backup in [b for b in ordered if b.reason == reason][:KEEP_EVENTS])
    return [backup.path for backup in ordered if backup.path not in kept]


class ChangedError(LibraryError):
    """Somebody wrote to a library after it was backed up and before it was replaced: that would be lost."""


def restore_as_new(library: Path, copy: Path, finish: Callable[[Path], object] = bool) -> None:
    """Makes a library of ``copy`` where none is, whole or not at all. Raises LibraryError.

    ``finish`` is as in :func:`restore_into`.
    """
    verify(copy)
    with translated(library):
        refuse_folder(library)
        refuse_leftovers(library)
        with draft_beside(library) as draft:
            _prepare(draft, copy, finish)
            publish(draft, library)


def _prepare(draft: Path, copy: Path, finish: Callable[[Path], object]) -> None:
    """Makes ``draft`` a plain file with the content of ``copy`` in the newest format, ready to be used."""
    _fill(draft, copy)
    upgrade_file(draft, named=copy)
    finish(draft)
    with contextlib.closing(open_file(draft, BUSY_MS)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    with draft.open("rb") as written:
        os.fsync(written.fileno())


def restore_into(
    library: Path, copy: Path, finish: Callable[[Path], object] = bool, backed_up: Path | None = None
) -> None:
    """Writes ``copy`` over the content of ``library`` through the backup API, under the library's own lock.

    The file is never swapped, so that programs that have it open see the restored rows. A copy of an older format is
    brought to the newest one first, aside: other programs never see the old one. There ``finish`` is called, too, with
    the file that is about to be written, for what has to change along with the rows. Raises :class:`ChangedError` if
    the library is no longer as it was ``backed_up``, and LibraryError if the copy is not whole, the library is in use,
    or is none; the library is as it was then.
    """
    refuse_newer(library, FileMarks(library).schema_version)
    verify(copy)
    with translated(library):
        if copy.samefile(library):
            raise LibraryError(tr("“{path}” is the plan file itself. Choose a backup to restore.", path=copy))
        with draft_beside(library) as draft:
            _fill(draft, copy)
            _fit(draft, library)
            upgrade_file(draft, named=copy)
            finish(draft)
            with (
                contextlib.closing(open_file(draft, BUSY_MS)) as source,
                contextlib.closing(open_file(library, BUSY_MS)) as target,
            ):
                raise_counter(source, above=_counter(target))
                copy_pages(source, target, library, lambda: _refuse_changed(library, backed_up))


def replace_damaged(library: Path, copy: Path, aside: Path, finish: Callable[[Path], object] = bool) -> None:
    """Puts ``copy`` in place of a file that was a library and no longer opens; what was there is kept at ``aside``.

    ``finish`` is as in :func:`restore_into`. Raises LibraryError with everything as it was, such as when the disk is
    full.
    """
    verify(copy)
    with translated(library), draft_beside(library) as draft:
        _prepare(draft, copy, finish)
        with contextlib.closing(open_file(draft, BUSY_MS)) as source:
            raise_counter(source, above=0)
        with translated(aside):
            make_private_folder(aside.parent)
            keep_aside(library, aside)
        for suffix in ("-wal", "-shm", "-journal"):
            # What belongs to the damaged file must not be played into the new one.
            library.with_name(library.name + suffix).unlink(missing_ok=True)
        draft.replace(library)
        sync_folder(library.parent)


def keep_aside(library: Path, aside: Path) -> None:
    """Copies a file and its companions byte by byte, durably and for the owner alone; all or none of them."""
    kept: list[Path] = []
    try:
        for suffix in ("", "-wal", "-journal"):
            source, target = library.with_name(library.name + suffix), aside.with_name(aside.name + suffix)
            if source.exists():
                os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                kept.append(target)
                with source.open("rb") as from_file, target.open("wb") as to_file:
                    shutil.copyfileobj(from_file, to_file)
                    to_file.flush()
                    os.fsync(to_file.fileno())
    except BaseException:
        for target in kept:
            with contextlib.suppress(OSError):
                target.unlink()
        raise


def _refuse_changed(library: Path, backed_up: Path | None) -> None:
    """To be called under the lock of the library. Raises ChangedError if steps came since it was backed up."""
    if backed_up is None:
        return
    with (
        contextlib.closing(open_file(library, BUSY_MS)) as now,
        contextlib.closing(open_file(backed_up, BUSY_MS, unchanging=True)) as then,
    ):
        if _counter(now) != _counter(then):
            raise ChangedError(tr("“{path}” was changed after it was backed up; nothing was restored.", path=library))


def _fit(draft: Path, library: Path) -> None:
    """Gives ``draft`` the page size of ``library``: in write-ahead mode, SQLite copies over pages of one size only."""
    with (
        contextlib.closing(open_file(draft, BUSY_MS)) as copy,
        contextlib.closing(open_file(library, BUSY_MS)) as target,
    ):
        size = pragma(target, "page_size")
        if size != pragma(copy, "page_size"):
            copy.execute(f"PRAGMA page_size = {size}")
            copy.execute("VACUUM")


def _counter(connection: sqlite3.Connection) -> int:
    """The journal's counter; 0 where damage hides it."""
    with contextlib.suppress(sqlite3.DatabaseError):
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal_step'").fetchone()
        return int(row[0]) if row else 0
    return 0


def raise_counter(connection: sqlite3.Connection, *, above: int) -> None:
    """Lets the journal's counter leap over ``above``, so that every program that looks on takes all rows as changed."""
    leap = max(above, _counter(connection)) + 1_000_000
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'journal_step'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('journal_step', ?)", (leap,))
