"""A chip: one short fact in a pill, that can be pressed and, if wanted, removed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from planner.config.text import tr
from planner.ui.theme import Theme


class Chip(QPushButton):
    """A pill with a word. ``soft`` fills it with the soft accent; else it is outlined.

    A ``removable`` chip shows a cross; clicking it, Delete or Backspace emits ``removed``. One that ``opens`` something
    shows an arrow in its place, and Return or the arrow down press it too. A checkable one shows a tick while it is on.
    """

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        soft: bool = False,
        removable: bool = False,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._soft = soft
        self._opens = opens
        self._removable = False
        self.setProperty("variant", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.set_removable(removable=removable)
        theme.changed.connect(self.update)

    def set_removable(self, *, removable: bool, soft: bool | None = None) -> None:
        """Show or hide the cross; with ``soft`` fill or outline the pill."""
        self._removable = removable
        self._soft = self._soft if soft is None else soft
        self.setAccessibleDescription(tr("Press Delete to remove") if removable else "")
        self.updateGeometry()
        self.update()

    @property
    def is_removable(self) -> bool:
        """Whether it shows a cross."""
        return self._removable

    def _sign(self) -> str:
        """The icon at the right end."""
        return "close" if self._removable else "chevron-down" if self._opens else ""

    def sizeHint(self) -> QSize:
        width = max(
            QFontMetrics(self._theme.font(role)).horizontalAdvance(self.text()) for role in ("meta", "meta_strong")
        )
        return QSize(width + 22 + (16 if self._sign() else 0) + (14 if self.isCheckable() else 0), 24)

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
            painter.setPen(Qt.PenStyle.NoPen if self._soft or self.isChecked() else theme.colour("line_strong"))
        hover = self.underMouse() and self.isEnabled()
        soft = self._soft or self.isChecked()
        painter.setBrush(theme.colour("accent_soft" if soft else "hover" if hover else "surface"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(theme.font("meta_strong" if soft else "meta"))
        painter.setPen(theme.colour("muted" if not soft else "text"))
        scale = self.devicePixelRatioF()
        room = rect.adjusted(10, 0, -26 if self._sign() else -10, 0)
        if self.isChecked():
            tick = theme.pixmap("check", "accent", 12, scale)
            painter.drawPixmap(QPointF(room.left() - 1, rect.center().y() - 6), tick)
            room.adjust(14, 0, 0, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        flags = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextHideMnemonic
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | flags, text)
        if self._sign():
            sign = theme.pixmap(self._sign(), "muted", 12, scale)
            painter.drawPixmap(QPointF(rect.right() - 20, rect.center().y() - 6), sign)

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
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        super().keyPressEvent(event)
