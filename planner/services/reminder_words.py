"""What a reminder says: “PMP expires in 7 days”, “Cloud practitioner: exam tomorrow, 09:30”."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.config.text import mark, tr, trn
from planner.domain.dates import is_date
from planner.domain.words import DeadlineKind
from planner.services.humanize import clock_time, short_date
from planner.services.queries.reminders import EVENT, DueReminder
from planner.services.words import duty_word

_SENTENCES = {
    EVENT: (mark("{title} begins {when}"), mark("{title} began {when}")),
    DeadlineKind.DUE: (mark("{title} is due {when}"), mark("{title} was due {when}")),
    DeadlineKind.CFP_CLOSES: (
        mark("{title}: call for papers closes {when}"),
        mark("{title}: call for papers closed {when}"),
    ),
    DeadlineKind.RENEWAL: (mark("{title} expires {when}"), mark("{title} expired {when}")),
    DeadlineKind.RENEWAL_OPENS: (mark("{title} can be renewed {when}"), ""),
}
"""What is said ahead of a date and after it, where the name of the kind is not enough."""


def how_far(day: date, today: date) -> str:
    """Return “today”, “tomorrow”, “in 7 days”, “yesterday”, “3 days ago”: exact, whatever the number."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return (tr("today"), tr("tomorrow"), tr("yesterday"))[days]
    return trn("in {n} day", "in {n} days", days) if days > 0 else trn("{n} day ago", "{n} days ago", -days)


def reminder_text(due: DueReminder, today: date) -> str:
    """Return the sentence, without a full stop, that says what comes when, as seen from today."""
    when = how_far(due.day, today)
    if not is_date(due.starts):
        when = tr("{day}, {time}", day=when, time=clock_time(due.starts))
    if due.what == DeadlineKind.RENEWAL_OPENS and due.day <= today:
        return tr("{title} can be renewed now", title=due.title)
    ahead, over = ("", "") if due.label else _SENTENCES.get(due.what, ("", ""))
    if ahead:
        return tr(over if due.day < today else ahead, title=due.title, when=when)
    return tr("{title}: {what} {when}", title=due.title, what=duty_word(due.what, due.label), when=when)


def date_text(due: DueReminder, today: date) -> str:
    """Return the date itself: “1 Dec”, “1 Dec, 09:30”, with the year when it is not today's."""
    day = short_date(due.day, today)
    return day if is_date(due.starts) else tr("{day}, {time}", day=day, time=clock_time(due.starts))


def one_for_each(found: Iterable[DueReminder]) -> tuple[DueReminder, ...]:
    """Return one reminder for each date, since they would say the same, by date; each instance of a series is one."""
    last = {(one.activity_id, one.deadline_id, one.starts): one for one in found}
    return tuple(sorted(last.values(), key=lambda one: (one.starts, one.title, one.activity_id)))


def notification_text(due: Sequence[DueReminder], today: date, *, most: int = 4) -> tuple[str, str]:
    """Return title and text of one notification for everything that is due at once."""
    if len(due) == 1:
        return reminder_text(due[0], today), date_text(due[0], today)
    lines = [reminder_text(one, today) for one in due[: most if len(due) <= most else most - 1]]
    rest = len(due) - len(lines)
    if rest:
        lines.append(trn("and {n} more", "and {n} more", rest))
    return trn("{n} date", "{n} dates", len(due)), "\n".join(lines)


def toast_text(due: Sequence[DueReminder], today: date) -> str:
    """Return the sentence of a toast for everything that is due at once; it names what is nearest."""
    first, rest = reminder_text(due[0], today), len(due) - 1
    return trn("{first}, and {n} more date", "{first}, and {n} more dates", rest, first=first) if rest else first


def missed_text(due: Sequence[DueReminder], today: date) -> str:
    """Return the sentence that tells what one would have been reminded of while the program was closed."""
    return tr("While Planner was closed: {what}", what=toast_text(due, today))


def still_matter(found: Iterable[DueReminder], today: date) -> tuple[DueReminder, ...]:
    """Return those whose date is not over; that something expired matters afterwards, too."""
    return tuple(one for one in found if one.day >= today or one.what == DeadlineKind.RENEWAL)
