"""A list of lines on Home: its model, how a line is painted, and what keys and clicks do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from planner.config.text import tr
from planner.ui.theme import Radius
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.progress_bar import paint_progress
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.home.lines import Line
    from planner.ui.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 44
_STEP_HEIGHT = 38
_STEP_HEIGHT_TWO = 58
_NOTICE_HEIGHT = 45  # 37 of the coloured ground, 8 between two
_STAR = 32
_BAR = 160
_RIGHT = 132
_FLASH_MS = 900
_LIVELY = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
_Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The lines of one block."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def lines(self) -> list[Line]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines. Where only texts changed, the current line and the selection stay."""
        same = [(line.table, line.row_id) for line in lines] == [(line.table, line.row_id) for line in self._lines]
        if same:
            changed = [row for row, line in enumerate(lines) if line != self._lines[row]]
            self._lines = list(lines)
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a line: hue, icon, title, grey remark, and on the right a bar, a text and the star."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = RowPictures(theme)
        self.flashed = -1
        self.right_width = _RIGHT  # the same for all lines, so that the bars stand in a column

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        height = _HEIGHT
        if line.is_notice:
            height = _NOTICE_HEIGHT
        elif line.table == "step":
            height = _STEP_HEIGHT_TWO if line.below else _STEP_HEIGHT
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not option.state & _LIVELY and index.row() != self.flashed:
            shows = (line, self.right_width)
            self._pictures.paint(painter, rect, shows, lambda to, at: self._paint_whole(to, line, at, hover=False))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = _ground(line, rect)
        if index.row() == self.flashed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(ground, Radius.CARD, Radius.CARD)
        self._paint_whole(painter, line, rect, hover=hover)
        if shows_focus(option):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        painter.restore()

    def _paint_whole(self, painter: QPainter, line: Line, rect: QRect, *, hover: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio, ground = painter.device().devicePixelRatio(), _ground(line, rect)
        self._paint_ground(painter, line, rect, ground, hover=hover)
        if line.is_notice:
            self._paint_notice(painter, line, ground.toRect(), ratio)
        else:
            self._paint_line(painter, line, rect.adjusted(4, 0, -4, -1), ratio)

    def _paint_ground(self, painter: QPainter, line: Line, rect: QRect, ground: QRectF, *, hover: bool) -> None:
        theme = self._theme
        if not line.is_notice:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if line.is_notice or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("danger_soft" if line.is_notice else "hover"))
            painter.drawRoundedRect(ground, Radius.CARD, Radius.CARD)
            if line.is_notice and hover:
                painter.setPen(theme.colour("danger"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)

    def _paint_notice(self, painter: QPainter, line: Line, room: QRect, ratio: float) -> None:
        theme = self._theme
        pixmap = theme.pixmap(line.icon, "danger", 16, ratio)
        painter.drawPixmap(QPointF(room.left() + 14, room.center().y() - 7), pixmap)
        painter.setPen(theme.colour("danger"))
        left = _text(painter, theme, "section", line.title, room.adjusted(40, 0, -12, 0))
        _text(painter, theme, "body", line.remark, room.adjusted(left - room.left() + 10, 0, -12, 0))

    def _paint_line(self, painter: QPainter, line: Line, room: QRect, ratio: float) -> None:
        theme = self._theme
        is_step = line.table == "step"
        top = QRect(room.left(), room.top(), room.width(), 40 if is_step and line.below else room.height())
        left, right = room.left(), room.right()
        if line.table != "page":
            bar = QRectF(left, top.center().y() - 9, 4, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.step_colour(line.hue))
            painter.drawRoundedRect(bar, 2, 2)
        left += 16
        if line.icon:
            icon = "check" if line.done else line.icon
            painter.drawPixmap(QPointF(left, top.center().y() - 7), theme.pixmap(icon, "muted", 16, ratio))
            left += 28
        if line.starred:
            painter.drawPixmap(
                QPointF(right - 17, top.center().y() - 7), theme.pixmap("star-filled", "star", 16, ratio)
            )
            right -= _STAR
        right = self._paint_right(painter, line, QRect(left, top.top(), right - left, top.height()))
        painter.setPen(theme.colour("muted" if line.done or line.table == "page" else "text"))
        font = "body" if is_step or line.table == "page" else "strong"
        title_room = QRect(left, top.top(), right - left - 12, top.height())
        after = _text(painter, theme, font, line.title, title_room)
        if line.remark:
            painter.setPen(theme.colour("muted"))
            _text(painter, theme, "meta", line.remark, title_room.adjusted(after - left + 12, 0, 0, 0))
        if line.below:
            painter.setPen(theme.colour("muted"))
            _text(painter, theme, "meta", line.below, QRect(left, room.top() + 30, room.right() - left, 20))

    def _paint_right(self, painter: QPainter, line: Line, room: QRect) -> int:
        """Draw what stands on the right and give the place where it begins."""
        theme = self._theme
        role = "meta_figure" if line.table == "step" else "figure"
        right = room.right()
        width = QFontMetrics(theme.font(role)).horizontalAdvance(line.right)
        if line.right:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(role))
            painter.drawText(
                QRect(right - width, room.top(), width + 1, room.height()), Qt.AlignmentFlag.AlignVCenter, line.right
            )
        if line.share is not None:
            bar = QRectF(right - self.right_width - _BAR, room.center().y() - 1, _BAR, 4)
            paint_progress(painter, theme, bar, line.share, role=f"step{line.hue}")
            return int(bar.left())
        return right - width - 8 if line.right else right


def _ground(line: Line, rect: QRect) -> QRectF:
    """What of a row is coloured when it stands out; always so for a notice."""
    return QRectF(rect).adjusted(0, 0, 0, -8) if line.is_notice else QRectF(rect).adjusted(0, 1, 0, -2)


def _text(painter: QPainter, theme: Theme, role: str, text: str, room: QRect) -> int:
    """Draw one line, cut with an ellipsis where there is no room, and give the place where it ends."""
    if room.width() < 24 or not text:
        return room.left()
    font = theme.font(role)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return room.left() + metrics.horizontalAdvance(shown)


class LineList(FocusVisible, QListView):
    """One block of lines, as high as they are: it never scrolls by itself.

    ``opened`` carries the line that was clicked or entered, ``unstarred`` one whose star was pressed (also W and
    Delete), ``left`` -1 or 1 when the focus goes beyond the first or last line, ``moved`` the current line's place.
    """

    opened = Signal(object)
    unstarred = Signal(object)
    left = Signal(int)
    moved = Signal(QRect)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines_model = LineModel(self)
        self.setModel(self.lines_model)
        self._delegate = LineDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.viewport().update)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; without any the list is hidden."""
        row = self.currentIndex().row()
        self.lines_model.set_lines(lines)
        if row >= 0 and not self.currentIndex().isValid() and lines:
            self.setCurrentIndex(self.lines_model.index(min(row, len(lines) - 1)))
        metrics = QFontMetrics(self._theme.font("meta_figure"))
        widest = max((metrics.horizontalAdvance(line.right) for line in lines), default=0)
        self._delegate.right_width = max(_RIGHT, widest + 20)
        option = QStyleOptionViewItem()
        heights = (self._delegate.sizeHint(option, self.lines_model.index(row)).height() for row in range(len(lines)))
        self.setFixedHeight(sum(heights))
        self.setVisible(bool(lines))

    def enter(self, row: int) -> None:
        """Take the keyboard focus on a line; -1 is the last one."""
        count = self.lines_model.rowCount()
        self.setCurrentIndex(self.lines_model.index(count - 1 if row < 0 else min(row, count - 1)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(self.visualRect(self.currentIndex()))

    def reveal(self, table: str, row_id: int) -> bool:
        """Flash the line that leads to a row; False if there is none."""
        for row, line in enumerate(self.lines_model.lines()):
            if (line.table, line.row_id) == (table, row_id):
                self.setCurrentIndex(self.lines_model.index(row))
                self._delegate.flashed = row
                self._flash.start()
                self.viewport().update()
                self.moved.emit(self.visualRect(self.currentIndex()))
                return True
        return False

    def _unflash(self) -> None:
        self._delegate.flashed = -1
        self.viewport().update()

    def line_at(self, index: _Index) -> Line | None:
        """The line of an index, None for none."""
        return index.data(LINE_ROLE) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines_model.rowCount():
            self.setCurrentIndex(self.lines_model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentIndex().row()
        line = self.line_at(self.currentIndex())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and line is not None:
            self.opened.emit(line)
        elif key in (Qt.Key.Key_W, Qt.Key.Key_Delete) and line is not None and line.starred and not event.modifiers():
            self.unstarred.emit(line)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.left.emit(-1)
        elif key == Qt.Key.Key_Down and row >= self.lines_model.rowCount() - 1:
            self.left.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            self.moved.emit(self.visualRect(self.currentIndex()))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if index.isValid() else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        line = self.line_at(self.indexAt(place))
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if line.starred and place.x() >= self.viewport().width() - _STAR:
            self.unstarred.emit(line)
        else:
            self.opened.emit(line)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the list

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            return self._tell(event)  # type: ignore[arg-type]  # a tool-tip event is a QHelpEvent
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        line = self.line_at(index)
        text = ""
        if line is not None:
            is_star = line.starred and event.pos().x() >= self.viewport().width() - _STAR
            text = tr("Take out of this week (W)") if is_star else line.tip or line.title
        QToolTip.showText(event.globalPos(), _plain(text), self.viewport(), self.visualRect(index))
        return True


def _plain(text: str) -> str:
    """A title as it stands: a tool tip would guess that it is rich text. The element lets a long one break."""
    return f"<span>{escape(text)}</span>" if text else ""
