"""A table of activities as CSV on the way in: what each column holds, a preview, and the rows as a plan takes them.

The format and the names that are known stand in ``docs/formats/csv.md``. A caller may look at the mapping that was
found, change it and read the same bytes again with it.
"""

from collections.abc import Iterator
from collections.abc import Mapping as Lookup
from typing import Final, NamedTuple, Self

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.exchange.csv_rows import CsvRows
from planner.exchange.csv_table import Table, read_table
from planner.exchange.csv_values import Order, minutes_in, order_of, read_date
from planner.exchange.csv_words import DATES, FIELDS, field_of
from planner.exchange.incoming import Incoming, Skipped

PREVIEWED: Final = 20
_OURS: Final = frozenset(("uid", "title", "kind", "status"))


class Mapping(NamedTuple):
    """How a table is read.

    ``fields`` say for each column what it holds: one of :data:`planner.exchange.csv_words.FIELDS`, or empty for a
    column that is left out. ``orders`` say for each field of dates how days and months stand: ``dmy``, ``mdy``, or
    empty where that is plain. ``doubtful`` are the fields of dates whose order the column does not tell: until it is
    set, dates that could be two days are left out and reported. ``unit`` is what a bare number of the estimate means,
    in minutes.
    """

    fields: tuple[str, ...]
    orders: tuple[tuple[str, Order], ...] = ()
    doubtful: tuple[str, ...] = ()
    unit: float = 1
    delimiter: str = ","
    has_heading: bool = True
    is_ours: bool = False

    def with_column(self, number: int, field: str) -> Self:
        """The same but for one column, counted from 0; what held the field before holds nothing then.

        The order of the dates that it touches is found anew, since it was that of another column.

        Raises InvalidInputError for a field or a column that is not there.
        """
        if field and field not in FIELDS:
            raise InvalidInputError(
                tr(
                    "“{name}” is nothing that a column can hold. Choose one of {known}.",
                    name=field,
                    known=", ".join(FIELDS),
                )
            )
        if not 0 <= number < len(self.fields):
            raise InvalidInputError(tr("The table has no column {n}. Choose another one.", n=number + 1))
        fields = ["" if other == field and field != "tags" else other for other in self.fields]
        moved = {field, fields[number]}
        fields[number] = field
        orders = tuple(each for each in self.orders if each[0] not in moved)
        doubtful = tuple(each for each in self.doubtful if each not in moved)
        return self._replace(fields=tuple(fields), orders=orders, doubtful=doubtful)

    def with_order(self, order: Order, *fields: str) -> Self:
        """The same with the order of day and month set for these fields of dates, or for all that are in doubt."""
        chosen = fields or self.doubtful
        orders = dict(self.orders) | dict.fromkeys(chosen, order)
        doubtful = tuple(field for field in self.doubtful if field not in chosen)
        return self._replace(orders=tuple(orders.items()), doubtful=doubtful)


class Doubt(NamedTuple):
    """A date that could be two days: the field, the cell, and the day by either order."""

    field: str
    text: str
    day_first: str
    month_first: str


class Preview(NamedTuple):
    """A table before it comes in: its columns, how it will be read, and its first rows as they would be.

    ``rows`` are by their lines; they are empty where no column holds the titles. ``samples`` are the cells as they
    stand, with the lines of them in ``lines``. ``doubts`` has one date for each field whose column does not tell the
    order of day and month, whether or not the mapping says it.
    """

    columns: tuple[str, ...]
    mapping: Mapping
    rows: tuple[tuple[int, Lookup[str, object]], ...]
    samples: tuple[tuple[str, ...], ...]
    total: int
    skipped: tuple[Skipped, ...]
    lines: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def detect(table: Table) -> Mapping:
    """How a table is read as far as it tells by itself."""
    fields: list[str] = []
    for name in table.columns if table.has_heading else ():
        field = field_of(name)
        fields.append(field if field == "tags" or field not in fields else "")
    fields += [""] * (len(table.columns) - len(fields))
    if "title" not in fields:
        number = _likely_title(table, fields)
        if number is not None:
            fields[number] = "title"
    unit = 1.0
    for name, field in zip(table.columns, fields, strict=True):
        if field == "estimate":
            unit = _unit_of(
                name,
                [
                    row.cells[fields.index("estimate")]
                    for row in table.rows[:200]
                    if len(row.cells) > fields.index("estimate")
                ],
            )
    is_ours = set(fields) >= _OURS and table.columns[0] == "uid"
    mapping = Mapping(tuple(fields), (), (), unit, table.delimiter, table.has_heading, is_ours)
    return _with_orders(table, mapping)


def _with_orders(table: Table, mapping: Mapping) -> Mapping:
    """The mapping with the order of the dates of each column that has none yet."""
    orders = {field: order for field, order in mapping.orders if field not in mapping.doubtful}
    doubtful = []
    for number, field in enumerate(mapping.fields):
        if field not in DATES or field in orders:
            continue
        order, certain = order_of(row.cells[number] for row in table.rows if number < len(row.cells))
        orders[field] = order
        if not certain:
            doubtful.append(field)
    # What one column proves is taken for the others of the file too.
    proven = {order for order in orders.values() if order}
    if doubtful and len(proven) == 1:
        orders |= dict.fromkeys(doubtful, proven.pop())
        doubtful = []
    return mapping._replace(orders=tuple(orders.items()), doubtful=tuple(doubtful))


def _unit_of(name: str, cells: list[str]) -> float:
    """What a bare number in a column of estimates means, by the column's name and by its largest number."""
    word = name.lower()
    if "min" in word:
        return 1
    if "hour" in word or "hrs" in word or "(h)" in word:
        return 60
    if word == "original estimate":
        return 1 / 60  # seconds, as Jira writes them
    numbers = [
        found for cell in cells if cell.strip().isascii() and cell.strip().isdigit() and (found := minutes_in(cell))
    ]
    return 60 if numbers and max(numbers) <= 12 else 1


def _likely_title(table: Table, fields: list[str]) -> int | None:
    """The column of the longest texts among those that say nothing by their names."""
    best, longest = None, 0.0
    for number, field in enumerate(fields):
        if field:
            continue
        cells = [row.cells[number].strip() for row in table.rows[:200] if number < len(row.cells)]
        texts = [cell for cell in cells if any(char.isalpha() for char in cell)]
        if len(texts) * 2 < len(cells) or not texts:
            continue
        average = sum(min(len(text), 80) for text in texts) / len(texts)
        if average > longest:
            best, longest = number, average
    return best


def read_csv(data: bytes, where: str, mapping: Mapping | None = None) -> Incoming:
    """Read a table of activities.

    Raises ExchangeError for a file that is too large, empty, no text, no table, or without titles.
    """
    table, found = _table(data, where, mapping)
    rows = CsvRows(table, found.fields, dict(found.orders), found.unit, where, is_ours=found.is_ours)
    return rows.incoming()


def preview_csv(data: bytes, where: str, mapping: Mapping | None = None, limit: int = PREVIEWED) -> Preview:
    """The first rows of a table as they would come in, and how it is read. Raises ExchangeError as reading does.

    A table without a column of titles has no such rows, but can be looked at to say which one it is.
    """
    table, found = _table(data, where, mapping)
    shown: tuple[tuple[int, Lookup[str, object]], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    if "title" in found.fields:
        rows = CsvRows(table, found.fields, dict(found.orders), found.unit, where, is_ours=found.is_ours)
        shown, skipped = rows.preview(limit)
    samples = tuple(tuple(cell[:200] for cell in row.cells) for row in table.rows[:limit])
    lines = tuple(row.line for row in table.rows[:limit])
    doubts = tuple(_doubts(table, found.fields))
    return Preview(table.columns, found, shown, samples, len(table.rows), skipped, lines, doubts)


def _doubts(table: Table, fields: tuple[str, ...]) -> Iterator[Doubt]:
    """The first date that could be two days of each field that is in doubt."""
    for field in _with_orders(table, Mapping(fields)).doubtful:
        number = fields.index(field)
        for row in table.rows:
            text = row.cells[number].strip() if number < len(row.cells) else ""
            found = read_date(text)
            if found is not None and not found.sure and len(found.days) == 2:
                yield Doubt(field, text, found.days["dmy"], found.days["mdy"])
                break


def _table(data: bytes, where: str, mapping: Mapping | None) -> tuple[Table, Mapping]:
    if mapping is None:
        table = read_table(data, where)
        return table, detect(table)
    table = read_table(data, where, mapping.delimiter, mapping.has_heading)
    fields = (*mapping.fields, *[""] * len(table.columns))[: len(table.columns)]
    return table, _with_orders(table, mapping._replace(fields=fields))
