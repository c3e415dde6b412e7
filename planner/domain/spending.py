"""What an expense must be, and what all of them come to in each year and currency: planned, spent, reimbursed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError, tr
from planner.domain.money import LARGEST, Money, format_money, is_currency
from planner.domain.words import CertificationState, CourseState, ExpenseItem, Kind

PRICE_ITEMS: Final[Mapping[str, ExpenseItem]] = {
    Kind.CERTIFICATION: ExpenseItem.EXAM,
    Kind.COURSE: ExpenseItem.COURSE,
}
"""What the list price of a kind is for: an expense of this item takes its place."""

_AHEAD: Final = {
    Kind.CERTIFICATION: frozenset({CertificationState.PREPARING, CertificationState.BOOKED}),
    Kind.COURSE: frozenset({CourseState.ENROLLED, CourseState.IN_PROGRESS}),
}


def check_budget(money: Money) -> None:
    """Tell by an InvalidInputError what is wrong with a budget."""
    _check_currency(money)
    if money.minor <= 0:
        raise InvalidInputError(tr("A budget is more than zero. Give its amount, such as 1,200.00 EUR, or nothing."))
    _check_size(money)


def check_expense(money: Money, on_date: str, today: date, *, paid: bool, reimbursed: Money | None) -> None:
    """Tell by an InvalidInputError what is wrong with an expense; ``reimbursed`` None is nothing."""
    _check_currency(money)
    if money.minor <= 0:
        raise InvalidInputError(tr("An expense is more than zero. Give its amount, such as 150.00 USD."))
    _check_size(money)
    day = parse_date(on_date)
    if paid and day > today:
        raise InvalidInputError(
            tr("{day} lies in the future. Give the day on which it was paid, or mark it as not paid yet.", day=day)
        )
    if reimbursed is not None and reimbursed.minor:
        _check_reimbursed(money, reimbursed, paid=paid)


def _check_currency(money: Money) -> None:
    if not is_currency(money.currency):
        raise InvalidInputError(
            tr("“{code}” is not a currency. Give its code of three letters, such as EUR.", code=money.currency[:20])
        )


def _check_size(money: Money) -> None:
    if money.minor > LARGEST:
        raise InvalidInputError(tr("“{text}” is too large; write a smaller amount.", text=format_money(*money)))


def _check_reimbursed(money: Money, reimbursed: Money, *, paid: bool) -> None:
    if reimbursed.currency != money.currency:
        raise InvalidInputError(
            tr(
                "What was paid in {currency} cannot be reimbursed in another currency."
                " Give in {currency} what came back.",
                currency=money.currency,
            )
        )
    if reimbursed.minor < 0:
        raise InvalidInputError(tr("What was reimbursed is less than zero. Give what came back, or nothing."))
    if reimbursed.minor > money.minor:
        raise InvalidInputError(
            tr(
                "{back} is more than the {money} that it cost. Correct one of the amounts.",
                back=format_money(*reimbursed),
                money=format_money(*money),
            )
        )
    if not paid:
        raise InvalidInputError(
            tr("What is not paid yet cannot be reimbursed. Mark it as paid, or leave out what was reimbursed.")
        )


class Outlay(NamedTuple):
    """An amount of a year, in minor units. ``dropped`` tells that nothing more will come of its activity."""

    year: int
    currency: str
    minor: int
    paid: bool = False
    reimbursed_minor: int = 0
    dropped: bool = False

    @property
    def is_planned(self) -> bool:
        """Whether it will be paid."""
        return not self.paid and not self.dropped


class PricedGoal(NamedTuple):
    """A living certification or course with its list price, and the items of the expenses that it has.

    ``day`` is that of its exam, or on which the course is due.
    """

    kind: str
    state: str
    minor: int
    currency: str
    day: date | None = None
    items: frozenset[str] = frozenset()


def list_price(goal: PricedGoal, this_year: int) -> Outlay | None:
    """What the list price of a goal adds to what is planned.

    None unless the person is at it and has written down no expense for it, planned or paid.
    """
    if goal.state not in _AHEAD.get(Kind(goal.kind), ()) or PRICE_ITEMS[goal.kind] in goal.items:
        return None
    if goal.minor <= 0 or not is_currency(goal.currency):
        return None
    return Outlay(this_year if goal.day is None else goal.day.year, goal.currency, goal.minor)


class Total(NamedTuple):
    """What a year comes to in one currency, in its minor units."""

    year: int
    currency: str
    planned: int = 0
    spent: int = 0
    reimbursed: int = 0

    @property
    def net(self) -> int:
        """What was spent and did not come back."""
        return self.spent - self.reimbursed


def totals(outlays: Iterable[Outlay]) -> tuple[Total, ...]:
    """One total for each year and currency in which something was spent or is planned, the newest year first."""
    found: dict[tuple[int, str], Total] = {}
    for outlay in outlays:
        if not (outlay.paid or outlay.is_planned):
            continue
        key = (outlay.year, outlay.currency)
        total = found.get(key) or Total(*key)
        if outlay.paid:
            found[key] = total._replace(
                spent=total.spent + outlay.minor, reimbursed=total.reimbursed + outlay.reimbursed_minor
            )
        else:
            found[key] = total._replace(planned=total.planned + outlay.minor)
    return tuple(sorted(found.values(), key=lambda total: (-total.year, total.currency)))


class BudgetStanding(NamedTuple):
    """How a budget stands: ``left`` in its minor units, less than zero where it is overrun.

    ``counted`` tells whether any outlay is in its currency, ``others`` whether any is in another one.
    """

    left: int
    counted: bool = False
    others: bool = False


def budget_standing(budget: Money, outlays: Iterable[Outlay]) -> BudgetStanding:
    """What is left of a budget after what was spent and did not come back, and what is still planned.

    Outlays in other currencies are not converted, so they are not counted; nor is what is no longer planned.
    """
    found = totals(outlays)
    mine = [total for total in found if total.currency == budget.currency]
    left = budget.minor - sum(total.planned + total.net for total in mine)
    return BudgetStanding(left, bool(mine), len(mine) < len(found))
