"""What stands between the top of a dialog and its foot, and scrolls where it is long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.ui.theme import Space


class Body(QScrollArea):
    """What stands between the top of a dialog and its foot, as high as it is where there is room."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        inner = QWidget()
        inner.setProperty("role", "canvas")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.S)
        self.column.setSpacing(Space.S)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.setMinimumWidth(width)

    def height_wanted(self) -> int:
        """How high all of it is."""
        self.column.activate()
        return max(self.column.totalHeightForWidth(self._width), self.column.totalMinimumSize().height())
