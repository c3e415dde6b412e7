"""A list of lines on Home: what keys and clicks do on each."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyleOptionViewItem, QToolTip

from planner.ui.home.line_delegate import LINE_ROLE, MARK_WIDTH, RIGHT_WIDTH, Index, LineDelegate, LineModel, log_width
from planner.ui.widgets.focus_visible import FocusVisible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.home.lines import Line
    from planner.ui.theme import Theme

_FLASH_MS = 900
#: The keys that press the mark of a line.
_MARK_KEYS = {
    "star-filled": (Qt.Key.Key_W, Qt.Key.Key_Delete),
    "star": (Qt.Key.Key_W,),
    "plus": (Qt.Key.Key_L,),
    "close": (Qt.Key.Key_Delete,),
}


class LineList(FocusVisible, QListView):
    """One block of lines, as high as they are: it never scrolls by itself.

    ``opened`` carries the line that was clicked or entered, ``marked`` one whose mark at the right end was pressed by
    mouse or key, ``left`` -1 or 1 when the focus goes beyond the first or last line, ``moved`` the place of the
    current one.
    """

    opened = Signal(object)
    marked = Signal(object)
    left = Signal(int)
    moved = Signal(QRect)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines_model = LineModel(self)
        self.setModel(self.lines_model)
        self._delegate = LineDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.viewport().update)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; without any the list is hidden."""
        row = self.currentIndex().row()
        self.lines_model.set_lines(lines)
        if row >= 0 and not self.currentIndex().isValid() and lines:
            self.setCurrentIndex(self.lines_model.index(min(row, len(lines) - 1)))
        metrics = QFontMetrics(self._theme.font("meta_figure"))
        widest = max((metrics.horizontalAdvance(line.right) for line in lines), default=0)
        self._delegate.right_width = max(RIGHT_WIDTH, widest + 20)
        option = QStyleOptionViewItem()
        heights = (self._delegate.sizeHint(option, self.lines_model.index(row)).height() for row in range(len(lines)))
        self.setFixedHeight(sum(heights))
        self.setVisible(bool(lines))

    def enter(self, row: int) -> None:
        """Take the keyboard focus on a line; -1 is the last one."""
        count = self.lines_model.rowCount()
        self.setCurrentIndex(self.lines_model.index(count - 1 if row < 0 else min(row, count - 1)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(self.visualRect(self.currentIndex()))

    def reveal(self, table: str, row_id: int) -> bool:
        """Flash the line that leads to a row; False if there is none."""
        for row, line in enumerate(self.lines_model.lines()):
            if (line.table, line.row_id) == (table, row_id):
                self.setCurrentIndex(self.lines_model.index(row))
                self._delegate.flashed = row
                self._flash.start()
                self.viewport().update()
                self.moved.emit(self.visualRect(self.currentIndex()))
                return True
        return False

    def _unflash(self) -> None:
        self._delegate.flashed = -1
        self.viewport().update()

    def line_at(self, index: Index) -> Line | None:
        """The line of an index, None for none."""
        return index.data(LINE_ROLE) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines_model.rowCount():
            self.setCurrentIndex(self.lines_model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentIndex().row()
        line = self.line_at(self.currentIndex())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and line is not None:
            self.opened.emit(line)
        elif line is not None and key == Qt.Key.Key_L and line.can_log and not event.modifiers():
            self.marked.emit(line.to_log)
        elif line is not None and key in _MARK_KEYS.get(line.mark, ()) and not event.modifiers():
            self.marked.emit(line)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.left.emit(-1)
        elif key == Qt.Key.Key_Down and row >= self.lines_model.rowCount() - 1:
            self.left.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            self.moved.emit(self.visualRect(self.currentIndex()))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if index.isValid() else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        line = self.line_at(self.indexAt(place))
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        marked = self._marked_at(line, place.x())
        if marked is not None:
            self.marked.emit(marked)
        else:
            self.opened.emit(line)

    def _marked_at(self, line: Line, x: int) -> Line | None:
        """The line with the mark at a place of it, None beside its marks."""
        from_right = self.viewport().width() - x - 1
        if line.mark and from_right < MARK_WIDTH:
            return line
        room = MARK_WIDTH + log_width(self._theme, line)
        return line.to_log if line.can_log and from_right < room else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the list

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            return self._tell(event)  # type: ignore[arg-type]  # a tool-tip event is a QHelpEvent
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        line = self.line_at(index)
        text = ""
        if line is not None:
            marked = self._marked_at(line, event.pos().x())
            text = marked.mark_tip if marked is not None else line.tip or line.title
        QToolTip.showText(event.globalPos(), _plain(text), self.viewport(), self.visualRect(index))
        return True


def _plain(text: str) -> str:
    """A title as it stands: a tool tip would guess that it is rich text. The element lets a long one break."""
    return f"<span>{escape(text)}</span>" if text else ""
