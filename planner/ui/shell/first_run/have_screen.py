"""The second screen: which certifications one holds, and how good one is at each skill, one click each."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.shell.first_run.held_list import HeldList
from planner.ui.shell.first_run.level_row import LevelRow
from planner.ui.shell.first_run.screen import Screen
from planner.ui.theme import Space
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.services.first_run import Setup
    from planner.services.queries.first_run import SetupCategory, SetupSkill
    from planner.ui.theme import Theme


class HaveScreen(Screen):
    """Nothing here must be answered: what is not rated is unknown, and nothing follows from it."""

    part = "have"

    def __init__(self, theme: Theme, setup: Setup, today: Callable[[], date], dialog: QWidget) -> None:
        super().__init__(setup)
        self._theme = theme
        self._shown: tuple[SetupCategory, ...] = ()
        self.head(tr("Certifications that you hold"))
        self.held = HeldList(theme, setup, today, dialog)
        self.held.edited.connect(self._order)
        self.held.edited.connect(self.answered)
        self.column.addWidget(self.held)
        self.column.addSpacing(Space.M)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Skills"), "section"))
        self.count = Label("", "meta")
        head.addWidget(self.count)
        head.addStretch(1)
        self.column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.XS)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.rows: list[LevelRow] = []
        self._made: list[QWidget] = []

    def title(self) -> str:
        return tr("What you have")

    def told(self) -> str:
        return tr("Rate what you can judge: 0 is nothing yet, 5 is leading others. The rest stays unknown.")

    def enter(self) -> None:
        if self.setup.plan.categories != self._shown:
            self._show_skills()
        self._tell_count()

    def first_control(self) -> QWidget | None:
        return self.held.field

    def problem(self) -> str:
        self.held.submit()
        field = self.held.problem()
        if field is None:
            return ""
        field.setFocus()
        return tr("This is not a day that can be read. Write it such as 2026-05-01, or leave it empty.")

    def _show_skills(self) -> None:
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made, self.rows = [], []
        self._shown = self.setup.plan.categories
        for category in self._shown:
            label = Label(category.name, "meta_strong", "muted")
            label.setContentsMargins(0, Space.S, 0, 0)
            self._put(label)
            for skill in category.skills:
                self._put(self._row(skill))
        self._order()

    def _order(self) -> None:
        """Tab goes from the field through the certifications to the skills, whenever each of them came."""
        held = [control for row in self.held.rows for control in (row.day, row.remove)]
        for first, second in pairwise([self.held.field, *held, *self.rows]):
            QWidget.setTabOrder(first, second)

    def _put(self, widget: QWidget) -> None:
        self._made.append(widget)
        self._list.addWidget(widget)

    def _row(self, skill: SetupSkill) -> QWidget:
        line = QWidget(self)
        row = LevelRow(self._theme, skill.name, self.setup.ratings.get(skill.key), line)
        row.picked.connect(partial(self._rate, skill))
        row.pointed.connect(partial(self.skill_pointed.emit, skill))
        row.walked.connect(partial(self._walk, row))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(wrapped(skill.name), 1)
        layout.addWidget(row)
        self.rows.append(row)
        return line

    def _rate(self, skill: SetupSkill, level: float | None) -> None:
        if level is None:
            self.setup.ratings.pop(skill.key, None)
        else:
            self.setup.ratings[skill.key] = level
        self._tell_count()
        self.answered.emit()

    def _walk(self, row: LevelRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif place < 0:
            self.held.field.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _tell_count(self) -> None:
        total, rated = len(self.rows), sum(row.level() is not None for row in self.rows)
        self.count.setText(tr("{rated} of {total} rated; stop any time", rated=rated, total=total))
