"""The legend of the radar: each entry is the switch of its polygon."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.widgets.radar.picture import SAMPLE, paint_sample


class LegendSwitch(QAbstractButton):
    """Draws a sample of a polygon (``target``, ``claimed`` or ``evidenced``) with its name; off is faint and struck."""

    def __init__(self, theme: Theme, layer: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._layer = theme, layer
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip = tr("Show or hide “{name}”", name=text)
        if layer == "evidenced":
            tip = tr("{show}. Lighter: only work older than two years shows it.", show=tip)
        self.setToolTip(tip)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("meta")).horizontalAdvance(self.text())
        return QSize(SAMPLE + Space.S + width + 2 * Space.S, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setOpacity(1.0 if self.isChecked() else 0.45)
        middle = self.height() / 2
        paint_sample(painter, theme, self._layer, Space.S, middle)
        painter.setOpacity(1.0)
        font = QFont(theme.font("meta"))
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        area = self.rect().adjusted(Space.S + SAMPLE + Space.S, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
