"""The command on money: what was spent, what is planned, and what came back."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, number_between, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr
from planner.domain.dates import MAX_YEAR, MIN_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.cli.common import Commands
    from planner.domain.spending import Total
    from planner.services.queries.expenses import MoneyLine


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    parser = add_command(
        commands, "money", money, tr("what goals and events cost: planned, spent and reimbursed"), json=True
    )
    sentence = tr("“{{text}}” is not a year from {first} to {last}", first=MIN_YEAR, last=MAX_YEAR)
    parser.add_argument(
        "--year",
        type=number_between(MIN_YEAR, MAX_YEAR, sentence),
        metavar=tr("YEAR"),
        help=tr("one year (default: all)"),
    )


def money(args: argparse.Namespace) -> int:
    """Print what activities cost."""
    from planner.services.queries.expenses import money_view

    with plan(args) as planner:
        view = planner.read(money_view, planner.today(), planner.zone())
    totals = [total for total in view.totals if args.year in (None, total.year)]
    years = {each.year for each in view.lines if args.year in (None, each.year)}
    lines = [each for year in sorted(years, reverse=True) for each in view.of_year(year)]
    if args.json:
        document = {
            "totals": [_total_json(total) for total in totals],
            "expenses": [_line_json(each) for each in lines if each.uid],
            "list_prices": [_line_json(each) for each in lines if not each.uid],
        }
        print_json(document)
    else:
        _print(totals, lines)
    return 0


def _total_json(total: "Total") -> dict[str, object]:
    from planner.domain.money import format_amount

    amounts = {name: getattr(total, name) for name in ("planned", "spent", "reimbursed", "net")}
    return {
        "year": total.year,
        "currency": total.currency,
        **{name: format_amount(minor, total.currency) for name, minor in amounts.items()},
    }


def _line_json(row: "MoneyLine") -> dict[str, object]:
    from planner.domain.money import format_amount
    from planner.services.queries.expenses import Standing

    found: dict[str, object] = {
        "activity": row.activity_uid,
        "title": row.title,
        "item": row.item,
        "amount": format_amount(row.minor, row.currency),
        "currency": row.currency,
        "on": row.day,
        "year": row.year,
    }
    if row.standing is Standing.LIST_PRICE:
        return found
    return {
        "uid": row.uid,
        **found,
        "paid": row.standing is Standing.PAID,
        "counts": row.standing is not Standing.DROPPED,
        "reimbursed": format_amount(row.reimbursed_minor, row.currency),
        "note": row.note,
    }


def _print(totals: "Sequence[Total]", lines: "Sequence[MoneyLine]") -> None:
    from planner.services.humanize import money_text
    from planner.services.money_facts import Sum, price_remark, standing_words, sum_text, sum_title
    from planner.services.words import expense_word

    if not lines:
        line(tr("No money is written down for that."))
        return
    rows = [[sum_title(column) for column in Sum]]
    rows += [[sum_text(total, column) for column in Sum] for total in totals]
    table(rows, right=frozenset((2, 3, 4, 5)), indent=0)
    line()
    table(
        [
            (
                row.day or str(row.year),
                row.title,
                expense_word(row.item),
                money_text(row.minor, row.currency),
                standing_words(row.standing),
            )
            for row in lines
        ],
        right=frozenset((3,)),
        indent=0,
        limit=48,
    )
    remark = price_remark(lines)
    if remark:
        line()
        line(remark)
