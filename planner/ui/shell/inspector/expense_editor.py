"""The editor of one expense: what for, how much, on which day, whether it is paid, and what came back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.spending import check_expense
from planner.domain.words import ActivityId, ExpenseItem
from planner.services.humanize import money_text, read_money
from planner.services.words import expense_word
from planner.ui.shell.inspector.field_rows import Row
from planner.ui.shell.inspector.row_editor import RowEditor
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:

    from planner.domain.model import Expense
    from planner.domain.money import Money
    from planner.services.actions.expenses import PutExpense
    from planner.ui.shell.page import PageContext


class Draft(NamedTuple):
    """What a new expense begins with; ``currency`` is that of an amount that is typed without one."""

    item: str
    money: Money | None
    day: date
    currency: str


class ExpenseEditor(RowEditor):
    """Open on an expense or a new one; ``closed`` comes when it was saved, removed or given up.

    It carries the id of the expense (0 if there is none) if the focus was in the editor, so that it can go to its row.
    """

    table = "expense"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._activity_id = ActivityId(0)
        self._expense: Expense | None = None
        self._currency = ""
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Expense"))
        items: list[tuple[str, object]] = [(expense_word(item), item.value) for item in ExpenseItem]
        self.item = DropDown(theme, tr("What it is for"), items)
        self.amount = QLineEdit()
        self.amount.setAccessibleName(tr("Amount"))
        self.day = DateField(theme, tr("Day of the expense"), context.planner.today)
        self.paid = CheckBox(theme, tr("Paid"))
        self.paid.setFixedHeight(30)
        self.back = QLineEdit()
        self.back.setAccessibleName(tr("Reimbursed"))
        self.back.setPlaceholderText(tr("Nothing"))
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("Optional"))
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self._back_row = Row(tr("Reimbursed"), self.back)
        self.paid.toggled.connect(self._back_row.setVisible)
        self._build()
        self.hide()

    def _build(self) -> None:
        theme = self.context.theme
        self.save_button = Button(theme, tr("Save"), "plain")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(theme, tr("Cancel"), "quiet")
        self.cancel_button.clicked.connect(self.close_editor)
        self.remove_button = Button(theme, variant="icon", icon="trash", name=tr("Remove this expense"))
        self.remove_button.clicked.connect(self.remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        for label, widget in ((tr("For"), self.item), (tr("Amount"), self.amount), (tr("Day"), self.day)):
            column.addWidget(Row(label, widget))
        column.addWidget(Row("", self.paid))
        column.addWidget(self._back_row)
        column.addWidget(Row(tr("Note"), self.note))
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.S, 0, 0, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.error)
        foot.addLayout(buttons)
        column.addLayout(foot)

    # ------------------------------------------------------------------ opening

    def row_id(self) -> int | None:
        """The expense it is open on, None for a new one."""
        return None if self._expense is None else self._expense.id

    def forget_row(self) -> None:
        self._expense = None

    def open_on(self, activity_id: int, expense: Expense | Draft) -> None:
        """Open on an expense, or on a new one that begins as the draft says."""
        self._activity_id = ActivityId(activity_id)
        self.item.set_value(expense.item)
        if isinstance(expense, Draft):
            self._expense, self._currency = None, expense.currency
            self.amount.setText("" if expense.money is None else money_text(*expense.money))
            self.day.set_date(expense.day)
            self.paid.setChecked(False)
            self.back.clear()
            self.note.clear()
        else:
            self._expense, self._currency = expense, expense.currency
            self.amount.setText(money_text(expense.minor, expense.currency))
            self.day.set_date(date.fromisoformat(expense.on_date))
            self.paid.setChecked(expense.paid)
            back = expense.reimbursed_minor
            self.back.setText(money_text(back, expense.currency) if back else "")
            self.note.setText(expense.note)
        self.amount.setPlaceholderText(tr("such as {money}", money=money_text(10000, self._currency or "USD")))
        self._back_row.setVisible(self.paid.isChecked())
        self.remove_button.setVisible(self._expense is not None)
        self.say("")
        self.show()
        self._before = self.state()
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.selectAll()

    def state(self) -> object:
        texts = (field.text() for field in (self.amount, self.day, self.back, self.note))
        return (self.item.value(), self.paid.isChecked(), *texts)

    def say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    # ------------------------------------------------------------------ saving

    def action(self) -> PutExpense:
        """What the editor says. Raises InvalidInputError."""
        from planner.services.actions.expenses import PutExpense

        if not self.amount.text().strip():
            raise InvalidInputError(tr("The amount is missing. Type it such as 100.00 USD."))
        money = read_money(self.amount.text(), self._currency)
        self.day.editingFinished.emit()  # reads what was typed last
        day = self.day.date()
        if day is None or self.day.property("invalid"):
            raise InvalidInputError(tr("The day is missing or cannot be read. Type it such as 2026-12-01 or 1 dec."))
        paid = self.paid.isChecked()
        back = self.back.text().strip() if paid else ""
        reimbursed = read_money(back, money.currency) if back else None
        check_expense(money, day.isoformat(), self.context.planner.today(), paid=paid, reimbursed=reimbursed)
        return PutExpense(
            self._activity_id,
            self.row_id(),
            str(self.item.value()),
            money,
            day.isoformat(),
            paid,
            reimbursed,
            self.note.text(),
        )

    def remove(self) -> None:
        """Remove the expense."""
        from planner.services.actions.expenses import RemoveExpense

        if self._expense is not None:
            change = self.context.run(RemoveExpense(self._expense.id))
            if change is not None:
                self.context.tell(change)
                self.close_editor()
