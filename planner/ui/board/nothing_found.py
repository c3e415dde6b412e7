"""What stands on the board when no card fits the filter: why, and which part of it to leave out."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services import filter_words
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.domain.filters import CardFilter, FilterPart
    from planner.services.filter_words import Names
    from planner.ui.board.sieve import WayOut
    from planner.ui.theme import Theme

_MOST_WAYS: Final = 3


class NothingFound(EmptyState):
    """A sentence, a link for each way to see some cards again, and the button that clears all of it."""

    parts_dropped = Signal(object)

    def __init__(self, theme: Theme, clear: Callable[[], object]) -> None:
        super().__init__(theme, "", [(tr("Clear filter"), clear)], icon="search")
        self.links: list[Button] = []
        self._ways = QVBoxLayout()
        self._ways.setSpacing(Space.XS)
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        column.insertLayout(column.count() - 2, self._ways)  # between the sentence and the buttons

    def explain(self, card_filter: CardFilter, total: int, ways: Sequence[WayOut], names: Names) -> None:
        """Say that none of ``total`` cards fits, and offer the first ways out."""
        said = [filter_words.none_fits(card_filter, total, names)]
        if total and len(card_filter.parts) == 1 and card_filter.words:
            said.append(tr("Try fewer letters."))
        self.set_sentence(" ".join(said))
        for link in self.links:
            link.hide()
            link.deleteLater()
        self.links = []
        for way in ways[:_MOST_WAYS]:
            text = filter_words.without_parts(card_filter, way.parts, way.number, names)
            link = Button(self._theme, text.replace("&", "&&"), "link")
            link.setAccessibleName(text)
            link.clicked.connect(partial(self._drop, way.parts))
            self.links.append(link)
            self._ways.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        for before, after in itertools.pairwise((*self.links, *self.buttons)):
            QWidget.setTabOrder(before, after)

    def _drop(self, parts: tuple[FilterPart, ...], _checked: bool = False) -> None:
        self.parts_dropped.emit(parts)
