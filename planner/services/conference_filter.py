"""Which conferences of a list are wanted, before any of them comes in."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from planner.domain.countries import country_key, country_name
from planner.domain.dates import last_day
from planner.domain.folding import fold
from planner.exchange.conference_format import IncomingConference


class ConferenceFilter(NamedTuple):
    """What is wanted; empty and None want everything.

    ``topics`` are folded, ``countries`` are keys as by :func:`planner.domain.countries.country_key`; ``first`` and
    ``last`` are days, both inclusive, between which a conference must take place at least in part; ``upcoming`` wants
    what is not over, or has no date yet. A conference without dates is between no days, but may be upcoming.
    """

    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    upcoming: bool = False

    def picks(self, conference: IncomingConference, today: date) -> bool:
        """Whether a conference is wanted."""
        if self.topics and self.topics.isdisjoint(fold(topic) for topic in conference.topics):
            return False
        if self.countries and country_key(conference.country) not in self.countries:
            return False
        begins, ends = days_of(conference)
        if self.first is not None and (ends is None or ends < self.first):
            return False
        if self.last is not None and (begins is None or begins > self.last):
            return False
        return not self.upcoming or _is_ahead(conference, ends, today)


EVERYTHING = ConferenceFilter()


def days_of(conference: IncomingConference) -> tuple[date | None, date | None]:
    """The first and the last day of a conference; None where no date is known."""
    if conference.starts is None:
        return None, None
    begins = date.fromisoformat(conference.starts)
    return begins, max(begins, date.fromisoformat(last_day(conference.ends))) if conference.ends else begins


def _is_ahead(conference: IncomingConference, ends: date | None, today: date) -> bool:
    if ends is not None:
        return ends >= today
    moments = [duty.on_date or (duty.at_utc or "")[:10] for duty in conference.deadlines]
    return not moments or max(moments) >= today.isoformat()


class Offers(NamedTuple):
    """What a list offers to choose from, each with how many conferences have it.

    Topics are named as they are first written, the most frequent first; countries are in the order of their names.
    """

    topics: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


def offers_of(conferences: Iterable[IncomingConference]) -> Offers:
    """The topics and countries of a list; each once, however it is written."""
    topics: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    words: dict[str, str] = {}
    for conference in conferences:
        for topic in dict.fromkeys(words.setdefault(fold(topic), topic) for topic in conference.topics if topic):
            topics[topic] += 1
        if conference.country:
            countries[country_name(conference.country)] += 1
    return joined_offers((Offers(tuple(topics.items()), tuple(countries.items())),))


def joined_offers(offers: Iterable[Offers]) -> Offers:
    """What several lists offer together."""
    topics: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    words: dict[str, str] = {}
    for each in offers:
        for pairs, counted in ((each.topics, topics), (each.countries, countries)):
            for word, number in pairs:
                counted[words.setdefault(fold(word), word)] += number
    return Offers(tuple(topics.most_common()), tuple(sorted(countries.items(), key=lambda pair: fold(pair[0]))))
