"""The conferences of one list as they are read: bounded, each with a key of its own."""

from collections import defaultdict
from typing import Any, Final

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.plain_text import shortened
from planner.exchange.conference_dates import Span, is_open, span_between, span_of
from planner.exchange.conference_deadlines import DeadlineList, guess_remark
from planner.exchange.conference_fields import Fields, name_of, word_of
from planner.exchange.conference_format import MAX_CONFERENCES, ConferenceSet, IncomingConference
from planner.exchange.conference_keys import bounded
from planner.exchange.incoming import Remarks

_SEPARATOR: Final = ":"


class Conferences:
    """Collects what a list says."""

    def __init__(self, where: str, remarks: Remarks) -> None:
        self.remarks = remarks
        self.file = where
        self._found: list[IncomingConference] = []

    @property
    def is_full(self) -> bool:
        """Whether there is no room for more; said in one remark."""
        if len(self._found) < MAX_CONFERENCES:
            return False
        self.remarks.add(self.file, tr("only the first {n} conferences are read", n=MAX_CONFERENCES))
        return True

    def place(self, values: dict[str, Any], within: Fields) -> str:
        """The place of a mapping, or of the entry that it lies in."""
        return (values if isinstance(values, Fields) else within).place(self.file)

    def name(self, value: object, where: str) -> tuple[str, str]:
        """A name, and the address that the list has in its place; that is said in a remark."""
        name, address = name_of(value)
        if address:
            self.remarks.add(where, tr("its name is an address: {url}", url=shortened(address, 200)))
        return name, address

    def deadlines(self, where: str) -> DeadlineList:
        """An empty list of deadlines for the conference at ``where``."""
        return DeadlineList(self.remarks, where)

    def add(self, conference: IncomingConference) -> None:
        """Add one; without a name it is left out."""
        if conference.name:
            self._found.append(conference)
        else:
            self.remarks.add(conference.where, tr("it has no name and was left out"))

    def span(self, first: str | None, last: str | None, where: str) -> Span | None:
        """The days from a first to a last one; where they cannot be, the first one alone, with a remark."""
        if first is None:
            return None
        span = span_between(first, last)
        if span is None:
            self.remarks.add(
                where,
                tr("from {first} to {last} is no span of days, so that the first day alone is kept", first=first,
                   last=last),
            )  # fmt: skip
            return span_between(first, None)
        return span

    def span_of_text(self, value: object, year: int | None, where: str) -> tuple[Span | None, str]:
        """The days that a free text says, or the text where it cannot be read."""
        text = word_of(value)
        if is_open(text):
            return None, ""
        span = span_of(text, year)
        if span is None:
            self.unread_dates(text, where)
            return None, text
        if span.guessed:
            self.remarks.add(where, guess_remark(span.guessed))
        return span, ""

    def unread_dates(self, text: str, where: str) -> None:
        """Say that dates could not be read."""
        self.remarks.add(where, tr("its dates are not understood: “{text}”", text=shortened(text)))

    def whole(self, kind: str, source: str) -> ConferenceSet:
        """All of them. Those that would have the same key get the city added, or else a number by their start."""
        groups: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self._found):
            groups[each.key].append(number)
        dropped: set[int] = set()
        for numbers in groups.values():
            if len(numbers) > 1:
                self._part(numbers, dropped)
        kept: dict[str, IncomingConference] = {}
        for number, each in enumerate(self._found):
            if number not in dropped:
                key, count = each.key, 2
                while key in kept:  # a key that was made is one that another conference has
                    key, count = bounded(f"{each.key}~{count}"), count + 1
                kept[key] = each if key == each.key else each._replace(key=key)
        return ConferenceSet(kind, source, tuple(kept.values()), self.remarks.whole())

    def _part(self, numbers: list[int], dropped: set[int]) -> None:
        """Give conferences of one key different ones, and leave out what stands there twice."""
        seen: set[tuple[object, ...]] = set()
        different = []
        for number in numbers:
            each = self._found[number]
            identity = (each.starts, fold(each.city), each.given_dates)
            if identity in seen:
                dropped.add(number)
                self.remarks.add(each.where, tr("“{name}” stands there a second time", name=shortened(each.name)))
            else:
                seen.add(identity)
                different.append(number)
        if len(different) < 2:
            return
        by_city: dict[str, list[int]] = defaultdict(list)
        for number in different:
            city = fold(self._found[number].city)
            by_city["" if len(city) > 100 else city].append(number)
        for city, alike in by_city.items():
            alike.sort(key=lambda number: self._found[number].starts or "9")
            for count, number in enumerate(alike, 1):
                each = self._found[number]
                key = each.key
                if len(by_city) > 1 and city and not key.endswith(_SEPARATOR + city):
                    key = f"{key}{_SEPARATOR}{city}"
                key = key if count == 1 else f"{key}#{count}"
                self._found[number] = each._replace(key=bounded(key))
