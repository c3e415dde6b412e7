"""What an activity costs: a row for each expense, opened in place to be edited, what they come to, and its budget."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.money import Money, is_currency
from planner.domain.spending import PRICE_ITEMS, Outlay, Total, totals
from planner.domain.words import ActivityId, ExpenseItem, Kind, Status
from planner.services.humanize import amount_text, long_date, money_text
from planner.services.money_facts import reimbursed_words, standing_words
from planner.services.queries.expenses import Standing, budget_of, expenses_of, price_day
from planner.services.words import expense_word
from planner.ui.shell.inspector.budget_row import BudgetRow
from planner.ui.shell.inspector.expense_editor import Draft, ExpenseEditor
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, Line
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from planner.domain.model import Expense
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

#: What a kind of activity usually costs money for; the first that it has no expense for yet is offered.
_USUAL: Final = {
    Kind.CERTIFICATION: (ExpenseItem.EXAM, ExpenseItem.MATERIAL, ExpenseItem.COURSE, ExpenseItem.RENEWAL),
    Kind.COURSE: (ExpenseItem.COURSE, ExpenseItem.MATERIAL),
    Kind.EVENT: (ExpenseItem.TICKET, ExpenseItem.TRAVEL, ExpenseItem.STAY),
}


class _ExpenseRow(ValueButton):
    """One expense."""

    def __init__(self, section: MoneySection) -> None:
        super().__init__(section.context.theme, section)
        self._section = section
        self.expense: Expense | None = None
        self.clicked.connect(lambda: section.edit(self.expense))

    def show_expense(self, expense: Expense, *, dropped: bool) -> None:
        self.expense = expense
        standing = Standing.PAID if expense.paid else Standing.DROPPED if dropped else Standing.PLANNED
        facts = [long_date(parse_date(expense.on_date)), standing_words(standing)]
        if expense.reimbursed_minor:
            facts.append(reimbursed_words(expense.reimbursed_minor, expense.currency))
        money = money_text(expense.minor, expense.currency)
        self.set_value("", expense_word(expense.item), (" · ".join(facts), expense.note), figure=money)
        self.setAccessibleDescription(tr("Return edits, Delete removes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._section.edit(self.expense)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._section.remove(self.expense)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Edit"), lambda: self._section.edit(self.expense))
        menu.addAction(tr("Remove"), lambda: self._section.remove(self.expense))
        menu.popup(event.globalPos())


class _TotalLine(QWidget):
    """What all expenses in one currency come to; of it, in grey, what is not paid yet, and what came back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Label("", "strong")
        self.planned = Label("", "meta_figure")
        self.back = Label("", "meta_figure")
        grid = QGridLayout(self)
        grid.setContentsMargins(HANG, Space.XS, HANG, Space.XS)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        self._heads = (Label(tr("Total"), "strong"), Label(tr("Planned"), "meta"), Label(tr("Reimbursed"), "meta"))
        for row, (head, figure) in enumerate(zip(self._heads, self._figures(), strict=True)):
            grid.addWidget(head, row, 0)
            grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)

    def _figures(self) -> tuple[Label, Label, Label]:
        return (self.figure, self.planned, self.back)

    def show_total(self, total: Total) -> None:
        self.figure.setText(money_text(total.planned + total.spent, total.currency))
        planned = total.planned if total.spent else 0  # where all of it is planned, each row says so
        for head, figure, minor in zip(self._heads[1:], self._figures()[1:], (planned, total.reimbursed), strict=True):
            figure.setText(amount_text(minor, total.currency))
            for label in (head, figure):
                label.setVisible(minor > 0)


class MoneySection(GoalSection):
    """A heading, the expenses with the editor when open, their totals, the budget, the list price if not among them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._card: ActivityCard | None = None
        self._expenses: tuple[Expense, ...] = ()
        self.rows: list[_ExpenseRow] = []
        self.totals: list[_TotalLine] = []
        self.editor = ExpenseEditor(context, self)
        self.editor.closed.connect(self._editor_closed)
        self.budget = BudgetRow(context, self._usual_currency)
        self.price = Label("", "meta")
        self.price_button = Button(context.theme, tr("Add as planned"), "link")
        self.price_button.clicked.connect(self._add_price)
        self._offer = QWidget()
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(HANG, Space.XS, HANG, 0)
        offer.setSpacing(Space.S)
        offer.addWidget(self.price)
        offer.addWidget(self.price_button)
        offer.addStretch(1)
        self._line = Line()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(self.editor)
        self._sums = QVBoxLayout()
        self._sums.setSpacing(0)
        inset = QHBoxLayout()
        inset.setContentsMargins(HANG, Space.XS, HANG, Space.XS)
        inset.addWidget(self._line)
        self._sums.addLayout(inset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, 0)
        column.setSpacing(0)
        heading = Label(tr("Money"), "section")
        heading.setContentsMargins(HANG, 0, HANG, Space.XS)
        column.addWidget(heading)
        column.addLayout(self._list)
        column.addLayout(self._sums)
        column.addWidget(self.budget)
        column.addWidget(self._offer)

    # ------------------------------------------------------------------ showing

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        self._card = card
        self._expenses = self.context.planner.read(expenses_of, card.activity.id)
        if fresh:
            self.editor.close_editor()
        while len(self.rows) < len(self._expenses):
            row = _ExpenseRow(self)
            self._list.addWidget(row)
            self.rows.append(row)
        for row, expense in zip(self.rows, self._expenses, strict=False):
            row.show_expense(expense, dropped=card.activity.status == Status.SKIPPED)
            row.setVisible(expense.id != self.editor.row_id())
        for row in self.rows[len(self._expenses) :]:
            row.expense = None
            row.hide()
        dropped = card.activity.status == Status.SKIPPED
        outlays = [
            Outlay(0, row.currency, row.minor, row.paid, row.reimbursed_minor, dropped) for row in self._expenses
        ]
        self._show_totals(outlays)
        budget = self.context.planner.read(budget_of, card.activity.id)
        self.budget.show_budget(card.activity.id, budget, outlays, fresh=fresh)
        self._show_price()
        return self._is_filled()

    def _show_price(self) -> None:
        """The list price, unless an editor is open that begins with it."""
        price = self._list_price()
        is_new = not self.editor.isHidden() and self.editor.row_id() is None
        self._offer.setVisible(price is not None and not is_new)
        if price is not None:
            self.price.setText(tr("List price {money}", money=money_text(*price)))

    def _is_filled(self) -> bool:
        is_open = not self.editor.isHidden() or not self.budget.isHidden()
        return bool(self._expenses) or is_open or self._list_price() is not None

    def _show_totals(self, outlays: Iterable[Outlay]) -> None:
        """A total for each currency in which there is more to say than one row does."""
        often = Counter(row.currency for row in self._expenses)
        found = [total for total in totals(outlays) if often[total.currency] > 1]
        while len(self.totals) < len(found):
            line = _TotalLine()
            self._sums.addWidget(line)
            self.totals.append(line)
        for line, total in zip(self.totals, found, strict=False):
            line.show_total(total)
            line.show()
        for line in self.totals[len(found) :]:
            line.hide()
        self._line.setVisible(bool(found))

    def _list_price(self) -> Money | None:
        """The list price, where no expense stands for it yet and the goal is not behind one."""
        card = self._card
        detail = None if card is None else card.certification or card.course
        if card is None or detail is None or card.activity.status in (Status.DONE, Status.SKIPPED):
            return None
        if not detail.fee_minor or not is_currency(detail.fee_currency):
            return None
        item = PRICE_ITEMS[card.activity.kind]
        if any(expense.item == item for expense in self._expenses):
            return None
        return Money(detail.fee_minor, detail.fee_currency)

    # ------------------------------------------------------------------ doing

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        found: list[tuple[str, Callable[[], object]]] = [(tr("Expense"), lambda: self.edit(None))]
        if self.budget.isHidden():
            found.append((tr("Budget"), self._edit_budget))
        return found

    def _edit_budget(self) -> None:
        self._appear()
        self.budget.edit()

    def edit(self, expense: Expense | None) -> None:
        """Open the editor in the place of an expense, or for a new one."""
        if self._card is None:
            return
        self.editor.flush()
        for row in self.rows:
            row.setVisible(row.expense is not None and row.expense != expense)
        self._place_editor(expense)
        self._appear()
        self.editor.open_on(self._card.activity.id, self._draft() if expense is None else expense)
        self._show_price()

    def _appear(self) -> None:
        """Show the part, which was hidden if it was empty."""
        self.show()
        holder = self.parentWidget()
        if holder is not None:
            holder.show()

    def _place_editor(self, expense: Expense | None) -> None:
        """Below the row of the expense, which is hidden meanwhile; for a new one below all."""
        self._list.removeWidget(self.editor)
        place = len(self.rows) if expense is None else self._place_of(expense.id) + 1
        self._list.insertWidget(place, self.editor)
        order_tabs(self)

    def _place_of(self, expense_id: int) -> int:
        """The row of an expense; the first for one that has none."""
        ids = [row.id for row in self._expenses]
        return ids.index(expense_id) if expense_id in ids else 0

    def _draft(self) -> Draft:
        assert self._card is not None
        planner, kind = self.context.planner, Kind(self._card.activity.kind)
        taken = {expense.item for expense in self._expenses}
        item = next((item for item in _USUAL.get(kind, ()) if item not in taken), ExpenseItem.OTHER)
        price = self._list_price()
        money = price if price is not None and item == PRICE_ITEMS.get(kind) else None
        day = planner.today() if money is None else self._price_day()
        return Draft(item.value, money, day, self._usual_currency())

    def _usual_currency(self) -> str:
        """That of the last expense here, of the list price, or else the usual one."""
        price = self._list_price()
        here = self._expenses[-1].currency if self._expenses else price.currency if price else ""
        return here or self.context.usual_currency()

    def _price_day(self) -> date:
        """The day of the exam, or on which the course is due, if it is still ahead; else today."""
        assert self._card is not None
        planner = self.context.planner
        day = planner.read(price_day, self._card.activity.id, planner.today(), planner.zone())
        return planner.today() if day is None else max(day, planner.today())

    def _add_price(self) -> None:
        """Write the list price down as planned."""
        from planner.services.actions.expenses import PutExpense

        price = self._list_price()
        if self._card is None or price is None:
            return
        row = self._card.activity
        item = PRICE_ITEMS[row.kind].value
        change = self.context.run(
            PutExpense(ActivityId(row.id), None, item, price, self._price_day().isoformat())
        )
        self.context.tell(change)
        if change is not None:
            self._focus(next(iter(change.added("expense")), 0))

    def remove(self, expense: Expense | None) -> None:
        """Remove an expense."""
        from planner.services.actions.expenses import RemoveExpense

        if expense is not None:
            place = self._place_of(expense.id)
            self.context.tell(self.context.run(RemoveExpense(expense.id)))
            if self._expenses:
                self.rows[min(place, len(self._expenses) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _editor_closed(self, edited: object) -> None:
        for row in self.rows:
            row.setVisible(row.expense is not None)
        self._show_price()
        self.setVisible(self._is_filled())
        if isinstance(edited, int):
            self._focus(edited)

    def _focus(self, expense_id: int) -> None:
        """Go to the row of an expense; to the first where it has none."""
        if self._expenses:
            self.rows[self._place_of(expense_id)].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.budget.flush()
        self.editor.flush()
