"""What a kept picture of a part of the page is drawn on, so that its copy looks as if it was drawn on the screen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QColor, QPainter, QPixmap

if TYPE_CHECKING:
    from planner.ui.theme import Theme
    from planner.ui.theme.tokens import Tokens


class Paper(NamedTuple):
    """Size, pixels and colours; a picture may be copied for as long as these are the same.

    ``shift`` is how far the part begins behind a whole pixel of the screen, as happens at 125 and 150 %; ``ground`` is
    the role of the colour below it.
    """

    size: QSizeF
    scale: float
    shift: QPointF
    tokens: Tokens
    ground: str = "bg"

    @classmethod
    def under(cls, painter: QPainter, size: QSizeF, theme: Theme, ground: str = "bg") -> Paper:
        """The paper for a part of this size that begins where the painter stands, on a ground of this colour."""
        scale, corner = painter.device().devicePixelRatio(), painter.deviceTransform().map(QPointF())
        return cls(size, scale, QPointF(corner.x() % 1 / scale, corner.y() % 1 / scale), theme.tokens, ground)

    def blank(self) -> QPixmap:
        """A picture that shows the ground of the part: letters drawn on anything transparent would look different."""
        size = QSizeF(self.size.width() + self.shift.x(), self.size.height() + self.shift.y()) * self.scale
        made = QPixmap(QSize(ceil(size.width()), ceil(size.height())))
        made.setDevicePixelRatio(self.scale)
        made.fill(QColor(getattr(self.tokens, self.ground)))
        return made

    def painter(self, picture: QPixmap) -> QPainter:
        """A painter that draws where the part stands."""
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.shift)
        return painter
