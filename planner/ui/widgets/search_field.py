"""A search field: a magnifier, the text, and a cross that empties it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.config.text import tr
from planner.ui.theme import Theme


class SearchField(QLineEdit):
    """A line of free text; Esc empties it first, and only then reaches whoever is around."""

    def __init__(self, theme: Theme, placeholder: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setClearButtonEnabled(True)
        self.setFixedHeight(32)
        self.setProperty("search", "true")  # its icon brings the left margin
        self._magnifier = QAction(self.accessibleName(), self)
        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._magnifier.setIcon(self._theme.icon("search", "muted", 16))
        clear = self.findChild(QAction, "_q_qlineeditclearaction")
        if isinstance(clear, QAction):
            clear.setText(tr("Clear the text"))
            clear.setIcon(self._theme.icon("close", "muted", 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)
