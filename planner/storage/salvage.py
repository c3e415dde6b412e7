"""Builds a whole library of what can still be read of a damaged one, and tells what was saved and what was lost."""

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.storage.backup import raise_counter, verify
from planner.storage.blobs import digest_of
from planner.storage.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    connect,
    open_file,
    refuse_open,
)
from planner.storage.core import driver_of
from planner.storage.faults import translated
from planner.storage.ledger import LAST_EXPORT
from planner.storage.library import draft_beside, mark_version, publish, refuse_taken, whole_write
from planner.storage.page_rows import MendedText, Value
from planner.storage.salvage_reading import Check, Found, Harvest, Row, harvest
from planner.storage.salvage_rules import mend
from planner.storage.search_index import create_search_index, drop_search_index
from planner.storage.table_shapes import Shape, shapes_in
from planner.storage.upgrade import run_revisions, upgrade_file

BUSY_MS: Final = 5000
_LEFT_OUT: Final = ("journal_step", "journal_row", "export_text")
"""What is not saved: the history cannot be trusted after damage, and rendered texts are made anew."""
_STAYS_ALONE: Final = ("reminder", "attachment")
"""Rows that would mean something else without what they point at."""


class Saved(NamedTuple):
    """One table: how many rows were saved, how many of them had to be mended, and how many were lost."""

    table: str
    saved: int
    mended: int
    lost: int


class Salvage(NamedTuple):
    """A new library at ``path`` and what is in it, the tables in the order of the schema; empty ones are left out.

    ``unread`` counts pages and cells that could not be read and that nothing says more of.
    """

    path: Path
    tables: tuple[Saved, ...]
    unread: int

    @property
    def lost(self) -> int:
        """How many rows are known to be lost."""
        return sum(table.lost for table in self.tables)


def salvage(damaged: Path, target: Path, check: Check = bool) -> Salvage:
    """Writes what can be read of ``damaged`` into a new library ``target`` of the newest schema, and verifies it.

    The damaged file and its companions are only read. What is not saved is the history of steps. ``check`` is called
    now and then and may raise. Raises LibraryError, with nothing left behind, if the file is of a newer program, holds
    nothing of a plan, is open in this process, or ``target`` exists or cannot be written.
    """
    with translated(damaged):
        refuse_open(damaged)
    with translated(target):
        refuse_taken(target)
        with draft_beside(target) as draft:
            with translated(damaged):
                found = harvest(damaged, lambda version: _shapes_of(draft, target, version), check)
            _empty(draft)
            _make(draft, found.version)
            told = _fill(draft, found, check)
            upgrade_file(draft, named=damaged)
            check()
            dropped = _finish(draft, found.steps)
            verify(draft)
            publish(draft, target)
    return Salvage(target, _told(found, told, dropped), sum(table.broken for table in found.tables.values()))


def _shapes_of(draft: Path, target: Path, version: int) -> Mapping[str, Shape]:
    with translated(target):
        _empty(draft)
        _make(draft, version)
        with contextlib.closing(open_file(draft, BUSY_MS)) as driver:
            shapes = shapes_in(driver)
    return {name: shape for name, shape in shapes.items() if name not in _LEFT_OUT}


def _empty(draft: Path) -> None:
    draft.write_bytes(b"")
    for suffix in ("-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _make(draft: Path, version: int) -> None:
    """An empty library of an old or the newest schema in an empty file, with no search index yet."""
    from planner.storage.schema import create_tables

    with whole_write(connect(draft, BUSY_MS)) as connection:
        if version == SCHEMA_VERSION:
            create_tables(connection)
        else:
            run_revisions(connection, version)
        mark_version(connection, version)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


# ------------------------------------------------------------------ writing the rows


class _Written(NamedTuple):
    saved: int
    mended: int


def _fill(draft: Path, found: Harvest, check: Check) -> dict[str, _Written]:
    """Writes the rows, parents first; what breaks a rule of the schema is left out."""
    with whole_write(_unchecked(draft)) as connection:
        driver = driver_of(connection)
        shapes = {name: shape for name, shape in shapes_in(driver).items() if name in found.tables}
        told: dict[str, _Written] = {}
        for shape in _parents_first(shapes):
            check()
            told[shape.name] = _write(driver, shape, found.tables[shape.name])
        return told


def _unchecked(draft: Path) -> sqlite3.Connection:
    driver = connect(draft, BUSY_MS)
    driver.execute("PRAGMA foreign_keys = OFF")  # rows without a parent are told from others here, one by one
    return driver


def _parents_first(shapes: Mapping[str, Shape]) -> list[Shape]:
    ordered: dict[str, Shape] = {}
    while len(ordered) < len(shapes):
        for name, shape in shapes.items():
            if name not in ordered and all(parent in ordered or parent == name for parent in shape.parents.values()):
                ordered[name] = shape
    return list(ordered.values())


def _write(driver: sqlite3.Connection, shape: Shape, found: Found) -> _Written:
    """Writes the rows of one table whose parents are written; gives how many and how many of them were mended."""
    parents = {table: _ids(driver, table) for table in set(shape.parents.values())}
    fills = {column.name: column.default for column in shape.columns}
    rows: list[tuple[Value, ...]] = []
    mended: list[bool] = []
    for row_id in sorted(found.rows):
        row = found.rows[row_id]
        changed = _adopt(driver, shape, row, parents)
        if changed is None or _is_wrong(shape.name, row):
            continue
        values = tuple(row.get(column.name, fills[column.name]) for column in shape.columns)
        rows.append(tuple(str(value) if isinstance(value, MendedText) else value for value in values))
        mended.append(changed or any(isinstance(value, MendedText) for value in values))
    names = ", ".join(f'"{column.name}"' for column in shape.columns)
    marks = ", ".join("?" * len(shape.columns))
    driver.executemany(f'INSERT OR IGNORE INTO "{shape.name}" ({names}) VALUES ({marks})', rows)
    (saved,) = driver.execute(f'SELECT count(*) FROM "{shape.name}"').fetchone()
    return _Written(saved, min(sum(mended), saved))


def _ids(driver: sqlite3.Connection, table: str) -> set[int]:
    return {int(row[0]) for row in driver.execute(f'SELECT id FROM "{table}"')}


def _adopt(driver: sqlite3.Connection, shape: Shape, row: Row, parents: Mapping[str, set[int]]) -> bool | None:
    """Finds a place for a row whose parent is gone: True if its row was changed for that, None if there is no place.

    An activity goes to the inbox; a step gets a roadmap, and a skill a category, to stand in.
    """
    changed = False
    for column, table in shape.parents.items():
        value = row.get(column)
        if value is None or value in parents[table]:
            continue
        may_be_empty = not next(each.required for each in shape.columns if each.name == column)
        if may_be_empty and shape.name not in _STAYS_ALONE:
            row[column] = None
        elif table in ("roadmap", "category") and isinstance(value, int):
            _stand_in(driver, table, value)
            parents[table].add(value)
        else:
            return None
        changed = True
    return changed


def _stand_in(driver: sqlite3.Connection, table: str, row_id: int) -> None:
    """A parent that children still name, under a name that says what it is."""
    import uuid

    shape = shapes_in(driver)[table]
    values: dict[str, Value] = {"id": row_id, "uid": str(uuid.uuid4()), "name": tr("Saved from a damaged file")}
    for column in shape.columns:
        if column.name not in values:
            empty: Value = "" if column.kind == "TEXT" else 0
            values[column.name] = column.default if column.default is not None else empty if column.required else None
    names = ", ".join(values)
    driver.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(values))})', tuple(values.values()))


def _is_wrong(table: str, row: Row) -> bool:
    """Whether a row says what can be shown to be wrong, or speaks of the file that is gone."""
    if table == "blob":
        data = row.get("bytes")
        return not isinstance(data, bytes) or digest_of(data) != row.get("digest")
    return table == "setting" and row.get("key") == LAST_EXPORT


# ------------------------------------------------------------------ the end


def _finish(draft: Path, steps: int) -> dict[str, int]:
    """Mends what SQLite does not watch, makes the search index and leaves one plain file; gives what was left out."""
    with whole_write(connect(draft, BUSY_MS)) as connection:
        drop_search_index(connection)  # a file of an older schema has one by now
        dropped = mend(driver_of(connection))
        create_search_index(connection)
        raise_counter(driver_of(connection), above=steps)
    with contextlib.closing(open_file(draft, BUSY_MS)) as driver:
        driver.execute("PRAGMA journal_mode = DELETE")
    return dropped


def _told(found: Harvest, written: Mapping[str, _Written], dropped: Mapping[str, int]) -> tuple[Saved, ...]:
    lines = []
    for table in found.tables:
        read, put = found.tables[table], written[table]
        saved = put.saved - dropped.get(table, 0)
        refused = max(len(read.rows) - put.saved, 0)
        line = Saved(table, saved, put.mended, read.missing + refused + dropped.get(table, 0))
        if any(line[1:]):
            lines.append(line)
    return tuple(lines)
