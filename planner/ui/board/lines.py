"""Texts that are laid out and shaped before they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStaticText, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QFontMetricsF

#: From one line of a step's name to the next.
NAME_LINE = 18


def lines_of(text: str, font: QFont, metrics: QFontMetricsF, width: float, at_most: int = 2) -> tuple[str, ...]:
    """The one or two lines that a text takes in a width; the last one is elided where it does not fit."""
    if at_most < 2:
        return (metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),)
    layout = QTextLayout(text, font)  # shaping is what costs: once for both lines, and again only where one is cut
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    ends = []
    for _ in range(2):
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(width)
            ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    if len(ends) < 2:
        return (text.strip(),)
    end, whole = (_place(text, each) for each in ends)
    first, rest = text[:end].strip(), text[end:].strip()
    return first, rest if whole >= len(text) else metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


def _place(text: str, units: int) -> int:
    """How many characters come before a place that Qt counts in units of UTF-16."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def shaped(text: str, font: QFont) -> QStaticText:
    """A plain text that is shaped once and painted often."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made
