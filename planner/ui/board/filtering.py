"""How the board is filtered by hand: between the content, the bar with its chips, and the field of the header."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.filters import EVERYTHING, CardFilter, from_json, to_json
from planner.ui.board.sieve import Found
from planner.ui.widgets.bar_filtering import BarFiltering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

    from planner.domain.filters import FilterPart
    from planner.services.planner import Change
    from planner.ui.board.content import BoardContent
    from planner.ui.board.filter_bar import FilterBar
    from planner.ui.board.nothing_found import NothingFound
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext

#: What the words on the chips are made of.
_NAMES = frozenset({"step", "roadmap", "skill", "category", "tag", "setting"})


class BoardFiltering(BarFiltering["FilterBar"]):
    """``changed`` comes when other cards are shown."""

    def __init__(
        self, context: PageContext, view: BoardView, content: BoardContent, column: QVBoxLayout, stack: QStackedWidget
    ) -> None:
        """The bar goes to the top of ``column`` and what explains an empty result into ``stack`` when first needed."""
        super().__init__(view, column, self._filter_bar, self._focus_board, EVERYTHING)
        self._context = context
        self._view = view
        self._content = content
        self._stack = stack
        self._shown = False

    def _filter_bar(self) -> FilterBar:
        from planner.ui.board.filter_bar import FilterBar

        return FilterBar(self._context, self._view.parentWidget())

    def behind_bar(self) -> tuple[QWidget]:
        return (self._view,)

    @cached_property
    def nothing(self) -> NothingFound:
        """What stands there when no card fits, made when first needed."""
        from planner.ui.board.nothing_found import NothingFound

        made = NothingFound(self._context.theme, self.clear)
        made.parts_dropped.connect(self._drop)
        self._stack.addWidget(made)
        return made

    # -- what is filtered

    def present(self) -> CardFilter:
        return self._content.filter

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

    def toggle_focus(self) -> None:
        """Show only what is due or in progress, or no longer that alone."""
        wanted = self._content.filter._replace(focus=not self._content.filter.focus)
        if wanted.is_on:
            self.choose(wanted)
        else:
            self.clear()

    def apply(self, wanted: CardFilter) -> None:
        if wanted == self._content.filter:
            return
        with self._view.kept():
            self._content.set_filter(wanted)
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
            self.apply(EVERYTHING)
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
