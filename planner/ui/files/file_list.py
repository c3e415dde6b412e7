"""The list of files of an import: each with its name and what it brings, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.ui.theme import Radius, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = 32
_MOST_SHOWN = 4
_TOLD = int(Qt.ItemDataRole.UserRole)
_IS_BAD = _TOLD + 1


class _FileDelegate(QStyledItemDelegate):
    """The name on the left, what comes of it on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, view = self._theme, self.parent()
        assert isinstance(view, QListWidget)
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == view.currentRow():
            painter.setPen(theme.colour("accent") if view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        room = rect.adjusted(10, 0, -10, 0)
        one_line = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("meta"))
        told = painter.fontMetrics().elidedText(
            str(index.data(_TOLD)), Qt.TextElideMode.ElideRight, room.width() * 3 // 5
        )
        width = painter.fontMetrics().horizontalAdvance(told)
        painter.setPen(theme.colour("danger" if index.data(_IS_BAD) else "muted"))
        painter.drawText(room, one_line | Qt.AlignmentFlag.AlignRight, told)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        left = room.adjusted(0, 0, -width - 16, 0)
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, left.width())
        painter.drawText(left, one_line, name)
        painter.restore()


class FileList(QListWidget):
    """One line for each file; the current one is shown below by whoever holds the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_FileDelegate(theme, self))
        self.setAccessibleName(tr("Files"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def show_files(self, files: Iterable[tuple[str, str, bool]]) -> None:
        """Show names, what is told of each, and whether it cannot be used; the current line stays."""
        at = self.currentRow()
        with QSignalBlocker(self):  # the same line is current afterwards
            self.clear()
            for name, told, is_bad in files:
                item = QListWidgetItem(name, self)
                item.setData(_TOLD, told)
                item.setData(_IS_BAD, is_bad)
                item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{name}: {told}")
            self.setCurrentRow(max(at, 0))
        self.setFixedHeight(min(self.count(), _MOST_SHOWN) * _LINE + 2)
