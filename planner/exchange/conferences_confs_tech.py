"""The lists of confs.tech: one JSON file for each year and topic (github.com/tech-conferences/conference-data)."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from planner.config.text import tr
from planner.domain.words import DeadlineKind
from planner.exchange.conference_collecting import Conferences
from planner.exchange.conference_dates import day_of, is_open
from planner.exchange.conference_fields import Fields, first_address, links_of, topics_of, word_of
from planner.exchange.conference_format import ConferenceSet, IncomingConference
from planner.exchange.conference_keys import key_of
from planner.exchange.conference_places import place_of_fields

KIND: Final = "confs.tech"
MARKS: Final = frozenset(("name", "startDate"))
"""The members that tell the format."""

# A copy that a browser saved beside the first one is called “2026-data (1).json”.
_FILE = re.compile(r"(?:19|20|21)\d\d-([a-z0-9+#.-]{1,60}?)(?: ?\(\d{1,3}\))?\.json", re.IGNORECASE)


def topic_in(where: str) -> str:
    """The topic that such a file has in its name alone: ``2026-data.json`` has ``data``; empty without one."""
    found = _FILE.fullmatch(PurePath(where.replace("\\", "/")).name)
    return found[1].lower() if found else ""


def read(entries: Iterable[Fields], conferences: Conferences) -> ConferenceSet:
    """The conferences of a file."""
    topic = topic_in(conferences.file)
    topics = topics_of((topic,))
    for entry in entries:
        conferences.add(_conference(entry, topics, conferences))
    return conferences.whole(KIND, f"{KIND}/{topic}" if topic else KIND)


def _conference(entry: Fields, topics: tuple[str, ...], conferences: Conferences) -> IncomingConference:
    where = entry.place(conferences.file)
    name, address = conferences.name(entry.get("name"), where)
    first, last = day_of(entry.get("startDate")), day_of(entry.get("endDate"))
    span = conferences.span(first, last, where)
    given = ""
    if span is None and not is_open(word_of(entry.get("startDate"))):
        span, given = conferences.span_of_text(entry.get("startDate"), None, where)
    elif last is None and "endDate" in entry and not is_open(word_of(entry.get("endDate"))):
        conferences.unread_dates(word_of(entry.get("endDate")), where)
    online = entry.get("online")
    place = place_of_fields("", entry.get("city"), entry.get("country"), online if isinstance(online, bool) else None)
    url = first_address(entry.get("url"), address)
    deadlines = conferences.deadlines(where)
    deadlines.add(DeadlineKind.CFP_CLOSES.value, entry.get("cfpEndDate"))
    year = int(span.starts[:4]) if span else None
    return IncomingConference(
        key_of(name, year, place.city),
        name,
        span.starts if span else None,
        span.ends if span else None,
        given,
        *place,
        url,
        topics,
        deadlines=deadlines.whole(),
        links=links_of(
            ((entry.get("cfpUrl"), tr("Call for papers")), (entry.get("cocUrl"), tr("Code of conduct"))), main=url
        ),
        where=where,
    )
