"""What the mouse does on the board: hover, click, select, drag with auto-scroll, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from planner.domain.column_limits import LIMITED
from planner.services.queries.board import TO_DO
from planner.ui.board.card_painter import Look, button_rects, button_tip
from planner.ui.board.delegate import add_rect
from planner.ui.board.drag import Drag, target_at
from planner.ui.board.edge_scroll import EdgeScroll
from planner.ui.board.facts import done_of, limit_tip
from planner.ui.board.layout import BoardLayout
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPainter

    from planner.ui.board.view import BoardView

UNFOLD_MS = 600
_SCROLL_EDGE = 40
_Flag = QItemSelectionModel.SelectionFlag


class BoardMouse(QObject):
    """The state of the mouse over one view."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self._hover: tuple[tuple[Part, object, str], int] | None = None
        self._number: tuple[Part, object, str] | None = None  # the head whose number is under the pointer
        self._pressed: QPoint | None = None
        self._press_item: tuple[Section, int] | None = None
        self._narrow: int | None = None  # a click on one of several selected cards selects it alone when let go
        self._anchor = -1
        self.drag: Drag | None = None
        self.edge_scroll = EdgeScroll(view, _SCROLL_EDGE, self._drag_to)
        self._unfold_timer = QTimer(self)
        self._unfold_timer.setSingleShot(True)
        self._unfold_timer.setInterval(UNFOLD_MS)
        self._unfold_timer.timeout.connect(self._unfold)

    # -- what the view asks when it paints

    def hovers(self, section: Section, offset: int) -> bool:
        """Whether the pointer is on an item (of a column: anywhere in it, so that its head shows the plus)."""
        if self._hover is None or self.drag is not None:
            return False
        key, place = self._hover
        if section.part is Part.HEAD and section.column == TO_DO:
            return key[1] == section.lane.key and key[2] == TO_DO
        return key == section.key and place == offset

    def on_number(self, section: Section) -> bool:
        """Whether the pointer is on the number of a head that can have a limit."""
        return self._number is not None and self.drag is None and self._number == section.key

    def drags(self, activity_id: int) -> bool:
        """Whether a card is on its way."""
        return self.drag is not None and activity_id in self.drag.ids

    def paint(self, painter: QPainter) -> None:
        """Draw the mark of the target and the card under the pointer, in coordinates of the board."""
        drag = self.drag
        if drag is None:
            return
        delegate, layout, model = self._view.delegate, self._view.layout_of_board, self._view.board
        if drag.target is not None:
            draw = delegate.draw_mark if drag.target.is_line else delegate.draw_frame
            draw(painter, drag.target.rect)
        card = model.card(drag.held)
        if card is None:
            return
        corner = self._view.to_board(drag.at) - drag.grip
        rect = QRect(corner.x(), corner.y(), layout.column_width, layout.card_height)
        hue = next((box.lane.row.hue for box in layout.lanes if box.lane.key == card.step_id), None)
        delegate.cards.draw_over(painter, rect, card, hue, Look(selected=True))
        if len(drag.ids) > 1:
            delegate.cards.draw_count(painter, rect, len(drag.ids))

    # -- events

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._press_item = self._narrow = None
        item = self._view.hit(event.position().toPoint())
        if item is None or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        section, offset = item
        if section.part is not Part.HEAD:
            self._select(event, section, offset)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._press_item = item

    def _select(self, event: QMouseEvent, section: Section, offset: int) -> None:
        view = self._view
        index = view.index_of(section, offset)
        selection = view.selectionModel()
        if section.part is not Part.CARDS:
            selection.setCurrentIndex(index, _Flag.Clear)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            selection.setCurrentIndex(index, _Flag.Toggle)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            model = view.board
            low, high = sorted((self._anchor, index.row()))
            high = min(high, model.rowCount() - 1)
            selection.setCurrentIndex(index, _Flag.NoUpdate)
            selection.select(QItemSelection(model.index(low), model.index(high)), _Flag.ClearAndSelect)
            return
        elif selection.isSelected(index):
            selection.setCurrentIndex(index, _Flag.NoUpdate)
            self._narrow = section.ids[offset]
        else:
            selection.setCurrentIndex(index, _Flag.ClearAndSelect)
        self._anchor = index.row()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        at = event.position().toPoint()
        if self.drag is not None:
            self._drag_to(at)
            return
        if self._pressed is not None and self._press_item is not None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and self._press_item[0].part is Part.CARDS:
                self._start(at)
            return
        self._set_hover(at)

    def _set_hover(self, at: QPoint) -> None:
        item = self._view.hit(at)
        hover = None if item is None else (item[0].key, item[1])
        number = item[0].key if item is not None and self._at_number(item[0], at) else None
        if hover != self._hover or number != self._number:
            self._hover, self._number = hover, number
            self._view.viewport().update()
        clickable = item is not None and (
            item[0].part not in (Part.CARDS, Part.HEAD)
            or (item[0].part is Part.CARDS and self._button(*item, at) is not None)
            or (item[0].part is Part.HEAD and (number is not None or self._on_add(item[0], at)))
        )
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.drag is not None:
            self._drop(at)
            return
        pressed, item = self._pressed, self._press_item
        self._pressed = self._press_item = None
        if pressed is None or item is None or self._view.hit(at) != item:
            return
        self._click(*item, at)

    def _click(self, section: Section, offset: int, at: QPoint) -> None:
        view = self._view
        if section.part is Part.CARDS:
            button = self._button(section, offset, at)
            if button == "done":
                view.done_pressed.emit(section.ids[offset])
            elif button == "week":
                view.week_pressed.emit(section.ids[offset])
            elif button == "date":
                view.date_pressed.emit(section.ids[offset], view.viewport().mapToGlobal(at))
            elif self._narrow is not None:
                view.choose_card(self._narrow)
        elif section.part is Part.HEAD:
            if self._on_add(section, at):
                view.add_pressed.emit(section.lane.key)
            elif self._at_number(section, at):
                below = view.to_view(view.delegate.number_rect(section, BoardLayout.rect(section, 0))).bottomLeft()
                view.limit_pressed.emit(section.column, view.viewport().mapToGlobal(below + QPoint(0, 4)))
        elif section.part is Part.LANE and self._menu_place(section).contains(view.to_board(at)):
            view.lane_menu.emit(section.lane.key, view.viewport().mapToGlobal(at))
        else:
            view.press(section)

    def _button(self, section: Section, offset: int, at: QPoint) -> str | None:
        return button_rects(BoardLayout.rect(section, offset)).at(self._view.to_board(at))

    def tip(self, at: QPoint) -> tuple[str, QRect] | None:
        """What stands or can be pressed at a place of the viewport, in words, and the extent of that place."""
        item = self._view.hit(at)
        if item is not None and item[0].part is Part.LANE:
            told = " · ".join(done_of(item[0].lane.row.progress))
            return (told, self._view.to_view(BoardLayout.rect(*item))) if told else None
        if item is not None and self._at_number(item[0], at):
            model = self._view.board
            place = self._view.delegate.number_rect(item[0], BoardLayout.rect(*item))
            text = limit_tip(model.count_of(item[0]), model.limits.get(item[0].column))
            return text, self._view.to_view(place)
        if item is None or item[0].part is not Part.CARDS or not self.hovers(*item):
            return None
        button = self._button(*item, at)
        card = self._view.board.card(item[0].ids[item[1]])
        if card is None:
            return None
        if button is None:
            return self._view.board.tip_of(card.id), self._view.to_view(BoardLayout.rect(*item))
        place = getattr(button_rects(BoardLayout.rect(*item)), button)
        return button_tip(button, card), self._view.to_view(place)

    def _at_number(self, section: Section, at: QPoint) -> bool:
        if section.part is not Part.HEAD or section.column not in LIMITED:
            return False
        place = self._view.delegate.number_rect(section, BoardLayout.rect(section, 0))
        return place.contains(self._view.to_board(at))

    def _on_add(self, section: Section, at: QPoint) -> bool:
        return section.column == TO_DO and add_rect(BoardLayout.rect(section, 0)).contains(self._view.to_board(at))

    def _menu_place(self, section: Section) -> QRect:
        return self._view.delegate.menu_rect(section.lane.row, BoardLayout.rect(section, 0))

    def double_click(self, event: QMouseEvent) -> None:
        """Open a card; on anything else a second click is a click."""
        item = self._view.hit(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        section, offset = item
        at = event.position().toPoint()
        if section.part is Part.CARDS and self._button(section, offset, at) is None:
            self._view.card_opened.emit(section.ids[offset])
        else:
            self._pressed, self._press_item = at, item

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card or lane under the pointer, or with the focus when a key asked."""
        view = self._view
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = view.current_item()
            rect = view.visualRect(view.currentIndex())
            place = view.viewport().mapToGlobal(rect.center() if item is not None else QPoint(40, 40))
        else:
            item, place = view.hit(event.pos()), event.globalPos()
        if item is None:
            view.board_menu.emit(place)
        elif item[0].part is Part.CARDS:
            view.card_menu.emit(place)
        elif item[0].part is Part.HEAD and item[0].column in LIMITED:
            view.limit_pressed.emit(item[0].column, place)
        else:
            view.lane_menu.emit(item[0].lane.key, place)

    def leave(self) -> None:
        """The pointer left the view."""
        if self._hover is not None:
            self._hover = self._number = None
            self._view.viewport().update()

    # -- dragging

    def _start(self, at: QPoint) -> None:
        assert self._press_item is not None
        assert self._pressed is not None
        section, offset = self._press_item
        held = section.ids[offset]
        ids = self._view.selected_cards()
        if held not in ids:
            ids = (held,)
        corner = self._view.to_view(BoardLayout.rect(section, offset)).topLeft()
        self.drag = Drag(ids, held, self._pressed - corner, at)
        self._hover = None
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        drag = self.drag
        assert drag is not None
        drag.at = at
        before = drag.target
        drag.target = target_at(self._view.layout_of_board, self._view.to_board(at), drag.ids)
        if drag.target != before:
            self._unfold_timer.stop()
            waiting = drag.target is not None and drag.target.column is None
            if waiting and drag.target is not None and not self._view.board.is_open(drag.target.step_id):
                self._unfold_timer.start()
        self.edge_scroll.follow(at)
        self._view.viewport().update()

    def _unfold(self) -> None:
        if self.drag is not None and self.drag.target is not None:
            self._view.lane_toggled.emit(self.drag.target.step_id)
            self._drag_to(self.drag.at)

    def _drop(self, at: QPoint) -> None:
        drag = self.drag
        assert drag is not None
        self._drag_to(at)
        target = drag.target
        self.cancel()
        self._set_hover(at)
        if target is not None:
            self._view.dropped.emit(drag.ids, target)

    def cancel(self) -> bool:
        """Leave the cards where they are; False if none was being dragged."""
        dragging = self.drag is not None
        self.drag = None
        self._pressed = self._press_item = None
        self.edge_scroll.stop()
        self._unfold_timer.stop()
        if dragging:
            self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            self._view.viewport().update()
        return dragging
