"""A backup in place of a plan: prepared beside it, with what calendar programs know, and then written in one step."""

import logging
import os
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.settings import SettingsFile
from planner.config.text import tr
from planner.domain.dates import format_instant
from planner.domain.errors import LibraryBusyError, LibraryError
from planner.services import damaged_log
from planner.services.clock import Clock
from planner.services.libraries import BUSY_MS, backup_folder
from planner.storage import backup, ledger
from planner.storage.connection import FileMarks, connect
from planner.storage.faults import DamagedError, translated
from planner.storage.ledger import Entry
from planner.storage.library import Library, whole_write

_TRIES: Final = 5
"""How often the plan is backed up anew because somebody wrote to it meanwhile."""

_log = logging.getLogger(__name__)


class _Exported(NamedTuple):
    """What calendar files said of a library that is about to be replaced: its uid, highest SEQUENCE and lines."""

    uid: str | None = None
    highest: int = 0
    lines: tuple[Entry, ...] = ()


def restored(path: Path, copy: Path, clock: Clock, *, rescue: bool) -> Path | None:
    """As :func:`planner.services.libraries.restore`, which is how others call it."""
    backup.verify(copy)
    if path.exists() and path.samefile(copy):
        raise LibraryError(tr("“{path}” is the plan file itself. Choose a backup to restore.", path=copy))
    if not path.exists():
        backup.restore_as_new(path, copy, partial(_bring_along, path, _Exported()))
        return None
    lost = damaged_log.examined(path, clock)
    if lost is not None:
        _log.info("Before the restore: %s", lost)
    for _ in range(_TRIES):
        try:
            exported = _exported_from(path)
            before = backup.back_up(path, backup_folder(path), format_instant(clock.now()), reason="before-restore")
        except LibraryError as error:
            if not isinstance(error, DamagedError) and not (rescue and _has_no_marks(path)):
                raise
            _log.info("What is at %s cannot be backed up (%s); it is kept as it is", path, error)
            return _replaced(path, copy, clock)
        try:
            backup.restore_into(path, copy, finish=partial(_bring_along, path, exported), backed_up=before)
        except backup.ChangedError as error:
            _log.info("%s", error)
            before.unlink(missing_ok=True)  # a newer one takes its place
        else:
            return before
    raise LibraryBusyError(
        tr("Another program keeps changing “{path}”; nothing was restored. Close it, and restore again.", path=path)
    )


def _replaced(path: Path, copy: Path, clock: Clock) -> Path:
    """Puts the copy in the place of a ruin; gives where that is kept."""
    stamp = format_instant(clock.now()).replace("-", "").replace(":", "")
    aside = backup_folder(path) / f"{stamp}-damaged-{os.getpid()}.file"
    backup.replace_damaged(path, copy, aside, partial(_bring_along, path, _Exported()))
    return aside


def _bring_along(path: Path, exported: _Exported, draft: Path) -> None:
    """Lets what is about to be the library at ``path`` know what calendar files have said of that since."""
    settings = SettingsFile().read()
    with translated(path), whole_write(connect(draft, BUSY_MS)) as connection:
        uid = ledger.name_library(connection)
        seen = settings.highest_sequence.get(uid, 0)
        if ledger.newest_step(connection) < settings.newest_step.get(uid, 0):
            ledger.raise_newest_step(connection, settings.newest_step[uid])
        if uid == exported.uid:
            ledger.keep_exported(connection, exported.lines)
        ledger.raise_above(connection, max(seen, exported.highest, ledger.highest_sequence(connection)))


def _has_no_marks(path: Path) -> bool:
    try:
        FileMarks(path)
    except LibraryError:
        return path.is_file()
    return False


def _exported_from(path: Path) -> _Exported:
    if FileMarks(path).schema_version == 0:
        return _Exported()
    library = Library(path, BUSY_MS)
    try:
        with library.read() as reader:
            return _Exported(
                ledger.library_uid(reader.core),
                ledger.highest_sequence(reader.core),
                tuple(ledger.exported_entries(reader.core)),
            )
    finally:
        library.close()
