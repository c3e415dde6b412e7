"""Whether the rows are as the journal and the backups say: to SQLite, a bit that turned within a text is no fault.

The journal holds what its steps left of each row, in another place of the file. Where the two differ, and where two
steps differ on what lay between them, something has changed that no step of a person explains.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage import bulk
from planner.storage.connection import SCHEMA_VERSION, FileMarks
from planner.storage.forgetting import Key
from planner.storage.journal import BY_NAME, load_image
from planner.storage.library import Library
from planner.storage.reader import Reader
from planner.storage.steps import Image

MOST_TOLD: Final = 20

_ROWS: Final = "SELECT table_name, row_id, before, after FROM journal_row WHERE step_id = ? ORDER BY id"
_STEPS: Final = "SELECT id, touched, undone, made_at FROM journal_step ORDER BY id"
_NAMED: Final = "SELECT DISTINCT table_name, row_id FROM journal_row WHERE step_id > ?"


class _Step(NamedTuple):
    id: int
    touched: int
    undone: int
    made_at: str


def disagreements(reader: Reader) -> list[str]:
    """One line for each row that is not as the newest step left it, or that two steps remember differently.

    Raises DamagedError if the journal cannot be read. Only what :data:`MOST_TOLD` lines can say is told.
    """
    present: dict[Key, int] = {}
    chain: dict[Key, int] = {}
    found: list[str] = []
    for step in map(_Step._make, reader.rows(_STEPS)):
        for table, row_id, before, after in reader.rows(_ROWS, (step.id,)):
            key = str(table), int(row_id)
            was, became = _print_of(load_image(table, before)), _print_of(load_image(table, after))
            if chain.get(key, was) != was:
                found.append(tr("two steps of the history differ on row {row} of {table}", row=row_id, table=table))
            chain[key] = became
            if step.undone:
                present.setdefault(key, was)
            else:
                present[key] = became
    return [*found, *_differing(reader, present)][:MOST_TOLD]


def _differing(reader: Reader, wanted: dict[Key, int]) -> Iterator[str]:
    ids: dict[str, list[int]] = {}
    for table, row_id in wanted:
        ids.setdefault(table, []).append(row_id)
    for table, row_ids in ids.items():
        for start in range(0, len(row_ids), 1000):
            part = row_ids[start : start + 1000]
            images = bulk.images_of(reader.core, BY_NAME[table], part)
            for row_id in part:
                if _print_of(images.get(row_id)) != wanted[table, row_id]:
                    yield tr("row {row} of {table} is not as the history says", row=row_id, table=table)


def _print_of(image: Image | None) -> int:
    """What tells images apart without keeping them: a journal may hold 200 MB."""
    if image is None:
        return 0
    values = [image[name] for name in sorted(image)]
    try:
        return hash(tuple(values))  # 1, 1.0 and True are one value
    except TypeError:  # no program of ours wrote a list there
        return hash(repr(values))


def changed_since(reader: Reader, copy: Path) -> list[str] | None:
    """One line for each row that differs from that in ``copy`` though no step since says so; None if none can tell.

    It can be told as long as both journals know a step in common: whatever changed after it, in either file, is named
    by a later step. Rows that are only in one of them are left out: what lay in the trash for long goes without a step.
    """
    here = _steps(reader)
    try:
        if FileMarks(copy).schema_version != SCHEMA_VERSION:
            return None
        other = Library.open(copy)
    except LibraryError:
        return None
    try:
        with other.read() as earlier:
            common = max((step.id for step in here & _steps(earlier)), default=None)
            if common is None:
                return None
            named = _named_after(earlier, common)
            then = {name: dict(_prints(earlier, name)) for name in BY_NAME}
    except LibraryError:  # the copy is damaged, or in use
        return None
    finally:
        other.close()
    # Only now, since damage of this very file must not pass for damage of the copy.
    named |= _named_after(reader, common)
    return list(_unexplained(reader, then, named))[:MOST_TOLD]


def _steps(reader: Reader) -> set[_Step]:
    return set(map(_Step._make, reader.rows(_STEPS)))


def _named_after(reader: Reader, step: int) -> set[Key]:
    return {(str(table), int(row_id)) for table, row_id in reader.rows(_NAMED, (step,))}


def _prints(reader: Reader, table: str) -> Iterator[tuple[int, int]]:
    """What tells each row from others, by its id, without those that may change with no step of a person."""
    if table == "setting":
        return
    names = BY_NAME[table].c.keys()
    # A credit outlives the activity that earned it, which goes without a step.
    condition = " WHERE activity_id IS NOT NULL" if table == "credit" else ""
    for row in reader.rows(f"SELECT {', '.join(names)} FROM {table}{condition} ORDER BY id"):
        yield int(row[0]), hash(row)


def _unexplained(reader: Reader, then: dict[str, dict[int, int]], named: set[Key]) -> Iterator[str]:
    for table, rows in then.items():
        for row_id, found in _prints(reader, table):
            if (table, row_id) not in named and rows.get(row_id, found) != found:
                yield tr(
                    "row {row} of {table} has changed since the backup, and no step says why", row=row_id, table=table
                )
