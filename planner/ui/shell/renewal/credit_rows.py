"""The rows of the dialog for credits: an amount with its category, and a certification that can count it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.words import CreditUnit
from planner.services.renewal_facts import units_word
from planner.ui.theme import Space
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from datetime import date

    from planner.services.queries.credits import Claimant
    from planner.ui.shell.form_dialog import FormDialog

_AMOUNT_WIDTH = 84


class AmountRow(QWidget):
    """An amount and its category."""

    def __init__(self, dialog: FormDialog) -> None:
        super().__init__(dialog)
        self.amount = QLineEdit(self)
        self.amount.setAccessibleName(tr("Amount"))
        self.amount.setPlaceholderText(tr("Such as 6"))
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.amount.textEdited.connect(dialog.forget_problem)
        self.category = DropDown(dialog.theme, tr("Category"), [(tr("No category"), "")])
        self.category.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.category.chosen.connect(self._choose)
        self.is_chosen = False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.S)
        self.row.addWidget(self.amount)
        self.row.addWidget(self.category, 1)

    def _choose(self) -> None:
        self.is_chosen = True


class ClaimRow(QWidget):
    """A certification that can count the credits; where units differ in size, how many of its own they make."""

    def __init__(self, dialog: FormDialog, claimant: Claimant) -> None:
        super().__init__(dialog)
        self.claimant = claimant
        self.check = CheckBox(dialog.theme, claimant.name)
        self.check.setToolTip("" if claimant.name == claimant.title else plain_tip(claimant.title))
        self.own = QLineEdit(self)
        unit = claimant.terms.rule.unit
        self.own.setAccessibleName(tr("{unit} for {name}", unit=unit, name=claimant.name))
        self.own.setPlaceholderText(units_word(unit, 0))
        self.own.setFixedWidth(_AMOUNT_WIDTH)
        self.own.textEdited.connect(dialog.forget_problem)
        self.remark = Label("", "meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.check)
        row.addWidget(self.own)
        row.addWidget(self.remark, 1)

    def fit(self, unit: str, day: date | None) -> None:
        """Show what the certification says to this unit and day."""
        own = self.claimant.terms.rule.unit
        other = bool(own) and own != unit and CreditUnit.CEU in (own, unit)
        self.own.setVisible(other)
        covered = day is None or self.claimant.covers(day)
        self.check.setEnabled(covered or self.check.isChecked())
        if not covered:
            self.remark.setText(tr("outside its renewal cycle"))
        elif own and own != unit and not other:
            self.remark.setText(tr("as {unit}", unit=units_word(own, 0)))
        else:
            self.remark.setText("")
        self.check.setAccessibleDescription(self.remark.text())
