"""The page column with the inspector over or beside it; the inspector itself is loaded when first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from planner.ui.shell.inspector_panel import InspectorPanel
    from planner.ui.theme import Theme


class InspectorArea(QWidget):
    """The page column with the panel over or beside it, by the width of the window. ``moved``: it came or went."""

    closed = Signal()
    moved = Signal()

    def __init__(self, page_column: QWidget, theme: Theme, *, animated: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._docked = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(page_column, 1)
        self._theme = theme
        self._animated = animated
        self._panel: InspectorPanel | None = None
        self._shadow: QWidget | None = None

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self._panel is not None and self._panel.is_open

    def free_width(self) -> int:
        """The width, from the left, that the panel leaves to the page."""
        return self.width() - (self._panel.width() if self._panel is not None and self.is_open else 0)

    @property
    def panel(self) -> InspectorPanel:
        """The panel, made when something is first opened."""
        if self._panel is None:
            from planner.ui.shell.inspector_panel import InspectorPanel, PanelShadow

            self._shadow = PanelShadow(self._theme, self)
            self._panel = InspectorPanel(self._theme, animated=self._animated, parent=self)
            self._panel.installEventFilter(self)
            self._panel.closed.connect(self.closed)
            if self._docked:
                self._docked = False
                self.set_docked(docked=True)
            self._place()
        return self._panel

    def set_docked(self, *, docked: bool) -> None:
        """Dock the panel beside the page, or let it lie over it."""
        changed, self._docked = docked != self._docked, docked
        if self._panel is None or not changed:
            return
        if docked:
            self._row.addWidget(self._panel)
        else:
            self._row.removeWidget(self._panel)
        self._panel.set_docked(docked=docked)
        self._place()

    def _place(self) -> None:
        panel, shadow = self._panel, self._shadow
        if panel is None or shadow is None:
            return
        over = panel.is_open and not self._docked
        shadow.setVisible(over)
        if self._docked:
            return
        left = self.width() - panel.width()
        panel.setGeometry(left, 0, panel.width(), self.height())
        shadow.setGeometry(left - shadow.width(), 0, shadow.width(), self.height())
        if over:
            shadow.raise_()
            panel.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
            self.moved.emit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
