"""A thin progress bar, four pixels high, in a hue, with optional ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from planner.ui.theme import Theme


def paint_progress(
    painter: QPainter, theme: Theme, rect: QRectF, share: float, *, role: str = "accent", ticks: Sequence[float] = ()
) -> None:
    """Draw the bar into ``rect`` (for delegates): ``share`` and ``ticks`` are 0..1, ``role`` a colour role."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(rect, radius, radius)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        painter.setBrush(theme.colour(role))
        filled = QRectF(rect.left(), rect.top(), max(rect.height(), rect.width() * share), rect.height())
        painter.drawRoundedRect(filled, radius, radius)
    painter.setBrush(theme.colour("text"))
    for tick in ticks:
        painter.drawRect(QRectF(rect.left() + rect.width() * tick - 1, rect.top() - 3, 2, rect.height() + 6))
    painter.restore()


class ProgressBar(QProgressBar):
    """A share of a whole; a screen reader hears the percent."""

    def __init__(self, theme: Theme, name: str, role: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._ticks: tuple[float, ...] = ()
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Show a share, 0 to 1."""
        self.setUpdatesEnabled(False)  # Qt would paint it at once, before what stands around it has its place
        self.setValue(round(100 * min(max(share, 0.0), 1.0)))
        self.setUpdatesEnabled(True)

    def set_ticks(self, ticks: Sequence[float]) -> None:
        """Mark minimums, each 0 to 1."""
        self._ticks = tuple(ticks)
        self.setFixedHeight(10 if ticks else 4)
        self.update()

    def set_role(self, role: str) -> None:
        """Draw in another colour role, e.g. "step3"."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 10 if self._ticks else 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(0, (self.height() - 4) / 2, self.width(), 4)
        paint_progress(painter, self._theme, rect, self.value() / 100, role=self._role, ticks=self._ticks)
