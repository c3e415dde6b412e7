"""The small list below quick add: tags, steps or skills that go on from what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from planner.ui.theme import Theme

_ROW = 28
_INSET = 4


class CompletionList(QWidget):
    """Never takes the focus: the line that it belongs to drives it. ``taken`` comes with a press on a name."""

    taken = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = QStringListModel(self)
        self.view = QListView(self)
        self.view.setModel(self._model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setAccessibleName(tr("Names that go on from what is typed"))
        self.view.clicked.connect(lambda _index: self.taken.emit(self.current()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.addWidget(self.view)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.view.setStyleSheet(
            f"QListView {{ background: {tokens.raised}; border: none; }}"
            f"QListView::item {{ height: {_ROW}px; padding: 0 8px; border-radius: 4px; color: {tokens.text}; }}"
            f"QListView::item:selected {{ background: {tokens.accent_soft}; color: {tokens.text}; }}"
        )

    def offer(self, names: Sequence[str]) -> None:
        """Show names, the first of them chosen."""
        self._model.setStringList(list(names))
        self.view.setCurrentIndex(self._model.index(0, 0))
        self.setFixedHeight(_ROW * len(names) + 2 * _INSET)

    def current(self) -> str:
        """The chosen name."""
        return str(self.view.currentIndex().data() or "")

    def step(self, by: int) -> None:
        """Choose another name, around the ends."""
        count = self._model.rowCount()
        if count:
            self.view.setCurrentIndex(self._model.index((self.view.currentIndex().row() + by) % count, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._theme)
