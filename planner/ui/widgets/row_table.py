"""The base of tables that are read, not edited: rows under the mouse, the row with the focus, tips, what flashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.ui.widgets.focus_visible import FocusVisible
from planner.ui.widgets.painting import show_tip

if TYPE_CHECKING:
    from planner.ui.theme import Theme

_FLASH_MS: Final = 900
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class RowTable(FocusVisible, QTableView):
    """A table of rows of one height, one row chosen at a time, under the headings that it is given.

    ``hovered`` is the row under the mouse, ``flashed`` the id of what was just shown, both -1 for none; a delegate
    paints them as such. Subclasses say by :meth:`act` what Return does.
    """

    def __init__(self, theme: Theme, model: QAbstractTableModel, row: int, parent: QWidget | None = None) -> None:
        """``row`` is the height of a row."""
        super().__init__(parent)
        self.hovered = self.flashed = -1
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        model.setParent(self)
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def act(self) -> None:
        """What Return does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.act()
        else:
            super().keyPressEvent(event)

    def choose_row(self, row: int, flashed: int | None = None) -> bool:
        """Put the focus on a row, let the id ``flashed`` stand out; False where ``row`` is -1, which is no row."""
        if row < 0:
            return False
        index = self.model().index(row, max(self.currentIndex().column(), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if flashed is not None:
            self.flash(flashed)
        return True

    def flash(self, row_id: int) -> None:
        """Let what has this id stand out for a moment."""
        self.flashed = row_id
        self._flash.start()
        self.viewport().update()

    def _unflash(self) -> None:
        self.flashed = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            # Any text may be cut.
            show_tip(
                event.globalPos(), self.tip_of(index.row(), index.column()), self.viewport(), self.visualRect(index)
            )
            return True
        return super().viewportEvent(event)

    def tip_of(self, row: int, column: int) -> str:
        """What stands in the tool tip of a cell; empty beside the rows."""
        return str(self.model().index(row, column).data() or "")
