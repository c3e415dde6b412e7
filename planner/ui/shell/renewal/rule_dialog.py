"""The dialog that says how a certification is renewed: by what, how often, how many credits in which categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.renewal import Category, Rule
from planner.domain.words import CreditUnit, RenewalMethod
from planner.services.actions.renewals import PutRule
from planner.services.humanize import money_text, read_money
from planner.services.renewal_facts import amount_text, method_word, read_amount, units_word
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.words import ActivityId
    from planner.services.queries.renewals import Terms
    from planner.ui.shell.page import PageContext

_NUMBER_WIDTH = 84


def _number(text: str, what: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise InvalidInputError(
            tr("“{text}” is not a number of {what}. Write it in digits.", text=shortened(text), what=what)
        )
    return int(text)


class _CategoryRow(QWidget):
    """A category: its name, at least, at most."""

    def __init__(self, dialog: RuleDialog, category: Category) -> None:
        super().__init__(dialog)
        self.name = self._line(dialog, tr("Name of the category"), tr("Category"))
        self.least = self._line(dialog, tr("At least"), tr("at least"), _NUMBER_WIDTH)
        self.most = self._line(dialog, tr("At most"), tr("at most"), _NUMBER_WIDTH)
        self.before = category.name
        self.name.setText(category.name)
        self.least.setText("" if category.minimum is None else amount_text(category.minimum))
        self.most.setText("" if category.maximum is None else amount_text(category.maximum))
        remove = Button(dialog.theme, variant="icon", icon="close", name=tr("Remove this category"))
        remove.clicked.connect(lambda: dialog.remove_category(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.name, 1)
        for widget in (self.least, self.most, remove):
            row.addWidget(widget)

    def _line(self, dialog: RuleDialog, name: str, example: str, width: int | None = None) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.setMaxLength(100)
        if width is not None:
            line.setFixedWidth(width)
        line.textEdited.connect(dialog.forget_problem)
        return line

    def category(self) -> Category | None:
        """What was typed; None where all is empty. Raises InvalidInputError."""
        name, least, most = (line.text().strip() for line in (self.name, self.least, self.most))
        if not (name or least or most):
            return None
        return Category(name, read_amount(least) if least else None, read_amount(most) if most else None)


class RuleDialog(FormDialog):
    """Sets the renewal rule of a certification; what the chosen way does not ask for is not shown."""

    def __init__(
        self,
        context: PageContext,
        activity_id: ActivityId,
        title: str,
        terms: Terms,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context.theme, context.planner.today, tr("How “{title}” is renewed", title=title), tr("Save"), parent
        )
        self._context = context
        self._activity_id = activity_id
        self.submit = self._save
        rule = terms.rule
        words = [(self._capital(method_word(method)), method.value) for method in RenewalMethod]
        self.method = DropDown(self.theme, tr("How"), words)
        self.method.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.method.set_value(RenewalMethod.UNKNOWN.value)
        self.method.set_value(rule.method)
        self.method.chosen.connect(lambda _method: self._fit())
        self.form.addRow(tr("How"), self.method)
        row = self._number_line(tr("Every"), tr("Months of a cycle"), tr("months"), rule.months)
        self.months, self._months_row = row
        self._build_credits(rule)
        self.fee = self.add_line(tr("Fee"), tr("Fee for each renewal"), tr("Such as 60 USD"))
        if terms.fee is not None:
            self.fee.setText(money_text(*terms.fee))
        self.window_days, self._window_row = self._number_line(
            tr("Window"),
            tr("Days before the expiry from which it can be renewed"),
            tr("days before it expires"),
            rule.window_days,
        )
        self.grace, self._grace_row = self._number_line(
            tr("Grace"), tr("Days after the expiry until which it can be renewed"), tr("days after it expires"),
            rule.grace_days or None,
        )  # fmt: skip
        self.note = self.add_line(tr("Note"), tr("Note"))
        self.note.setMaxLength(1000)
        self.note.setText(terms.note)
        self.note.setCursorPosition(0)
        self._fit()
        self.setMinimumWidth(max(500, self.form.minimumSize().width() + 2 * Space.XL))  # words differ by language
        self.method.setFocus()

    def _number_line(
        self, label: str, name: str, unit: str, value: int | None
    ) -> tuple[QLineEdit, QWidget]:
        """A short line with its unit behind it, and the row that holds both."""
        holder = QWidget(self)
        line = QLineEdit(holder)
        line.setAccessibleName(name)
        line.setMaxLength(10)
        line.setFixedWidth(_NUMBER_WIDTH)
        line.setText("" if value is None else str(value))
        line.textEdited.connect(self.forget_problem)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(line)
        row.addWidget(Label(unit, "body", "muted"), 1)
        self.form.addRow(label, holder)
        return line, holder

    def _build_credits(self, rule: Rule) -> None:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.required = QLineEdit(holder)
        self.required.setAccessibleName(tr("Credits in each cycle"))
        self.required.setFixedWidth(_NUMBER_WIDTH)
        self.required.setText("" if rule.required is None else amount_text(rule.required))
        self.required.textEdited.connect(self.forget_problem)
        self.unit = DropDown(self.theme, tr("Unit"), [(units_word(unit, 0), unit.value) for unit in CreditUnit])
        self.unit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unit.set_value(rule.unit or CreditUnit.PDU.value)
        row.addWidget(self.required)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.form.addRow(tr("Credits"), holder)
        self._credit_rows = [holder]
        self.a_year, a_year_row = self._number_line(
            tr("Each year"), tr("Least credits in each year"), tr("at least"), None
        )
        self.a_year.setText("" if rule.minimum_per_year is None else amount_text(rule.minimum_per_year))
        self._credit_rows.append(a_year_row)
        holder = QWidget(self)
        self._category_column = QVBoxLayout(holder)
        self._category_column.setContentsMargins(0, 0, 0, 0)
        self._category_column.setSpacing(Space.S)
        self.categories: list[_CategoryRow] = []
        self.add_button = Button(self.theme, tr("Add a category"), "link")
        self.add_button.clicked.connect(lambda: self.add_category(Category("")))
        self._category_column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for category in rule.categories:
            self.add_category(category)
        self.form.addRow(tr("Categories"), holder)
        self._credit_rows.append(holder)
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.carry = QLineEdit(holder)
        self.carry_months = QLineEdit(holder)
        for line, name in (
            (self.carry, tr("Most credits that go into the next cycle")),
            (self.carry_months, tr("Last months of the cycle in which they must be earned")),
        ):
            line.setAccessibleName(name)
            line.setFixedWidth(_NUMBER_WIDTH)
            line.textEdited.connect(self.forget_problem)
        if rule.carry_maximum:
            self.carry.setText(amount_text(rule.carry_maximum))
            self.carry_months.setText(str(rule.carry_months))
        row.addWidget(self.carry)
        row.addWidget(Label(tr("earned in the last"), "body", "muted"))
        row.addWidget(self.carry_months)
        row.addWidget(Label(tr("months"), "body", "muted"), 1)
        self.form.addRow(tr("Carried over"), holder)
        self._credit_rows.append(holder)

    @staticmethod
    def _capital(words: str) -> str:
        return begun(words)

    def add_category(self, category: Category) -> None:
        """Append a line for a category."""
        row = _CategoryRow(self, category)
        self._category_column.insertWidget(len(self.categories), row)
        before = self.categories[-1].most if self.categories else self.a_year
        self.categories.append(row)
        for first, second in ((before, row.name), (row.name, row.least), (row.least, row.most)):
            QWidget.setTabOrder(first, second)
        if not category.name:
            row.name.setFocus()

    def remove_category(self, row: QWidget) -> None:
        """Take a line away."""
        self.categories = [each for each in self.categories if each is not row]
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self.adjustSize()

    def _fit(self) -> None:
        method = RenewalMethod(str(self.method.value()))
        credits_asked = method in (RenewalMethod.CREDITS, RenewalMethod.CREDITS_AND_FEE)
        for row in self._credit_rows:
            self.form.setRowVisible(row, credits_asked)
        self.form.setRowVisible(self.fee, method in (RenewalMethod.CREDITS_AND_FEE, RenewalMethod.FEE))
        lasting = method is not RenewalMethod.NONE
        for row in (self._months_row, self._window_row, self._grace_row):
            self.form.setRowVisible(row, lasting)
        self.adjustSize()

    def _rule(self) -> Rule:
        method = RenewalMethod(str(self.method.value()))
        lasting = method is not RenewalMethod.NONE
        rule = Rule(
            method.value,
            _number(self.months.text(), tr("months")) if lasting else None,
            window_days=_number(self.window_days.text(), tr("days")) if lasting else None,
            grace_days=(_number(self.grace.text(), tr("days")) or 0) if lasting else 0,
        )
        if not rule.asks_credits:
            return rule
        carry = self.carry.text().strip()
        return rule._replace(
            unit=str(self.unit.value()),
            required=read_amount(self.required.text()) if self.required.text().strip() else None,
            categories=tuple(filter(None, (row.category() for row in self.categories))),
            minimum_per_year=read_amount(self.a_year.text()) if self.a_year.text().strip() else None,
            carry_maximum=read_amount(carry) if carry else 0,
            carry_months=(_number(self.carry_months.text(), tr("months")) or 12) if carry else 0,
        )

    def _save(self) -> bool:
        fee = self.fee.text().strip() if not self.fee.isHidden() else ""
        rule = self._rule()
        kept = {category.name for category in rule.categories}
        renamed = tuple(
            (row.before, row.name.text().strip())
            for row in self.categories
            if row.before and row.name.text().strip() in kept and row.before not in kept
        )
        price = read_money(fee, self._context.usual_currency()) if fee else None
        action = PutRule(self._activity_id, rule, price, self.note.text(), renamed)
        self._context.tell(self._context.submit(action))
        return True
