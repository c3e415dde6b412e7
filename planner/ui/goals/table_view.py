"""The table view of the goals: how cells and headings are painted, widths, sorting, keys and clicks."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.services.queries.goals import GoalRow
from planner.ui.goals.list_model import Index
from planner.ui.goals.table_model import GOAL_ROLE, NUMBERS, WARNING_ROLE, Column, GoalTableModel
from planner.ui.theme import Theme
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.painting import on_two_lines, paint_ring, paint_text
from planner.ui.widgets.sorted_table import PAD, SortedTable

ROW: Final = 44
_ROOMY: Final = 1200
_WIDEST: Final = 1320
#: Column -> width where room is scarce, and where it is not; provider and name share the rest.
_WIDTHS: Final[dict[int, tuple[int, int]]] = {
    Column.KIND: (56, 136),
    Column.STATE: (112, 120),
    Column.HOURS: (92, 104),
    Column.EXAM: (100, 116),
    Column.EXPIRY: (100, 116),
    Column.UNITS: (68, 84),
}
_PROVIDER: Final = (128, 240)
_NAME_LEAST: Final = 160


class CellDelegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, theme: Theme, parent: "GoalTable") -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        goal, column = index.data(GOAL_ROLE), index.column()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if goal.row.id == self._table.flashed:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_Selected or index.row() == self._table.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        if column == Column.NAME:
            self._paint_words(painter, "strong", goal.row.title, room)
        elif column == Column.PROVIDER:
            self._paint_words(painter, "body", goal.row.provider, room, colour="muted")
        elif column == Column.KIND:
            self._paint_kind(painter, goal.row.kind, index.data(), room)
        else:
            self._paint_fact(painter, index, room)
        if column == Column.STATE and (index.row() == self._table.hovered or state & QStyle.StateFlag.State_HasFocus):
            self._paint_icon(painter, "chevron-down", QPointF(room.right() - 14, room.center().y() - 7))
        if shows_focus(option):
            paint_ring(painter, theme, QRectF(rect).adjusted(0, 1, 0, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, role: str, text: str, room: QRect, *, colour: str = "text") -> None:
        """A name, on two lines where one is too short."""
        lines = on_two_lines(self._theme, role, text, room.width())
        height = 17 if len(lines) > 1 else room.height()
        top = room.top() + (room.height() - height * len(lines)) // 2
        for place, line in enumerate(lines):
            box = QRect(room.left(), top + place * height, room.width(), height)
            paint_text(painter, self._theme, role, line, box, colour=colour)

    def _paint_kind(self, painter: QPainter, kind: str, word: str, room: QRect) -> None:
        self._paint_icon(painter, self._theme.kind_icon(kind), QPointF(room.left(), room.center().y() - 7))
        if room.width() > 2 * ROW:
            paint_text(painter, self._theme, "body", word, room.adjusted(24, 0, 0, 0), colour="muted")

    def _paint_fact(self, painter: QPainter, index: Index, room: QRect) -> None:
        theme, column = self._theme, index.column()
        remark, right = index.data(WARNING_ROLE), column in NUMBERS
        role = "figure" if right else "body"
        if not remark:
            paint_text(painter, theme, role, index.data(), room, right=right)
            return
        half = room.height() // 2
        top, below = room.adjusted(0, 4, 0, -half), room.adjusted(0, half, 0, -4)
        paint_text(painter, theme, role, index.data(), top, colour="danger", right=right)
        paint_text(painter, theme, "meta_figure", remark, below, colour="danger", right=right)

    def _paint_icon(self, painter: QPainter, name: str, where: QPointF) -> None:
        painter.drawPixmap(where, self._theme.pixmap(name, "muted", 16, painter.device().devicePixelRatio()))


class GoalTable(SortedTable):
    """All goals, sortable by each column. The signals are those of the sections view; ``state_pressed`` carries the
    place below the state of the goal with the focus.
    """

    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    state_pressed = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = GoalTableModel()
        super().__init__(theme, self.rows, NUMBERS, ROW, parent)
        self.setItemDelegate(CellDelegate(theme, self))
        self.start_sorted(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setAccessibleName(tr("Table of goals"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def current_goal(self) -> GoalRow | None:
        """The goal with the focus."""
        goal = self.rows.goal(self.currentIndex().row())
        return None if goal is None else goal.row

    def choose_goal(self, goal_id: int, *, flash: bool = False) -> bool:
        """Put the focus on a goal and bring it in sight; False if it is not shown."""
        return self.choose_row(self.rows.row_of(goal_id), goal_id if flash else None)

    def act(self) -> None:
        """What Return does: open the goal."""
        goal = self.current_goal()
        if goal is not None:
            self.opened.emit(goal.id)

    def place_of_current(self) -> QPoint:
        """Where a menu for the state of the goal with the focus opens."""
        place = self.visualRect(self.rows.index(self.currentIndex().row(), Column.STATE))
        return self.viewport().mapToGlobal(place.bottomLeft())

    def _ask_for_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.current_goal() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = min(self.viewport().width(), _WIDEST)
        header = self.header
        for column, (scarce, roomy) in _WIDTHS.items():
            width = roomy if room >= _ROOMY else scarce
            header.resizeSection(column, width)
            room -= width
        provider = min(max(_PROVIDER[0], room * 3 // 10), _PROVIDER[1])
        header.resizeSection(Column.PROVIDER, provider)
        header.resizeSection(Column.NAME, max(room - provider, _NAME_LEAST))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == Column.STATE:
            self.state_pressed.emit(self.place_of_current())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() != Column.STATE:
            self.act()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        hand = index.isValid() and index.column() == Column.STATE
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)
