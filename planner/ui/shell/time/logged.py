"""Logging time from anywhere in the window: one step to undo, and one sentence that says it with Undo beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.services.humanize import duration, short_date

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.words import ActivityId
    from planner.ui.shell.page import PageContext


def log_time(
    context: PageContext, activity_id: ActivityId, title: str, minutes: int, *, on: date | None = None, note: str = ""
) -> bool:
    """Log minutes on a day (None is today) and say so; False where it was refused, which was told.

    What cannot be stored now waits, which is told too: then it is logged as far as the person is concerned.
    """
    from planner.services.actions.parts import LogTime

    day = None if on is None else on.isoformat()
    action = LogTime(activity_id, minutes, on=day, note=note)
    if context.run(action) is None:
        return context.is_waiting(action)
    today = context.planner.today()
    if on is None or on == today:
        said = tr("{time} logged on “{title}”", time=duration(minutes), title=title)
    else:
        said = tr(
            "{time} logged on “{title}” for {day}", time=duration(minutes), title=title, day=short_date(on, today)
        )
    context.toast(said, undo=True)
    return True
