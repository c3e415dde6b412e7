"""A list of activities that would close a gap, each with its kind, on two lines; with a tick each where one chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.config.text import tr
from planner.services.words import kind_word
from planner.ui.theme import Radius
from planner.ui.widgets.check_box import BOX, paint_check
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.painting import paint_ground, paint_ring, paint_text, show_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 48
_PAD: Final = 10
_ICON: Final = 16
_LINE: Final = Qt.ItemDataRole.UserRole + 1
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class Closing(NamedTuple):
    """A line: ``key`` names it, ``activity_id`` is None for what the plan lacks; ``facts`` stand below the title."""

    key: object
    title: str
    kind: str
    facts: str
    activity_id: int | None = None


class CloserModel(QAbstractListModel):
    """The lines, and the keys of those that are ticked; without ticks ``ticked`` is None."""

    def __init__(self, *, ticks: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Closing, ...] = ()
        self.ticked: frozenset[object] | None = frozenset() if ticks else None

    def show(self, lines: Sequence[Closing], ticked: frozenset[object] = frozenset()) -> None:
        """Show other lines."""
        same = [line.key for line in lines] == [line.key for line in self._lines]
        if not same:
            self.beginResetModel()
        changed = self._lines != tuple(lines) or (self.ticked is not None and self.ticked != ticked)
        self._lines = tuple(lines)
        if self.ticked is not None:
            self.ticked = ticked
        if not same:
            self.endResetModel()
        elif changed and lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def toggle(self, row: int) -> None:
        """Tick or untick a line."""
        if self.ticked is not None:
            self.ticked ^= {self._lines[row].key}
            self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, row: int) -> Closing | None:
        """The line of a row, None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if self.ticked is None else usual | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{title}, {kind}, {facts}", title=line.title, kind=kind_word(line.kind), facts=line.facts)
        if role == Qt.ItemDataRole.CheckStateRole and self.ticked is not None:
            return Qt.CheckState.Checked if line.key in self.ticked else Qt.CheckState.Unchecked
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: CloserList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def editorEvent(self, *_arguments: object) -> bool:
        return False  # the list ticks, wherever on the line the mouse is

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = self._theme, index.data(_LINE)
        rect: QRect = option.rect
        scale = painter.device().devicePixelRatio()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_MouseOver or shows_focus(option):
            paint_ground(painter, theme, "hover", box)
        if shows_focus(option):
            paint_ring(painter, theme, box)
        left = rect.left() + _PAD
        middle = rect.center().y()
        if self._view.lines.ticked is not None:
            on = line.key in self._view.lines.ticked
            paint_check(painter, theme, QRectF(left, middle - BOX / 2, BOX, BOX), scale, on=on, focus=False)
            left += BOX + _PAD
        icon = theme.pixmap(theme.kind_icon(line.kind), "muted", _ICON, scale)
        painter.drawPixmap(QPointF(left, middle - _ICON / 2), icon)
        left += _ICON + _PAD
        room = QRect(left, rect.top() + 5, rect.right() - _PAD - left, 19)
        paint_text(painter, theme, "body", line.title, room)
        paint_text(painter, theme, "meta_figure", line.facts, room.translated(0, 19), colour="muted")
        painter.restore()


class CloserList(FocusVisible, QListView):
    """``opened`` carries the id of an activity to look at; ``changed`` comes when a line was ticked or unticked.

    Without ticks a click or Return opens. With ticks a click or Space ticks, and Return opens what is in the plan.
    """

    opened = Signal(int)
    changed = Signal()

    def __init__(self, theme: Theme, name: str, *, ticks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = CloserModel(ticks=ticks, parent=self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(200, max(self.lines.rowCount(), 1) * ROW + 2 * Radius.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(self.lines.rowCount(), 2) * ROW + 4)

    def _act(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None and line.activity_id is not None:
            self.opened.emit(line.activity_id)

    def _toggle(self, row: int) -> None:
        if self.lines.line(row) is not None:
            self.lines.toggle(row)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~_KEYPAD
        row = self.currentIndex().row()
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(row)
        elif plain and event.key() == Qt.Key.Key_Space and self.lines.ticked is not None:
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            (self._act if self.lines.ticked is None else self._toggle)(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0))
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            show_tip(event.globalPos(), str(index.data() or ""), self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)
