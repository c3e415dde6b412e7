"""What lists and tables paint alike: grounds, focus rings, text in a box, and plain tool tips."""

from html import escape

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from planner.ui.theme import Radius, Theme


def paint_ground(painter: QPainter, theme: Theme, role: str, box: QRectF) -> None:
    """A rounded ground for a row that is hovered, selected or flashed."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)


def paint_ring(painter: QPainter, theme: Theme, box: QRectF, radius: float = Radius.CARD) -> None:
    """The focus ring."""
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def text_width(theme: Theme, role: str, text: str) -> int:
    """How many pixels a text takes on one line."""
    return QFontMetrics(theme.font(role)).horizontalAdvance(text)


def paint_text(
    painter: QPainter,
    theme: Theme,
    role: str,
    text: str,
    box: QRect,
    *,
    colour: str = "text",
    right: bool = False,
) -> None:
    """One line of plain text in the vertical middle of a box, cut with an ellipsis where there is no room."""
    if not text or box.width() < 8:
        return
    font = theme.font(role)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)


def on_two_lines(theme: Theme, role: str, text: str, width: int) -> list[str]:
    """The text on one line, or on two where it is too long; what still does not fit ends in an ellipsis."""
    metrics = QFontMetrics(theme.font(role))
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first, words = "", text.split(" ")
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)]


def plain_tip(text: str) -> str:
    """A tool tip that shows a text as it stands: Qt would guess that it is rich text."""
    return f"<span>{escape(text)}</span>" if text else ""


def show_tip(where: QPoint, text: str, view: QWidget, place: QRect) -> None:
    """Show a tool tip with the text as it stands."""
    QToolTip.showText(where, plain_tip(text), view, place)
