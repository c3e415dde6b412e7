"""Forgetting the steps of the journal that can no longer be replayed once rows went or changed outside of it."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from planner.storage.core import driver_of
from planner.storage.faults import DamagedError
from planner.storage.journal import BY_NAME, rows_of
from planner.storage.steps import Image

Key = tuple[str, int]
"""The table of a row and its id."""

_Move = tuple[Key, Image | None, Image | None]

_POINTERS: Final = {
    name: {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys}
    for name, table in BY_NAME.items()
}


def forget_unreachable(connection: Connection, gone: Iterable[Key], changed: Iterable[Key]) -> None:
    """Drops each step that does not fit any more, within a write transaction; the others are replayed past the gaps.

    ``gone`` and ``changed`` are the rows that the journal does not know to be so. A step fits if it finds its rows as
    it left them, and if what it brings or takes away hangs together with what stays.
    """
    driver = driver_of(connection)
    steps = driver.execute("SELECT id, undone FROM journal_step ORDER BY id").fetchall()
    done = [step_id for step_id, undone in reversed(steps) if not undone]
    undone = [step_id for step_id, undone in steps if undone]
    absent, moved = set(gone), {*gone, *changed}
    dropped = [
        *_unreachable(connection, done, set(absent), set(moved), undo=True),
        *_unreachable(connection, undone, absent, moved, undo=False),
    ]
    for step_id in dropped:
        driver.execute("DELETE FROM journal_row WHERE step_id = ?", (step_id,))
        driver.execute("DELETE FROM journal_step WHERE id = ?", (step_id,))


def _unreachable(
    connection: Connection, steps: Iterable[int], absent: set[Key], moved: set[Key], *, undo: bool
) -> Iterable[int]:
    """The steps to drop, of those in the order in which they would be replayed.

    ``moved`` are the rows that no step finds as it left them, of which ``absent`` are not there. What these rows point
    at is needed: it cannot be taken away.
    """
    needed: set[Key] = set()
    for step_id in steps:
        try:
            moves = _moves(connection, step_id, undo=undo)
        except DamagedError:  # which is told when it is to be replayed
            continue
        if not any(_fails(move, absent, moved, needed) for move in moves):
            continue
        yield step_id
        for key, old, _ in moves:
            if key in moved:
                continue
            moved.add(key)
            if old is None:
                absent.add(key)
            else:
                needed |= _targets(key, old)


def _fails(move: _Move, absent: set[Key], moved: set[Key], needed: set[Key]) -> bool:
    key, _, new = move
    if key in moved:
        return True
    return key in needed if new is None else not absent.isdisjoint(_targets(key, new))


def _moves(connection: Connection, step_id: int, *, undo: bool) -> list[_Move]:
    """The rows of a step, as they have to be for a replay and as they are after it."""
    rows = rows_of(connection, step_id)
    if undo:
        return [((row.table, row.id), row.after, row.before) for row in rows]
    return [((row.table, row.id), row.before, row.after) for row in rows]


def _targets(key: Key, image: Image) -> set[Key]:
    return {(table, image[name]) for name, table in _POINTERS[key[0]].items() if image[name] is not None}
