"""The conferences that recur, with the editions of them that the plan has already."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import add_months, format_date
from planner.domain.editions import edition_name
from planner.domain.months import month_of
from planner.domain.words import ActivityId, EventState
from planner.domain.yearly import MONTHS_AHEAD, YearlyConference, likely_month
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

_MARKED_MONTHS: Final = 12
"""An edition in so many months from today is told of."""

_EDITIONS: Final = f"""
SELECT a.id, a.title, e.state, e.starts, e.ends, e.expected
FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE {LIVING} AND e.series_uid = '' AND CASE WHEN e.starts IS NULL THEN e.expected >= ? AND e.expected <= ?
    ELSE coalesce(e.ends, e.starts) >= ? AND e.starts < ? END
ORDER BY coalesce(e.starts, e.expected), a.id
"""


class Edition(NamedTuple):
    """An edition that the plan has: its days (``ends`` exclusive), or the month in which it is expected."""

    activity_id: ActivityId
    title: str
    state: str
    starts: str | None
    ends: str | None
    expected: str | None

    @property
    def month(self) -> str:
        """The month (``YYYY-MM``) in which it begins."""
        return (self.starts or self.expected or "")[:7]


class YearlyRow(NamedTuple):
    """A conference that recurs; ``edition`` is the next one within a year that the person has not declined, if any.

    ``month`` is that in which one would expect the edition after those that the plan has, None where no month is known.
    """

    known: YearlyConference
    edition: Edition | None
    month: str | None


def yearly_rows(reader: Reader, conferences: Iterable[YearlyConference], today: date) -> tuple[YearlyRow, ...]:
    """Each of the conferences with what the plan has of it. One statement."""
    until = add_months(today, MONTHS_AHEAD)
    days = (format_date(today), format_date(until))
    editions: dict[str, list[Edition]] = {}
    for key, *rest in reader.rows(_EDITIONS, (month_of(today), month_of(until), *days)):
        found = Edition(ActivityId(key), *rest)
        editions.setdefault(edition_name(found.title), []).append(found)
    near = format_date(add_months(today, _MARKED_MONTHS))
    return tuple(_row(known, editions, today, near) for known in conferences)


def _row(known: YearlyConference, editions: dict[str, list[Edition]], today: date, near: str) -> YearlyRow:
    own = [one for name in {edition_name(name) for name in (known.name, *known.also)} for one in editions.get(name, ())]
    own.sort(key=lambda one: one.month)
    coming = (one for one in own if (one.starts or one.expected or "") <= near and one.state != EventState.DECLINED)
    marked = next(coming, None)
    return YearlyRow(known, marked, likely_month(known, today, [one.month for one in own]))
