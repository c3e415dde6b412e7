"""Many rows of a table in few statements, and the order among the tables that costs the search index least.

FTS5 writes what it has gathered to its tables at the savepoint before each statement that may fire a trigger on it.
One statement of hundreds of rows is therefore several times as fast as a statement for each of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table

from planner.storage.core import driver_of
from planner.storage.schema import TABLES

T = TypeVar("T")

MOST_VALUES: Final = 32_000
"""SQLite takes at most 32,766 values in one statement."""

_MOST_ROWS: Final = 1024

# A tag has no trigger of its own, so it must be there before its uses are. A record or a use of a tag that comes before
# its activity, or goes after it, leaves the index alone; the activity then enters it, or leaves it, once.
# Foreign keys are checked at commit.
_SEARCHED: Final = ("tag", "activity_tag", "event", "certification", "course", "activity")
_NAMES: Final = [table.name for table in TABLES.values()]
_PLACES: Final = {
    name: place for place, name in enumerate((*_SEARCHED, *(name for name in _NAMES if name not in _SEARCHED)))
}


def insertion_order(table: Table) -> int:
    """The place of a table when rows of several are inserted; they are deleted in the reverse order."""
    return _PLACES[table.name]


@lru_cache(maxsize=64)
def values_of(table: Table) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """What makes a row's values, in the order of the table's columns, of its image."""
    return itemgetter(*table.c.keys())


def insert_images(connection: Connection, table: Table, images: Iterable[dict[str, Any]]) -> None:
    """Inserts rows that are given by their whole images."""
    insert_values(connection, table, table.c.keys(), list(map(values_of(table), images)))


def insert_values(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts rows that are given by their values for ``columns``."""
    head = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES "
    one = f"({', '.join('?' * len(columns))})"
    for part in _parts(rows, len(columns)):
        driver_of(connection).execute(
            head + ", ".join([one] * len(part)), tuple(value for row in part for value in row)
        )


def delete_ids(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    """Deletes the rows of these ids."""
    for part in _parts(ids, 1):
        places = ", ".join("?" * len(part))
        driver_of(connection).execute(
            f"DELETE FROM {table.name} WHERE id IN ({places})",
            tuple(part),
        )


def images_of(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The rows of these ids as they are in the file, as far as there are any; truth values are 0 and 1."""
    names = table.c.keys()
    head = f"SELECT {', '.join(names)} FROM {table.name} WHERE id IN "
    found: dict[int, dict[str, Any]] = {}
    for part in _parts(ids, 1):
        for row in driver_of(connection).execute(f"{head}({', '.join('?' * len(part))})", tuple(part)):
            found[row[0]] = dict(zip(names, row, strict=True))
    return found


def _parts(rows: Sequence[T], width: int) -> Iterator[Sequence[T]]:
    """The rows in parts whose lengths are powers of two, so that few different statements are compiled and kept."""
    size = 1 << (min(_MOST_ROWS, MOST_VALUES // width).bit_length() - 1)
    start = 0
    while start < len(rows):
        while size > len(rows) - start:
            size //= 2
        yield rows[start : start + size]
        start += size
