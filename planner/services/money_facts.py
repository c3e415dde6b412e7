"""What money says about itself: the columns and cells of its tables. Pure words; no database, no clock."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.domain.spending import BudgetStanding, Total
from planner.services.humanize import amount_text, long_date, money_text
from planner.services.queries.expenses import MoneyLine, Standing
from planner.services.words import expense_word


class Sum(IntEnum):
    """The columns of the totals."""

    YEAR = 0
    CURRENCY = 1
    PLANNED = 2
    SPENT = 3
    REIMBURSED = 4
    NET = 5


class Cost(IntEnum):
    """The columns of the expenses of a year."""

    DAY = 0
    WHAT = 1
    STANDING = 2
    REIMBURSED = 3
    AMOUNT = 4


SUMS_RIGHT: Final = frozenset({Sum.PLANNED, Sum.SPENT, Sum.REIMBURSED, Sum.NET})
COSTS_RIGHT: Final = frozenset({Cost.REIMBURSED, Cost.AMOUNT})
"""What stands on the right of its column."""


def sum_title(column: int) -> str:
    """The heading of a column of the totals."""
    return (tr("Year"), tr("Currency"), tr("Planned"), tr("Spent"), tr("Reimbursed"), tr("Net"))[column]


def sum_meaning(column: int) -> str:
    """What a column of the totals holds, in more words than its heading has room for."""
    return (
        tr("The year of the expense"),
        tr("Amounts in different currencies are never added up"),
        tr("What is not paid yet, and the list prices of goals under way without an expense for it"),
        tr("What was paid"),
        tr("What came back of what was paid, in the year of the expense"),
        tr("Spent less reimbursed"),
    )[column]


def sum_text(total: Total, column: int) -> str:
    """What stands in a cell of the totals; a dash for nothing."""
    if column == Sum.YEAR:
        return str(total.year)
    if column == Sum.CURRENCY:
        return total.currency
    minor = (total.planned, total.spent, total.reimbursed, total.net)[column - Sum.PLANNED]
    return amount_text(minor, total.currency) if minor else "–"


def spoken_sum(total: Total, column: int) -> str:
    """A cell of the totals as a sentence of its own, for screen readers; the first one tells the whole row."""
    if column == Sum.YEAR:
        parts = [tr("{year}, {currency}", year=total.year, currency=total.currency)]
        return ", ".join(parts + [spoken_sum(total, other) for other in sorted(SUMS_RIGHT)])
    text = sum_text(total, column)
    return tr("{column}: {text}", column=sum_title(column), text=tr("nothing") if text == "–" else text)


def cost_title(column: int) -> str:
    """The heading of a column of the expenses."""
    return (tr("Day"), tr("For"), tr("Status"), tr("Reimbursed"), tr("Amount"))[column]


def cost_text(line: MoneyLine, column: int) -> str:
    """What stands in a cell of the expenses; of what it is for, the activity."""
    if column == Cost.DAY:
        return tr("No day yet") if line.day is None else long_date(parse_date(line.day))
    if column == Cost.WHAT:
        return line.title
    if column == Cost.STANDING:
        return standing_words(line.standing)
    if column == Cost.REIMBURSED:
        return amount_text(line.reimbursed_minor, line.currency) if line.reimbursed_minor else ""
    return money_text(line.minor, line.currency)


def cost_below(line: MoneyLine) -> str:
    """What stands below the title of the activity: “Exam fee · paid by the company”."""
    words = [expense_word(line.item), line.note]
    if line.trashed:
        words.insert(0, tr("in the trash"))
    return " · ".join(filter(None, words))


def spoken_cost(line: MoneyLine, column: int) -> str:
    """A cell of the expenses for screen readers; that of the day tells the whole row."""
    text = cost_text(line, column)
    if column == Cost.DAY:
        money = money_text(line.minor, line.currency)
        parts = [text, line.title, cost_below(line), money, standing_words(line.standing)]
        if line.reimbursed_minor:
            parts.append(reimbursed_words(line.reimbursed_minor, line.currency))
        return ", ".join(parts)
    if column == Cost.WHAT:
        return f"{line.title}, {cost_below(line)}"
    return tr("{column}: {text}", column=cost_title(column), text=text or tr("nothing"))


def standing_words(standing: Standing) -> str:
    """How a line counts, in a word or two."""
    return {
        Standing.PAID: tr("paid"),
        Standing.PLANNED: tr("planned"),
        Standing.LIST_PRICE: tr("list price"),
        Standing.DROPPED: tr("no longer planned"),
    }[standing]


def reimbursed_words(minor: int, currency: str) -> str:
    """“reimbursed USD 50.00”."""
    return tr("reimbursed {money}", money=money_text(minor, currency))


def budget_words(standing: BudgetStanding, currency: str) -> str:
    """“300.00 left” or “150.00 over”; empty where nothing counts."""
    if not standing.counted:
        return ""
    amount = amount_text(abs(standing.left), currency)
    return tr("{amount} over", amount=amount) if standing.left < 0 else tr("{amount} left", amount=amount)


def price_remark(lines: Iterable[MoneyLine]) -> str:
    """The footnote that says how many list prices are among what is planned; empty where there are none."""
    number = sum(line.standing is Standing.LIST_PRICE for line in lines)
    if not number:
        return ""
    return trn(
        "Planned counts the list price of {n} goal under way that has no expense for it yet.",
        "Planned counts the list prices of {n} goals under way that have no expense for them yet.",
        number,
    )
