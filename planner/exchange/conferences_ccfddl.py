"""The lists of ccfddl: YAML by series of conferences with their editions (github.com/ccfddl/ccf-deadlines)."""

from collections.abc import Iterable
from typing import Any, Final

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.words import DeadlineKind
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_deadlines import DeadlineList
from planner.exchange.conference_fields import (
    Fields,
    list_of,
    mapping_of,
    topics_of,
    web_address,
    word_of,
    year_of,
)
from planner.exchange.conference_format import ConferenceSet, IncomingConference
from planner.exchange.conference_keys import bounded, key_of
from planner.exchange.conference_notes import notes_of
from planner.exchange.conference_places import place_of
from planner.exchange.incoming import block_of

KIND: Final = "ccfddl"
MARKS: Final = frozenset(("title", "confs"))
"""The members that tell the format."""

# The categories of the list's own schema, as topics of other lists are written.
_TOPICS: Final = {
    "DS": "computer-architecture",
    "NW": "networks",
    "SC": "security",
    "SE": "software-engineering",
    "DB": "databases",
    "CT": "theory",
    "CG": "graphics",
    "AI": "artificial-intelligence",
    "HI": "human-computer-interaction",
    "MX": "interdisciplinary",
}
_LABEL_MAX: Final = 60
_RANKS: Final = (("ccf", "CCF"), ("core", "CORE"), ("thcpl", "THCPL"))


def read(entries: Iterable[Fields], conferences: Conferences) -> ConferenceSet:
    """The editions of all series of a file."""
    for entry in entries:
        editions = entry.get("confs")
        if not isinstance(editions, list):
            conferences.remarks.add(entry.place(conferences.file), tr("it has no list of editions and was left out"))
            continue
        for edition in editions:
            if conferences.is_full:
                return conferences.whole(KIND, KIND)
            if isinstance(edition, dict):
                conferences.add(_conference(entry, edition, conferences))
            else:
                conferences.remarks.add(entry.place(conferences.file), tr("an edition of it is none and was left out"))
    return conferences.whole(KIND, KIND)


def _conference(series: Fields, edition: dict[str, Any], conferences: Conferences) -> IncomingConference:
    where = conferences.place(edition, series)
    name, address = conferences.name(series.get("title"), where)
    year = year_of(edition.get("year"))
    span, given = conferences.span_of_text(edition.get("date"), year, where)
    place = place_of(edition.get("place"))
    deadlines = conferences.deadlines(where)
    comment = _rounds(list_of(edition.get("timeline")), edition.get("timezone"), deadlines, edition, conferences)
    text, links = notes_of(comment)
    identity = fold(word_of(edition.get("id")))
    if year is None and span is not None:
        year = int(span.starts[:4])
    sub = word_of(series.get("sub"), 40)
    return IncomingConference(
        bounded(identity) if identity else key_of(name, year),
        name,
        span.starts if span else None,
        span.ends if span else None,
        given,
        *place,
        web_address(edition.get("link")) or address,
        topics_of((_TOPICS.get(sub.upper(), sub),)),
        full_name=word_of(series.get("description"), 500),
        notes=block_of("\n\n".join(part for part in (_ranks(series.get("rank")), text) if part)),
        deadlines=deadlines.whole(),
        links=links,
        where=where,
    )


def _rounds(
    timeline: list[Any], zone: object, deadlines: DeadlineList, edition: dict[str, Any], conferences: Conferences
) -> str:
    """Read the rounds of submission; returns what is said of them.

    Of several rounds a short comment is the label, where no other round has it, else their number.
    """
    rounds = [each for each in timeline if isinstance(each, dict)]
    comments = [word_of(each.get("comment")) for each in rounds]
    told: dict[str, None] = {}
    for number, (each, comment) in enumerate(zip(rounds, comments, strict=True), 1):
        is_label = len(rounds) > 1 and 0 < len(comment) <= _LABEL_MAX and comments.count(comment) == 1
        # Not translated: labels are what tells deadlines apart when the list is read again.
        label = comment if is_label else f"Round {number}" if len(rounds) > 1 else ""
        at = conferences.place(each, edition) if isinstance(edition, Fields) else ""
        deadlines.add(DeadlineKind.ABSTRACT.value, each.get("abstract_deadline"), zone, label, at)
        deadlines.add(DeadlineKind.CFP_CLOSES.value, each.get("deadline"), zone, label, at)
        if comment and not is_label:
            told.setdefault(str(each["comment"]))
    return "\n\n".join(told)


def _ranks(value: object) -> str:
    ranks = mapping_of(value)
    return ", ".join(f"{name} {rank}" for field, name in _RANKS if (rank := word_of(ranks.get(field), 20)))
