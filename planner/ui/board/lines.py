"""Texts that are laid out and shaped before they are painted."""

from __future__ import annotations

import itertools
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
    units = text.encode("utf-16-le", "surrogatepass")  # what Qt counts in
    parts = [
        units[2 * start : 2 * end].decode("utf-16-le", "replace") for start, end in itertools.pairwise([0, *ends])
    ]
    if not ends or 2 * ends[-1] >= len(units):
        return tuple(part.strip() for part in parts) or ("",)
    rest = units[2 * ends[0] :].decode("utf-16-le", "replace").strip()
    return parts[0].rstrip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


def shaped(text: str, font: QFont) -> QStaticText:
    """A plain text that is shaped once and painted often."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made
