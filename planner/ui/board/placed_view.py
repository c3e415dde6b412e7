"""A list view with places of its own: every item lies where :class:`BoardLayout` says, and scrolls by pixels.

It subclasses QListView for the accessibility tree, which comes from the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from planner.ui.board.layout import CARD_HEIGHTS, MARGIN, BoardLayout
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from planner.services.queries.board import LaneRow, StepKey
    from planner.ui.board.model import BoardModel

Index = QModelIndex | QPersistentModelIndex

_SCROLL_STEP = 40
#: What one notch of a wheel turns, in eighths of a degree.
_NOTCH = 120


class PlacedView(QListView):
    """Knows the place of every item of a :class:`BoardModel`, and keeps room for a line edit among them."""

    def __init__(self, model: BoardModel, density: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = model
        self._card_height = CARD_HEIGHTS.get(density, CARD_HEIGHTS["comfortable"])
        self.layout_of_board = BoardLayout(self._card_height)
        self._adding_to: tuple[StepKey] | None = None
        self._adding_step = False
        self._editor: QWidget | None = None
        self._arranged: tuple[object, ...] = ()
        self.setModel(model)
        self.setAutoScroll(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)

    def set_density(self, density: str) -> None:
        """Make the cards as high as a density says."""
        self._card_height = CARD_HEIGHTS.get(density, CARD_HEIGHTS["comfortable"])
        self.layout_of_board.card_height = self._card_height
        self._arranged = ()

    @property
    def board(self) -> BoardModel:
        """The model, by its own type."""
        return self._board

    def set_upright(self, *, upright: bool) -> None:
        """Let the lanes stand side by side, or lie below each other."""
        if upright == self.layout_of_board.upright:
            return
        if upright:
            from planner.ui.board.upright_layout import UprightLayout

            self.layout_of_board = UprightLayout(self._card_height, self._name_lines)
        else:
            self.layout_of_board = BoardLayout(self._card_height)
        self._arranged = ()

    def _name_lines(self, lane: LaneRow, width: int) -> int:
        """How many lines the name of a lane takes in the head of a column."""
        return 1

    # -- the editor for a new card, a new step or a step's name, which lies over the board

    def make_room(self, editor: QWidget | None, *, lane: tuple[StepKey] | None = None, step: bool = False) -> None:
        """Keep room for a line edit: at the end of a lane's To do, or below the last lane; None gives it back."""
        self._editor, self._adding_to, self._adding_step = editor, lane, step
        self.arrange()
        if editor is not None:
            self.show_rect(self.layout_of_board.editor or QRect())

    def _place_editor(self) -> None:
        room = self.layout_of_board.editor
        if self._editor is not None and room is not None:
            self._editor.setGeometry(room.translated(-self.horizontalOffset(), -self.verticalOffset()))

    # -- arithmetic

    def arrange(self, *, unseen: bool = False) -> None:
        """Lay everything out anew, if anything that decides about it changed; while nobody sees it, only if asked."""
        if not self.isVisible() and not unseen:
            return
        basis = (self._board.version, self.width(), self._adding_to, self._adding_step)
        if basis != self._arranged:
            self._arranged = basis
            self._lay_out()
        self.updateGeometries()
        self._place_editor()
        self.viewport().update()

    def _lay_out(self) -> None:
        self.layout_of_board.arrange(
            self._board.sections,
            self.width(),  # the scroll bar lies in the margin
            adding_to=self._adding_to,
            adding_step=self._adding_step,
        )

    def updateGeometries(self) -> None:
        layout, port = self.layout_of_board, self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(port.height())
        vertical.setSingleStep(_SCROLL_STEP)
        vertical.setRange(0, max(0, layout.height - port.height()))
        horizontal.setPageStep(port.width())
        horizontal.setSingleStep(_SCROLL_STEP)
        horizontal.setRange(0, max(0, layout.full_width - self.width()))

    def doItemsLayout(self) -> None:
        self.arrange()
        QAbstractItemView.doItemsLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        self.arrange()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        layout, port = self.layout_of_board, self.viewport()
        before = layout.pinned_height
        changed = layout.stick(self.verticalOffset(), self.horizontalOffset())
        covered = max(before, layout.pinned_height)
        covered += covered > 0  # the line that ends it
        # What is pinned stays where it is: a part of a widget is scrolled without what lies on it.
        port.scroll(dx, 0)
        port.scroll(0, dy, port.rect().adjusted(0, covered, 0, 0))
        if changed or (dx and layout.upright):
            port.update(0, 0, port.width(), covered)
        elif covered and self.devicePixelRatioF() % 1:  # at 125 % it ends within a pixel, which was copied half
            port.update(0, covered - 2, port.width(), 4)
        self._place_editor()

    def item_at(self, index: Index) -> tuple[Section, int] | None:
        """The section of an index, and the place in it."""
        if not index.isValid() or index.row() >= self._board.rowCount():
            return None
        return self._board.at(index.row())

    def to_board(self, point: QPoint) -> QPoint:
        """From coordinates of the viewport to those of the whole board."""
        return point + QPoint(self.horizontalOffset(), self.verticalOffset())

    def to_view(self, rect: QRect) -> QRect:
        """From coordinates of the whole board to those of the viewport."""
        return rect.translated(-self.horizontalOffset(), -self.verticalOffset())

    def visualRect(self, index: Index) -> QRect:
        item = self.item_at(index)
        return QRect() if item is None else self.to_view(BoardLayout.rect(*item))

    def hit(self, point: QPoint) -> tuple[Section, int] | None:
        """The item at a place of the viewport."""
        at = self.to_board(point)
        return self.layout_of_board.hit(at.x(), at.y())

    def indexAt(self, point: QPoint) -> QModelIndex:
        item = self.hit(point)
        return QModelIndex() if item is None else self.index_of(*item)

    def index_of(self, section: Section, offset: int) -> QModelIndex:
        """The index of an item."""
        return self._board.index(section.first + offset)

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def viewportSizeHint(self) -> QSize:
        return QSize(900, 600)

    # -- scrolling

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Shift turns the wheel sideways, as everywhere but in Qt, where Alt does."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not turned.x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned.y() * 3 * _SCROLL_STEP // _NOTCH)
            event.accept()
            return
        super().wheelEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        item = self.item_at(index)
        if item is None:
            return
        section, offset = item
        rect, upright = self.layout_of_board.home(section, offset), self.layout_of_board.upright
        if section.part is Part.LANE and upright:
            below = self.verticalOffset() + self.layout_of_board.pinned_height + 8
            rect = QRect(rect.left(), below, rect.width(), 1)  # always in sight
        elif section.part is Part.CARDS and offset == 0 and upright:
            rect.setTop(rect.top() - 36)  # the head of the column comes along
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            self.verticalScrollBar().setValue(rect.center().y() - self.viewport().height() // 2)
        else:
            self.show_rect(rect)

    def show_rect(self, rect: QRect) -> None:
        """Scroll as little as needed to show a place of the board."""
        if rect.isNull():
            return
        port = self.viewport().size()
        above = self.layout_of_board.covered(rect) + 8
        for bar, low, high, room in (
            (self.verticalScrollBar(), rect.top() - above, rect.bottom() + 12, port.height()),
            (self.horizontalScrollBar(), rect.left() - MARGIN, rect.right() + MARGIN, port.width()),
        ):
            if high > bar.value() + room:
                bar.setValue(high - room)
            if low < bar.value():
                bar.setValue(low)
