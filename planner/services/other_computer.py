"""Taking a plan to another computer: one file that carries all that belongs to it, what this machine alone knew too."""

from pathlib import Path

from planner.config.settings import SettingsFile
from planner.services import libraries
from planner.services.planner import Planner
from planner.storage.library import Library


def copy_to_move(planner: Planner, target: Path) -> Path:
    """Copies the plan, verified, to ``target``; gives its path.

    Files that are kept, the history for Undo and the ledger of calendar exports are inside already. What this machine
    has exported of a newer state than the file holds goes along, too: there, where nobody knows of it, calendar
    programs would otherwise take no change. Raises LibraryError, as :func:`planner.services.libraries.back_up_to` does.
    """
    from planner.storage import backup, ledger

    if planner.read(lambda reader: ledger.library_uid(reader.core)) is None:
        with planner.library.write() as connection:
            ledger.name_library(connection)  # both are one plan from then on
    libraries.back_up_to(planner, target)
    uid, step, sequence = planner.read(
        lambda reader: (
            ledger.library_uid(reader.core),
            ledger.newest_step(reader.core),
            ledger.highest_sequence(reader.core),
        )
    )
    settings = SettingsFile().read()
    seen_step, seen_sequence = settings.newest_step.get(uid or "", 0), settings.highest_sequence.get(uid or "", 0)
    if seen_step <= step and seen_sequence <= sequence:
        return target
    copy = Library.open(target, busy_ms=libraries.BUSY_MS)
    try:
        with copy.write() as connection:
            if seen_sequence > sequence:
                ledger.raise_above(connection, seen_sequence)
            if seen_step > step:
                ledger.raise_newest_step(connection, seen_step)
    finally:
        copy.close()
    backup.verify(target)
    return target
