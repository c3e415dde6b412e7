"""The fields of an event as a calendar file tells them, against those of the plan; what a person decides one by one."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from planner.config.text import tr, trn
from planner.domain.calendar_items import CANCELLED, without_address
from planner.domain.model import Event
from planner.domain.plain_text import shortened
from planner.domain.words import ActivityId
from planner.exchange.ics_kept import without_marks
from planner.exchange.ics_reader import ParsedEvent
from planner.services.humanize import ahead_text, clock_time, date_range, long_date
from planner.services.queries.known_events import KnownEvent
from planner.services.recurrence_words import repeats_text

_STATUS_LINES: Final = ("STATUS", "TRANSP", "X-MICROSOFT-CDO-")
_MAX_SUMMARY: Final = 500
_DAYS: Final = 3  # so many single days of a series are named
_REMINDERS: Final = 5  # so many reminders are named
NOTHING: Final = "–"
"""What is shown where nothing is said."""
FIELDS: Final = ("title", "notes", "dates", "place", "position", "link", "topics", "repetition", "reminders")


def differing(parsed: ParsedEvent, own: ParsedEvent, title: str) -> list[str]:
    """The fields in which a file says otherwise than the plan, which says ``own`` under ``title``."""
    pairs = (
        (title_of(parsed), title),
        (notes_of(parsed), notes_of(own)),
        (_span(parsed), _span(own)),
        (parsed.location, own.location),
        (_position(parsed), _position(own)),
        (parsed.url, own.url),
        (set(topic_words(parsed.categories)), set(topic_words(own.categories))),
        (_repetition(parsed), _repetition(own)),
        (parsed.reminders, own.reminders),
    )
    return [name for name, (theirs, ours) in zip(FIELDS, pairs, strict=True) if theirs != ours]


def values_of(name: str, parsed: ParsedEvent, found: KnownEvent) -> dict[str, Any]:
    """The columns of the event record that a field stands for."""
    if name == "dates":
        return {
            "starts": parsed.starts,
            "ends": parsed.ends or None,
            "zone": parsed.zone,
            "start_fold": parsed.start_fold,
            "end_fold": parsed.end_fold,
        }
    if name == "place":
        return {"venue": parsed.location, "city": "", "country": ""}
    if name == "position":
        return {"latitude": parsed.latitude, "longitude": parsed.longitude}
    if name == "link":
        return {"url": parsed.url}
    if name == "topics":
        tags = {one.name for one in found.tags}
        return {"topics": ", ".join(word for word in topic_words(parsed.categories) if word not in tags)}
    if name == "repetition":
        return {"rrule": parsed.rrule, "rdate": parsed.rdate, "exdate": parsed.exdate}
    return {}


def lines_of(parsed: ParsedEvent) -> str:
    """The lines to keep; a calendar that cancels as a whole does not say so in each entry."""
    if parsed.status != CANCELLED or any(line.startswith("STATUS") for line in parsed.extra_ical.upper().split("\n")):
        return parsed.extra_ical
    return f"{parsed.extra_ical}\nSTATUS:{CANCELLED}".strip()


def title_of(parsed: ParsedEvent) -> str:
    """The title, which is never empty."""
    return parsed.summary[:_MAX_SUMMARY].strip() or tr("Untitled event")


def notes_of(parsed: ParsedEvent) -> str:
    """The description without the address that exports repeat below it."""
    return without_address(parsed.description, parsed.url)


def _span(parsed: ParsedEvent) -> tuple[object, ...]:
    return parsed.starts, parsed.ends, parsed.zone, parsed.start_fold, parsed.end_fold


def _position(parsed: ParsedEvent) -> tuple[float, float] | None:
    if parsed.latitude is None or parsed.longitude is None:
        return None
    return round(parsed.latitude, 5), round(parsed.longitude, 5)


def topic_words(categories: Iterable[str]) -> list[str]:
    """Topics are kept in one list with commas, so that none may stand inside a word."""
    return list(dict.fromkeys(" ".join(word.replace(",", " ").split()) for word in categories if word.strip()))


def _repetition(parsed: ParsedEvent) -> tuple[str, set[str], set[str]]:
    return parsed.rrule, set(parsed.rdate.split(",")), set(parsed.exdate.split(","))


def other_lines(extra: str) -> set[str]:
    """The content lines that Planner does not use, without those that only tell the standing of the event."""
    return {line for line in without_marks(extra) if not line.upper().startswith(_STATUS_LINES)}


def event_field_label(field: str) -> str:
    """The word for one of :data:`FIELDS`."""
    words = {
        "title": tr("name"),
        "notes": tr("notes"),
        "dates": tr("dates"),
        "place": tr("place"),
        "position": tr("position"),
        "link": tr("link"),
        "topics": tr("topics"),
        "repetition": tr("repetition"),
        "reminders": tr("reminders"),
    }
    return words[field]


def event_value_text(field: str, said: ParsedEvent | None, today: date, title: str = "") -> str:
    """What is said of a field, as it is shown; a dash for nothing. ``title`` is the plan's own one, if it is meant."""
    if said is None:
        return title if field == "title" else NOTHING
    if field == "dates":
        return _span_text(said, today)
    if field == "position":
        place = _position(said)
        return NOTHING if place is None else tr("{latitude}, {longitude}", latitude=place[0], longitude=place[1])
    if field == "repetition":
        return _repetition_text(said)
    if field == "reminders":
        named = list(map(ahead_text, said.reminders[:_REMINDERS]))
        if len(said.reminders) > _REMINDERS:
            named.append(trn("and {n} more", "and {n} more", len(said.reminders) - _REMINDERS))
        return ", ".join(named) or NOTHING
    texts = {
        "title": title or title_of(said),
        "notes": notes_of(said),
        "place": said.location,
        "link": said.url,
        "topics": ", ".join(topic_words(said.categories)),
    }
    return shortened(texts[field], 60) or NOTHING


def event_change_text(field: str, own: ParsedEvent | None, said: ParsedEvent, today: date, title: str) -> str:
    """What changes in a field from what the plan has, under ``title``, to what the file says: “place: B instead of A”.

    Besides :data:`FIELDS` it may be ``status``, of what had been called off, or ``other`` for lines that are but kept.
    """
    if field == "status":
        return tr("takes place after all")
    if field == "other":
        return tr("other details")
    label, after = event_field_label(field), event_value_text(field, said, today)
    before = event_value_text(field, own, today, title)
    if before == NOTHING:
        return tr("{field}: {value}", field=label, value=after)
    if after == NOTHING:
        return tr("{field}: nothing instead of {before}", field=label, before=before)
    if field == "dates":
        return tr("moved from {before} to {after}", before=before, after=after)
    return tr("{field}: {after} instead of {before}", field=label, before=before, after=after)


def _repetition_text(said: ParsedEvent) -> str:
    """“every week on Monday, 6 times, except on 8 Feb 2027”; the rule itself where words would be long."""
    parts = []
    if said.rrule:
        row = Event(0, ActivityId(0), starts=said.starts, zone=said.zone, rrule=said.rrule)
        words = repeats_text(row)
        by_rule = tr("by the rule {rule}", rule=shortened(said.rrule, 60))
        parts.append(by_rule if words in ("", tr("repeats")) else words)
    if said.rdate:
        parts.append(tr("also on {days}", days=_days_text(said.rdate)))
    if said.exdate:
        parts.append(tr("except on {days}", days=_days_text(said.exdate)))
    return ", ".join(parts) or tr("once")


def _days_text(values: str) -> str:
    """The days of values of RDATE or EXDATE, the first of many."""
    days = sorted({value[:8] for value in values.split(",")})
    named = [long_date(date(int(day[:4]), int(day[4:6]), int(day[6:]))) for day in days[:_DAYS]]
    if len(days) > _DAYS:
        named.append(trn("and {n} more", "and {n} more", len(days) - _DAYS))
    return ", ".join(named)


def _span_text(said: ParsedEvent, today: date) -> str:
    days = date_range(said.starts, said.ends or None, today)
    if len(said.starts) == len("2026-01-01"):
        return days
    if said.ends and said.ends[:10] == said.starts[:10]:
        return tr("{day}, {start} – {end}", day=days, start=clock_time(said.starts), end=clock_time(said.ends))
    return tr("{day}, {start}", day=days, start=clock_time(said.starts))
