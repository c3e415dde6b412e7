"""The month of the Calendar page: fills its grid, leafs, goes to a day, and opens the list of a day's entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from planner.domain.dates import MAX_YEAR, MIN_YEAR, add_months
from planner.ui.calendar.day_list import DayList
from planner.ui.calendar.entry_text import month_title
from planner.ui.calendar.month_feed import MonthFeed, Wish
from planner.ui.calendar.month_model import MonthModel
from planner.ui.calendar.month_view import MonthView

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ui.calendar.entry_source import EntrySource
    from planner.ui.theme import Theme

_FLASH_MS = 1600


class MonthPart(QObject):
    """Model and view of the month. ``filled`` is called whenever another month, or other entries, are shown."""

    entry_opened = Signal(int)
    add_requested = Signal(object)

    def __init__(
        self, theme: Theme, source: EntrySource, zone: str, today: date, *, filled: Callable[[], object]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._zone = zone
        self._today = today
        self._filled = filled
        self._month = (today.year, today.month)
        self.model = MonthModel()
        self.view = MonthView(theme, self.model, zone)
        self.feed = MonthFeed(source, self.view)
        #: The list of a day's entries, None until it was first opened.
        self.day_list: DayList | None = None
        self.flash_timer = QTimer(self.view)  # goes with the view
        self.flash_timer.setSingleShot(True)
        self.flash_timer.setInterval(_FLASH_MS)
        self.flash_timer.timeout.connect(lambda: self.view.flash(None))
        self.view.entry_opened.connect(self.entry_opened)
        self.view.add_requested.connect(self.add_requested)
        self.view.day_wanted.connect(self.go_to)
        self.view.list_requested.connect(self._open_list)

    def start(self, today: date) -> None:
        """The plan changed, or what is shown of it: all is to be read anew."""
        self._today = today
        self.feed.forget()

    def fill(self) -> None:
        """Show the month, with the keyboard on a day of it."""
        day = self.view.current_day()
        self.model.show(self.feed.content(Wish(self._month, self._today)))
        if day is None or not self.model.holds(day):
            day = self._today if self.model.holds(self._today) else date(*self._month, 1)
        self.view.set_current_day(day)
        self._filled()

    @property
    def counts(self) -> tuple[int, int]:
        """How many entries are let through by the filter, and of how many."""
        return len(self.model.entries), self.feed.total(self._month)

    def title(self) -> str:
        """“December 2026”."""
        return month_title(*self._month)

    def step(self, months: int) -> None:
        """Show an earlier or later month; the day stays the same where it can."""
        current = self.view.current_day()
        inside = current is not None and self.model.holds(current)
        start = current if inside and current is not None else date(*self._month, 1)
        try:
            day = add_months(start, months)
        except OverflowError:
            return
        if MIN_YEAR <= day.year <= MAX_YEAR:
            self._show(day, keep_day=inside)

    def go_to(self, day: date) -> None:
        """Show the month of a day and put the keyboard on it."""
        self._show(day, keep_day=True)

    def _show(self, day: date, *, keep_day: bool) -> None:
        if (day.year, day.month) != self._month:
            self._month = (day.year, day.month)
            self.fill()
        if keep_day:
            self.view.set_current_day(day)
            self.view.viewport().update()

    def flash(self, activity_id: int) -> None:
        """Ring the bars of an activity for a moment."""
        self.view.flash(activity_id)
        self.flash_timer.start()

    def _open_list(self, day: date, cell: QRect) -> None:
        if self.day_list is None:
            self.day_list = DayList(self._theme, self._zone, self.view)
            self.day_list.view.rows.tell = self.view.tell
            self.day_list.entry_opened.connect(self.entry_opened)
            self.day_list.add_requested.connect(self.add_requested)
        corner = self.view.viewport().mapToGlobal(cell.topLeft())
        self.day_list.show_day(day, self.model.on_day(day), self._today, QRect(corner, cell.size()))
