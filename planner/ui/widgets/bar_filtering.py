"""What pages share that are filtered by hand: the bar with its chips, beside the field of the header."""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.domain.filters import clean_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QVBoxLayout

    from planner.ui.widgets.chip_bar import ChipBar

B = TypeVar("B", bound="ChipBar")  # by its name: a page that is filtered later starts without the bar


class BarFiltering(QObject, Generic[B]):
    """Holds the filter of a page, a named tuple with ``words``. ``changed`` comes when other things are shown.

    ``told`` carries the words that the header's field should hold after a choice was made beside it; ``emptied``
    comes when nothing is filtered any more and the field may go. Subclasses say what :meth:`present` is, and
    :meth:`apply` another one; a bar has a signal ``chosen``.
    """

    changed = Signal()
    told = Signal(str)
    emptied = Signal()

    def __init__(
        self,
        parent: QWidget,
        column: QVBoxLayout,
        make_bar: Callable[[], B],
        leave: Callable[[], object],
        everything: Any,
    ) -> None:
        """The bar goes to the top of ``column`` when first needed; ``leave`` gives the keyboard to what is filtered.

        ``everything`` is the filter that hides nothing.
        """
        super().__init__(parent)
        self._column = column
        self._make_bar = make_bar
        self._leave = leave
        self._everything = everything

    @cached_property
    def bar(self) -> B:
        """The bar, made when it is first opened."""
        bar = self._make_bar()
        bar.hide()
        self._column.insertWidget(0, bar)
        # The bar was made last, and is to be gone through before what it filters.
        for before, after in itertools.pairwise((*bar.tab_order, *self.behind_bar())):
            QWidget.setTabOrder(before, after)
        bar.chosen.connect(self.choose)  # type: ignore[attr-defined]  # each bar has one, of its own filter
        bar.cleared.connect(self.clear)
        bar.left.connect(self._leave)
        return bar

    def behind_bar(self) -> Iterable[QWidget]:
        """What the Tab key comes to behind the bar, where that is not clear by itself."""
        return ()

    def present(self) -> Any:
        """The filter as it stands."""
        return self._everything

    def apply(self, wanted: Any) -> None:
        """Filter by something else, and tell so if it is."""

    def type(self, text: str) -> None:
        """Filter by these words, beside what is chosen."""
        self.apply(self.present()._replace(words=clean_words(text)))

    def choose(self, wanted: Any) -> None:
        """Filter by something else, and let the header's field hold its words."""
        self.apply(wanted)
        self.told.emit(wanted.words)

    def clear(self) -> None:
        """Show everything again, also where the filter was typed and chosen."""
        self.apply(self._everything)
        self.emptied.emit()
