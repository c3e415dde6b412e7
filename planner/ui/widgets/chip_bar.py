"""The base of filter bars: a chip for each part of a filter, what is hidden by it, and the way to clear it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.filter_menu import FilterMenu
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import ElidedLabel
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from planner.ui.theme import Theme
    from planner.ui.widgets.check_list import Option
    from planner.ui.widgets.filter_menu import PopOver

_HEIGHT: Final = 28
_WIDEST: Final = 300


class FilterChip(Chip):
    """A chip of the bar; a long choice is cut, and stands whole in the tool tip."""

    def sizeHint(self) -> QSize:
        return QSize(min(_WIDEST, super().sizeHint().width()), _HEIGHT)

    def set_words(self, text: str, *, chosen: bool) -> None:
        """Show a text, filled with the soft accent and with a cross where something is chosen."""
        shown = text.replace("&", "&&")
        if (self.text(), self.is_removable) == (shown, chosen):
            return
        self.setText(shown)
        self.setAccessibleName(text)
        self.set_removable(removable=chosen, soft=chosen)
        self.setToolTip(plain_tip(text) if super().sizeHint().width() > _WIDEST else "")


class ChipBar(QWidget):
    """``cleared`` comes when all of the filter is to go, ``left`` when the keyboard is to go back to the page.

    A press of a chip calls ``open_part``, its cross ``drop_part``; both get the key of the part in ``parts``.
    """

    cleared = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parts: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``parts`` are the keys of the chips with their words."""
        super().__init__(parent)
        self._theme_of_bar = theme
        self.menu: PopOver | None = None
        self.setAccessibleName(tr("Filter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, 0, Space.XL, Space.S)
        column.setSpacing(6)
        holder = QWidget(self)
        self._flow = FlowLayout(holder)
        self.chips: dict[str, FilterChip] = {}
        self._others: list[QWidget] = []
        for part, word in parts.items():
            chip = FilterChip(theme, word, opens=True)
            chip.clicked.connect(partial(self._pressed, part))
            chip.removed.connect(partial(self.drop_part, part))
            self.chips[part] = chip
            self._flow.addWidget(chip)
        column.addWidget(holder)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.count = ElidedLabel("", "meta")
        row.addWidget(self.count, 1)
        self.clear_button = Button(theme, tr("Clear filter"), "link")
        self.clear_button.clicked.connect(self.cleared)
        row.addWidget(self.clear_button)
        # Held open, so that the page does not move when the first choice is made.
        self.count.setFixedHeight(20)
        column.addLayout(row)

    def add_chip(self, chip: QWidget) -> None:
        """One more chip, behind those of the parts."""
        self._flow.addWidget(chip)
        self._others.append(chip)

    @property
    def tab_order(self) -> list[QWidget]:
        """What the Tab key goes through."""
        return [*self.chips.values(), *self._others, self.clear_button]

    def open_part(self, part: str) -> None:
        """Offer what can be chosen of a part."""

    def drop_part(self, part: str) -> None:
        """Choose nothing of a part any more."""

    def _pressed(self, part: str, _checked: bool = False) -> None:
        self.open_part(part)

    def offer(
        self,
        part: str,
        options: Sequence[Option],
        chosen: Iterable[Any],
        choose: Callable[[Any], object],
        *,
        name: str,
        empty: str = "",
        search: str = "",
    ) -> None:
        """Open a menu of options below the chip of a part; ``choose`` gets all that are ticked, with each tick."""
        menu = FilterMenu(self._theme_of_bar, name, options, chosen, empty=empty, search=search, parent=self)
        menu.changed.connect(choose)
        self.keep(menu)
        menu.open_below(self.chips[part])

    def keep(self, menu: PopOver) -> None:
        """Hold on to what is open below the bar; there is one at a time."""
        if self.menu is not None:
            self.menu.close()
        self.menu = menu
        menu.closed.connect(partial(self._forget, menu))

    def _forget(self, menu: PopOver) -> None:
        if self.menu is menu:
            self.menu = None

    def tell(self, sentence: str, *, is_on: bool) -> None:
        """The whole filter in one sentence, for who hovers over the bar or hears it."""
        self.setAccessibleDescription(sentence)
        self.setToolTip(plain_tip(sentence) if is_on else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
