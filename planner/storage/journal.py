"""The journal: every step a person took as row images, so that undo and redo need no code of their own."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table, select, update

from planner.config.text import tr
from planner.domain.errors import ConflictError
from planner.storage import blobs, bulk
from planner.storage.core import driver_of
from planner.storage.faults import DamagedError
from planner.storage.reader import Reader
from planner.storage.schema import TABLES, journal_row, journal_step
from planner.storage.steps import Image, RowChange, Step
from planner.storage.steps import last_touched as touched_of

MAX_STEPS: Final = 200
MAX_BYTES: Final = 200 * 1024 * 1024

BY_NAME: Final[dict[str, Table]] = {table.name: table for table in TABLES.values()}

_KEYS: Final = {name: frozenset(table.c.keys()) for name, table in BY_NAME.items()}
_ROW_COLUMNS: Final = ("step_id", "table_name", "row_id", "before", "after")
_encoded: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _dump(image: Image | None) -> str | None:
    return None if image is None else _encoded(image)


def load_image(table: str, text: str | None) -> Image | None:
    """The image that a row of the journal keeps. Raises DamagedError for one that no program of ours wrote."""
    if text is None:
        return None
    try:
        image = json.loads(text)
        if isinstance(image, dict) and image.keys() == _KEYS[table]:
            return image
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise _damaged() from error
    raise _damaged()


def _damaged() -> DamagedError:
    return DamagedError(
        tr("The history of this plan is damaged; nothing was changed. Restore a backup with “planner restore”.")
    )


def rows_of(connection: Connection, step_id: int) -> list[RowChange]:
    """The row images of a step, in the order in which they were made."""
    rows = driver_of(connection).execute(
        "SELECT table_name, row_id, before, after FROM journal_row WHERE step_id = ? ORDER BY id", (step_id,)
    )
    return [
        RowChange(table, row_id, load_image(table, before), load_image(table, after))
        for table, row_id, before, after in rows
    ]


def last_touched(connection: Connection) -> int:
    """Where the counter of the steps stands, within a write transaction."""
    return touched_of(Reader.on(connection))


def _touch(connection: Connection, by: int = 1) -> int:
    touched = last_touched(connection) + by
    driver_of(connection).execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'journal_step'", (touched,))
    return touched


def record(
    connection: Connection, label: str, made_at: str, merge_key: str | None, rows: Iterable[RowChange]
) -> tuple[int, tuple[RowChange, ...]]:
    """Writes a step and forgets the undone ones after it; gives the step's id and its rows.

    A step with the merge key of the newest step joins that one, so that a drag or one visit to a text field is
    one step: the earlier ``before`` and the later ``after`` remain. If nothing remains, neither does the step, and
    the id is 0. What comes after an undo never joins what was before it.
    """
    changes = tuple(rows)
    driver = driver_of(connection)
    last = driver.execute("SELECT id, merge_key, undone FROM journal_step ORDER BY id DESC LIMIT 1").fetchone()
    named_files = False
    if last is not None:
        last_id, last_key, undone = last
        if undone:  # undone steps are always the newest ones
            named_files = _drop(connection, "undone")
        elif merge_key is not None and last_key == merge_key:
            merged = _merge(connection, last_id, label, made_at, changes)
            if any(change.table == "attachment" for change in changes):
                blobs.sweep(connection)  # what the step no longer names
            return merged, changes
    step_id = last_touched(connection) + 1
    size, values = _row_values(step_id, changes)
    driver.execute(
        "INSERT INTO journal_step (id, label, made_at, merge_key, undone, touched, bytes) VALUES (?, ?, ?, ?, 0, ?, ?)",
        (step_id, label, made_at, merge_key, step_id, size),
    )
    bulk.insert_values(connection, journal_row, _ROW_COLUMNS, values)
    if named_files:  # only now, since the new step may be all that still names a file which it removes
        blobs.sweep(connection)
    _trim(connection)
    return step_id, changes


def _merge(connection: Connection, step_id: int, label: str, made_at: str, changes: tuple[RowChange, ...]) -> int:
    """Joins rows to a step; only those rows of it are read that come again, so that many small joins stay quick."""
    kept: list[RowChange] = []
    renewed: list[tuple[str | None, int]] = []
    undone: list[int] = []
    grown = 0
    for table, rows in _by_table(changes):
        earlier = _earlier(connection, step_id, table.name, [row.id for row in rows])
        for row in rows:
            if row.id not in earlier:
                kept.append(row)
                continue
            number, before, size = earlier[row.id]
            after = _dump(row.after)
            if load_image(table.name, before) == row.after:
                undone.append(number)
                grown -= size
            else:
                renewed.append((after, number))
                grown += _size(before, after) - size
    driver = driver_of(connection)
    # The counter skips one: who saw the step before cannot tell from its rows now what has changed since.
    touched = _touch(connection, by=2)
    bulk.delete_ids(connection, journal_row, undone)
    if renewed:
        driver.executemany("UPDATE journal_row SET after = ? WHERE id = ?", renewed)
    size, values = _row_values(step_id, kept)
    bulk.insert_values(connection, journal_row, _ROW_COLUMNS, values)
    if driver.execute("SELECT 1 FROM journal_row WHERE step_id = ? LIMIT 1", (step_id,)).fetchone() is None:
        driver.execute("DELETE FROM journal_step WHERE id = ?", (step_id,))
        return 0
    driver.execute(
        "UPDATE journal_step SET label = ?, made_at = ?, touched = ?, bytes = bytes + ? WHERE id = ?",
        (label, made_at, touched, grown + size, step_id),
    )
    _trim(connection)
    return step_id


def _earlier(
    connection: Connection, step_id: int, table: str, ids: list[int]
) -> dict[int, tuple[int, str | None, int]]:
    """Of a step's rows with these ids: the number in the journal, the image before, and the size."""
    found: dict[int, tuple[int, str | None, int]] = {}
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        rows = driver_of(connection).execute(
            "SELECT row_id, id, before, after FROM journal_row WHERE step_id = ? AND table_name = ?"
            f" AND row_id IN ({', '.join('?' * len(part))})",
            (step_id, table, *part),
        )
        found.update((row_id, (number, before, _size(before, after))) for row_id, number, before, after in rows)
    return found


def _row_values(step_id: int, rows: Iterable[RowChange]) -> tuple[int, list[tuple[Any, ...]]]:
    size = 0
    values = []
    for row in rows:
        before, after = _dump(row.before), _dump(row.after)
        size += _size(before, after)
        # str: the driver would ask each name of SQLAlchemy's own type how it is to be adapted.
        values.append((step_id, str(row.table), row.id, before, after))
    return size, values


def _size(before: str | None, after: str | None) -> int:
    """About how many bytes the images of one row take in the file."""
    return _bytes(before or "") + _bytes(after or "") + 40


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _trim(connection: Connection) -> None:
    """Drops the oldest steps beyond the bounds; the newest step always stays."""
    driver = driver_of(connection)
    count, total = driver.execute("SELECT count(*), sum(bytes) FROM journal_step").fetchone()
    if count > MAX_STEPS:  # the common case: each step pushes one out
        oldest = "SELECT id FROM journal_step ORDER BY id DESC LIMIT 1 OFFSET ?"
        _drop_until(connection, driver.execute(oldest, (MAX_STEPS,)).fetchone()[0])
    if total <= MAX_BYTES:
        return
    total = 0
    sizes = driver.execute("SELECT id, bytes FROM journal_step ORDER BY id DESC").fetchall()
    for index, (step_id, size) in enumerate(sizes):
        total += size
        if index and total > MAX_BYTES:
            _drop_until(connection, step_id)
            return


def _drop_until(connection: Connection, step_id: int) -> None:
    _forget(connection, "id <= ?", step_id)


def _forget(connection: Connection, which: str, *values: int) -> None:
    """Drops the steps for which the condition ``which`` holds, and the bytes of files that only they named."""
    if _drop(connection, which, *values):
        blobs.sweep(connection)


def _drop(connection: Connection, which: str, *values: int) -> bool:
    """Drops the steps for which the condition ``which`` holds; gives whether they named files."""
    driver = driver_of(connection)
    rows = f"journal_row WHERE step_id IN (SELECT id FROM journal_step WHERE {which})"
    named = driver.execute(f"SELECT 1 FROM {rows} AND table_name = 'attachment' LIMIT 1", values).fetchone()
    driver.execute(f"DELETE FROM {rows}", values)
    driver.execute(f"DELETE FROM journal_step WHERE {which}", values)
    return named is not None


def replay(connection: Connection, step: Step, *, undo: bool) -> tuple[RowChange, ...]:
    """Takes a step back (``undo``) or brings it back, and marks it so; gives the rows as they changed now.

    Raises ConflictError, before anything is written, if a row is no longer as the step left it.
    """
    rows = rows_of(connection, step.id)
    if undo:
        rows = [RowChange(row.table, row.id, row.after, row.before) for row in reversed(rows)]
    for table, changes in _by_table(rows):
        _compare(connection, table, changes, step.label, undo=undo)
    _apply(connection, rows)
    connection.execute(
        update(journal_step).where(journal_step.c.id == step.id).values(undone=undo, touched=_touch(connection))
    )
    return tuple(rows)


def _by_table(rows: Iterable[RowChange]) -> Iterator[tuple[Table, list[RowChange]]]:
    groups: dict[str, list[RowChange]] = {}
    for row in rows:
        groups.setdefault(row.table, []).append(row)
    for name, changes in groups.items():
        yield BY_NAME[name], changes


def _compare(connection: Connection, table: Table, changes: list[RowChange], label: str, *, undo: bool) -> None:
    current = bulk.images_of(connection, table, [row.id for row in changes])
    if any(current.get(row.id) != row.before for row in changes):
        raise conflict(label, undo=undo)


def conflict(label: str, *, undo: bool) -> ConflictError:
    """The error for a step that no longer fits the rows."""
    if undo:
        return ConflictError(
            tr(
                "“{label}” cannot be undone: another program has changed the same entry since; nothing was changed.",
                label=label,
            )
        )
    return ConflictError(
        tr(
            "“{label}” cannot be redone: another program has changed the same entry since; nothing was changed.",
            label=label,
        )
    )


def _apply(connection: Connection, rows: list[RowChange]) -> None:
    """Writes the ``after`` images: removals first and insertions last, so that unique values are free when needed.

    Foreign keys are checked at commit, so the order among tables does not matter to them.
    """
    gone = dict(_by_table(row for row in rows if row.after is None))
    for table in sorted(gone, key=bulk.insertion_order, reverse=True):
        bulk.delete_ids(connection, table, [row.id for row in gone[table]])
    for (name, moved), alike in groupby(_moved(rows), key=itemgetter(0, 1)):
        changed = ", ".join(f"{column} = ?" for column in moved)
        connection.exec_driver_sql(
            f"UPDATE {name} SET {changed} WHERE id = ?",
            [values for _, _, values in alike],
        )
    come = dict(_by_table(row for row in rows if row.before is None))
    for table in sorted(come, key=bulk.insertion_order):
        bulk.insert_images(connection, table, [row.after for row in come[table] if row.after is not None])


def _moved(rows: Iterable[RowChange]) -> Iterator[tuple[str, tuple[str, ...], tuple[Any, ...]]]:
    """Of each row that changed: its table, the columns that did, and their values with the row's id at the end."""
    for row in rows:
        if row.before is not None and row.after is not None:
            names = tuple(name for name, value in row.after.items() if row.before[name] != value)
            yield row.table, names, (*(row.after[name] for name in names), row.id)


def steps_after(connection: Connection, touched: int) -> tuple[list[RowChange] | None, int]:
    """The rows that moved since the counter stood at ``touched``, and where it stands now.

    The rows are None if they cannot be told any more (steps were trimmed, merged or forgotten meanwhile).
    """
    now = last_touched(connection)
    if now == touched:
        return [], now
    columns = journal_step.c
    steps = connection.execute(
        select(columns.id, columns.undone).where(columns.touched > touched).order_by(columns.touched)
    ).all()
    if now < touched or len(steps) != now - touched:
        return None, now
    rows: list[RowChange] = []
    for step_id, undone in steps:
        rows += [
            row._replace(before=row.after, after=row.before) if undone else row for row in rows_of(connection, step_id)
        ]
    return rows, now
