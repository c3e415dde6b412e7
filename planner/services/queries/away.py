"""What happened while the person was away: what lapsed, which events were over, which due dates passed."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.absence import Absence
from planner.domain.dates import format_date, from_instant
from planner.domain.words import ActivityId, DeadlineKind
from planner.services.queries.events_over import EventOver, events_over
from planner.services.queries.sql import LIVING, SETTLED
from planner.services.queries.week import Overdue, overdue_since
from planner.storage.reader import Reader


class Lapsed(NamedTuple):
    """What is truly over: ``what`` is ``exam`` (missed, or its result is unknown), ``expired`` or ``cfp``."""

    what: str
    activity_id: ActivityId
    title: str
    day: date


class Away(NamedTuple):
    """What an absence left behind; ``passed`` are the due dates of open activities, the newest first."""

    absence: Absence
    lapsed: tuple[Lapsed, ...] = ()
    over: tuple[EventOver, ...] = ()
    passed: tuple[Overdue, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be said."""
        return not (self.lapsed or self.over or self.passed)


_LAPSED: Final = f"""
SELECT a.id, a.title, d.kind, d.on_date, d.at_utc
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id
LEFT JOIN event AS e ON e.activity_id = a.id LEFT JOIN certification AS c ON c.activity_id = a.id
WHERE d.kind IN ('exam', 'cfp_closes', 'renewal')
  AND (d.on_date BETWEEN :first AND :last OR d.at_utc BETWEEN :first AND :last) AND {LIVING} AND (
    d.kind = 'exam' AND a.status IN ('planned', 'in_progress') AND d.id NOT IN {SETTLED}
    OR d.kind = 'cfp_closes' AND e.state = 'interested'
    OR d.kind = 'renewal' AND c.state = 'passed' AND NOT c.never_expires AND NOT EXISTS (
        SELECT 1 FROM deadline AS later WHERE later.activity_id = a.id AND later.kind = 'renewal'
        AND coalesce(later.on_date, later.at_utc) > coalesce(d.on_date, d.at_utc)))
"""
_ORDER: Final = ("exam", "expired", "cfp")


def away(reader: Reader, absence: Absence, today: date, now: str, zone: str) -> Away:
    """What happened from the last day before an absence until now, where the person is; ``now`` is an instant.

    Only what one was to be at is asked about, and only calls for papers that one was interested in are told.
    Four statements at most.
    """
    since = absence.since
    lapsed = []
    days = {"first": format_date(since - timedelta(days=1)), "last": format_date(today + timedelta(days=1))}
    for activity_id, title, kind, on_date, at_utc in reader.rows(_LAPSED, days):
        day = date.fromisoformat(on_date or from_instant(at_utc, zone)[0][:10])
        is_over = day < today if at_utc is None else at_utc < now
        if is_over and day >= since:
            what = {DeadlineKind.EXAM: "exam", DeadlineKind.RENEWAL: "expired"}.get(kind, "cfp")
            lapsed.append(Lapsed(what, activity_id, title, day))
    return Away(
        absence,
        tuple(sorted(lapsed, key=lambda one: (_ORDER.index(one.what), one.day, one.activity_id))),
        events_over(reader, today, zone, since),
        overdue_since(reader, today, zone, since),
    )
