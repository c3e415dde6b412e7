"""The menu bar, filled from the command table and from the actions of the current page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.widgets.menu import submenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu

    from planner.ui.shell.commands import CommandTable
    from planner.ui.shell.page import Page


class Menus:
    """File, Edit, View, Plan, Page and Help. The menu of the page is filled whenever it opens."""

    def __init__(self, window: QMainWindow, table: CommandTable, page: Callable[[], Page | None]) -> None:
        self._table = table
        self._page = page
        bar = window.menuBar()
        bar.setAccessibleName(tr("Menu bar"))
        self._menus: dict[str, QMenu] = {}
        titles = {"file": tr("&File"), "edit": tr("&Edit"), "view": tr("&View"), "plan": tr("&Plan")}
        for name, title in titles.items():
            self._menus[name] = submenu(bar, title)
        self._of_page = submenu(bar, tr("P&age"))
        self._of_page.aboutToShow.connect(self._fill_page)
        self._menus["help"] = submenu(bar, tr("&Help"))
        self.themes = submenu(self._menus["view"], tr("&Theme"))
        self.fill()
        for name in ("view", "plan"):
            self._menus[name].aboutToShow.connect(table.refresh_checks)

    def fill(self) -> None:
        """Put every command into its menu; called again when commands were added."""
        for name, menu in self._menus.items():
            group: int | None = None
            menu.clear()
            for place, command, action in self._table.of_menu(name):
                if group is not None and place.group != group:
                    menu.addSeparator()
                group = place.group
                if command.id.startswith("theme."):
                    self.themes.addAction(action)
                    if command.id == "theme.system":
                        menu.addMenu(self.themes)
                else:
                    menu.addAction(action)

    def _fill_page(self) -> None:
        self._of_page.clear()
        page = self._page()
        actions: Sequence[QAction] = page.actions() if page is not None else ()
        shown = [action for action in actions if action.text()]
        self._of_page.addActions(shown)
        if not shown:
            nothing = self._of_page.addAction(tr("This page has no actions of its own"))
            nothing.setEnabled(False)
