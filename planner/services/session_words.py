"""What study sessions say of themselves: when, how they stand, what a week comes to. Pure words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.services.humanize import clock, duration, duration_of, long_date, short_date, week_range, weekday_name
from planner.services.queries.sessions import SessionRow
from planner.services.session_sums import Doubts, Share, WeekSum
from planner.services.words import kind_word

_MANY: Final = 600
"""From so many minutes on a sum is told to a tenth of an hour."""


def session_day(row: SessionRow, today: date) -> str:
    """“Tue 3 Nov”, with the year where it is another one."""
    day = parse_date(row.day)
    return tr("{weekday} {date}", weekday=weekday_name(day.weekday()), date=short_date(day, today))


def session_when(row: SessionRow, today: date) -> str:
    """“Tue 3 Nov, 18:30”; the day alone where no time is known."""
    day = session_day(row, today)
    return tr("{day}, {time}", day=day, time=clock(row.time)) if row.time else day


def standing_word(row: SessionRow) -> str:
    """Whether it took place."""
    return tr("planned") if row.planned else tr("logged")


def week_sum(week: WeekSum, wanted: int | None) -> str:
    """“4.5 of 6 h”, “4.5 h”; what is planned besides follows it."""
    if not week.logged and not wanted and week.planned:
        return tr("{time} planned", time=duration(week.planned))
    logged = duration_of(week.logged, wanted) if wanted else duration(week.logged)
    return tr("{logged} · {time} planned", logged=logged, time=duration(week.planned)) if week.planned else logged


def week_words(week: WeekSum, wanted: int | None, today: date) -> str:
    """“2 – 8 Nov: 4.5 of 6 h”."""
    return tr("{week}: {sum}", week=week_range(week.monday, today), sum=week_sum(week, wanted))


def spoken_week(week: WeekSum, wanted: int | None, today: date) -> str:
    """The heading of a week for screen readers."""
    number = trn("{n} session", "{n} sessions", len(week.rows))
    days, sums = week_range(week.monday, today), week_sum(week, wanted)
    return tr("Week {days}, {number}, {sum}", days=days, number=number, sum=sums)


def spoken_session(row: SessionRow, today: date, doubt: str = "") -> str:
    """A whole session as a sentence of its own, for screen readers and tips."""
    parts = [session_when(row, today), row.title, duration(row.minutes), standing_word(row), row.note, doubt]
    return ", ".join(filter(None, parts))


def doubt_of(row: SessionRow, found: Doubts) -> str:
    """What makes one doubt a session, empty where nothing does."""
    if not row.planned and row.day in found.long_days:
        return tr("more than 16 hours on this day")
    return tr("runs at the same time as another one") if row.id in found.overlapping else ""


def doubts_words(found: Doubts) -> str:
    """What is worth a look, in a sentence; empty where nothing is. It refuses nothing."""
    parts = []
    if found.long_days:
        days = sorted(found.long_days)
        if len(days) == 1:
            day = long_date(parse_date(days[0]))
            parts.append(tr("More than 16 hours are logged on {day}.", day=day))
        else:
            parts.append(trn(
                    "More than 16 hours are logged on {n} day.",
                    "More than 16 hours are logged on {n} days.",
                    len(days),
                ))
    if found.overlapping:
        number = len(found.overlapping)
        parts.append(trn("{n} session overlaps another.", "{n} sessions overlap.", number))
    return " ".join(parts)


def shares_words(steps: Sequence[Share], kinds: Sequence[Share]) -> str:
    """“Foundations 12 h, Practice 4 h · Courses 9 h …”: where the time went, at most three of each."""
    named = [_share(share.name or tr("Inbox"), share.minutes) for share in steps[:3]]
    sorts = [_share(kind_word(share.name), share.minutes) for share in kinds[:3]]
    if steps[3:]:
        named.append(_share(tr("others"), sum(share.minutes for share in steps[3:])))
    if kinds[3:]:
        sorts.append(_share(tr("others"), sum(share.minutes for share in kinds[3:])))
    return " · ".join(filter(None, (", ".join(named), ", ".join(sorts))))


def _share(name: str, minutes: int) -> str:
    """A name with its time, which no line parts from each other."""
    time = duration(minutes) if minutes < _MANY else tr("{n} h", n=f"{minutes / 60:.1f}")
    return tr("{name} {time}", name=name, time=time).replace(" ", "\u00a0")
