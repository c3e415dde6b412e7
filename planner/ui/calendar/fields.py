"""Fields of the calendar's dialogs: a time of day, a time zone, and a line that says what is wrong."""

import re

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.dates import AOE, is_zone, zone_names
from planner.ui.theme import Theme

_TIME = re.compile(r"^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$")


def read_time(text: str) -> str | None:
    """“9”, “9:30”, “09.30” as ``HH:MM``; None if it is no time of day."""
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


class TimeField(QLineEdit):
    """A time of day such as 09:30."""

    def __init__(self, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("09:30"))
        self.setMaxLength(5)
        self.editingFinished.connect(self._tidy)

    def time(self) -> str | None:
        """``HH:MM``; None if what stands there is no time."""
        return read_time(self.text())

    def _tidy(self) -> None:
        found = self.time()
        if found is not None:
            self.setText(found)


def aoe_text() -> str:
    """How the zone UTC-12 is called for people."""
    return tr("Anywhere on Earth")


class ZoneField(QLineEdit):
    """A time zone by its name; typing any part of it offers what there is."""

    def __init__(self, theme: Theme, name: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Europe/Berlin"))
        self.set_zone(zone)

    def set_zone(self, zone: str) -> None:
        """Show a zone."""
        self.setText(aoe_text() if zone == AOE else zone)
        self.setCursorPosition(0)

    def zone(self) -> str | None:
        """The zone's name; None if there is none of this name."""
        text = self.text().strip()
        if text.casefold() in (aoe_text().casefold(), AOE.casefold()):
            return AOE
        return text if text and is_zone(text) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.completer() is None:  # the list of names is read when it is first wanted
            names = [aoe_text(), *(name for name in zone_names() if name != AOE)]
            completer = QCompleter(QStringListModel(names, self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
