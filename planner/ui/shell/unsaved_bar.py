"""The bar below the page while something is not saved: what, why, and the two ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.ui.theme import Space
from planner.ui.widgets.announce import announce
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.ui.theme import Theme


def what_waits(labels: Sequence[str], number: int) -> str:
    """What is not saved, in one line; ``labels`` may be fewer than the ``number`` of changes, or none."""
    if not labels:
        return trn("{n} change is not saved", "{n} changes are not saved", number)
    if number == 1:
        return tr("Not saved: {what}", what=labels[-1])
    return trn("Not saved: {what}, and {n} more", "Not saved: {what}, and {n} more", number - 1, what=labels[-1])


class UnsavedBar(QWidget):
    """Stays until all is saved. ``retry`` and ``copy_elsewhere`` come with a press of its buttons."""

    retry = Signal()
    copy_elsewhere = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        outer = QHBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        frame = QFrame()
        frame.setProperty("role", "notice")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        self._sign = QLabel()
        self._sign.setAccessibleName(tr("Warning"))
        words = QVBoxLayout()
        words.setSpacing(2)
        self.what = ElidedLabel("", "strong")
        self.why = wrapped("", "meta", "text")
        words.addWidget(self.what)
        words.addWidget(self.why)
        self.copy_button = Button(theme, tr("Save a copy elsewhere…"))
        self.copy_button.clicked.connect(self.copy_elsewhere)
        self.retry_button = Button(theme, tr("Retry"), "filled")
        self.retry_button.clicked.connect(self.retry)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(Space.XS)
        row.addLayout(words, 1)
        row.addSpacing(Space.M)
        row.addWidget(self.copy_button)
        row.addWidget(self.retry_button)
        theme.changed.connect(self._dress)
        self._dress()

    def show_waiting(self, what: str, why: str) -> None:
        """Say what is not saved and why; a screen reader says it where that is news."""
        news = self.isHidden() or what != self.what.text() or why != self.why.text()
        self.what.setText(what)
        self.why.setText(why)
        self.show()
        if news:
            announce(self, f"{what}. {why}")

    def _dress(self) -> None:
        self._sign.setPixmap(self._theme.pixmap("warning", "danger", 18, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(18, 20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()
