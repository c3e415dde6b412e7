"""Line edits that lie over the board: quick add at the end of To do, a new step, and the name of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.humanize import duration
from planner.services.words import kind_word, priority_word
from planner.ui.widgets.date_field import weekday_date
from planner.ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from planner.domain.quick_add import QuickAdd


def spoken(read: QuickAdd, today: date) -> str:
    """How a line of quick add is understood, in one line; empty while it holds nothing but a title."""
    parts = []
    if read.kind is not None:
        parts.append(kind_word(read.kind))
    if read.due is not None:
        parts.append(tr("due {date}", date=weekday_date(read.due, today)))
    if read.estimate_minutes is not None:
        parts.append(duration(read.estimate_minutes))
    if read.priority:
        parts.append(tr("priority {word}", word=priority_word(read.priority).lower()))
    parts += [f"#{tag}" for tag in read.tags]
    if read.step is not None:
        parts.append(tr("in {step}", step=read.step))
    return " · ".join(parts)


class _Line(QLineEdit):
    """A line whose Enter and Esc reach nobody else."""

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class QuickAddEditor(QWidget):
    """A line in the quick-add syntax, and below it how it will be read. Enter tells ``entered`` and leaves it open."""

    entered = Signal(str)
    closed = Signal()

    def __init__(
        self, today: Callable[[], date], steps: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._steps = steps
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.line = _Line()
        self.line.setFixedHeight(34)
        self.line.setMaxLength(2000)
        self.line.setPlaceholderText(tr("What do you want to do?"))
        self.line.setAccessibleName(tr("New activity"))
        self.line.setAccessibleDescription(_hint())
        self.line.textChanged.connect(self._read)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.closed)
        self.line.left.connect(self._leave)
        column.addWidget(self.line)
        self.preview = ElidedLabel("", "meta", "muted")
        self.preview.setContentsMargins(2, 0, 2, 0)
        column.addWidget(self.preview)
        column.addStretch(1)
        self.setFocusProxy(self.line)
        self._read("")

    def _read(self, text: str) -> None:
        from planner.domain.quick_add import preview

        if not text.strip():
            self.preview.set_tone("muted")
            self.preview.setText(_hint())
            return
        try:
            read = preview(text, self._today(), list(self._steps()))
        except PlannerError as error:
            self.preview.set_tone("danger")
            self.preview.setText(str(error))
            return
        self.preview.set_tone("muted")
        self.preview.setText(spoken(read, self._today()) or tr("Enter adds it, Esc closes"))

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()

    def flush(self) -> None:
        """What is typed but not entered stays here: an activity is added by Enter alone."""

    def _leave(self) -> None:
        if not self.line.text().strip():
            self.closed.emit()


def _hint() -> str:
    return tr("@friday  ~2h  #tag  !high  *course")


class NameEditor(QWidget):
    """A line for the name of a step; Enter, or leaving it with another name, tells ``entered``; Esc ``closed``."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._first = text
        self.line = _Line(text)
        self.line.setMaxLength(200)
        self.line.setFixedHeight(34)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.selectAll()
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.closed)
        self.line.left.connect(self.flush)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def flush(self) -> None:
        """Submit a name that was typed but not entered."""
        if self.line.text().strip() not in ("", self._first):
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()
