"""What the catalogue suggests below the field in which the name of a goal is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.catalogue_values import code_of
from planner.domain.folding import fold
from planner.services.catalogue_facts import entry_words, spoken, suggestions
from planner.ui.theme import Space
from planner.ui.widgets.catalogue_list import ROW, CatalogueList
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.words import Kind
    from planner.ui.theme import Theme

MOST: Final = 6
"""How many entries are suggested."""
_LEAST_TYPED: Final = 2
_PAD = Space.XS


class Suggestions(QWidget):
    """Lies over the form while there is something to suggest; ``chosen`` carries the entry.

    Down and Up go through the lines and Return chooses one while the field keeps the focus; Escape closes the list
    only. Exactly a name or a code makes its line the current one. ``alone`` leaves out what is of another kind.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, field: QLineEdit, kind: Callable[[], Kind], parent: QWidget, *, alone: bool = False
    ) -> None:
        super().__init__(parent)
        self._alone = alone
        self._dialog = parent
        self._theme = theme
        self._field = field
        self._kind = kind
        self.list = CatalogueList(theme, entry_words, tr("Suggestions from the catalogue"), self)
        self.list.chosen.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._describe)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.addWidget(self.list)
        field.textEdited.connect(self.suggest)
        field.installEventFilter(self)
        parent.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def suggest(self, text: str) -> None:
        """Look for what was typed, and show what there is."""
        words = text.strip()
        enough = len(words) >= _LEAST_TYPED
        found = suggestions(words, self._kind(), MOST, alone=self._alone) if enough else ()
        self.list.show_entries(found)
        if not found:
            self.hide()
            return
        if fold(words) in (fold(found[0].name), fold(code_of(found[0]))):
            self.list.make_current(0)
        self._place()
        self.show()
        self.raise_()
        self._describe()

    def _place(self) -> None:
        """Below the field and as wide, as high as the lines are; what has no room in the dialog is scrolled to."""
        corner = self._field.mapTo(self._dialog, QPoint(0, self._field.height() + _PAD))
        height = len(self.list.entries) * ROW + 2 * _PAD
        room = self._dialog.height() - corner.y() - Space.S
        self.setGeometry(corner.x(), corner.y(), self._field.width(), min(height, max(room, ROW + 2 * _PAD)))

    def _describe(self) -> None:
        """Say to a screen reader, which stays in the field, what there is below it."""
        if self.isHidden():
            self._field.setAccessibleDescription("")
            return
        current, count = self.list.current(), len(self.list.entries)
        text = trn("{n} suggestion, Down goes to it", "{n} suggestions, Down goes to them", count)
        self._field.setAccessibleDescription(text if current is None else spoken(current))

    def _choose(self, known: object) -> None:
        self.hide()
        self.chosen.emit(known)

    def hideEvent(self, event: QEvent) -> None:
        self._describe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place()
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(Qt.Key(event.key()))
        return False

    def _take_key(self, key: Qt.Key) -> bool:
        """Whether a key was meant for the list."""
        if key == Qt.Key.Key_Down and self.isHidden():
            self.suggest(self._field.text())
            self.list.make_current(0)
            return True
        if self.isHidden():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.list.choose_current():
                self.hide()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._theme)
