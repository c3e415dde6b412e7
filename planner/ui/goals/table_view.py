"""The table view of the goals: how cells and headings are painted, widths, sorting, keys and clicks."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.config.text import tr
from planner.services.queries.goals import GoalRow
from planner.ui.goals.list_model import Index
from planner.ui.goals.painting import on_two_lines, paint_ring, paint_text, show_tip, text_width
from planner.ui.goals.table_model import GOAL_ROLE, NUMBERS, WARNING_ROLE, Column, GoalTableModel
from planner.ui.theme import Theme
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus

ROW: Final = 44
_PAD: Final = 8
_ROOMY: Final = 1200
_FLASH_MS: Final = 900
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
        self.flashed = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        goal, column = index.data(GOAL_ROLE), index.column()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if goal.row.id == self.flashed:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_Selected or index.row() == self._table.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
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

    def _paint_words(
        self, painter: QPainter, role: str, text: str, room: QRect, *, colour: str = "text"
    ) -> None:
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


class GoalHeader(QHeaderView):
    """Column headings in small type; the sorted one has an arrow beside its word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setFixedHeight(36)
        self.setAccessibleName(tr("Columns; a click sorts"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        is_sorted = section == self.sortIndicatorSection()
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        wide, right = text_width(theme, "meta_strong", text), section in NUMBERS
        painter.save()
        painter.fillRect(rect, theme.colour("bg"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line_strong"))
        tone = "text" if is_sorted else "muted"
        paint_text(painter, theme, "meta_strong", text, room, colour=tone, right=right)
        if is_sorted:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            left = room.right() - wide - 16 if right else room.left() + wide + 3
            arrow = theme.pixmap(
                "chevron-up" if up else "chevron-down", "text", 12, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(QPointF(left, room.center().y() - 5), arrow)
        painter.restore()


class GoalTable(FocusVisible, QTableView):
    """All goals, sortable by each column. The signals are those of the sections view; ``state_pressed`` carries the
    place below the state of the goal with the focus.
    """

    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    state_pressed = Signal(QPoint)
    sorted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.rows = GoalTableModel(self)
        self.setModel(self.rows)
        self._delegate = CellDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        header = GoalHeader(theme, self)
        self.setHorizontalHeader(header)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("Table of goals"))
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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        theme.changed.connect(self.viewport().update)
        theme.changed.connect(header.viewport().update)

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column."""
        self.horizontalHeader().setSortIndicator(column, order)

    def sort_by_current_column(self) -> None:
        """Sort by the column with the focus, the other way round if it is sorted by it already."""
        column = max(self.currentIndex().column(), 0)
        turned = column == self.rows.sorted_by and self.rows.direction == Qt.SortOrder.AscendingOrder
        self.sort_by(column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.rows.sort(column, order)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.sorted.emit()

    def current_goal(self) -> GoalRow | None:
        """The goal with the focus."""
        goal = self.rows.goal(self.currentIndex().row())
        return None if goal is None else goal.row

    def choose_goal(self, goal_id: int, *, flash: bool = False) -> bool:
        """Put the focus on a goal and bring it in sight; False if it is not shown."""
        row = self.rows.row_of(goal_id)
        if row < 0:
            return False
        index = self.rows.index(row, max(self.currentIndex().column(), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if flash:
            self._delegate.flashed = goal_id
            self._flash.start()
            self.viewport().update()
        return True

    def act(self) -> None:
        """What Return does: open the goal."""
        goal = self.current_goal()
        if goal is not None:
            self.opened.emit(goal.id)

    def place_of_current(self) -> QPoint:
        """Where a menu for the state of the goal with the focus opens."""
        place = self.visualRect(self.rows.index(self.currentIndex().row(), Column.STATE))
        return self.viewport().mapToGlobal(place.bottomLeft())

    def _unflash(self) -> None:
        self._delegate.flashed = -1
        self.viewport().update()

    def _ask_for_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.current_goal() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = min(self.viewport().width(), _WIDEST)
        header = self.horizontalHeader()
        for column, (scarce, roomy) in _WIDTHS.items():
            width = roomy if room >= _ROOMY else scarce
            header.resizeSection(column, width)
            room -= width
        provider = min(max(_PROVIDER[0], room * 3 // 10), _PROVIDER[1])
        header.resizeSection(Column.PROVIDER, provider)
        header.resizeSection(Column.NAME, max(room - provider, _NAME_LEAST))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.act()
        else:
            super().keyPressEvent(event)

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
        self._hover(index.row())
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
            # The kind may be an icon alone, and any text may be cut.
            show_tip(event.globalPos(), str(index.data() or ""), self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)


_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
