"""Dates, spans and durations in the words of the person's language, short enough for a card."""

from datetime import date, timedelta

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.dates import last_day, parse_date
from planner.domain.levels import format_level
from planner.domain.money import Money, format_amount, parse_money
from planner.domain.progress import Kept

_DAY_MINUTES = 24 * 60


def month_name(month: int) -> str:
    """Return the short name of a month from 1 to 12."""
    return (
        tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"),
        tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec"),
    )[month - 1]  # fmt: skip


def full_month(month: int) -> str:
    """Return the whole name of a month from 1 to 12."""
    return (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )[month - 1]  # fmt: skip


def weekday_name(weekday: int) -> str:
    """Return the short name of a weekday, 0 for Monday."""
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))[weekday]


def full_weekday(weekday: int) -> str:
    """Return the whole name of a weekday, 0 for Monday."""
    return (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
    )[weekday]  # fmt: skip


def short_date(day: date, today: date) -> str:
    """Return ``1 Dec`` (``Dec 1`` where the month comes first), with the year when it is not today's."""
    return _day_of_month(day) if day.year == today.year else long_date(day)


def long_date(day: date) -> str:
    """Return ``1 Dec 2026``, or ``Dec 1, 2026`` where the month comes first."""
    if formats.current().month_first:
        return tr("{month} {day}, {year}", day=day.day, month=month_name(day.month), year=day.year)
    return tr("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


def _day_of_month(day: date) -> str:
    if formats.current().month_first:
        return tr("{month} {day}", day=day.day, month=month_name(day.month))
    return tr("{day} {month}", day=day.day, month=month_name(day.month))


def long_month(month: str) -> str:
    """Return a month ``2027-12`` as ``December 2027``."""
    return tr("{month} {year}", month=full_month(int(month[5:])), year=int(month[:4]))


def short_month(month: str) -> str:
    """Return a month ``2027-12`` as ``Dec 2027``."""
    return tr("{month} {year}", month=month_name(int(month[5:])), year=int(month[:4]))


def relative_date(day: date, today: date) -> str:
    """Return a date as seen from today: ``today``, ``tomorrow``, ``in 6 days``, ``in 3 weeks``, or the date itself.

    Beyond eight weeks (a week back) the date says more than a number.
    """
    days = (day - today).days
    if days == 0:
        return tr("today")
    if days == 1:
        return tr("tomorrow")
    if days == -1:
        return tr("yesterday")
    if 1 < days < 14:
        return trn("in {n} day", "in {n} days", days)
    if 14 <= days <= 56:
        return trn("in {n} week", "in {n} weeks", days // 7)
    if -7 <= days < 0:
        return trn("{n} day ago", "{n} days ago", -days)
    return short_date(day, today)


def due_text(day: date, today: date) -> str:
    """Return when something is due: as :func:`relative_date`, and ``2 days late`` once the day has passed."""
    late = (today - day).days
    if late <= 0:
        return relative_date(day, today)
    if late < 60:
        return trn("{n} day late", "{n} days late", late)
    if late < 2 * 365:
        return trn("{n} month late", "{n} months late", late // 30)
    return trn("{n} year late", "{n} years late", late // 365)


def date_range(starts: str, ends: str | None, today: date) -> str:
    """Return the days of a half-open span: ``3 Dec``, ``1 – 3 Dec``, ``28 Nov – 9 Dec``, years when not today's.

    :param starts: a date or a wall time.
    :param ends: the exclusive end, or None for the one day.
    """
    first = parse_date(starts[:10])
    last = first if ends is None else max(first, parse_date(last_day(ends)))
    if first == last:
        return short_date(first, today)
    if first.year != last.year:
        return tr("{first} – {last}", first=long_date(first), last=long_date(last))
    if first.month != last.month:
        return tr("{first} – {last}", first=_day_of_month(first), last=short_date(last, today))
    if formats.current().month_first:
        closing = tr("{first} – {last_day}", first=_day_of_month(first), last_day=last.day)
        return closing if last.year == today.year else tr("{days}, {year}", days=closing, year=last.year)
    return tr("{first_day} – {last}", first_day=first.day, last=short_date(last, today))


def week_range(monday: date, today: date) -> str:
    """Return the seven days of a week: ``4 – 10 May``."""
    return date_range(monday.isoformat(), (monday + timedelta(days=7)).isoformat(), today)


def clock_time(wall: str) -> str:
    """Return the time of a wall time by the person's clock, as :func:`clock` does."""
    return clock(wall[11:16])


def clock(time: str) -> str:
    """Return a time of day ``09:30`` as it is, or as ``9:30 AM`` by a clock of twelve hours; empty stays empty."""
    if not (time and formats.current().twelve_hours):
        return time
    hour = int(time[:2])
    figures = f"{hour % 12 or 12}{time[2:5]}"
    return tr("{time} AM", time=figures) if hour < 12 else tr("{time} PM", time=figures)


def ahead_text(minutes: int) -> str:
    """How long before: “7 days”, “2 hours”, “on time”."""
    if minutes == 0:
        return tr("on time")
    if minutes % _DAY_MINUTES == 0:
        return trn("{n} day", "{n} days", minutes // _DAY_MINUTES)
    if minutes % 60 == 0:
        return trn("{n} hour", "{n} hours", minutes // 60)
    return trn("{n} minute", "{n} minutes", minutes)


def duration(minutes: int) -> str:
    """Return minutes as ``25 min``, ``1.5 h`` or ``6 h``: quarters of an hour exact, else to a tenth."""
    if abs(minutes) < 60:
        return tr("{n} min", n=minutes)
    return tr("{n} h", n=_hours(minutes))


def exact_duration(minutes: int) -> str:
    """Return minutes to the minute: ``25 min``, ``4 h 20``, ``6 h``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} min", n=rest)
    return tr("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}") if rest else tr("{n} h", n=hours)


def duration_of(done: int, total: int) -> str:
    """Return logged of estimated minutes: ``3 of 6 h``, ``25 of 45 min``."""
    if total < 60:
        return tr("{done} of {total} min", done=done, total=total)
    return tr("{done} of {total} h", done=_hours(done), total=_hours(total))


def kept_text(kept: Kept) -> str:
    """Return how well a practice was kept: ``kept 3 of 4 weeks``; ``new`` before there is a week to count."""
    if kept.of == 0:
        return tr("new")
    return trn("kept {weeks} of {n} week", "kept {weeks} of {n} weeks", kept.of, weeks=kept.weeks)


def cadence_text(count: int, minutes: int | None) -> str:
    """Return a cadence: ``3 × a week, 25 min``."""
    often = trn("once a week", "{n} × a week", count)
    return tr("{often}, {duration}", often=often, duration=duration(minutes)) if minutes else often


def amount_text(minor: int, currency: str) -> str:
    """Return an amount without its currency, thousands apart: ``1,250.00``."""
    whole, point, fraction = format_amount(abs(minor), currency).partition(".")
    return f"{'-' if minor < 0 else ''}{formats.grouped(int(whole))}{formats.localized(point)}{fraction}"


def money_text(minor: int, currency: str) -> str:
    """Return an amount of money as people read it: ``USD 1,250.00``, which :func:`read_money` reads back."""
    return f"{currency} {amount_text(minor, currency)}".strip()


def read_money(text: str, default_currency: str = "") -> Money:
    """Read an amount that a person typed, with a point or a comma, as :func:`~planner.domain.money.parse_money` does.

    :raises InvalidInputError: when it is no amount of a known currency.
    """
    return parse_money(text, default_currency, formats.current().point)


def level_text(level: float | None) -> str:
    """Return a level, or a dash where it is not known."""
    return "–" if level is None else formats.localized(format_level(level))


def _hours(minutes: int) -> str:
    exact = minutes / 60
    return formats.decimal(exact if minutes % 15 == 0 else round(exact, 1))
