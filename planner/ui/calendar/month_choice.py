"""Which entry of the day the keyboard is on: Space goes from one to the next, and keys move the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from planner.ui.calendar.entry_text import spoken

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.month_view import MonthView

Key = tuple[int, int | None, str]


def key_of(entry: CalendarEntry) -> Key:
    """What stays the same of an entry while it moves."""
    return entry.activity_id, entry.deadline_id, entry.what


class MonthChoice:
    """Chosen is an entry of the current day: the one that Space went to, else the first."""

    def __init__(self, view: MonthView) -> None:
        self._view = view
        self._key: Key | None = None

    def _of_day(self) -> list[CalendarEntry]:
        day = self._view.current_day()
        return [] if day is None else self._view.days.on_day(day)

    def chosen(self) -> CalendarEntry | None:
        """The entry that Space went to; None where it went to none of this day."""
        return next((entry for entry in self._of_day() if key_of(entry) == self._key), None)

    def entry(self) -> CalendarEntry | None:
        """The entry that a key is about; None on an empty day."""
        return self.chosen() or next(iter(self._of_day()), None)

    def choose(self, entry: CalendarEntry) -> None:
        """Choose an entry, also before it stands on the current day."""
        self._key = key_of(entry)
        self._view.viewport().update()

    def next(self) -> None:
        """Go to the next entry of the day and let a screen reader say it."""
        entries = self._of_day()
        if not entries:
            return
        chosen = self.chosen()
        place = 0 if chosen is None else (entries.index(chosen) + 1) % len(entries)
        self.choose(entries[place])
        if QAccessible.isActive():
            text = spoken(entries[place], self._view.days.today, self._view.zone)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))

    def boxes(self) -> list[QRectF]:
        """Where to draw the mark of what is chosen: around its bars, else around “+3 more”, behind which it is."""
        chosen, view = self.chosen(), self._view
        if chosen is None:
            return []
        key = view.days.entries.index(chosen)
        found = [
            view.ring_rect(row, bar) for row in range(view.days.rowCount()) for bar in view.week(row).bars
            if bar.key == key
        ]  # fmt: skip
        index = view.currentIndex()
        if key in view.week(index.row()).hidden[index.column()]:
            found.append(view.more_rect(index.row(), index.column()))
        return found
