"""Which cards the present filter lets through: read part by part, and kept as long as nothing that it asks changed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.filters import EVERYTHING, FilterPart
from planner.services.queries import board_filter

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from planner.services.planner import Planner
    from planner.services.queries.board_order import Keys

#: The tables that say whether a card fits a part.
_TABLES: Final[dict[FilterPart, frozenset[str]]] = {
    FilterPart.WORDS: frozenset({"activity", "tag", "activity_tag", "event", "certification", "course"}),
    FilterPart.KINDS: frozenset({"activity"}),
    FilterPart.STEPS: frozenset({"activity", "step"}),
    FilterPart.SKILLS: frozenset({"skill", "activity_skill"}),
    FilterPart.TAGS: frozenset({"tag", "activity_tag"}),
    FilterPart.STATUSES: frozenset({"activity"}),
    FilterPart.DUE: frozenset({"activity", "deadline", "exam"}),
    FilterPart.PRIORITIES: frozenset({"activity"}),
    FilterPart.FOCUS: frozenset({"activity", "deadline", "exam"}),
}

_KEPT: Final = 32


class Found(NamedTuple):
    """What the filter shows of how many cards."""

    shown: int
    total: int


class WayOut(NamedTuple):
    """What could be left out of a filter that nothing fits, and how many cards there would be then."""

    parts: tuple[FilterPart, ...]
    number: int


class Sieve:
    """Holds the filter. A keystroke asks for the words anew, not for the rest of it."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self.filter = EVERYTHING
        #: What was found lately, the latest last: words that are taken back letter by letter were all found before.
        self._kept: dict[tuple[FilterPart, object, date], set[int]] = {}

    def forget(self) -> None:
        """Read everything anew."""
        self._kept.clear()

    def touched(self, tables: Collection[str]) -> None:
        """Ask anew for what these tables have a say in."""
        for key in list(self._kept):
            if not _TABLES[key[0]].isdisjoint(tables):
                del self._kept[key]

    def sift(self, cards: Keys, today: date) -> tuple[Keys, Found]:
        """Those of the cards that fit the filter, and how many of how many they are."""
        matching = self.matching(today) or set()
        found: Keys = {}
        shown = total = 0
        for place, ids in cards.items():
            total += len(ids)
            hits = list(filter(matching.__contains__, ids))
            if hits:
                found[place] = hits
                shown += len(hits)
        return found, Found(shown, total)

    def ways_out(self, cards: Keys, today: date) -> list[WayOut]:
        """What to leave out of a filter that nothing fits: one part, or two where no single one is in the way."""
        parts = self.filter.parts
        on_board: set[int] = set().union(*cards.values())
        for size in range(1, min(3, len(parts))):
            ways = [
                WayOut(each, number)
                for each in itertools.combinations(parts, size)
                if (number := len(on_board & (self.matching(today, leaving_out=each) or set())))
            ]
            if ways:
                return sorted(ways, key=lambda way: way.number, reverse=True)
        return []

    def matching(self, today: date, *, leaving_out: Collection[FilterPart] = ()) -> set[int] | None:
        """The ids of all activities that fit the filter, or what is left of it; None if nothing is."""
        found = [self._ids(part, today) for part in self.filter.parts if part not in leaving_out]
        return board_filter.in_all(found) if found else None

    def _ids(self, part: FilterPart, today: date) -> set[int]:
        key = (part, getattr(self.filter, part.value), today)
        ids = self._kept.pop(key, None)
        if ids is None:
            ids = self._planner.read(board_filter.part_ids, self.filter, part, today, self._planner.zone())
        self._kept[key] = ids
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return ids
