"""The certifications that one holds already: found in the catalogue while one types, each with its day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.catalogue import Held
from planner.domain.catalogue_values import issuer_of
from planner.domain.folding import fold
from planner.domain.plain_text import clean_line
from planner.domain.words import Kind
from planner.ui.shell.suggestions import Suggestions
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.domain.catalogue import CatalogueEntry
    from planner.services.first_run import Setup
    from planner.ui.theme import Theme

_AROUND = 56
_WIDEST = 240


class HeldRow(QWidget):
    """One certification: its name, the day on which it was passed, and a button that takes it out again."""

    def __init__(self, theme: Theme, held: Held, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        name = tr("{name}, {issuer}", name=held.name, issuer=issuer_of(held.known)) if held.known else held.name
        self.name = ElidedLabel(name, "strong")
        self.day = DateField(theme, tr("Passed on, {name}", name=held.name), today, held.passed_on, past=True)
        self.day.setPlaceholderText(tr("Day you passed it"))
        asked = self.day.fontMetrics().horizontalAdvance(self.day.placeholderText()) + _AROUND
        self.day.setFixedWidth(max(self.day.wanted_width(), min(asked, _WIDEST)))
        self.remove = Button(theme, variant="icon", icon="close", name=tr("Take out “{name}”", name=held.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.name, 1)
        row.addWidget(self.day)
        row.addWidget(self.remove)


class HeldList(QWidget):
    """A field that suggests, and below it what was chosen so far. ``edited`` tells that the list changed.

    Return takes what is typed, by its entry in the catalogue where it is exactly one's name or code, and goes no
    further while something is typed.
    """

    edited = Signal()

    def __init__(self, theme: Theme, setup: Setup, today: Callable[[], date], dialog: QWidget) -> None:
        super().__init__(dialog)
        self._theme = theme
        self._setup = setup
        self._today = today
        self.rows: list[HeldRow] = []
        self.field = QLineEdit(self)
        self.field.setMaxLength(200)
        self.field.setAccessibleName(tr("A certification that you hold"))
        self.field.setPlaceholderText(tr("Type a name or a code, such as PMP"))
        self.field.installEventFilter(self)
        self.suggestions = Suggestions(theme, self.field, lambda: Kind.CERTIFICATION, dialog, alone=True)
        self.suggestions.chosen.connect(self.take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self.field)
        for held in setup.held:
            self._show(held)

    def take(self, known: CatalogueEntry) -> None:
        """Add an entry of the catalogue."""
        self._add(Held(known.name, known))

    def take_typed(self) -> None:
        """Add what is typed, by its own name."""
        name = clean_line(self.field.text())
        if name:
            self._add(Held(name))

    def submit(self) -> None:
        """Take over days that are being typed, and a name that was not added yet."""
        for row in self.rows:
            row.day.submit()
        self.take_typed()

    def problem(self) -> QWidget | None:
        """The first day that cannot be read."""
        return next((row.day for row in self.rows if row.day.property("invalid")), None)

    def _add(self, held: Held) -> None:
        self.field.clear()
        self.suggestions.hide()
        if all(fold(one.name) != fold(held.name) for one in self._setup.held):
            self._setup.held.append(held)
            self._show(held)
            self.edited.emit()
        self.field.setFocus()

    def _show(self, held: Held) -> None:
        row = HeldRow(self._theme, held, self._today, self)
        row.remove.clicked.connect(partial(self._take_out, row))
        row.day.date_changed.connect(partial(self._set_day, row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # at once, so that Tab finds it

    def _set_day(self, row: HeldRow, day: date | None) -> None:
        place = self.rows.index(row)
        self._setup.held[place] = self._setup.held[place]._replace(passed_on=day)
        self.edited.emit()

    def _take_out(self, row: HeldRow) -> None:
        place = self.rows.index(row)
        del self.rows[place], self._setup.held[place]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.field.setFocus()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_return and self.field.text().strip():
                self.take_typed()
                return True
        return super().eventFilter(watched, event)
