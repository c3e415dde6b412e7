"""A value that opens its editor when it is pressed: text, a figure on the right, and grey remarks below them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.ui.theme import Radius, Theme

_LEFT = 9
_LINE = 18
_GAP = 12


class ValueButton(QPushButton):
    """Shows ``text`` (in red where ``danger``) and, on lines of their own, ``remarks``; pressing it edits.

    A ``figure`` stands on the right of the first line.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._danger = False
        self._remarks: tuple[str, ...] = ()
        self._figure = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setProperty("variant", "value")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_value(
        self, name: str, text: str, remarks: tuple[str, ...] = (), *, danger: bool = False, figure: str = ""
    ) -> None:
        """Show a value; ``name`` is what it is of, for screen readers."""
        self._danger = danger
        self._figure = figure
        self._remarks = tuple(remark for remark in remarks if remark)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(", ".join(filter(None, (name, text, figure, *self._remarks))))
        self.setFixedHeight(12 + _LINE * (len(self._wrapped(text)) + sum(len(self._small(r)) for r in self._remarks)))
        self.update()

    @property
    def shown(self) -> str:
        """The value as it stands there."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def _room(self) -> int:
        return max(self.width(), 160) - 2 * _LEFT

    def _wrapped(self, text: str) -> list[str]:
        room = self._room()
        if self._figure:
            room -= QFontMetrics(self._theme.font("figure")).horizontalAdvance(self._figure) + _GAP
        return _lines(text, QFontMetrics(self._theme.font("section" if self._danger else "body")), room)

    def _small(self, text: str) -> list[str]:
        return _lines(text, QFontMetrics(self._theme.font("meta")), self._room())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        lines = len(self._wrapped(self.shown)) + sum(len(self._small(remark)) for remark in self._remarks)
        if self.minimumHeight() != 12 + _LINE * lines:
            self.setFixedHeight(12 + _LINE * lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        top = 6
        painter.setFont(theme.font("section" if self._danger else "body"))
        painter.setPen(theme.colour("danger" if self._danger else "text"))
        for line in self._wrapped(self.shown):
            painter.drawText(QRect(_LEFT, top, self._room(), _LINE), Qt.AlignmentFlag.AlignVCenter, line)
            top += _LINE
        if self._figure:
            painter.setFont(theme.font("figure"))
            corner = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(_LEFT, 6, self._room(), _LINE), corner, self._figure)
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        for remark in self._remarks:
            for line in self._small(remark):
                painter.drawText(QRect(_LEFT, top, self._room(), _LINE), Qt.AlignmentFlag.AlignVCenter, line)
                top += _LINE


def _lines(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The text in lines that fit; one word too long for a line is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(metrics.elidedText(word, Qt.TextElideMode.ElideRight, room))
    return lines or [""]
