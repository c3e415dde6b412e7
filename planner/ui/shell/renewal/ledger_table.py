"""The table of a ledger: every credit that a certification counts, sorted by any column."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr, trn
from planner.domain.dates import parse_date
from planner.domain.folding import fold
from planner.services.humanize import long_date
from planner.services.renewal_facts import amount_text
from planner.ui.widgets.painting import paint_text
from planner.ui.widgets.sorted_table import PAD, SortedTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent

    from planner.services.queries.renewals import LedgerLine
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 36
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns in their order."""

    DAY = 0
    WHAT = 1
    CATEGORY = 2
    AMOUNT = 3
    REPORTED = 4
    ALSO = 5


NUMBERS: Final = frozenset({Column.AMOUNT})
_WIDTHS: Final = {Column.DAY: 108, Column.CATEGORY: 132, Column.AMOUNT: 84, Column.REPORTED: 112, Column.ALSO: 124}


def column_title(column: int) -> str:
    """The heading of a column."""
    return (tr("Earned"), tr("For"), tr("Category"), tr("Amount"), tr("Reported"), tr("Also counts for"))[column]


def files_words(number: int) -> str:
    """How many files are kept with a credit."""
    return trn("{n} file", "{n} files", number)


def cell_text(line: LedgerLine, column: int) -> str:
    """What stands in a cell."""
    if column == Column.DAY:
        return long_date(line.on)
    if column == Column.WHAT:
        return f"{line.title} · {files_words(line.files)}" if line.files else line.title
    if column == Column.CATEGORY:
        return line.category
    if column == Column.AMOUNT:
        return amount_text(line.amount)
    if column == Column.ALSO:
        return ", ".join(line.also)
    if line.cycle is None:
        return tr("counts not")
    if line.planned:
        return tr("planned")
    return long_date(parse_date(line.reported_on)) if line.reported_on is not None else tr("not yet")


def _key(line: LedgerLine, column: int) -> Any:
    if column == Column.DAY:
        return line.on
    if column == Column.AMOUNT:
        return line.amount
    if column == Column.REPORTED:
        return line.reported_on or ("9" if line.planned else "8")
    return fold(cell_text(line, column))


class LedgerModel(QAbstractTableModel):
    """Holds the lines in the order of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[LedgerLine] = []
        self.sorted_by: int = Column.DAY
        self.direction = Qt.SortOrder.DescendingOrder

    def show(self, lines: Sequence[LedgerLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = self._ordered(lines)
        self.endResetModel()

    def _ordered(self, lines: Sequence[LedgerLine]) -> list[LedgerLine]:
        down = self.direction == Qt.SortOrder.DescendingOrder
        newest = sorted(lines, key=lambda line: (line.on, line.claim_id), reverse=True)
        return sorted(newest, key=lambda line: _key(line, self.sorted_by), reverse=down)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(Column):
            return
        self.sorted_by, self.direction = column, order
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._lines[index.row()].claim_id) for index in self.persistentIndexList()]
        self._lines = self._ordered(self._lines)
        places = {line.claim_id: row for row, line in enumerate(self._lines)}
        for index, claim_id in kept:
            self.changePersistentIndex(index, self.index(places[claim_id], index.column()))
        self.layoutChanged.emit()

    def line(self, row: int) -> LedgerLine | None:
        """The line of a row, None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        return column_title(section) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{column}: {text}", column=column_title(column), text=cell_text(line, column) or tr("none"))
        return None


class _Delegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, theme: Theme, parent: LedgerTable) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, line = self._theme, option.rect, index.data(LINE_ROLE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif index.row() == self._table.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        column = index.column()
        quiet = line.planned or line.cycle is None or column in (Column.CATEGORY, Column.ALSO, Column.REPORTED)
        room: QRect = rect.adjusted(PAD, 0, -PAD, -1)
        paint_text(
            painter,
            theme,
            "figure" if column in (Column.DAY, Column.AMOUNT, Column.REPORTED) else "body",
            index.data(),
            room,
            colour="muted" if quiet else "text",
            right=column in NUMBERS,
        )
        painter.restore()


class LedgerTable(SortedTable):
    """Several lines can be chosen; ``wanted`` carries the one that was pressed twice, or opened by Return."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = LedgerModel()
        super().__init__(theme, self.rows, NUMBERS, ROW, parent)
        self.setItemDelegate(_Delegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.start_sorted(Column.DAY, Qt.SortOrder.DescendingOrder)
        self.setAccessibleName(tr("Credits"))

    def chosen(self) -> list[LedgerLine]:
        """The lines that are chosen."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [line for row in rows if (line := self.rows.line(row)) is not None]

    def act(self) -> None:
        line = self.rows.line(self.currentIndex().row())
        if line is not None:
            self.wanted.emit(line.credit_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.act()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, width in _WIDTHS.items():
            self.header.resizeSection(column, width)
            room -= width
        self.header.resizeSection(Column.WHAT, max(room, 160))


def unreported(lines: Sequence[LedgerLine], today: date) -> list[LedgerLine]:
    """Those that were earned and count, but were not reported to the issuer."""
    return [
        line
        for line in lines
        if line.reported_on is None and not line.planned and line.cycle is not None and line.on <= today
    ]
