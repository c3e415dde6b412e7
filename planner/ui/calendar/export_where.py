"""Where the person's calendar is, and the steps by which a file comes into that app."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.calendar_apps import Way, ways
from planner.services.calendar_readers import APPS, App, app_name
from planner.ui.theme import Space
from planner.ui.widgets.label import Label, wrapped
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from planner.ui.theme import Theme

_NUMBER_WIDTH = 16


class WherePart(QWidget):
    """``chosen`` comes when the person says that the calendar is elsewhere."""

    chosen = Signal()

    def __init__(self, theme: Theme, app: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("Where is your calendar?")
        self.switch = SegmentedSwitch(theme, [(each, app_name(each)) for each in APPS], title)
        self.switch.set_value(app)
        self.switch.chosen.connect(self._choose)
        self._ways = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(Label(title, "section"))
        self._column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._ways)
        self._show_ways()

    @property
    def app(self) -> App:
        """Where the calendar is."""
        return cast("App", self.switch.value())

    def sentences(self) -> list[str]:
        """Every line that is shown of the ways, from above."""
        return [each.text() for each in self._ways.findChildren(Label) if not each.text().isdigit()]

    def _choose(self, _app: str) -> None:
        self._show_ways()
        self.chosen.emit()

    def _show_ways(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(Space.M)
        for way in ways(self.app):
            column.addLayout(_laid_out(way))
        self._column.replaceWidget(self._ways, shown)
        self._ways.hide()
        self._ways.deleteLater()
        self._ways = shown


def _laid_out(way: Way) -> QVBoxLayout:
    """A title, numbered steps (a single one has no number) and the remark."""
    column = QVBoxLayout()
    column.setSpacing(Space.XS)
    column.addWidget(Label(way.title, "strong"))
    steps = QGridLayout()
    steps.setHorizontalSpacing(Space.XS)
    steps.setVerticalSpacing(2)
    steps.setColumnStretch(1, 1)
    for number, text in enumerate(way.steps):
        if len(way.steps) > 1:
            mark = Label(str(number + 1), "body", "muted")
            mark.setFixedWidth(_NUMBER_WIDTH)
            steps.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignTop)
        steps.addWidget(wrapped(text), number, 1)
    column.addLayout(steps)
    if way.remark:
        column.addWidget(wrapped(way.remark, "meta"))
    return column
