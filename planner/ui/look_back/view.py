"""The document on the screen: a list of its pieces, painted as they are set, read by screen readers line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.ui.look_back.typeset import MEASURE
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.painting import paint_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from planner.domain.document import Target
    from planner.ui.look_back.typeset import Piece
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_TOP: Final = 36.0
_FOOT: Final = 48.0
_EDGE: Final = 10.0


class PieceModel(QAbstractListModel):
    """One row for each piece; what it says is its text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces."""
        self.beginResetModel()
        self._pieces = tuple(pieces)
        self.endResetModel()

    def piece(self, row: int) -> Piece | None:
        """The piece of a row, None beyond the end."""
        return self._pieces[row] if 0 <= row < len(self._pieces) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._pieces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        piece = self.piece(index.row())
        if piece is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return piece.said
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and piece.target is not None:
            return _leads_to(piece.target)
        return None


def _leads_to(target: Target) -> str:
    return {
        "activity": tr("Return opens the activity"),
        "link": tr("Return opens the link"),
        "outcomes": tr("Return lets you say what came of it"),
        "picks": tr("Return lets you choose"),
    }[target.kind]


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, pieces: PieceModel, view: DocumentView) -> None:
        super().__init__(view)
        self._theme, self._pieces, self._view = theme, pieces, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        piece = self._pieces.piece(index.row())
        if piece is None:
            return QSize()
        last = index.row() == self._pieces.rowCount() - 1
        height = piece.height + (piece.gap if index.row() else _TOP) + (_FOOT if last else 0.0)
        return QSize(int(MEASURE), round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        piece = self._pieces.piece(index.row())
        if piece is None:
            return
        rect = option.rect
        left = rect.left() + max((rect.width() - MEASURE) / 2, _EDGE)
        top = rect.top() + (piece.gap if index.row() else _TOP)
        box = QRectF(left - _EDGE, top - 2, MEASURE + 2 * _EDGE, piece.height + 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if piece.target is not None and (self._view.hovered == index.row() or _is_selected(option)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(box, 6, 6)
        painter.save()
        painter.translate(left, top)
        piece.paint(painter, self._theme)
        painter.restore()
        if shows_focus(option):
            paint_ring(painter, self._theme, box, 6)
        painter.restore()


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


class DocumentView(FocusVisible, QListView):
    """``followed`` carries the target of a line that was pressed, or on which Return was pressed."""

    followed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        self._pressed = -1
        self.pieces = PieceModel(self)
        self.setModel(self.pieces)
        self.setItemDelegate(_Delegate(theme, self.pieces, self))
        self.setAccessibleName(tr("The look back, line by line"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        theme.changed.connect(self.viewport().update)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a document, the focus and the scroll bar where they were."""
        at, top = max(self.currentIndex().row(), 0), self.verticalScrollBar().value()
        self.pieces.show_pieces(pieces)
        self.doItemsLayout()
        self.setCurrentIndex(self.pieces.index(min(at, len(pieces) - 1)))
        self.verticalScrollBar().setValue(top)

    def to_top(self) -> None:
        """Begin at the beginning, as another document is shown."""
        self.setCurrentIndex(self.pieces.index(0))
        self.verticalScrollBar().setValue(0)

    def follow(self, row: int) -> None:
        """Tell what a line leads to, if it leads anywhere."""
        piece = self.pieces.piece(row)
        if piece is not None and piece.target is not None:
            self.followed.emit(piece.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.follow(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        piece = self.pieces.piece(row)
        leads = piece is not None and piece.target is not None
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and row == self._pressed:
            self.follow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
