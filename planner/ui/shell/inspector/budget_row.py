"""The budget of an activity: one amount, edited where it stands, and beside it what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.spending import BudgetStanding, budget_standing, check_budget
from planner.domain.words import ActivityId
from planner.services.humanize import money_text, read_money
from planner.services.money_facts import budget_words
from planner.ui.shell.inspector.field_rows import HANG, Row
from planner.ui.shell.inspector.row_editor import come_into_sight
from planner.ui.shell.inspector.text_fields import LineField
from planner.ui.widgets.label import ElidedLabel, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from planner.domain.money import Money
    from planner.domain.spending import Outlay
    from planner.ui.shell.page import PageContext

_AROUND = 24
_NARROWEST = 64
_WIDEST = 150
_ALONE = 200


class BudgetRow(Row):
    """Hidden while there is no budget and none is being typed; an empty line takes it away."""

    def __init__(self, context: PageContext, currency: Callable[[], str], parent: QWidget | None = None) -> None:
        """``currency`` gives that of an amount which is typed without one; empty if none is likely."""
        super().__init__(tr("Budget"), parent=parent)
        self._context = context
        self._activity_id = ActivityId(0)
        self._budget: Money | None = None
        self._currency = currency
        self.editor = LineField(tr("Budget"), self._submit)
        self.editor.textChanged.connect(self._fit)
        self.left = ElidedLabel("", "meta_figure")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.left.setContentsMargins(0, 0, HANG, 0)  # below the figures of the total
        self.note = wrapped(tr("Other currencies are not counted"), "meta")
        self.note.setContentsMargins(HANG, 0, HANG, 0)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.editor)
        line.addWidget(self.left, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.note)
        self.row.addLayout(column, 1)
        self.hide()

    def show_budget(
        self, activity_id: int, budget: Money | None, outlays: Iterable[Outlay], *, fresh: bool
    ) -> None:
        """Show the budget and how it stands after the outlays of the activity.

        One that was just emptied stays as an empty line until another activity is opened (``fresh``).
        """
        self._activity_id, self._budget = ActivityId(activity_id), budget
        text, display = ("", None) if budget is None else (money_text(*budget), money_text(*budget))
        if fresh:
            self.editor.visit.reset(text, display)
        else:
            self.editor.visit.show(text, display)
        standing = budget_standing(budget, outlays) if budget is not None else BudgetStanding(0)
        words = budget_words(standing, "" if budget is None else budget.currency)
        self.left.setText(words)
        self.left.set_tone("danger" if standing.left < 0 else "")
        self.note.setVisible(standing.others)
        self._fit()
        remark = self.note.text() if standing.others else ""
        self.editor.setAccessibleName(", ".join(filter(None, (tr("Budget"), words, remark))))
        if fresh or budget is not None:
            self.setVisible(budget is not None)

    def edit(self) -> None:
        """Show the line and go into it."""
        example = money_text(100_000, self._currency() or "USD")
        self.editor.setPlaceholderText(tr("such as {money}", money=example))
        self._fit()
        self.show()
        QTimer.singleShot(0, self, lambda: come_into_sight(self))  # once there is room for it
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Submit what is still being typed."""
        self.editor.visit.submit()

    def _submit(self, text: str, visit: str) -> bool:
        from planner.services.actions.budgets import SetBudget

        try:
            money = read_money(text, self._currency()) if text.strip() else None
            if money is not None:
                check_budget(money)
        except PlannerError as error:
            self._context.failed.emit(str(error), None)
            return False
        if money == self._budget:
            return True
        return self._context.run(SetBudget(self._activity_id, money, visit)) is not None

    def _fit(self) -> None:
        """As wide as the amount, so that what is left has the rest of the line."""
        text = self.editor.text() or self.editor.placeholderText()
        width = self.editor.fontMetrics().horizontalAdvance(text) + _AROUND
        self.editor.setFixedWidth(min(max(width, _NARROWEST), _WIDEST if self.left.text() else _ALONE))
