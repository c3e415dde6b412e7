"""The heads of the journal's steps: what Undo and Redo would do next, and how far the journal has come."""

from typing import Any, Final, NamedTuple

from planner.storage.reader import Reader

Image = dict[str, Any]
"""A row by the names of its columns, as it is in the file: truth values are 0 and 1."""


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


class History(NamedTuple):
    """The labels of what Undo and Redo would do next."""

    undo: str | None
    redo: str | None


_HEAD: Final = "SELECT id, label, made_at FROM journal_step WHERE undone = "
_NEWEST: Final = f"{_HEAD} 0 ORDER BY id DESC LIMIT 1"
_NEXT_REDO: Final = f"{_HEAD} 1 ORDER BY id LIMIT 1"


def newest(reader: Reader) -> Step | None:
    """The newest step that is not undone: what Undo takes back."""
    return next(map(Step._make, reader.rows(_NEWEST)), None)


def next_redo(reader: Reader) -> Step | None:
    """The oldest step that is undone: what Redo brings back."""
    return next(map(Step._make, reader.rows(_NEXT_REDO)), None)


def history(reader: Reader) -> History:
    """The labels for Undo and Redo."""
    undo, redo = newest(reader), next_redo(reader)
    return History(undo and undo.label, redo and redo.label)


def last_touched(reader: Reader) -> int:
    """The counter that rises with each do, undo and redo; 0 before the first one.

    It is the AUTOINCREMENT counter of the steps, and so never falls, whatever is merged, trimmed or forgotten.
    """
    return int(reader.value("SELECT seq FROM sqlite_sequence WHERE name = 'journal_step'") or 0)
