"""What one can do on the Calendar page, as actions for keys, menus, the palette and the sheet of shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from planner.ui.calendar.page import CalendarPage


class Commands:
    """The actions of the page. Those with plain keys act only while one of the views has the focus."""

    def __init__(self, page: CalendarPage) -> None:
        self._page = page
        self._actions: list[QAction] = []
        month: list[QWidget] = [page.month_view]
        both: list[QWidget] = [page.month_view, page.agenda_view]
        views: list[QWidget] = [*both, page.conference_view, page.empty]
        self._add(tr("Show the month"), lambda: page.show_view("month"), "M", views)
        self._add(tr("Show the agenda"), lambda: page.show_view("agenda"), "A", views)
        self._add(tr("Show the conferences"), lambda: page.show_view("conferences"), "C", views)
        self._add(tr("Go to today"), page.go_today, "T", both)
        self._add(tr("Previous month"), lambda: page.step_month(-1), "PgUp", month)
        self._add(tr("Next month"), lambda: page.step_month(1), "PgDown", month)
        self._add(tr("Open the entries of the day"), page.open_current_day, "Return", [])
        self._add(tr("Add a conference on this day"), page.add_here, "N", views)
        self._add(tr("Pick from yearly conferences…"), page.pick_yearly, "Y", views)
        self._add(tr("Answer a conference"), page.conference_view.open_answers, "R", [page.conference_view])
        self._listed = self._add(tr("Show listed events in the calendar"), None, "L", views)
        self._listed.setCheckable(True)
        self._listed.toggled.connect(lambda on: page.set_listed(on=on))
        self._add(tr("Export to a calendar file…"), page.export, "E", views)
        self._add(tr("Import a calendar file…"), page.import_files, "I", views)

    def _add(self, text: str, run: Callable[[], object] | None, keys: str, widgets: Sequence[QWidget]) -> QAction:
        action = QAction(text, self._page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if run is not None:
            action.triggered.connect(lambda _checked=False: run())
        for widget in widgets:
            widget.addAction(action)
        self._actions.append(action)
        return action

    def everything(self) -> list[QAction]:
        """All actions, in the order in which they are listed."""
        return list(self._actions)

    def show_listed(self, *, on: bool) -> None:
        """Tick the switch for listed events."""
        self._listed.setChecked(on)
