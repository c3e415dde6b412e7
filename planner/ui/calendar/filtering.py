"""How the three views of the calendar are filtered by hand: the bar with its chips, beside the field of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from planner.config.text import begun, tr
from planner.domain.calendar_filter import (
    ANSWERS,
    CHOICES,
    CONFERENCE_PARTS,
    DATED_PARTS,
    DATED_STATES,
    EVERY_ENTRY,
    FORMATS,
    KINDS,
    CalendarFilter,
    CalendarPart,
    from_json,
    to_json,
)
from planner.domain.countries import country_words
from planner.services import calendar_filter_words as words
from planner.services.queries.calendar_filter import FilterNames, filter_names
from planner.ui.calendar.entry_source import kind_hue
from planner.ui.widgets.bar_filtering import BarFiltering
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import ChipBar, FilterChip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from planner.services.planner import Planner
    from planner.ui.calendar.entry_source import EntrySource
    from planner.ui.theme import Theme


class CalendarFilterBar(ChipBar):
    """Shows a filter, with the chips that the view can use. ``chosen`` carries another filter."""

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        planner: Planner,
        source: EntrySource,
        tally: Callable[[CalendarPart], Mapping[str, int]],
        parent: QWidget | None = None,
    ) -> None:
        """``tally`` counts the conferences that have each value of a part."""
        super().__init__(theme, {part: words.part_word(part) for part in CHOICES}, parent)
        self._planner = planner
        self._source = source
        self._tally = tally
        self._conferences = False
        self._names: FilterNames | None = None
        self.calls_chip = FilterChip(theme, words.part_word(CalendarPart.OPEN_CALLS))
        self.calls_chip.setCheckable(True)
        self.calls_chip.setToolTip(tr("Only conferences whose call for papers closes today or later"))
        self.calls_chip.clicked.connect(lambda on: self.chosen.emit(self._source.filter._replace(open_calls=on)))
        self.add_chip(self.calls_chip)

    def show_filter(self, shown: int, total: int, *, conferences: bool = False) -> None:
        """Show the filter, and that it lets so many of all entries of the view through, or of the ``conferences``."""
        self._conferences = conferences
        parts, names = CONFERENCE_PARTS if conferences else DATED_PARTS, self.names()
        wanted = self._source.filter.only(parts)
        self.count.setText(words.count_text(shown, total, is_on=wanted.is_on, conferences=conferences))
        offered_below = conferences and not shown  # beside the sentence that says that nothing fits
        self.clear_button.setVisible(wanted.is_on and not offered_below)
        self.tell(words.sentence(wanted, names, conferences=conferences), is_on=wanted.is_on)
        for part in CHOICES:
            self.chips[part].setVisible(part in parts)
            self.chips[part].set_words(words.chip_text(wanted, part, names), chosen=bool(wanted.choices(part)))
        self.calls_chip.setVisible(CalendarPart.OPEN_CALLS in parts)
        self.calls_chip.setChecked(wanted.open_calls)

    def names(self) -> FilterNames:
        """The names of topics and regions."""
        if self._names is None:
            self._names = self._planner.read(filter_names)
        return self._names

    def forget(self) -> None:
        """Topics and regions may have changed."""
        self._names = None

    def drop_part(self, part: str) -> None:
        self.chosen.emit(self._source.filter.with_choices(CalendarPart(part), ()))

    def open_part(self, part: str) -> None:
        which = CalendarPart(part)
        self.offer(
            which,
            self._options(which),
            self._source.filter.choices(which),
            lambda chosen: self.chosen.emit(self._source.filter.with_choices(which, chosen)),
            name=words.part_word(which),
            empty=_nothing_to_choose(which),
            search=_search_word(which),
        )

    def _options(self, part: CalendarPart) -> list[Option]:
        names = self.names()
        tally = self._tally(part) if self._conferences else {}
        values = self._values(part, tally)
        gone = sorted(self._source.filter.choices(part) - set(values))  # chosen in another view
        colours = self._source.look.by_kind and part is CalendarPart.KINDS
        options = []
        for value in (*values, *gone):
            text = words.choice_word(part, value, names)
            text = text if part is CalendarPart.TOPICS else begun(text)
            icon, role = ("calendar", f"step{kind_hue(value)}") if colours else ("", "muted")
            detail = str(tally.get(value, 0)) if self._conferences else ""
            also = country_words(text) if part is CalendarPart.REGIONS else ""
            options.append(Option(value, text, detail, icon=icon, role=role, also=also))
        return options

    def _values(self, part: CalendarPart, tally: Mapping[str, int]) -> tuple[str, ...]:
        """What can be chosen: of the topics and regions of conferences those that there are."""
        names = self.names()
        match part:
            case CalendarPart.KINDS:
                return KINDS
            case CalendarPart.STATES:
                return ANSWERS if self._conferences else DATED_STATES
            case CalendarPart.TOPICS:
                return tuple(each for each in names.topics if not self._conferences or each in tally)
            case CalendarPart.REGIONS:
                found = tuple(each for each in names.regions if not self._conferences or each in tally)
                return (*found, "") if found else ()
            case _:
                return FORMATS


def _search_word(part: CalendarPart) -> str:
    return {CalendarPart.TOPICS: tr("Find a topic"), CalendarPart.REGIONS: tr("Find a country")}.get(
        part, tr("Find a kind")
    )


def _nothing_to_choose(part: CalendarPart) -> str:
    """What stands in the menu of a part that the plan has nothing of yet."""
    return {
        CalendarPart.TOPICS: tr("No event has a topic yet. Give it some in its details."),
        CalendarPart.REGIONS: tr("No event has a country yet. Give it one in its details."),
    }.get(part, "")


class CalendarFiltering(BarFiltering[CalendarFilterBar]):
    """Holds the one filter of the page; ``changed`` comes also when the bar came or went."""

    def __init__(
        self,
        theme: Theme,
        planner: Planner,
        source: EntrySource,
        tally: Callable[[CalendarPart], Mapping[str, int]],
        page: QWidget,
        *,
        column: QVBoxLayout,
        leave: Callable[[], object],
    ) -> None:
        super().__init__(
            page, column, lambda: CalendarFilterBar(theme, planner, source, tally, page), leave, EVERY_ENTRY
        )
        self._source = source
        self._open = False

    @property
    def filter(self) -> CalendarFilter:
        """What is filtered."""
        return self._source.filter

    def present(self) -> CalendarFilter:
        return self.filter

    def apply(self, wanted: CalendarFilter) -> None:
        if wanted != self.filter:
            self._source.filter = wanted
            self.changed.emit()

    def show_bar(self, *, shown: bool) -> None:
        """Open the bar, or put it away with what was chosen in it."""
        if shown == self._open:
            return
        self._open = shown
        if not shown:
            self.apply(EVERY_ENTRY)
        self.changed.emit()

    def show(self, shown: int, total: int, *, conferences: bool = False) -> None:
        """Bring the bar up to date: ``shown`` of ``total`` entries of the view, or ``conferences``, are in sight."""
        if self.filter.is_on:
            self._open = True
        if self._open:
            self.bar.show_filter(shown, total, conferences=conferences)
        if self._open or "bar" in self.__dict__:
            self.bar.setVisible(self._open)

    def forget(self) -> None:
        """The plan has changed."""
        if "bar" in self.__dict__:
            self.bar.forget()

    def state(self) -> dict[str, object]:
        """The present filter, for this machine to remember."""
        return to_json(self.filter)

    def restore(self, state: object) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        self._source.filter = from_json(state)
