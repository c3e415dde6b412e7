"""All conferences in the order that is chosen, and which of them the filter lets through."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.calendar_filter import CONFERENCE_PARTS, EVERY_ENTRY, CalendarPart, fits
from planner.services.queries.calendar_filter import conference_traits
from planner.ui.calendar.conference_columns import sort_key
from planner.ui.calendar.entry_text import conference_haystack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.domain.calendar_filter import CalendarFilter, EntryTraits
    from planner.ui.calendar.conference_columns import Conference

    #: A conference with the text in which words are looked for.
    _Known = tuple[Conference, str]


class ConferenceSieve:
    """Sorts when the order changes and asks the chips when these do, so that a typed letter costs a look into texts."""

    def __init__(self) -> None:
        self._all: list[_Known] = []
        self._ordered: list[_Known] = []
        self._passing: list[_Known] = []  # those that the chips let through
        self._found: list[_Known] = []  # those of them that hold the words
        self._traits: dict[int, EntryTraits] | None = None
        self._today = date.min
        self._wanted: CalendarFilter = EVERY_ENTRY
        self.sorted_by: int | None = None
        self.down = False
        self.shown: list[Conference] = []

    @property
    def total(self) -> int:
        """How many there are without a filter."""
        return len(self._all)

    def fill(self, conferences: Iterable[Conference], today: date) -> None:
        """Hold other conferences, which come by date."""
        self._all = [(one, conference_haystack(one.row)) for one in conferences]
        self._traits, self._today = None, today
        self._sort()

    def order(self, column: int | None, *, down: bool) -> None:
        """Sort by a column, or by date as they came (None)."""
        self.sorted_by, self.down = column, down
        self._sort()

    def filter(self, wanted: CalendarFilter) -> bool:
        """Let through what fits; False if that is what was wanted before."""
        wanted = wanted.only(CONFERENCE_PARTS)
        before, self._wanted = self._wanted, wanted
        if wanted == before:
            return False
        same_chips = wanted._replace(words="") == before._replace(words="")
        if not same_chips:
            self._ask_chips()
        # What one goes on typing can only leave less of what is shown.
        self._ask_words(self._found if same_chips and wanted.words.startswith(before.words) else self._passing)
        return True

    def tally(self, part: CalendarPart) -> Counter[str]:
        """How many conferences, whatever the filter, have each value of a part with choices."""
        found: Counter[str] = Counter()
        for traits in self._known_traits().values():
            match part:
                case CalendarPart.STATES:
                    found[traits.state] += 1
                case CalendarPart.TOPICS:
                    found.update(traits.topics)
                case CalendarPart.REGIONS:
                    found[traits.region] += 1
                case CalendarPart.FORMATS:
                    found[traits.format] += 1
        return found

    def _known_traits(self) -> dict[int, EntryTraits]:
        if self._traits is None:
            self._traits = {one.row.activity_id: conference_traits(one.row, self._today) for one, _ in self._all}
        return self._traits

    def _sort(self) -> None:
        self._ordered = self._all
        column = self.sorted_by
        if column is not None:
            keyed = [(sort_key(known[0], column), known) for known in self._all]
            told = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=self.down)
            self._ordered = [known for _, known in told] + [known for key, known in keyed if key is None]
        self._ask_chips()
        self._ask_words(self._passing)

    def _ask_chips(self) -> None:
        asked = self._wanted._replace(words="")
        self._passing = self._ordered
        if asked.is_on:
            traits = self._known_traits()
            self._passing = [known for known in self._ordered if fits(asked, traits[known[0].row.activity_id])]

    def _ask_words(self, found: list[_Known]) -> None:
        for word in self._wanted.words.casefold().split():
            found = [known for known in found if word in known[1]]
        self._found = found
        self.shown = [known[0] for known in found]
