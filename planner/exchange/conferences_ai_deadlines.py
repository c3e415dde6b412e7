"""The lists of ai-deadlines: YAML by edition, with a list of deadlines or, as it was once, with a field for each.

The newer form is that of github.com/huggingface/ai-deadlines, the older one that of
github.com/paperswithcode/ai-deadlines; an entry may have both, saying the same.
"""

from collections.abc import Iterable
from typing import Final

from planner.config.text import tr
from planner.domain.dates import AOE
from planner.domain.folding import fold
from planner.domain.words import DeadlineKind
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_dates import Span, day_of
from planner.exchange.conference_deadlines import DeadlineList, kind_of
from planner.exchange.conference_fields import Fields, list_of, topics_of, web_address, word_of, year_of
from planner.exchange.conference_format import ConferenceSet, IncomingConference, IncomingDeadline
from planner.exchange.conference_keys import bounded, key_of
from planner.exchange.conference_notes import notes_of
from planner.exchange.conference_places import Place, place_of, place_of_fields
from planner.exchange.incoming import block_of

KIND: Final = "ai-deadlines"
MARKS: Final = frozenset(("title", "year"))
"""The members that tell the format, together with one of :data:`MORE_MARKS`."""
MORE_MARKS: Final = frozenset(("deadline", "deadlines", "abstract_deadline", "full_name", "hindex"))

# Labels are not translated: they are what tells deadlines apart when the list is read again.
_FLAT: Final = (
    ("abstract_deadline", DeadlineKind.ABSTRACT, ""),
    ("deadline", DeadlineKind.CFP_CLOSES, ""),
    ("review_release_date", DeadlineKind.OTHER, "Reviews released"),
    ("rebuttal_period_start", DeadlineKind.OTHER, "Rebuttal period starts"),
    ("rebuttal_period_end", DeadlineKind.OTHER, "Rebuttal period ends"),
    ("final_decision_date", DeadlineKind.NOTIFICATION, ""),
    ("camera_ready_date", DeadlineKind.CAMERA_READY, ""),
)


def read(entries: Iterable[Fields], conferences: Conferences) -> ConferenceSet:
    """The editions of a file."""
    for entry in entries:
        conferences.add(_conference(entry, conferences))
    return conferences.whole(KIND, KIND)


def _conference(entry: Fields, conferences: Conferences) -> IncomingConference:
    where = entry.place(conferences.file)
    name, address = conferences.name(entry.get("title"), where)
    year = year_of(entry.get("year"))
    span, given = _days(entry, year, where, conferences)
    place = _place(entry)
    text, links = notes_of(entry.get("note"))
    identity = fold(word_of(entry.get("id")))
    if year is None and span is not None:
        year = int(span.starts[:4])
    return IncomingConference(
        bounded(identity) if identity else key_of(name, year),
        name,
        span.starts if span else None,
        span.ends if span else None,
        given,
        *place,
        web_address(entry.get("link")) or address,
        topics_of([*list_of(entry.get("tags")), *list_of(entry.get("sub"))]),
        full_name=word_of(entry.get("full_name"), 500),
        notes=block_of("\n\n".join(part for part in (word_of(entry.get("rankings")), text) if part)),
        deadlines=_deadlines(entry, where, conferences),
        links=links,
        where=where,
    )


def _days(entry: Fields, year: int | None, where: str, conferences: Conferences) -> tuple[Span | None, str]:
    """The days from ``start`` and ``end``, else from the free text ``date``."""
    first, last = day_of(entry.get("start")), day_of(entry.get("end"))
    if first is not None:
        return conferences.span(first, last, where), ""
    if word_of(entry.get("date")):
        return conferences.span_of_text(entry.get("date"), year, where)
    return conferences.span_of_text(entry.get("start"), year, where)


def _place(entry: Fields) -> Place:
    if entry.get("city") or entry.get("country"):
        return place_of_fields(entry.get("venue"), entry.get("city"), entry.get("country"))
    place = place_of(entry.get("place"))
    venue = word_of(entry.get("venue"), 1_000)
    if venue and not place.format:
        return place_of_fields(venue, "", "")
    return place._replace(venue=venue or place.venue)


def _deadlines(entry: Fields, where: str, conferences: Conferences) -> tuple[IncomingDeadline, ...]:
    zone = entry.get("timezone")
    found = conferences.deadlines(where)
    for each in list_of(entry.get("deadlines")):
        if isinstance(each, dict):
            word = word_of(each.get("type"))
            label = word_of(each.get("label")) or word.replace("_", " ")
            found.add(kind_of(word), each.get("date"), each.get("timezone") or zone, label,
                      conferences.place(each, entry))  # fmt: skip
        else:
            conferences.remarks.add(where, tr("one of its deadlines is none and was left out"))
    _add_flat(entry, zone, found)
    return found.whole()


def _add_flat(entry: Fields, zone: object, found: DeadlineList) -> None:
    """Add what the older fields say, unless the list of deadlines says it, too."""
    for field, kind, label in _FLAT:
        value = entry.get(field)
        if not found.says(kind.value, value, zone or AOE):
            found.add(kind.value, value, zone, label)
