"""What a finished activity is worth to the certifications that collect credits, taken with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.credit_offers import offered_credits, offered_words
from planner.services.queries.credits import Offer, offer
from planner.ui.shell.dialogs import opened
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.words import ActivityId
    from planner.ui.shell.page import PageContext


class CreditOfferLine(QWidget):
    """Offers the credits of an activity; ``settled`` comes once they are taken. ``tall``: the buttons stand below."""

    settled = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None, *, tall: bool = False) -> None:
        super().__init__(parent)
        self._context = context
        self._activity_id: ActivityId | None = None
        self._visit: str | None = None
        self._offer: Offer | None = None
        self.question = Label("", "strong")
        self.remark = Label("", "meta")
        for label in (self.question, self.remark):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.take_button = Button(context.theme, tr("Add credits"), name=tr("Add these credits"))
        self.take_button.clicked.connect(self.accept)
        self.other_button = Button(context.theme, tr("Other…"), "quiet", name=tr("Add other credits for this activity"))
        self.other_button.clicked.connect(self.change)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.remark)
        direction = QBoxLayout.Direction
        buttons = QBoxLayout(direction.LeftToRight)
        buttons.setSpacing(Space.S)
        row = QBoxLayout(direction.TopToBottom if tall else direction.LeftToRight, self)
        row.setContentsMargins(0 if tall else Space.XS, 0, 0 if tall else Space.XS, 0)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        for button in (self.take_button, self.other_button) if tall else (self.other_button, self.take_button):
            buttons.addWidget(button)
        if tall:
            buttons.addStretch(1)
        row.addLayout(buttons)

    def ask(self, activity_id: ActivityId, visit: str | None = None) -> bool:
        """Offer what the activity is worth; hidden, and False, where that is nothing."""
        self._activity_id, self._visit = activity_id, visit
        planner = self._context.planner
        found = self._offer = planner.read(offer, activity_id, planner.today())
        if found is not None:
            question, remark = offered_words(found)
            self.question.setText(question)
            self.remark.setText(remark)
        self.setVisible(found is not None)
        return found is not None

    def accept(self) -> None:
        """Add the credits as they are offered."""
        if self._offer is None:
            return
        change = self._context.run(offered_credits(self._offer, self._visit))
        if change is not None:
            self._context.tell(change)
            self.hide()
            self.settled.emit()

    def change(self) -> None:
        """Ask for other credits."""
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        if self._activity_id is not None:
            opened(CreditDialog(self._context, activity_id=self._activity_id, parent=self.window()))
