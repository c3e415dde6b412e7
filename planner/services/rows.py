"""What a merge asks of the rows of a plan, and a draft of them: changes over a plan that is only read."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from sqlalchemy import select

from planner.domain.model import Row
from planner.storage.reader import Reader
from planner.storage.schema import TABLES

R = TypeVar("R", bound=Row)
_Key = tuple[type[Any], tuple[str, ...]]


class Rows(Protocol):
    """Rows to look at and to change: a write transaction, or a draft of one."""

    @property
    def now(self) -> str:
        """The present instant."""

    @property
    def today(self) -> str:
        """Today's date where the person is."""

    @property
    def new_uid(self) -> Callable[[], str]:
        """Gives a new UID."""

    def add(self, row: Row) -> int:
        """Adds a row and gives its id."""

    def put(self, row: Row) -> None:
        """Replaces the row of the same id."""

    def remove(self, row_type: type[Row], row_id: int) -> None:
        """Deletes a row."""

    def one(self, row_type: type[R], **equals: Any) -> R | None:
        """The first row whose columns equal the given values, or None."""

    def find(self, row_type: type[R], **equals: Any) -> list[R]:
        """All rows whose columns equal the given values, in the order in which they came."""


class Draft:
    """The rows of a plan as they would be: nothing is written.

    New rows have negative ids, by which they point at each other. A table is read when it is first asked for.
    """

    def __init__(self, reader: Reader, now: str, today: str) -> None:
        self.now = now
        self.today = today
        self.new_uid: Callable[[], str] = lambda: str(uuid4())
        self._reader = reader
        self._before: dict[type[Any], dict[int, Any]] = {}
        self._rows: dict[type[Any], dict[int, Any]] = {}
        self._indexes: dict[_Key, dict[tuple[Any, ...], dict[int, None]]] = {}
        self._added: dict[tuple[type[Row], int], None] = {}
        self._next: dict[type[Row], int] = {}

    def add(self, row: Row) -> int:
        """Adds a row under a negative id."""
        row_type = type(row)
        table = self._table(row_type)
        row_id = self._next.get(row_type, -1)
        self._next[row_type] = row_id - 1
        table[row_id] = row._replace(id=row_id)  # type: ignore[arg-type]  # every id is a number
        self._added[row_type, row_id] = None
        self._index(table[row_id], None)
        return row_id

    def put(self, row: Row) -> None:
        """Replaces the row of the same id."""
        table = self._table(type(row))
        before = table[row.id]
        table[row.id] = row
        self._index(row, before)

    def remove(self, row_type: type[Row], row_id: int) -> None:
        """Takes a row out."""
        before = self._table(row_type).pop(row_id)
        self._added.pop((row_type, row_id), None)
        self._index(None, before)

    def one(self, row_type: type[R], **equals: Any) -> R | None:
        """The first row whose columns equal the given values, or None."""
        found = self.find(row_type, **equals)
        return found[0] if found else None

    def find(self, row_type: type[R], **equals: Any) -> list[R]:
        """All rows whose columns equal the given values: those of the plan by id, then the new ones."""
        table = self._table(row_type)
        if not equals:
            ids: Iterable[int] = table
        elif set(equals) == {"id"}:
            ids = (equals["id"],) if equals["id"] in table else ()
        else:
            ids = self._indexed(row_type, tuple(equals)).get(tuple(equals.values()), ())
        return [table[row_id] for row_id in sorted(ids, key=lambda row_id: (row_id < 0, abs(row_id)))]

    @property
    def new(self) -> tuple[Row, ...]:
        """The rows that came, in the order in which they came."""
        return tuple(self._rows[row_type][row_id] for row_type, row_id in self._added)

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows of the plan that are no longer as they were."""
        return tuple(
            self._rows[row_type][row_id]
            for row_type, before in self._before.items()
            for row_id, row in before.items()
            if row_id in self._rows[row_type] and self._rows[row_type][row_id] != row
        )

    @property
    def removed(self) -> tuple[Row, ...]:
        """The rows of the plan that are gone."""
        return tuple(
            row
            for row_type, before in self._before.items()
            for row_id, row in before.items()
            if row_id not in self._rows[row_type]
        )

    def _table(self, row_type: type[Any]) -> dict[int, Any]:
        if row_type not in self._rows:
            found = self._reader.execute(select(TABLES[row_type]).order_by(TABLES[row_type].c.id)).all()
            self._before[row_type] = {row.id: row for row in map(row_type._make, found)}
            self._rows[row_type] = dict(self._before[row_type])
        return self._rows[row_type]

    def _indexed(self, row_type: type[Any], names: tuple[str, ...]) -> dict[tuple[Any, ...], dict[int, None]]:
        found = self._indexes.get((row_type, names))
        if found is None:
            found = self._indexes[row_type, names] = {}
            for row in self._table(row_type).values():
                found.setdefault(tuple(getattr(row, name) for name in names), {})[row.id] = None
        return found

    def _index(self, row: Any, before: Any) -> None:
        row_type = type(before if row is None else row)
        for (known, names), index in self._indexes.items():
            if known is not row_type:
                continue
            if before is not None:
                index[tuple(getattr(before, name) for name in names)].pop(before.id, None)
            if row is not None:
                index.setdefault(tuple(getattr(row, name) for name in names), {})[row.id] = None
