"""What of the calendar a person can move to another day, and why the rest stays where it is."""

from typing import Final

from planner.config.text import tr
from planner.domain.words import DeadlineKind
from planner.storage.reader import Reader

SESSION: Final = "session"
_SERIES: Final = """
SELECT a.title FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE e.activity_id = ? AND (e.rrule <> '' OR e.rdate <> '')
"""
_RULE: Final = "SELECT id FROM renewal_rule WHERE activity_id = ? AND window_days IS NOT NULL"


def why_fixed(reader: Reader, activity_id: int, what: str) -> str:
    """Why an entry of the calendar cannot be moved, as one sentence; empty where it can.

    ``what`` is that of a :class:`planner.services.queries.calendar.CalendarEntry`: ``event``, ``session`` or the kind
    of a deadline.
    """
    if what == SESSION:
        return tr("Study time is not moved here; it stays on the day that it was planned for.")
    if what == "event":
        series = reader.rows(_SERIES, (activity_id,))
        if series:
            return tr(
                "“{title}” repeats, so one of its days is not moved alone. Change its dates in the details.",
                title=series[0][0],
            )
    if what == DeadlineKind.RENEWAL_OPENS and reader.rows(_RULE, (activity_id,)):
        return tr("This day follows from the expiry. Move the expiry, and it comes along.")
    return ""
