"""An editor for the reminders before a moment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.services.humanize import ahead_text
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.ui.theme import Theme

_DAY = 24 * 60
_CHIP_HEIGHT = 24
USUAL_REMINDERS = (7 * _DAY, _DAY, 120)
_UNITS = {"m": 1, "h": 60, "d": _DAY, "w": 7 * _DAY}
_AHEAD = re.compile(r"([0-9]{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)


def read_ahead(text: str) -> int:
    """Minutes of “3 days”, “2h” or “45 min”. Raises InvalidInputError for anything else."""
    match = _AHEAD.fullmatch(text.strip())
    if match is None:
        raise InvalidInputError(
            tr("“{text}” is not a time before. Write it such as 3 days or 2 hours.", text=shortened(text))
        )
    return int(match[1]) * _UNITS[match[2][0].lower()]


class ReminderPicker(QWidget):
    """Chips that are on or off for the usual times before, and a field for any other."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on: set[int] = set()
        self.chips: dict[int, Chip] = {}
        self._flow = FlowLayout(self)
        self.other = QLineEdit(self)
        self.other.setAccessibleName(tr("Another reminder"))
        self.other.setPlaceholderText(tr("3 days…"))
        self.other.setFixedWidth(84)
        self.other.editingFinished.connect(self._take_other)
        for minutes in USUAL_REMINDERS:
            self._chip(minutes)
        self._flow.addWidget(self.other)

    def minutes(self) -> tuple[int, ...]:
        """The reminders that are on."""
        return tuple(sorted(self._on, reverse=True))

    def set_minutes(self, minutes: Sequence[int]) -> None:
        """Show these reminders as on."""
        self._on = set(minutes)
        for each in minutes:
            self._chip(each)
        for each, chip in self.chips.items():
            chip.setVisible(each in USUAL_REMINDERS or each in self._on)
            self._dress(each)

    def _chip(self, minutes: int) -> None:
        if minutes in self.chips:
            return
        chip = Chip(self._theme, ahead_text(minutes), parent=self)
        chip.setCheckable(True)
        chip.setFixedHeight(_CHIP_HEIGHT)
        chip.clicked.connect(lambda on: self._toggle(minutes, on=on))
        self.chips[minutes] = chip
        self._in_order()

    def _in_order(self) -> None:
        """The longest time first, for the eye and for the Tab key; the field for another comes last."""
        widgets = [*(self.chips[minutes] for minutes in sorted(self.chips, reverse=True)), self.other]
        for widget in widgets:
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
        order_tabs(self.parentWidget() or self)  # from a control before the chips on: a new one would come last of all

    def _toggle(self, minutes: int, *, on: bool) -> None:
        (self._on.add if on else self._on.discard)(minutes)
        self._dress(minutes)
        self.changed.emit()

    def _dress(self, minutes: int) -> None:
        chip, on = self.chips[minutes], minutes in self._on
        chip.setChecked(on)
        chip.setAccessibleName(tr("Remind {when} before", when=ahead_text(minutes)))
        chip.updateGeometry()

    def take_other(self) -> None:
        """Take the typed reminder. Raises InvalidInputError if it cannot be read."""
        if self.other.text().strip():
            minutes = read_ahead(self.other.text())
            self.other.clear()
            self._chip(minutes)
            self._toggle(minutes, on=True)
            self.chips[minutes].show()

    def _take_other(self) -> None:
        try:
            self.take_other()
        except InvalidInputError as error:
            self.refused.emit(str(error))
