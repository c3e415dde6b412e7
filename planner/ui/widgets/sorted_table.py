"""The base of tables that a click on a heading sorts: headings in small type, keys, the row under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.config.text import tr
from planner.ui.widgets.focus_visible import FocusVisible
from planner.ui.widgets.painting import paint_text, show_tip, text_width

if TYPE_CHECKING:
    from collections.abc import Collection

    from planner.ui.theme import Theme

PAD: Final = 8
"""The room on both sides of a cell."""
ARROW: Final = 16
"""What the arrow of the sorted column takes beside its word."""
_HEADER: Final = 36
_FLASH_MS: Final = 900
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class SortHeader(QHeaderView):
    """Column headings in small type; the sorted one has an arrow beside its word. ``numbers`` stand on the right."""

    def __init__(self, theme: Theme, numbers: Collection[int], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._numbers = frozenset(numbers)
        self.pad = PAD
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEADER)
        self.setAccessibleName(tr("Columns; a click sorts"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def needs(self, section: int, *, with_arrow: bool = True) -> int:
        """How wide a column is that has room for its word, and for the arrow."""
        word = text_width(self._theme, "meta_strong", self._word(section))
        return max(word + 1 + 2 * self.pad + (ARROW if with_arrow else 0), self.minimumSectionSize())

    def _word(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        is_sorted = section == self.sortIndicatorSection()
        text = self._word(section)
        room = rect.adjusted(self.pad, 0, -self.pad, -1)
        wide, right = text_width(theme, "meta_strong", text), section in self._numbers
        painter.save()
        painter.fillRect(rect, theme.colour("bg"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line_strong"))
        tone = "text" if is_sorted else "muted"
        paint_text(painter, theme, "meta_strong", text, room, colour=tone, right=right)
        if is_sorted:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            left = room.right() - wide - ARROW if right else room.left() + wide + 3
            arrow = theme.pixmap(
                "chevron-up" if up else "chevron-down", "text", 12, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(QPointF(left, room.center().y() - 5), arrow)
        painter.restore()


class SortedTable(FocusVisible, QTableView):
    """A table that is read, not edited, one row chosen at a time; its model sorts itself.

    ``hovered`` is the row under the mouse, ``flashed`` the id of what was just shown, both -1 for none; a delegate
    paints them as such. Subclasses say by :meth:`act` what Return does.
    """

    def __init__(
        self,
        theme: Theme,
        model: QAbstractTableModel,
        numbers: Collection[int],
        row: int,
        parent: QWidget | None = None,
    ) -> None:
        """``numbers`` are the columns that stand on the right, ``row`` is the height of a row."""
        super().__init__(parent)
        self.hovered = self.flashed = -1
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        model.setParent(self)
        self.setModel(model)
        self.header = SortHeader(theme, numbers, self)
        self.setHorizontalHeader(self.header)
        self.header.setMinimumSectionSize(40)
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
        theme.changed.connect(self.header.viewport().update)

    def start_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Say what it is sorted by at first, as its model is; from then on the model follows."""
        self.header.setSortIndicator(column, order)
        self.header.sortIndicatorChanged.connect(self._sort)

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column."""
        self.header.setSortIndicator(column, order)

    def sort_by_current_column(self) -> None:
        """Sort by the column with the focus, the other way round if it is sorted by it already."""
        column, header = max(self.currentIndex().column(), 0), self.header
        first = self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole)
        order = Qt.SortOrder.AscendingOrder if first is None else Qt.SortOrder(first)
        if column == header.sortIndicatorSection() and header.sortIndicatorOrder() == order:
            up = order == Qt.SortOrder.AscendingOrder
            order = Qt.SortOrder.DescendingOrder if up else Qt.SortOrder.AscendingOrder
        self.sort_by(column, order)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model().sort(column, order)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

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
