"""What a certification or course says about itself on one line: its section, one decisive fact, one remark.

Pure words over :class:`~planner.services.queries.goals.GoalRow`; no database, no clock.
"""

from datetime import date
from typing import Final, NamedTuple

from planner.config.text import begun, tr, trn, within
from planner.domain import renewal
from planner.domain.dates import parse_date
from planner.domain.folding import fold
from planner.domain.goal_filter import Traits
from planner.domain.words import CertificationState, CourseState, Kind, RenewalMethod
from planner.services import renewal_facts
from planner.services.course_words import course_progress, pace_words
from planner.services.humanize import clock, duration, duration_of, long_date, short_date
from planner.services.queries.goals import URGENT_DAYS, GoalRow, Moment, Section, section_of
from planner.services.words import kind_word, state_word

_UNKNOWN: Final = ("", RenewalMethod.UNKNOWN)


class Bar(NamedTuple):
    """A slim bar: the part that is done, and where along it ticks stand, all from 0 to 1."""

    done: float
    ticks: tuple[float, ...] = ()


class Facts(NamedTuple):
    """The words of a row: ``line`` stands grey below the name; ``fact`` with ``more`` and ``remark`` on the right.

    ``urgent`` marks a missed exam, and an expiry that is past or near. ``bar`` stands beside the remark.
    """

    line: str
    fact: str
    more: str = ""
    remark: str = ""
    urgent: bool = False
    bar: Bar | None = None

    @property
    def first(self) -> str:
        """The decisive fact as it is shown: “Exam in 16 days · 13 h left”."""
        return " · ".join(filter(None, (self.fact, self.more)))


def section_name(section: Section) -> str:
    """The heading of a section."""
    return {
        Section.PREPARING: tr("Preparing"),
        Section.HELD: tr("Held"),
        Section.COURSES: tr("Courses"),
        Section.IDEAS: tr("Ideas"),
        Section.OTHER: tr("Dropped and retired"),
    }[section]


def initials(name: str) -> str:
    """Two capitals for the disc of an issuer: Amazon Web Services is AW, IAPP is IA, DeepLearning.AI is DL.

    Empty where the name has no letter or digit.
    """
    words: list[str] = []
    before = " "
    for char in name:
        if char.isalnum():
            starts = not before.isalnum() or (char.isupper() and before.islower())
            if starts or not words:
                words.append(char)
            else:
                words[-1] += char
        before = char
    words = [word for word in words if word.casefold() not in ("and", "of", "the")]
    if not words:
        return ""
    return (words[0][:1] + words[1][:1] if len(words) > 1 else words[0][:2]).upper()[:2]


def ahead(day: date, today: date) -> str:
    """How far a day lies ahead: ``today``, ``tomorrow``, ``in 16 days``, ``in 12 weeks``, ``in 7 months``."""
    days = (day - today).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("tomorrow")
    if days < 28:
        return trn("in {n} day", "in {n} days", days)
    if days <= URGENT_DAYS:
        return trn("in {n} week", "in {n} weeks", round(days / 7))
    if days < 2 * 365:
        return trn("in {n} month", "in {n} months", round(days / 30.4375))
    return trn("in {n} year", "in {n} years", round(days / 365.25))


def ago(day: date, today: date) -> str:
    """How long ago a day was: ``yesterday``, ``3 days ago``, ``3 weeks ago``, ``5 months ago``."""
    days = (today - day).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 14:
        return trn("{n} day ago", "{n} days ago", days)
    if days <= URGENT_DAYS:
        return trn("{n} week ago", "{n} weeks ago", round(days / 7))
    if days < 2 * 365:
        return trn("{n} month ago", "{n} months ago", round(days / 30.4375))
    return trn("{n} year ago", "{n} years ago", round(days / 365.25))


def exam_missed(row: GoalRow, today: date) -> bool:
    """Whether the exam's day has passed while the certification is still being prepared."""
    return section_of(row) is Section.PREPARING and row.exam is not None and row.exam.day < today


def has_expired(row: GoalRow, today: date) -> bool:
    """Whether a certification that was passed is not valid any more."""
    if row.kind != Kind.CERTIFICATION:
        return False
    passed = row.state == CertificationState.PASSED and row.expires is not None and row.expires.day < today
    return row.state == CertificationState.EXPIRED or passed


def expiry_urgent(row: GoalRow, today: date) -> bool:
    """Whether an expiry is past, or at most :data:`URGENT_DAYS` away."""
    if has_expired(row, today):
        return True
    held = section_of(row) is Section.HELD
    return held and row.expires is not None and (row.expires.day - today).days <= URGENT_DAYS


def facts(row: GoalRow, today: date) -> Facts:
    """The words for a goal as seen from ``today``."""
    section = section_of(row)
    if section is Section.PREPARING:
        return _preparing(row, today)
    if section is Section.HELD:
        return _held(row, today)
    if section is Section.COURSES:
        return _course(row, today)
    if section is Section.IDEAS:
        return _idea(row, today)
    return Facts(_line(row, state_word(row.kind, row.state)), "")


def spoken(row: GoalRow, words: Facts) -> str:
    """The row for a screen reader: “AWS Certified AI Practitioner, booked, exam in 16 days”."""
    fact = within(words.fact)
    return ", ".join(filter(None, (row.title, state_word(row.kind, row.state), fact)))


def details(words: Facts) -> str:
    """What a screen reader says after :func:`spoken`: provider, hours, dates."""
    return ", ".join(filter(None, (words.line.replace(" · ", ", "), words.more, words.remark)))


def hours(row: GoalRow) -> str:
    """Logged of estimated time: ``12 of 25 h``; only one of them where the other is not known."""
    if row.estimate:
        return duration_of(row.logged, row.estimate)
    return duration(row.logged) if row.logged else ""


def units(row: GoalRow) -> str:
    """Units done of a course: ``6 of 12``."""
    if row.units_total is not None:
        return tr("{done} of {total}", done=row.units_done, total=row.units_total)
    return str(row.units_done) if row.units_done else ""


def credits_text(row: GoalRow) -> str:
    """Credits that count of those that the renewal asks for: ``41 of 60``; empty where none are asked for."""
    found = row.standing
    if found is None or not found.terms.rule.asks_credits or not found.tally.required:
        return ""
    have, asked = (renewal_facts.amount_text(amount) for amount in (found.tally.counted, found.tally.required))
    return tr("{done} of {total}", done=have, total=asked)


def credits_share(row: GoalRow) -> tuple[float, int] | None:
    """What the column of credits is sorted by: the part that is there, then what is asked; None where none are."""
    found = row.standing
    if found is None or not found.terms.rule.asks_credits or not found.tally.required:
        return None
    return found.tally.counted / found.tally.required, found.tally.required


def traits(row: GoalRow) -> Traits:
    """What filters and groups look at."""
    exam, expires, due = (None if moment is None else moment.day for moment in (row.exam, row.expires, row.due))
    completed = parse_date(row.completed_on) if row.completed_on else None
    issuer, tags = fold(row.provider.strip()), frozenset(row.tags)
    return Traits(
        row.kind, row.state, issuer, tags, haystack(row), exam, expires, due, completed, row.never_expires
    )


def haystack(row: GoalRow) -> str:
    """What the filter looks at, case-folded: name, issuer, kind, state, tags."""
    words = (row.title, row.provider, kind_word(row.kind), state_word(row.kind, row.state), *row.tags)
    return "\n".join(words).casefold()


def _line(row: GoalRow, remark: str) -> str:
    return " · ".join(filter(None, (row.provider, remark)))


def _date_and_time(moment: Moment, today: date) -> str:
    day = short_date(moment.day, today)
    return tr("{date} {time}", date=day, time=clock(moment.time)) if moment.time else day


def _preparing(row: GoalRow, today: date) -> Facts:
    state = state_word(row.kind, row.state)
    booked = row.state == CertificationState.BOOKED
    prepared = ""
    if row.estimate or row.logged:
        prepared = tr("{hours} prepared", hours=hours(row))
    if row.exam is None:
        missing = tr("exam date missing") if booked else tr("exam not booked")
        due = _due(row, today)
        remark = " · ".join(filter(None, (missing, due)))
        if row.estimate:
            return Facts(_line(row, state), hours(row), remark=remark)
        return Facts(_line(row, state), begun(missing), remark=prepared or due)
    when = _date_and_time(row.exam, today)
    line = tr("{state}, {date}" if booked else "{state}, exam {date}", state=state, date=when)
    if row.exam.day < today:
        how = tr("Exam was {when}", when=ago(row.exam.day, today))
        return Facts(_line(row, line), how, remark=tr("mark it as passed, or set a new date"), urgent=True)
    left = max(0, (row.estimate or 0) - row.logged)
    fact = tr("Exam {when}", when=ahead(row.exam.day, today))
    more = tr("{hours} left", hours=duration(left)) if left else ""
    return Facts(_line(row, line), fact, more, prepared)


def _held(row: GoalRow, today: date) -> Facts:
    expired = has_expired(row, today)
    until = ""
    if row.expires is not None and not expired:
        until = tr("until {date}", date=long_date(row.expires.day))
    elif row.issued_on:
        until = tr("issued {date}", date=long_date(parse_date(row.issued_on)))
    elif row.completed_on:
        until = tr("passed {date}", date=long_date(parse_date(row.completed_on)))
    line = _line(row, until or state_word(row.kind, row.state))
    more, remark, bar = _credits(row, today)
    if expired:
        return _expired(row, line, more, remark or _window(row, today), today)._replace(bar=bar)
    if row.expires is not None:
        fact = tr("Expires {when}", when=ahead(row.expires.day, today))
        return Facts(line, fact, more, remark or _window(row, today), expiry_urgent(row, today), bar)
    if row.never_expires:
        return Facts(line, tr("Does not expire"))
    return Facts(line, tr("Expiry date missing"), more, remark or _validity(row), bar=bar)


def _expired(row: GoalRow, line: str, more: str, remark: str, today: date) -> Facts:
    if row.expires is None or row.expires.day > today:
        return Facts(line, tr("Expired"), more, remark, urgent=True)
    since = tr("on {date}", date=long_date(row.expires.day))
    fact = tr("Expired {when}", when=ago(row.expires.day, today))
    return Facts(line, fact, more, remark or since, urgent=True)


def _credits(row: GoalRow, today: date) -> tuple[str, str, Bar | None]:
    """The balance of a certification that asks for credits, how it goes on, and the bar with ticks for minimums."""
    found = row.standing
    if found is None or not found.terms.rule.asks_credits or found.terms.cycle is None:
        return "", "", None
    required = found.tally.required
    if not required:
        return (renewal_facts.balance(found) if found.tally.counted else ""), "", None
    ticks: list[float] = []
    least = 0
    for one in found.tally.categories:
        if one.category.minimum:
            least += one.category.minimum
            ticks.append(min(1.0, least / required))
    bar = Bar(min(1.0, found.tally.counted / required), tuple(ticks))
    return renewal_facts.with_reported(found), renewal_facts.remark(found, today), bar


def _window(row: GoalRow, today: date) -> str:
    """When the window for renewing opens, or that it is open."""
    found = row.standing
    if found is None or found.terms.cycle is None:
        return ""
    rule, cycle = found.terms.rule, found.terms.cycle
    if cycle.last_day < today <= renewal.last_chance(rule, cycle):
        return tr("can still be renewed until {date}", date=short_date(renewal.last_chance(rule, cycle), today))
    opens = renewal.window_opens(rule, cycle)
    if opens is None or cycle.last_day < today:
        return "" if rule.method in _UNKNOWN else renewal_facts.method_word(rule.method)
    if opens > today:
        return tr("renewal window opens {when}", when=ahead(opens, today))
    return tr("can be renewed now")


def _course(row: GoalRow, today: date) -> Facts:
    state = state_word(row.kind, row.state)
    total = row.units_total
    counted = "" if total is None else trn("{units} unit", "{units} units", total, units=units(row))
    if row.state == CourseState.COMPLETED:
        fact = tr("Completed")
        if row.completed_on:
            fact = tr("Completed {date}", date=short_date(parse_date(row.completed_on), today))
        spent = duration(row.logged) if row.logged else ""
        return Facts(_line(row, "" if row.provider else state), fact, remark=spent)
    due = _due(row, today)
    if row.state == CourseState.ENROLLED:
        effort = duration(row.estimate) if row.estimate else counted
        return Facts(_line(row, state), tr("Not started"), remark=" · ".join(filter(None, (effort, due))))
    if row.started_on:
        state = tr("started {date}", date=short_date(parse_date(row.started_on), today))
    done = counted or hours(row) or tr("In progress")
    rest = "" if done == hours(row) else hours(row)
    pace = _pace(row, today)
    return Facts(_line(row, state), done, remark=" · ".join(filter(None, (due or rest, pace))))


def _pace(row: GoalRow, today: date) -> str:
    due = None if row.due is None else row.due.day
    days = (row.started_on, due, None)
    progress = course_progress((row.units_done, row.units_total), (row.logged, row.estimate), days)
    return "" if progress is None else pace_words(progress, today)


def _due(row: GoalRow, today: date) -> str:
    if row.due is None:
        return ""
    if row.due.day < today:
        return tr("was due {when}", when=ago(row.due.day, today))
    return tr("due {when}", when=ahead(row.due.day, today))


def _idea(row: GoalRow, today: date) -> Facts:
    line = _line(row, within(kind_word(row.kind)))
    effort = duration(row.estimate) if row.estimate else ""
    if row.exam is not None and row.exam.day >= today:
        return Facts(line, tr("Exam {when}", when=ahead(row.exam.day, today)), remark=effort)
    if row.kind == Kind.CERTIFICATION:
        remark = tr("does not expire") if row.never_expires else _validity(row)
    elif row.units_total is not None:
        remark = trn("{n} unit", "{n} units", row.units_total)
    else:
        remark = ""
    return Facts(line, effort, remark=remark)


def _validity(row: GoalRow) -> str:
    months = row.validity_months
    if not months:
        return ""
    if months % 12 == 0:
        return trn("valid for {n} year", "valid for {n} years", months // 12)
    return trn("valid for {n} month", "valid for {n} months", months)
