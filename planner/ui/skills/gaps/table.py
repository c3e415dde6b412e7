"""The table of the gaps to the role: how its cells are painted, and how wide its columns are."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.services.gap_facts import NUMBERS, Column, cell_text, remark
from planner.services.queries.gaps import GapRow
from planner.ui.skills.gaps.model import GapModel, Index
from planner.ui.theme import Space, Theme
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.painting import paint_ring, paint_text, text_width
from planner.ui.widgets.row_pictures import RowPictures
from planner.ui.widgets.sorted_table import PAD, SortedTable

ROW: Final = 44
_WIDEST: Final = 1100
_SKILL_LEAST: Final = 150
#: Where the words of all columns leave the skill less than this, only the sorted column has room for its arrow.
_SKILL_GOOD: Final = 280
_CLOSE: Final = 7


class GapDelegate(QStyledItemDelegate):
    """Paints the cells: the skill over its category, numbers on the right, what has no gap in grey."""

    def __init__(self, theme: Theme, parent: "GapTable") -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent
        self._pictures = RowPictures(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, place, column = self._table, index.row(), index.column()
        row = table.rows.gap(place)
        if row is None:
            return
        rect: QRect = option.rect
        ground = ""
        if row.skill.id == table.flashed:
            ground = "accent_soft"
        elif option.state & QStyle.StateFlag.State_Selected or place == table.hovered:
            ground = "hover"
        text = cell_text(row, column)
        if not ground and not shows_focus(option):
            looks = (column, text, row.category, row.stands_out, bool(row.skill.gap), table.header.pad)
            self._pictures.paint(painter, rect, looks, lambda to, box: self._paint_cell(to, box, row, column, text))
            return
        painter.save()
        if ground:
            painter.fillRect(rect, self._theme.colour(ground))
        self._paint_cell(painter, rect, row, column, text)
        if shows_focus(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self._theme, QRectF(rect).adjusted(0, 1, 0, -2))
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, row: GapRow, column: int, text: str) -> None:
        pad = self._table.header.pad
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        room = rect.adjusted(pad, 0, -pad, -1)
        if column == Column.SKILL:
            self._paint_skill(painter, row, room)
        else:
            self._paint_number(painter, row, column, text, room)

    def _paint_skill(self, painter: QPainter, row: GapRow, room: QRect) -> None:
        theme, half = self._theme, room.height() // 2
        top, below = room.adjusted(0, 4, 0, -half + 1), room.adjusted(0, half - 1, 0, -4)
        paint_text(painter, theme, "strong", row.skill.name, top, colour="text" if row.skill.gap else "muted")
        if row.stands_out:
            # The remark is the news; of the category what is left of the room.
            words = remark()
            wide = min(text_width(theme, "meta", words) + 2, below.width())
            left = min(text_width(theme, "meta", row.category), below.width() - wide - Space.M)
            if left >= min(text_width(theme, "meta", row.category), 2 * Space.XL):
                box = QRect(below.topLeft(), QSize(left + 1, below.height()))
                paint_text(painter, theme, "meta", row.category, box, colour="muted")
                below = below.adjusted(left + Space.M, 0, 0, 0)
            paint_text(painter, theme, "meta", words, below, colour="text")
        else:
            paint_text(painter, theme, "meta", row.category, below, colour="muted")

    def _paint_number(self, painter: QPainter, row: GapRow, column: int, text: str, room: QRect) -> None:
        known = text[:1].isdigit()
        role, colour = ("figure", "text") if known else ("meta", "muted")
        if not row.skill.gap:
            colour = "muted"
        elif column == Column.PRIORITY:
            role = "strong"
        paint_text(painter, self._theme, role, text, room, colour=colour, right=True)


class GapTable(SortedTable):
    """The gaps, sortable by each column. ``opened`` carries the id of a skill to look at."""

    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = GapModel()
        super().__init__(theme, self.rows, NUMBERS, ROW, parent)
        self._theme = theme
        self.setItemDelegate(GapDelegate(theme, self))
        self.start_sorted(Column.PRIORITY, Qt.SortOrder.DescendingOrder)
        self.header.sortIndicatorChanged.connect(self._share_room)
        self.setAccessibleName(tr("Gaps to the role"))
        self.setMaximumWidth(_WIDEST)

    def current_gap(self) -> GapRow | None:
        """The row with the focus."""
        return self.rows.gap(self.currentIndex().row())

    def choose(self, skill_id: int, *, flash: bool = False) -> bool:
        """Put the focus on a skill and bring it in sight; False if it is not shown."""
        return self.choose_row(self.rows.row_of(skill_id), skill_id if flash else None)

    def act(self) -> None:
        """What Return does: open the skill."""
        row = self.current_gap()
        if row is not None:
            self.opened.emit(row.skill.id)

    def tip_of(self, row: int, column: int) -> str:
        return self.rows.tip(row, column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self.act()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give each number what its heading and its words need, and the skill the rest."""
        room, header = self.viewport().width(), self.header
        header.pad = PAD + 2
        widths = self._needs(arrows=NUMBERS)
        if room - sum(widths.values()) < _SKILL_GOOD:
            header.pad = _CLOSE
            widths = self._needs(arrows={header.sortIndicatorSection()})
        for column, width in widths.items():
            header.resizeSection(column, width)
        header.resizeSection(Column.SKILL, max(room - sum(widths.values()), _SKILL_LEAST))

    def _needs(self, arrows: Collection[int]) -> dict[int, int]:
        unknown = text_width(self._theme, "meta", tr("unknown")) + 2 * self.header.pad
        words = {Column.SELF_RATED: unknown, Column.PLANNED: unknown}
        return {
            column: max(self.header.needs(column, with_arrow=column in arrows), words.get(column, 0))
            for column in sorted(NUMBERS)
        }
