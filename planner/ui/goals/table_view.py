"""The table view of the goals: columns, groups that fold, several rows selected, keys and clicks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter

from planner.config.text import tr
from planner.domain.goal_filter import Grouping
from planner.ui.goals.selecting import SelectsGoals
from planner.ui.goals.table_cells import ROW, Look, Place, RowPainter
from planner.ui.goals.table_columns import Column
from planner.ui.goals.table_header import GoalHeader
from planner.ui.goals.table_model import PLAIN, Arrangement, GoalTableModel, Group, key_of
from planner.ui.theme import Space
from planner.ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.goals.list_model import Goal
    from planner.ui.theme import Theme

_Flag = QItemSelectionModel.SelectionFlag
_Key = Qt.Key
_HELD: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_UP: Final = Qt.SortOrder.AscendingOrder
_DOWN: Final = Qt.SortOrder.DescendingOrder


class GoalTable(SelectsGoals, RowTable):
    """All goals, sortable by each column. The signals are those of the sections view; ``state_pressed`` carries the
    place below the state of the goal with the focus, ``toggled`` the key of a group.
    """

    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    state_pressed = Signal(QPoint)
    toggled = Signal(str)
    chosen_changed = Signal()
    last_column = len(Column) - 1

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = GoalTableModel()
        self._spanned: list[int] = []
        super().__init__(theme, self.rows, ROW, parent)
        self._theme = theme
        self._painter = RowPainter(theme)
        self.columns = GoalHeader(theme, self)
        self.setHorizontalHeader(self.columns)
        self.columns.setSectionsClickable(True)  # which the view takes away from a header that it gets
        self.columns.set_sorting(Column.NAME, down=False)
        self.columns.sort_wanted.connect(lambda column, down: self.sort_by(column, _DOWN if down else _UP))
        self.columns.rearranged.connect(self.viewport().update)
        self.setSelectionMode(RowTable.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("Table of goals"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.ask_for_menu)
        self.columns.lay_out()

    # -- what is shown

    def show_goals(
        self,
        goals: Sequence[Goal],
        today: date,
        wanted: Collection[int] | None = None,
        arrangement: Arrangement = PLAIN,
    ) -> None:
        """Show other goals; focus, selection and what is in sight stay."""
        with self.kept():
            self.rows.show(goals, today, wanted, arrangement)
            self._span()

    def _span(self) -> None:
        """Let each heading of a group go across its row."""
        rows = self.rows.headings()
        if rows != self._spanned:
            self._spanned = rows
            self.clearSpans()
            for row in rows:
                self.setSpan(row, 0, 1, len(Column))

    @property
    def indent(self) -> int:
        """How far names stand in from the headings of their groups."""
        return 0 if self.rows.arrangement.grouping is Grouping.NONE else Space.L + Space.XS

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever happens to the rows meanwhile: focus, selection and what is in sight stay where they are."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        line = self.rows.line(row)
        chosen = self.selected_ids()
        bars = [(bar, bar.value()) for bar in (self.verticalScrollBar(), self.horizontalScrollBar())]
        self.keeping = True
        self.selectionModel().clearSelection()  # few indexes are carried along
        yield
        if line is not None and self.rows.rowCount():
            found = self.rows.row_of(key_of(line))
            if found < 0:
                found = min(row, self.rows.rowCount() - 1)
            self.selectionModel().setCurrentIndex(self.rows.index(found, max(0, column)), _Flag.NoUpdate)
        self.select_ids(chosen)
        for bar, value in bars:
            bar.setValue(value)
        self.keeping = False
        self.tell_chosen()

    # -- focus and selection

    def goal_at(self, row: int) -> Goal | None:
        return self.rows.goal(row)

    def rows_of(self, ids: Collection[int]) -> list[int]:
        return self.rows.rows_of(ids)

    def choose_goal(self, goal_id: int, *, flash: bool = False) -> bool:
        """Put the focus on a goal and bring it in sight; False if it is not shown."""
        return self.choose_row(self.rows.row_of(goal_id), goal_id if flash else None)

    def act(self) -> None:
        """What Return does: open the goal, or fold and unfold the group."""
        line = self.rows.line(self.currentIndex().row())
        if isinstance(line, Group):
            self.toggled.emit(line.key)
        elif line is not None:
            self.opened.emit(line.row.id)

    def place_of_current(self) -> QPoint:
        """Where a menu for the state of the goal with the focus opens."""
        column = Column.NAME if self.columns.isSectionHidden(Column.STATE) else Column.STATE
        place = self.visualRect(self.rows.index(self.currentIndex().row(), column))
        return self.viewport().mapToGlobal(place.bottomLeft())

    # -- sorting

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column."""
        with self.kept():
            self.rows.sort(column, order)
        self.columns.set_sorting(column, down=order == _DOWN)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def sort_by_current_column(self) -> None:
        """Sort by the column with the focus, the other way round if it is sorted by it already."""
        self.columns.press(max(self.currentIndex().column(), 0))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.selects_by(event):
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self._turn(event.key())):
            super().keyPressEvent(event)

    def _turn(self, key: int) -> bool:
        """What keys do to groups: Space and the arrows to the sides fold; False where they go from cell to cell."""
        row, line = self.currentIndex().row(), self.rows.line(self.currentIndex().row())
        if key not in (_Key.Key_Left, _Key.Key_Right, _Key.Key_Space):
            return False
        if isinstance(line, Group):
            if key == _Key.Key_Space or line.opened == (key == _Key.Key_Left):
                self.act()
            elif key == _Key.Key_Right:
                self.setCurrentIndex(self.rows.index(row + 1, Column.NAME))
            return True
        heading = self.rows.heading_of(row)
        if key == _Key.Key_Left and heading >= 0 and self.currentIndex().column() == Column.NAME:
            self.setCurrentIndex(self.rows.index(heading, Column.NAME))
            return True
        return False

    # -- mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or event.modifiers() & _HELD:
            return
        line = self.rows.line(index.row())
        if isinstance(line, Group):
            if index.row() == self.currentIndex().row():
                self.toggled.emit(line.key)
        elif index.column() == Column.STATE:
            self.state_pressed.emit(self.place_of_current())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_goal = self.rows.goal(index.row()) is not None
        if event.button() == Qt.MouseButton.LeftButton and is_goal and index.column() != Column.STATE:
            self.act()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        hand = index.isValid() and (index.column() == Column.STATE or self.rows.goal(index.row()) is None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row: Qt would ask the model for each cell, and paint it by itself."""
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, self._theme.colour("bg"))
        width = self.viewport().width()
        places = tuple(
            Place(column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in self.columns.shown()
        )
        self._painter.begin(places, self.indent)
        selected = self.selected_rows()
        row = self.rowAt(area.top())
        while 0 <= row < self.rows.rowCount():
            top = self.rowViewportPosition(row)
            if top > area.bottom():
                break
            line = self.rows.line(row)
            if line is not None:
                look = self._look(row, line, selected=row in selected)
                self._painter.paint(painter, QRect(0, top, width, ROW), line, look)
            row += 1

    def _look(self, row: int, line: Goal | Group, *, selected: bool) -> Look:
        hovered, current = row == self.hovered, self.currentIndex()
        has_focus = self.hasFocus() and row == current.row()
        focus = current.column() if has_focus and self.focus_visible else -1
        if isinstance(line, Group):
            return Look("hover" if hovered else "", hovered, focus)
        ground = "hover" if selected or hovered else ""
        if line.row.id == self.flashed or (selected and self.selects_many):
            ground = "accent_soft"
        return Look(ground, hovered or (has_focus and current.column() == Column.STATE), focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        if isinstance(header, GoalHeader):  # Qt asks for it before there is one
            header.fit()
