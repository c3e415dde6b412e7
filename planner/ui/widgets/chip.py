"""A chip: one short fact in a pill, that can be pressed and, if wanted, removed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from planner.config.text import tr
from planner.ui.theme import Theme


class Chip(QPushButton):
    """A pill with a word. ``soft`` fills it with the soft accent; else it is outlined.

    A ``removable`` chip shows a cross; clicking it, Delete or Backspace emits ``removed``.
    """

    removed = Signal()

    def __init__(
        self, theme: Theme, text: str, *, soft: bool = False, removable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._soft = soft
        self._removable = removable
        self.setProperty("variant", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if removable:
            self.setAccessibleDescription(tr("Press Delete to remove"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 22 + (16 if self._removable else 0), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
        else:
            painter.setPen(Qt.PenStyle.NoPen if self._soft else theme.colour("line_strong"))
        hover = self.underMouse() and self.isEnabled()
        painter.setBrush(theme.colour("accent_soft" if self._soft else "hover" if hover else "surface"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(theme.font("meta_strong" if self._soft else "meta"))
        painter.setPen(theme.colour("muted" if not self._soft else "text"))
        room = rect.adjusted(10, 0, -26 if self._removable else -10, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        if self._removable:
            cross = theme.pixmap("close", "muted", 12, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(rect.right() - 20, rect.center().y() - 6), cross)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and event.position().x() >= self.width() - 24:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)
