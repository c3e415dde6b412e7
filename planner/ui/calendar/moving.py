"""Moves entries of the calendar to other days, and says what became of them; by the mouse and by keys alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr
from planner.domain.dates import from_instant
from planner.domain.words import ActivityId, DeadlineId, EventState
from planner.services.humanize import date_range
from planner.ui.calendar.entry_text import entry_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from planner.services.planner import Change
    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.shell.page import PageContext


class Moving(QObject):
    """One drag or one key is one step to undo."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context

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

    def _told(self, entry: CalendarEntry, change: Change) -> str:
        """When an entry is now, in the person's time."""
        table, row_id = ("event", None) if entry.deadline_id is None else ("deadline", entry.deadline_id)
        written = [row for row in change.rows if row.table == table and row_id in (None, row.id) and row.after]
        if not written:
            return ""
        before, after = written[0].before or {}, written[0].after or {}
        zone, today = self._context.planner.zone(), self._context.planner.today()
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
