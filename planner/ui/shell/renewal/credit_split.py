"""What each certification counts of the credits of one occasion: ticked, with amounts split by category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.credit_offers import Share, likely_category
from planner.services.renewal_facts import amount_text, read_amount, units_word
from planner.ui.shell.renewal.credit_rows import AmountRow
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import Label
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from planner.services.queries.credits import Claimant
    from planner.ui.shell.form_dialog import FormDialog

_MOST_PARTS = 4
_NAME_WIDTH = 110
_UNIT_WIDTH = 40


class ClaimSplit(QWidget):
    """A certification that can count the credits, and how many of them in which of its categories."""

    def __init__(self, dialog: FormDialog, claimant: Claimant, amount: int) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.claimant = claimant
        self.check = CheckBox(dialog.theme, claimant.name)
        self.check.setToolTip("" if claimant.name == claimant.title else plain_tip(claimant.title))
        self.check.setMinimumWidth(_NAME_WIDTH)
        self.check.setChecked(True)
        self.check.toggled.connect(self._fit)
        self.parts: list[AmountRow] = []
        spoken = tr("Split the credits for {name}", name=claimant.name)
        self.split = Button(dialog.theme, tr("Split"), "link", name=spoken)
        self.split.setToolTip(tr("Add an amount in another category"))
        self.split.clicked.connect(self.add_part)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.S)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.addWidget(self.check, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._column, 0, 1)
        grid.addWidget(self.split, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self._append(amount_text(amount), likely_category(claimant))
        self._fit()

    def _append(self, amount: str, category: str) -> AmountRow:
        part = AmountRow(self._dialog)
        part.amount.setAccessibleName(tr("Amount for {name}", name=self.claimant.name))
        part.amount.setText(amount)
        names = [one.name for one in self.claimant.terms.rule.categories]
        part.category.set_items([(tr("No category"), ""), *((name, name) for name in names)])
        part.category.set_value(category)
        part.category.setVisible(bool(names))
        unit = Label(units_word(self.claimant.terms.rule.unit, 0), "meta")
        unit.setMinimumWidth(_UNIT_WIDTH)
        part.row.insertWidget(1, unit)
        if not names:
            part.row.addStretch(1)
        self.parts.append(part)
        self._column.addWidget(part)
        return part

    def add_part(self) -> None:
        """Append an amount in the first category that is not taken."""
        taken = {part.category.value() for part in self.parts}
        names = [one.name for one in self.claimant.terms.rule.categories]
        part = self._append("", next((name for name in names if name not in taken), ""))
        part.show()
        QWidget.setTabOrder(self.parts[-2].category, part.amount)
        QWidget.setTabOrder(part.amount, part.category)
        QWidget.setTabOrder(part.category, self.split)
        part.amount.setFocus()
        self._fit()
        self._dialog.adjustSize()

    def _fit(self) -> None:
        on = self.check.isChecked()
        for part in self.parts:
            part.setEnabled(on)
        able = len(self.parts) < min(_MOST_PARTS, len(self.claimant.terms.rule.categories))
        self.split.setVisible(on and able)
        self._dialog.forget_problem()

    def share(self) -> Share:
        """What it counts; nothing unless ticked. Raises InvalidInputError for an amount that cannot be read."""
        if not self.check.isChecked():
            return Share(self.claimant, ())
        first, *others = self.parts
        typed = [first, *(part for part in others if part.amount.text().strip())]
        return Share(
            self.claimant,
            tuple((read_amount(part.amount.text()), str(part.category.value() or "")) for part in typed),
        )
