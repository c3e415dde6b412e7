"""The words of calendar entries: what a bar, a line of a list, a tool tip and a screen reader say."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from planner.config.text import tr, trn
from planner.domain.countries import country_words
from planner.domain.dates import AOE, parse_date
from planner.domain.words import EventState
from planner.services.conference_text import place_text
from planner.services.humanize import (
    clock_time,
    date_range,
    full_month,
    relative_date,
    short_date,
    weekday_name,
)
from planner.services.queries.calendar import SESSION, CalendarEntry, ConferenceRow
from planner.services.words import DEADLINE_WORDS, duty_word, state_word


def full_weekday(weekday: int) -> str:
    """The whole name of a weekday, 0 for Monday."""
    return (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
    )[weekday]  # fmt: skip


def month_title(year: int, month: int) -> str:
    """“December 2026”."""
    return tr("{month} {year}", month=full_month(month), year=year)


def day_title(day: date, today: date | None = None) -> str:
    """“Tuesday 1 December”, with the year if it is not that of ``today``."""
    text = tr("{weekday} {day} {month}", weekday=full_weekday(day.weekday()), day=day.day, month=full_month(day.month))
    return text if today is None or day.year == today.year else tr("{day} {year}", day=text, year=day.year)


def entry_title(entry: CalendarEntry) -> str:
    """What an entry is called in a bar or a list: “MLSys: call for papers”, “Exam: AI Practitioner”."""
    title = entry.title
    if entry.is_event or entry.what in (SESSION, "due"):
        return title
    if entry.what == "exam":
        return tr("Exam: {title}", title=title)
    if entry.what == "cfp_closes" and not entry.label:
        return tr("{title}: call for papers", title=title)
    if entry.what == "renewal" and not entry.label:
        return tr("{title}: renewal", title=title)
    return tr("{title}: {what}", title=title, what=duty_word(entry.what, entry.label))


def bar_text(entry: CalendarEntry) -> str:
    """The text inside a bar: a single day with a time begins with it."""
    title = entry_title(entry)
    timed = not entry.all_day and entry.first == entry.last and (entry.is_event or entry.what in (SESSION, "exam"))
    return tr("{time} {title}", time=clock_time(entry.starts), title=title) if timed else title


def zone_name(zone: str) -> str:
    """A zone as people call it: “New York”, “anywhere on Earth”."""
    return tr("anywhere on Earth") if zone == AOE else zone.rpartition("/")[2].replace("_", " ")


def _your_time(entry_zone: str, zone: str) -> bool:
    return bool(entry_zone) and entry_zone != zone


def _moment(entry: CalendarEntry, zone: str) -> str:
    """“Fri 12:59”, with “your time” where it was given in another zone, or with that zone if it is shown in it."""
    day = parse_date(entry.starts[:10])
    text = tr("{weekday} {time}", weekday=weekday_name(day.weekday()), time=clock_time(entry.starts))
    if not _your_time(entry.zone, zone):
        return text
    return _with_zone(text, entry) if entry.in_own_zone else tr("{moment} your time", moment=text)


def _with_zone(text: str, entry: CalendarEntry) -> str:
    return tr("{moment} {zone}", moment=text, zone=zone_name(entry.zone))


def _closing(entry: CalendarEntry, zone: str, today: date) -> str:
    """When a call closes: “closes Fri 12:59 your time” within a week, then “closes in 13 days”."""
    days = (entry.first - today).days
    if days < 0:
        return tr("closed {date}", date=short_date(entry.first, today))
    if not entry.all_day and days <= 7:
        return tr("closes {moment}", moment=_moment(entry, zone))
    return tr("closes {when}", when=relative_date(entry.first, today))


def entry_times(entry: CalendarEntry, zone: str) -> str:
    """From when to when an entry of one day lasts, in the zone that it is shown in; empty for whole days."""
    if entry.all_day:
        return ""
    if entry.ends <= entry.starts or entry.first != entry.last:
        text = clock_time(entry.starts)
    else:
        text = tr("{first} – {last}", first=clock_time(entry.starts), last=clock_time(entry.ends))
    return _with_zone(text, entry) if entry.in_own_zone and _your_time(entry.zone, zone) else text


def dotted(*parts: str) -> str:
    """The parts that there are, on one line: “attending · Leipzig”."""
    return " · ".join(filter(None, parts))


def entry_answer(entry: CalendarEntry) -> str:
    """The person's answer to an event; empty for a date of their own calendar, which needs none."""
    return "" if entry.state == EventState.LISTED and not entry.listed else state_word("event", entry.state)


def entry_line(
    entry: CalendarEntry, today: date, zone: str, exams: Iterable[CalendarEntry] = (), *, roomy: bool = False
) -> str:
    """The second line of an entry in a list: “attending · Leipzig”, “closes Fri 12:59 your time”.

    ``exams`` are those that it may clash with; ``roomy`` says more where there is room for it.
    """
    if entry.is_event:
        parts = [entry_answer(entry), place_text(entry.place), entry_times(entry, zone)]
        if any(exam.activity_id != entry.activity_id and entry.first <= exam.first <= entry.last for exam in exams):
            parts.append(tr("clashes with your exam"))
        return dotted(*parts)
    if entry.what == SESSION:
        return dotted(tr("study session"), entry_times(entry, zone))
    if entry.what == "cfp_closes":
        text = _closing(entry, zone, today)
        far = not entry.all_day and (entry.first - today).days > 7
        return f"{text} · {_moment(entry, zone)}" if roomy and far else text
    when = relative_date(entry.first, today)
    said = when == entry_dates(entry, today) and entry.what not in ("due", "renewal")  # the date stands beside it
    parts = ["" if said else when]
    if not entry.all_day:
        parts.append(_moment(entry, zone))
    if entry.what == "exam" and entry.label:
        parts.insert(0, entry.label)
    if entry.what in ("due", "renewal"):
        parts[0] = tr("due {when}", when=parts[0])
    return dotted(*parts)


def entry_dates(entry: CalendarEntry, today: date) -> str:
    """The days of an entry: “1 – 3 Dec”."""
    return date_range(entry.first.isoformat(), (entry.last + timedelta(days=1)).isoformat(), today)


def spoken(entry: CalendarEntry, today: date, zone: str) -> str:
    """An entry as one sentence for a screen reader."""
    parts = (entry_title(entry), entry_dates(entry, today), entry_line(entry, today, zone))
    return ", ".join(part for part in parts if part)


def spoken_day(day: date, entries: Sequence[CalendarEntry]) -> str:
    """A day for a screen reader: “Tuesday 1 December: PyData Global, 1 deadline”."""
    named = [entry_title(entry) for entry in entries if entry.is_event or entry.what == "exam"]
    sessions = sum(entry.what == SESSION for entry in entries)
    duties = len(entries) - len(named) - sessions
    if duties:
        named.append(trn("{n} deadline", "{n} deadlines", duties))
    if sessions:
        named.append(trn("{n} study session", "{n} study sessions", sessions))
    title = day_title(day)
    return tr("{day}: {what}", day=title, what=", ".join(named)) if named else tr("{day}: nothing", day=title)


def more_text(count: int) -> str:
    """“+3 more”."""
    return trn("+{n} more", "+{n} more", count)


def haystack(*texts: str) -> str:
    """What a filter looks in."""
    return "\n".join(texts).casefold()


def entry_haystack(entry: CalendarEntry) -> str:
    """What the filter of month and agenda looks in."""
    what = DEADLINE_WORDS.get(entry.what, "")
    return haystack(entry_title(entry), entry.place, entry.label, entry.state, tr(what) if what else "")


def call_lines(row: ConferenceRow, today: date, zone: str) -> tuple[str, str]:
    """The call for papers: (“closes in 12 days”, “Thu 17 Dec 13:59 your time”); two empty texts if there is none.

    Of a day that is far, which is told by its date anyway, the second text is the time alone.
    """
    day = row.call_day
    if day is None:
        return "", ""
    date_text = tr("{weekday} {date}", weekday=weekday_name(day.weekday()), date=short_date(day, today))
    if day < today:
        return tr("closed {date}", date=short_date(day, today)), ""
    relative = relative_date(day, today)
    is_far = relative == short_date(day, today)
    when = tr("closes {when}", when=date_text if is_far else relative)
    if row.cfp_at is None:
        return when, "" if is_far else date_text
    time = clock_time(row.cfp_at)
    moment = time if is_far else tr("{date} {time}", date=date_text, time=time)
    return when, tr("{moment} your time", moment=moment) if _your_time(row.cfp_zone, zone) else moment


def conference_haystack(row: ConferenceRow) -> str:
    """What the filter of the Conferences view looks in."""
    return haystack(
        row.title,
        row.venue,
        row.city,
        country_words(row.country),
        row.format,
        row.topics,
        state_word("event", row.state),
    )


def conferences_title(count: int, *, past: bool) -> str:
    """“14 conferences”."""
    if not count:
        return tr("Conferences")
    if past:
        return trn("{n} past conference", "{n} past conferences", count)
    return trn("{n} conference", "{n} conferences", count)


def no_conferences(*, past: bool) -> str:
    """What the Conferences view says while it is empty."""
    if past:
        return tr("No conference is over yet.")
    return tr(
        "Conferences stand here with their dates, places and calls for papers. Add the first, pick one that is held"
        " every year, or import a list of several."
    )
