"""A list of cards of one size that stand side by side in as many columns as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from planner.ui.widgets.focus_visible import FocusVisible

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction

_SCROLL_STEP: Final = 40
#: Room below the last card.
_FOOT: Final = 12


class CardSize(NamedTuple):
    """How large cards are, in pixels: all are equally high and wide, at least ``least`` where the view is that wide."""

    height: int
    least: int
    gap: int
    most_columns: int


class CardGrid(FocusVisible, QListView):
    """Each card lies where arithmetic puts it, so that thousands cost no more than those in sight.

    The arrow keys go over the grid. It subclasses QListView for the accessibility tree, which comes from the model.
    """

    def __init__(self, size: CardSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._laid_out = 1  # the columns at the last resize
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # -- arithmetic

    def columns(self) -> int:
        """How many cards stand side by side."""
        size = self._size
        return max(1, min(size.most_columns, (self.viewport().width() + size.gap) // (size.least + size.gap)))

    def _count(self) -> int:
        model: QAbstractItemModel | None = self.model()  # the stubs do not know that there may be none yet
        return 0 if model is None else model.rowCount()

    def _place(self, row: int) -> QRect:
        """Where a card lies in the whole grid; the columns share what no whole pixel is left of."""
        size, columns = self._size, self.columns()
        line, column = divmod(row, columns)
        room = self.viewport().width() + size.gap
        left, right = column * room // columns, (column + 1) * room // columns
        return QRect(left, line * (size.height + size.gap), right - left - size.gap, size.height)

    def _row_at(self, point: QPoint) -> int:
        """The card at a place of the viewport, -1 between cards."""
        y, size = point.y() + self.verticalOffset(), self._size
        first = y // (size.height + size.gap) * self.columns()
        rows = range(max(0, first), min(self._count(), first + self.columns()))
        return next((row for row in rows if self._place(row).contains(point.x(), y)), -1)

    def rows_in_sight(self) -> range:
        """The cards of which something is in sight."""
        step, columns, top = self._size.height + self._size.gap, self.columns(), self.verticalOffset()
        first = top // step * columns
        last = -(-(top + self.viewport().height()) // step) * columns
        return range(min(first, self._count()), min(last, self._count()))

    def updateGeometries(self) -> None:
        bar, port = self.verticalScrollBar(), self.viewport().height()
        count = self._count()
        height = self._place(count - 1).bottom() + 1 + _FOOT if count else 0
        bar.setPageStep(port)
        bar.setSingleStep(_SCROLL_STEP)
        bar.setRange(0, max(0, height - port))

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        QAbstractItemView.doItemsLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With other columns, what stood at the top stays there."""
        columns, top, step = self.columns(), self.verticalOffset(), self._size.height + self._size.gap
        first = top // step * self._laid_out
        self.updateGeometries()
        if columns != self._laid_out:
            self._laid_out = columns
            self.verticalScrollBar().setValue(first // columns * step + top % step)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometries()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._count():
            return QRect()
        return self._place(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return QModelIndex() if row < 0 else self.model().index(row, 0)

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def viewportSizeHint(self) -> QSize:
        return QSize(self._size.least, 2 * self._size.height)

    # -- moving

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        place, bar, port = self._place(index.row()), self.verticalScrollBar(), self.viewport().height()
        self.updateGeometries()
        if hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(place.top())
        elif hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(place.center().y() - port // 2)
        elif place.top() < bar.value() or place.height() > port:
            bar.setValue(place.top())
        elif place.bottom() + 1 > bar.value() + port:
            bar.setValue(place.bottom() + 1 - port)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self._count() - 1
        if last < 0:
            return QModelIndex()
        row, columns = self.currentIndex().row(), self.columns()
        if row < 0:
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // (self._size.height + self._size.gap)) * columns
        match action:
            case _Action.MoveLeft | _Action.MovePrevious:
                row = max(0, row - 1)
            case _Action.MoveRight | _Action.MoveNext:
                row = min(last, row + 1)
            case _Action.MoveUp:
                row = row - columns if row >= columns else row
            case _Action.MoveDown:
                row = self._below(row, columns)
            case _Action.MovePageUp:
                row = row - page if row >= page else row % columns
            case _Action.MovePageDown:
                row = self._below(row, page)
            case _Action.MoveHome:
                row = 0
            case _Action.MoveEnd:
                row = last
        return self.model().index(row, 0)

    def _below(self, row: int, by: int) -> int:
        """The card that stands so many further down, or the last one where the lowest line is short."""
        last, columns = self._count() - 1, self.columns()
        if row + by <= last:
            return row + by
        line = last // columns
        return row if row // columns == line else min(last, line * columns + row % columns)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        delegate, current, focus = self.itemDelegate(), self.currentIndex(), self.hasFocus()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~QStyle.StateFlag.State_HasFocus
        for row in self.rows_in_sight():
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            if event.rect().intersects(option.rect):
                option.state = plain | (
                    QStyle.StateFlag.State_HasFocus if focus and index == current else QStyle.StateFlag.State_None
                )
                delegate.paint(painter, option, index)
