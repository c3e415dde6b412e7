"""What the calendar can be filtered by: what the records of events say, and which topics and regions there are."""

from collections.abc import Collection
from typing import Final, NamedTuple

from planner.domain.countries import country_key, country_name
from planner.domain.folding import fold
from planner.services.queries.sql import LIVING, any_of
from planner.storage.reader import Reader


class EventTraits(NamedTuple):
    """Topics and region of an event, folded, and how one takes part in it."""

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
WHERE {LIVING} AND e.state <> 'declined' AND (e.topics <> '' OR e.country <> '')
"""


def _topics(text: str) -> list[str]:
    return [topic for each in text.split(",") if (topic := " ".join(each.split()))]


def event_traits(reader: Reader, activity_ids: Collection[int]) -> dict[int, EventTraits]:
    """What the filter asks of the events among these activities; what is no event is left out."""
    rows = reader.rows(_TRAITS.format(ids=any_of(activity_ids)))
    return {
        activity_id: EventTraits(frozenset(map(fold, _topics(topics))), country_key(country), attendance)
        for activity_id, topics, country, attendance in rows
    }


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
