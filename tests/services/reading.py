"""Short ways for tests to look at rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import select

from planner.domain.model import Row
from planner.services.planner import Planner
from planner.storage.reader import Reader
from planner.storage.schema import TABLES

R = TypeVar("R", bound=Row)


_EVERYTHING: Final = {
    table.name: f"SELECT {', '.join(table.columns.keys())} FROM {table.name} ORDER BY id" for table in TABLES.values()
}


def rows(planner: Planner, row_type: type[R], **equals: Any) -> list[R]:
    """All rows of a type whose columns equal the given values, by id."""
    table = TABLES[row_type]
    statement = select(table).order_by(table.c.id)
    for name, value in equals.items():
        statement = statement.where(table.c[name] == value)
    found = planner.read(lambda reader: reader.execute(statement).all())
    return [row_type(*row) for row in found]


def only(planner: Planner, row_type: type[R], **equals: Any) -> R:
    """The one such row."""
    (row,) = rows(planner, row_type, **equals)
    return row


@contextmanager
def statements(planner: Planner) -> Iterator[list[str]]:
    """What SQLite ran meanwhile, but for the borders of transactions and what its search index asks itself."""
    seen: list[str] = []
    driver = planner.library._driver
    driver.set_trace_callback(seen.append)
    yield seen
    driver.set_trace_callback(None)
    seen[:] = [statement for statement in seen if not statement.startswith(("BEGIN", "COMMIT", "-- "))]


def everything(planner: Planner) -> dict[str, list[tuple[Any, ...]]]:
    """Every journaled row of the library, to compare two moments; straight from SQLite, as tests ask for it often."""

    def read(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
        return {name: reader.rows(statement) for name, statement in _EVERYTHING.items()}

    return planner.read(read)


def titles(planner: Planner, status: str, step_id: int | None = None) -> list[str]:
    """The cards of one column, in order."""
    from planner.domain.model import Activity

    found = [row for row in rows(planner, Activity, status=status) if row.step_id == step_id and not row.trashed_at]
    return [row.title for row in sorted(found, key=lambda row: (row.position, row.id))]


@contextmanager
def work(planner: Planner) -> Iterator[list[int]]:
    """How much SQLite worked meanwhile, in tens of instructions of its machine: the one number in the list."""
    done = [0]

    def count() -> None:
        done[0] += 1

    driver = planner.library._driver
    driver.set_progress_handler(count, 10)
    yield done
    driver.set_progress_handler(None, 0)
