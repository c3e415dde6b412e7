"""A value that opens its editor when it is pressed: text, a figure on the right, and grey remarks below them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
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
        self._danger = self._muted = False
        self._remarks: tuple[str, ...] = ()
        self._figure = ""
        self._laid: tuple[int, list[str], list[str]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setProperty("variant", "value")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_value(
        self,
        name: str,
        text: str,
        remarks: tuple[str, ...] = (),
        *,
        danger: bool = False,
        muted: bool = False,
        figure: str = "",
    ) -> None:
        """Show a value; ``name`` is what it is of, for screen readers. What is ``muted`` is history."""
        self._danger, self._muted = danger, muted
        self._figure = figure
        self._remarks = tuple(remark for remark in remarks if remark)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(", ".join(filter(None, (name, text, figure, *self._remarks))))
        self._laid = None
        self._fit()
        self.update()

    @property
    def shown(self) -> str:
        """The value as it stands there."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def _room(self) -> int:
        return max(self.width(), 160) - 2 * _LEFT

    def _lines(self) -> tuple[list[str], list[str]]:
        """The lines of the text and those of the remarks, broken anew only where the room is another."""
        room = self._room()
        if self._laid is None or self._laid[0] != room:
            first = room
            if self._figure:
                first -= QFontMetrics(self._theme.font("figure")).horizontalAdvance(self._figure) + _GAP
            lines = _broken(self.shown, QFontMetrics(self._theme.font("section" if self._danger else "body")), first)
            small = QFontMetrics(self._theme.font("meta"))
            self._laid = (room, lines, [line for remark in self._remarks for line in _broken(remark, small, room)])
        return self._laid[1:]

    def _fit(self) -> None:
        lines, small = self._lines()
        self.setFixedHeight(12 + _LINE * (len(lines) + len(small)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        painter.setPen(theme.colour("danger" if self._danger else "muted" if self._muted else "text"))
        lines, small = self._lines()
        for line in lines:
            painter.drawText(QRect(_LEFT, top, self._room(), _LINE), Qt.AlignmentFlag.AlignVCenter, line)
            top += _LINE
        if self._figure:
            painter.setFont(theme.font("figure"))
            corner = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(_LEFT, 6, self._room(), _LINE), corner, self._figure)
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        for line in small:
            painter.drawText(QRect(_LEFT, top, self._room(), _LINE), Qt.AlignmentFlag.AlignVCenter, line)
            top += _LINE


def _broken(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The text in lines that fit; one word too long for a line is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(metrics.elidedText(word, Qt.TextElideMode.ElideRight, room))
    return lines or [""]
