"""Draws one card of the board; what it lays out and shapes is kept, because that is what costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap, QStaticText

from planner.config.text import tr
from planner.ui.board.lines import lines_of, shaped
from planner.ui.theme import Radius

if TYPE_CHECKING:
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board import facts
    from planner.ui.board.model import BoardModel
    from planner.ui.board.strokes import Strokes
    from planner.ui.theme import Theme

TITLE_LINE = 18
FACT_LINE = 16
EDGE = 3
BUTTON = 24
_BUTTON_STEP = BUTTON + 4
_TEXT_LEFT = 38
_MARK = 14
#: What the pictures of whole cards may take together, in bytes.
_MOST_BYTES = 24 << 20


class Look(NamedTuple):
    """How an item stands out: under the pointer, with the keyboard focus, selected, being dragged, flashing.

    ``number`` is the number of a column's head under the pointer.
    """

    hover: bool = False
    focus: bool = False
    selected: bool = False
    faded: bool = False
    flash: bool = False
    number: bool = False


class Buttons(NamedTuple):
    """The places of the buttons of a card under the pointer."""

    done: QRect
    date: QRect
    week: QRect

    def at(self, point: QPoint) -> str | None:
        """The name of the button at a point: “done”, “date” or “week”."""
        return next((name for name, place in zip(self._fields, self, strict=True) if place.contains(point)), None)


def button_rects(card: QRect) -> Buttons:
    """Where a card has its buttons, from the right: Done, Date, This week."""
    top = card.bottom() - BUTTON - 5
    done = QRect(card.right() - BUTTON - 7, top, BUTTON, BUTTON)
    return Buttons(done, done.translated(-_BUTTON_STEP, 0), done.translated(-2 * _BUTTON_STEP, 0))


def button_tip(button: str, card: CardRow) -> str:
    """What a button of a card does, with the key that does the same."""
    if button == "done":
        return tr("Not done (D)") if card.status == "done" else tr("Done (D)")
    if button == "week":
        return tr("Out of this week (W)") if card.picked else tr("This week (W)")
    return tr("Set date")


class CardPainter:
    """Draws cards with the strokes of the board. ``title_lines`` is how many lines a title may take."""

    def __init__(self, theme: Theme, model: BoardModel, strokes: Strokes) -> None:
        self._theme = theme
        self._model = model
        self.strokes = strokes
        self.title_lines = 2
        self._grounds: dict[tuple[QSize, int | None, bool, bool, float], QPixmap] = {}
        #: The pictures of cards that were drawn lately, the latest last.
        self._whole: dict[tuple[object, ...], QPixmap] = {}
        self._titles: dict[tuple[str, int], tuple[QStaticText, ...]] = {}
        self._small: dict[tuple[str, bool, int | None], QStaticText] = {}
        self._make_fonts()

    def forget(self) -> None:
        """Lay out and shape everything anew: the theme or its fonts changed."""
        self._grounds.clear()
        self._whole.clear()
        self._titles.clear()
        self._small.clear()
        self._make_fonts()

    def _make_fonts(self) -> None:
        font = self._theme.font
        self._strong, self._meta, self._meta_strong = font("strong"), font("meta"), font("meta_strong")
        self._strong_metrics = QFontMetricsF(self._strong)
        self._meta_metrics = QFontMetricsF(self._meta)
        self._bold_metrics = QFontMetricsF(self._meta_strong)
        self._space = self._meta_metrics.horizontalAdvance(" ")
        self._dot_width = 2 * self._space + self._meta_metrics.horizontalAdvance(tr("·"))

    def draw(self, painter: QPainter, rect: QRect, card: CardRow, hue: int | None, look: Look) -> None:
        """Draw a card on the ground of the board, and its ring."""
        painter.setOpacity(0.35 if look.faded else 1.0)
        picture = None if look.hover else self._picture(rect.size(), card, hue, look)
        if picture is None:
            self.draw_over(painter, rect, card, hue, look)
        else:
            painter.drawPixmap(rect.left() - 2, rect.top() - 2, picture)
        if look.focus:
            self.strokes.ring(painter, QRectF(rect).adjusted(-3, -3, 3, 3), Radius.CARD + 2)
        painter.setOpacity(1.0)

    def prepare(self, size: QSize, card: CardRow, hue: int | None) -> None:
        """Make the picture of a card at rest that is about to be drawn."""
        self._picture(size, card, hue, Look())

    def _picture(self, size: QSize, card: CardRow, hue: int | None, look: Look) -> QPixmap:
        """The card as it was drawn before, or is drawn now: what is shown is shown again as one scrolls and types.

        It has the ground of the board around it: letters drawn on anything transparent would look different.
        """
        scale = self.strokes.scale
        key = (card, self._model.today, size, hue, look.selected or look.flash, scale)
        found = self._whole.pop(key, None)
        if found is None:
            found = QPixmap((size + QSize(4, 5)) * scale)
            found.setDevicePixelRatio(scale)
            found.fill(self._theme.colour("bg"))
            painter = QPainter(found)
            self.draw_over(painter, QRect(QPoint(2, 2), size), card, hue, look)
            painter.end()
            if len(self._whole) * size.width() * size.height() * 4 * scale * scale > _MOST_BYTES:
                del self._whole[next(iter(self._whole))]
        self._whole[key] = found
        return found

    def draw_over(self, painter: QPainter, rect: QRect, card: CardRow, hue: int | None, look: Look) -> None:
        """Draw a card on whatever is there: ground and edge, icon, title, facts, star, buttons if pointed at."""
        theme = self._theme
        painter.drawPixmap(rect.left() - 2, rect.top() - 2, self._ground(rect.size(), hue, look))
        settled = card.status in ("done", "skipped")
        told = self._model.facts_of(card)
        right = rect.right() - 13 - (24 if card.picked else 0)
        left = rect.left() + _TEXT_LEFT
        lines = self._title(card.title, right - left)
        content = len(lines) * TITLE_LINE + (FACT_LINE + 3 if told or card.links else 0)
        top = rect.top() + max(4, min(16, (rect.height() - content) // 2))
        self.strokes.icon(painter, theme.kind_icon(card.kind), rect.left() + 14, top + 1, 16)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("muted" if settled else "text"))
        line_top = top + (TITLE_LINE - self._strong_metrics.height()) / 2
        for line in lines:
            painter.drawStaticText(QPointF(left, line_top), line)
            line_top += TITLE_LINE
        if card.picked:
            star = theme.pixmap("star-filled", "star", 16, self.strokes.scale)
            painter.drawPixmap(rect.right() - 13 - 16, top + 1, star)
        marked = bool(card.links) and not look.hover
        below = top + len(lines) * TITLE_LINE + 3
        if marked:
            self.strokes.icon(painter, "link", rect.right() - 12 - _MARK, below + 1, _MARK, role="faint")
        if told:
            end = rect.right() - 12 - (3 * _BUTTON_STEP if look.hover else _MARK + 6 if marked else 0)
            self._draw_facts(painter, told, left, below, end)
        if look.hover and not look.faded:
            self._draw_buttons(painter, rect, card)

    def _draw_facts(self, painter: QPainter, told: tuple[facts.Fact, ...], left: float, top: float, end: float) -> None:
        theme = self._theme
        top += (FACT_LINE - self._meta_metrics.height()) / 2
        dot = tr("·")
        while len(told) > 1 and told[-1].dated and left + self._facts_width(told) > end:
            told = (*told[:-2], told[-1])
        for place, fact in enumerate(told):
            if place:
                painter.setFont(self._meta)
                painter.setPen(theme.colour("muted"))
                between = self._fact(dot, bold=False)
                painter.drawStaticText(QPointF(left + self._space, top), between)
                left += self._dot_width
            text = fact.text
            bold = fact.late or fact.strong
            painter.setFont(self._meta_strong if bold else self._meta)
            painter.setPen(theme.colour("danger" if fact.late else "text" if fact.strong else "muted"))
            small = self._fact(text, bold=bold)
            width = small.size().width()
            if left + width > end:
                painter.drawStaticText(QPointF(left, top), self._fact(text, bold=bold, width=int(end - left)))
                return
            painter.drawStaticText(QPointF(left, top), small)
            left += width

    def _facts_width(self, told: tuple[facts.Fact, ...]) -> float:
        widths = (self._fact(fact.text, bold=fact.late or fact.strong).size().width() for fact in told)
        return sum(widths) + self._dot_width * (len(told) - 1)

    def _fact(self, text: str, *, bold: bool, width: int | None = None) -> QStaticText:
        """A fact, cut to a width if there is one."""
        key = (text, bold, width)
        found = self._small.get(key)
        if found is None:
            if len(self._small) > 4000:
                self._small.clear()
            if width is not None:
                metrics = self._bold_metrics if bold else self._meta_metrics
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            found = self._small[key] = shaped(text, self._meta_strong if bold else self._meta)
        return found

    def _draw_buttons(self, painter: QPainter, rect: QRect, card: CardRow) -> None:
        places = button_rects(rect)
        icons = ("undo" if card.status == "done" else "check", "calendar", "star-filled" if card.picked else "star")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, icon in zip(places, icons, strict=True):
            painter.setPen(self._theme.colour("line_strong"))
            painter.setBrush(self._theme.colour("raised"))
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
            role = "star" if icon == "star-filled" else "muted"
            self.strokes.icon(painter, icon, place.left() + 4, place.top() + 4, 16, role=role)

    def _ground(self, size: QSize, hue: int | None, look: Look) -> QPixmap:
        """Shadow, edge, border and ground of a card, drawn once for each size, hue and state; two pixels around."""
        tinted = look.selected or look.flash
        key = (size, hue, tinted, look.hover, self.strokes.scale)
        found = self._grounds.get(key)
        if found is not None:
            return found
        if len(self._grounds) > 64:
            self._grounds.clear()
        theme = self._theme
        found = QPixmap((size + QSize(4, 5)) * self.strokes.scale)
        found.setDevicePixelRatio(self.strokes.scale)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(2, 2, size.width(), size.height())
        if not theme.dark:
            painter.setBrush(QColor(20, 22, 26, 14))
            painter.drawRoundedRect(box.translated(0, 1), Radius.CARD, Radius.CARD)
        painter.setBrush(theme.colour("line_strong" if look.hover or tinted else "line"))
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        painter.setClipRect(QRectF(2, 2, 5, size.height()))
        painter.setBrush(theme.step_colour(hue))
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        painter.setClipping(False)
        painter.setBrush(theme.colour("accent_soft" if tinted else "surface"))
        painter.drawRoundedRect(box.adjusted(EDGE, 1, -1, -1), Radius.CARD - 1, Radius.CARD - 1)
        painter.end()
        self._grounds[key] = found
        return found

    def _title(self, title: str, width: int) -> tuple[QStaticText, ...]:
        """The title on up to two lines, the last one elided; kept, because laying text out is what costs."""
        key = (title, width)
        found = self._titles.get(key)
        if found is None:
            if len(self._titles) > 4000:
                self._titles.clear()
            lines = lines_of(title, self._strong, self._strong_metrics, width, self.title_lines)
            found = self._titles[key] = tuple(shaped(line, self._strong) for line in lines)
        return found

    def draw_count(self, painter: QPainter, rect: QRect, count: int) -> None:
        """How many cards are being dragged, as a number on the corner of the one that is shown."""
        badge = QRectF(rect.right() - 14, rect.top() - 10, 24, 20)
        self.strokes.fill(painter, badge, "accent", 10)
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._meta_strong)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
