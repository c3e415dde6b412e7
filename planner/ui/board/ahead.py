"""Cards that come in sight next are read and drawn while nothing happens, so that scrolling only copies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QRect, QTimer

from planner.ui.board.sections import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.ui.board.sections import Section
    from planner.ui.board.view import BoardView

#: So long, in milliseconds, and for one card more, other input may have to wait for what is done ahead.
_TURN = 8


class CardsAhead(QObject):
    """Prepares a screen of cards beyond the edge towards which a view was scrolled last, the nearest first."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self._seen = 0
        self._down = True
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._prepare)

    def painted(self) -> None:
        """The view was painted: where it was scrolled, look what is near now, once no event is waiting."""
        offset = self._view.verticalOffset()
        if offset != self._seen:
            self._down, self._seen = offset > self._seen, offset
            self._idle.start(0)

    def _prepare(self) -> None:
        if not self._view.isVisible():
            return
        turn = QDeadlineTimer(_TURN)
        board, cards = self._view.board, self._view.delegate.cards
        for strip in self._strips():
            near = list(self._cards_in(strip))
            board.fetch([section.ids[offset] for section, offset in near])
            for section, offset in near:
                card = board.card(section.ids[offset])
                if card is not None:
                    cards.prepare(self._view.layout_of_board.rect(section, offset).size(), card, section.lane.row.hue)
                if turn.hasExpired():
                    self._idle.start(0)
                    return

    def _strips(self) -> Iterator[QRect]:
        """Strips of the board that touch the viewport above or below, one card high, as far as a screen reaches."""
        view = self._view
        port, height = view.viewport().rect(), view.layout_of_board.stride
        port.translate(view.horizontalOffset(), view.verticalOffset())
        for place in range(port.height() // height + 1):
            top = port.bottom() + 1 + place * height if self._down else port.top() - (place + 1) * height
            yield QRect(port.left(), top, port.width(), height)

    def _cards_in(self, strip: QRect) -> Iterator[tuple[Section, int]]:
        layout = self._view.layout_of_board
        for section in layout.sections:
            if section.part is Part.CARDS and section.x < strip.right() and section.x + section.width > strip.left():
                for offset in layout.shown(section, strip.top(), strip.bottom() + 1):
                    yield section, offset
