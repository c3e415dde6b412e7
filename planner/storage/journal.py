"""The journal: every step a person took as row images, so that undo and redo need no code of their own."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from planner.config.text import tr
from planner.domain.errors import ConflictError
from planner.storage.schema import TABLES, journal_row, journal_step

MAX_STEPS: Final = 200
MAX_BYTES: Final = 200 * 1024 * 1024

Image = dict[str, Any]

BY_NAME: Final[dict[str, Table]] = {table.name: table for table in TABLES.values()}


class RowChange(NamedTuple):
    """One row before and after a step; None where it did not exist."""

    table: str
    id: int
    before: Image | None
    after: Image | None


class Step(NamedTuple):
    """The head of a journal step."""

    id: int
    label: str
    made_at: str
    merge_key: str | None
    touched: int


class History(NamedTuple):
    """What Undo and Redo would do next: their labels, and when the step to undo was made."""

    undo: str | None
    redo: str | None
    undo_made_at: str | None


def _dump(image: Image | None) -> str | None:
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))


def _load(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)


def _head(connection: Connection, *, undone: bool) -> Step | None:
    order = journal_step.c.id.asc() if undone else journal_step.c.id.desc()
    columns = journal_step.c
    row = connection.execute(
        select(columns.id, columns.label, columns.made_at, columns.merge_key, columns.touched)
        .where(columns.undone == undone)
        .order_by(order)
        .limit(1)
    ).first()
    return None if row is None else Step(*row)


def newest(connection: Connection) -> Step | None:
    """The newest step that is not undone: what Undo takes back."""
    return _head(connection, undone=False)


def next_redo(connection: Connection) -> Step | None:
    """The oldest step that is undone: what Redo brings back."""
    return _head(connection, undone=True)


def history(connection: Connection) -> History:
    """The labels for Undo and Redo."""
    undo, redo = newest(connection), next_redo(connection)
    return History(undo and undo.label, redo and redo.label, undo and undo.made_at)


def rows_of(connection: Connection, step_id: int) -> list[RowChange]:
    """The row images of a step, in the order in which they were made."""
    columns = journal_row.c
    rows = connection.execute(
        select(columns.table_name, columns.row_id, columns.before, columns.after)
        .where(columns.step_id == step_id)
        .order_by(columns.id)
    )
    return [RowChange(table, row_id, _load(before), _load(after)) for table, row_id, before, after in rows]


def last_touched(connection: Connection) -> int:
    """The counter that rises with each do, undo and redo; 0 for an empty journal."""
    return connection.execute(select(func.max(journal_step.c.touched))).scalar() or 0


def record(
    connection: Connection, label: str, made_at: str, merge_key: str | None, rows: Iterable[RowChange]
) -> tuple[int, tuple[RowChange, ...]]:
    """Writes a step and forgets the undone ones after it; gives the step's id and its rows.

    A step with the merge key of the newest step joins that one, so that a drag or one visit to a text field is
    one step: the earlier ``before`` and the later ``after`` remain.
    """
    changes = tuple(rows)
    touched = last_touched(connection) + 1
    head = newest(connection)
    undone = select(journal_step.c.id).where(journal_step.c.undone)
    connection.execute(delete(journal_row).where(journal_row.c.step_id.in_(undone)))
    connection.execute(delete(journal_step).where(journal_step.c.undone))
    if merge_key is not None and head is not None and head.merge_key == merge_key:
        step_id = head.id
        merged = {(row.table, row.id): row for row in rows_of(connection, step_id)}
        for row in changes:
            earlier = merged.get((row.table, row.id))
            merged[row.table, row.id] = row if earlier is None else earlier._replace(after=row.after)
        connection.execute(delete(journal_row).where(journal_row.c.step_id == step_id))
        kept = [row for row in merged.values() if row.before != row.after]
        if not kept:
            connection.execute(delete(journal_step).where(journal_step.c.id == step_id))
            return step_id, changes
        size = _write_rows(connection, step_id, kept)
        connection.execute(
            update(journal_step)
            .where(journal_step.c.id == step_id)
            .values(label=label, made_at=made_at, touched=touched, bytes=size)
        )
        return step_id, changes
    result = connection.execute(
        insert(journal_step).values(
            label=label, made_at=made_at, merge_key=merge_key, undone=False, touched=touched, bytes=0
        )
    )
    step_id = int(result.inserted_primary_key[0])  # type: ignore[index]  # an INSERT of one row always has a key
    size = _write_rows(connection, step_id, changes)
    connection.execute(update(journal_step).where(journal_step.c.id == step_id).values(bytes=size))
    _trim(connection)
    return step_id, changes


def _write_rows(connection: Connection, step_id: int, rows: Iterable[RowChange]) -> int:
    size = 0
    values = []
    for row in rows:
        before, after = _dump(row.before), _dump(row.after)
        size += len(before or "") + len(after or "") + 40
        values.append(
            {"step_id": step_id, "table_name": row.table, "row_id": row.id, "before": before, "after": after}
        )
    if values:
        connection.execute(insert(journal_row), values)
    return size


def _trim(connection: Connection) -> None:
    """Drops the oldest steps beyond the bounds; the newest step always stays."""
    sizes = connection.execute(select(journal_step.c.id, journal_step.c.bytes).order_by(journal_step.c.id.desc())).all()
    total = 0
    for index, (step_id, size) in enumerate(sizes):
        total += size
        if index and (index >= MAX_STEPS or total > MAX_BYTES):
            connection.execute(delete(journal_row).where(journal_row.c.step_id <= step_id))
            connection.execute(delete(journal_step).where(journal_step.c.id <= step_id))
            return


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
        update(journal_step)
        .where(journal_step.c.id == step.id)
        .values(undone=undo, touched=last_touched(connection) + 1)
    )
    return tuple(rows)


def _by_table(rows: Iterable[RowChange]) -> Iterator[tuple[Table, list[RowChange]]]:
    groups: dict[str, list[RowChange]] = {}
    for row in rows:
        groups.setdefault(row.table, []).append(row)
    for name, changes in groups.items():
        yield BY_NAME[name], changes


def _compare(connection: Connection, table: Table, changes: list[RowChange], label: str, *, undo: bool) -> None:
    current: dict[int, Image] = {}
    ids = [row.id for row in changes]
    for start in range(0, len(ids), 500):
        found = connection.execute(select(table).where(table.c.id.in_(ids[start : start + 500])))
        current.update((row.id, dict(row._mapping)) for row in found)
    for row in changes:
        if current.get(row.id) != row.before:
            template = (
                tr("“{label}” cannot be undone: another program has changed the same entry since; nothing was changed.")
                if undo
                else tr("“{label}” cannot be redone: another program has changed the same entry; nothing was changed.")
            )
            raise ConflictError(template.format(label=label))


def _apply(connection: Connection, rows: list[RowChange]) -> None:
    """Writes the ``after`` images: removals first and insertions last, so that unique values are free when needed.

    Foreign keys are checked at commit, so the order among tables does not matter.
    """
    for table, changes in _by_table(row for row in rows if row.after is None):
        connection.execute(
            delete(table).where(table.c.id == bindparam("row_id")), [{"row_id": row.id} for row in changes]
        )
    for row in rows:
        if row.before is not None and row.after is not None:
            moved = {key: value for key, value in row.after.items() if row.before[key] != value}
            table = BY_NAME[row.table]
            connection.execute(update(table).where(table.c.id == row.id).values(moved))
    for table, changes in _by_table(row for row in rows if row.before is None):
        connection.execute(insert(table), [row.after for row in changes if row.after is not None])


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
        for row in rows_of(connection, step_id):
            rows.append(row._replace(before=row.after, after=row.before) if undone else row)
    return rows, now
