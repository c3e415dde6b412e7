"""How the board is filtered by hand: between the content, the bar with its chips, and the field of the header."""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.domain.filters import EVERYTHING, CardFilter, clean_words, from_json, to_json
from planner.ui.board.sieve import Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

    from planner.domain.filters import FilterPart
    from planner.services.planner import Change
    from planner.ui.board.content import BoardContent
    from planner.ui.board.filter_bar import FilterBar
    from planner.ui.board.nothing_found import NothingFound
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext

#: What the words on the chips are made of.
_NAMES = frozenset({"step", "roadmap", "skill", "category", "tag", "setting"})


class BoardFiltering(QObject):
    """``changed`` comes when other cards are shown.

    ``told`` carries the words that the header's field should hold, after a choice was made beside it; ``emptied``
    comes when nothing is filtered any more and the field may go.
    """

    changed = Signal()
    told = Signal(str)
    emptied = Signal()

    def __init__(
        self, context: PageContext, view: BoardView, content: BoardContent, column: QVBoxLayout, stack: QStackedWidget
    ) -> None:
        """The bar goes to the top of ``column`` and what explains an empty result into ``stack`` when first needed."""
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._column = column
        self._stack = stack
        self._shown = False

    @cached_property
    def bar(self) -> FilterBar:
        """The bar, made when it is first opened."""
        from planner.ui.board.filter_bar import FilterBar

        bar = FilterBar(self._context, self._view.parentWidget())
        bar.hide()
        self._column.insertWidget(0, bar)
        # The bar was made last, and is to be gone through before the board.
        for before, after in itertools.pairwise((*bar.tab_order, self._view)):
            QWidget.setTabOrder(before, after)
        bar.chosen.connect(self.choose)
        bar.cleared.connect(self.clear)
        bar.left.connect(self._focus_board)
        return bar

    @cached_property
    def nothing(self) -> NothingFound:
        """What stands there when no card fits, made when first needed."""
        from planner.ui.board.nothing_found import NothingFound

        made = NothingFound(self._context.theme, self.clear)
        made.parts_dropped.connect(self._drop)
        self._stack.addWidget(made)
        return made

    # -- what is filtered

    def type(self, text: str) -> None:
        """Filter by these words, beside what is chosen."""
        self._apply(self._content.filter._replace(words=clean_words(text)))

    def choose(self, card_filter: CardFilter) -> None:
        """Filter by something else, and let the header's field hold its words."""
        self._apply(card_filter)
        self.told.emit(card_filter.words)

    def _drop(self, parts: tuple[FilterPart, ...]) -> None:
        wanted = self._content.filter
        for part in parts:
            wanted = wanted.without(part)
        self.choose(wanted)
        self._focus_board()

    def _focus_board(self) -> None:
        """Give the focus to whatever shows the cards."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def clear(self) -> None:
        """Show everything again, also where the filter was typed and chosen."""
        self._apply(EVERYTHING)
        self.emptied.emit()

    def toggle_focus(self) -> None:
        """Show only what is due or in progress, or no longer that alone."""
        wanted = self._content.filter._replace(focus=not self._content.filter.focus)
        if wanted.is_on:
            self.choose(wanted)
        else:
            self.clear()

    def _apply(self, card_filter: CardFilter) -> None:
        if card_filter == self._content.filter:
            return
        with self._view.kept():
            self._content.set_filter(card_filter)
        self._view.verticalScrollBar().setValue(0)
        self.changed.emit()

    # -- what is shown of it

    def show_bar(self, *, shown: bool) -> None:
        """Open the bar, or put it away with what was chosen in it."""
        if shown == self._shown:
            return
        self._shown = shown
        if not shown:
            self.bar.hide()
            self._apply(EVERYTHING)
            return
        self.show()
        self.bar.show()

    def open_saved(self) -> None:
        """Open the saved filters, and the bar that they hang below."""
        self.told.emit(self._content.filter.words)
        self.show_bar(shown=True)
        self.bar.open_saved()

    def take(self, change: Change) -> None:
        """The plan changed: names, or the saved filters."""
        if self._shown and (change.everything or change.tables & _NAMES):
            self.bar.refresh()

    def show(self) -> None:
        """Bring the bar up to date."""
        content = self._content
        if not self._shown and not content.is_filtered:
            return
        if not self._shown:
            self.show_bar(shown=True)
            return
        found = content.found
        if not content.is_filtered:
            total = sum(sum(row.counts.values()) for row in content.lanes)
            found = Found(total, total)
        self.bar.show_filter(content.filter, found)

    def explain(self) -> NothingFound:
        """Why no card is there, with what could be left out of the filter."""
        content = self._content
        self.nothing.explain(content.filter, content.found.total, content.ways_out(), self.bar.names())
        return self.nothing

    # -- what this machine remembers

    def state(self) -> dict[str, object]:
        """The present filter."""
        return {"filter": to_json(self._content.filter)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        self._content.set_filter(from_json(state.get("filter")))
