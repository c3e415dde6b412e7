"""Text as it is set in a document: styles, lines broken for a measure, and the pieces that a page is made of.

Lengths are logical pixels, 96 to the inch: the window shows them as they are, a PDF scales them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from planner.domain.document import Target
    from planner.ui.theme import Theme

WIDEST: Final = 1.2
"""No letter is wider than so many times the size of its font."""
MEASURE: Final = 620.0
"""The width of a line, some eighty letters."""


class Style(NamedTuple):
    """Size in pixels, weight, and the distance of lines as a share of their height."""

    pixels: int
    weight: int
    leading: float = 1.3
    tabular: bool = False


STYLES: Final = {
    "title": Style(32, 600, 1.1),
    "subtitle": Style(14, 400),
    "section": Style(20, 600, 1.2),
    "subheading": Style(13, 600),
    "figure": Style(30, 600, 1.1),
    "words": Style(12, 400),
    "quote": Style(15, 400, 1.35),
    "body": Style(14, 400, 1.35),
    "strong": Style(14, 500, 1.3),
    "meta": Style(13, 400),
    "number": Style(13, 400, 1.3, tabular=True),
    "head": Style(12, 600),
}


class Piece(NamedTuple):
    """What is never cut in two: ``gap`` above it, which the top of a page swallows, and its ``height``.

    ``keeps`` pieces stand on one page with the one that follows. ``paint`` draws it with its left upper corner at the
    origin. ``said`` is what a screen reader says, ``target`` what it leads to.
    """

    gap: float
    height: float
    paint: Callable[[QPainter, Theme], None]
    said: str
    keeps: bool = False
    target: Target | None = None


class Fonts:
    """The fonts of the styles, made from those of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}

    def font(self, style: str) -> QFont:
        """The font of a style; do not change it."""
        found = self._fonts.get(style)
        if found is None:
            wanted = STYLES[style]
            found = self._theme.font("body")
            found.setPixelSize(wanted.pixels)
            found.setWeight(QFont.Weight(wanted.weight))
            # Hinted letters would have other widths in a PDF than on the screen that they were measured for.
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if wanted.tabular:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[style] = found
        return found

    def metrics(self, style: str) -> QFontMetricsF:
        """The measures of a style."""
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self.font(style))
        return found

    def lines(self, style: str, text: str, width: float) -> Lines:
        """A text in a style, broken into lines of a width."""
        return Lines(self, style, text, width)


class Lines:
    """A text broken into lines, each of the same height."""

    __slots__ = ("_ascent", "_font", "_layout", "_metrics", "_text", "bound", "count", "line")

    def __init__(self, fonts: Fonts, style: str, text: str, width: float) -> None:
        metrics = fonts.metrics(style)
        self._text, self._font = text, fonts.font(style)
        self._ascent = metrics.ascent()
        self.line = metrics.height() * STYLES[style].leading
        self._metrics = metrics
        self._layout: QTextLayout | None = None
        self.count = 1
        # Most texts are so short that they fit whatever their letters: measuring a thousand would take its time.
        self.bound = len(text) * STYLES[style].pixels * WIDEST
        if self.bound > width and self.natural > width:
            self._break(width)

    @property
    def natural(self) -> float:
        """What it would take on one line."""
        return self._metrics.horizontalAdvance(self._text)

    @property
    def height(self) -> float:
        """What all lines take."""
        return self.line * self.count

    def _break(self, width: float) -> None:
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * self.line))
            count += 1
        layout.endLayout()
        self._layout, self.count = layout, count

    def draw(self, painter: QPainter, theme: Theme, at: QPointF, colour: str = "text") -> None:
        """Draw the lines from the left upper corner ``at``."""
        painter.setPen(theme.colour(colour))
        if self._layout is not None:
            self._layout.draw(painter, at)
            return
        painter.setFont(self._font)
        painter.drawText(QPointF(at.x(), at.y() + self._ascent), self._text)

    def draw_right(self, painter: QPainter, theme: Theme, right: QPointF, colour: str = "text") -> None:
        """Draw one line so that it ends at the right upper corner ``right``."""
        self.draw(painter, theme, QPointF(right.x() - self.natural, right.y()), colour)


def elided(fonts: Fonts, style: str, text: str, width: float) -> Lines:
    """A text on one line, with an ellipsis where it is too long."""
    shown = fonts.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return fonts.lines(style, shown, width + 1)
