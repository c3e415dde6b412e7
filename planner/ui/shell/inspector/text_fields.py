"""Fields edited in place: one line, and plain text that grows with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

from planner.ui.shell.inspector.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

#: What the frame and padding of a field take, on both sides together.
_AROUND = 18
_ABOVE = 12
_INNER = -2  # a line has two pixels more before its text than all other fields


class LineField(QLineEdit):
    """One line without a frame until it is pointed at; see :class:`Visit` for when it is written."""

    def __init__(
        self,
        name: str,
        submit: Callable[[str, str], bool],
        *,
        quiet: bool = True,
        on_pause: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("quiet", "true" if quiet else "false")
        self.setTextMargins(_INNER, 0, 0, 0)
        self.visit = Visit(self, self.text, self._write, submit, on_pause=on_pause)
        self.textEdited.connect(self.visit.typed)
        self.returnPressed.connect(self.visit.submit)

    def _write(self, text: str) -> None:
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.visit.begin(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.visit.end(event.reason())


class GrowingField(QPlainTextEdit):
    """Plain text as high as its lines.

    With ``one_line`` the text wraps but holds no line breaks: Enter submits it and emits ``entered``. ``left`` is
    emitted when the focus has gone elsewhere and everything is written.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        submit: Callable[[str, str], bool],
        *,
        role: str = "",
        one_line: bool = False,
        least: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._least = least
        self._writing = False
        self.setAccessibleName(name)
        self.setProperty("quiet", "true")
        if role:
            self.setProperty("role", role)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.visit = Visit(self, self.toPlainText, self._write, submit)
        self.textChanged.connect(self._changed)

    def _write(self, text: str) -> None:
        self._writing = True
        place = self.textCursor().position()
        self.setPlainText(text)
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)
        self._writing = False
        self.fit()

    def _changed(self) -> None:
        if not self._writing:
            self.visit.typed()
            self.fit()

    def fit(self) -> None:
        """Take the height of the text at the present width."""
        lines = max(self._least, int(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + _ABOVE + 2
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped is attached to what is open, instead of its address being written into a text.
        return super().canInsertFromMimeData(source) and not any(url.isLocalFile() for url in source.urls())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif is_enter and (self._one_line or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            if self.visit.submit():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.visit.begin(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.visit.end(event.reason())
        if not self.visit.pending and event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()
