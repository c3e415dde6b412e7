"""What of a list of conferences is wanted: topics, countries, days, and whether only what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.folding import fold
from planner.services.conference_filter import ConferenceFilter
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import FilterChip
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.filter_menu import FilterMenu
from planner.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from planner.services.conference_filter import Offers
    from planner.ui.theme import Theme

_DATE_WIDTH = 128


class _Choice:
    """A chip with a menu of words to tick; none ticked means all of them."""

    def __init__(self, theme: Theme, name: str, changed: Callable[[], object]) -> None:
        self._theme, self._name, self._changed = theme, name, changed
        self._words: tuple[str, ...] = ()
        self.chosen: frozenset[str] = frozenset()
        self.chip = FilterChip(theme, name, opens=True)
        self.chip.clicked.connect(self.open)
        self.chip.removed.connect(lambda: self._take(frozenset()))

    def offer(self, words: Iterable[str]) -> None:
        """Offer words, besides those that were offered before."""
        known = {fold(word) for word in self._words}
        self._words += tuple(word for word in words if fold(word) not in known)
        self.chip.setVisible(len(self._words) > 1)

    def open(self) -> FilterMenu:
        """Show the menu."""
        options = [Option(fold(word), word) for word in self._words]
        menu = FilterMenu(self._theme, self._name, options, self.chosen, parent=self.chip)
        menu.changed.connect(self._take)
        menu.open_below(self.chip)
        return menu

    def _take(self, chosen: frozenset[str]) -> None:
        self.chosen = frozenset(chosen)
        words = [word for word in self._words if fold(word) in self.chosen]
        self.chip.set_words(", ".join(words) or self._name, chosen=bool(words))
        self._changed()


class ListFilter(QWidget):
    """``changed`` comes when the person wants something else."""

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Which conferences"))
        self.upcoming = CheckBox(theme, tr("Only what is ahead"))
        self.upcoming.setChecked(True)
        self.upcoming.toggled.connect(lambda _on: self.changed.emit())
        self.topics = _Choice(theme, tr("Topic"), self.changed.emit)
        self.countries = _Choice(theme, tr("Country"), self.changed.emit)
        self.first = DateField(theme, tr("From"), today)
        self.last = DateField(theme, tr("To"), today)
        row = FlowLayout(self)
        row.addWidget(self.topics.chip)
        row.addWidget(self.countries.chip)
        for field in (self.first, self.last):
            field.setPlaceholderText(field.accessibleName())
            field.setFixedWidth(_DATE_WIDTH)
            field.date_changed.connect(lambda _day: self.changed.emit())
            row.addWidget(field)
        row.addWidget(self.upcoming)

    def offer(self, offers: Iterable[Offers]) -> None:
        """Offer the topics and countries of lists."""
        for each in offers:
            self.topics.offer(each.topics)
            self.countries.offer(each.countries)

    def wanted(self) -> ConferenceFilter:
        """What is wanted now."""
        return ConferenceFilter(
            self.topics.chosen,
            self.countries.chosen,
            self.first.date(),
            self.last.date(),
            self.upcoming.isChecked(),
        )
