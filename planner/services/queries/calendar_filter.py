"""What the calendar can be filtered by: what the records of events say, and which topics and regions there are."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.calendar_filter import EVENT, EntryTraits
from planner.domain.countries import country_key, country_name
from planner.domain.folding import fold
from planner.domain.states import status_of
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader

if TYPE_CHECKING:
    from planner.services.queries.calendar import ConferenceRow


class EventTraits(NamedTuple):
    """The topics of an event, folded, the key of its country, and how one takes part in it."""

    topics: frozenset[str]
    region: str
    format: str


class FilterNames(NamedTuple):
    """The topics and the regions of the events of a plan: the name of each folded one, in the order of the names."""

    topics: dict[str, str]
    regions: dict[str, str]


_TRAITS: Final = "SELECT activity_id, topics, country, format FROM event WHERE activity_id IN {ids}"
_NAMES: Final = f"""
SELECT DISTINCT e.topics, e.country FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE {LIVING} AND (e.topics <> '' OR e.country <> '')
"""


def _topics(text: str) -> list[str]:
    return [topic for each in text.split(",") if (topic := " ".join(each.split()))]


def event_traits(reader: Reader, activity_ids: Collection[int]) -> dict[int, EventTraits]:
    """What the filter asks of the events among these activities; what is no event is left out."""
    rows = reader.rows(_TRAITS.format(ids=any_of(activity_ids)))
    return {activity_id: _event(topics, country, attendance) for activity_id, topics, country, attendance in rows}


def _event(topics: str, country: str, attendance: str) -> EventTraits:
    return EventTraits(frozenset(map(fold, _topics(topics))), country_key(country), attendance)


def conference_traits(row: "ConferenceRow", today: date) -> EntryTraits:
    """What the filter asks of a conference, but for its words."""
    topics, region, attendance = _event(row.topics, row.country, row.format)
    return EntryTraits(
        EVENT,
        status_of("event", row.state),
        row.state,
        of_event=True,
        topics=topics,
        region=region,
        format=attendance,
        open_call=row.call_day is not None and row.call_day >= today,
    )


def filter_names(reader: Reader) -> FilterNames:
    """The topics and regions that can be chosen; of several spellings of a topic it is the first that is met."""
    topics: dict[str, str] = {}
    regions: dict[str, str] = {}
    for text, country in reader.rows(_NAMES):
        for topic in _topics(text):
            topics.setdefault(fold(topic), topic)
        if country.strip():
            regions.setdefault(country_key(country), country_name(country))
    return FilterNames(_sorted(topics), _sorted(regions))


def _sorted(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda each: (each[0], each[1])))
