"""The ground of what lies over the page: a small panel, a list, a toast, the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from planner.ui.theme import Radius

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme


def paint_raised(widget: QWidget, theme: Theme) -> QPainter:
    """Fill a widget with the raised ground and its frame; gives the painter for what comes on top."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("line_strong"))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
    return painter
