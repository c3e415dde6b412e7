"""The base of tables that a click on a heading sorts: headings in small type, with an arrow at the sorted one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QPointF, QRect, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from planner.config.text import tr
from planner.ui.widgets.painting import paint_text, text_width
from planner.ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QPainter

    from planner.ui.theme import Theme

PAD: Final = 8
"""The room on both sides of a cell."""
ARROW: Final = 16
"""What the arrow of the sorted column takes beside its word."""
_HEADER: Final = 36


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


class SortedTable(RowTable):
    """A table that a click on a heading sorts; its model sorts itself."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractTableModel,
        numbers: Collection[int],
        row: int,
        parent: QWidget | None = None,
    ) -> None:
        """``numbers`` are the columns that stand on the right, ``row`` is the height of a row."""
        super().__init__(theme, model, row, parent)
        self.header = SortHeader(theme, numbers, self)
        self.setHorizontalHeader(self.header)
        self.header.setMinimumSectionSize(40)
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
