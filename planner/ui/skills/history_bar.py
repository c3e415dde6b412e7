"""Below the radar: a slider over the days of its history, a day to compare with, and what changed since, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import add_months
from planner.services.humanize import long_date
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.day_slider import DaySlider
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Collection

    from planner.ui.theme import Theme

_SINCE_MONTHS = 6
_NOW = "now"
"""The value of the choice that keeps the day that is shown, so that any two days can be compared."""


class HistoryBar(QWidget):
    """Stands there as soon as two days are known. ``moved`` tells that another day or another comparison is wanted.

    ``day`` is the day that is shown, None for today; ``compared`` the day that it is compared with, None for none. The
    ``choice`` of that day stands where the page puts it.
    """

    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._today = date(2000, 1, 1)
        self.day: date | None = None
        self.compared: date | None = None
        self._begin = Label("", "meta")
        self.slider = DaySlider(theme, tr("Day that the radar shows"))
        self.slider.day_changed.connect(self._slide)
        self._end = Label("", "meta")
        self._end.setFixedWidth(QFontMetrics(theme.font("meta")).horizontalAdvance("30 Mmm 2000") + Space.S)
        self.today_button = Button(theme, tr("Today"), "link", name=tr("Back to today"))
        self.today_button.clicked.connect(lambda: self.go_to(None))
        self.sentence = Label("", "meta")
        self.sentence.setWordWrap(True)
        self.choice = DropDown(theme, tr("Compare with"), quiet=True, parent=self)
        self.choice.chosen.connect(self._choose)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self._begin)
        line.addWidget(self.slider, 1)
        line.addWidget(self._end)
        line.addWidget(self.today_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(line)
        column.addWidget(self.sentence)
        self.hide()
        self.choice.hide()

    def set_history(self, days: Collection[date], today: date) -> None:
        """Take the days on which something changed; hide while there is nothing to go back to."""
        past = sorted(day for day in days if day <= today)
        shown = bool(past) and past[0] < today
        self.setVisible(shown)
        self.choice.setVisible(shown)
        if not shown:
            self.day = self.compared = None  # else one could be in a past that there is no way back from
            return
        self._first, self._today = past[0], today
        self.day = None if self.day is None or self.day >= today else max(self.day, self._first)
        self.compared = None if self.compared is None else min(max(self.compared, self._first), today)
        self.slider.set_days(self._first, today, past)
        self.slider.set_day(self.day or today)
        self._begin.setText(long_date(self._first))
        before = [
            (tr("a month before"), 1),
            (tr("three months before"), 3),
            (tr("half a year before"), 6),
            (tr("a year before"), 12),
        ]
        items: list[tuple[str, object]] = [(tr("Compare…"), None)]
        items += [(words, months) for words, months in before if add_months(today, -months) > self._first]
        items.append((tr("the first day"), 0))
        items.append((tr("the day shown now"), _NOW))
        self.choice.set_items(items)
        self._tell_day()

    def since(self) -> date:
        """The day from which changes are told: the one compared with, else half a year before, else the first."""
        if self.compared is not None:
            return self.compared
        shown = self.day or self._today
        half_a_year = add_months(shown, -_SINCE_MONTHS)
        return max(self._first, half_a_year.replace(day=1)) if half_a_year > self._first else self._first

    def go_to(self, day: date | None) -> None:
        """Show a day; None is today."""
        self.slider.set_day(day or self._today)
        self._slide(self.slider.day())

    def _slide(self, day: date) -> None:
        self.day = None if day >= self._today else day
        self._compare(self.choice.value())

    def _choose(self, value: object) -> None:
        if value == _NOW:
            self.compared = self.day or self._today
        self._compare(value)

    def _compare(self, months: object) -> None:
        shown = self.day or self._today
        if months is None:
            self.compared = None
        elif isinstance(months, int):
            wanted = add_months(shown, -months) if months else self._first
            self.compared = max(self._first, min(wanted, shown - timedelta(days=1)))
        self._tell_day()
        self.moved.emit()

    def _tell_day(self) -> None:
        self._end.setText(tr("today") if self.day is None else long_date(self.day))
        self.today_button.setVisible(self.day is not None)
