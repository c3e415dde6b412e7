"""The menus of the inspector: status, what can be added, and what is done with the activity as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from planner.config.text import begun, tr
from planner.domain.states import states_of
from planner.domain.words import ActivityId, EventState, Kind, Priority, Status, StepId
from planner.services.queries.activity import step_choices
from planner.services.words import kind_word, priority_word, state_word, status_word
from planner.ui.widgets.menu import submenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from planner.services.action import Action
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


def fill_status(menu: QMenu, card: ActivityCard, run: Callable[[Action], object]) -> None:
    """The states of the kind, or the four statuses; the present one is ticked."""
    from planner.services.actions.activities import MoveActivities, SetState

    row = card.activity
    detail = card.certification or card.course or card.event
    if detail is not None:
        for state in states_of(row.kind):
            if state == EventState.LISTED and detail.state != state:
                continue  # nobody goes back to before an answer
            action = menu.addAction(begun(state_word(row.kind, state)))
            action.setCheckable(True)
            action.setChecked(state == detail.state)
            action.triggered.connect(lambda _checked=False, state=state: run(SetState(row.id, state)))
        return
    for status in Status:
        action = menu.addAction(status_word(status))
        action.setCheckable(True)
        action.setChecked(status == row.status)
        action.triggered.connect(lambda _checked=False, status=status: run(MoveActivities((row.id,), status.value)))


def fill_more(
    menu: QMenu, card: ActivityCard, context: PageContext, run: Callable[[Action], object], delete: Callable[[], object]
) -> None:
    """Kind, step, core or optional, priority, this week, done, delete."""
    from planner.services.actions.activities import ChangeKind, EditActivity, MoveActivities, PickForWeek

    row = card.activity
    kinds = submenu(menu, tr("Kind"))
    for kind in Kind:
        action = kinds.addAction(context.theme.icon(context.theme.kind_icon(kind)), kind_word(kind))
        action.setCheckable(True)
        action.setChecked(kind == row.kind)
        action.triggered.connect(lambda _checked=False, kind=kind: run(ChangeKind(row.id, kind.value)))
    steps = submenu(menu, tr("Move to"))
    places: list[tuple[StepId | None, str]] = [(None, tr("Inbox"))]
    places += [(StepId(choice.id), choice.name) for choice in context.planner.read(step_choices)]
    for step_id, name in places:
        action = steps.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(step_id == row.step_id)
        action.triggered.connect(
            lambda _checked=False, step_id=step_id: run(MoveActivities((row.id,), to_step=True, step_id=step_id))
        )
    ranks = submenu(menu, tr("Priority"))
    for priority in Priority:
        action = ranks.addAction(priority_word(priority))
        action.setCheckable(True)
        action.setChecked(priority == row.priority)
        action.triggered.connect(
            lambda _checked=False, rank=priority.value: run(EditActivity(row.id, (("priority", rank),)))
        )
    menu.addSeparator()
    week = menu.addAction(tr("This week"))
    week.setCheckable(True)
    week.setChecked(row.picked_week is not None and row.picked_week == _this_week(context))
    week.triggered.connect(lambda on: run(PickForWeek((row.id,), picked=on)))
    core = menu.addAction(tr("Optional"))
    core.setCheckable(True)
    core.setChecked(not row.core)
    core.triggered.connect(lambda on: run(EditActivity(row.id, (("core", not on),))))
    if row.status != Status.DONE:
        done = menu.addAction(tr("Mark as done"), lambda: run(MoveActivities((row.id,), Status.DONE.value)))
        done.setShortcut(QKeySequence("Ctrl+Return"))  # shown only; the inspector itself listens
    if row.kind in (Kind.CERTIFICATION, Kind.COURSE):
        menu.addAction(tr("Look up in the catalogue…"), lambda: _look_up(menu, row.id, context))
    menu.addSeparator()
    menu.addAction(context.theme.icon("trash"), tr("Delete"), delete)


def _look_up(menu: QMenu, activity_id: ActivityId, context: PageContext) -> None:
    from planner.ui.shell.catalogue_dialog import look_up

    view = menu.parentWidget()
    assert view is not None
    look_up(context, activity_id, view.window())


def _this_week(context: PageContext) -> str:
    from planner.domain.dates import monday

    return monday(context.planner.today()).isoformat()
