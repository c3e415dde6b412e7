"""What happened in a stretch of time: all that a look back tells, but for the levels of skills.

A day counts where it lies in the half-open period and is not after today: what is only planned is no past. What lies in
the trash is left out, but for money, which was spent whatever became of its activity.
"""

import json
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import format_date
from planner.domain.periods import Period
from planner.domain.words import ActivityId, EventState, Kind, Status, SubmissionState
from planner.domain.year_picks import SETTING, picks_of
from planner.services.queries.evidence import day_of
from planner.services.queries.settings import setting
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader


class DoneRow(NamedTuple):
    """An activity that was done on ``day``, with what came of it."""

    id: ActivityId
    title: str
    kind: str
    day: str
    outcome: str
    url: str


class TimeRow(NamedTuple):
    """Logged minutes of one month (``2026-12``) on one step, whose name is empty for the inbox."""

    month: str
    step_id: int
    step: str
    hue: int | None
    minutes: int


class CertificationRow(NamedTuple):
    """What happened to a certification on a day: ``what`` is “passed”, “renewed” or “expired”."""

    id: ActivityId
    title: str
    what: str
    day: str


class CreditRow(NamedTuple):
    """Credits of one category, in hundredths of ``unit``, that a certification counts.

    ``certification`` is its code or title, empty for those that no certification counts; it may be empty in category.
    """

    certification: str
    unit: str
    category: str
    amount: int


class EventRow(NamedTuple):
    """An event that the person attended, from ``starts`` (a date or wall time) to the exclusive ``ends``.

    ``starts`` is the day on which it was marked as attended where it has no dates.
    """

    id: ActivityId
    title: str
    event_type: str
    starts: str
    ends: str | None
    city: str
    format: str


class SubmissionRow(NamedTuple):
    """What was handed in to an event; ``given`` tells that it was accepted and the event attended in the period.

    ``answered`` tells that the call for papers closed in the period (or, without such a day, that the event began).
    """

    event_id: ActivityId
    event: str
    title: str
    state: str
    given: bool
    answered: bool


class SpentRow(NamedTuple):
    """What was paid in one currency for one sort of thing, and what came back of it, in minor units."""

    currency: str
    item: str
    spent: int
    reimbursed: int


class PickRow(NamedTuple):
    """What a year was meant to be for. ``id`` is None for an intention in words, or an activity that is gone."""

    text: str
    uid: str
    id: ActivityId | None
    done: bool
    dropped: bool = False


class LookBack(NamedTuple):
    """All of it, each part in the order of its days, or the largest first.

    ``picked`` are the picks of the year that the period belongs to, ``picks`` those of the coming one.
    """

    period: Period
    done: tuple[DoneRow, ...]
    time: tuple[TimeRow, ...]
    certifications: tuple[CertificationRow, ...]
    credits: tuple[CreditRow, ...]
    events: tuple[EventRow, ...]
    submissions: tuple[SubmissionRow, ...]
    spent: tuple[SpentRow, ...]
    picked: tuple[PickRow, ...]
    picks: tuple[PickRow, ...]

    @property
    def minutes(self) -> int:
        """What was logged, in minutes."""
        return sum(row.minutes for row in self.time)

    @property
    def finished(self) -> tuple[DoneRow, ...]:
        """What was done but for events: those are told by themselves."""
        return tuple(row for row in self.done if row.kind != Kind.EVENT)

    def certified(self, what: str) -> tuple[CertificationRow, ...]:
        """The certifications that were passed, renewed or expired."""
        return tuple(row for row in self.certifications if row.what == what)

    @property
    def conferences(self) -> tuple[EventRow, ...]:
        """The events attended that are conferences."""
        return tuple(row for row in self.events if row.event_type == "conference")

    @property
    def talks(self) -> tuple[SubmissionRow, ...]:
        """What was accepted at an event that was attended."""
        return tuple(row for row in self.submissions if row.given)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        parts = (self.done, self.time, self.certifications, self.credits, self.events, self.submissions, self.spent)
        return not any(parts)


_DONE: Final = f"""
SELECT a.id, a.title, a.kind, a.completed_on, a.outcome, a.outcome_url FROM activity AS a
WHERE a.status = 'done' AND a.completed_on >= :since AND a.completed_on < :until AND {LIVING}
ORDER BY a.completed_on, a.id
"""

_TIME: Final = f"""
SELECT substr(w.starts, 1, 7) AS month, coalesce(s.id, 0) AS step, coalesce(s.name, ''), s.hue, sum(w.minutes)
FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE NOT w.planned AND w.starts >= :since AND w.starts < :until AND {LIVING}
GROUP BY month, step ORDER BY month, step
"""

_HELD: Final = f"""
SELECT a.id, a.title, coalesce(c.issued_on, a.completed_on), c.never_expires,
       (SELECT coalesce(d.on_date, d.at_utc || ' ' || d.zone) FROM deadline AS d
        WHERE d.activity_id = a.id AND d.kind = 'renewal' ORDER BY coalesce(d.on_date, d.at_utc) DESC LIMIT 1)
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE c.state IN ('passed', 'expired', 'retired') AND {LIVING}
ORDER BY a.title, a.id
"""

_RENEWED: Final = f"""
SELECT a.id, a.title, r.renewed_on FROM renewal AS r JOIN activity AS a ON a.id = r.activity_id
WHERE r.renewed_on >= :since AND r.renewed_on < :until AND {LIVING}
ORDER BY r.renewed_on, r.id
"""

_EARNED_ON: Final = "iif(e.status = 'done' AND e.completed_on < k.on_date, e.completed_on, k.on_date)"
"""As the ledger has it: what was done sooner than planned has earned its credits by then."""

_CREDITS: Final = f"""
SELECT coalesce(iif(c.code = '', a.title, c.code), ''), iif(coalesce(r.unit, '') = '', k.unit, r.unit),
       iif(coalesce(m.category, '') = '', k.category, m.category), coalesce(m.amount, k.amount)
FROM credit AS k LEFT JOIN activity AS e ON e.id = k.activity_id
LEFT JOIN credit_claim AS m ON m.credit_id = k.id
    AND m.activity_id IN (SELECT t.id FROM activity AS t WHERE t.trashed_at IS NULL)
LEFT JOIN activity AS a ON a.id = m.activity_id
LEFT JOIN certification AS c ON c.activity_id = a.id LEFT JOIN renewal_rule AS r ON r.activity_id = a.id
WHERE {_EARNED_ON} >= :since AND {_EARNED_ON} < :until
    AND (e.id IS NULL OR e.trashed_at IS NULL AND e.status = 'done')
"""

_EVENTS: Final = f"""
SELECT a.id, a.title, e.event_type, coalesce(e.starts, a.completed_on) AS began, iif(e.starts IS NULL, NULL, e.ends),
       e.city, e.format
FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE e.state = 'attended' AND began >= :since AND began < :until AND {LIVING}
ORDER BY began, a.id
"""

_SUBMISSIONS: Final = f"""
SELECT a.id, a.title, s.title, s.state, e.state, coalesce(e.starts, a.completed_on, ''),
       (SELECT coalesce(d.on_date, d.at_utc || ' ' || d.zone) FROM deadline AS d
        WHERE d.activity_id = a.id AND d.kind = 'cfp_closes' ORDER BY coalesce(d.on_date, d.at_utc) DESC LIMIT 1)
FROM submission AS s JOIN activity AS a ON a.id = s.activity_id JOIN event AS e ON e.activity_id = a.id
WHERE s.state <> 'draft' AND {LIVING}
ORDER BY coalesce(e.starts, a.completed_on, ''), a.id, s.position, s.id
"""

_SPENT: Final = """
SELECT x.currency, x.item, sum(x.minor), sum(x.reimbursed_minor) FROM expense AS x
WHERE x.paid AND x.on_date >= :since AND x.on_date < :until
GROUP BY x.currency, x.item ORDER BY x.currency, sum(x.minor) DESC, x.item
"""

_PICKED: Final = """
SELECT a.uid, a.id, a.title, a.status FROM activity AS a
WHERE a.trashed_at IS NULL AND a.uid IN (SELECT value FROM json_each(:uids))
"""


def look_back(reader: Reader, period: Period, today: date) -> LookBack:
    """All that happened in a period until today; ten statements, whatever the number of rows."""
    since, until = format_date(period.since), format_date(min(period.until, _after(today)))
    days = {"since": since, "until": until}
    picked, picks = _picks(reader, period.coming_year)
    return LookBack(
        period,
        tuple(DoneRow(*row) for row in reader.rows(_DONE, days)),
        tuple(TimeRow(*row) for row in reader.rows(_TIME, days)),
        _certifications(reader, since, until, format_date(today)),
        _credits(reader, days),
        tuple(EventRow(*row) for row in reader.rows(_EVENTS, days)),
        _submissions(reader, since, until),
        tuple(SpentRow(*row) for row in reader.rows(_SPENT, days)),
        picked,
        picks,
    )


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _certifications(reader: Reader, since: str, until: str, today: str) -> tuple[CertificationRow, ...]:
    found = []
    for activity_id, title, issued, never_expires, renewal in reader.rows(_HELD):
        if issued and since <= issued < until:
            found.append(CertificationRow(ActivityId(activity_id), title, "passed", issued))
        if renewal and not never_expires:
            ended = day_of(renewal)
            if since <= ended < until and ended < today:  # on its last day it is still valid
                found.append(CertificationRow(ActivityId(activity_id), title, "expired", ended))
    found += [
        CertificationRow(ActivityId(row[0]), row[1], "renewed", row[2])
        for row in reader.rows(_RENEWED, {"since": since, "until": until})
    ]
    return tuple(sorted(found, key=lambda row: (row.day, row.title, row.what)))


def _credits(reader: Reader, days: dict[str, str]) -> tuple[CreditRow, ...]:
    sums: dict[tuple[str, str, str], int] = {}
    for name, unit, category, amount in reader.rows(_CREDITS, days):
        key = (name, unit, category)
        sums[key] = sums.get(key, 0) + amount
    rows = [CreditRow(name, unit, category, amount) for (name, unit, category), amount in sums.items()]
    return tuple(sorted(rows, key=lambda row: (not row.certification, *row)))


def _submissions(reader: Reader, since: str, until: str) -> tuple[SubmissionRow, ...]:
    found = []
    for event_id, event, title, state, event_state, starts, closes in reader.rows(_SUBMISSIONS):
        began = since <= starts[:10] < until
        answered = since <= day_of(closes) < until if closes else began
        given = began and state == SubmissionState.ACCEPTED and event_state == EventState.ATTENDED
        if given or answered:
            found.append(SubmissionRow(ActivityId(event_id), event, title, state, given, answered))
    return tuple(found)


def _picks(reader: Reader, coming: int) -> tuple[tuple[PickRow, ...], tuple[PickRow, ...]]:
    stored = setting(reader, SETTING)
    years = [picks_of(stored, year) for year in (coming - 1, coming)]
    uids = [pick.uid for picks in years for pick in picks if pick.uid]
    known = {row[0]: row[1:] for row in reader.rows(_PICKED, {"uids": json.dumps(uids)})}
    rows = []
    for picks in years:
        of_year = []
        for pick in picks:
            activity_id, title, status = known.get(pick.uid, (None, pick.text, ""))
            done = status == Status.DONE if activity_id is not None else pick.done
            of_year.append(PickRow(title, pick.uid, activity_id, done, status == Status.SKIPPED))
        rows.append(tuple(of_year))
    return rows[0], rows[1]


class Undone(NamedTuple):
    """A done activity without an outcome."""

    id: ActivityId
    title: str
    day: str


def without_outcome(reader: Reader, period: Period, today: date, month: str) -> tuple[Undone, ...]:
    """What was done in a month of the period (``2026-12``) and does not say what came of it, but for events."""
    days = {"since": format_date(period.since), "until": format_date(min(period.until, _after(today)))}
    return tuple(
        Undone(ActivityId(row[0]), row[1], row[3])
        for row in reader.rows(_DONE, days)
        if row[3][:7] == month and row[2] != Kind.EVENT and not row[4] and not row[5]
    )
