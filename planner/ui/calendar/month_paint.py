"""How the month grid is drawn: cells with their day numbers, bars, pills, and the card around them."""

from datetime import date
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from planner.services.queries.calendar import SESSION, CalendarEntry
from planner.ui.calendar.entry_text import bar_text
from planner.ui.calendar.layout import DAYS
from planner.ui.theme import Radius, Theme
from planner.ui.theme.contrast import mix

BAR_HEIGHT = 20
LANE = 22
TOP = 29
"""Where the first lane begins, below the day's number."""
INSET = 4
_LINE = 15
_MOST_LINES = 3
_FLAG = 11
_RIGHT = 6
_LEFT = 8
HEADER_HEIGHT = 30
WEEKS_WIDTH = 32


class Style:
    """A theme with the fonts of the grid, taken once for many entries: the theme gives a copy each time."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.text = theme.font("meta")
        self.exam = theme.font("meta_strong")
        self.day = theme.font("figure")
        self.outside = theme.font("meta_figure")

    def font(self, entry: CalendarEntry) -> QFont:
        """That of an entry's text; an exam's is bold."""
        return self.exam if entry.what == "exam" else self.text


def _text_left(entry: CalendarEntry) -> int:
    """How far from the left edge of its bar a text begins."""
    return _LEFT if entry.is_event else 2 * _LEFT if entry.what == SESSION else _LEFT + _FLAG


def wanted_lanes(style: Style, entry: CalendarEntry, width: float) -> int:
    """How many lanes a bar of this width would need to show its whole text, at most three."""
    return len(_lines(style, entry, width, _MOST_LINES))


def _lines(style: Style, entry: CalendarEntry, width: float, most: int) -> tuple[str, ...]:
    """The text of a bar of this width, broken into at most so many lines; the last may be too long."""
    rooms = (int(width) - _text_left(entry) - _RIGHT, int(width) - _LEFT - _RIGHT)
    return wrap(bar_text(entry), style.font(entry), rooms, most)


def drawn_box(style: Style, entry: CalendarEntry, box: QRectF) -> QRectF:
    """As much of the room of an entry as it takes, which ends below its last line."""
    lines = _lines(style, entry, box.width(), round((box.height() - BAR_HEIGHT) / LANE) + 1)
    return QRectF(box.left(), box.top(), box.width(), BAR_HEIGHT + (len(lines) - 1) * (_LINE + 1))


def paint_entry(
    painter: QPainter, style: Style, entry: CalendarEntry, box: QRectF, scale: float, *, opens: bool, closes: bool
) -> None:
    """Draw one bar or pill into ``box`` with an antialiasing painter; sides that go on are cut straight."""
    theme = style.theme
    hue = theme.step_colour(entry.hue)
    font = style.font(entry)
    lines = _lines(style, entry, box.width(), round((box.height() - BAR_HEIGHT) / LANE) + 1)
    box = QRectF(box.left(), box.top(), box.width(), BAR_HEIGHT + (len(lines) - 1) * (_LINE + 1))
    if entry.is_event:
        ink = _paint_bar(painter, theme, entry, box, hue, opens=opens, closes=closes)
    elif entry.what == SESSION:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawEllipse(QPointF(box.left() + 8, box.top() + BAR_HEIGHT / 2), 3, 3)
        ink = theme.colour("muted")
    else:
        _paint_pill(painter, theme, box, hue, bold=entry.what == "exam", scale=scale)
        ink = theme.colour("text")
    painter.setFont(font)
    painter.setPen(ink)
    left, top = box.left() + _text_left(entry), box.top() + (BAR_HEIGHT - _LINE) / 2
    for number, line in enumerate(lines):
        text = cut(line, font, int(box.right() - _RIGHT - left))
        painter.drawText(QPointF(left, baseline(font, top + number * _LINE, _LINE)), text)
        left = box.left() + _LEFT


def _paint_bar(
    painter: QPainter, theme: Theme, entry: CalendarEntry, box: QRectF, hue: QColor, *, opens: bool, closes: bool
) -> QColor:
    """A filled bar; a listed one is pale, with a broken edge and dark text. Gives the colour of the text."""
    whole = box
    cut_straight = not (opens and closes)
    if cut_straight:  # the round corners of a side that goes on lie outside
        painter.setClipRect(box)
        whole = box.adjusted(0 if opens else -_LEFT, 0, 0 if closes else _LEFT, 0)
    if entry.listed:
        pen = QPen(QColor(mix(hue.name(), theme.hex("surface"), 0.7)), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(mix(hue.name(), theme.hex("surface"), 0.16)))
        painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawRoundedRect(whole, 4, 4)
    if cut_straight:
        painter.setClipping(False)
    return theme.colour("text" if entry.listed else "on_accent")


def _paint_pill(painter: QPainter, theme: Theme, box: QRectF, hue: QColor, *, bold: bool, scale: float) -> None:
    width = 2.0 if bold else 1.0
    painter.setPen(QPen(hue, width))
    painter.setBrush(theme.colour("surface"))
    edge = width / 2
    painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    flag = theme.pixmap("flag", "text", _FLAG, scale)
    painter.drawPixmap(QPointF(box.left() + 6, box.top() + (BAR_HEIGHT - _FLAG) / 2), flag)


@lru_cache(maxsize=16)
def _metrics(font: QFont) -> QFontMetricsF:
    return QFontMetricsF(font)


@lru_cache(maxsize=4096)  # to shape a text is what measuring costs, and titles share most of their words
def _word_width(word: str, font: QFont) -> float:
    return _metrics(font).horizontalAdvance(word)


def advance(text: str, font: QFont) -> int:
    """How wide a text is: as wide as its words and the spaces between them."""
    words = text.split(" ")
    width = (len(words) - 1) * _word_width(" ", font)
    for word in words:
        width += _word_width(word, font)
    return int(width + 0.5)


def baseline(font: QFont, top: float, height: float) -> float:
    """Where a line of text stands that is centred between ``top`` and ``height`` below it."""
    metrics = _metrics(font)
    return top + (height - metrics.height()) / 2 + metrics.ascent()


@lru_cache(maxsize=2048)
def cut(text: str, font: QFont, width: int) -> str:
    """The text, ended with an ellipsis where it is wider than that."""
    if advance(text, font) <= width:
        return text
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=2048)
def wrap(text: str, font: QFont, widths: tuple[int, int], most: int) -> tuple[str, ...]:
    """The text in at most so many lines, broken between words; what is left over stays in the last line.

    ``widths`` are those of the first line and of the others. A word that is wider than its line is divided.
    """
    if most <= 1 or advance(text, font) <= widths[0]:
        return (text,)
    lines: list[str] = []
    line = ""
    words = text.split()
    while words and len(lines) < most - 1:
        width = widths[min(len(lines), 1)]
        longer = f"{line} {words[0]}" if line else words[0]
        if advance(longer, font) <= width:
            line = longer
            del words[0]
        elif line:
            lines.append(line)
            line = ""
        else:
            head = _head(words[0], font, width)
            lines.append(head)
            words[0] = words[0][len(head) :]
    rest = " ".join([line, *words] if line else words)
    return (*lines, rest) if rest else tuple(lines)


def _head(word: str, font: QFont, width: int) -> str:
    """As much of a word as has room, at least a letter."""
    length = len(word)
    while length > 1 and advance(word[:length], font) > width:
        length -= 1
    return word[:length]


def paint_day(
    painter: QPainter, style: Style, day: date, rect: QRect, edges: tuple[bool, bool], *, inside: bool, today: bool
) -> None:
    """Draw the ground and the number of a day; ``edges`` are whether it has a line at its right and below."""
    theme = style.theme
    painter.fillRect(rect, theme.colour("surface" if inside else "bg"))
    painter.setPen(theme.colour("line"))
    if edges[0]:
        painter.drawLine(rect.topRight(), rect.bottomRight())
    if edges[1]:
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    spot = QRectF(rect.left() + 6, rect.top() + 5, 22, 22)
    if today:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(spot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.colour("on_accent"))
    else:
        painter.setPen(theme.colour("text" if inside else "faint"))
    painter.setFont(style.day if inside else style.outside)
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(day.day))


def paint_card(painter: QPainter, theme: Theme, card: QRectF) -> None:
    """Draw the edge of the card and hide what sticks out at its round corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPainterPath()
    edge.addRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
    corners = QPainterPath()
    corners.addRect(card.adjusted(-1, -1, 1, 1))
    painter.fillPath(corners.subtracted(edge), theme.colour("bg"))
    painter.setPen(theme.colour("line"))
    painter.drawPath(edge)
    painter.restore()


class WeekdayHeader(QHeaderView):
    """The names of the weekdays, as the top of the card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("meta"))
        text = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        painter.drawText(rect.adjusted(9, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
        if logical_index in (0, DAYS - 1):
            self._round(painter, rect)

    def _round(self, painter: QPainter, rect: QRect) -> None:
        """Let the first and the last section end in the card's corner."""
        painter.save()
        painter.setClipRect(rect)
        paint_card(painter, self._theme, QRectF(0, 0, self.viewport().width(), self.height() + 2 * Radius.CARD))
        painter.restore()


class WeekHeader(QHeaderView):
    """The numbers of the weeks, beside the card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setFixedWidth(WEEKS_WIDTH)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg"))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("meta_figure"))
        text = str(self.model().headerData(logical_index, Qt.Orientation.Vertical) or "")
        spot = QRectF(rect.left(), rect.top() + 5, rect.width() - 6, 22)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
