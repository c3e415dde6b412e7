"""Rows out of the pages of a database file: each cell by itself, so that what is damaged costs no more than itself.

The layout is that of the SQLite file format, sections 1.6 (b-trees) and 2.1 (records). Nothing here raises for what a
page holds: what makes no sense is counted and left.
"""

import struct
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from planner.storage.page_file import HEADER, PageFile

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

TABLE_LEAF: Final = 0x0D
TABLE_INNER: Final = 0x05
INDEX_LEAF: Final = 0x0A
INDEX_INNER: Final = 0x02

_INT_SIZES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CHECK_EVERY: Final = 64


class MendedText(str):
    """A text some bytes of which were no text; each stands as U+FFFD."""

    __slots__ = ()


class Tree:
    """What one b-tree gave: its rows by number, for an index the numbers of the rows that it knows of."""

    def __init__(self) -> None:
        self.rows: dict[int, Record] = {}
        self.known: set[int] = set()
        self.pages: set[int] = set()
        self.broken = 0
        """How many pages and cells could not be read."""


class Cell(NamedTuple):
    """A cell of a leaf of a table: the number of its row, and the row."""

    row_id: int
    record: Record


class _MalformedError(Exception):
    """The bytes are no cell."""


def read_tree(pages: PageFile, root: int, check: Callable[[], object] = bool) -> Tree:
    """Everything below a root page, for a table or an index; ``check`` is called now and then, and may raise."""
    tree = Tree()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in tree.pages:
            tree.broken += 1
            continue
        tree.pages.add(number)
        if len(tree.pages) % _CHECK_EVERY == 0:
            check()
        page = pages.page(number)
        kind = page_kind(page, number)
        if kind == TABLE_LEAF:
            for cell in leaf_cells(pages, number, tree.pages):
                if cell is None:
                    tree.broken += 1
                else:
                    tree.rows[cell.row_id] = cell.record
        elif kind in (TABLE_INNER, INDEX_INNER):
            waiting += children(page, number)
            if kind == INDEX_INNER:
                tree.known.update(_known_rows(pages, page, number, inner=True))
        elif kind == INDEX_LEAF:
            tree.known.update(_known_rows(pages, page, number, inner=False))
        else:
            tree.broken += 1
    return tree


def page_kind(page: bytes, number: int) -> int:
    """The sort of b-tree page that a page says it is; 0 for none."""
    start = _start(number)
    return page[start] if len(page) > start + 12 and page[start] in _HEADERS else 0


_HEADERS: Final = {TABLE_LEAF: 8, INDEX_LEAF: 8, TABLE_INNER: 12, INDEX_INNER: 12}


def _start(number: int) -> int:
    return HEADER if number == 1 else 0


def _pointers(page: bytes, number: int) -> tuple[int, ...]:
    """Where the cells of a page begin, as far as its own list can be true."""
    start = _start(number)
    (count,) = struct.unpack_from(">H", page, start + 3)
    first = start + _HEADERS[page[start]]
    count = min(count, (len(page) - first) // 2)
    return struct.unpack_from(f">{count}H", page, first)


def children(page: bytes, number: int) -> list[int]:
    """The pages below an inner page."""
    start = _start(number)
    found = [struct.unpack_from(">I", page, at)[0] for at in _pointers(page, number) if at + 4 <= len(page)]
    return [*found, struct.unpack_from(">I", page, start + 8)[0]]


def leaf_cells(pages: PageFile, number: int, used: set[int]) -> Iterator[Cell | None]:
    """The cells of a leaf of a table, None for each that makes no sense; their overflow pages are put into ``used``."""
    page = pages.page(number)
    if page_kind(page, number) != TABLE_LEAF:
        return
    for at in _pointers(page, number):
        try:
            size, after = _varint(page, at)
            row_id, after = _varint(page, after)
            if row_id >= 1 << 63:
                row_id -= 1 << 64
            payload = _payload(pages, page, after, size, pages.size - 35, used=used)
            yield Cell(row_id, record_of(payload))
        except (_MalformedError, IndexError, struct.error):
            yield None


def _known_rows(pages: PageFile, page: bytes, number: int, *, inner: bool) -> Iterator[int]:
    """The row numbers that stand last in the records of an index page."""
    most = (pages.size - 12) * 64 // 255 - 23
    for at in _pointers(page, number):
        try:
            size, after = _varint(page, at + 4 if inner else at)
            record = record_of(_payload(pages, page, after, size, most, used=set()))
        except (_MalformedError, IndexError, struct.error):
            continue
        if record and isinstance(record[-1], int):
            yield record[-1]


def _payload(pages: PageFile, page: bytes, at: int, size: int, most: int, *, used: set[int]) -> bytes:
    """The whole payload of a cell, its overflow pages included (file format, section 1.6)."""
    if size > pages.count * pages.size:
        raise _MalformedError
    if size <= most:
        if at + size > len(page):
            raise _MalformedError
        return page[at : at + size]
    least = (pages.size - 12) * 32 // 255 - 23
    local = least + (size - least) % (pages.size - 4)
    local = local if local <= most else least
    if at + local + 4 > len(page):
        raise _MalformedError
    parts = [page[at : at + local]]
    left = size - local
    (following,) = struct.unpack_from(">I", page, at + local)
    chain: set[int] = set()
    while left > 0:
        more = pages.page(following)
        if not more or following in chain:
            raise _MalformedError
        chain.add(following)
        parts.append(more[4 : 4 + left])
        left -= len(parts[-1])
        (following,) = struct.unpack_from(">I", more)
    used |= chain
    return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + 1
    return (value << 8) | data[at + 8], at + 9


def record_of(payload: bytes) -> Record:
    """The values of a record. Raises an error that :func:`leaf_cells` knows, unless its sizes add up exactly."""
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise _MalformedError
    types: list[int] = []
    while at < head:
        each, at = _varint(payload, at)
        types.append(each)
    if at != head:
        raise _MalformedError
    values: list[Value] = []
    for each in types:
        value, at = _value(payload, at, each)
        values.append(value)
    if at != len(payload):
        raise _MalformedError
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in _INT_SIZES:
        end = at + _INT_SIZES[kind]
        if end > len(payload):
            raise _MalformedError
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise _MalformedError
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise _MalformedError
    data = payload[at:end]
    return (data if kind % 2 == 0 else _text(data)), end


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return MendedText(data.decode(errors="replace"))
