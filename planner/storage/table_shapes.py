"""What the rows of a table look like, so that a row can be told from bytes that only happen to be a record."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from planner.domain.words import DeadlineKind, Kind, Status, SubmissionState
from planner.storage.page_rows import Record, Value

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CREATE_TABLE: Final = re.compile(r"CREATE TABLE \"?(\w+)\"? \(")
_INTERNAL: Final = ("sqlite_", "search", "alembic_")

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "INTEGER": (int,),
    "BOOLEAN": (int,),
    "FLOAT": (int, float),
    "TEXT": (str,),
    "BLOB": (bytes,),
}


class Column(NamedTuple):
    """A column: its declared type, whether a row needs it, and what it holds where a row is silent.

    ``is_row_id`` marks the one that SQLite keeps as the number of the row, with NULL in its place.
    """

    name: str
    kind: str
    required: bool
    default: Value
    is_row_id: bool


class Shape(NamedTuple):
    """The columns of a table, and for each column that points at another table the name of that one."""

    name: str
    columns: tuple[Column, ...]
    parents: Mapping[str, str]

    def row(self, row_id: int, record: Record) -> dict[str, Value] | None:
        """The record as a row of this table, silent columns left out; None if it is none."""
        if not record or len(record) > len(self.columns):
            return None
        found: dict[str, Value] = {}
        for column, value in zip(self.columns, record, strict=False):
            if column.is_row_id:
                found[column.name] = row_id
                if value is not None:
                    return None
            elif value is None:
                if column.required:
                    return None
                found[column.name] = None
            elif not isinstance(value, _TYPES.get(column.kind, (object,))):
                return None
            else:
                found[column.name] = value
        missing = self.columns[len(record) :]
        return None if any(column.required and column.default is None for column in missing) else found


def shapes_in(driver: sqlite3.Connection) -> dict[str, Shape]:
    """The shapes of the tables of an open database, those of SQLite itself and of the search index left out."""
    names = [str(name) for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: _shape(driver, name) for name in names if not name.startswith(_INTERNAL)}


def shape_of_statement(statement: str) -> Shape | None:
    """The shape of the table that a CREATE TABLE statement makes; None where it is none that can be understood."""
    match = _CREATE_TABLE.match(statement)
    if match is None or len(statement) > 20_000:
        return None
    with contextlib.closing(sqlite3.connect(":memory:")) as driver:
        try:
            driver.execute(statement)
            return _shape(driver, match[1])
        except (sqlite3.Error, sqlite3.Warning, UnicodeError, ValueError):
            return None


def _shape(driver: sqlite3.Connection, name: str) -> Shape:
    info = driver.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = [row[1] for row in info if row[5]]
    columns = tuple(
        Column(
            str(row[1]),
            str(row[2]).partition("(")[0].upper().replace("VARCHAR", "TEXT"),
            bool(row[3]),
            _default(driver, row[4]),
            keys == [row[1]] and str(row[2]).upper() == "INTEGER",
        )
        for row in info
    )
    parents = {str(row[3]): str(row[2]) for row in driver.execute(f'PRAGMA foreign_key_list("{name}")')}
    return Shape(name, columns, parents)


def _default(driver: sqlite3.Connection, literal: str | None) -> Value:
    """The value of a default that is a plain literal."""
    if literal is None or re.fullmatch(r"-?\d+(\.\d+)?|'[^']*'", literal) is None:
        return None
    value: Value = driver.execute(f"SELECT {literal}").fetchone()[0]
    return value


def is_plausible(table: str, row: Mapping[str, Value]) -> bool:
    """Whether a row of the right shape says what rows of this table say: some tables have the same columns."""
    match table:
        case "activity":
            return row.get("kind") in list(Kind) and row.get("status") in list(Status)
        case "deadline":
            return row.get("kind") in list(DeadlineKind)
        case "submission":
            return row.get("state") in list(SubmissionState)
        case "budget":
            return len(str(row.get("currency"))) == 3
        case "rubric_level":
            return row.get("level") in range(6) and len(str(row.get("text"))) > 3
        case "template_node":
            return str(row.get("shipped")).startswith("{")
        case "setting":
            return _is_json(str(row.get("value")))
        case "import_memory":
            return _UUID.fullmatch(str(row.get("source"))) is None
        case "tag" | "category" | "profile" | "skill":
            return _UUID.fullmatch(str(row.get("uid"))) is not None
    return True


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
