"""A text on at most two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QFontMetricsF

#: From one line of a step's name to the next.
NAME_LINE = 18


def lines_of(text: str, font: QFont, metrics: QFontMetricsF, width: float, at_most: int = 2) -> tuple[str, ...]:
    """The one or two lines that a text takes in a width; the last one is elided where it does not fit."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    if at_most < 2:
        return (metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    rest = text[length:].strip()
    return text[:length].rstrip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
