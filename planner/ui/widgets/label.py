"""Plain-text labels in the type scale, and the thin line between rows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from planner.ui.widgets.painting import plain_tip


class Label(QLabel):
    """A label that never reads its text as rich text.

    ``role`` is a style of the type scale (title, heading, section, body, strong, meta, small, figure);
    ``tone`` overrides the colour: text, muted, faint, accent, danger or good. Both follow the theme.
    """

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour; empty goes back to the colour of the role."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def wrapped(text: str = "", role: str = "body", tone: str = "") -> Label:
    """A label of as many lines as it takes."""
    label = Label(text, role, tone)
    label.setWordWrap(True)
    return label


class ElidedLabel(Label):
    """One line that ends in an ellipsis where there is no room; the whole text stands in the tool tip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)  # not the style's drawItemText: QStyle alone costs 6 ms at the start
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment().value | Qt.TextFlag.TextSingleLine.value, text)


class Line(QFrame):
    """A thin horizontal line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        self.setFixedHeight(1)
