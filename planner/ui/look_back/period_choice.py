"""The choice of what to look back on: twelve months, a year, or since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.periods import calendar_year, since_day, twelve_months
from planner.ui.theme import Space
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.domain.periods import Period
    from planner.ui.theme import Theme


class PeriodChoice(QWidget):
    """``changed`` carries the period that the person chose; ``refused`` says what is wrong with a day."""

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        year = today().year
        self.what = DropDown(
            theme,
            tr("Period"),
            [
                (tr("Last twelve months"), "months"),
                (tr("This year, {year}", year=year), "year"),
                (tr("Last year, {year}", year=year - 1), "before"),
                (tr("Since a day…"), "since"),
            ],
        )
        self.what.chosen.connect(self._chosen)
        self.day = DateField(theme, tr("Since"), today, twelve_months(today()).since, past=True, parent=self)
        self.day.setFixedWidth(self.day.wanted_width())
        self.day.date_changed.connect(self._chosen)
        self.day.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.what)
        row.addWidget(self.day)

    def period(self) -> Period:
        """What is chosen. Raises InvalidInputError for a day that one cannot look back from."""
        today = self._today()
        match self.what.value():
            case "year":
                return calendar_year(today.year)
            case "before":
                return calendar_year(today.year - 1)
            case "since":
                return since_day(self.day.date() or today, today)
        return twelve_months(today)

    def _chosen(self, _value: object) -> None:
        wants_day = self.what.value() == "since"
        was_hidden = self.day.isHidden()
        self.day.setVisible(wants_day)
        if wants_day and was_hidden:
            self.day.setFocus()
            self.day.selectAll()
        try:
            period = self.period()
        except PlannerError as error:
            self.refused.emit(str(error))
            return
        self.changed.emit(period)
