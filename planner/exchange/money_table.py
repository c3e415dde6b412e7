"""What activities cost as CSV for spreadsheets (docs/formats/csv.md); it only goes out."""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from planner.exchange.tables import guarded


class SpendingLine(NamedTuple):
    """An expense or a list price. Amounts are decimal numbers as text; ``day`` is ``YYYY-MM-DD`` or empty.

    ``standing`` is ``paid``, ``planned``, ``list_price`` or ``dropped``.
    """

    year: int
    day: str
    activity: str
    item: str
    currency: str
    amount: str
    standing: str
    reimbursed: str
    note: str


def write_money_csv(lines: Iterable[SpendingLine]) -> bytes:
    """Write the lines: RFC 4180, UTF-8 without a byte order mark, one heading line.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(SpendingLine._fields)
    for line in lines:
        writer.writerow([guarded(value) if isinstance(value, str) else str(value) for value in line])
    return out.getvalue().encode()
