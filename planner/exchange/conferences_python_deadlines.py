"""The list of python-deadlines: YAML by edition (github.com/JesperDramsch/python-deadlines)."""

from collections.abc import Iterable
from typing import Final

from planner.config.text import tr
from planner.domain.words import AttendanceFormat, DeadlineKind
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_dates import day_of
from planner.exchange.conference_fields import (
    Fields,
    degrees_of,
    first_address,
    links_of,
    list_of,
    mapping_of,
    topics_of,
    word_of,
    year_of,
)
from planner.exchange.conference_format import ConferenceSet, IncomingConference, IncomingDeadline
from planner.exchange.conference_keys import key_of
from planner.exchange.conference_notes import notes_of
from planner.exchange.conference_places import Place, place_of

KIND: Final = "python-deadlines"
MARKS: Final = frozenset(("conference", "year"))
"""The members that tell the format, together with one of :data:`MORE_MARKS`."""
MORE_MARKS: Final = frozenset(("cfp", "link", "start", "place"))

_TOPICS: Final = {
    "PY": "python",
    "SCIPY": "scientific-python",
    "DATA": "data",
    "WEB": "web",
    "BIZ": "business",
    "GEO": "geospatial",
    "CAMP": "camp",
    "DAY": "day",
}


def read(entries: Iterable[Fields], conferences: Conferences) -> ConferenceSet:
    """The editions of a file."""
    for entry in entries:
        conferences.add(_conference(entry, conferences))
    return conferences.whole(KIND, KIND)


def _conference(entry: Fields, conferences: Conferences) -> IncomingConference:
    where = entry.place(conferences.file)
    name, address = conferences.name(entry.get("conference"), where)
    year = year_of(entry.get("year"))
    first, last = day_of(entry.get("start")), day_of(entry.get("end"))
    span, given = conferences.span(first, last, where), ""
    if span is None:
        span, given = conferences.span_of_text(entry.get("start"), year, where)
    url = first_address(entry.get("link"), address)
    text, links = notes_of(entry.get("note"))
    spot = next((each for each in map(mapping_of, list_of(entry.get("location"))) if each), {})
    latitude, longitude = degrees_of(spot.get("latitude"), 90), degrees_of(spot.get("longitude"), 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    if year is None and span is not None:
        year = int(span.starts[:4])
    return IncomingConference(
        key_of(name, year),
        name,
        span.starts if span else None,
        span.ends if span else None,
        given,
        *_place(entry),
        url,
        _topics(entry),
        latitude,
        longitude,
        full_name=word_of(entry.get("alt_name"), 500),
        notes=text,
        deadlines=_deadlines(entry, where, conferences),
        links=links_of(
            (
                (entry.get("cfp_link"), tr("Call for papers")),
                (entry.get("finaid"), tr("Financial aid")),
                (entry.get("sponsor"), tr("For sponsors")),
                *links,
            ),
            main=url,
        ),
        where=where,
    )


def _place(entry: Fields) -> Place:
    """The first place; one of the others that is online makes it hybrid."""
    place = place_of(entry.get("place"))
    others = [place_of(each).format for each in list_of(entry.get("extra_places"))]
    formats = {place.format, *others} - {""}
    return place._replace(format=AttendanceFormat.HYBRID.value) if len(formats) > 1 else place


def _topics(entry: Fields) -> tuple[str, ...]:
    """All of the list is about Python; the codes say what else."""
    codes = [code.strip() for each in list_of(entry.get("sub")) for code in word_of(each).split(",")]
    return topics_of(("python", *(_TOPICS.get(code.upper(), code) for code in codes)))


def _deadlines(entry: Fields, where: str, conferences: Conferences) -> tuple[IncomingDeadline, ...]:
    """The call, which an extension replaces, and those for workshops and tutorials; AoE where no zone is named."""
    zone = entry.get("timezone")
    found = conferences.deadlines(where)
    if not found.add(DeadlineKind.CFP_CLOSES.value, entry.get("cfp_ext"), zone):
        found.add(DeadlineKind.CFP_CLOSES.value, entry.get("cfp"), zone)
    # Not translated: labels are what tells deadlines apart when the list is read again.
    found.add(DeadlineKind.OTHER.value, entry.get("workshop_deadline"), zone, "Workshop proposals")
    found.add(DeadlineKind.OTHER.value, entry.get("tutorial_deadline"), zone, "Tutorial proposals")
    return found.whole()
