"""The one painted view of the board: focus, selection, keys, mouse and paint; ten thousand cards are no widgets.

Where things lie is :mod:`planner.ui.board.placed_view`'s. Everything the view asks for goes out as a signal.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget

from planner.config.text import tr
from planner.ui.board import navigation
from planner.ui.board.ahead import CardsAhead
from planner.ui.board.card_painter import Look
from planner.ui.board.delegate import BoardDelegate
from planner.ui.board.flash import Flash
from planner.ui.board.keys import BoardKeys
from planner.ui.board.layout import MARGIN, WHY_HEIGHT
from planner.ui.board.mouse import BoardMouse
from planner.ui.board.placed_view import PlacedView
from planner.ui.board.sections import Part, Section
from planner.ui.widgets.focus_visible import FocusVisible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )

    from planner.services.queries.board import LaneRow, StepKey
    from planner.ui.board.model import BoardModel
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

#: What an item may paint around its place: a shadow, a ring.
_AROUND = 4


class BoardView(FocusVisible, PlacedView):
    """Paints the sections of a :class:`BoardModel` and turns keys and mouse into wishes.

    ``lane_toggled`` carries a lane's key; ``dropped`` the ids of the cards and a
    :class:`~planner.ui.board.drag.Target`; the menus carry the global position.
    """

    card_opened = Signal(int)
    done_pressed = Signal(int)
    date_pressed = Signal(int, QPoint)
    week_pressed = Signal(int)
    lane_toggled = Signal(object)
    ideas_toggled = Signal(object)
    more_pressed = Signal(object)
    add_pressed = Signal(object)
    dropped = Signal(tuple, object)
    card_menu = Signal(QPoint)
    lane_menu = Signal(object, QPoint)
    board_menu = Signal(QPoint)
    limit_pressed = Signal(str, QPoint)

    def __init__(self, theme: Theme, model: BoardModel, density: str, parent: QWidget | None = None) -> None:
        super().__init__(model, density, parent)
        self.delegate = BoardDelegate(theme, model, self)
        self.delegate.cards.title_lines = _title_lines(density)
        self._flash = Flash(self)
        #: Cards that were cut and stand faded until they are pasted.
        self.faded: frozenset[int] = frozenset()
        #: Asked by Esc: leaves cut cards where they are; False if none were cut.
        self.cut_dropped: Callable[[], bool] = lambda: False
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Roadmap"))
        self.setTabKeyNavigation(False)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is scrolled is copied, not painted
        self.mouse = BoardMouse(self)
        self._keys = BoardKeys(self)
        self._ahead = CardsAhead(self)
        theme.changed.connect(self.viewport().update)

    def set_density(self, density: str) -> None:
        """Draw the cards anew, as high and with as many lines as a density says; the same card stays in sight."""
        super().set_density(density)
        self.delegate.cards.title_lines = _title_lines(density)
        self.delegate.cards.forget()
        self.arrange(unseen=True)
        self.scrollTo(self.currentIndex())

    def _name_lines(self, lane: LaneRow, width: int) -> int:
        return len(self.delegate.name_lines(lane, width))

    # -- focus and selection

    def current_item(self) -> tuple[Section, int] | None:
        """The item with the focus."""
        return self.item_at(self.currentIndex())

    def current_card(self) -> int | None:
        """The activity with the focus."""
        return self._board.card_id(self.currentIndex().row())

    def current_lane(self) -> StepKey:
        """The lane with the focus, else the first open one, else the first."""
        item = self.current_item()
        if item is not None:
            return item[0].lane.key
        boxes = self.layout_of_board.lanes
        box = next((box for box in boxes if box.opened and box.lane.key is not None), boxes[0] if boxes else None)
        return box.lane.key if box is not None else None

    def selected_cards(self) -> tuple[int, ...]:
        """The selected activities in the order of the board; the one with the focus if none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        ids = [activity_id for row in rows if (activity_id := self._board.card_id(row)) is not None]
        current = self.current_card()
        if not ids and current is not None:
            ids = [current]
        return tuple(ids)

    def selectAll(self) -> None:
        """Select the cards of the column with the focus; again, all that are shown."""
        from planner.ui.board.selecting import select_all

        select_all(self)

    def choose(self, index: QModelIndex, flags: QItemSelectionModel.SelectionFlag | None = None) -> None:
        """Put the focus on an item, select it alone unless told otherwise, and bring it in sight."""
        if not index.isValid():
            return
        if flags is None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def choose_card(self, activity_id: int) -> bool:
        """Put the focus on a card; False if it is not shown."""
        row = self._board.row_of_card(activity_id)
        if row < 0:
            return False
        self.choose(self._board.index(row))
        return True

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever happens to the rows meanwhile: the same card or lane keeps the focus, the same cards the selection.

        Where the card with the focus left the board, its neighbour takes over.
        """
        item = self.current_item()
        card = self.current_card()
        row = self.currentIndex().row()
        selected = [
            activity_id
            for index in self.selectionModel().selectedIndexes()
            if (activity_id := self._board.card_id(index.row())) is not None
        ]
        place = self.verticalOffset()
        yield
        self.executeDelayedItemsLayout()  # now, or it would come as a second frame
        self.arrange()
        self.verticalScrollBar().setValue(place)
        if item is None:
            return
        if card is not None:
            found = self._board.row_of_card(card)
            if found < 0:
                found = self._nearest(item[0], row)
        else:
            found = self._board.row_of(item[0].part, item[0].lane.key, item[0].column)
        if found < 0:
            found = self._board.row_of(Part.LANE, item[0].lane.key)
        if found < 0:  # the lane went with its last card
            found = min(row, self._board.rowCount() - 1)
        if found < 0:
            return
        flag = QItemSelectionModel.SelectionFlag
        still = self._selection_of(set(selected)) if selected else QItemSelection()
        if selected and still.isEmpty():
            still.select(self._board.index(found), self._board.index(found))
        self.selectionModel().select(still, flag.ClearAndSelect)  # at once: who listens counts what is selected
        self.selectionModel().setCurrentIndex(self._board.index(found), flag.NoUpdate)

    def _selection_of(self, ids: set[int]) -> QItemSelection:
        """The rows of these cards, in one pass over the board."""
        found = QItemSelection()
        for section in self._board.sections:
            if section.part is Part.CARDS:
                for offset, activity_id in enumerate(section.ids):
                    if activity_id in ids:
                        index = self._board.index(section.first + offset)
                        found.select(index, index)
        return found

    def _nearest(self, section: Section, row: int) -> int:
        now = self._board.section(Part.CARDS, section.lane.key, section.column)
        if now is None or not len(now):
            return -1
        return now.first + min(max(0, row - section.first), len(now) - 1)

    def fade(self, ids: Iterable[int]) -> None:
        """Let these cards stand back, and no others."""
        self.faded = frozenset(ids)
        self.viewport().update()

    def _is_faded(self, activity_id: int) -> bool:
        return activity_id in self.faded or self.mouse.drags(activity_id)

    def select_cards(self, ids: Iterable[int]) -> None:
        """Select these cards and no others; the focus stays."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self._selection_of(set(ids)), flag.ClearAndSelect)

    def flash(self, activity_id: int) -> None:
        """Let a card stand out for a moment."""
        self._flash.begin(activity_id)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def press(self, section: Section) -> None:
        """What a click or Enter does on a row that is no card."""
        if section.part is Part.LANE:
            self.lane_toggled.emit(section.lane.key)
        elif section.part is Part.IDEAS:
            self.ideas_toggled.emit(section.lane.key)
        elif section.part is Part.MORE:
            self.more_pressed.emit(section.lane.key)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the start of a title."""

    def moveCursor(self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return self.currentIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            start = navigation.first(self._board.sections)
            if start is not None:
                # Not selected as well: nobody chose it, and commands take the card with the focus without that.
                self.choose(self.index_of(*start), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- mouse: all in BoardMouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.mouse.context_menu(event)

    def leaveEvent(self, event: object) -> None:
        self.mouse.leave()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.mouse.tip(event.pos())
            if told is not None:
                QToolTip.showText(event.globalPos(), told[0], self.viewport(), told[1])
                return True
        return super().viewportEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.delegate.draw_ground(painter, event.rect())
        self.delegate.strokes.scale = self.devicePixelRatioF()
        painter.translate(-self.horizontalOffset(), -self.verticalOffset())
        region = event.region().translated(self.horizontalOffset(), self.verticalOffset())
        self._draw_lanes(painter, region.boundingRect())
        items = list(self._items(region))
        self._board.fetch([section.ids[offset] for section, offset, _ in items if section.part is Part.CARDS])
        current = self.currentIndex().row() if self.focus_visible and self.mouse.drag is None else -1
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()}
        if len(chosen) == 1:
            chosen.discard(current)  # the ring says it already
        ground_for_pinned = True
        for section, offset, rect in items:
            if ground_for_pinned and self.layout_of_board.is_pinned(section):
                ground_for_pinned = False
                self.delegate.draw_strip(painter, self.layout_of_board.strip)
            row_number = section.first + offset
            look = Look(
                hover=self.mouse.hovers(section, offset),
                focus=row_number == current,
                selected=row_number in chosen,
                faded=section.part is Part.CARDS and self._is_faded(section.ids[offset]),
                flash=section.part is Part.CARDS and self._flash.on(section.ids[offset]),
                number=section.part is Part.HEAD and self.mouse.on_number(section),
            )
            self.delegate.draw(painter, rect, section, offset, look)
            layout = self.layout_of_board
            if section.part is Part.LANE and not layout.upright and layout.is_pinned(section):
                self.delegate.draw_roadmap_of(painter, rect, section, self._board.roadmap_of(section))
        self.mouse.paint(painter)
        self._ahead.painted()

    def _draw_lanes(self, painter: QPainter, area: QRect) -> None:
        """What lies between and behind the items: separators, and sentences."""
        layout = self.layout_of_board
        for place, box in enumerate(layout.lanes):
            if box.bottom < area.top() or box.top > area.bottom():
                continue
            row = box.lane.row
            if not layout.upright:
                left, right = MARGIN, MARGIN + layout.inner_width
                if place and box.lane.roadmap is None:
                    self.delegate.draw_separator(painter, left, right, box.top)
                if box is layout.lanes[-1] or layout.lanes[place + 1].lane.roadmap is not None:
                    self.delegate.draw_separator(painter, left, right, box.bottom)
                if row.why and box.opened:
                    room = QRect(MARGIN + 30, box.heads_top - WHY_HEIGHT + 2, layout.inner_width - 40, WHY_HEIGHT)
                    self.delegate.draw_why(painter, room, row.why)
            if box.empty:
                text = row.ready_when or tr("Nothing here yet. Press N to add an activity.")
                self.delegate.draw_ready(painter, layout.ready_rect(box), text)

    def _items(self, region: QRegion) -> Iterator[tuple[Section, int, QRect]]:
        """What lies in a region, with its place; heads that stay at the top come last, over the cards.

        A region may be a strip that was scrolled in and, far from it, the card under the pointer: not all in between.
        """
        layout, area = self.layout_of_board, region.boundingRect()
        under = layout.strip.bottom() if layout.pinned else area.top() - 1  # what lies wholly under it is not seen
        for section in sorted(layout.sections, key=layout.is_pinned) if layout.pinned else layout.sections:
            for offset in layout.shown(section, area.top() - _AROUND, area.bottom() + _AROUND):
                rect = layout.rect(section, offset)
                if rect.bottom() + _AROUND <= under and not layout.is_pinned(section):
                    continue
                if region.intersects(rect.adjusted(-2 * _AROUND, -_AROUND, 2 * _AROUND, _AROUND)):
                    yield section, offset, rect


def _title_lines(density: str) -> int:
    return 1 if density == "compact" else 2
