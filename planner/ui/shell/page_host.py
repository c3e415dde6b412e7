"""The pages of the window: built when first shown, and told of changes by one feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from planner.config.text import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from planner.services.planner import Change
    from planner.ui.shell.page import Page, PageContext, PageSpec


class PageHost(QStackedWidget):
    """Holds the pages. ``page_shown`` carries the id of a page once it is on screen and up to date."""

    page_shown = Signal(str)

    def __init__(
        self,
        specs: Sequence[PageSpec],
        context: PageContext,
        states: Mapping[str, object],
        parent: QWidget | None = None,
    ) -> None:
        """``states`` maps page ids to what ``Page.save_state`` gave when the program last ran."""
        super().__init__(parent)
        self.specs = {spec.id: spec for spec in specs}
        self._context = context
        self._states = dict(states)
        self._pages: dict[str, Page] = {}
        self._dirty: set[str] = set()
        self._current = ""
        self.setAccessibleName(tr("Page"))

    @property
    def current_id(self) -> str:
        """Id of the page that is shown, empty before the first."""
        return self._current

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._current)

    @property
    def built(self) -> Mapping[str, Page]:
        """The pages that were built so far, by id."""
        return self._pages

    def page(self, page_id: str) -> Page:
        """The page, built and up to date. Raises KeyError for an unknown id."""
        page = self._pages.get(page_id)
        if page is None:
            page = self.specs[page_id].build(self._context)
            state = self._states.get(page_id)
            if isinstance(state, dict):
                page.restore_state(state)
            self._pages[page_id] = page
            self.addWidget(page)
            self._dirty.add(page_id)
        if page_id in self._dirty:
            self._dirty.discard(page_id)
            page.reload()
        return page

    def show_page(self, page_id: str) -> Page:
        """Show a page, after what was being typed on the one before is submitted. Raises KeyError if unknown."""
        before = self.current
        if before is not None and page_id != self._current:
            before.flush()
        page = self.page(page_id)
        self._current = page_id
        self.setCurrentWidget(page)
        self.page_shown.emit(page_id)
        return page

    def take(self, change: Change) -> None:
        """Hand a change to the visible page, and mark hidden pages that it concerns as dirty."""
        for page_id, page in self._pages.items():
            if not (change.everything or change.tables & page.watches):
                continue
            if page_id == self._current and page.isVisible():
                page.apply_change(change)
            else:
                self._dirty.add(page_id)

    def freshen(self) -> None:
        """Reload the current page if it became dirty while the window was hidden."""
        if self._current in self._dirty:
            self.page(self._current)

    def read_anew(self) -> None:
        """Have every page read everything again: the current one now, the others when they are next shown."""
        self._dirty.update(self._pages)
        self.freshen()

    def flush(self) -> None:
        """Submit what is being typed on any page."""
        for page in self._pages.values():
            page.flush()

    def states(self) -> dict[str, object]:
        """What is to be remembered of each page."""
        return {**self._states, **{page_id: page.save_state() for page_id, page in self._pages.items()}}
