"""The radar chart: levels of several things at once, on axes from 0 in the middle to 5 at the rim.

The only module that imports pyqtgraph (and with it numpy), which costs half a second: import it when a chart is shown.
"""

from collections.abc import Callable, Sequence
from math import cos, hypot, sin
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QWidget

from planner.config.text import tr
from planner.domain.levels import HIGHEST, LOWEST, nearest_level, step_level
from planner.ui.theme import Theme
from planner.ui.widgets.radar.axes import RINGS, Axis, Layers
from planner.ui.widgets.radar.item import RadarItem
from planner.ui.widgets.radar.note import Note, NoteCard
from planner.ui.widgets.radar.painting import Layout
from planner.ui.widgets.radar.placing import angle_of, nearest_axis

_REACH = 10.0
"""So near to a mark or an axis the pointer takes hold of it."""
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class _Grip(NamedTuple):
    """What the left button holds: an axis, its level before, where it was pressed, and how far beside the mark."""

    axis: int
    before: float | None
    at: QPointF
    offset: float


class RadarChart(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph ships no types
    """Shows axes with three polygons: target (dashed), claimed (tinted), evidenced (solid where it is fresh).

    ``axis_chosen`` carries the index of an axis that was clicked, or chosen with the arrow keys and Enter. Where the
    chart is editable, a claimed level is dragged along its axis in halves, or set by keys: ``level_dragged`` carries
    the index and the level once it is let go of (Esc while dragging sets nothing), ``level_set`` those of a key, the
    level None for unknown. ``numbered`` tells when numbers take the place of names for want of room, or give it back.
    """

    axis_chosen = Signal(int)
    level_set = Signal(int, object)
    level_dragged = Signal(int, float)
    numbered = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 240)
        self.viewport().setAutoFillBackground(False)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # a kept ground would outlive the theme
        self._radar = RadarItem(theme)
        self.setCentralItem(self._radar)
        self.editable = False
        self._note_of: Callable[[int, float | None], Note] = lambda _index, _level: Note("")
        self._card = NoteCard(theme, self)
        self._grip: _Grip | None = None
        self._dragged = False
        self._was_numbered = False
        theme.changed.connect(self._renew)

    # ------------------------------------------------------------------ showing

    def set_axes(
        self,
        axes: Sequence[Axis],
        name: str,
        note: Callable[[int, float | None], Note] | None = None,
        *,
        keep_current: bool = False,
    ) -> None:
        """Draw these axes. ``name`` says what the chart shows.

        ``note`` gives what is said of an axis under the pointer, or of a level that it is being dragged to.
        """
        self._radar.axes = tuple(axes)
        if not keep_current or self._radar.current >= len(axes):
            self._radar.current = -1
        self._let_go()
        self._note_of = note or (lambda _index, _level: Note(""))
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{axis.name}: {_in_a_line(axis)}" for axis in axes))
        self._number()
        self._renew()

    def set_ring_names(self, names: Sequence[str]) -> None:
        """Name the levels 0 to 5 beside their rings."""
        self._radar.ring_names = tuple(names)
        self._renew()

    def set_layers(self, layers: Layers) -> None:
        """Draw these polygons and no others."""
        self._radar.layers = layers
        self._renew()

    def is_numbered(self) -> bool:
        """Whether numbers stand in the place of names, for want of room."""
        layout = self._radar.lay_out()
        return layout is not None and layout.numbered

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed:  # pyqtgraph calls it while the view is made and taken down, too
            self._number()

    def _number(self) -> None:
        if self._was_numbered != self.is_numbered():
            self._was_numbered = not self._was_numbered
            self.numbered.emit(self._was_numbered)

    def _renew(self) -> None:
        # Not the item's own update: its scene would have the window painted before all of the page is up to date.
        self.viewport().update()

    def centre_of_label(self, index: int) -> QPointF:
        """Where the label of an axis lies in the view; for tests and tours."""
        layout = self._radar.lay_out()
        assert layout is not None
        return layout.box(index).center()

    def point_of(self, index: int, level: float) -> QPointF:
        """Where a level of an axis lies in the view; for tests and tours."""
        layout = self._radar.lay_out()
        assert layout is not None
        return layout.point(index, level)

    # ------------------------------------------------------------------ by mouse

    def axis_at(self, where: QPointF) -> int:
        """The axis whose label, or whose sector of the chart, is under the pointer; -1 if none."""
        layout = self._radar.lay_out()
        if layout is None:
            return -1
        for index in range(len(self._radar.axes)):
            box = layout.box(index)
            if box.width() and box.adjusted(-6, -2, 6, 2).contains(where):
                return index
        if hypot(where.x() - layout.placing.x, where.y() - layout.placing.y) > layout.placing.radius:
            return -1
        return nearest_axis(where.x(), where.y(), layout.placing, len(self._radar.axes))

    def _along(self, layout: Layout, index: int, where: QPointF) -> float:
        """The level on an axis that a point falls on, not rounded and not bounded."""
        angle = angle_of(index, len(self._radar.axes))
        along = (where.x() - layout.placing.x) * cos(angle) + (where.y() - layout.placing.y) * sin(angle)
        return along / layout.placing.radius * RINGS

    def _grip_at(self, where: QPointF) -> _Grip | None:
        """What can be dragged from here: the mark that is near, or on the line of an unknown skill the level there."""
        layout = self._radar.lay_out()
        if not self.editable or layout is None:
            return None
        best, found = _REACH, None
        for index, axis in enumerate(self._radar.axes):
            along = self._along(layout, index, where)
            level = nearest_level(along) if axis.claimed is None else axis.claimed
            point = layout.point(index, level)
            away = hypot(where.x() - point.x(), where.y() - point.y())
            if away < best and (axis.claimed is not None or level > LOWEST):
                offset = 0.0 if axis.claimed is None else along - level
                best, found = away, _Grip(index, axis.claimed, where, offset)
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._grip, self._dragged = self._grip_at(event.position()), False
        if self._grip is not None:
            self._radar.current = self._grip.axis
            self._renew()
            return
        index = self.axis_at(event.position())
        if index >= 0:
            self.axis_chosen.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press may begin a drag like the first."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._grip is None:
            self._hover(event.position())
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self._put_back()  # the button was let go of where nobody told the chart
        else:
            self._drag(self._grip, event.position())

    def _hover(self, where: QPointF) -> None:
        grip = self._grip_at(where)
        index = self.axis_at(where) if grip is None else grip.axis
        cursor = Qt.CursorShape.PointingHandCursor if grip is None else Qt.CursorShape.SizeAllCursor
        self.setCursor(cursor if index >= 0 else Qt.CursorShape.ArrowCursor)
        self._tell(index, None, where)

    def _drag(self, grip: _Grip, where: QPointF) -> None:
        layout = self._radar.lay_out()
        if layout is None:
            return
        if not self._dragged:
            if (where - grip.at).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragged = True
            if grip.before == LOWEST:  # all marks at 0 lie in the middle: the way it is dragged says which is meant
                aimed = nearest_axis(where.x(), where.y(), layout.placing, len(self._radar.axes))
                if self._radar.axes[aimed].claimed == LOWEST:
                    self._grip = grip = grip._replace(axis=aimed, offset=0.0)
                    self._radar.current = aimed
        self._hold(grip.axis, nearest_level(self._along(layout, grip.axis, where) - grip.offset))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._grip is None or event.button() != Qt.MouseButton.LeftButton:
            return
        grip, dragged = self._grip, self._dragged
        level = self._radar.axes[grip.axis].claimed
        self._put_back()  # until it is written, the level is what it was
        if not dragged:
            self.axis_chosen.emit(grip.axis)
        elif level != grip.before:
            self.level_dragged.emit(grip.axis, level)

    def leaveEvent(self, event: QEvent) -> None:
        if self._grip is None:
            self._card.hide()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._put_back()
        super().hideEvent(event)

    def _hold(self, index: int, level: float | None) -> None:
        """Show a level that is not set yet."""
        axes = list(self._radar.axes)
        axes[index] = axes[index]._replace(claimed=level)
        self._radar.axes, self._radar.held = tuple(axes), index
        self._tell(index, level, self.point_of(index, level or LOWEST))
        self._renew()

    def _put_back(self) -> None:
        """Let go; a level that was dragged is what it was."""
        if self.closed:
            return  # pyqtgraph has let go of the item already
        if self._grip is not None and self._dragged:
            axes = list(self._radar.axes)
            axes[self._grip.axis] = axes[self._grip.axis]._replace(claimed=self._grip.before)
            self._radar.axes = tuple(axes)
        self._let_go()
        self._renew()

    def _let_go(self) -> None:
        self._grip, self._dragged, self._radar.held = None, False, -1
        self._card.hide()

    def _tell(self, index: int, level: float | None, near: QPointF) -> None:
        note = self._note_of(index, level) if index >= 0 else Note("")
        if note.title:
            self._card.show_note(note, near)
        else:
            self._card.hide()

    def wheelEvent(self, event: object) -> None:
        """The chart does not zoom."""

    # ------------------------------------------------------------------ by keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count, current = event.key(), len(self._radar.axes), self._radar.current
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key == Qt.Key.Key_Escape and self._grip is not None:
            self._put_back()
        elif count and key == Qt.Key.Key_Right:
            self._go_to((current + 1) % count)
        elif count and key == Qt.Key.Key_Left:
            self._go_to((current - 1) % count if current >= 0 else count - 1)
        elif current < 0 or not self._act(key, current):
            event.ignore()

    def _act(self, key: int, index: int) -> bool:
        """Do what a key says to the axis that has the focus; False for other keys."""
        claimed = self._radar.axes[index].claimed
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.axis_chosen.emit(index)
        elif not self.editable:
            return False
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self._set(index, step_level(claimed, 1))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self._set(index, claimed and step_level(claimed, -1))
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_0 + round(HIGHEST):
            self._set(index, float(key - Qt.Key.Key_0))
        elif key == Qt.Key.Key_Delete and claimed is not None:
            self._set(index, None)
        else:
            return False
        return True

    def _set(self, index: int, level: float | None) -> None:
        if level != self._radar.axes[index].claimed:
            self.level_set.emit(index, level)
        self.say(index)

    def _go_to(self, index: int) -> None:
        self._radar.current = index
        self.say(index)
        self._renew()

    def say(self, index: int) -> None:
        """Tell a screen reader of an axis, and show its note beside it."""
        axis = self._radar.axes[index]
        self.setAccessibleDescription(tr("{name}: {levels}", name=axis.name, levels=_in_a_line(axis)))
        self._tell(index, None, self.point_of(index, RINGS))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the Tab key the first axis has the focus, so that it is seen where one is."""
        if self._radar.current < 0 and self._radar.axes and event.reason() in _BY_TAB:
            self._go_to(0)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._put_back()
        if event.reason() not in _COMES_BACK:
            self._radar.current = -1
        super().focusOutEvent(event)


def _in_a_line(axis: Axis) -> str:
    return axis.remark.replace("\n", ", ")
