"""What a person can do on the board by key, menu or mouse: every command is one QAction, listed by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr
from planner.domain.words import ActivityId, Priority, Status, StepId
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO, StepKey
from planner.ui.board import navigation
from planner.ui.board.drag import Target, core_of
from planner.ui.board.shown_cards import CardsOnBoard

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.services.planner import Change
    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.content import BoardContent
    from planner.ui.board.shown_cards import ShownCards
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext


class BoardCommands(QObject):
    """Runs the actions of the board on what is selected: on the board itself, unless ``shown`` is something else.

    ``completed`` comes after one activity was completed, with a name that its outcome joins the completion by.
    """

    completed = Signal(int, str)

    def __init__(self, context: PageContext, view: BoardView, content: BoardContent) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self.shown: ShownCards = CardsOnBoard(view, content)
        self._completion: str | None = None
        self.list: list[QAction] = []
        add = self._add
        self.open = add(tr("Open"), self._open, "Return", "Enter")
        self.done = add(tr("Done"), lambda: self.toggle_status(Status.DONE), "D")
        self.skip = add(tr("Skip"), lambda: self.toggle_status(Status.SKIPPED), "S")
        self.week = add(tr("In this week"), self.toggle_week, "W")
        self.left = add(tr("Move card left"), lambda: self.move_sideways(-1), "Ctrl+Left")
        self.right = add(tr("Move card right"), lambda: self.move_sideways(1), "Ctrl+Right")
        self.up = add(tr("Move card up"), lambda: self.move_along(-1), "Ctrl+Up")
        self.down = add(tr("Move card down"), lambda: self.move_along(1), "Ctrl+Down")
        self.delete = add(tr("Delete"), self.trash, "Delete")

    def _add(self, text: str, run: Callable[[], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: run())
        self._view.addAction(action)
        self.list.append(action)
        return action

    def add_to_list(self, text: str, run: Callable[[], object], *keys: str) -> QAction:
        """One more command of the board."""
        return self._add(text, run, *keys)

    def use(self, shown: ShownCards) -> None:
        """Be about the cards of another arrangement from now on, and listen to its keys."""
        self.shown = shown
        shown.widget.addActions([action for action in self.list if action not in shown.widget.actions()])

    # -- what is selected

    def ids(self) -> tuple[ActivityId, ...]:
        """The activities that a command is about."""
        return tuple(ActivityId(each) for each in self.shown.selected())

    def cards(self) -> list[CardRow]:
        """The same as cards."""
        found = (self.shown.card(each) for each in self.shown.selected())
        return [card for card in found if card is not None]

    def current(self) -> CardRow | None:
        """The card with the focus; None if no card has it, or it is gone meanwhile."""
        activity_id = self.shown.current()
        return None if activity_id is None else self.shown.card(activity_id)

    def _open(self) -> None:
        card = self.shown.current()
        if card is not None:
            self._context.open_activity(card)
        else:
            self.shown.press()

    # -- status, week, date, place

    def set_status(self, status: str, ids: tuple[ActivityId, ...] | None = None) -> None:
        """Move cards to a status, at the top of its column, where they stay in sight."""
        from planner.services.actions.activities import MoveActivities

        ids = self.ids() if ids is None else ids
        if not ids:
            return
        lanes = {card.step_id for each in ids if (card := self.shown.card(each)) is not None}
        there = self.shown.column(lanes.pop(), status) if len(lanes) == 1 else []
        before = next((ActivityId(each) for each in there if each not in ids), None)
        visit = self._visit(ids, status)
        self._tell(self._context.run(MoveActivities(ids, status=status, before=before, visit=visit)), status, ids)
        self.shown.show_current()

    def toggle_status(self, status: Status, ids: tuple[ActivityId, ...] | None = None) -> None:
        """Move cards to a status, or if they all have it back to where they were: in progress if they were begun."""
        from planner.services.queries.activity import all_begun

        ids = self.ids() if ids is None else ids
        cards = [card for each in ids if (card := self.shown.card(each)) is not None]
        if cards:
            if all(card.status == status for card in cards):
                status = Status.IN_PROGRESS if self._context.planner.read(all_begun, ids) else Status.PLANNED
            self.set_status(status, ids)

    def _visit(self, ids: tuple[ActivityId, ...], status: str) -> str | None:
        """A name for the completion of a single activity."""
        self._completion = uuid4().hex if status == Status.DONE and len(ids) == 1 else None
        return self._completion

    def _tell(self, change: Change | None, status: str, ids: tuple[ActivityId, ...]) -> None:
        """A toast where a card leaves the sight of the person or is completed."""
        if change is None or status not in (Status.DONE, Status.SKIPPED):
            return
        from planner.ui.shell.told import status_told

        card = self.shown.card(ids[0]) if len(ids) == 1 else None
        self._context.tell(change, status_told("" if card is None else card.title, len(ids), status))
        if status == Status.DONE and self._completion is not None:
            self.completed.emit(ids[0], self._completion)

    def toggle_week(self, ids: tuple[ActivityId, ...] | None = None) -> None:
        """Pick the cards for this week, or take them out if they all are in it."""
        from planner.services.actions.activities import PickForWeek

        found = (self.shown.card(each) for each in (self.ids() if ids is None else ids))
        cards = [card for card in found if card is not None]
        if cards:
            picked = not all(card.picked for card in cards)
            self._context.run(PickForWeek(tuple(ActivityId(card.id) for card in cards), picked))

    def set_date(self, day: date | None, ids: tuple[ActivityId, ...] | None = None) -> None:
        """Give the cards a due date, or none."""
        from planner.services.actions.deadlines import SetDue

        ids = self.ids() if ids is None else ids
        if ids:
            self._context.run(SetDue(ids, None if day is None else day.isoformat()))

    def set_priority(self, priority: Priority) -> None:
        """Give the cards a priority, or none."""
        from planner.services.actions.activities import EditActivity
        from planner.services.actions.many import EditMany

        ids = self.ids()
        if len(ids) == 1:
            self._context.run(EditActivity(ids[0], (("priority", priority.value),)))
        elif ids:
            self._context.run(EditMany(ids, priority=priority.value))

    def set_core(self, core: bool) -> None:
        """Take ideas on, or fold cards under the ideas."""
        from planner.services.actions.activities import MoveActivities

        ids = self.ids()
        if ids:
            self._context.run(MoveActivities(ids, core=core))

    def trash(self) -> None:
        """Put the cards in the trash."""
        from planner.services.actions.trash import TrashActivities

        ids = self.ids()
        self._context.tell(self._context.run(TrashActivities(ids)) if ids else None)

    def archive(self) -> None:
        """Put done cards into the archive."""
        from planner.services.actions.archive import ArchiveActivities

        ids = self.ids()
        self._context.tell(self._context.run(ArchiveActivities(ids)) if ids else None)

    def archive_done(self, key: StepKey) -> None:
        """Put everything that is done in a lane into the archive."""
        from planner.services.actions.archive import ArchiveDone

        self._context.tell(self._context.run(ArchiveDone(_step_id(key))))

    def move_to_step(self, key: StepKey) -> None:
        """Move the cards to another step, or to the inbox."""
        from planner.services.actions.activities import MoveActivities

        ids = self.ids()
        if not ids:
            return
        change = self._context.run(MoveActivities(ids, to_step=True, step_id=_step_id(key)))
        if change is not None and not self.shown.is_open(key):
            self._context.tell(change)

    # -- moves by key

    def move_sideways(self, by: int) -> None:
        """Move the cards to the status beside theirs."""
        run = self.shown.run()
        if run is None:
            return
        if self._content.upright:
            beside = self._content.lane_beside(run.key, by)
            if beside is not None:
                self.move_to_step(beside[0])
                self.shown.show_current()
            return
        status = navigation.beside(run.column, by)
        if status is not None:
            self.set_status(status)

    def move_along(self, by: int) -> None:
        """Move the cards one place up or down, over the edge of the column into the lane above or below."""
        from planner.services.actions.activities import MoveActivities

        run, why_not = self.shown.run(), self.shown.why_not_along()
        if run is None:
            return
        if why_not:
            self._context.toast(why_not)
            return
        ids = tuple(each for each in self.ids() if each in run.ids)
        if not ids or run.column in (DONE, SKIPPED):
            return
        places = [run.ids.index(each) for each in ids]
        edge = min(places) == 0 if by < 0 else max(places) == len(run.ids) - 1
        if not edge:
            rest = [each for each in run.ids if each not in ids]
            at = rest.index(run.ids[min(places) - 1]) if by < 0 else rest.index(run.ids[max(places) + 1]) + 1
            before = ActivityId(rest[at]) if at < len(rest) else None
            self._context.run(MoveActivities(ids, before=before))
        else:
            self._over_the_edge(ids, run.key, run.column, by)
        self.shown.show_current()

    def _over_the_edge(self, ids: tuple[ActivityId, ...], key: StepKey, column: str, by: int) -> None:
        from planner.services.actions.activities import MoveActivities

        if self._content.upright:
            self._into_next_group(ids, key, column, by)
            return
        beside = self._content.lane_beside(key, by)
        if beside is None:
            return
        self.shown.unfold(beside[0])
        there = self.shown.column(beside[0], column)
        before = ActivityId(there[0]) if by > 0 and there else None
        if column == IDEAS:
            before = None
        self._context.run(MoveActivities(ids, to_step=True, step_id=_step_id(beside[0]), before=before))

    def _into_next_group(self, ids: tuple[ActivityId, ...], key: StepKey, column: str, by: int) -> None:
        """Over the edge of a group of a lane that stands upright: into the status above or below."""
        from planner.services.actions.activities import MoveActivities

        order = (DOING, TO_DO, DONE)
        at = order.index(TO_DO if column == IDEAS else column) + by
        if not 0 <= at < len(order):
            return
        status = order[at]
        there = [each for each in self.shown.column(key, status) if each not in ids]
        before = ActivityId(there[0]) if by > 0 and there and status != DONE else None
        visit = self._visit(ids, status)
        self._tell(self._context.run(MoveActivities(ids, status=status, before=before, visit=visit)), status, ids)

    # -- drops

    def drop(self, ids: tuple[int, ...], target: Target) -> None:
        """Move dragged cards to where they were let go of: one action, whatever changes by it."""
        from planner.services.actions.activities import MoveActivities

        moving = tuple(ActivityId(each) for each in ids)
        step_id = _step_id(target.step_id)
        if target.column is None:
            change = self._context.run(MoveActivities(moving, to_step=True, step_id=step_id))
            if change is not None and not self.shown.is_open(target.step_id):
                self._context.tell(change)
            return
        columns = {self.shown.column_of(each) for each in ids}
        status = TO_DO if target.column == IDEAS else target.column
        change = self._context.run(
            MoveActivities(
                moving,
                status=status,
                to_step=True,
                step_id=step_id,
                before=None if target.before is None else ActivityId(target.before),
                core=None if self._content.is_filtered else core_of(target, columns),
                visit=self._visit(moving, status),
            )
        )
        if {status} != columns:
            self._tell(change, status, moving)

    # -- steps

    def add_step(self, name: str) -> int | None:
        """Add a step at the end, and give its id; None if it was refused."""
        from planner.domain.words import RoadmapId
        from planner.services.actions.roadmaps import AddStep

        roadmap_id = self._content.roadmaps.for_new_step(self._content.steps)
        change = self._context.run(AddStep(None if roadmap_id is None else RoadmapId(roadmap_id), name))
        return None if change is None else change.added("step")[0]

    def edit_step(self, key: StepKey, **fields: object) -> bool:
        """Set fields of a step; False if it was refused."""
        from planner.services.actions.roadmaps import EditStep

        return key is not None and self._context.run(EditStep(StepId(key), tuple(fields.items()))) is not None

    def move_step(self, key: StepKey, by: int) -> None:
        """Move a step one place up or down."""
        from planner.services.actions.roadmaps import MoveStep

        order = self._content.steps_beside(key)
        if key is None or key not in order:
            return
        place = order.index(key)
        at = place - 1 if by < 0 else place + 2
        if not 0 <= place + by < len(order):
            return
        before = order[at] if at < len(order) else None
        self._context.run(MoveStep(StepId(key), None if before is None else StepId(before)))

    def remove_step(self, key: StepKey, into: StepKey = None, *, trash: bool = False) -> None:
        """Remove a step; its activities go to another one, to the inbox or to the trash."""
        from planner.services.actions.roadmaps import RemoveStep

        self._context.tell(None if key is None else self._context.run(RemoveStep(StepId(key), _step_id(into), trash)))


def _step_id(key: StepKey) -> StepId | None:
    return None if key is None else StepId(key)
