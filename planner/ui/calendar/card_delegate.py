"""Draws the card of a conference: name, kind, the facts that fit, and the answer at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from planner.ui.calendar.card_facts import Fact, Line, card_facts, card_kind, card_lines, card_sums
from planner.ui.calendar.conference_items import ANSWER_HEIGHT, answer_text, paint_answer, paint_hue
from planner.ui.calendar.conference_model import ROW_ROLE
from planner.ui.theme import Radius
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.painting import on_two_lines, paint_ring, paint_text, text_width
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from planner.services.queries.calendar import ConferenceRow
    from planner.ui.calendar.conference_cards import ConferenceCards
    from planner.ui.calendar.conference_columns import Conference
    from planner.ui.theme import Theme

_TOP: Final = 12
_TITLE: Final = 19
_KIND: Final = 18
_LINE: Final = 19
_LINES: Final = 5
_ICON: Final = 14
_ICON_LEFT: Final = 14
_LEFT: Final = 38
_RIGHT: Final = 14
_BETWEEN: Final = " · "
_ANSWER_WIDTH: Final = 128
CARD_HEIGHT: Final = _TOP + _TITLE + _KIND + 6 + _LINES * _LINE + 4 + ANSWER_HEIGHT + 8


def card_answer_box(card: QRect) -> QRect:
    """Where the drop-down lies on a card: its text stands under the facts."""
    return QRect(card.left() + _LEFT - 10, card.bottom() - ANSWER_HEIGHT - 7, _ANSWER_WIDTH, ANSWER_HEIGHT)


class ConferenceCardDelegate(QStyledItemDelegate):
    """A card at rest is drawn once and then copied; under the pointer its drop-down gets a frame."""

    def __init__(self, theme: Theme, view: ConferenceCards) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._pictures = RowPictures(theme)
        self._blanks = RowPictures(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: Conference = index.data(ROW_ROLE)
        rect, here = option.rect, self._view.conferences.here
        if index.row() == self._view.hovered_row:
            self._draw(painter, rect, one, hover=True)
        else:
            self._pictures.paint(painter, rect, (one, here), lambda to, at: self._draw(to, at, one, hover=False))
        if shows_focus(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self._theme, QRectF(rect).adjusted(0, 0, 0, -1))

    def _draw(self, painter: QPainter, rect: QRect, one: Conference, *, hover: bool) -> None:
        theme, row = self._theme, one.row
        painter.save()
        self._blanks.paint(painter, rect, (row.state, hover), lambda to, at: self._draw_blank(to, at, row, hover=hover))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = row.state == "declined"
        left, room = rect.left() + _LEFT, rect.width() - _LEFT - _RIGHT
        top = rect.top() + _TOP
        title = on_two_lines(theme, "strong", row.title, room)
        for text in title:
            box = QRect(left, top, room, _TITLE)
            paint_text(painter, theme, "strong", text, box, colour="muted" if quiet else "text")
            top += _TITLE
        paint_text(painter, theme, "meta", card_kind(one), QRect(left, top, room, _KIND), colour="muted")
        top += _KIND
        bar = QRectF(rect.left() + _ICON_LEFT + 5, rect.top() + _TOP + 2, 4, top - rect.top() - _TOP - 3)
        paint_hue(painter, theme, bar, row)
        top += 6
        lines = _LINES + 1 - len(title)
        facts = card_facts(one, self._view.conferences.here)
        for line in card_lines(facts, lines, lambda fact: self._fits(fact, room)):
            self._draw_line(painter, QRect(left, top, room, _LINE), line, quiet=quiet)
            top += _LINE
        answer = card_answer_box(rect)
        sums = QRect(answer.right() + 8, answer.top(), rect.right() - _RIGHT - answer.right() - 8, answer.height())
        paint_text(painter, theme, "meta_figure", card_sums(one), sums, colour="muted", right=True)
        painter.restore()

    def _draw_blank(self, painter: QPainter, rect: QRect, row: ConferenceRow, *, hover: bool) -> None:
        """The card without what is said of the conference: many have the same answer."""
        theme = self._theme
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if not theme.dark:
            painter.setBrush(QColor(20, 22, 26, 14))
            painter.drawRoundedRect(box.translated(0, 1), Radius.CARD, Radius.CARD)
        painter.setPen(theme.colour("line_strong" if hover else "line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        answer = card_answer_box(rect)
        answer.setWidth(min(answer.width(), text_width(theme, "body", answer_text(row)) + 38))
        paint_answer(painter, theme, QRectF(answer), row, framed=hover)

    def _fits(self, fact: Fact, room: int) -> bool:
        before = text_width(self._theme, "meta_figure", fact.text)
        return before + text_width(self._theme, "meta_figure", _BETWEEN + fact.more) <= room

    def _draw_line(self, painter: QPainter, box: QRect, line: Line, *, quiet: bool) -> None:
        theme = self._theme
        if line.icon:
            icon = theme.pixmap(line.icon, "muted", _ICON, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(box.left() - _LEFT + _ICON_LEFT, box.top() + (_LINE - _ICON) / 2), icon)
        muted = quiet or line.quiet
        paint_text(painter, theme, "meta_figure", line.text, box, colour="muted" if muted else "text")
        if line.more:
            before = text_width(theme, "meta_figure", line.text) if line.text else 0
            more = _BETWEEN + line.more if line.text else line.more
            paint_text(painter, theme, "meta_figure", more, box.adjusted(before, 0, 0, 0), colour="muted")
