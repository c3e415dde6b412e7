"""What the inspector says of a certification that its issuer has retired, and what came after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from planner.services.catalogue_facts import known_entry, retired_sentence
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.theme import Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


class CataloguePart(GoalSection):
    """One sentence, where the facts are of an entry that is not offered any more."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sentence = Label("", "meta")
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, Space.XS, HANG, Space.XS)
        column.addWidget(self.sentence)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        known = known_entry(card.certification.catalogue_key) if card.certification is not None else None
        self.sentence.setText("" if known is None else retired_sentence(known))
        return bool(self.sentence.text())
