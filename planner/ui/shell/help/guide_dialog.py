"""The guide: its pages on the left, the chosen one on the right. It stands beside the window and does not block it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from planner.config.text import mark, tr
from planner.ui.shell.help.guide_page import GuidePage
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from planner.ui.theme import Theme

#: File of the page -> what the list calls it.
PAGES: Final = {
    "start": mark("First steps"),
    "home": mark("Home"),
    "board": mark("Roadmap"),
    "skills": mark("Skills"),
    "goals": mark("Goals"),
    "calendar": mark("Calendar"),
    "time": mark("Time and looking back"),
    "safety": mark("Keeping your plan safe"),
    "whats-new": mark("What’s new"),
}
_LIST_WIDTH = 190


class GuideDialog(QDialog):
    """Shows the page that is asked for; links between pages move the list along."""

    def __init__(self, theme: Theme, page: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.resize(980, 700)
        self.page = GuidePage(theme, self)
        self.list = ToldList(theme, tr("Pages of the guide"), self)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        for name, title in PAGES.items():
            item = self.list.add_line(tr(title), "")
            item.setData(Qt.ItemDataRole.UserRole, name)
        self.list.currentItemChanged.connect(self._show)
        self.page.page_wanted.connect(self.go)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        self.go(page)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, page: str) -> None:
        """Show a page by the name of its file; an unknown one shows the first."""
        names = list(PAGES)
        self.list.setCurrentRow(names.index(page) if page in names else 0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.show_page(str(item.data(Qt.ItemDataRole.UserRole)))
