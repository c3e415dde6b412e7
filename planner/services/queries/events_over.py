"""Events that the person meant to attend and that are over: how were they? Each is asked about once."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from planner.domain.dates import from_instant, last_day, parse_date
from planner.domain.words import ActivityId
from planner.services.queries.settings import setting
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

ASKED: Final = "events_asked"
"""The setting with the uids of the events that are not asked about any more."""
ASKED_DAYS: Final = 30
"""What was over longer ago than this is not asked about."""
_LONGEST: Final = 120
"""What lasts longer than this, in days, is no event that one comes home from."""


class EventOver(NamedTuple):
    """An event that is over; ``day`` is its last day where the person is."""

    activity_id: ActivityId
    title: str
    day: date


_OVER: Final = f"""
SELECT a.id, a.uid, a.title, e.starts, e.ends, e.ends_utc
FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE e.starts BETWEEN :since AND :today AND e.state IN ('attending', 'registered')
    AND e.rrule = '' AND e.rdate = '' AND {LIVING}
"""


def events_over(reader: Reader, today: date, zone: str, since: date | None = None) -> tuple[EventOver, ...]:
    """The events that the person was to attend and that were over yesterday or before, the last first.

    They are asked about until the person answers or declines to, for thirty days, or from ``since`` on.
    Events that recur are left out: they are over on each of their days. Two statements at most.
    """
    first = today - timedelta(days=ASKED_DAYS) if since is None else since
    days = {"since": str(first - timedelta(days=_LONGEST)), "today": str(today)}
    found = []
    for activity_id, uid, title, starts, ends, ends_utc in reader.rows(_OVER, days):
        day = _last_day(starts, ends, ends_utc, zone)
        if first <= day < today:
            found.append((EventOver(ActivityId(activity_id), title, day), uid))
    if not found:
        return ()
    asked = asked_uids(setting(reader, ASKED))
    open_ones = [over for over, uid in found if uid not in asked]
    return tuple(sorted(open_ones, key=lambda over: (over.day, over.activity_id), reverse=True))


def asked_uids(stored: Any) -> list[str]:
    """The uids in what the setting holds, without what no program of ours wrote there."""
    return [uid for uid in stored if isinstance(uid, str)] if isinstance(stored, list) else []


def _last_day(starts: str, ends: str | None, ends_utc: str | None, zone: str) -> date:
    if ends is None:
        return parse_date(starts[:10])
    local = ends if ends_utc is None else from_instant(ends_utc, zone)[0]
    return max(parse_date(last_day(local)), parse_date(starts[:10]) if ends_utc is None else date.min)
