"""Finds the rows of a plan in a damaged file: by its tables where they can be followed, else page by page."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.connection import SCHEMA_VERSION, refuse_newer
from planner.storage.page_file import PageFile, page_sizes
from planner.storage.page_rows import TABLE_LEAF, Record, Tree, Value, leaf_cells, page_kind, read_tree
from planner.storage.table_shapes import Shape, is_plausible, shape_of_statement

log = logging.getLogger(__name__)

Row = dict[str, Value]
Check = Callable[[], object]
ShapesOf = Callable[[int], Mapping[str, Shape]]

_SCHEMA_ROOT: Final = 1
_SCHEMA_KINDS: Final = ("table", "index", "view", "trigger")
_OURS: Final = "activity"
"""A file with a table of this name, and Alembic's, is taken for a library."""


class Found(NamedTuple):
    """The rows of one table by number; ``missing`` rows are known by name alone, ``broken`` counts bad cells, pages."""

    rows: dict[int, Row]
    missing: int
    broken: int


class Harvest(NamedTuple):
    """All that could be read; ``steps`` is where the counter of the journal stood, 0 if that is not known."""

    version: int
    tables: dict[str, Found]
    steps: int


class _Entry(NamedTuple):
    """A row of SQLite's own table of tables."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


class _Candidate:
    """A table while it is being read.

    ``known`` are the numbers of the rows that its indexes know, all of them if ``knows_all``.
    """

    def __init__(self, shape: Shape, rows: dict[int, Row], broken: int, *, has_root: bool) -> None:
        self.shape, self.rows, self.broken, self.has_root = shape, rows, broken, has_root
        self.known: set[int] = set()
        self.knows_all = False

    @property
    def lost(self) -> set[int]:
        return self.known - self.rows.keys()

    @property
    def has_gap(self) -> bool:
        return not self.has_root or self.broken > 0 or bool(self.lost)


def harvest(path: Path, shapes_of: ShapesOf, check: Check = bool) -> Harvest:
    """Reads what can be read of the file at ``path``, which is only ever read.

    ``shapes_of`` gives the tables of a schema version; ``check`` is called now and then and may raise. Raises
    LibraryError if the file is of a newer program or holds nothing of a plan, and OSError.
    """
    best: Harvest | None = None
    for size in page_sizes(path):
        with PageFile(path, size) as pages:
            entries = _schema(pages, check)
            version = _version(pages, entries, path, check)
            found = _harvest(pages, entries, version, shapes_of(version), check)
        if best is None or _count(found) > _count(best):
            best = found
        if any(entry.name == _OURS for entry in entries):
            break  # the size is right
    if best is None or not _count(best):
        raise LibraryError(tr("Nothing of a plan can be read in “{path}”. Restore a backup.", path=path))
    return best


def _count(found: Harvest) -> int:
    return sum(len(table.rows) for table in found.tables.values())


# ------------------------------------------------------------------ the schema of the file


def _schema(pages: PageFile, check: Check) -> list[_Entry]:
    """What the file says of its tables; from any page that says so where its own way there is broken."""
    tree = read_tree(pages, _SCHEMA_ROOT, check)
    found = {entry.name: entry for entry in _entries(tree.rows.values())}
    if tree.broken or _OURS not in found:
        for number in range(2, pages.count + 1):
            if number not in tree.pages and page_kind(pages.page(number), number) == TABLE_LEAF:
                records = [cell.record for cell in leaf_cells(pages, number, set()) if cell is not None]
                for entry in _entries(records):
                    found.setdefault(entry.name, entry)
            if number % 64 == 0:
                check()
    return list(found.values())


def _entries(records: Iterable[Record]) -> Iterator[_Entry]:
    for record in records:
        if len(record) != 5 or record[0] not in _SCHEMA_KINDS:
            continue
        kind, name, table, root, sql = record
        if isinstance(name, str) and isinstance(table, str) and isinstance(root, int) and root > 0:
            yield _Entry(str(kind), name, table, root, sql if isinstance(sql, str) else "")


def _version(pages: PageFile, entries: list[_Entry], path: Path, check: Check) -> int:
    """The schema of the file: what Alembic noted in a table, else what the header says, if that can be."""
    noted = 0
    for entry in entries:
        if entry.name == "alembic_version" and entry.kind == "table":
            for record in read_tree(pages, entry.root, check).rows.values():
                if record and isinstance(record[0], str) and record[0].isdecimal() and len(record[0]) < 9:
                    noted = int(record[0])
    if noted == pages.marks.version:
        refuse_newer(path, noted)
    known = range(1, SCHEMA_VERSION + 1)
    return next((version for version in (noted, pages.marks.version) if version in known), SCHEMA_VERSION)


# ------------------------------------------------------------------ the rows


def _harvest(
    pages: PageFile, entries: list[_Entry], version: int, shapes: Mapping[str, Shape], check: Check
) -> Harvest:
    used: set[int] = {_SCHEMA_ROOT}
    tables: dict[str, _Candidate] = {}
    roots = {entry.name: entry for entry in entries if entry.kind == "table"}
    for name in shapes:
        tables[name] = _read_table(pages, roots.get(name), shapes[name], used, check)
    indexes: dict[str, list[_Entry]] = {name: [] for name in tables}
    for entry in entries:
        if entry.kind == "index" and entry.table in tables:
            indexes[entry.table].append(entry)
    for name, table in tables.items():
        _ask_indexes(pages, table, indexes[name], used, check)
    if any(each.has_gap for each in tables.values()):
        for entry in entries:
            if entry.name not in tables and entry.root not in used:
                used |= read_tree(pages, entry.root, check).pages
        _hunt(pages, tables, used, check)
    return Harvest(version, {name: _told(each) for name, each in tables.items()}, _journal_steps(pages, roots, check))


def _told(table: _Candidate) -> Found:
    return Found(table.rows, len(table.lost), table.broken)


def _read_table(pages: PageFile, entry: _Entry | None, shape: Shape, used: set[int], check: Check) -> _Candidate:
    if entry is None:
        return _Candidate(shape, {}, 0, has_root=False)
    own = shape_of_statement(entry.sql) or shape
    tree: Tree = read_tree(pages, entry.root, check)
    used |= tree.pages
    rows: dict[int, Row] = {}
    strangers = 0
    for row_id, record in tree.rows.items():
        row = own.row(row_id, record)
        if row is None:
            strangers += 1
        else:
            rows[row_id] = row
    return _Candidate(own, rows, tree.broken + strangers, has_root=True)


def _ask_indexes(pages: PageFile, table: _Candidate, indexes: list[_Entry], used: set[int], check: Check) -> None:
    """Learns from the indexes of a table which rows it has: from one where they agree, else from all."""
    for entry in sorted(indexes, key=lambda each: " WHERE " in each.sql):
        tree = read_tree(pages, entry.root, check)
        used |= tree.pages
        table.known |= tree.known
        table.knows_all |= not tree.broken and " WHERE " not in entry.sql
        if table.knows_all and not table.has_gap:
            return


def _hunt(pages: PageFile, tables: Mapping[str, _Candidate], used: set[int], check: Check) -> None:
    """Looks through the pages that nothing leads to for rows of tables that lack some.

    Where an index of all rows of a table can be read, only rows that they know are taken: others were deleted long ago.
    """
    used = used | pages.free_pages()
    for number in range(2, pages.count + 1):
        if number % 64 == 0:
            check()
        if number in used or page_kind(pages.page(number), number) != TABLE_LEAF:
            continue
        cells = {cell.row_id: cell.record for cell in leaf_cells(pages, number, set()) if cell is not None}
        best: dict[int, Row] = {}
        goal: _Candidate | None = None
        for name, table in tables.items():
            if table.has_gap:
                fitting = _fitting(name, table, cells)
                if len(fitting) > len(best):
                    best, goal = fitting, table
        if goal is not None:
            for row_id, row in best.items():
                goal.rows.setdefault(row_id, row)


def _fitting(name: str, table: _Candidate, cells: Mapping[int, Record]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    wanted = table.lost if table.knows_all else None
    for row_id, record in cells.items():
        if wanted is not None and row_id not in wanted:
            continue
        row = table.shape.row(row_id, record)
        if row is not None and is_plausible(name, row):
            found[row_id] = row
    return found


def _journal_steps(pages: PageFile, roots: Mapping[str, _Entry], check: Check) -> int:
    entry = roots.get("sqlite_sequence")
    if entry is not None:
        for record in read_tree(pages, entry.root, check).rows.values():
            if len(record) == 2 and record[0] == "journal_step" and isinstance(record[1], int):
                return max(record[1], 0)
    return 0
