"""The head of a block on a page: a semibold name, a quiet remark beside it, and room for controls on the right."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.ui.theme import Space
from planner.ui.widgets.label import Label


class SectionHeader(QWidget):
    """Name and remark ("This week", "3 of 5 picks"); ``add_widget`` puts a control at the right end."""

    def __init__(self, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, "section")
        self._remark = Label(remark, "body", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, Space.S, 0, Space.XS)
        self._row.setSpacing(Space.S)
        self._row.addWidget(self._title)
        self._row.addWidget(self._remark)
        self._row.addStretch(1)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Change the name."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_remark(self, remark: str) -> None:
        """Change the quiet remark."""
        self._remark.setText(remark)

    def add_widget(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)
