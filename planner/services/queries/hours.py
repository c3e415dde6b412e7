"""The hours that the person gives to the plan each week, and what was logged of them."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from planner.domain.dates import monday
from planner.services.queries.settings import HOURS_A_WEEK, setting
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

_MOST: Final = 168


class WeekHours(NamedTuple):
    """Minutes ``logged`` in a week, and those that it has by the person's own word, None where nothing was said."""

    logged: int
    of: int | None

    @property
    def left(self) -> int | None:
        """The minutes that the week still has."""
        return None if self.of is None else max(0, self.of - self.logged)


_LOGGED: Final = f"""
SELECT coalesce(sum(w.minutes), 0) FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id
WHERE w.planned = 0 AND w.starts >= ? AND w.starts < ? AND {LIVING}
"""


def minutes_a_week(reader: Reader) -> int | None:
    """The minutes a week that one means to give; None where nothing was said."""
    return as_minutes(setting(reader, HOURS_A_WEEK))


def as_minutes(stored: Any) -> int | None:
    """The minutes in what the setting holds; None where nothing was said, or what no program of ours wrote."""
    if isinstance(stored, bool) or not isinstance(stored, int | float) or not 0 < stored <= _MOST:
        return None
    return round(stored * 60) or None


def week_hours(reader: Reader, today: date) -> WeekHours:
    """What was logged in the week of a day, of what it has. Two statements."""
    first = monday(today)
    days = (first.isoformat(), (first + timedelta(days=7)).isoformat())
    return WeekHours(reader.value(_LOGGED, days), minutes_a_week(reader))
