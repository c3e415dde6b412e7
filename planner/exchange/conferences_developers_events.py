"""The lists of developers.events: JSON of all events, or of all calls for papers, both made from one page.

See github.com/scraly/developers-conferences-agenda, ``all-events.json`` and ``all-cfps.json``; the second has each
event inside its call.
"""

from collections.abc import Iterable
from typing import Any, Final

from planner.config.text import tr
from planner.domain.plain_text import shortened
from planner.domain.words import DeadlineKind
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_dates import Span, day_of_epoch, is_open, span_of
from planner.exchange.conference_deadlines import guess_remark
from planner.exchange.conference_fields import (
    Fields,
    first_address,
    links_of,
    list_of,
    mapping_of,
    topics_of,
    word_of,
)
from planner.exchange.conference_format import ConferenceSet, IncomingConference, IncomingDeadline
from planner.exchange.conference_keys import key_of
from planner.exchange.conference_places import Place, place_of, place_of_fields

KIND: Final = "developers.events"
EVENT_MARKS: Final = frozenset(("name", "date", "hyperlink"))
"""The members that tell the list of events, inside of its calls that of calls, too."""


def read(entries: Iterable[Fields], conferences: Conferences) -> ConferenceSet:
    """The events of a file."""
    for entry in entries:
        inner = entry.get("conf")
        if isinstance(inner, dict):
            conferences.add(_conference(inner, entry, entry, conferences))
        else:
            conferences.add(_conference(entry, mapping_of(entry.get("cfp")), entry, conferences))
    return conferences.whole(KIND, KIND)


def _conference(
    event: dict[str, Any], call: dict[str, Any], entry: Fields, conferences: Conferences
) -> IncomingConference:
    where = entry.place(conferences.file)
    name, address = conferences.name(event.get("name"), where)
    span, given = _days(event.get("date"), where, conferences)
    place = _place(event)
    url = first_address(event.get("hyperlink"), address)
    status = word_of(event.get("status"), 100)
    return IncomingConference(
        key_of(name, int(span.starts[:4]) if span else None, place.city),
        name,
        span.starts if span else None,
        span.ends if span else None,
        given,
        *place,
        url,
        _topics(event),
        notes="" if status.lower() in ("", "open") else tr("The list says of it: {status}", status=status),
        deadlines=_deadlines(call, where, conferences),
        links=links_of(
            ((call.get("link"), tr("Call for papers")), (event.get("sponsoring"), tr("For sponsors"))), main=url
        ),
        where=where,
    )


def _days(value: object, where: str, conferences: Conferences) -> tuple[Span | None, str]:
    """The days of a list of the first and perhaps the last one; anything else is text."""
    if isinstance(value, str):
        return conferences.span_of_text(value, None, where)
    days = value if isinstance(value, list) else [value]
    given = [each for each in days[:2] if each is not None]
    found = [day_of_epoch(each) for each in given]
    if found and found[0] is not None:
        if found[-1] is None:
            conferences.unread_dates(word_of(given[-1]), where)
        return conferences.span(found[0], found[-1], where), ""
    if given:
        text = word_of(given[0])
        conferences.unread_dates(text, where)
        return None, text
    return None, ""


def _place(event: dict[str, Any]) -> Place:
    """The place from its one line, which the list makes city and country of; from these where there is no line."""
    place = place_of(event.get("location"))
    if place.format or place.city or place.country:
        return place
    return place_of_fields("", event.get("city"), event.get("country"))


def _topics(event: dict[str, Any]) -> tuple[str, ...]:
    """The tags that say what it is about; the others repeat place and language."""
    tags = [each for each in list_of(event.get("tags")) if isinstance(each, dict)]
    return topics_of(each.get("value") for each in tags if each.get("key") in ("tech", "topic"))


def _deadlines(call: dict[str, Any], where: str, conferences: Conferences) -> tuple[IncomingDeadline, ...]:
    """The end of the call: by its text, of which the number is made, and by the number where the text is unreadable.

    The text may say an extension, ``21-Jan-2022->03-Mar-2022``, of which the number knows but the first day.
    """
    found = conferences.deadlines(where)
    text = word_of(call.get("until"))
    counted = day_of_epoch(call.get("untilDate"))
    latest = next((part for part in reversed(text.split(">")) if part.strip(" -")), "").strip(" -")
    span = None if is_open(latest) else span_of(latest)
    if span is not None:
        if span.guessed:
            conferences.remarks.add(where, guess_remark(span.guessed))
        found.take(IncomingDeadline(DeadlineKind.CFP_CLOSES.value, on_date=span.starts))
    elif counted is not None:
        found.take(IncomingDeadline(DeadlineKind.CFP_CLOSES.value, on_date=counted))
        if not is_open(latest):
            conferences.remarks.add(
                where,
                tr("“{text}” is not a date, so that its call ends on {day}", text=shortened(text), day=counted),
            )
    elif not is_open(latest):
        found.add(DeadlineKind.CFP_CLOSES.value, latest)
    return found.whole()
