"""A CSV file as a table: encoding, delimiter and heading detected, lines numbered, odd rows reported."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.limits import TEXT_MAX
from planner.exchange.csv_values import read_date
from planner.exchange.csv_words import field_of
from planner.exchange.incoming import MAX_ACTIVITIES, Remarks, line_of
from planner.exchange.text_files import check_size, decoded

MAX_BYTES: Final = 20_000_000
MAX_COLUMNS: Final = 200
DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 60_000
_SAMPLE_ROWS: Final = 50
_FIELD_MAX: Final = 2 * TEXT_MAX


class Row(NamedTuple):
    """The cells of one row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table: the names of its columns, its rows, and what was odd about the file."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    has_heading: bool
    remarks: Remarks


def read_table(
    data: bytes, where: str, delimiter: str = "", heading: bool | None = None, most_columns: int = MAX_COLUMNS
) -> Table:
    """Read a CSV file. The delimiter and whether there is a heading line are detected unless given.

    Raises ExchangeError for a file that is too large, empty, no text or no table.
    """
    check_size(len(data), MAX_BYTES, where)
    remarks = Remarks(where)
    text, remark = decoded(data, where)
    if remark:
        remarks.add(where, remark)
    skipped = 0
    if text[:4].lower() == "sep=" and text[5:6] in ("\n", ""):  # how Excel is told the delimiter
        delimiter = delimiter or text[4:5]
        text, skipped = text[6:], 1
    delimiter = delimiter if delimiter in DELIMITERS else _delimiter(text)
    rows = [Row(row.line + skipped, row.cells) for row in _rows(text, delimiter, remarks, most_columns)]
    if not rows:
        raise ExchangeError(tr("“{where}” holds no row; save the table again and import that.", where=where))
    width = max(len(row.cells) for row in rows)
    if width == 1 and len(rows) == 1:
        raise ExchangeError(
            tr("“{where}” is not a table: it holds one cell alone; export the table as CSV again.", where=where)
        )
    if heading is None:
        heading = _is_heading(rows)
    names = rows[0].cells if heading else ()
    columns = tuple(
        line_of(names[number], 100) if number < len(names) and names[number].strip() else tr("Column {n}", n=number + 1)
        for number in range(width)
    )
    return Table(columns, tuple(rows[1:] if heading else rows), delimiter, heading, remarks)


def _delimiter(text: str) -> str:
    """The delimiter with which most of the first rows have the same number of cells, and more than one."""
    sample = text[:_SAMPLE]
    best, best_score = ",", 0.0
    for candidate in DELIMITERS:
        if candidate not in sample:
            continue
        widths = Counter(
            len(cells) for cells in _parsed(sample, candidate, _SAMPLE_ROWS) if any(cell.strip() for cell in cells)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
        score = count / widths.total() + min(width, MAX_COLUMNS) / 1_000
        if score > best_score:
            best, best_score = candidate, score
    return best


def _parsed(text: str, delimiter: str, limit: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _ in range(limit):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def _rows(text: str, delimiter: str, remarks: Remarks, most_columns: int) -> Iterator[Row]:
    previous = csv.field_size_limit(_FIELD_MAX)
    try:
        yield from _limited(text, delimiter, remarks, most_columns)
    finally:
        csv.field_size_limit(previous)


def _limited(text: str, delimiter: str, remarks: Remarks, most_columns: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    count, begins, last = 0, 1, 1
    too_wide = False
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            remarks.line(begins, tr("a cell of over {n} characters was left out with its row", n=_FIELD_MAX))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > most_columns and not too_wide:
            too_wide = True
            remarks.line(begins, tr("only the first {n} columns are read", n=most_columns))
        if count > MAX_ACTIVITIES:
            remarks.line(begins, tr("only {n} rows are read; split the file", n=MAX_ACTIVITIES))
            return
        count += 1
        last = begins
        yield Row(begins, tuple(cells[:most_columns]))
    if text.count('"') % 2 and reader.line_num > last:
        remarks.line(last, tr("a quotation mark is never closed, so that the rest of the file is one row"))


def _is_heading(rows: list[Row]) -> bool:
    """Whether the first row names the columns: one of the names is known, or none of it looks like content."""
    first = [cell.strip() for cell in rows[0].cells]
    if any(field_of(cell) for cell in first):
        return True
    filled = [cell for cell in first if cell]
    plain = all(not any(char.isdigit() for char in cell) and read_date(cell) is None for cell in filled)
    below = rows[1:20]
    has_numbers = any(any(char.isdigit() for char in cell) for row in below for cell in row.cells)
    return len(filled) > 1 and len(set(filled)) == len(filled) and plain and has_numbers
