"""The dialog that says what goals and events cost: totals by year and currency, and the expenses of one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services.money_export import export_money, money_bytes
from planner.services.money_facts import price_remark
from planner.services.queries.expenses import MoneyLine, money_view
from planner.ui.goals.money.tables import CostTable, SumTable
from planner.ui.shell import dialogs
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.sorted_table import PAD

if TYPE_CHECKING:
    from pathlib import Path

    from planner.ui.shell.page import PageContext

_SIZE = (780, 640)


class MoneyDialog(QDialog):
    """Choosing a total shows the expenses of its year; each of them leads to its activity."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: tuple[MoneyLine, ...] = ()
        self._year = 0
        theme = context.theme
        self.setWindowTitle(tr("Money"))
        self.resize(*_SIZE)
        self.totals = SumTable(theme)
        self.totals.year_chosen.connect(self._show_year)
        self.heading = Label("", "section")
        self.costs = CostTable(theme)
        self.costs.opened.connect(self._open)
        self.heading.setBuddy(self.costs)
        self.remark = Label("", "meta")
        for label in (self.heading, self.remark):
            label.setContentsMargins(PAD, 0, PAD, 0)
        self.remark.setWordWrap(True)
        self.told = Label("", "meta")
        self.told.setWordWrap(True)
        self.copy_button = Button(theme, tr("Copy as CSV"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button = Button(theme, tr("Save as CSV…"))
        self.save_button.clicked.connect(self._save)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.empty = EmptyState(
            theme,
            tr("No money is written down yet: open a goal or an event, press “Add…” and choose “Expense”."),
            icon="goals",
        )
        self._build()
        self._view = context.planner.read(money_view, context.planner.today(), context.planner.zone())
        self._show()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.totals)
        column.addSpacing(Space.M)
        column.addWidget(self.heading)
        column.addWidget(self.costs, 1)
        column.addWidget(self.remark)
        self.stack = QStackedWidget()
        self.stack.addWidget(content)
        self.stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.save_button)
        foot.addSpacing(Space.S)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*DIALOG_MARGINS)
        whole.setSpacing(Space.L)
        whole.addWidget(self.stack, 1)
        whole.addLayout(foot)

    def _show(self) -> None:
        totals = self._view.totals
        self.stack.setCurrentIndex(0 if totals else 1)
        for button in (self.copy_button, self.save_button):
            button.setVisible(bool(totals))
        self.totals.show_totals(totals, self._context.planner.today().year)
        (self.totals if totals else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_year(self, year: int) -> None:
        if year == self._year:
            return
        self._year, self._lines = year, self._view.of_year(year)
        self.heading.setText(tr("Expenses of {year}", year=year))
        self.costs.show_lines(self._lines)
        remark = price_remark(self._lines)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._tell("")

    def _tell(self, sentence: str, *, is_bad: bool = False) -> None:
        self.told.set_tone("danger" if is_bad else "")
        self.told.setText(sentence)

    # ------------------------------------------------------------------ doing

    def _open(self, line: MoneyLine) -> None:
        """Show the activity of a line, which is what the dialog is left for."""
        if line.trashed:
            self._tell(tr("“{title}” is in the trash; restore it there first.", title=line.title))
            return
        self.accept()
        self._context.open_activity(line.activity_id)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(money_bytes(self._lines).decode())
        number = len(self._lines)
        self._tell(trn("{n} line is in the clipboard.", "{n} lines are in the clipboard.", number))

    def _save(self) -> None:
        name = f"{tr('money')}-{self._year}.csv"
        path = dialogs.export_file(self, dialogs.documents() / name, tr("Table as CSV"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the expenses of the year to a file, and say so."""
        try:
            export_money(self._context.planner, path, self._lines)
        except PlannerError as error:
            self._tell(str(error), is_bad=True)
            return
        self._tell(tr("Saved as “{file}”.", file=path.name))
