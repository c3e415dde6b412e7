"""What the mouse does on the outline: hover, click, select, drag to another step or place, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from planner.config.text import trn
from planner.services.queries.board import DONE, SKIPPED
from planner.ui.board.drag import Target
from planner.ui.board.edge_scroll import EdgeScroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPainter

    from planner.ui.board.outline.branches import Branch
    from planner.ui.board.outline.view import OutlineView
    from planner.ui.board.shown_cards import Run

Index = QModelIndex | QPersistentModelIndex

UNFOLD_MS = 600
_SCROLL_EDGE = 36
_Flag = QItemSelectionModel.SelectionFlag
_Left = Qt.MouseButton.LeftButton


class OutlineMouse(QObject):
    """The state of the mouse over one view. ``run_of`` tells among which cards of the board a row stands."""

    def __init__(self, view: OutlineView) -> None:
        super().__init__(view)
        self._view = view
        self.run_of: Callable[[int], Run | None] = lambda _: None
        self._hover = QPersistentModelIndex()
        self._pressed: tuple[QPoint, QPersistentModelIndex] | None = None
        self._narrow = False  # a click on one of several selected rows selects it alone when let go
        self._ids: tuple[int, ...] = ()
        self._held = 0
        self._at = QPoint()
        self.target: Target | None = None
        self._edge_scroll = EdgeScroll(view, _SCROLL_EDGE, self._drag_to)
        self._unfold_timer = QTimer(self)
        self._unfold_timer.setSingleShot(True)
        self._unfold_timer.setInterval(UNFOLD_MS)
        self._unfold_timer.timeout.connect(self._unfold)

    # -- what the view asks when it paints

    @property
    def dragging(self) -> bool:
        """Whether rows are on their way."""
        return bool(self._ids)

    def hovers(self, index: Index) -> bool:
        """Whether the pointer is on a row."""
        hover = self._hover
        if self.dragging or not hover.isValid():
            return False
        return index.row() == hover.row() and index.internalId() == hover.internalId()

    def drags(self, activity_id: int | None) -> bool:
        """Whether a row is on its way."""
        return activity_id in self._ids

    def forget_hover(self) -> None:
        """The pointer left the rows, or they moved below it."""
        self._hover = QPersistentModelIndex()

    def paint(self, painter: QPainter) -> None:
        """Draw the mark of the target, and what is being dragged beside the pointer."""
        if not self.dragging:
            return
        rows = self._view.painter_of_rows
        if self.target is not None:
            rows.mark(painter, self.target.rect, is_line=self.target.is_line)
        row = self._view.outline.row(self._held)
        title = "" if row is None else row.card.title
        text = title if len(self._ids) == 1 else trn("{n} activity", "{n} activities", len(self._ids))
        rows.tag(painter, self._at, text)

    # -- events

    def press(self, event: QMouseEvent) -> bool:
        """A button went down; False leaves the selection to Qt."""
        view = self._view
        at = event.position().toPoint()
        index = view.row_at(at)
        self._pressed, self._narrow = None, False
        if not index.isValid():
            return False
        outline = view.outline
        if event.button() == _Left:
            self._pressed = at, QPersistentModelIndex(index)
        if not outline.activity_of(index):
            view.selectionModel().setCurrentIndex(index, _Flag.Clear)
            return True
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if not held and view.selectionModel().isSelected(index):
            view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._narrow = event.button() == _Left
            return True
        return False

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        at = event.position().toPoint()
        if self.dragging:
            self._drag_to(at)
        elif self._pressed is not None and event.buttons() & _Left:
            start, index = self._pressed
            far = (at - start).manhattanLength() >= QApplication.startDragDistance()
            activity_id = self._view.outline.activity_of(index)
            if far and activity_id:
                self._start(activity_id, at)
        else:
            self._set_hover(at)

    def _set_hover(self, at: QPoint) -> None:
        view = self._view
        index = view.row_at(at)
        if QPersistentModelIndex(index) != self._hover:
            self._hover = QPersistentModelIndex(index)
            view.viewport().update()
        hand = view.outline.is_branch(index)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> None:
        """A button went up: drop, fold, or select the one row that was clicked."""
        if event.button() != _Left:
            return
        at = event.position().toPoint()
        if self.dragging:
            self._drop(at)
            return
        pressed, self._pressed = self._pressed, None
        view = self._view
        if pressed is None or QPersistentModelIndex(view.row_at(at)) != pressed[1]:
            return
        index = view.row_at(at)
        if view.outline.is_branch(index):
            view.toggle(index)
            view.scrollTo(index)  # what stayed at the top of its rows has none any more
        elif self._narrow:
            view.choose(index)

    def double_click(self, event: QMouseEvent) -> None:
        """Open an activity; on a step a second click is a click."""
        at = event.position().toPoint()
        index = self._view.row_at(at)
        if event.button() != _Left or not index.isValid():
            return
        activity_id = self._view.outline.activity_of(index)
        if activity_id:
            self._view.card_opened.emit(activity_id)
        else:
            self._pressed = at, QPersistentModelIndex(index)

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or with the focus when a key asked."""
        view = self._view
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = view.currentIndex()
            room = view.title_room(index) if index.isValid() else QRect(40, 40, 1, 1)
            place = view.viewport().mapToGlobal(QPoint(room.left(), room.center().y()))
        else:
            index, place = view.row_at(event.pos()), event.globalPos()
        branch = view.outline.branch_of(index)
        if branch is None or (branch.lane is None and not view.outline.activity_of(index)):
            view.ground_menu.emit(place)
        elif view.outline.activity_of(index):
            view.card_menu.emit(place)
        else:
            view.lane_menu.emit(branch.key, place)

    # -- dragging

    def _start(self, activity_id: int, at: QPoint) -> None:
        ids = self._view.selected_cards()
        self._ids = ids if activity_id in ids else (activity_id,)
        self._held = activity_id
        self.forget_hover()
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        view = self._view
        before, self._at = self.target, at
        self.target = self._target(at)
        if self.target != before:
            self._unfold_timer.stop()
            if self.target is not None and not view.isExpanded(view.row_at(at)):
                self._unfold_timer.start()
        self._edge_scroll.follow(at)
        view.viewport().update()

    def _target(self, at: QPoint) -> Target | None:
        """Where the rows would go that are let go of at a point; None where nothing would change."""
        view = self._view
        index = view.row_at(at)
        branch, rect = view.outline.branch_of(index), view.row_rect(index)
        if branch is None or branch.lane is None:
            return None
        activity_id = view.outline.activity_of(index)
        run = self.run_of(activity_id) if activity_id else None
        if activity_id is None or run is None or view.outline.sorted_by is not None:
            return self._onto_step(branch, index, rect)
        if run.column in (DONE, SKIPPED):
            # They stand by their date: all of them take what is dropped on one.
            inside = set(self._ids) <= set(run.ids)
            return None if inside else Target(branch.key, run.column, None, rect, is_line=False)
        below = at.y() >= rect.center().y()
        return self._between(run, run.ids.index(activity_id) + below, rect, below=below)

    def _onto_step(self, branch: Branch, index: Index, rect: QRect) -> Target | None:
        if branch.loaded and set(self._ids) <= set(branch.ids):
            return None
        if not self._view.outline.is_branch(index):
            head = self._view.row_rect(self._view.outline.index_of_branch(branch))
            rect = head if head.top() >= 0 else rect
        return Target(branch.key, None, None, rect, is_line=False)

    def _between(self, run: Run, place: int, rect: QRect, *, below: bool) -> Target | None:
        before = next((each for each in run.ids[place:] if each not in self._ids), None)
        if set(self._ids) <= set(run.ids):
            order = [each for each in run.ids if each not in self._ids]
            at = len(order) if before is None else order.index(before)
            if [*order[:at], *[each for each in run.ids if each in self._ids], *order[at:]] == run.ids:
                return None
        y = rect.bottom() - 1 if below else rect.top() - 2
        left = self._view.title_room(self._view.row_at(rect.center())).left() - 36
        return Target(run.key, run.column, before, QRect(left, y, rect.width() - left, 3), is_line=True)

    def _unfold(self) -> None:
        index = self._view.row_at(self._at)
        if self.dragging and self._view.outline.is_branch(index):
            self._view.expand(index)
            self._drag_to(self._at)

    def _drop(self, at: QPoint) -> None:
        self._drag_to(at)
        ids, target = self._ids, self.target
        self.cancel()
        if target is not None:
            self._view.dropped.emit(ids, target)

    def cancel(self) -> bool:
        """Leave the rows where they are; False if none was being dragged."""
        dragging = self.dragging
        self._ids, self.target, self._pressed = (), None, None
        self._edge_scroll.stop()
        self._unfold_timer.stop()
        if dragging:
            self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            self._view.viewport().update()
        return dragging
