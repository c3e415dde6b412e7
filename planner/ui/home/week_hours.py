"""The hours of the week at the end of its head: a slim bar, and what was logged of what the week has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.services.humanize import exact_duration
from planner.ui.theme import Space
from planner.ui.widgets.label import Label
from planner.ui.widgets.progress_bar import paint_progress

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from planner.services.queries.hours import WeekHours
    from planner.ui.theme import Theme

_BAR = 96


class WeekHoursLabel(QWidget):
    """Hidden while there is nothing to say: no time logged, and no hours that the week should have."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share: float | None = None
        self.text = Label("", "meta_figure", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.XS, 0)
        row.setSpacing(0)
        row.addSpacing(_BAR + Space.M)
        row.addWidget(self.text)
        theme.changed.connect(self.update)
        self.hide()

    def tell(self, hours: WeekHours) -> None:
        """Show what was logged: “4 h 20 of 6 h this week”, or alone where the week has no number of hours."""
        logged = exact_duration(hours.logged)
        if hours.of is None:
            self._share = None
            self.text.setText(tr("{logged} logged", logged=logged))
        else:
            self._share = min(1.0, hours.logged / hours.of)
            self.text.setText(tr("{logged} of {planned} logged", logged=logged, planned=exact_duration(hours.of)))
        self.setVisible(bool(hours.logged or hours.of))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_progress(painter, self._theme, QRectF(0, self.height() / 2 - 2, _BAR, 4), self._share)
