"""A list of one-line items: a name on the left, and in grey on the right what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.ui.theme import Radius
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from planner.ui.theme import Theme

LINE = 34
_ICON = 16
_PAD = 10
_TOLD = int(Qt.ItemDataRole.UserRole) + 7
_IS_BAD = _TOLD + 1
_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


class _ToldDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state: QStyle.StateFlag = option.state
        has_focus = self._view.hasFocus() and index.row() == self._view.currentRow()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        if has_focus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(room.left(), room.center().y() - _ICON // 2 + 1, _ICON, _ICON))
            room.setLeft(room.left() + _ICON + _PAD)
        painter.setFont(theme.font("meta"))
        metrics = painter.fontMetrics()
        told = metrics.elidedText(str(index.data(_TOLD) or ""), Qt.TextElideMode.ElideRight, room.width() * 3 // 5)
        width = metrics.horizontalAdvance(told)
        painter.setPen(theme.colour("danger" if index.data(_IS_BAD) else "muted"))
        painter.drawText(room, _ONE_LINE | Qt.AlignmentFlag.AlignRight, told)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        left = room.adjusted(0, 0, -width - 16 if told else 0, 0)
        name = painter.fontMetrics().elidedText(str(index.data()), self._view.textElideMode(), left.width())
        painter.drawText(left, _ONE_LINE, name)
        painter.restore()


class ToldList(QListWidget):
    """Lines are added by :meth:`add_line`; what is told of one stands in its description for a screen reader."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_ToldDelegate(theme, self))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def add_line(
        self, name: str, told: str = "", *, icon: QIcon | None = None, is_bad: bool = False
    ) -> QListWidgetItem:
        """Add a line at the end; ``is_bad`` tells in the colour of danger."""
        item = QListWidgetItem(name, self)
        item.setData(_TOLD, told)
        item.setData(_IS_BAD, is_bad)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told)
        item.setToolTip(plain_tip(name))
        if icon is not None:
            item.setIcon(icon)
        return item

    @staticmethod
    def told_of(item: QListWidgetItem) -> str:
        """What stands on the right of a line."""
        return str(item.data(_TOLD) or "")
