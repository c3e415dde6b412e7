"""A segmented switch: a few words in one frame, one of them chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from planner.ui.theme import Radius, Theme


class _Segment(QRadioButton):
    """One word of the switch; a radio button, so that arrow keys and screen readers work as they should."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.first = self.last = False
        self.setFont(theme.font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("section")).horizontalAdvance(self.text())
        return QSize(width + 24, 30)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # the whole segment is the target, not only the text
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        hover = self.underMouse() and self.isEnabled()
        if self.isChecked() or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "hover"))
            left, right = self.first, self.last  # only the outer corners are round
            painter.drawRoundedRect(self.rect(), 5, 5)
            half = QRectF(self.rect()).adjusted(8 if left else 0, 0, -8 if right else 0, 0)
            painter.drawRect(half)
        painter.setFont(theme.font("section" if self.isChecked() else "body"))
        painter.setPen(theme.colour("accent" if self.isChecked() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # else the ring of a chosen segment hides its word
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)


class SegmentedSwitch(QWidget):
    """Exactly one of a few options. ``chosen`` carries the key when the person chooses another one."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        """``options`` are (key, text); the first is chosen. ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._theme = theme
        self._segments: dict[str, _Segment] = {}
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for key, text in options:
            segment = _Segment(theme, text, self)
            segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            segment.toggled.connect(partial(_let_tab_follow, segment))
            segment.toggled.connect(self._tell)
            self._segments[key] = segment
            row.addWidget(segment)
        segments = list(self._segments.values())
        if segments:
            segments[0].first = segments[-1].last = True
        self._told = options[0][0] if options else ""
        self.set_value(self._told)
        self.setFixedHeight(32)
        theme.changed.connect(self.update)

    def value(self) -> str:
        """Key of the chosen option."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose without telling; an unknown key is ignored."""
        if key in self._segments:
            self._told = key
            self._segments[key].setChecked(True)

    def _tell(self, on: bool) -> None:
        value = self.value()
        if on and value != self._told:
            self._told = value
            self.chosen.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        painter.fillPath(path, self._theme.colour("surface"))
        painter.setPen(self._theme.colour("line_strong"))
        painter.drawPath(path)


def _let_tab_follow(segment: _Segment, on: bool) -> None:
    """Tab leads to what is chosen; left alone, Qt does so only for what a person chose."""
    segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
