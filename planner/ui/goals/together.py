"""What is done to all selected goals at once, each time as one step; a single goal is for the commands of the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from planner.config.text import begun, tr, trn
from planner.domain.dates import format_date, monday
from planner.domain.states import states_of
from planner.domain.words import StepId
from planner.services.goal_filter_words import state_of_any
from planner.ui.goals.goal_date import decisive_date
from planner.ui.shell.dialogs import opened
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from planner.domain.words import ActivityId, DeadlineKind
    from planner.services.action import Action
    from planner.services.queries.goals import GoalRow
    from planner.ui.goals.commands import GoalCommands
    from planner.ui.shell.page import Page, PageContext

    Rows = Sequence[GoalRow]


class GoalsTogether:
    """Every command takes the goals that it is about, at least one."""

    def __init__(self, context: PageContext, page: Page, commands: GoalCommands) -> None:
        self._context = context
        self._page = page
        self._one = commands

    def _run(self, action: Action, text: str = "") -> bool:
        change = self._context.run(action)
        if change is not None and change.rows:
            self._context.tell(change, text)
        return change is not None

    # -- state

    def set_state(self, rows: Rows, state: str) -> None:
        """Set one state on all of them."""
        from planner.services.actions.many import SetStates

        if len(rows) == 1:
            self._one.set_state(rows[0], state)
            return
        said = trn(
            "{n} goal is marked as {state}", "{n} goals are marked as {state}", len(rows), state=state_of_any(state)
        )
        self._run(SetStates(_ids(rows), state), said)

    def state_menu(self, rows: Rows, parent: QWidget) -> QMenu:
        """The states that all of them can have, the one that they have in common checked."""
        if len(rows) == 1:
            return self._one.state_menu(rows[0], parent)
        menu = _menu(tr("State"), parent)
        group = QActionGroup(menu)
        kinds = {row.kind for row in rows}
        present = {row.state for row in rows}
        for state in states_of(rows[0].kind):
            if not all(state in states_of(kind) for kind in kinds):
                continue
            word = state_of_any(state)
            action = menu.addAction(begun(word))
            action.triggered.connect(partial(self._state_chosen, rows, state))
            action.setCheckable(True)
            action.setChecked(present == {state})
            group.addAction(action)
            if present == {state}:
                menu.setActiveAction(action)
        return menu

    def _state_chosen(self, rows: Rows, state: str, _checked: bool = False) -> None:
        self.set_state(rows, state)

    # -- date, week, tags, step

    def set_date(self, rows: Rows) -> None:
        """Ask for the date that decides about them; where that is of several kinds, also of which."""
        if len(rows) == 1:
            self._one.set_date(rows[0])
            return
        from planner.services.actions.many import PutDates
        from planner.ui.goals.dates_dialog import DatesDialog

        about: dict[DeadlineKind, list[GoalRow]] = {}
        for row in rows:
            about.setdefault(decisive_date(row).kind, []).append(row)

        def run(kind: DeadlineKind, day: str | None, time: str) -> bool:
            moments = [(row.id, decisive_date(row).moment) for row in about[kind]]
            places = tuple((goal_id, None if found is None else found.deadline_id) for goal_id, found in moments)
            action = PutDates(
                places,
                kind,
                on_date=None if time else day,
                wall=f"{day}T{time}:00" if day and time else None,
                zone=self._context.planner.zone() if time else "",
            )
            if day is None:
                said = trn("The date of {n} goal is removed", "The dates of {n} goals are removed", len(places))
            else:
                said = trn("The date of {n} goal is set", "The dates of {n} goals are set", len(places))
            return self._run(action, said)

        opened(DatesDialog(self._context.theme, about, self._context.planner.today, run, parent=self._page.window()))

    def pick(self, rows: Rows) -> None:
        """Put them into this week, or take them out if all of them are in it."""
        from planner.services.actions.activities import PickForWeek

        if len(rows) == 1:
            self._one.pick(rows[0])
            return
        picked = not self._are_picked(rows)
        if picked:
            said = trn("{n} goal is picked for this week", "{n} goals are picked for this week", len(rows))
        else:
            said = trn("{n} goal is out of this week", "{n} goals are out of this week", len(rows))
        self._run(PickForWeek(_ids(rows), picked=picked), said)

    def _are_picked(self, rows: Rows) -> bool:
        week = format_date(monday(self._context.planner.today()))
        return all(row.picked_week == week for row in rows)

    def edit_tags(self, rows: Rows) -> None:
        """Ask which tags they get and which are taken away."""
        from planner.services.actions.many import EditMany
        from planner.services.queries.activity import tag_names
        from planner.services.queries.many import shared
        from planner.ui.goals.tags_dialog import TagsDialog

        ids, read = _ids(rows), self._context.planner.read

        def run(added: tuple[str, ...], dropped: tuple[str, ...]) -> bool:
            said = trn("The tags of {n} goal are changed", "The tags of {n} goals are changed", len(ids))
            return self._run(EditMany(ids, add_tags=added, drop_tags=dropped), said)

        title = rows[0].title if len(rows) == 1 else trn("{n} goal", "{n} goals", len(rows))
        theme, today = self._context.theme, self._context.planner.today
        known, parent = read(tag_names), self._page.window()
        opened(TagsDialog(theme, today, title, read(shared, ids), run, known=known, parent=parent))

    def step_menu(self, rows: Rows, parent: QWidget) -> QMenu:
        """The inbox and all steps, the one that they are in checked."""
        from planner.services.queries.activity import step_choices

        menu = _menu(tr("Move to step"), parent)
        group = QActionGroup(menu)
        present = {row.step_id for row in rows}

        def entry(text: str, step_id: StepId | None) -> None:
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(partial(self._move, rows, step_id))
            action.setCheckable(True)
            action.setChecked(present == {step_id})
            group.addAction(action)
            if action.isChecked():
                menu.setActiveAction(action)

        entry(tr("Inbox"), None)
        roadmap = ""
        for step in self._context.planner.read(step_choices):
            if step.roadmap != roadmap:
                menu.addSeparator()
            roadmap = step.roadmap
            entry(step.name, StepId(step.id))
        return menu

    def _move(self, rows: Rows, step_id: StepId | None, _checked: bool = False) -> None:
        from planner.services.actions.activities import MoveActivities

        ids = tuple(row.id for row in rows if row.step_id != step_id)
        if ids:
            self._run(MoveActivities(ids, to_step=True, step_id=step_id))

    def delete(self, rows: Rows) -> None:
        """Put them into the trash."""
        from planner.services.actions.trash import TrashActivities

        said = "" if len(rows) == 1 else trn("{n} goal is in the trash", "{n} goals are in the trash", len(rows))
        self._run(TrashActivities(_ids(rows)), said)

    # -- the menu

    def menu(self, rows: Rows) -> QMenu:
        """The context menu of what is selected."""
        if len(rows) == 1:
            menu = self._one.menu(rows[0])
            before = next(action for action in menu.actions() if action.isSeparator())
            self._add_shared(menu, rows, before)
            return menu
        menu = _menu("", self._page)
        menu.addMenu(self.state_menu(rows, menu))
        menu.addAction(tr("Date…"), lambda: self.set_date(rows)).setShortcut("T")
        picked = menu.addAction(tr("This week"), lambda: self.pick(rows))
        picked.setShortcut("W")
        picked.setCheckable(True)
        picked.setChecked(self._are_picked(rows))
        self._add_shared(menu, rows, menu.addSeparator())
        text = trn("Delete {n} goal", "Delete {n} goals", len(rows))
        menu.addAction(text, lambda: self.delete(rows)).setShortcut("Delete")
        return menu

    def _add_shared(self, menu: QMenu, rows: Rows, before: QAction) -> None:
        tags = menu.addAction(tr("Tags…"), lambda: self.edit_tags(rows))
        tags.setShortcut("E")
        menu.insertAction(before, tags)
        menu.insertMenu(before, self.step_menu(rows, menu))


def _ids(rows: Rows) -> tuple[ActivityId, ...]:
    return tuple(row.id for row in rows)


def _menu(title: str, parent: QWidget) -> Menu:
    menu = Menu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not isinstance(parent, QMenu))
    return menu
