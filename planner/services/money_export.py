"""What activities cost, as a file for spreadsheets."""

from collections.abc import Iterable
from pathlib import Path

from planner.config.text import tr
from planner.domain.money import format_amount
from planner.exchange.money_table import SpendingLine, write_money_csv
from planner.services.export import write_table
from planner.services.planner import Planner
from planner.services.queries.expenses import MoneyLine


def money_bytes(lines: Iterable[MoneyLine]) -> bytes:
    """The lines as CSV."""
    return write_money_csv(
        SpendingLine(
            line.year,
            line.day or "",
            line.title,
            line.item,
            line.currency,
            format_amount(line.minor, line.currency),
            line.standing.value,
            format_amount(line.reimbursed_minor, line.currency),
            line.note,
        )
        for line in lines
    )


def export_money(planner: Planner, path: Path, lines: Iterable[MoneyLine]) -> Path:
    """Writes the lines to a file, whole or not at all.

    Raises InvalidInputError for another ending than .csv, ExchangeError where there is nothing to write or the file
    cannot be written.
    """
    nothing = tr("No money is written down yet. Add an expense to a goal or an event first.")
    write_table(planner, path, tuple(lines), money_bytes, nothing)
    return path
