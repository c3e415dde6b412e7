"""What reads from an open library: SQL text at once, SQLAlchemy Core from the first statement of it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from typing import Concatenate, ParamSpec, TypeVar

    from sqlalchemy import Connection, CursorResult, Executable, ScalarResult

    P = ParamSpec("P")
    T = TypeVar("T")
    Parameters = Mapping[str, object] | Sequence[object]


class Reader:
    """A consistent view of a library, within one transaction.

    Text goes straight to the driver and gives plain tuples, truth values as 0 and 1. That is what the first page is
    read with, since importing SQLAlchemy takes as long as everything else until it stands there; ``core`` loads it.
    """

    __slots__ = ("_core", "_driver", "memory")

    def __init__(self, driver: sqlite3.Connection, core: Callable[[], Connection]) -> None:
        self._driver = driver
        self._core = core
        self.memory: dict[object, tuple[int, tuple[object, ...], Any]] | None = None

    @classmethod
    def on(cls, connection: Connection) -> Reader:
        """A reader within the transaction of a SQLAlchemy connection."""
        driver = connection.connection.driver_connection
        assert driver is not None
        return cls(driver, lambda: connection)

    @property
    def core(self) -> Connection:
        """SQLAlchemy's connection, within the same transaction."""
        return self._core()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement in SQL with named or numbered parameters (SQLite's own, ``:name`` or ``?``)."""
        return self._driver.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row of a statement in SQL; None if there is no row."""
        row = self._driver.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def execute(
        self, statement: Executable, parameters: Mapping[str, object] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """The result of a statement of SQLAlchemy Core."""
        return self._core().execute(statement, parameters)

    def scalars(self, statement: Executable) -> ScalarResult[Any]:
        """The first column of each row of a statement of SQLAlchemy Core."""
        return self._core().scalars(statement)

    def recall(self, query: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``query`` gave for these arguments the last time, unless something was written since: then read anew.

        For what several pages need and what takes long to sum up. The arguments must be hashable by their values.
        """
        if self.memory is None:
            return query(self, *args, **kwargs)
        version = self.value("PRAGMA data_version")  # tells what other connections commit; own writes clear the memory
        asked = (*args, *sorted(kwargs.items()))
        found = self.memory.get(query)
        if found is None or found[:2] != (version, asked):
            found = (version, asked, query(self, *args, **kwargs))
            self.memory[query] = found
        value: T = found[2]
        return value
