"""What activities cost: the expenses of one, and those of all with what they come to in each year and currency."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from planner.domain.dates import format_date
from planner.domain.model import Expense
from planner.domain.money import Money
from planner.domain.spending import PRICE_ITEMS, Outlay, PricedGoal, Total, list_price, totals
from planner.domain.words import ActivityId, Kind, Status
from planner.services.queries.goals import GoalRow, goals
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader


class Standing(StrEnum):
    """How a line counts: as spent, as planned, as planned by a list price alone, or not at all."""

    PAID = "paid"
    PLANNED = "planned"
    LIST_PRICE = "list_price"
    DROPPED = "dropped"


class MoneyLine(NamedTuple):
    """An expense with its activity, or the list price of a goal: it has no ``uid``, and ``day`` may be None."""

    activity_id: ActivityId
    activity_uid: str
    title: str
    kind: str
    trashed: bool
    uid: str
    item: str
    minor: int
    currency: str
    day: str | None
    year: int
    standing: Standing
    reimbursed_minor: int = 0
    note: str = ""


class MoneyView(NamedTuple):
    """All that activities cost. The newest year comes first in both; what has no day ends its year."""

    totals: tuple[Total, ...]
    lines: tuple[MoneyLine, ...]

    def of_year(self, year: int) -> tuple[MoneyLine, ...]:
        """The lines of one year, the earliest first."""
        return tuple(sorted((line for line in self.lines if line.year == year), key=_by_day))


_ONE: Final = """
SELECT id, uid, activity_id, item, minor, currency, on_date, paid, reimbursed_minor, exam_id, note
FROM expense WHERE activity_id = ? ORDER BY on_date, id
"""

_BUDGET: Final = "SELECT minor, currency FROM budget WHERE activity_id = ?"

_ALL: Final = """
SELECT a.id, a.uid, a.title, a.kind, a.trashed_at IS NOT NULL, a.status, x.uid, x.item, x.minor, x.currency, x.on_date,
       x.paid, x.reimbursed_minor, x.note
FROM expense AS x JOIN activity AS a ON a.id = x.activity_id
"""

_PRICES: Final = f"""
SELECT a.id, a.uid, p.fee_minor, p.fee_currency FROM certification AS p JOIN activity AS a ON a.id = p.activity_id
WHERE p.fee_minor > 0 AND p.state IN ('preparing', 'booked') AND {LIVING}
UNION ALL
SELECT a.id, a.uid, p.fee_minor, p.fee_currency FROM course AS p JOIN activity AS a ON a.id = p.activity_id
WHERE p.fee_minor > 0 AND p.state IN ('enrolled', 'in_progress') AND {LIVING}
"""

_LAST_CURRENCY: Final = "SELECT currency FROM expense ORDER BY id DESC LIMIT 1"


def expenses_of(reader: Reader, activity_id: int) -> tuple[Expense, ...]:
    """The expenses of an activity by their days."""
    return tuple(Expense._make((*row[:7], bool(row[7]), *row[8:])) for row in reader.rows(_ONE, (activity_id,)))


def budget_of(reader: Reader, activity_id: int) -> Money | None:
    """What the person is willing to spend on an activity, None where that is not said."""
    row = next(iter(reader.rows(_BUDGET, (activity_id,))), None)
    return None if row is None else Money(*row)


def last_currency(reader: Reader) -> str:
    """The currency of the expense that was added last, which the next one is likely to have; empty if there is none."""
    return reader.value(_LAST_CURRENCY) or ""


def money_view(reader: Reader, today: date, zone: str) -> MoneyView:
    """Everything that was spent or is planned, with its totals; five statements."""
    lines = [_expense(row) for row in reader.rows(_ALL)]
    items: dict[int, set[str]] = {}
    for line in lines:
        items.setdefault(line.activity_id, set()).add(line.item)
    prices = {row[0]: row[1:] for row in reader.rows(_PRICES)}
    for goal in goals(reader, today, zone, prices):
        uid, minor, currency = prices[goal.id]
        day = _day(goal)
        priced = PricedGoal(goal.kind, goal.state, minor, currency, day, frozenset(items.get(goal.id, ())))
        price = list_price(priced, today.year)
        if price is not None:
            item, written = PRICE_ITEMS[goal.kind].value, None if day is None else format_date(day)
            about = (goal.id, uid, goal.title, goal.kind, False, "", item, minor, currency, written, price.year)
            lines.append(MoneyLine(*about, Standing.LIST_PRICE))
    lines.sort(key=_by_day)
    lines.sort(key=lambda line: line.year, reverse=True)
    return MoneyView(totals(_outlays(lines)), tuple(lines))


def _expense(row: tuple[Any, ...]) -> MoneyLine:
    activity_id, uid, title, kind, trashed, status, key, item, minor, currency, day, paid, reimbursed, note = row
    dropped = trashed or status == Status.SKIPPED
    standing = Standing.PAID if paid else Standing.DROPPED if dropped else Standing.PLANNED
    about = (activity_id, uid, title, kind, bool(trashed), key, item, minor, currency, day, int(day[:4]))
    return MoneyLine(*about, standing, reimbursed, note)


def _by_day(line: MoneyLine) -> tuple[bool, str, str, str]:
    return (line.day is None, line.day or "", line.title, line.uid)


def _day(goal: GoalRow) -> date | None:
    moment = goal.due if goal.kind == Kind.COURSE else goal.exam
    return None if moment is None else moment.day


def _outlays(lines: Iterable[MoneyLine]) -> Iterable[Outlay]:
    for line in lines:
        paid, dropped = line.standing is Standing.PAID, line.standing is Standing.DROPPED
        yield Outlay(line.year, line.currency, line.minor, paid, line.reimbursed_minor, dropped)


def price_day(reader: Reader, activity_id: int, today: date, zone: str) -> date | None:
    """The day of the exam of a certification, or on which a course is due, if there is one."""
    return next((_day(goal) for goal in goals(reader, today, zone, (activity_id,))), None)
