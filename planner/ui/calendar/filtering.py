"""How month and agenda are filtered by hand: the bar with its chips, beside the field of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from planner.config.text import tr
from planner.domain.calendar_filter import (
    CHOICES,
    EVERY_ENTRY,
    FORMATS,
    KINDS,
    STATES,
    CalendarFilter,
    CalendarPart,
    from_json,
    to_json,
)
from planner.services import calendar_filter_words as words
from planner.services.queries.calendar_filter import FilterNames, filter_names
from planner.ui.calendar.entry_source import kind_hue
from planner.ui.widgets.bar_filtering import BarFiltering
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import ChipBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from planner.services.planner import Planner
    from planner.ui.calendar.entry_source import EntrySource
    from planner.ui.theme import Theme


class CalendarFilterBar(ChipBar):
    """Shows a filter. ``chosen`` carries another one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, planner: Planner, source: EntrySource, parent: QWidget | None = None) -> None:
        super().__init__(theme, {part: words.part_word(part) for part in CHOICES}, parent)
        self._planner = planner
        self._source = source
        self._names: FilterNames | None = None

    def show_filter(self, shown: int, total: int) -> None:
        """Show the filter, and that it lets so many of all entries of the view through."""
        wanted, names = self._source.filter, self.names()
        self.count.setText(words.count_text(shown, total, is_on=wanted.is_on))
        self.clear_button.setVisible(wanted.is_on)
        self.tell(words.sentence(wanted, names), is_on=wanted.is_on)
        for part in CHOICES:
            self.chips[part].set_words(words.chip_text(wanted, part, names), chosen=bool(wanted.choices(part)))

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
        values = {
            CalendarPart.KINDS: KINDS,
            CalendarPart.STATES: STATES,
            CalendarPart.TOPICS: tuple(names.topics),
            CalendarPart.REGIONS: (*names.regions, "") if names.regions else (),
            CalendarPart.FORMATS: FORMATS,
        }[part]
        colours = self._source.look.by_kind and part is CalendarPart.KINDS
        options = []
        for value in values:
            text = words.choice_word(part, value, names)
            text = text if part is CalendarPart.TOPICS else text[:1].upper() + text[1:]
            icon, role = ("calendar", f"step{kind_hue(value)}") if colours else ("", "muted")
            options.append(Option(value, text, icon=icon, role=role))
        return options


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
    """Holds the filter of month and agenda; ``changed`` comes also when the bar came or went."""

    def __init__(
        self,
        theme: Theme,
        planner: Planner,
        source: EntrySource,
        page: QWidget,
        *,
        column: QVBoxLayout,
        leave: Callable[[], object],
    ) -> None:
        super().__init__(page, column, lambda: CalendarFilterBar(theme, planner, source, page), leave, EVERY_ENTRY)
        self._source = source
        self._open = False
        self._has_place = True

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

    def give_place(self, *, given: bool) -> None:
        """Whether the view that is shown has the bar above it; the conferences look at the words alone."""
        self._has_place = given
        if not given and "bar" in self.__dict__:
            self.bar.hide()

    def show(self, shown: int, total: int) -> None:
        """Bring the bar up to date: ``shown`` of ``total`` entries of the view are in sight."""
        if self.filter.is_on:
            self._open = True
        visible = self._open and self._has_place
        if visible:
            self.bar.show_filter(shown, total)
        if visible or "bar" in self.__dict__:
            self.bar.setVisible(visible)

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
