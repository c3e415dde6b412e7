"""What activities cost as CSV for spreadsheets (docs/formats/csv.md); it only goes out."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.exchange.tables import guarded_csv


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
    return guarded_csv(SpendingLine._fields, lines)
