"""How an event repeats, in one short phrase: “every week on Monday until 3 Mar 2027”."""

from datetime import date
from typing import TYPE_CHECKING

from planner.config.text import tr, trn
from planner.domain.dates import from_instant, is_zone
from planner.services.humanize import full_weekday, long_date, weekday_name

if TYPE_CHECKING:
    from planner.domain.model import Event
    from planner.exchange.recurrence_rule import Rule


def repeats_text(event: "Event") -> str:
    """Return how an event repeats, “repeats” where a phrase would be long, or nothing where it does not.

    A rule that cannot be followed gives nothing, as it does in the calendar.
    """
    if event.starts is None or not (event.rrule or event.rdate):
        return ""
    from planner.exchange.recurrence_rule import read_rule  # needed for the few that recur

    rule = read_rule(event.rrule)
    if rule is None or event.rdate:
        return tr("repeats") if event.rdate else ""
    how = _how(rule, date.fromisoformat(event.starts[:10]))
    if not how:
        return tr("repeats")
    if rule.until:
        return tr("{how} until {day}", how=how, day=long_date(_last_day(rule.until, event.zone)))
    if rule.times:
        return trn("{how}, {n} time", "{how}, {n} times", rule.times, how=how)
    return how


def _last_day(until: str, zone: str) -> date:
    """The day of UNTIL where the event is."""
    day = f"{until[:4]}-{until[4:6]}-{until[6:8]}"
    if until.endswith("Z") and zone and is_zone(zone):
        instant = f"{day}T{until[9:11]}:{until[11:13]}:{until[13:15]}Z"
        day = from_instant(instant, zone)[0][:10]
    return date.fromisoformat(day)


def _how(rule: "Rule", start: date) -> str:
    """The phrase of a simple rule without its end, else nothing."""
    number = rule.interval
    if rule.has_times or rule.by_position or rule.by_year_day or rule.by_week:
        return ""
    if rule.frequency == "DAILY" and not rule.has_days:
        return trn("every day", "every {n} days", number)
    if rule.frequency == "WEEKLY" and not (rule.by_month or rule.by_month_day):
        days = sorted({day for day, _ in rule.by_day} or {start.weekday()})
        names = full_weekday(days[0]) if len(days) == 1 else ", ".join(map(weekday_name, days))
        return trn("every week on {days}", "every {n} weeks on {days}", number, days=names)
    if rule.frequency == "MONTHLY" and not rule.by_month:
        return _monthly(rule, start)
    if rule.frequency == "YEARLY" and not rule.by_day:
        own = rule.by_month in ((), (start.month,)) and rule.by_month_day in ((), (start.day,))
        # A year of all the days of the month would be another rule.
        return trn("every year", "every {n} years", number) if own and (rule.by_month or not rule.by_month_day) else ""
    return ""


def _monthly(rule: "Rule", start: date) -> str:
    if not rule.by_day and rule.by_month_day in ((), (start.day,)):
        return trn("every month on day {day}", "every {n} months on day {day}", rule.interval, day=start.day)
    if rule.by_month_day == (-1,) and not rule.by_day:
        return trn("every month on the last day", "every {n} months on the last day", rule.interval)
    if len(rule.by_day) == 1 and not rule.by_month_day:
        weekday, ordinal = rule.by_day[0]
        which = {
            1: tr("first {weekday}", weekday=full_weekday(weekday)),
            2: tr("second {weekday}", weekday=full_weekday(weekday)),
            3: tr("third {weekday}", weekday=full_weekday(weekday)),
            4: tr("fourth {weekday}", weekday=full_weekday(weekday)),
            -1: tr("last {weekday}", weekday=full_weekday(weekday)),
        }.get(ordinal, "")
        if which:
            return trn("every month on the {which}", "every {n} months on the {which}", rule.interval, which=which)
    return ""
