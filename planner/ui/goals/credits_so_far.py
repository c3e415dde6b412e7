"""The compact row of fields for the credits that one has already, one for each category of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.config.text import tr
from planner.services.actions.goals import Earned, check_earned
from planner.services.renewal_facts import read_amount, units_word
from planner.ui.theme import Space
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.renewal import Rule

_WIDTH = 64


class CreditsSoFar(QWidget):
    """A field for each category, or one alone; what is left empty is nothing."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        self._pairs: list[QWidget] = []
        self._rule: Rule | None = None
        self._flow = FlowLayout(self, Space.L)

    def set_rule(self, rule: Rule | None) -> None:
        """Ask for what this rule counts."""
        if rule is not None and not (rule.asks_credits and rule.unit):
            rule = None
        if rule == self._rule:
            return
        self._rule = rule
        for pair in self._pairs:
            self._flow.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        self._pairs.clear()
        self.fields.clear()
        if rule is None:
            return
        unit = units_word(rule.unit, 0)
        for category in rule.categories:
            self._add(category.name, category.name, tr("{category}, {unit} so far", category=category.name, unit=unit))
        if not rule.categories:
            self._add("", unit, self.title)

    @property
    def title(self) -> str:
        """What is asked, in the unit of the rule."""
        return tr("{unit} so far", unit=units_word(self._rule.unit, 0)) if self._rule else tr("Credits so far")

    @property
    def asks(self) -> bool:
        """Whether there is a rule that asks for credits."""
        return self._rule is not None

    def order_tabs(self, before: QWidget, after: QWidget) -> None:
        """Reach the fields between these two; Qt puts what comes later behind the buttons."""
        for field in self.fields.values():
            QWidget.setTabOrder(before, field)
            before = field
        QWidget.setTabOrder(before, after)

    def _add(self, category: str, label: str, name: str) -> None:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        field = QLineEdit(pair)
        field.setFixedWidth(_WIDTH)
        field.setMaxLength(12)
        field.setPlaceholderText("0")
        field.setAccessibleName(name)
        field.textEdited.connect(self.edited)
        text = Label(label, "body", "muted")
        text.setBuddy(field)
        row.addWidget(field)
        row.addWidget(text)
        self.fields[category] = field
        self._pairs.append(pair)
        self._flow.addWidget(pair)
        pair.show()

    def earned(self, at: Callable[[QWidget], object]) -> tuple[Earned, ...]:
        """What was typed; each field is told to ``at`` before it is read. Raises InvalidInputError."""
        found = []
        for category, field in self.fields.items():
            at(field)
            text = field.text().strip()
            if self._rule is None or not text.strip("0.,"):
                continue
            one = Earned(read_amount(text), category)
            check_earned(self._rule, (one,))
            found.append(one)
        return tuple(found)
