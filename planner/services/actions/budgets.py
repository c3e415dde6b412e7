"""The budget of an activity: setting and clearing it."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.model import Budget
from planner.domain.money import Money
from planner.domain.spending import check_budget
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.humanize import money_text
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SetBudget(Action):
    """Says what the person is willing to spend on an activity; None takes that back.

    ``visit`` names one visit to the field, as in EditActivity.
    """

    activity_id: ActivityId
    money: Money | None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        old = tx.one(Budget, activity_id=row.id)
        if self.money is None:
            if old is not None:
                tx.remove(Budget, old.id)
            return tr("Clear the budget of “{title}”", title=row.title)
        common.whole_number(self.money.minor)
        check_budget(self.money)
        if old is None:
            tx.add(Budget(0, row.id, *self.money))
        else:
            tx.put(old._replace(minor=self.money.minor, currency=self.money.currency))
        return tr("Set the budget of “{title}” to {money}", title=row.title, money=money_text(*self.money))

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"budget:{self.activity_id}:{self.visit}"
