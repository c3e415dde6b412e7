"""What the dialog that adds a goal says below the name: what the catalogue filled in, and what the plan has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.catalogue_facts import (
    present_sentence,
    retired_sentence,
    short_name,
    source_sentence,
    successor,
)
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.catalogue import CatalogueEntry
    from planner.services.queries.catalogue import Present
    from planner.ui.theme import Theme


def _quiet(column: QVBoxLayout | QHBoxLayout) -> Label:
    label = Label("", "meta")
    label.setWordWrap(True)
    column.addWidget(label, 1)
    return label


class CatalogueNote(QWidget):
    """Where what was filled in is from; what came after an entry that is retired."""

    cleared = Signal()
    successor_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._successor: CatalogueEntry | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.source = _quiet(row)
        self.source.setContentsMargins(0, 2, 0, 0)  # on one line with the link
        self.clear_button = Button(theme, tr("Clear"), "link", name=tr("Clear what the catalogue filled in"))
        self.clear_button.clicked.connect(self.cleared)
        row.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.retired = _quiet(column)
        self.retired.set_tone("text")
        self.instead = Button(theme, "", "link")
        self.instead.clicked.connect(lambda: self.successor_wanted.emit(self._successor))
        column.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entry(self, known: CatalogueEntry, checked_on: str) -> None:
        """Say where the facts are from."""
        self.source.setText(source_sentence(known, checked_on))
        retired = retired_sentence(known)
        self.retired.setText(retired)
        self.retired.setVisible(bool(retired))
        self._successor = successor(known)
        self.instead.setVisible(self._successor is not None)
        if self._successor is not None:
            text = tr("Add {name} instead", name=short_name(self._successor))
            self.instead.setText(text.replace("&", "&&"))
            self.instead.setAccessibleName(text)


class PresenceNote(QWidget):
    """That the plan has the goal already: an idea is taken up unless one wants a second, any other is opened."""

    answered = Signal()
    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.present: Present | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.told = _quiet(column)
        self.told.set_tone("text")
        self.take = CheckBox(theme, tr("Take that one up, instead of adding a second"))
        self.take.setChecked(True)
        self.take.toggled.connect(self.answered)
        column.addWidget(self.take)
        self.open_button = Button(theme, tr("Open that one instead"), "link")
        self.open_button.clicked.connect(self._open)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_goal(self, present: Present | None, title: str) -> None:
        """Say what the plan has; None: nothing like it."""
        if present is None or self.present is None or present.id != self.present.id:
            self.take.setChecked(True)
        self.present = present
        if present is not None:
            self.told.setText(present_sentence(present, title))
            self.take.setVisible(present.is_idea)
            self.open_button.setVisible(not present.is_idea)

    def _open(self) -> None:
        if self.present is not None:
            self.opened.emit(self.present.id)

    @property
    def taken(self) -> Present | None:
        """The idea that is to be taken up."""
        return self.present if self.present is not None and self.present.is_idea and self.take.isChecked() else None
