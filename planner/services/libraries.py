"""The life of a library file: made, opened, migrated, backed up, restored and examined."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.config.paths import expanded
from planner.config.settings import SettingsFile
from planner.config.text import tr
from planner.domain.dates import format_instant
from planner.domain.errors import DamagedError, LibraryBusyError, LibraryError
from planner.services import damaged_log
from planner.services.clock import Clock, SystemClock, local_date
from planner.services.planner import Planner
from planner.storage.connection import SCHEMA_VERSION
from planner.storage.library import FileMarks, Library, create_library, refuse_newer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from planner.storage.reader import Reader

__all__ = ["BUILT_IN", "BUSY_MS", "SCHEMA_VERSION", "new_plan", "open_plan"]

BUILT_IN: Final = "ai-ml-product-leader"
"""The template that a new library is made from unless another one is named."""
TRASH_DAYS: Final = 30
"""How long what was deleted can be restored from the trash."""
BUSY_MS: Final = 5000
"""How long a command waits for the lock of another program; the window waits 250 ms."""

log = logging.getLogger(__name__)


def open_plan(
    path: Path,
    *,
    create: bool = False,
    template: str | None = BUILT_IN,
    busy_ms: int = BUSY_MS,
    clock: Clock | None = None,
) -> Planner:
    """Opens the library at ``path``, brought to the newest format first (after a backup) if it is older.

    With ``create`` a missing file is made from ``template`` (None: empty). ``Planner.trouble`` says what may be lost
    where the log beside the file was damaged. Raises LibraryError for anything that is
    not a library of this or an older program; the file is then untouched.
    """
    if create and not path.exists():
        return new_plan(path, template, busy_ms=busy_ms, clock=clock)
    clock = clock or SystemClock()
    trouble = damaged_log.examined(path, clock)
    version = FileMarks(path).schema_version
    if version != SCHEMA_VERSION:
        refuse_newer(path, version)
        _migrate_if_older(path, clock)
    planner = Planner(Library.open(path, busy_ms=busy_ms), clock)
    if trouble is not None:
        planner.trouble = trouble
        planner.library.fold_log()  # or the rest of it would be told once more after the next crash
    return planner


def new_plan(path: Path, template: str | None, *, busy_ms: int = BUSY_MS, clock: Clock | None = None) -> Planner:
    """Makes a library from a shipped template (None: empty) and opens it; there is nothing to undo in it yet.

    Raises NotFoundError for an unknown template, LibraryError if something is at ``path`` already or it cannot be
    written; nothing is left behind then, unless the disk does not even let it go, which is said.
    """
    from planner.storage import ledger
    from planner.storage.transaction import Transaction

    action = None
    if template is not None:
        from planner.exchange.template import load_template
        from planner.services.actions.templates import ApplyTemplate

        action = ApplyTemplate(load_template(template))
    clock = clock or SystemClock()
    now, today = clock.now(), local_date(clock).isoformat()

    def fill(connection: "Connection") -> None:
        ledger.name_library(connection)
        if action is not None:
            transaction = Transaction(connection, now, today)
            action.apply(transaction)
            transaction.changes()

    create_library(path, fill)  # under its name only once it is filled: an empty one would pass for the person's plan
    library: Library | None = None
    try:
        library = Library.open(path, busy_ms=busy_ms)
        return Planner(library, clock)
    except BaseException as error:
        if library is not None:
            library.close()
        try:
            path.unlink(missing_ok=True)
        except OSError:
            if isinstance(error, LibraryError):
                raise made_all_the_same(path, error) from error
        raise


def made_all_the_same(path: Path, error: LibraryError) -> LibraryError:
    """The error for a library that was made, and that something went wrong with afterwards; it is of the same kind."""
    kind = next((kind for kind in (LibraryBusyError, DamagedError) if isinstance(error, kind)), LibraryError)
    return kind(tr("“{path}” was made, but then: {reason}", path=path, reason=error.aside))


def _migrate_if_older(path: Path, clock: Clock) -> bool:
    from planner.storage.migrate import migrate, needs_migration

    if not needs_migration(path):
        return False
    copy = migrate(path, backup_folder(path), format_instant(clock.now()))
    log.info("Brought %s to the new format; the file as it was is %s", path, copy)
    return True


def backup_folder(path: Path) -> Path:
    """The folder of the backups of the library at ``path``: where the machine's settings say, else beside it.

    Raises LibraryError if the settings name what cannot be a folder.
    """
    from planner.storage.backup import folder_for
    from planner.storage.faults import translated

    chosen = SettingsFile().read().backup_folder
    if not chosen:
        return folder_for(path.parent / "backups", path)
    with translated(Path(chosen)):
        return folder_for(expanded(chosen), path)


def daily_backup_if_due(planner: Planner) -> Path | None:
    """Makes the verified copy of the day unless there is one; gives its path.

    Call it when the person does not wait: after the first paint, or at the end of a command that wrote. Raises
    LibraryError if it cannot be made.
    """
    from planner.storage import backup

    folder = backup_folder(planner.path)
    if not backup.daily_is_due(folder, planner.now().date()):
        return None
    return backup.back_up(planner.path, folder, format_instant(planner.now()), reason=backup.DAILY)


def purge_old_trash(planner: Planner) -> int:
    """Removes for good what has lain in the trash for :data:`TRASH_DAYS` days; gives the number of activities.

    Outside the journal: it cannot be undone, and steps that name what is gone are forgotten. Raises LibraryError.
    """
    from planner.storage.purge import purge_trashed_before

    before = format_instant(planner.now() - timedelta(days=TRASH_DAYS))
    if not planner.read(lambda reader: reader.value("SELECT 1 FROM activity WHERE trashed_at < ?", (before,))):
        return 0
    with planner.library.write() as connection:
        return purge_trashed_before(connection, before)


def back_up_before(planner: Planner, reason: str) -> Path:
    """Makes a verified copy before something big, such as ``before-import``. Raises LibraryError."""
    from planner.storage import backup

    return backup.back_up(planner.path, backup_folder(planner.path), format_instant(planner.now()), reason=reason)


def back_up_to(planner: Planner, target: Path | None = None) -> Path:
    """Copies the library, verified, to ``target`` or into the backup folder; gives the copy's path.

    An earlier copy at ``target`` is replaced. Raises LibraryError if anything else is there, or it cannot be written.
    """
    from planner.storage import backup

    if target is None:
        return back_up_before(planner, "by-hand")
    backup.copy_to(planner.path, target)
    return target


def restore(path: Path, copy: Path, *, clock: Clock | None = None, rescue: bool = False) -> Path | None:
    """Puts the content of ``copy`` in place of the library's; gives the backup of what was there before.

    The copy is verified first. A library too damaged to be backed up is kept beside its backups as it is. A copy of
    an older format is migrated, and every calendar SEQUENCE is raised above the highest that this machine has seen,
    so that calendar programs take the restored entries. What was exported since the copy was made goes out as
    cancelled. All of that is one step: it has happened or it has not, whenever the program is killed. ``rescue`` says
    that the person knows the file for a plan, though its first bytes are gone. Raises LibraryError with the library as
    it was.
    """
    from planner.services.restoring import restored

    return restored(path, copy, clock or SystemClock(), rescue=rescue)


def check(path: Path) -> list[str]:
    """What is wrong with the library: SQLite's own examination and the rules between rows. Empty if all is well.

    Raises LibraryError if ``path`` is no library at all or is in use.
    """
    refuse_newer(path, FileMarks(path).schema_version)
    lost = damaged_log.examined(path)
    known = [] if lost is None else [str(lost)]
    try:
        library = Library(path, BUSY_MS)
    except LibraryBusyError:
        raise
    except LibraryError as error:
        return [*known, str(error)]
    try:
        found = library.problems(quick=False)
        if not found and FileMarks(path).schema_version == SCHEMA_VERSION:
            from planner.services.queries.consistency import inconsistencies
            from planner.storage.agreement import disagreements

            with library.read() as reader:
                found = inconsistencies(reader) or disagreements(reader) or _changed_silently(reader, path)
    except LibraryBusyError:
        raise
    except LibraryError as error:
        return [*known, str(error)]
    finally:
        library.close()
    return known + found


def _changed_silently(reader: "Reader", path: Path) -> list[str]:
    """What differs, with no step to say why, from the oldest backup whose history still meets that of the library."""
    from planner.storage.agreement import changed_since
    from planner.storage.backup import list_backups

    for backup in reversed(list_backups(backup_folder(path))):
        found = changed_since(reader, backup.path)
        if found is not None:
            return found
    return []


def older_copy_warning(planner: Planner) -> str | None:
    """One sentence if this machine has exported from a newer state of this library than the file holds now."""
    from planner.storage import ledger

    uid, step = planner.read(lambda reader: (ledger.library_uid(reader.core), ledger.newest_step(reader.core)))
    seen = SettingsFile().read().newest_step.get(uid or "", 0)
    if step >= seen:
        return None
    return tr(
        "“{path}” is an older copy of a plan that was exported here before; restore a newer backup unless it is meant.",
        path=planner.path,
    )


def take_older_copy(planner: Planner) -> None:
    """Makes an older copy of a plan the one that counts from now on, if it is one: a person exports from it.

    Every SEQUENCE is raised above what this machine has exported, so that calendar programs take what the copy says.
    """
    from planner.storage import ledger

    if older_copy_warning(planner) is None:
        return
    settings = SettingsFile().read()
    with planner.library.write() as connection:
        uid = ledger.name_library(connection)
        highest = max(settings.highest_sequence.get(uid, 0), ledger.highest_sequence(connection))
        ledger.raise_above(connection, highest)
        ledger.raise_newest_step(connection, settings.newest_step.get(uid, 0))


def note_exported(planner: Planner) -> None:
    """Remembers on this machine how far exports of this library have come. A full disk is no error here."""
    from planner.storage import ledger

    uid, step, sequence = planner.read(
        lambda reader: (
            ledger.library_uid(reader.core),
            ledger.newest_step(reader.core),
            ledger.highest_sequence(reader.core),
        )
    )
    if uid is None:
        return
    try:
        SettingsFile().change(
            lambda settings: settings._replace(
                newest_step={**settings.newest_step, uid: max(step, settings.newest_step.get(uid, 0))},
                highest_sequence={
                    **settings.highest_sequence,
                    uid: max(sequence, settings.highest_sequence.get(uid, 0)),
                },
            )
        )
    except OSError as error:
        log.info("What was exported could not be noted in the settings: %s", error)
