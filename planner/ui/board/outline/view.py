"""The tree view of the outline: how rows are laid out, kept and painted, what has the focus, and typing over a row."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from planner.config.text import tr
from planner.ui.board.flash import Flash
from planner.ui.board.outline.columns import Column
from planner.ui.board.outline.header import OutlineHeader
from planner.ui.board.outline.keeping import Kept
from planner.ui.board.outline.mouse import OutlineMouse
from planner.ui.board.outline.painter import ORIGIN, TITLE_LEFT, OutlinePainter, RowLook
from planner.ui.board.outline.pinned import NOTHING, pinned_row
from planner.ui.board.outline.rows import EDGE_LEFT, RowDrawing
from planner.ui.board.outline.tips import show_tip
from planner.ui.board.outline.title_line import TitleDelegate
from planner.ui.widgets.focus_visible import FocusVisible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from planner.ui.board.outline.branches import Branch
    from planner.ui.board.outline.model import OutlineModel
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHTS: Final = {"comfortable": 36, "compact": 32}
#: How far a level is indented.
INDENT: Final = 20
_Flag = QItemSelectionModel.SelectionFlag
_Key = Qt.Key


class OutlineView(FocusVisible, QTreeView):
    """Shows an :class:`OutlineModel`. What it asks for goes out as a signal; menus carry the global position."""

    card_opened = Signal(int)
    card_menu = Signal(QPoint)
    lane_menu = Signal(object, QPoint)
    ground_menu = Signal(QPoint)
    renamed = Signal(object, str)  # index, text
    folded = Signal(object, bool)  # branch, opened
    dropped = Signal(tuple, object)

    def __init__(self, theme: Theme, model: OutlineModel, density: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = model
        self.row_height = ROW_HEIGHTS.get(density, ROW_HEIGHTS["comfortable"])
        self.painter_of_rows = OutlinePainter(theme)
        self._rows = RowDrawing(self, theme)
        self._flash = Flash(self)
        # Looked up once for all rows of a frame.
        self._focused_row: tuple[int, int] | None = None
        self._any_selected = False
        self._pinned = NOTHING  # as it was painted last
        self.setModel(model)
        self.columns = OutlineHeader(theme, self)
        self.setHeader(self.columns)
        self.columns.setSectionsClickable(True)  # which the view takes away from a header that it gets
        self.setItemDelegate(TitleDelegate(self))
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setAutoScroll(False)
        self.setExpandsOnDoubleClick(False)
        self.setTreePosition(Column.TITLE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Outline of the roadmap"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is scrolled is copied, not painted
        self.mouse = OutlineMouse(self)
        self.expanded.connect(lambda index: self._tell_fold(index, opened=True))
        self.collapsed.connect(lambda index: self._tell_fold(index, opened=False))
        self.columns.sectionResized.connect(self.viewport().update)
        theme.changed.connect(self._forget)
        self.columns.lay_out()

    def _forget(self) -> None:
        self.painter_of_rows.forget()
        self.viewport().update()

    def _tell_fold(self, index: QModelIndex, *, opened: bool) -> None:
        branch = self.outline.branch_of(index)
        if branch is not None:
            if opened:
                self.outline.load(branch)
            else:
                self._let_go_of_rows_below(index)
            self.folded.emit(branch, opened)

    def _let_go_of_rows_below(self, branch: QModelIndex) -> None:
        """What is folded away is selected no more: commands are about what a person sees."""
        above = self.currentIndex().parent()
        if branch in (above, above.parent()):
            self.selectionModel().setCurrentIndex(branch, _Flag.NoUpdate)
        below = QItemSelection()
        for index in self.selectionModel().selectedRows():
            above = index.parent()
            if branch in (above, above.parent()):
                below.select(index, index)
        self.selectionModel().select(below, _Flag.Deselect | _Flag.Rows)

    # -- focus and selection

    def current_card(self) -> int | None:
        """The activity with the focus."""
        return self.outline.activity_of(self.currentIndex()) or None

    def current_branch(self) -> Branch | None:
        """The step with the focus, or the one of the row with the focus."""
        return self.outline.branch_of(self.currentIndex())

    def selected_cards(self) -> tuple[int, ...]:
        """The selected activities in the order of the tree; the one with the focus if none is selected."""
        chosen = self.selectionModel().selectedRows()
        chosen.sort(key=lambda index: (index.internalId(), index.row()))
        ids = [activity_id for index in chosen if (activity_id := self.outline.activity_of(index))]
        current = self.current_card()
        if not ids and current is not None:
            ids = [current]
        return tuple(ids)

    def choose(self, index: QModelIndex, flags: QItemSelectionModel.SelectionFlag = _Flag.ClearAndSelect) -> None:
        """Put the focus on a row, select it alone unless told otherwise, and bring it in sight."""
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags | _Flag.Rows)
            self.scrollTo(index)

    def choose_card(self, activity_id: int) -> bool:
        """Put the focus on an activity, in its unfolded step; False if it is not shown."""
        index = self.outline.index_of(activity_id)
        if index.isValid():
            self.expand(index.parent())
            self.choose(index)
        return index.isValid()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever happens to the rows meanwhile: focus, selection and what is in sight stay where they are.

        Where the row with the focus left, its neighbour takes over.
        """
        found = Kept(self, self.outline)
        yield
        self.executeDelayedItemsLayout()  # now, or it would come as a second frame
        found.restore()
        self.mouse.forget_hover()
        self.viewport().update()

    def flash(self, activity_id: int) -> None:
        """Let a row stand out for a moment."""
        self._flash.begin(activity_id)

    # -- folds and typing

    def toggle(self, index: QModelIndex) -> None:
        """Fold or unfold a branch."""
        self.setExpanded(index, not self.isExpanded(index))

    def rename(self) -> None:
        """Type over the title of the row with the focus."""
        index = self.currentIndex().siblingAtColumn(0)
        branch = self.outline.branch_of(index)
        named = self.outline.activity_of(index) or (self.outline.is_branch(index) and branch and branch.key)
        if named:
            self.scrollTo(index)
            self.edit(index)

    def title_editor(self) -> QLineEdit | None:
        """The line in which a title is typed just now."""
        lines = self.viewport().findChildren(QLineEdit)
        return next((line for line in lines if not line.isHidden()), None)  # a hidden one is about to go

    def flush(self) -> None:
        """Submit a title that is still being typed."""
        editor = self.title_editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    # -- places

    def left_of(self, branch: Branch | None) -> int:
        """Where the rows of a step begin."""
        depth = 0 if branch is None or branch.parent is None else 1
        return ORIGIN + depth * INDENT

    def index_below(self, at: QPoint) -> QModelIndex:
        """The row at a height of the viewport, whatever stays above it."""
        return super().indexAt(QPoint(self.columnViewportPosition(Column.TITLE) + 2, at.y()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        pinned = pinned_row(self)
        if 0 <= point.y() < pinned.bottom:
            return pinned.row.siblingAtColumn(max(0, self.columnAt(point.x())))
        return super().indexAt(point)

    def row_rect(self, index: Index) -> QRect:
        """The whole row in the viewport."""
        pinned = pinned_row(self)
        if (index.row(), index.internalId()) == (pinned.row.row(), pinned.row.internalId()):
            return pinned.rect
        rect = self.visualRect(index)
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def title_room(self, index: Index) -> QRect:
        """Where the text of a title or the name of a step stands."""
        rect = self.row_rect(index)
        left = self.left_of(self.outline.branch_of(index)) + EDGE_LEFT + TITLE_LEFT
        if self.outline.is_branch(index):
            return QRect(left, rect.top(), min(420, rect.width() - left - 200), rect.height())
        start, width = self.columnViewportPosition(Column.TITLE), self.columnWidth(Column.TITLE)
        return QRect(start + left, rect.top(), width - left, rect.height())

    def row_at(self, at: QPoint) -> QModelIndex:
        """The row at a height of the viewport."""
        return self.indexAt(QPoint(self.columnViewportPosition(Column.TITLE) + 2, at.y()))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == _Key.Key_Escape:
            if not self.mouse.cancel():
                event.ignore()
            return
        if event.key() == _Key.Key_Space and index.isValid():
            if self.outline.is_branch(index):
                self.toggle(index)
            else:
                self.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)
            return
        super().keyPressEvent(event)
        if event.key() == _Key.Key_Home or self.currentIndex() != index:
            self.scrollTo(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the start of a title."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(self._first(), _Flag.NoUpdate)

    def _first(self) -> QModelIndex:
        """The first activity in sight, else the first branch."""
        index = self.model().index(0, 0)
        first = index
        while index.isValid() and not self.outline.activity_of(index):
            index = self.indexBelow(index)
        return index if index.isValid() else first

    # -- mouse: all in OutlineMouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.mouse.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.mouse.context_menu(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.mouse.forget_hover()
            self.viewport().update()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(self, event)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.columns.fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        port, before = self.viewport(), self._pinned
        self._pinned = pinned_row(self)
        covered = max(before.bottom, self._pinned.bottom)
        # Qt's own tree paints everything anew as soon as it is scrolled by more pixels than rows are in sight.
        if dx:
            super().scrollContentsBy(dx, dy)
        else:
            port.scroll(0, dy, port.rect().adjusted(0, covered, 0, 0))
        if dx or before != self._pinned:
            port.update(0, 0, port.width(), covered)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        rect, pinned = self.visualRect(index), pinned_row(self)
        if pinned.row.isValid() and rect.top() < pinned.bottom and not self.outline.is_branch(index):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (pinned.bottom - rect.top()))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painter_of_rows.strokes.scale = self.devicePixelRatioF()
        self._fetch()
        self._rows.begin()
        current, shown = self.currentIndex(), self.focus_visible and not self.mouse.dragging
        self._focused_row = (current.row(), current.internalId()) if shown else None
        self._any_selected = self.selectionModel().hasSelection()
        painter = QPainter(self.viewport())
        self.painter_of_rows.page(painter, event.rect())
        painter.end()  # a widget is painted by one painter at a time
        super().paintEvent(event)
        painter.begin(self.viewport())
        self._pinned = pinned_row(self)
        if self._pinned.row.isValid():
            self._rows.draw_pinned(painter, self._pinned, self._look(self._pinned.row, None))
        self.mouse.paint(painter)

    def _fetch(self) -> None:
        """Read what is about to be painted at once."""
        index = self.index_below(QPoint(0, 0))
        wanted: list[int] = []
        for _ in range(self.viewport().height() // self.row_height + 2):
            if not index.isValid():
                break
            activity_id = self.outline.activity_of(index)
            if activity_id:
                wanted.append(activity_id)
            index = self.indexBelow(index)
        self.outline.fetch(wanted)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        rect = QRect(0, box.top(), self.viewport().width(), box.height())
        self._rows.draw(painter, rect, index, self._look(index, self.outline.activity_of(index)))

    def _look(self, index: Index, activity_id: int | None) -> RowLook:
        focus = (index.row(), index.internalId()) == self._focused_row
        selected = self._any_selected and self.selectionModel().isSelected(index)
        if selected and focus:
            selected = len(self.selectionModel().selectedRows()) > 1  # the ring says it already
        return RowLook(
            hover=self.mouse.hovers(index),
            focus=focus,
            selected=selected,
            flash=self._flash.on(activity_id),
            faded=self.mouse.drags(activity_id),
        )
