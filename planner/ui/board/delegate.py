"""Draws the rows of the board, lanes, heads and lines itself and cards by their painter. Knows not where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.config.text import tr
from planner.services.queries.board import TO_DO
from planner.services.words import status_word
from planner.ui.board import facts
from planner.ui.board.card_painter import BUTTON, CardPainter, Look
from planner.ui.board.lines import NAME_LINE, lines_of, shaped
from planner.ui.board.sections import Part
from planner.ui.board.strokes import Strokes
from planner.ui.theme import Radius
from planner.ui.widgets.progress_bar import paint_progress
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from planner.services.queries.board import LaneRow
    from planner.ui.board.model import BoardModel
    from planner.ui.board.sections import Section
    from planner.ui.theme import Theme

_NAME_LEFT = 70
_BAR_WIDTH = 120
_DONE_WIDTH = 216
_BESIDE = 20
_AROUND_NUMBER = 4
_AT_REST = Look()
_ONE_LINE = Qt.TextFlag.TextSingleLine
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def add_rect(head: QRect) -> QRect:
    """The place of the plus at the end of a column head."""
    return QRect(head.right() - BUTTON - 1, head.center().y() - BUTTON // 2 + 1, BUTTON, BUTTON)


class BoardDelegate(QStyledItemDelegate):
    """Paints one row of the model into a rectangle."""

    def __init__(self, theme: Theme, model: BoardModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.strokes = Strokes(theme)
        self._pictures = RowPictures(theme)
        self.cards = CardPainter(theme, model, self.strokes)
        self.upright = False
        self._make_fonts()
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self.cards.forget()
        self._make_fonts()

    def _make_fonts(self) -> None:
        font = self._theme.font
        self._section, self._body = font("section"), font("body")
        self._roadmap = font("heading")
        self._roadmap_metrics = QFontMetricsF(self._roadmap)
        self._head, self._figure = font("meta_strong"), font("meta_figure")
        self._name_metrics = QFontMetricsF(self._section)
        self._body_metrics = QFontMetricsF(self._body)
        self._texts: dict[tuple[int, str], QStaticText] = {}
        self._figure_metrics = QFontMetricsF(self._figure)

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
                self.cards.draw(painter, rect, card, section.lane.row.hue, look)
        elif section.part is Part.LANE and self.upright:
            self._lay_head(painter, rect, section.lane.row, look)
        elif section.part is Part.LANE:
            self._draw_lane(painter, rect, section.lane.row, look)
        elif section.part is Part.ROADMAP:
            self._draw_roadmap(painter, rect, section)
        elif section.part is Part.HEAD and look == _AT_REST:
            shows = (section.column, self._number_text(section))
            self._pictures.paint(painter, rect, shows, lambda to, at: self._draw_head(to, at, section, look))
        elif section.part is Part.HEAD:
            self._draw_head(painter, rect, section, look)
        else:
            self._draw_line(painter, rect, section, look)

    # -- lanes

    def name_lines(self, lane: LaneRow, width: int) -> tuple[str, ...]:
        """The name of a lane as it stands in a row or a head of a width."""
        room = self._name_room(QRect(0, 0, width, 0)).width()
        return lines_of(facts.lane_title(lane), self._section, self._name_metrics, room, 1 + self.upright)

    def name_right(self, lane: LaneRow, rect: QRect) -> int:
        """Where the name of a lane ends; the button for its menu stands there."""
        first = self.name_lines(lane, rect.width())[0]
        return int(self._name_room(rect).left() + self._name_metrics.horizontalAdvance(first)) + 1

    def name_rect(self, rect: QRect) -> QRect:
        """The room of the name of a lane."""
        return self._name_room(rect).toRect()

    def _name_room(self, rect: QRect) -> QRectF:
        if self.upright:
            return QRectF(rect.left() + 36, rect.top() + 6, rect.width() - 66, 26)
        narrow = rect.width() < 620
        return QRectF(rect).adjusted(_NAME_LEFT, 0, -(200 if narrow else 340), 0)

    def menu_rect(self, lane: LaneRow, rect: QRect) -> QRect:
        """The place of the button for the lane's menu."""
        middle = int(self._name_room(rect).center().y())
        return QRect(self.name_right(lane, rect) + 8, middle - BUTTON // 2 + 1, BUTTON, BUTTON)

    def _draw_lane(self, painter: QPainter, rect: QRect, lane: LaneRow, look: Look) -> None:
        theme = self._theme
        middle = rect.center().y() + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lane_ground(painter, rect, look)
        opened = self._model.is_open(lane.step_id)
        self.strokes.icon(painter, "chevron-down" if opened else "chevron-right", rect.left(), middle - 8, 16)
        self._draw_name(painter, rect, lane, rect.left() + 28, middle)
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
            self.strokes.icon(painter, "more", self.menu_rect(lane, rect).left() + 4, middle - 8, 16)
        if look.focus:
            self.strokes.ring(painter, QRectF(rect).adjusted(-7, 4, 7, -3))

    def draw_roadmap_of(self, painter: QPainter, rect: QRect, section: Section, name: str) -> None:
        """The name of the roadmap, in grey behind the one of a lane that stays at the top: its line is out of sight."""
        left = self.name_right(section.lane.row, rect) + BUTTON + 16
        room = QRectF(left, rect.top(), self._name_room(rect).right() - left, rect.height())
        if not name or room.width() < 60:
            return
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, _LEFT | _ONE_LINE, self._elided(name, room.width()))

    def _lay_head(self, painter: QPainter, rect: QRect, lane: LaneRow, look: Look) -> None:
        """The head of a lane that stands upright."""
        if look != _AT_REST:
            self._draw_upright(painter, rect, lane, look)
            return
        shows = (facts.lane_title(lane), lane.number, lane.hue, facts.remainder(lane), lane.progress)
        self._pictures.paint(painter, rect, shows, lambda to, at: self._draw_upright(to, at, lane, look))

    def _draw_upright(self, painter: QPainter, rect: QRect, lane: LaneRow, look: Look) -> None:
        """Hue, number and name, and below them how far it is."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lane_ground(painter, rect, look)
        middle = int(self._name_room(rect).center().y())
        self._draw_name(painter, rect, lane, rect.left() + 2, middle)
        if look.hover or look.focus:
            self.strokes.icon(painter, "more", self.menu_rect(lane, rect).left() + 4, middle - 8, 16)
        below = QRectF(rect.left() + 2, rect.bottom() - 31, rect.width() - 4, 22)
        told = facts.remainder(lane)
        painter.setFont(self._figure)
        painter.setPen(theme.colour("muted"))
        painter.drawText(below, _RIGHT, told)
        if facts.percent(lane):
            width = below.width() - (self._figure_metrics.horizontalAdvance(told) + 12 if told else 0)
            bar = QRectF(below.left(), below.center().y() - 2, width, 4)
            role = f"step{lane.hue}" if lane.hue else "faint"
            paint_progress(painter, theme, bar, lane.progress.share_of_time, role=role)
        if look.focus:
            self.strokes.ring(painter, QRectF(rect).adjusted(-5, 3, 5, -3))

    def _draw_lane_ground(self, painter: QPainter, rect: QRect, look: Look) -> None:
        if look.flash or look.selected:
            self.strokes.fill(painter, QRectF(rect).adjusted(-8, 3, 8, -2), "accent_soft")
        elif look.hover:
            self.strokes.fill(painter, QRectF(rect).adjusted(-8, 3, 8, -2), "hover")

    def _draw_name(self, painter: QPainter, rect: QRect, lane: LaneRow, left: int, middle: int) -> None:
        """Hue, number (of the inbox its icon) and name."""
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.step_colour(lane.hue))
        painter.drawRoundedRect(QRectF(left, middle - 10, 4, 20), 1.5, 1.5)
        if lane.number:
            painter.setFont(self._body)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(left + 14, middle - 12, 24, 24), _LEFT, str(lane.number))
        else:
            self.strokes.icon(painter, "inbox", left + 12, middle - 8, 16)
        room = self._name_room(rect)
        painter.setFont(self._section)
        painter.setPen(theme.colour("text"))
        for line in self.name_lines(lane, rect.width()):
            painter.drawText(room, _LEFT | _ONE_LINE, line)
            room.translate(0, NAME_LINE)

    def draw_ground(self, painter: QPainter, rect: QRect) -> None:
        """What everything lies on."""
        painter.fillRect(rect, self._theme.colour("bg"))

    def draw_strip(self, painter: QPainter, rect: QRect) -> None:
        """The ground of what stays at the top, over what was scrolled under it."""
        painter.fillRect(rect, self._theme.colour("bg"))
        if rect.top():
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))

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
        return self._body_metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    # -- heads and lines

    def _draw_roadmap(self, painter: QPainter, rect: QRect, section: Section) -> None:
        """Name and progress of a roadmap, above its first lane."""
        line = section.lane.roadmap
        if line is None:
            return
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(rect).adjusted(0, 4, 0, 0)
        told = " · ".join(facts.done_of(line.progress))
        wide = self._figure_metrics.horizontalAdvance(told)
        name = self._roadmap_metrics.horizontalAdvance(line.name)
        bar = _BAR_WIDTH if line.progress.total else 0
        if self.upright:  # beside the name, where there is room: the line may be as wide as many screens
            bar = bar if name + _BESIDE + bar + 16 + wide <= room.width() else 0
            left = room.left() + name + _BESIDE + (bar + 16 if bar else 0)
            at = QRectF(left, room.top(), wide + 1, room.height())
            if at.right() > room.right():
                at, told = QRectF(room.right(), room.top(), 0, 0), ""
        else:  # so that the bars stand in a column
            at = room.adjusted(room.width() - max(_DONE_WIDTH, wide), 0, 0, 0)
        if bar:
            place = QRectF(at.left() - 16 - bar, at.center().y() - 1, bar, 4)
            paint_progress(painter, theme, place, line.progress.share, role="accent")
        painter.setFont(self._figure)
        painter.setPen(theme.colour("muted"))
        painter.drawText(at, _RIGHT, told)
        painter.setFont(self._roadmap)
        painter.setPen(theme.colour("text"))
        room.setRight(room.right() if self.upright else at.left() - (bar + 32 if bar else 16))
        said = self._roadmap_metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT | _ONE_LINE, said)

    def _draw_head(self, painter: QPainter, rect: QRect, section: Section, look: Look) -> None:
        painter.setFont(self._head)
        painter.setPen(self._theme.colour("muted"))
        self._draw_shaped(painter, rect.left() + 2, rect, self._shaped(self._head, status_word(section.column)))
        number, text = self.number_rect(section, rect), self._number_text(section)
        over = self._model.is_over(section)
        if look.number:
            self.strokes.fill(painter, QRectF(number), "hover", 4)
        painter.setFont(self._figure)
        painter.setPen(self._theme.colour("text" if look.number else "star" if over else "muted"))
        room = rect.right() - 30 - number.left()
        if self._shaped(self._figure, text).size().width() > room:  # too many is seen by the colour, too
            text = self._figure_metrics.elidedText(self._model.row_text(section), Qt.TextElideMode.ElideRight, room)
        self._draw_shaped(painter, number.left() + _AROUND_NUMBER, rect, self._shaped(self._figure, text))
        if look.hover and section.column == TO_DO:
            place = add_rect(rect)
            self.strokes.fill(painter, QRectF(place), "hover")
            self.strokes.icon(painter, "plus", place.left() + 4, place.top() + 4, 16)

    def _shaped(self, font: QFont, text: str) -> QStaticText:
        """A short text that is shaped once: few words and numbers stand in all heads."""
        found = self._texts.get((id(font), text))
        if found is None:
            if len(self._texts) > 2000:
                self._texts.clear()
            found = self._texts[id(font), text] = shaped(text, font)
        return found

    @staticmethod
    def _draw_shaped(painter: QPainter, left: int, rect: QRect, text: QStaticText) -> None:
        painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - text.size().height()) / 2), text)

    def _number_text(self, section: Section) -> str:
        """How many cards stand below a head, and the word for too many."""
        text = self._model.row_text(section)
        return tr("{count} · {word}", count=text, word=facts.over_limit()) if self._model.is_over(section) else text

    def number_rect(self, section: Section, rect: QRect) -> QRect:
        """The place of the number of a head, which can be pressed where the column can have a limit."""
        left = rect.left() + 2 + self._shaped(self._head, status_word(section.column)).size().width() + 7
        width = self._shaped(self._figure, self._number_text(section)).size().width()
        left, right = left - _AROUND_NUMBER, min(left + width + _AROUND_NUMBER, rect.right() - 28)
        return QRect(int(left), rect.center().y() - 9, max(0, int(right - left)) + 1, 20)

    def _draw_line(self, painter: QPainter, rect: QRect, section: Section, look: Look) -> None:
        middle = rect.center().y() + 1
        if look.hover or look.selected:
            self.strokes.fill(painter, QRectF(rect).adjusted(0, 3, 0, -2), "hover")
        if section.part is Part.IDEAS:
            opened = section.lane.ideas_opened
            self.strokes.icon(painter, "chevron-down" if opened else "chevron-right", rect.left() + 2, middle - 8, 16)
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("muted"))
        left = 25 if section.part is Part.IDEAS else 2
        painter.drawText(QRectF(rect).adjusted(left, 0, -4, 0), _LEFT | _ONE_LINE, self._model.row_text(section))
        if look.focus:
            self.strokes.ring(painter, QRectF(rect).adjusted(-2, 2, 2, -1))

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
