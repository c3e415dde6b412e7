"""Moves entries of the calendar to other days, and says what became of them; by the mouse and by keys alike."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.domain.dates import from_instant, is_zone
from planner.domain.words import ActivityId, DeadlineId, EventState
from planner.services.humanize import date_range
from planner.ui.calendar.entry_text import entry_title
from planner.ui.calendar.month_drag import Part, shift_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planner.services.planner import Change
    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.page import CalendarPage


class Moving(QObject):
    """One drag or one key is one step to undo."""

    def __init__(self, page: CalendarPage) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context

    def why_fixed(self, entry: CalendarEntry) -> str:
        """Why an entry cannot be moved, as one sentence; empty where it can."""
        from planner.services.movable import why_fixed

        return self._context.planner.read(why_fixed, entry.activity_id, entry.what)

    def move(self, entry: CalendarEntry, first_days: int, last_days: int) -> bool:
        """Move the first and the last day of an entry, a deadline as a whole; False if it was refused."""
        from planner.services.actions.moves import MoveDeadline, MoveEvent

        sentence = self.why_fixed(entry)
        if sentence:
            self._context.toast(sentence)
            return False
        change: Change | None
        if entry.deadline_id is not None:
            change = self._context.run(MoveDeadline(DeadlineId(entry.deadline_id), first_days))
        else:
            change = self._context.run(MoveEvent(ActivityId(entry.activity_id), first_days, last_days))
        if change is not None:
            self._context.tell(change, self._told(entry, change))
        return change is not None

    def by_days(self, days: int) -> None:
        """Move the entry that is chosen, and go with it."""
        entry = self._entry()
        if entry is not None and self.move(entry, days, days):
            self._follow(entry, days)

    def last_day(self, days: int) -> None:
        """Let the event that is chosen end so many days later."""
        entry = self._entry()
        if entry is None:
            return
        if not entry.is_event:
            self._context.toast(tr("Only an event lasts over days. Ctrl and an arrow key move “{title}”.",
                                   title=entry_title(entry)))  # fmt: skip
            return
        shift = shift_of(entry, Part.LAST, days)
        if not any(shift):
            self._context.toast(tr("“{title}” cannot be shorter than it is", title=entry_title(entry)))
        elif self.move(entry, *shift):
            self._follow(entry, 0)

    def _entry(self) -> CalendarEntry | None:
        """The entry that a key is about, after a sentence where there is none."""
        entry = self._page.chosen_entry()
        if entry is None:
            self._context.toast(tr("No entry is chosen. Go to a day that has one first."))
        return entry

    def _follow(self, entry: CalendarEntry, days: int) -> None:
        """Keep the keyboard on an entry that is so many days from where it was."""
        page = self._page
        if page.shown_view == "agenda":
            page.agenda_view.show_activity(entry.activity_id, entry.first + timedelta(days=days))
            return
        day = page.month_view.current_day() or entry.first
        page.month_view.choice.choose(entry)
        page.go_to(day + timedelta(days=days))
        if page.month_view.choice.chosen() is None:  # it became shorter, and lasted until this day
            page.go_to(day - timedelta(days=1))

    def _told(self, entry: CalendarEntry, change: Change) -> str:
        """When an entry is now, in the time that the views show."""
        table, row_id = ("event", None) if entry.deadline_id is None else ("deadline", entry.deadline_id)
        written = [row for row in change.rows if row.table == table and row_id in (None, row.id) and row.after]
        if not written:
            return ""
        before, after = written[0].before or {}, written[0].after or {}
        zone, today = self._context.planner.zone(), self._context.planner.today()
        if self._page.source.look.own_zones and is_zone(str(after["zone"])):
            zone = str(after["zone"])
        title = entry_title(entry)
        if entry.deadline_id is not None:
            return tr("“{title}” is on {date} now", title=title, date=_day(after, zone, today))
        dates = _days(after, zone, today)
        if before.get("state") == EventState.LISTED and after["state"] != EventState.LISTED:
            return tr("“{title}” is on {date} now, and marked as interested", title=title, date=dates)
        return tr("“{title}” is on {date} now", title=title, date=dates)


def _day(deadline: Mapping[str, str | None], zone: str, today: date) -> str:
    at = deadline["at_utc"]
    day = str(deadline["on_date"]) if at is None else from_instant(at, zone)[0]
    return date_range(day, None, today)


def _days(event: Mapping[str, str | None], zone: str, today: date) -> str:
    starts, ends = str(event["starts"]), event["ends"]
    if event["starts_utc"] is not None:
        starts = from_instant(event["starts_utc"], zone)[0]
        ends = None if event["ends_utc"] is None else from_instant(event["ends_utc"], zone)[0]
    return date_range(starts, ends, today)
