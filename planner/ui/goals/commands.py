"""What one can do with a goal from the page: add, set state and date, pick for the week, delete; and its menus."""

from functools import cached_property
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from planner.config.text import begun, tr
from planner.domain.dates import format_date, monday
from planner.domain.states import states_of, status_of
from planner.domain.words import ActivityId, DeadlineKind, Kind, Status
from planner.services.queries.goals import GoalRow
from planner.services.words import state_word
from planner.ui.goals.goal_date import GoalDateDialog, decisive_date
from planner.ui.shell.dialogs import opened
from planner.ui.shell.page import Page, PageContext
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from planner.services.action import Action
    from planner.services.actions.goals import EnterGoal
    from planner.services.planner import Change
    from planner.ui.shell.completion_panel import CompletionPanel


class GoalCommands:
    """The commands of the page, each one action; what was done is told with Undo."""

    def __init__(self, context: PageContext, page: Page) -> None:
        self._context = context
        self._page = page

    def _run(self, action: "Action") -> bool:
        change = self._context.run(action)
        if change is not None and change.rows:
            self._context.tell(change)
        return change is not None

    def add(self, *, held: bool) -> None:
        """Ask for a new goal and add it."""
        from planner.services.queries.catalogue import goals_present
        from planner.ui.goals.add_goal import AddGoalDialog

        context, page = self._context, self._page

        def run(action: "EnterGoal") -> bool:
            change = context.run(action)
            if change is not None:
                page.reveal("activity", action.idea or change.added("activity")[0])
                context.tell(change)
            return change is not None

        def open_goal(goal_id: int) -> None:
            page.reveal("activity", goal_id)
            context.open_activity(goal_id)

        opened(
            AddGoalDialog(
                context.theme,
                context.planner.today,
                run,
                held=held,
                present=context.planner.read(goals_present),
                open_goal=open_goal,
                parent=page.window(),
            )
        )

    def open_money(self) -> None:
        """Show what goals and events cost."""
        from planner.ui.goals.money.dialog import MoneyDialog

        opened(MoneyDialog(self._context, self._page.window()))

    def set_state(self, row: GoalRow, state: str) -> None:
        """Set another state."""
        from planner.services.actions.activities import SetState

        is_done = status_of(row.kind, state) == Status.DONE != status_of(row.kind, row.state)
        visit = uuid4().hex if is_done else None
        if state != row.state and self._run(SetState(row.id, state, visit=visit)) and is_done:
            self.completion.offer(row.id, visit)

    @cached_property
    def completion(self) -> "CompletionPanel":
        """What asks what came of a goal that was reached, and whether it shows its skills."""
        from planner.ui.shell.completion_panel import CompletionPanel

        page = self._page
        return CompletionPanel(
            self._context, page, page.focus_content, lambda goal_id: page.reveal("activity", goal_id)
        )

    def lower(self) -> None:
        """What is asked about shows less of its skill."""
        if "completion" in self.__dict__:
            self.completion.lower()

    def take(self, change: "Change") -> None:
        """Hear of a change."""
        if "completion" in self.__dict__:
            self.completion.take(change)
        if len(change.completed()) == 1:  # by the inspector, which has no panel of its own
            self.completion.offer(ActivityId(change.completed()[0]), None)

    def flush(self) -> None:
        """Write what is still being typed."""
        if "completion" in self.__dict__:
            self.completion.flush()

    def pick(self, row: GoalRow) -> None:
        """Put the goal into this week, or take it out."""
        from planner.services.actions.activities import PickForWeek

        self._run(PickForWeek((row.id,), picked=not self._is_picked(row)))

    def add_credit(self, row: GoalRow) -> None:
        """Ask for credits: that a certification counts, or that a course earned."""
        from planner.ui.shell.renewal.credit_dialog import CreditDialog

        window = self._page.window()
        if row.kind == Kind.CERTIFICATION:
            opened(CreditDialog(self._context, certification_id=row.id, parent=window))
        else:
            opened(CreditDialog(self._context, activity_id=row.id, parent=window))

    def look_up(self, row: GoalRow) -> None:
        """Look the goal up in the catalogue."""
        from planner.ui.shell.catalogue_dialog import look_up

        look_up(self._context, row.id, self._page.window())

    def delete(self, row: GoalRow) -> None:
        """Put the goal into the trash."""
        from planner.services.actions.trash import TrashActivities

        self._run(TrashActivities((row.id,)))

    def set_date(self, row: GoalRow) -> None:
        """Ask for the exam, the expiry or the due date, whichever decides about the goal now."""
        from planner.services.actions.deadlines import PutDeadline, RemoveDeadline, SetDue

        about = decisive_date(row)
        moment = about.moment

        def run(day: str | None, time: str) -> bool:
            if about.kind is DeadlineKind.DUE:
                return self._run(SetDue((row.id,), day))
            if day is None:
                return moment is None or self._run(RemoveDeadline(moment.deadline_id))
            return self._run(
                PutDeadline(
                    row.id,
                    about.kind,
                    moment.deadline_id if moment else None,
                    on_date=None if time else day,
                    wall=f"{day}T{time}:00" if time else None,
                    zone=self._context.planner.zone() if time else "",
                    label=moment.label if moment else "",
                )
            )

        window, today = self._page.window(), self._context.planner.today
        dialog = GoalDateDialog(self._context.theme, row.title, about, today, run, parent=window)
        opened(dialog)

    def _is_picked(self, row: GoalRow) -> bool:
        return row.picked_week == format_date(monday(self._context.planner.today()))

    def menu(self, row: GoalRow) -> QMenu:
        """The context menu of a goal."""
        menu = Menu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open"), lambda: self._context.open_activity(row.id)).setShortcut("Return")
        menu.addMenu(self.state_menu(row, menu))
        date_text = {
            DeadlineKind.EXAM: tr("Exam date…"),
            DeadlineKind.RENEWAL: tr("Expiry date…"),
            DeadlineKind.DUE: tr("Due date…"),
        }[decisive_date(row).kind]
        menu.addAction(date_text, lambda: self.set_date(row)).setShortcut("T")
        picked = menu.addAction(tr("This week"), lambda: self.pick(row))
        picked.setShortcut("W")
        picked.setCheckable(True)
        picked.setChecked(self._is_picked(row))
        if row.standing is not None and row.standing.terms.rule.asks_credits:
            menu.addAction(tr("Add credit…"), lambda: self.add_credit(row)).setShortcut("C")
        menu.addAction(tr("Look up in the catalogue…"), lambda: self.look_up(row))
        menu.addSeparator()
        menu.addAction(tr("Delete"), lambda: self.delete(row)).setShortcut("Delete")
        return menu

    def state_menu(self, row: GoalRow, parent: QWidget) -> QMenu:
        """All states of the goal's kind, the present one checked."""
        menu = Menu(tr("State"), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not isinstance(parent, QMenu))
        group = QActionGroup(menu)
        for state in states_of(row.kind):
            word = state_word(row.kind, state)
            action = menu.addAction(begun(word))
            action.triggered.connect(lambda _checked=False, state=state: self.set_state(row, state))
            action.setCheckable(True)
            action.setChecked(state == row.state)
            group.addAction(action)
            if state == row.state:
                menu.setActiveAction(action)
        return menu
