"""What the mouse does in the month: open, list, add, move an entry, change its first or last day, draw new days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QApplication

from planner.ui.calendar.month_drag import Drag, Part

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QMouseEvent

    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.layout import Bar
    from planner.ui.calendar.month_view import MonthView

EDGE = 6
"""So near to the end of a bar, in pixels, the pointer takes hold of its first or last day."""


class Hit(NamedTuple):
    """A bar under the pointer, and the part of its entry that a drag would take hold of."""

    key: int
    entry: CalendarEntry
    bar: Bar
    box: QRect
    part: Part


class MonthMouse(QObject):
    """The state of the mouse over one month."""

    def __init__(self, view: MonthView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._hit: Hit | None = None
        #: What is being dragged.
        self.drag: Drag | None = None

    def hit(self, at: QPoint) -> Hit | None:
        """The bar under a point of the viewport."""
        view = self._view
        index = view.indexAt(at)
        if not index.isValid():
            return None
        for bar in view.week(index.row()).bars:
            box = view.bar_rect(index.row(), bar)
            if box.contains(QPointF(at)):
                entry = view.days.entries[bar.key]
                return Hit(bar.key, entry, bar, box.toRect(), _part(entry, bar, at.x() - box.left(), box.width()))
        return None

    def more_at(self, at: QPoint) -> QModelIndex | None:
        """The cell whose “+3 more” lies under a point of the viewport."""
        view = self._view
        index = view.indexAt(at)
        hidden = index.isValid() and view.week(index.row()).hidden[index.column()]
        return index if hidden and view.more_rect(index.row(), index.column()).contains(QPointF(at)) else None

    def under(self, at: QPoint) -> tuple[CalendarEntry, QRect] | None:
        """The entry at a point of the viewport, and the place of it; none while something is dragged."""
        hit = self.hit(at) if self.drag is None else None
        return None if hit is None else (hit.entry, hit.box)

    # -- events

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self.cancel()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._hit = self.hit(self._pressed)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        at = event.position().toPoint()
        if self.drag is not None:
            self._drag_to(at)
        elif self._pressed is not None:
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._start(self._pressed, at)
        else:
            self._show_cursor(at)

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if self.drag is not None:
            self._drop(at)
            return
        pressed, hit = self._pressed, self._hit
        self._pressed = self._hit = None
        self._show_cursor(at)
        if pressed is None:
            return
        over = self.hit(at)
        if over is None and hit is None:
            more = self.more_at(at)
            if more is not None:
                self._view.list_requested.emit(self._view.days.day(more), self._view.visualRect(more))
        elif over is not None and hit is not None and over.entry is hit.entry:
            self._view.entry_opened.emit(over.entry.activity_id)

    def double_click(self, event: QMouseEvent) -> None:
        """Ask for something new on an empty day."""
        at = event.position().toPoint()
        index = self._view.indexAt(at)
        if index.isValid() and self.hit(at) is None and self.more_at(at) is None:
            self._view.add_requested.emit(self._view.days.day(index))

    def _show_cursor(self, at: QPoint) -> None:
        hit = self.hit(at)
        shape = Qt.CursorShape.ArrowCursor
        if hit is not None and hit.part is not Part.WHOLE:
            shape = Qt.CursorShape.SizeHorCursor
        elif hit is not None or self.more_at(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self._set_cursor(shape)

    def _set_cursor(self, shape: Qt.CursorShape) -> None:
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    # -- dragging

    def _start(self, pressed: QPoint, at: QPoint) -> None:
        view, hit = self._view, self._hit
        self._pressed = None
        index = view.indexAt(pressed)
        if not index.isValid() or (hit is None and self.more_at(pressed) is not None):
            return
        day = view.days.day(index)
        if hit is None:
            self.drag = Drag(Part.NEW, day, day)
            self._set_cursor(Qt.CursorShape.CrossCursor)
        else:
            sentence = view.why_fixed(hit.entry)
            if sentence:
                self._set_cursor(Qt.CursorShape.ForbiddenCursor)
                view.refused.emit(sentence)
                return
            self.drag = Drag(hit.part, day, day, hit.entry, hit.key, hit.bar.lane)
            sideways = hit.part is not Part.WHOLE
            self._set_cursor(Qt.CursorShape.SizeHorCursor if sideways else Qt.CursorShape.ClosedHandCursor)
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        assert self.drag is not None
        view = self._view
        index = view.indexAt(at) if view.viewport().rect().contains(at) else None
        day = view.days.day(index) if index is not None and index.isValid() else None
        if day != self.drag.at:
            self.drag = self.drag._replace(at=day)
        view.viewport().update()

    def _drop(self, at: QPoint) -> None:
        self._drag_to(at)
        drag = self.drag
        self.cancel()
        self._show_cursor(at)
        if drag is None or drag.days is None:
            return
        if drag.entry is None:
            if drag.at != drag.start:
                self._view.days_drawn.emit(*drag.days)
        elif any(drag.shift):
            self._view.entry_moved.emit(drag.entry, *drag.shift)

    def cancel(self) -> bool:
        """Leave everything where it is; False if nothing was being dragged."""
        dragging = self.drag is not None
        self.drag = self._pressed = self._hit = None
        if dragging:
            self._set_cursor(Qt.CursorShape.ArrowCursor)
            self._view.viewport().update()
        return dragging


def _part(entry: CalendarEntry, bar: Bar, left: float, width: float) -> Part:
    """What a press so far from the left end of a bar takes hold of; only events last over days."""
    if entry.is_event and bar.opens and left < EDGE:
        return Part.FIRST
    if entry.is_event and bar.closes and width - left <= EDGE:
        return Part.LAST
    return Part.WHOLE
