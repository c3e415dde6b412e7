"""The lines of a block of Home as a model, and how one is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.ui.theme import Radius
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.progress_bar import paint_progress
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from planner.ui.home.lines import Line
    from planner.ui.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 44
_STEP_HEIGHT = 38
_STEP_HEIGHT_TWO = 58
_NOTICE_HEIGHT = 45  # 37 of the coloured ground, 8 between two
_QUIET_HEIGHT = 36
MARK_WIDTH = 32
_LOG_ICON, _LOG_GAP = 14, 8
_BAR = 160
RIGHT_WIDTH = 132
_LIVELY = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
Index = QModelIndex | QPersistentModelIndex


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

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
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
        self.right_width = RIGHT_WIDTH  # the same for all lines, so that the bars stand in a column

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        height = _HEIGHT
        if line.tone == "danger":
            height = _NOTICE_HEIGHT
        elif line.table == "step":
            height = _STEP_HEIGHT_TWO if line.below else _STEP_HEIGHT
        elif line.is_quiet or line.is_notice:
            height = _QUIET_HEIGHT
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
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
        if not line.is_notice and line.table != "more":
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        is_urgent = line.tone == "danger"
        if is_urgent or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("danger_soft" if is_urgent else "hover"))
            painter.drawRoundedRect(ground, Radius.CARD, Radius.CARD)
            if is_urgent and hover:
                painter.setPen(theme.colour("danger"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)

    def _paint_notice(self, painter: QPainter, line: Line, room: QRect, ratio: float) -> None:
        theme = self._theme
        is_urgent = line.tone == "danger"
        pixmap = theme.pixmap(line.icon, "danger" if is_urgent else "muted", 16, ratio)
        painter.drawPixmap(QPointF(room.left() + 20, room.center().y() - 7), pixmap)
        end = -12
        if line.mark:
            place = QPointF(room.right() - 21, room.center().y() - 6)
            painter.drawPixmap(place, theme.pixmap(line.mark, "muted", 14, ratio))
            end = -MARK_WIDTH - 4
        painter.setPen(theme.colour("danger" if is_urgent else "text"))
        left = _text(painter, theme, "section", line.title, room.adjusted(48, 0, end, 0))
        painter.setPen(theme.colour("danger" if is_urgent else "muted"))
        _text(painter, theme, "body", line.remark, room.adjusted(left - room.left() + 10, 0, end, 0))

    def _paint_line(self, painter: QPainter, line: Line, room: QRect, ratio: float) -> None:
        theme = self._theme
        is_step = line.table == "step"
        top = QRect(room.left(), room.top(), room.width(), 40 if is_step and line.below else room.height())
        left, right = room.left(), room.right()
        if not line.is_quiet:
            bar = QRectF(left, top.center().y() - 9, 4, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.step_colour(line.hue))
            painter.drawRoundedRect(bar, 2, 2)
        left += 16
        if line.icon:
            icon = "check" if line.done else line.icon
            painter.drawPixmap(QPointF(left, top.center().y() - 7), theme.pixmap(icon, "muted", 16, ratio))
            left += 28
        if line.mark:
            colour = "star" if line.mark == "star-filled" else "muted"
            painter.drawPixmap(QPointF(right - 17, top.center().y() - 7), theme.pixmap(line.mark, colour, 16, ratio))
            right -= MARK_WIDTH
        if line.can_log:
            at = QPointF(right - log_width(theme, line) + _LOG_GAP, top.center().y() - 6)
            painter.drawPixmap(at, theme.pixmap("plus", "muted", _LOG_ICON, ratio))
        begin = self._paint_right(painter, line, QRect(left, top.top(), right - left, top.height()))
        right = right - log_width(theme, line) if line.can_log else begin
        painter.setPen(theme.colour("muted" if line.done or line.is_quiet else "text"))
        font = "body" if is_step or line.is_quiet else "strong"
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


def log_width(theme: Theme, line: Line) -> int:
    """The room of what is pressed to log a session: a plus, the time, and a gap before."""
    return _LOG_GAP + _LOG_ICON + 4 + QFontMetrics(theme.font("figure")).horizontalAdvance(line.right)


def _ground(line: Line, rect: QRect) -> QRectF:
    """What of a row is coloured when it stands out; always so for an urgent warning."""
    return QRectF(rect).adjusted(0, 0, 0, -8) if line.tone == "danger" else QRectF(rect).adjusted(0, 1, 0, -2)


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
