"""Fields for a moment: a time of day, and a time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.clock_times import parse_clock
from planner.domain.dates import AOE, is_zone, zone_names
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.services.humanize import clock

if TYPE_CHECKING:
    from planner.ui.theme import Theme



class TimeField(QLineEdit):
    """A time of day, typed in any form and shown by the person's clock."""

    NARROW = 88
    """The width in pixels that holds any time, for places where nothing else decides it."""

    def __init__(self, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(clock("09:30"))
        self.editingFinished.connect(self._tidy)
        self.set_time(value)

    def time(self) -> str:
        """``HH:MM``.

        :raises InvalidInputError: when what stands there is no time of day.
        """
        return parse_clock(self.text(), clock("09:30"))

    def set_time(self, value: str) -> None:
        """Show ``HH:MM``, or nothing."""
        self.setText(clock(value) if value else "")

    def time_if_any(self) -> str:
        """``HH:MM``, empty where nothing is typed.

        :raises InvalidInputError: when what stands there is no time of day.
        """
        return self.time() if self.text().strip() else ""

    def _tidy(self) -> None:
        try:
            self.set_time(self.time())
        except InvalidInputError:
            return  # stays as typed; who takes the time says what is wrong


class ZoneField(QLineEdit):
    """A time zone: typed, or picked from what holds the typed text; the person's own comes first."""

    def __init__(
        self,
        theme: Theme,
        own_zone: str,
        *,
        name: str = "",
        with_aoe: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._own = own_zone
        self._with_aoe = with_aoe
        self._filled = False
        self.setAccessibleName(name or tr("Time zone"))
        self.setToolTip(tr("A region and a city such as Europe/Berlin, UTC, or anywhere on Earth"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        self.textEdited.connect(self._fill)
        self._pick = self.addAction(theme.icon("chevron-down", "muted", 16), QLineEdit.ActionPosition.TrailingPosition)
        self._pick.setText(tr("Choose a time zone"))
        self._pick.triggered.connect(self.offer)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        names = [name for name in zone_names() if name not in (self._own, AOE)]
        first = [self._own] if self._own != "UTC" else []
        self._names.setStringList([*first, *([self._spoken(AOE)] if self._with_aoe else []), *names])

    def offer(self) -> None:
        """Show all zones."""
        self._fill()
        completer = self.completer()
        completer.setCompletionPrefix("")
        completer.complete()

    @staticmethod
    def _spoken(zone: str) -> str:
        return tr("Anywhere on Earth") if zone == AOE else zone

    def set_zone(self, zone: str) -> None:
        """Show a zone."""
        self.setText(self._spoken(zone))
        self.setCursorPosition(0)

    def zone(self) -> str:
        """The zone's name.

        :raises InvalidInputError: when there is none of this name.
        """
        text = self.text().strip()
        if text.casefold() in (AOE.casefold(), self._spoken(AOE).casefold()) and self._with_aoe:
            return AOE
        if not text or text == AOE or not is_zone(text):
            raise InvalidInputError(
                tr(
                    "“{text}” is not a time zone. Write a region and a city, such as Europe/Berlin.",
                    text=shortened(text),
                )
            )
        return text
