"""The inspector's part on the credits that an activity earned, or will earn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import Kind, Status
from planner.services.queries.credits import claim_names, credits_of
from planner.services.renewal_facts import credits_text
from planner.ui.shell.dialogs import opened
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.shell.renewal.offer_line import CreditOfferLine
from planner.ui.theme import Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.words import ActivityId, CreditId
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


class CreditsPart(GoalSection):
    """Shown for activities that bring credits; the Add menu offers them for all but certifications."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows: list[ValueButton] = []
        self._ids: list[CreditId] = []
        self.heading = Label(tr("Credits"), "section")
        self.heading.setContentsMargins(HANG, 0, HANG, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.L, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self.offer = CreditOfferLine(context, self, tall=True)
        self.offer.setContentsMargins(HANG, 2, HANG, 0)
        self._column.addWidget(self.offer)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        if card.activity.kind == Kind.CERTIFICATION:
            return False
        found = self.context.planner.read(credits_of, card.activity.id)
        names = self.context.planner.read(claim_names, [each.credit.id for each in found]) if found else {}
        planned = card.activity.status != Status.DONE
        self.heading.setText(tr("Credits, once it is done") if planned else tr("Credits"))
        self._ids = [each.credit.id for each in found]
        while len(self.rows) < len(found):
            button = ValueButton(self.context.theme)
            button.clicked.connect(partial(self._edit, len(self.rows)))
            self._column.addWidget(button)
            self.rows.append(button)
        for number, button in enumerate(self.rows):
            button.setVisible(number < len(found))
            if number < len(found):
                credit = found[number].credit
                amount = credits_text(credit.amount, credit.unit)
                text = tr("{amount} · {category}", amount=amount, category=credit.category) if (
                    credit.category
                ) else amount  # fmt: skip
                counted = names.get(credit.id, ())
                remark = tr("for {names}", names=", ".join(counted)) if counted else tr("for no certification yet")
                button.set_value(tr("Credits"), text, (remark,))
        offered = self.offer.ask(card.activity.id) if not (found or planned) else False
        self.offer.setVisible(offered)
        return bool(found) or offered

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        if card.activity.kind == Kind.CERTIFICATION:
            return []
        return [(tr("Credits"), lambda: self._add(card.activity.id))]

    def _add(self, activity_id: ActivityId) -> None:
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        opened(CreditDialog(self.context, activity_id=activity_id, parent=self.window()))

    def _edit(self, number: int, _checked: bool = False) -> None:  # Qt's own
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        if number < len(self._ids):
            opened(CreditDialog(self.context, credit_id=self._ids[number], parent=self.window()))
