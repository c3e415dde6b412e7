"""How much of something an archive may hold: no longer names and no more parts than the program itself writes."""

from collections.abc import Iterable, Iterator

from planner.config.text import tr
from planner.domain.limits import (
    CATEGORY_NAME_MAX,
    ESTIMATE_MAX,
    EXAMS_MAX,
    LINE_MAX,
    REFERENCE_MAX,
    REMINDER_READ_MAX,
    RULE_CATEGORIES_MAX,
    SCORE_MAX,
    SESSION_MAX,
    TITLE_MAX,
)
from planner.exchange import archive_format, archive_goal_format
from planner.exchange.archive_faults import Fault


def longest(text: str, most: int, place: str) -> Iterator[Fault]:
    """A text of more characters than ``most``."""
    if len(text) > most:
        yield Fault(place, tr("it has {count} characters; {most} is the most", count=len(text), most=most))


def within(number: float | None, least: int, most: int, place: str) -> Iterator[Fault]:
    """A number out of its range."""
    if number is not None and not least <= number <= most:
        yield Fault(place, tr("{number} is not between {least} and {most}", number=number, least=least, most=most))


def time_bounds(activity: archive_format.ArchivedActivity, place: str) -> Iterator[Fault]:
    """Estimates and times spent that are longer than anything can take."""
    for name in ("estimate_minutes", "cadence_minutes"):
        yield from within(getattr(activity, name), 0, ESTIMATE_MAX, f"{place}.{name}")
    for number, session in enumerate(activity.sessions):
        yield from within(session.minutes, 0, SESSION_MAX, f"{place}.sessions[{number}].minutes")


def exam_bounds(activity: archive_format.ArchivedActivity, place: str) -> Iterator[Fault]:
    """Too many attempts of one certification, and scores and texts out of range."""
    if len(activity.exams) > EXAMS_MAX:
        problem = tr("there are {count} of them; {most} is the most", count=len(activity.exams), most=EXAMS_MAX)
        yield Fault(f"{place}.exams", problem)
    for number, exam in enumerate(activity.exams):
        inside = f"{place}.exams[{number}]"
        yield from longest(exam.place, LINE_MAX, f"{inside}.place")
        yield from longest(exam.reference, REFERENCE_MAX, f"{inside}.reference")
        for name in ("score", "maximum", "pass_mark"):
            yield from within(getattr(exam, name), 0, SCORE_MAX, f"{inside}.{name}")


def category_bounds(activity: archive_format.ArchivedActivity, place: str) -> Iterator[Fault]:
    """Too many categories of a rule, ones without a name or with too long a one, and ones that can never be met."""
    if activity.renewal_rule is not None:
        yield from longest(activity.renewal_rule.note, LINE_MAX, f"{place}.renewal_rule.note")
    categories = activity.rule_categories
    if len(categories) > RULE_CATEGORIES_MAX:
        problem = tr("there are {count} of them; {most} is the most", count=len(categories), most=RULE_CATEGORIES_MAX)
        yield Fault(f"{place}.rule_categories", problem)
    for number, category in enumerate(categories):
        inside = f"{place}.rule_categories[{number}]"
        if not category.name.strip():
            yield Fault(f"{inside}.name", tr("there is no name"))
        yield from longest(category.name, CATEGORY_NAME_MAX, f"{inside}.name")
        if category.maximum is not None and (category.minimum or 0) > category.maximum:
            yield Fault(f"{inside}.minimum", tr("it asks for more than its maximum lets count"))


def credit_bounds(credit: archive_goal_format.ArchivedCredit, place: str) -> Iterator[Fault]:
    """Too long texts of a credit and its claims."""
    yield from longest(credit.category, CATEGORY_NAME_MAX, f"{place}.category")
    yield from longest(credit.title, TITLE_MAX, f"{place}.title")
    yield from longest(credit.note, LINE_MAX, f"{place}.note")
    for number, claim in enumerate(credit.claims):
        yield from longest(claim.category, CATEGORY_NAME_MAX, f"{place}.claims[{number}].category")


def reminder_bounds(reminders: Iterable[archive_format.ArchivedReminder], place: str) -> Iterator[Fault]:
    """Reminders after their date, or too long before it."""
    for number, reminder in enumerate(reminders):
        yield from within(reminder.minutes_before, 0, REMINDER_READ_MAX, f"{place}[{number}].minutes_before")
