"""The write transaction that actions see: rows in, row images out to the journal."""

import json
import math
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Boolean, Connection, Table

from planner.config.text import tr
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Row
from planner.storage import blobs, bulk, journal
from planner.storage.core import driver_of
from planner.storage.reader import Reader
from planner.storage.schema import TABLES
from planner.storage.steps import Image, RowChange

R = TypeVar("R", bound=Row)

_MOST_VALUES: Final = 10_000
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def clean(value: Any) -> Any:
    """What SQLite can hold and give back as it was.

    In text, lone surrogates become U+FFFD and NUL characters go. Raises InvalidInputError for a whole number beyond
    64 bits and for a float that is no finite number.
    """
    if value is None:
        return None
    if isinstance(value, str):
        if not value.isascii():
            value = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
        raise InvalidInputError(
            tr("The number {value} is too large; nothing was saved. Give a smaller one.", value=value)
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidInputError(tr("“{value}” is no number; nothing was saved. Give another one.", value=value))
    return value


class Transaction:
    """Reads and writes rows inside one write transaction and remembers each row's first and last image.

    New rows get their id at once but are written all together, before the next read or at the end.
    """

    def __init__(self, connection: Connection, now: datetime, today: str, new_uid: Callable[[], str] | None = None):
        self._raw = connection
        self._driver = driver_of(connection)
        self.now: Final = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.today: Final = today
        self.new_uid: Final = new_uid or (lambda: str(uuid.uuid4()))
        self._images: dict[tuple[str, int], tuple[Image | None, Image | None]] = {}
        self._pending: dict[Table, dict[int, Image]] = {}
        self._next_ids: dict[str, int] = {}
        self._kept: set[str] = set()

    @property
    def connection(self) -> Connection:
        """For selects that :meth:`find` cannot express; all rows added so far are visible."""
        self._flush()
        return self._raw

    @property
    def reader(self) -> Reader:
        """For queries; all rows added so far are visible."""
        return Reader.on(self.connection)

    def add(self, row: Row) -> int:
        """Inserts a row, whatever its ``id`` says, and gives the id that it got."""
        table = TABLES[type(row)]
        row_id = self._take_id(table)
        image = _image_of(row)
        image["id"] = row_id
        self._pending.setdefault(table, {})[row_id] = image
        self._images[table.name, row_id] = (None, image)
        return row_id

    def put(self, row: Row) -> None:
        """Replaces the row of the same id; a row that is as it was is not written.

        Raises NotFoundError if there is no such row.
        """
        table = TABLES[type(row)]
        after = _image_of(row)
        unwritten = self._pending.get(table, {}).get(row.id)
        if unwritten is not None:
            unwritten.update(after)
            return
        before = self._image(type(row), row.id)
        moved = {name: value for name, value in after.items() if before[name] != value}
        if not moved:
            return
        self._driver.execute(_update_statement(table, tuple(moved)), (*moved.values(), row.id))
        first = self._images.get((table.name, row.id), (before, None))[0]
        self._images[table.name, row.id] = (first, after)

    def remove(self, row_type: type[Row], row_id: int) -> None:
        """Deletes a row. Its children must have been removed before. Raises NotFoundError if there is none."""
        table = TABLES[row_type]
        before = self._image(row_type, row_id)
        bulk.delete_ids(self._raw, table, [row_id])
        first = self._images.get((table.name, row_id), (before, None))[0]
        self._images[table.name, row_id] = (first, None)

    def keep(self, data: bytes) -> str:
        """Keeps the bytes of a file and gives their digest, by which an attachment that is added names them."""
        digest = blobs.keep(self._raw, data)
        self._kept.add(digest)
        return digest

    def remove_all(self, row_type: type[Row], **equals: Any) -> None:
        """Deletes all rows whose columns equal the given values."""
        for row in self.find(row_type, **equals):
            self.remove(row_type, row.id)

    def get(self, row_type: type[R], row_id: int) -> R:
        """The row of this id. Raises NotFoundError if there is none."""
        found = self.one(row_type, id=row_id)
        if found is None:
            raise NotFoundError(_missing())
        return found

    def one(self, row_type: type[R], **equals: Any) -> R | None:
        """The first row (lowest id) whose columns equal the given values, or None."""
        found = self._select(row_type, equals, limit=1)
        return found[0] if found else None

    def find(self, row_type: type[R], **equals: Any) -> list[R]:
        """All rows whose columns equal the given values, by id; a list or tuple as value means any of them."""
        return self._select(row_type, equals, limit=None)

    def _select(self, row_type: type[R], equals: dict[str, Any], limit: int | None) -> list[R]:
        for name, value in equals.items():
            if isinstance(value, (list, tuple)) and len(value) > _MOST_VALUES:  # SQLite takes no more than 32,766
                parts = [value[start : start + _MOST_VALUES] for start in range(0, len(value), _MOST_VALUES)]
                rows = {row.id: row for part in parts for row in self._select(row_type, {**equals, name: part}, limit)}
                return [rows[row_id] for row_id in sorted(rows)][:limit]
        self._flush()
        conditions: list[tuple[str, str]] = []
        values: dict[str, Any] = {}
        for name, value in equals.items():
            if value is None:
                conditions.append((name, "empty"))
            elif isinstance(value, (list, tuple)):
                conditions.append((name, "any of"))
                values[name] = json.dumps([clean(item) for item in value])
            else:
                conditions.append((name, "equal"))
                values[name] = clean(value)
        make = cast("Callable[[Iterable[Any]], R]", row_type._make)
        found = self._driver.execute(_select_statement(TABLES[row_type], tuple(conditions), limit), values)
        truths = _truths(TABLES[row_type])
        return [make(_with_truths(row, truths) if truths else row) for row in found]

    def _image(self, row_type: type[Row], row_id: int) -> Image:
        self._flush()
        found = self.one(row_type, id=row_id)
        if found is None:
            raise NotFoundError(_missing())
        return found._asdict()

    def _take_id(self, table: Table) -> int:
        next_id = self._next_ids.get(table.name)
        if next_id is None:
            used, highest = self._driver.execute(
                "SELECT (SELECT seq FROM sqlite_sequence WHERE name = ?),"
                f" (SELECT max(id) FROM {table.name})",
                (table.name,),
            ).fetchone()
            next_id = max(used or 0, highest or 0) + 1
        self._next_ids[table.name] = next_id + 1
        return next_id

    def _flush(self) -> None:
        pending, self._pending = self._pending, {}
        for table in sorted(pending, key=bulk.insertion_order):
            bulk.insert_images(self._raw, table, pending[table].values())

    def changes(self) -> tuple[RowChange, ...]:
        """What this transaction did to the rows so far, without those that are as they were."""
        self._flush()
        return tuple(
            RowChange(table, row_id, before, after)
            for (table, row_id), (before, after) in self._images.items()
            if before != after
        )

    def record(self, label: str, merge_key: str | None) -> tuple[int, tuple[RowChange, ...]]:
        """Writes the journal step; gives its id and rows, or 0 and no rows if nothing changed."""
        changes = self.changes()
        recorded = journal.record(self._raw, clean(label), self.now, merge_key, changes) if changes else (0, ())
        blobs.sweep_unnamed(self._raw, self._kept)
        return recorded


@cache
def _select_statement(table: Table, conditions: tuple[tuple[str, str], ...], limit: int | None) -> str:
    """Made once for each shape; a list is a parameter in JSON, since SQLite takes no list."""
    wanted = []
    for name, condition in conditions:
        if condition == "empty":
            wanted.append(f"{name} IS NULL")
        elif condition == "any of":
            wanted.append(f"{name} IN (SELECT value FROM json_each(:{name}))")
        else:
            wanted.append(f"{name} = :{name}")
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    most = "" if limit is None else f" LIMIT {limit}"
    return f"SELECT {', '.join(table.c.keys())} FROM {table.name}{where} ORDER BY id{most}"


@cache
def _update_statement(table: Table, columns: tuple[str, ...]) -> str:
    """Sets ``columns`` of one row; made once for each shape."""
    return f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"


@cache
def _truths(table: Table) -> tuple[int, ...]:
    """Which columns hold truth values, which come from the file as 0 and 1."""
    return tuple(place for place, column in enumerate(table.c) if isinstance(column.type, Boolean))


def _with_truths(row: tuple[Any, ...], places: tuple[int, ...]) -> list[Any]:
    values = list(row)
    for place in places:
        values[place] = bool(values[place])
    return values


def _image_of(row: Row) -> Image:
    return dict(zip(row._fields, map(clean, row), strict=True))


def _missing() -> str:
    return tr("It is not in the plan any more; it may have been deleted meanwhile. Nothing was changed.")
