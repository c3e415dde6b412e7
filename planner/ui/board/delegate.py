"""Draws the board: lanes, column heads and cards. Knows nothing of where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.config.text import tr
from planner.services.queries.board import TO_DO
from planner.services.words import status_word
from planner.ui.board import facts
from planner.ui.board.sections import Part
from planner.ui.theme import Radius
from planner.ui.widgets.progress_bar import paint_progress

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from planner.services.queries.board import LaneRow
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.model import BoardModel
    from planner.ui.board.sections import Section
    from planner.ui.theme import Theme

TITLE_LINE = 18
FACT_LINE = 16
EDGE = 3
BUTTON = 24
_TEXT_LEFT = 38
_NAME_LEFT = 70
_BAR_WIDTH = 120
_ONE_LINE = Qt.TextFlag.TextSingleLine
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Look(NamedTuple):
    """How an item stands out: under the pointer, with the keyboard focus, selected, being dragged, flashing."""

    hover: bool = False
    focus: bool = False
    selected: bool = False
    faded: bool = False
    flash: bool = False


PLAIN = Look()


def button_rects(card: QRect) -> tuple[QRect, QRect]:
    """The places of the buttons Done and Date of a card under the pointer."""
    top = card.bottom() - BUTTON - 5
    done = QRect(card.right() - BUTTON - 7, top, BUTTON, BUTTON)
    return done, done.translated(-BUTTON - 4, 0)


def add_rect(head: QRect) -> QRect:
    """The place of the plus at the end of a column head."""
    return QRect(head.right() - BUTTON - 1, head.center().y() - BUTTON // 2 + 1, BUTTON, BUTTON)


class BoardDelegate(QStyledItemDelegate):
    """Paints one row of the model into a rectangle."""

    def __init__(self, theme: Theme, model: BoardModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.title_lines = 2
        self.scale = 1.0
        self._grounds: dict[tuple[QSize, int | None, bool, bool, float], QPixmap] = {}
        self._titles: dict[tuple[str, int], tuple[QStaticText, ...]] = {}
        self._small: dict[tuple[str, bool], QStaticText] = {}
        self._make_fonts()
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._grounds.clear()
        self._titles.clear()
        self._small.clear()
        self._make_fonts()

    def _make_fonts(self) -> None:
        font = self._theme.font
        self._strong, self._section, self._body = font("strong"), font("section"), font("body")
        self._meta, self._meta_strong, self._figure = font("meta"), font("meta_strong"), font("meta_figure")
        self._strong_metrics = QFontMetricsF(self._strong)
        self._meta_metrics = QFontMetricsF(self._meta)
        self._late_metrics = QFontMetricsF(self._meta_strong)
        self._name_metrics = QFontMetricsF(self._section)
        self._space = self._meta_metrics.horizontalAdvance(" ")
        self._dot_width = 2 * self._space + self._meta_metrics.horizontalAdvance(tr("·"))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, 72)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state
        look = Look(
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
            focus=bool(state & QStyle.StateFlag.State_HasFocus),
            selected=bool(state & QStyle.StateFlag.State_Selected),
        )
        section, offset = self._model.at(index.row())
        self.draw(painter, option.rect, section, offset, look)

    def draw(self, painter: QPainter, rect: QRect, section: Section, offset: int, look: Look) -> None:
        """Draw an item of a section."""
        if section.part is Part.CARDS:
            card = self._model.card(section.ids[offset])
            if card is not None:
                self.draw_card(painter, rect, card, section.lane.row.hue, look)
        elif section.part is Part.LANE:
            self._draw_lane(painter, rect, section.lane.row, look)
        elif section.part is Part.HEAD:
            self._draw_head(painter, rect, section, look)
        else:
            self._draw_line(painter, rect, section, look)

    # -- lanes

    def name_right(self, lane: LaneRow, rect: QRect) -> int:
        """Where the name of a lane ends; the button for its menu stands there."""
        room = self._name_room(rect)
        return int(room.left() + min(room.width(), self._name_metrics.horizontalAdvance(facts.lane_title(lane)))) + 1

    def name_rect(self, rect: QRect) -> QRect:
        """The room of the name of a lane."""
        return self._name_room(rect).toRect()

    def _name_room(self, rect: QRect) -> QRectF:
        narrow = rect.width() < 620
        return QRectF(rect).adjusted(_NAME_LEFT, 0, -(200 if narrow else 340), 0)

    def menu_rect(self, lane: LaneRow, rect: QRect) -> QRect:
        """The place of the button for the lane's menu."""
        return QRect(self.name_right(lane, rect) + 8, rect.center().y() - BUTTON // 2 + 1, BUTTON, BUTTON)

    def _draw_lane(self, painter: QPainter, rect: QRect, lane: LaneRow, look: Look) -> None:
        theme = self._theme
        middle = rect.center().y() + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.flash or look.selected:
            self._fill(painter, QRectF(rect).adjusted(-8, 3, 8, -2), "accent_soft")
        elif look.hover:
            self._fill(painter, QRectF(rect).adjusted(-8, 3, 8, -2), "hover")
        opened = self._model.is_open(lane.step_id)
        self._icon(painter, "chevron-down" if opened else "chevron-right", rect.left(), middle - 8, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.step_colour(lane.hue))
        painter.drawRoundedRect(QRectF(rect.left() + 28, middle - 10, 4, 20), 1.5, 1.5)
        if lane.number:
            painter.setFont(self._body)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(rect.left() + 44, rect.top(), 24, rect.height()), _LEFT, str(lane.number))
        else:
            self._icon(painter, "inbox", rect.left() + 44, middle - 8, 16)
        room = self._name_room(rect)
        painter.setFont(self._section)
        painter.setPen(theme.colour("text"))
        name = self._name_metrics.elidedText(facts.lane_title(lane), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT | _ONE_LINE, name)
        painter.setFont(self._figure)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(rect.right() - 199, rect.top(), 200, rect.height()), _RIGHT, facts.remainder(lane))
        share = facts.percent(lane)
        if share and rect.width() >= 620:
            painter.drawText(QRectF(rect.right() - 179, rect.top(), 48, rect.height()), _RIGHT, share)
            bar = QRectF(rect.right() - 177 - _BAR_WIDTH, middle - 2, _BAR_WIDTH, 4)
            role = f"step{lane.hue}" if lane.hue else "faint"
            paint_progress(painter, theme, bar, lane.progress.share_of_time, role=role)
        if look.hover or look.focus:
            self._icon(painter, "more", self.menu_rect(lane, rect).left() + 4, middle - 8, 16)
        if look.focus:
            self._ring(painter, QRectF(rect).adjusted(-7, 4, 7, -3))

    def draw_separator(self, painter: QPainter, left: int, right: int, y: int) -> None:
        """The thin line between two lanes."""
        painter.fillRect(left, y, right - left, 1, self._theme.colour("line"))

    def draw_why(self, painter: QPainter, rect: QRect, text: str) -> None:
        """The grey sentence of an open lane."""
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(rect, _LEFT | _ONE_LINE, self._elided(text, rect.width()))

    def draw_ready(self, painter: QPainter, rect: QRect, text: str) -> None:
        """The sentence in place of cards, on up to two lines."""
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, int(flags), text)

    def _elided(self, text: str, width: float) -> str:
        return QFontMetricsF(self._body).elidedText(text, Qt.TextElideMode.ElideRight, width)

    # -- heads and lines

    def _draw_head(self, painter: QPainter, rect: QRect, section: Section, look: Look) -> None:
        title = status_word(section.column)
        painter.setFont(self._meta_strong)
        painter.setPen(self._theme.colour("muted"))
        room = QRectF(rect).adjusted(2, 0, -30, 0)
        painter.drawText(room, _LEFT | _ONE_LINE, title)
        room.setLeft(room.left() + self._late_metrics.horizontalAdvance(title) + 7)
        painter.setFont(self._figure)
        painter.drawText(room, _LEFT | _ONE_LINE, self._model.row_text(section))
        if look.hover and section.column == TO_DO:
            place = add_rect(rect)
            self._fill(painter, QRectF(place), "hover")
            self._icon(painter, "plus", place.left() + 4, place.top() + 4, 16)

    def _draw_line(self, painter: QPainter, rect: QRect, section: Section, look: Look) -> None:
        middle = rect.center().y() + 1
        if look.hover or look.selected:
            self._fill(painter, QRectF(rect).adjusted(0, 3, 0, -2), "hover")
        if section.part is Part.IDEAS:
            opened = section.lane.ideas_opened
            self._icon(painter, "chevron-down" if opened else "chevron-right", rect.left() + 2, middle - 8, 16)
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("muted"))
        left = 25 if section.part is Part.IDEAS else 2
        painter.drawText(QRectF(rect).adjusted(left, 0, -4, 0), _LEFT | _ONE_LINE, self._model.row_text(section))
        if look.focus:
            self._ring(painter, QRectF(rect).adjusted(-2, 2, 2, -1))

    # -- cards

    def draw_card(self, painter: QPainter, rect: QRect, card: CardRow, hue: int | None, look: Look) -> None:
        """Draw a card: ground and edge, icon, title, facts, star, and under the pointer its buttons."""
        theme = self._theme
        painter.setOpacity(0.35 if look.faded else 1.0)
        painter.drawPixmap(rect.left() - 2, rect.top() - 2, self._ground(rect.size(), hue, look))
        settled = card.status in ("done", "skipped")
        told = self._model.facts_of(card)
        right = rect.right() - 13 - (24 if card.picked else 0)
        left = rect.left() + _TEXT_LEFT
        lines = self._title(card.title, right - left)
        content = len(lines) * TITLE_LINE + (FACT_LINE + 3 if told else 0)
        top = rect.top() + max(4, min(16, (rect.height() - content) // 2))
        self._icon(painter, theme.kind_icon(card.kind), rect.left() + 14, top + 1, 16)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("muted" if settled else "text"))
        line_top = top + (TITLE_LINE - self._strong_metrics.height()) / 2
        for line in lines:
            painter.drawStaticText(QPointF(left, line_top), line)
            line_top += TITLE_LINE
        if card.picked:
            painter.drawPixmap(rect.right() - 13 - 16, top + 1, theme.pixmap("star-filled", "star", 16, self.scale))
        if told:
            end = rect.right() - 12 - (2 * BUTTON + 6 if look.hover else 0)
            self._draw_facts(painter, told, left, top + len(lines) * TITLE_LINE + 3, end)
        if look.hover and not look.faded:
            self._draw_buttons(painter, rect, card)
        if look.focus:
            self._ring(painter, QRectF(rect).adjusted(-3, -3, 3, 3), Radius.CARD + 2)
        painter.setOpacity(1.0)

    def _draw_facts(self, painter: QPainter, told: tuple[facts.Fact, ...], left: float, top: float, end: float) -> None:
        theme = self._theme
        top += (FACT_LINE - self._meta_metrics.height()) / 2
        dot = tr("·")
        for place, fact in enumerate(told):
            if place:
                painter.setFont(self._meta)
                painter.setPen(theme.colour("muted"))
                between = self._fact(dot, late=False)
                painter.drawStaticText(QPointF(left + self._space, top), between)
                left += self._dot_width
            text = fact.text
            painter.setFont(self._meta_strong if fact.late else self._meta)
            painter.setPen(theme.colour("danger" if fact.late else "muted"))
            small = self._fact(text, late=fact.late)
            width = small.size().width()
            if left + width > end:
                metrics = self._late_metrics if fact.late else self._meta_metrics
                cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, end - left)
                painter.drawText(QPointF(left, top + metrics.ascent()), cut)
                return
            painter.drawStaticText(QPointF(left, top), small)
            left += width

    def _fact(self, text: str, *, late: bool) -> QStaticText:
        key = (text, late)
        found = self._small.get(key)
        if found is None:
            if len(self._small) > 4000:
                self._small.clear()
            found = self._small[key] = _static(text, self._meta_strong if late else self._meta)
        return found

    def _draw_buttons(self, painter: QPainter, rect: QRect, card: CardRow) -> None:
        done, when = button_rects(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, icon in ((done, "undo" if card.status == "done" else "check"), (when, "calendar")):
            painter.setPen(self._theme.colour("line_strong"))
            painter.setBrush(self._theme.colour("raised"))
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
            self._icon(painter, icon, place.left() + 4, place.top() + 4, 16)

    def _ground(self, size: QSize, hue: int | None, look: Look) -> QPixmap:
        """Shadow, edge, border and ground of a card, drawn once for each size, hue and state; two pixels around."""
        tinted = look.selected or look.flash
        key = (size, hue, tinted, look.hover, self.scale)
        found = self._grounds.get(key)
        if found is not None:
            return found
        if len(self._grounds) > 64:
            self._grounds.clear()
        theme = self._theme
        found = QPixmap((size + QSize(4, 5)) * self.scale)
        found.setDevicePixelRatio(self.scale)
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
            found = self._titles[key] = tuple(_static(line, self._strong) for line in self._lay_out(title, width))
        return found

    def _lay_out(self, title: str, width: int) -> tuple[str, ...]:
        metrics = self._strong_metrics
        if metrics.horizontalAdvance(title) <= width:
            return (title,)
        if self.title_lines > 1:
            layout = QTextLayout(title, self._strong)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            line = layout.createLine()
            line.setLineWidth(width)
            length = line.textLength()
            layout.endLayout()
            rest = title[length:].strip()
            return title[:length].rstrip(), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (metrics.elidedText(title, Qt.TextElideMode.ElideRight, width),)

    # -- strokes

    def draw_mark(self, painter: QPainter, rect: QRect) -> None:
        """The mark between two cards where a dragged one would come to stand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(rect), 1.5, 1.5)

    def draw_frame(self, painter: QPainter, rect: QRect) -> None:
        """The frame around a place that would take a dragged card as a whole."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect), Radius.CARD, Radius.CARD)

    def draw_count(self, painter: QPainter, rect: QRect, count: int) -> None:
        """How many cards are being dragged, as a number on the corner of the one that is shown."""
        badge = QRectF(rect.right() - 14, rect.top() - 10, 24, 20)
        self._fill(painter, badge, "accent", 10)
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._meta_strong)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))

    def _ring(self, painter: QPainter, rect: QRectF, radius: float = Radius.CARD) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, radius, radius)

    def _fill(self, painter: QPainter, rect: QRectF, role: str, radius: float = Radius.CONTROL) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(role))
        painter.drawRoundedRect(rect, radius, radius)

    def _icon(self, painter: QPainter, name: str, x: float, y: float, size: int) -> None:
        painter.drawPixmap(QPointF(x, y), self._theme.pixmap(name, "muted", size, self.scale))


def _static(text: str, font: QFont) -> QStaticText:
    """A plain text that is shaped once and painted often."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made
