"""What study sessions come to: by week, by step and by kind, and the days that cannot be right. Pure arithmetic."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import monday, parse_date
from planner.services.queries.sessions import SessionRow

MOST_A_DAY: Final = 16 * 60
"""Logged minutes beyond which a day is doubted."""


class WeekSum(NamedTuple):
    """A week from ``monday``, with its sessions in the order given; ``logged`` and ``planned`` are minutes."""

    monday: date
    rows: tuple[SessionRow, ...]
    logged: int
    planned: int


class Share(NamedTuple):
    """Logged minutes of a step or kind; ``hue`` is that of the step."""

    name: str
    minutes: int
    hue: int | None = None


def logged_minutes(rows: Iterable[SessionRow]) -> int:
    """What was logged, in minutes; planned sessions do not count."""
    return sum(row.minutes for row in rows if not row.planned)


def by_week(rows: Iterable[SessionRow]) -> tuple[WeekSum, ...]:
    """The sessions week by week, in the order in which the weeks are met."""
    weeks: dict[date, list[SessionRow]] = {}
    known: dict[str, date] = {}
    for row in rows:
        day = row.day
        first = known.get(day)
        if first is None:
            first = known[day] = monday(parse_date(day))
        weeks.setdefault(first, []).append(row)
    return tuple(
        WeekSum(first, tuple(found), logged_minutes(found), sum(row.minutes for row in found if row.planned))
        for first, found in weeks.items()
    )


def by_step(rows: Iterable[SessionRow]) -> tuple[Share, ...]:
    """What was logged on each step, the most first; an empty name is the inbox."""
    return _shares((row.step, row.hue, row.minutes) for row in rows if not row.planned)


def by_kind(rows: Iterable[SessionRow]) -> tuple[Share, ...]:
    """What was logged on each kind of activity, the most first."""
    return _shares((row.kind, None, row.minutes) for row in rows if not row.planned)


def _shares(parts: Iterable[tuple[str, int | None, int]]) -> tuple[Share, ...]:
    sums: dict[tuple[str, int | None], int] = {}
    for name, hue, minutes in parts:
        sums[name, hue] = sums.get((name, hue), 0) + minutes
    found = [Share(name, minutes, hue) for (name, hue), minutes in sums.items()]
    return tuple(sorted(found, key=lambda share: (-share.minutes, share.name)))


class Doubts(NamedTuple):
    """What may be wrong: days with more than sixteen hours, and sessions that begin while another one runs."""

    long_days: frozenset[str] = frozenset()
    overlapping: frozenset[int] = frozenset()


def doubts(rows: Sequence[SessionRow]) -> Doubts:
    """Days and sessions that are worth a look. Only what was logged is doubted, and times only within one zone."""
    days: dict[str, int] = {}
    timed: dict[str, list[tuple[datetime, datetime, int]]] = {}
    for row in rows:
        if row.planned:
            continue
        days[row.day] = days.get(row.day, 0) + row.minutes
        if row.time:
            starts = datetime.fromisoformat(row.starts)
            timed.setdefault(row.zone, []).append((starts, starts + timedelta(minutes=row.minutes), row.id))
    overlapping: set[int] = set()
    for spans in timed.values():
        spans.sort()
        latest: tuple[datetime, int] | None = None
        for starts, ends, session_id in spans:
            if latest is not None and starts < latest[0]:
                overlapping |= {latest[1], session_id}
            if latest is None or ends > latest[0]:
                latest = (ends, session_id)
    return Doubts(frozenset(day for day, minutes in days.items() if minutes > MOST_A_DAY), frozenset(overlapping))
