"""One row and its part of the archive: the fields that both have, and rows grouped by what they belong to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.exchange.archive_part import Part

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=tuple[Any, ...])


@cache
def _carried(part_type: type[Part], row_type: Any) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names that a part and its row share, and which of them are floats.

    A whole level may come as an int out of SQLite or a caller, but must be written alike each time.
    """
    own = set(row_type._fields)
    fields = [field for field in msgspec.structs.fields(part_type) if field.name in own]
    floats = [field.name for field in fields if _is_float(field.type)]
    return tuple(field.name for field in fields), frozenset(floats)


def _is_float(hint: Any) -> bool:
    kind = msgspec.inspect.type_info(hint)
    options: Iterable[msgspec.inspect.Type] = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    return any(isinstance(option, msgspec.inspect.FloatType) for option in options)


def part_of(part_type: type[P], row: tuple[Any, ...], **inner: Any) -> P:
    """The part that says what the row holds; ``inner`` gives what lies inside it, and uids in place of numbers."""
    names, floats = _carried(part_type, type(row))
    values = {name: getattr(row, name) for name in names}
    for name in floats:
        if values[name] is not None:
            values[name] = float(values[name])
    return part_type(**values, **inner)


def row_of(row_type: Callable[..., R], part: Part, **references: int | None) -> R:
    """The row that the part says, with the numbers of the rows that it points at."""
    names, _ = _carried(type(part), row_type)
    values = {name: getattr(part, name) for name in names}
    for name, value in values.items():
        if isinstance(value, Enum):
            values[name] = value.value
    return row_type(**values, **references)


def only_part(part_type: type[P], rows: Sequence[tuple[Any, ...]]) -> P | None:
    """The part of the one row, None without one."""
    return part_of(part_type, rows[0]) if rows else None


def by_position(row: Any) -> tuple[str, str]:
    """The order of rows that have a position."""
    return row.position, row.uid


def grouped(table: str, rows: Iterable[R], field: str, owners: Iterable[Any]) -> defaultdict[Any, list[R]]:
    """Group rows by the number of the row they belong to."""
    known = {owner.id for owner in owners}
    groups: defaultdict[Any, list[R]] = defaultdict(list)
    for row in rows:
        owner = getattr(row, field)
        if owner not in known:
            raise _lost(table)
        groups[owner].append(row)
    return groups


def uid_of(table: str, uids: dict[Any, str], number: int) -> str:
    """The uid of the row that one of ``table`` points at. Raises ExchangeError if it is gone."""
    try:
        return uids[number]
    except KeyError:
        raise _lost(table) from None


def _lost(table: str) -> ExchangeError:
    return ExchangeError(
        tr(
            "The library cannot be archived, because a row of its table {table} belongs to nothing; "
            "run “planner check” and restore a backup.",
            table=table,
        )
    )
