"""The attempts at the exam of one certification: what is booked, what came of them, what they cost."""

from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import from_instant
from planner.domain.money import Money
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, ExamId
from planner.storage.reader import Reader


class Attempt(NamedTuple):
    """One attempt, or with ``exam_id`` None a day that is noted for one without a booking.

    ``number`` counts from the earliest. ``day`` and ``time`` (``09:30``, empty for a whole day) are those where the
    person is, ``wall`` and ``zone`` what was given for an instant. ``days_left`` is negative once the day has passed;
    ``over`` tells that it has begun, or for a whole day that this day is over. ``costs`` are sums by currency of
    ``expenses`` rows, ``paid`` tells that all of them are. ``result`` is empty while it is not known.
    """

    exam_id: ExamId | None
    deadline_id: DeadlineId
    activity_id: ActivityId
    number: int
    day: date
    time: str
    wall: str
    zone: str
    days_left: int
    over: bool
    place: str = ""
    online: bool = False
    reference: str = ""
    result: str = ""
    score: float | None = None
    maximum: float | None = None
    pass_mark: float | None = None
    reschedule_by: date | None = None
    reminders: tuple[int, ...] = ()
    costs: tuple[Money, ...] = ()
    expenses: int = 0
    paid: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is booked, and not known what came of it."""
        return self.exam_id is not None and not self.result


_DAYS: Final = """
SELECT d.id, d.kind, d.on_date, d.at_utc, d.zone, e.id, coalesce(e.place, ''), coalesce(e.online, 0),
       coalesce(e.reference, ''), coalesce(e.result, ''), e.score, e.maximum, e.pass_mark
FROM deadline AS d LEFT JOIN exam AS e ON e.deadline_id = d.id
WHERE d.activity_id = ? AND d.kind IN ('exam', 'reschedule_by')
ORDER BY d.id
"""

_REMINDERS: Final = """
SELECT deadline_id, minutes_before FROM reminder WHERE activity_id = ? AND deadline_id IS NOT NULL
ORDER BY minutes_before DESC
"""

_MONEY: Final = """
SELECT exam_id, currency, sum(minor), count(*), min(paid) FROM expense
WHERE activity_id = ? AND exam_id IS NOT NULL GROUP BY exam_id, currency ORDER BY exam_id, currency
"""


def attempts(reader: Reader, activity_id: int, today: date, now: str, zone: str) -> tuple[Attempt, ...]:
    """The attempts of a certification, the newest first; ``now`` is the present instant. Three statements."""
    found: list[Attempt] = []
    until: list[date] = []
    for row in reader.rows(_DAYS, (activity_id,)):
        deadline_id, kind, on_date, at_utc, given, exam_id, place, online, reference, result, *scores = row
        local = on_date or from_instant(at_utc, zone)[0]
        day = date.fromisoformat(local[:10])
        if kind == DeadlineKind.RESCHEDULE_BY:
            until.append(day)
            continue
        wall = "" if at_utc is None else from_instant(at_utc, given or "UTC")[0]
        is_over = day < today if at_utc is None else at_utc <= now
        found.append(
            Attempt(
                exam_id, deadline_id, ActivityId(activity_id), 0, day, local[11:16], wall, given, (day - today).days,
                is_over, place, bool(online), reference, result, *scores,
            )
        )  # fmt: skip
    reminders: dict[int, list[int]] = defaultdict(list)
    for deadline_id, minutes in reader.rows(_REMINDERS, (activity_id,)):
        reminders[deadline_id].append(minutes)
    money: dict[int, list[tuple[Money, int, bool]]] = defaultdict(list)
    for exam_id, currency, minor, number, paid in reader.rows(_MONEY, (activity_id,)):
        money[exam_id].append((Money(minor, currency), number, bool(paid)))
    found.sort(key=lambda attempt: (attempt.day, attempt.time, attempt.deadline_id))
    booked = [attempt for attempt in found if attempt.exam_id is not None]
    whole = []
    for place, attempt in enumerate(found):
        spent = money[attempt.exam_id] if attempt.exam_id is not None else []
        whole.append(
            attempt._replace(
                number=place + 1,
                reschedule_by=_reschedule(booked, attempt, until),
                reminders=tuple(reminders[attempt.deadline_id]),
                costs=tuple(sum_ for sum_, _, _ in spent),
                expenses=sum(number for _, number, _ in spent),
                paid=bool(spent) and all(paid for _, _, paid in spent),
            )
        )
    return tuple(reversed(whole))


def _reschedule(booked: list[Attempt], attempt: Attempt, until: list[date]) -> date | None:
    """The last day to reschedule a booked attempt: the last one since the attempt before."""
    if attempt.exam_id is None:
        return None
    place = booked.index(attempt)
    after = booked[place - 1].day if place else date.min
    before = attempt.day if place < len(booked) - 1 else date.max
    return max((day for day in until if after < day <= before), default=None)
