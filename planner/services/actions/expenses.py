"""Expenses of activities: adding, changing and removing them."""

from dataclasses import dataclass
from typing import Final

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Exam, Expense
from planner.domain.money import Money
from planner.domain.spending import check_expense
from planner.domain.words import ActivityId, ExamId, ExpenseItem
from planner.services.action import Action
from planner.services.actions import common
from planner.services.words import expense_word
from planner.storage.transaction import Transaction

NOTE_MAX: Final = 1000


@dataclass(frozen=True, slots=True)
class PutExpense(Action):
    """Adds an expense (``expense_id`` None) or changes one.

    ``item`` is an :class:`~planner.domain.words.ExpenseItem`. ``reimbursed`` is in the same currency; None is nothing.
    ``exam_id`` is the attempt that it pays for; None leaves that as it is.
    """

    activity_id: ActivityId
    expense_id: int | None
    item: str
    money: Money
    on_date: str
    paid: bool = False
    reimbursed: Money | None = None
    note: str = ""
    exam_id: ExamId | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        old = None if self.expense_id is None else tx.one(Expense, id=self.expense_id)
        if self.expense_id is not None and (old is None or old.activity_id != row.id):
            raise NotFoundError(tr("The expense is not in the plan any more. Nothing was changed."))
        made = self._checked(tx, row)._replace(exam_id=self._exam(tx, row, old))
        if old is None:
            tx.add(made)
            return tr("Add “{what}” to “{title}”", what=expense_word(made.item), title=row.title)
        tx.put(made._replace(id=old.id, uid=old.uid))
        return tr("Change “{what}” of “{title}”", what=expense_word(made.item), title=row.title)

    def _checked(self, tx: Transaction, row: Activity) -> Expense:
        if self.item not in set(ExpenseItem):
            known = ", ".join(ExpenseItem)
            raise InvalidInputError(
                tr("“{item}” is nothing that money goes for. Choose one of {known}.", item=self.item, known=known)
            )
        paid, reimbursed = common.yes_or_no(self.paid), self.reimbursed
        for amount in (self.money, reimbursed):
            if amount is not None:
                common.whole_number(amount.minor)
        check_expense(self.money, self.on_date, parse_date(tx.today), paid=paid, reimbursed=reimbursed)
        return Expense(
            0,
            tx.new_uid(),
            row.id,
            ExpenseItem(self.item).value,
            self.money.minor,
            self.money.currency,
            self.on_date,
            paid=paid,
            reimbursed_minor=0 if reimbursed is None else reimbursed.minor,
            note=common.one_line(self.note, tr("note"), limit=NOTE_MAX),
        )

    def _exam(self, tx: Transaction, row: Activity, old: Expense | None) -> ExamId | None:
        if self.exam_id is None:
            return None if old is None else old.exam_id
        exam = tx.one(Exam, id=self.exam_id)
        if exam is None or exam.activity_id != row.id:
            raise NotFoundError(tr("The exam is not in the plan any more. Nothing was changed."))
        return exam.id


@dataclass(frozen=True, slots=True)
class RemoveExpense(Action):
    """Removes an expense."""

    expense_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.one(Expense, id=self.expense_id)
        if found is None:
            raise NotFoundError(tr("The expense is not in the plan any more. Nothing was changed."))
        row = common.editable(tx, found.activity_id)
        tx.remove(Expense, found.id)
        return tr("Remove “{what}” from “{title}”", what=expense_word(found.item), title=row.title)
