"""Quick add on Home: one line of text with a live preview of what it will become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from planner.config.text import tr, within
from planner.domain.errors import PlannerError
from planner.services.humanize import duration, relative_date
from planner.services.words import event_type_word, kind_word, priority_word
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from planner.domain.quick_add import QuickAdd


class AddPanel(QFrame):
    """Takes one line after the other. ``submitted`` carries the text; Esc or the cross closes the panel."""

    submitted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._steps: Sequence[str] = ()
        self._skills: Callable[[], Sequence[str]] = tuple
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Add an activity"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("New activity"))
        self.field.setPlaceholderText(tr("Finish ML course !high #ml @friday ~6h /Technical"))
        self.field.textChanged.connect(self._preview)
        self.field.returnPressed.connect(self._submit)
        self.add_button = Button(theme, tr("Add"), "plain")
        self.add_button.clicked.connect(self._submit)
        self._close = Button(theme, variant="icon", icon="close", name=tr("Close quick add (Esc)"))
        self._close.clicked.connect(self.closed)
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button)
        row.addWidget(self._close)
        column.addLayout(row)
        self._title = ElidedLabel("", "strong")
        self._facts = Label("", "meta")
        self._facts.setWordWrap(True)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        self._preview()

    def start(self, steps: Sequence[str], skills: Callable[[], Sequence[str]] = tuple) -> None:
        """Open with the names of the steps and skills that a line may name; skills are asked for once one is named."""
        self._steps = steps
        self._skills = skills
        self._preview()
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def taken(self) -> None:
        """The line became an activity: make room for the next one."""
        self.field.clear()
        self.field.setFocus()

    def _read(self) -> QuickAdd:
        from planner.domain.quick_add import preview

        text = self.field.text()
        return preview(text, self._today(), self._steps, self._skills() if "+" in text else ())

    def _preview(self) -> None:
        self._facts.set_tone("")
        if not self.field.text().strip():
            self._title.hide()
            self._facts.setText(tr("!high priority, #tag, @friday due, ~6h estimate, /step, *course kind. Enter adds."))
            return
        try:
            read = self._read()
        except PlannerError as error:
            self._facts.set_tone("danger")
            self._facts.setText(str(error))
            return
        self._title.setText(read.title or tr("A title is still missing"))
        self._title.show()
        self._facts.setText(" · ".join(self._parts(read)))

    def _parts(self, read: QuickAdd) -> list[str]:
        from planner.domain.addresses import spoken_address

        kind = event_type_word(read.event_type) if read.event_type else kind_word(read.kind or "topic")
        parts = [read.step or tr("Inbox"), kind]
        if read.due is not None:
            parts.append(tr("due {when}", when=relative_date(read.due, self._today())))
        if read.estimate_minutes is not None:
            parts.append(duration(read.estimate_minutes))
        if read.priority:
            parts.append(tr("{priority} priority", priority=within(priority_word(read.priority))))
        skills = (tr("shows {skill}", skill=skill) for skill in read.skills)
        links = (tr("link {address}", address=spoken_address(url)) for url in read.links)
        return [*parts, *(f"#{tag}" for tag in read.tags), *skills, *links]

    def _submit(self) -> None:
        if self.field.text().strip():
            self.submitted.emit(self.field.text())
        else:
            self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
