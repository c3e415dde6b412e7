"""Changes that are taken over piece by piece show the same as a board that is read anew."""

import random
from typing import TYPE_CHECKING

from PySide6.QtTest import QAbstractItemModelTester
from sqlalchemy import select

from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import AddActivity, MoveActivities, PickForWeek
from planner.services.actions.trash import TrashActivities
from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO, Place
from planner.storage.schema import activity
from planner.ui.board.content import BoardContent
from planner.ui.board.model import BoardModel
from planner.ui.board.page import BoardPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.action import Action


def test_changes_taken_over_piece_by_piece_are_what_a_reload_shows(page: BoardPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    planner = page.context.planner
    chance = random.Random(7)
    keys = [row.step_id for row in page.content.steps]
    page.content.set_opened(keys[1], opened=True)
    page.content.toggle_ideas(keys[0])
    of_steps = select(activity.c.id).where(activity.c.step_id.in_(keys[:3]))
    ids = list(planner.read(lambda reader: reader.scalars(of_steps)))
    made: list[Callable[[], Action]] = [
        lambda: MoveActivities(
            tuple(ActivityId(each) for each in chance.sample(ids, chance.randint(1, 3))),
            status=chance.choice([TO_DO, DOING, DONE, SKIPPED, None]),
            to_step=chance.random() < 0.3,
            step_id=StepId(chance.choice(keys[:3]) or 0),
            before=ActivityId(chance.choice(ids)),
            core=chance.choice([None, None, True, False]),
        ),
        lambda: PickForWeek((ActivityId(chance.choice(ids)),), chance.random() < 0.7),
        lambda: AddActivity(f"New {chance.random()}", step_id=StepId(keys[0] or 0), core=chance.random() < 0.5),
        lambda: AddActivity("Loose"),
        lambda: TrashActivities((ActivityId(chance.choice(ids)),)),
    ]
    fresh_model = BoardModel(planner)
    for turn in range(120):
        if turn == 60:
            page.set_filter("a")
        if turn == 90:
            page.set_filter("")
        step = chance.random()
        if step < 0.15:
            planner.undo()
        elif step < 0.2:
            planner.redo()
        else:
            page.context.run(chance.choice(made)())
        fresh = BoardContent(planner, fresh_model)
        fresh.restore(page.save_state())
        fresh._ideas = set(page.content._ideas)
        fresh.set_filter(page.content.filter)
        fresh._folds = {row.uid: page.content._opened.get(row.step_id, False) for row in page.content._rows.values()}
        fresh.reload()
        assert [(s.key, s.ids) for s in page.model.sections] == [(s.key, s.ids) for s in fresh_model.sections], turn
        assert page.content._rows == fresh._rows, turn
    tester.deleteLater()
    fresh_model.deleteLater()


def test_a_place_is_a_lane_and_a_column() -> None:
    assert Place(None, TO_DO) == Place(step_id=None, column=TO_DO)
