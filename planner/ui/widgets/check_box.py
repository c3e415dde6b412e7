"""A check box in the look of the program."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from planner.ui.theme import Theme

BOX = 16


def paint_check(painter: QPainter, theme: Theme, rect: QRectF, scale: float, *, on: bool, focus: bool) -> None:
    """Draw the box itself into ``rect`` (for delegates)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(theme.colour("accent" if on else "faint"))
    painter.setBrush(theme.colour("accent" if on else "surface"))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        painter.drawPixmap(QPointF(rect.left() + 2, rect.top() + 2), theme.pixmap("check", "on_accent", 12, scale))
    if focus:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6)
    painter.restore()


class CheckBox(QCheckBox):
    """A box and a plain text; with ``fades`` the text of a ticked box is muted, as in a checklist."""

    def __init__(self, theme: Theme, text: str, *, fades: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._fades = fades
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + BOX + 16, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), 24)

    def hitButton(self, pos: object) -> bool:  # box and text are one target
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - BOX) / 2
        rect = QRectF(3, top, BOX, BOX)
        paint_check(painter, self._theme, rect, self.devicePixelRatioF(), on=self.isChecked(), focus=self.hasFocus())
        muted = not self.isEnabled() or (self._fades and self.isChecked())
        painter.setPen(self._theme.colour("muted" if muted else "text"))
        room = QRectF(self.rect()).adjusted(BOX + 11, 0, 0, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic, text)
