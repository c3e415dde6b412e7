"""What the list of study sessions is narrowed by: a stretch of time, a step, an activity."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import monday
from planner.domain.words import ActivityId, StepId
from planner.services.queries.sessions import SessionChoice, StepChoice
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.ui.theme import Theme

_WIDEST = 300


class SessionFilter(QWidget):
    """``changed`` comes when the person chooses something else."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        steps: Sequence[StepChoice],
        only: tuple[ActivityId, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._only = only
        self.period = DropDown(
            theme,
            tr("Period"),
            [
                (tr("All time"), "all"),
                (tr("This week"), "week"),
                (tr("Last 4 weeks"), "weeks"),
                (tr("This year"), "year"),
                (tr("Last year"), "before"),
            ],
        )
        self.step = DropDown(
            theme,
            tr("Step"),
            [(tr("All steps"), None), *((step.name or tr("Inbox"), step.id) for step in steps)],
        )
        self.step.setMaximumWidth(_WIDEST)
        self.only = Button(theme, "", "plain", "close")
        self.only.setMaximumWidth(_WIDEST)
        self.only.setVisible(only is not None)
        if only is not None:
            title = only[1].replace("&", "&&")
            self.only.setText(self.only.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _WIDEST - 50))
            self.only.setToolTip(tr("Show all activities again"))
            self.only.setAccessibleName(tr("Only “{title}”; press to show all activities", title=only[1]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for widget in (self.period, self.step, self.only):
            row.addWidget(widget)
        row.addStretch(1)
        self.period.chosen.connect(lambda _value: self.changed.emit())
        self.step.chosen.connect(lambda _value: self.changed.emit())
        self.only.clicked.connect(self._show_all)

    def choice(self, today: date) -> SessionChoice:
        """What is chosen now."""
        week, day = monday(today), timedelta(days=1)
        since, until = {
            "week": (week, week + 7 * day),
            "weeks": (today - 27 * day, today + day),
            "year": (date(today.year, 1, 1), date(today.year + 1, 1, 1)),
            "before": (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
        }.get(str(self.period.value()), (None, None))
        step = self.step.value()
        only = None if self._only is None else self._only[0]
        return SessionChoice(since, until, only, StepId(step) if isinstance(step, int) else None)

    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return self._only is not None or self.period.value() != "all" or self.step.value() is not None

    def widen(self) -> None:
        """Show everything again."""
        self.period.set_value("all")
        self.step.setCurrentIndex(0)
        self._show_all()

    def _show_all(self) -> None:
        had_focus = self.only.hasFocus()
        self._only = None
        self.only.hide()
        if had_focus:
            self.period.setFocus()
        self.changed.emit()
