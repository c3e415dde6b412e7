"""What of a list of conferences is wanted: topics, countries, days, and whether only what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.countries import country_key, country_words
from planner.domain.folding import fold
from planner.services.conference_filter import ConferenceFilter, joined_offers
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.check_list import Option
from planner.ui.widgets.chip_bar import FilterChip
from planner.ui.widgets.date_field import DateField, span_problem
from planner.ui.widgets.filter_menu import FilterMenu
from planner.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from planner.services.conference_filter import Offers
    from planner.ui.theme import Theme


class _Choice:
    """A chip with a menu of words to tick; none ticked means all of them."""

    def __init__(
        self, theme: Theme, name: str, changed: Callable[[], object], key: Callable[[str], str] = fold
    ) -> None:
        """``key`` gives what two spellings of one word have in common."""
        self._theme, self._name, self._changed, self._key = theme, name, changed, key
        self._words: dict[str, tuple[str, int]] = {}
        self.chosen: frozenset[str] = frozenset()
        self.chip = FilterChip(theme, name, opens=True)
        self.chip.clicked.connect(self.open)
        self.chip.removed.connect(lambda: self._take(frozenset()))

    def offer(self, words: Iterable[tuple[str, int]]) -> None:
        """Offer words with how many conferences have them, and what is chosen although nothing has it any more."""
        fresh = {self._key(word): (word, number) for word, number in words}
        gone = {key: (word, 0) for key, (word, _) in self._words.items() if key in self.chosen and key not in fresh}
        self._words = fresh | gone
        self.chip.setVisible(len(self._words) > 1 or bool(self.chosen))

    def open(self) -> FilterMenu:
        """Show the menu."""
        options = [
            Option(key, word, str(number), also=country_words(word)) for key, (word, number) in self._words.items()
        ]
        menu = FilterMenu(self._theme, self._name, options, self.chosen, parent=self.chip)
        menu.changed.connect(self._take)
        menu.open_below(self.chip)
        return menu

    def _take(self, chosen: frozenset[str]) -> None:
        self.chosen = frozenset(chosen)
        words = [word for key, (word, _) in self._words.items() if key in self.chosen]
        self.chip.set_words(", ".join(words) or self._name, chosen=bool(words))
        self._changed()


class ListFilter(QWidget):
    """``changed`` comes when the person wants something else, ``left`` when a date was typed, whatever it says."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Which conferences"))
        self.upcoming = CheckBox(theme, tr("Only what is ahead"))
        self.upcoming.setChecked(True)
        self.upcoming.toggled.connect(lambda _on: self.changed.emit())
        self.topics = _Choice(theme, tr("Topic"), self.changed.emit)
        self.countries = _Choice(theme, tr("Country"), self.changed.emit, country_key)
        self.first = DateField(theme, tr("From"), today)
        self.last = DateField(theme, tr("To"), today)
        row = FlowLayout(self)
        row.addWidget(self.topics.chip)
        row.addWidget(self.countries.chip)
        for field in (self.first, self.last):
            field.setPlaceholderText(field.accessibleName())
            field.setFixedWidth(field.wanted_width())
            field.editingFinished.connect(self.left)
            field.date_changed.connect(lambda _day: self.changed.emit())
            row.addWidget(field)
        row.addWidget(self.upcoming)

    def offer(self, offers: Iterable[Offers]) -> None:
        """Offer the topics and countries of lists."""
        found = joined_offers(offers)
        self.topics.offer(found.topics)
        self.countries.offer(found.countries)

    def submit(self) -> None:
        """Take over what is being typed, without telling."""
        with QSignalBlocker(self):
            self.first.submit()
            self.last.submit()

    def problem(self) -> str:
        """What is wrong with the days, in one sentence; empty if nothing is."""
        return span_problem(self.first, self.last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Return ends a date, and does not press the button of the dialog.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def wanted(self) -> ConferenceFilter:
        """What is wanted now."""
        return ConferenceFilter(
            self.topics.chosen,
            self.countries.chosen,
            self.first.date(),
            self.last.date(),
            self.upcoming.isChecked(),
        )
