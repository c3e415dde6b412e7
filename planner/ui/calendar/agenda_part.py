"""The agenda of the Calendar page: reads its days, fills its model, and goes to days that it does not hold yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.services.queries.calendar import has_dates
from planner.ui.calendar.agenda_model import AgendaModel, AgendaWindow, agenda_rows
from planner.ui.calendar.agenda_view import AgendaView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.services.planner import Planner
    from planner.ui.calendar.entry_source import EntrySource
    from planner.ui.theme import Theme


class AgendaPart(QObject):
    """Model and view of the agenda. ``filled`` is called whenever other rows are shown."""

    def __init__(
        self, theme: Theme, planner: Planner, source: EntrySource, zone: str, filled: Callable[[], object]
    ) -> None:
        super().__init__()
        self._planner = planner
        self._source = source
        self._filled = filled
        self._today = planner.today()
        self._window = AgendaWindow(self._today)
        #: How many entries were let through by the filter, and of how many.
        self.counts = (0, 0)
        self.model = AgendaModel(zone)
        self.view = AgendaView(theme, self.model, zone)
        self.view.earlier_requested.connect(self._more_earlier)
        self.view.later_requested.connect(self._more_later)

    def start(self, today: date) -> None:
        """The plan changed, or what is shown of it: all is to be read anew."""
        self._today = today
        self._window.start(today)

    def read(self) -> None:
        """Show the days of the window, read where that was not done yet."""
        window = self._window
        if window.entries is None:
            window.entries = self._source.between(window.first, window.after)
        self.fill()

    def fill(self) -> None:
        """Show what was read, as the filter has it."""
        window = self._window
        entries = self._source.fitting(window.entries or ())
        self.counts = len(entries), len(window.entries or ())
        self.model.show(agenda_rows(entries, window.first, self._today), self._today)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(self.model.first_from(self._today)))
        self._filled()

    def title(self) -> str:
        """“The next 12 months”, or from when to when."""
        return self._window.title()

    def sentence(self) -> str:
        """What to do while nothing has a date."""
        if self._window.entries or self._planner.read(has_dates):
            return ""
        return tr("All that has a date stands here in one list. Add a conference, or import a list.")

    def go_to(self, day: date) -> None:
        """Put the first entry on or after a day on top; the window grows to hold that day."""
        if self._window.reach(day):
            self.read()
        self.view.go_to(day)

    def _more_earlier(self) -> None:
        first = self._window.first
        self._window.widen(earlier=True)
        self.read()
        self.view.go_to(first)

    def _more_later(self) -> None:
        self._window.widen(earlier=False)
        place = self.view.verticalScrollBar().value()
        self.read()
        self.view.verticalScrollBar().setValue(place)
