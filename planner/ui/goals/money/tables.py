"""The two tables of the money dialog, totals and expenses: their models, and how their cells are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from planner.config.text import tr
from planner.services.money_facts import (
    COSTS_RIGHT,
    SUMS_RIGHT,
    Cost,
    Sum,
    cost_below,
    cost_text,
    cost_title,
    spoken_cost,
    spoken_sum,
    sum_meaning,
    sum_text,
    sum_title,
)
from planner.services.queries.expenses import Standing
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.painting import paint_ring, paint_text, text_width
from planner.ui.widgets.sorted_table import PAD, SortedTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from planner.domain.spending import Total
    from planner.services.queries.expenses import MoneyLine
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

SUM_ROW: Final = 34
COST_ROW: Final = 44
_SUM_WIDTHS: Final = {Sum.YEAR: 80, Sum.CURRENCY: 96}
_MOST_SUMS: Final = 5
_WHAT_LEAST: Final = 160


class _Rows(QAbstractTableModel):
    """Rows that stand as they are given; subclasses say what is in a cell."""

    columns = 0
    numbers: Collection[int] = frozenset()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else self.columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columns:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return self.meaning(section) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in self.numbers else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def title(self, column: int) -> str:
        raise LookupError(column)

    def meaning(self, column: int) -> str:
        return self.title(column)

    def text(self, row: Any, column: int) -> str:
        raise LookupError(row, column)

    def spoken(self, row: Any, column: int) -> str:
        raise LookupError(row, column)


class SumModel(_Rows):
    """One row for each year and currency."""

    columns = len(Sum)
    numbers = SUMS_RIGHT

    def total(self, row: int) -> Total | None:
        """The total of a row, None beyond the end."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of_year(self, year: int) -> int:
        """The first row of a year, -1 if it has none."""
        return next((place for place, total in enumerate(self._rows) if total.year == year), -1)

    def title(self, column: int) -> str:
        return sum_title(column)

    def meaning(self, column: int) -> str:
        return sum_meaning(column)

    def text(self, row: Total, column: int) -> str:
        return sum_text(row, column)

    def spoken(self, row: Total, column: int) -> str:
        return spoken_sum(row, column)


class CostModel(_Rows):
    """One row for each expense or list price."""

    columns = len(Cost)
    numbers = COSTS_RIGHT

    def line(self, row: int) -> MoneyLine | None:
        """What stands in a row, None beyond the end."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def title(self, column: int) -> str:
        return cost_title(column)

    def text(self, row: MoneyLine, column: int) -> str:
        return cost_text(row, column)

    def spoken(self, row: MoneyLine, column: int) -> str:
        return spoken_cost(row, column)


class _Delegate(QStyledItemDelegate):
    """What both tables paint alike: the ground, the hairline and the ring of the focus."""

    def __init__(self, theme: Theme, parent: SumTable | CostTable) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        ground = self.ground(index, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        if ground:
            painter.fillRect(rect, self.theme.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("line"))
        self.paint_cell(painter, index, rect.adjusted(PAD, 0, -PAD, -1))
        if shows_focus(option):
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            paint_ring(painter, self.theme, QRectF(rect).adjusted(0, 1, 0, -2))
        painter.restore()

    def ground(self, index: Index, *, selected: bool) -> str:
        raise LookupError(index, selected)

    def paint_cell(self, painter: QPainter, index: Index, room: QRect) -> None:
        raise LookupError(index, room)


class _SumDelegate(_Delegate):
    """A year stands out once, whatever its currencies, and all its rows do while it is the chosen one."""

    def __init__(self, theme: Theme, parent: SumTable) -> None:
        super().__init__(theme, parent)
        self._table = parent

    def ground(self, index: Index, *, selected: bool) -> str:
        total, chosen = self._table.rows.total(index.row()), self._table.current_total()
        if total is not None and chosen is not None and total.year == chosen.year:
            return "accent_soft"
        return "hover" if index.row() == self._table.hovered else ""

    def paint_cell(self, painter: QPainter, index: Index, room: QRect) -> None:
        rows, column, text = self._table.rows, index.column(), index.data()
        if column == Sum.YEAR:
            above, total = rows.total(index.row() - 1), rows.total(index.row())
            again = above is not None and total is not None and above.year == total.year
            paint_text(painter, self.theme, "figure", text, room, colour="muted" if again else "text")
            return
        colour = "muted" if column == Sum.CURRENCY or text == "–" else "text"
        paint_text(painter, self.theme, "figure", text, room, colour=colour, right=column in SUMS_RIGHT)


class _CostDelegate(_Delegate):
    """The title of the activity stands over what the money is for; what does not count is grey."""

    def __init__(self, theme: Theme, parent: CostTable) -> None:
        super().__init__(theme, parent)
        self._table = parent

    def ground(self, index: Index, *, selected: bool) -> str:
        return "hover" if selected or index.row() == self._table.hovered else ""

    def paint_cell(self, painter: QPainter, index: Index, room: QRect) -> None:
        line, column = self._table.rows.line(index.row()), index.column()
        if line is None:
            return
        tone = "muted" if line.standing is Standing.DROPPED else "text"
        if column == Cost.WHAT:
            half = room.height() // 2
            top, below = room.adjusted(0, 4, 0, -half + 1), room.adjusted(0, half - 1, 0, -4)
            paint_text(painter, self.theme, "strong", line.title, top, colour=tone)
            paint_text(painter, self.theme, "meta", cost_below(line), below, colour="muted")
            return
        if column in (Cost.STANDING, Cost.REIMBURSED) or (column == Cost.DAY and line.day is None):
            tone = "muted"
        role = "body" if column == Cost.STANDING else "figure"
        paint_text(painter, self.theme, role, index.data(), room, colour=tone, right=column in COSTS_RIGHT)


class _Unsorted(SortedTable):
    """A table whose rows have one order: a click on a heading does nothing."""

    def __init__(self, theme: Theme, model: _Rows, name: str, row: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, model.numbers, row, parent)
        self.theme = theme
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.setSectionsClickable(False)
        self.header.setAccessibleName(tr("Columns"))
        self.header.unsetCursor()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def share_room(self) -> None:
        """Give the columns their widths."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()


class SumTable(_Unsorted):
    """The totals, the newest year first. ``year_chosen`` carries the year of the row with the focus."""

    year_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = SumModel()
        super().__init__(theme, self.rows, tr("Totals by year and currency"), SUM_ROW, parent)
        self.setItemDelegate(_SumDelegate(theme, self))
        self.selectionModel().currentRowChanged.connect(self._follow)

    def show_totals(self, totals: Sequence[Total], this_year: int) -> None:
        """Show totals, with the focus on this year, or on the newest."""
        self.rows.show_rows(totals)
        height = self.header.height() + SUM_ROW * min(max(len(totals), 1), _MOST_SUMS)
        self.setFixedHeight(height + (SUM_ROW // 2 if len(totals) > _MOST_SUMS else 0))
        self.choose_row(max(self.rows.row_of_year(this_year), 0) if totals else -1)

    def current_total(self) -> Total | None:
        """The row with the focus."""
        return self.rows.total(self.currentIndex().row())

    def _follow(self, current: QModelIndex) -> None:
        total = self.rows.total(current.row())
        if total is not None:
            self.year_chosen.emit(total.year)
        self.viewport().update()

    def share_room(self) -> None:
        rest = (self.viewport().width() - sum(_SUM_WIDTHS.values())) // len(SUMS_RIGHT)
        for column in Sum:
            self.header.resizeSection(column, _SUM_WIDTHS.get(column, rest))


class CostTable(_Unsorted):
    """The expenses of a year. ``opened`` carries a line whose activity is to be shown."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = CostModel()
        super().__init__(theme, self.rows, tr("Expenses of the year"), COST_ROW, parent)
        self.setItemDelegate(_CostDelegate(theme, self))

    def show_lines(self, lines: Sequence[MoneyLine]) -> None:
        """Show the lines of another year."""
        self.rows.show_rows(lines)
        self.share_room()

    def act(self) -> None:
        """What Return does: show the activity."""
        line = self.rows.line(self.currentIndex().row())
        if line is not None:
            self.opened.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self.act()
        event.accept()

    def tip_of(self, row: int, column: int) -> str:
        line = self.rows.line(row)
        return "" if line is None or column < 0 else spoken_cost(line, column)

    def share_room(self) -> None:
        """Each column takes what its longest text needs, and what the money is for the rest."""
        widths: dict[int, int] = {column: self._needs(column) for column in Cost if column != Cost.WHAT}
        widths[Cost.WHAT] = max(self.viewport().width() - sum(widths.values()), _WHAT_LEAST)
        for column, width in widths.items():
            self.header.resizeSection(column, width)

    def _needs(self, column: int) -> int:
        texts = {cost_text(line, column) for line in map(self.rows.line, range(self.rows.rowCount())) if line}
        role = "body" if column == Cost.STANDING else "figure"
        widest = max((text_width(self.theme, role, text) for text in texts if text), default=0)
        return max(widest + 1 + 2 * PAD, self.header.needs(column, with_arrow=False))
