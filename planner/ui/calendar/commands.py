"""What one can do on the Calendar page, as actions for keys, menus, the palette and the sheet of shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr
from planner.ui.calendar.layout import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from planner.ui.calendar.entry_source import Look
    from planner.ui.calendar.page import CalendarPage


class Commands:
    """The actions of the page. Those with plain keys act only while one of the views has the focus."""

    def __init__(self, page: CalendarPage) -> None:
        self._page = page
        self._actions: list[QAction] = []
        month: list[QWidget] = [page.month_view]
        both: list[QWidget] = [page.month_view, page.agenda_view]
        conferences = page.conferences
        answered: list[QWidget] = [conferences.table, conferences.cards]
        views: list[QWidget] = [*both, *answered, conferences.none_found, page.empty]
        self._add(tr("Show the month"), lambda: page.show_view("month"), "M", views)
        self._add(tr("Show the agenda"), lambda: page.show_view("agenda"), "A", views)
        self._add(tr("Show the conferences"), lambda: page.show_view("conferences"), "C", views)
        self._add(tr("Go to today"), page.go_today, "T", both)
        go = self._add(tr("Go to date…"), page.ask_date, "Ctrl+G", [page])
        go.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._add(tr("Previous month"), lambda: page.step_month(-1), "PgUp", month)
        self._add(tr("Next month"), lambda: page.step_month(1), "PgDown", month)
        self._add(tr("Open the entries of the day"), page.open_current_day, "Return", [])
        self._add(tr("Add a conference on this day"), page.add_here, "N", views)
        moving = page.moving
        self._add(tr("Move the entry a day earlier"), lambda: moving.by_days(-1), "Ctrl+Left", both)
        self._add(tr("Move the entry a day later"), lambda: moving.by_days(1), "Ctrl+Right", both)
        self._add(tr("Move the entry a week earlier"), lambda: moving.by_days(-DAYS), "Ctrl+Up", both)
        self._add(tr("Move the entry a week later"), lambda: moving.by_days(DAYS), "Ctrl+Down", both)
        self._add(tr("End the event a day earlier"), lambda: moving.last_day(-1), "Ctrl+Shift+Left", both)
        self._add(tr("End the event a day later"), lambda: moving.last_day(1), "Ctrl+Shift+Right", both)
        self._add(tr("Pick from yearly conferences…"), page.pick_yearly, "Y", views)
        self._add(tr("Answer a conference"), lambda: conferences.view().open_answers(), "R", answered)
        self._add(tr("Show the conferences as a table or as cards"), self._turn_conferences, "V", answered)
        self._add(tr("Sort the conferences"), self._sort_conferences, "O", answered)
        look = self._switch
        self._listed = look(tr("Show listed events in the calendar"), lambda on: {"with_listed": on}, "L", views)
        self._zones = look(tr("Show times in each event’s own zone"), lambda on: {"own_zones": on}, "Z", both)
        self._kinds = look(tr("Colour by kind instead of step"), lambda on: {"by_kind": on}, "K", both)
        self._weeks = self._add(tr("Show week numbers"), None, "W", both)
        self._weeks.setCheckable(True)
        self._weeks.toggled.connect(lambda on: page.month_view.show_weeks(shown=on))
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

    def _turn_conferences(self) -> None:
        if self._page.shown_view == "conferences":
            self._page.conferences.turn()
        else:
            self._page.show_view("conferences")

    def _sort_conferences(self) -> None:
        self._page.show_view("conferences")
        self._page.conferences.ask_order()

    def everything(self) -> list[QAction]:
        """All actions, in the order in which they are listed."""
        return list(self._actions)

    def _switch(
        self, text: str, fields: Callable[[bool], dict[str, bool]], keys: str, widgets: Sequence[QWidget]
    ) -> QAction:
        """An action with a tick that changes how entries are shown."""
        action = self._add(text, None, keys, widgets)
        action.setCheckable(True)
        page = self._page
        action.toggled.connect(lambda on: page.set_look(page.source.look._replace(**fields(on))))
        return action

    def show_look(self, look: Look) -> None:
        """Tick the switches for how entries are shown."""
        self._listed.setChecked(look.with_listed)
        self._zones.setChecked(look.own_zones)
        self._kinds.setChecked(look.by_kind)

    def show_weeks(self, *, on: bool) -> None:
        """Tick the switch for the numbers of the weeks."""
        self._weeks.setChecked(on)
