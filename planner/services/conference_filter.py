"""Which conferences of a list are wanted, before any of them comes in."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from planner.domain.dates import last_day
from planner.domain.folding import fold
from planner.exchange.conference_format import IncomingConference


class ConferenceFilter(NamedTuple):
    """What is wanted; empty and None want everything.

    ``topics`` and ``countries`` are compared without regard to case; ``first`` and ``last`` are days, both inclusive,
    between which a conference must take place at least in part; ``upcoming`` wants what is not over, or has no date
    yet. A conference without dates is between no days, but may be upcoming.
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
        if self.countries and fold(conference.country) not in self.countries:
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
    """What a list offers to choose from: topics and countries as they are written, the most frequent first."""

    topics: tuple[str, ...]
    countries: tuple[str, ...]


def offers_of(conferences: Iterable[IncomingConference]) -> Offers:
    """The topics and countries of a list; of several spellings the first one."""
    topics: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    words: dict[str, str] = {}
    for conference in conferences:
        for text, counted in (*((topic, topics) for topic in conference.topics), (conference.country, countries)):
            if text:
                counted[words.setdefault(fold(text), text)] += 1
    return Offers(tuple(word for word, _ in topics.most_common()), tuple(word for word, _ in countries.most_common()))
