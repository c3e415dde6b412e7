"""The keys of the goals: each command one action, on what is selected, and the line that offers them for many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from planner.config.text import tr
from planner.domain.goal_filter import Grouping
from planner.services.goal_filter_words import grouping_word
from planner.ui.goals.together import GoalsTogether
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

    from planner.services.queries.goals import GoalRow
    from planner.ui.goals.page import GoalsPage
    from planner.ui.widgets.selection_line import SelectionLine


class GoalActions(QObject):
    """Adds the actions to a page and its views, and the line of the selection to the foot of ``column``."""

    def __init__(self, page: GoalsPage, column: QVBoxLayout) -> None:
        super().__init__(page)
        self._page = page
        self._column = column
        self.together = GoalsTogether(page.context, page, page.commands)
        self.line: SelectionLine | None = None
        self._offered = self._add_all()
        for view in (page.list, page.table):
            view.menu_wanted.connect(self._menu)
            view.chosen_changed.connect(self.show_line)
        page.table.state_pressed.connect(self.offer_states)

    def _add_all(self) -> list[QAction]:
        page, together = self._page, self.together
        both, table = (page.list, page.table), (page.table,)
        add, on = self._add, self._on_selected
        add(tr("Open the goal"), "Return", lambda: page.view().act(), both)
        state = add(tr("Set the state of the goal"), "M", self._state_at_current, both, tr("State"))
        day = add(tr("Set the date of the goal"), "T", on(together.set_date), both, tr("Date"))
        week = add(tr("Put the goal into this week, or take it out"), "W", on(together.pick), both, tr("This week"))
        tags = add(tr("Set the tags of the goal"), "E", on(together.edit_tags), both, tr("Tags"))
        step = add(tr("Move the goal to a step"), "S", self._step_at_current, both, tr("Step"))
        add(tr("It shows half a level less"), "-", page.commands.lower, both)
        delete = add(tr("Delete the goal"), "Delete", on(together.delete), both, tr("Delete"))
        add(tr("Select all goals"), "Ctrl+A", lambda: page.view().selectAll(), both)
        add(tr("Show goals as a table or in sections"), "V", page.turn, both)
        add(tr("Sort by the column with the focus"), "O", page.table.sort_by_current_column, table)
        add(tr("Group the table"), "G", self._offer_groupings, table)
        page.addAction(tr("Money…"), page.commands.open_money)
        return [state, day, week, tags, step, delete]

    def _add(
        self, text: str, key: str, act: Callable[[], object], views: Sequence[QWidget], short: str = ""
    ) -> QAction:
        action = QAction(text, self._page)
        if short:
            action.setIconText(short)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        for view in views:
            view.addAction(action)
        self._page.addAction(action)
        return action

    def _on_selected(self, act: Callable[[Sequence[GoalRow]], object]) -> Callable[[], None]:
        def on_selected() -> None:
            rows = self._page.view().selected_goals()
            if rows:
                act(rows)

        return on_selected

    # -- menus

    def _menu(self, where: QPoint) -> None:
        rows = self._page.view().selected_goals()
        if rows:
            self.together.menu(rows).popup(where)

    def offer_states(self, where: QPoint) -> None:
        """Open the states of what is selected."""
        rows = self._page.view().selected_goals()
        if rows:
            self.together.state_menu(rows, self._page).popup(where)

    def _state_at_current(self) -> None:
        self._page.view().show_current()
        self.offer_states(self._page.view().place_of_current())

    def _step_at_current(self) -> None:
        view = self._page.view()
        rows = view.selected_goals()
        if rows:
            view.show_current()
            self.together.step_menu(rows, self._page).popup(view.place_of_current())

    def grouping_menu(self) -> QMenu:
        """By what the table can be grouped, the present way checked."""
        menu = Menu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for grouping in Grouping:
            action = menu.addAction(grouping_word(grouping))
            action.triggered.connect(partial(self._group, grouping))
            action.setCheckable(True)
            action.setChecked(grouping is self._page.grouping)
            group.addAction(action)
            if action.isChecked():
                menu.setActiveAction(action)
        return menu

    def _group(self, grouping: Grouping, _checked: bool = False) -> None:
        self._page.group_by(grouping)

    def _offer_groupings(self) -> None:
        drop_down = self._page.groups
        self.grouping_menu().popup(drop_down.mapToGlobal(QPoint(0, drop_down.height() + 2)))

    # -- the line

    def show_line(self) -> None:
        """Say how many goals are selected, where it is more than one."""
        page = self._page
        number = len(page.view().selected_goals())
        if number < 2 or not page.shows_goals():
            if self.line is not None:
                self.line.hide()
            return
        if self.line is None:
            from planner.ui.widgets.selection_line import SelectionLine

            self.line = SelectionLine(page.context.theme, self._offered, self._let_go)
            self._column.addWidget(self.line)
        self.line.set_count(number)
        self.line.show()

    def _let_go(self) -> None:
        self._page.view().select_one()
        self._page.view().setFocus()
