"""The line over a row of the outline in which a title or the name of a step is typed; and how high rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from planner.ui.board.outline.view import OutlineView

Index = QModelIndex | QPersistentModelIndex


class TitleDelegate(QStyledItemDelegate):
    """Makes the line, and tells the view what was typed."""

    def __init__(self, view: OutlineView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._view.row_height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setMaxLength(500)
        is_step = self._view.outline.is_branch(index)
        line.setAccessibleName(tr("Name of the step") if is_step else tr("Title"))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            text = editor.text().strip()
            if text and text != index.data():
                self._view.renamed.emit(QPersistentModelIndex(index), text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        room = self._view.title_room(index)
        editor.setGeometry(room.adjusted(-5, 1, 0, -2))
