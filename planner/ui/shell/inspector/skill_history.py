"""The history of a skill in the inspector: a small chart of its levels, as soon as there are two days to show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.level_series import days_of
from planner.services.queries.skill_marks import marks_of_card
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.theme import Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.services.queries.skill_card import SkillCard
    from planner.ui.shell.page import PageContext
    from planner.ui.widgets.level_chart import LevelChart

_HEIGHT = 128


class SkillHistoryView(QWidget):
    """A heading and the chart, which is made for the first skill that has a history: ``made`` tells of that."""

    made = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.chart: LevelChart | None = None
        self._title = Label(tr("History"), "section")
        self._title.setContentsMargins(HANG, 0, HANG, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.L, 0, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(self._title)
        self.hide()

    def show_card(self, card: SkillCard) -> None:
        """Show the history of a skill, or nothing."""
        marks = marks_of_card(card)
        shown = len(days_of(marks.history, card.today)) > 1
        self.setVisible(shown)
        if shown:
            from planner.ui.widgets.level_lines.telling import skill_history

            history = skill_history(marks, card.target, date.fromisoformat(card.today))
            name = tr("History of “{name}”", name=card.skill.name)
            self._made().show_history(history, name)

    def _made(self) -> LevelChart:
        if self.chart is None:
            from planner.ui.widgets.level_chart import LevelChart

            self.chart = LevelChart(self._context.theme, "raised")
            self.chart.setFixedHeight(_HEIGHT)
            self.chart.opened.connect(self._context.open_activity)
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(HANG, 0, HANG, 0)
            row.addWidget(self.chart)
            self._column.addWidget(holder)
            self.made.emit()
        return self.chart
