"""The budget of an activity: set, changed and cleared, each undone and redone, and what becomes of it elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.model import Budget, Event
from planner.domain.money import LARGEST, Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import ChangeKind
from planner.services.actions.budgets import SetBudget
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.expenses import PutExpense
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.services.queries.expenses import budget_of
from tests.services.actions.test_activities import add, round_trip
from tests.services.actions.test_expenses import ListEvent
from tests.services.reading import everything, only, rows, statements

LIMIT = Money(120_000, "EUR")


def test_a_budget_is_set_changed_and_cleared(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    assert planner.read(budget_of, row.id) is None
    assert round_trip(planner, SetBudget(row.id, LIMIT)) == "Set the budget of “PyCon” to EUR 1,200.00"
    made = only(planner, Budget)
    assert made[1:] == (row.id, 120_000, "EUR")
    assert round_trip(planner, SetBudget(row.id, Money(900, "JPY"))) == "Set the budget of “PyCon” to JPY 900"
    assert only(planner, Budget) == made._replace(minor=900, currency="JPY")
    assert planner.read(budget_of, row.id) == Money(900, "JPY")
    assert round_trip(planner, SetBudget(row.id, None)) == "Clear the budget of “PyCon”"
    assert rows(planner, Budget) == []


def test_one_visit_to_the_field_is_one_step(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    before = everything(planner)
    for money in (Money(100, "EUR"), Money(1200, "EUR"), LIMIT):
        planner.run(SetBudget(row.id, money, "visit"))
    assert planner.undo() is not None
    assert everything(planner) == before
    planner.redo()
    assert planner.read(budget_of, row.id) == LIMIT
    planner.run(SetBudget(row.id, None, "another"))
    planner.undo()
    assert planner.read(budget_of, row.id) == LIMIT


def test_what_was_set_and_cleared_in_one_visit_leaves_nothing(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    before = everything(planner)
    planner.run(SetBudget(row.id, LIMIT, "visit"))
    planner.run(SetBudget(row.id, None, "visit"))
    assert everything(planner) == before
    planner.undo()
    planner.redo()
    assert planner.read(budget_of, row.id) is None


def test_it_is_read_in_one_statement(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetBudget(row.id, LIMIT))
    planner.run(SetBudget(add(planner, "PyData", kind="event").id, Money(1, "EUR")))
    with statements(planner) as seen:
        assert planner.read(budget_of, row.id) == LIMIT
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("money", "sentence"),
    [
        (Money(0, "EUR"), "A budget is more than zero."),
        (Money(-1, "EUR"), "A budget is more than zero."),
        (Money(LARGEST + 1, "EUR"), "“EUR 10000000000000.01” is too large; write a smaller amount."),
        (Money(1.5, "EUR"), "“1.5” is not a whole number."),  # type: ignore[arg-type]
        (Money(True, "EUR"), "“True” is not a whole number."),
        (Money(100, "euro"), "“euro” is not a currency. Give its code of three letters, such as EUR."),
        (Money(100, ""), "“” is not a currency."),
    ],
)
def test_what_is_refused(planner: Planner, money: Money, sentence: str) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetBudget(row.id, LIMIT))
    before = everything(planner)
    with pytest.raises(InvalidInputError) as caught:
        planner.run(SetBudget(row.id, money))
    assert sentence in str(caught.value)
    assert everything(planner) == before


def test_what_is_gone_or_in_the_trash_gets_none(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(TrashActivities((row.id,)))
    for gone in (row.id, ActivityId(999)):
        with pytest.raises(PlannerError, match="is not in the plan any more"):
            planner.run(SetBudget(gone, LIMIT))
    assert rows(planner, Budget) == []


def test_the_budget_of_a_listed_event_marks_it_interested(planner: Planner) -> None:
    row = add(planner, "NeurIPS", kind="event")
    planner.run(ListEvent(only(planner, Event, activity_id=row.id)))
    round_trip(planner, SetBudget(row.id, LIMIT))
    assert only(planner, Event).state == "interested"


def test_a_copy_has_the_budget_and_nothing_that_was_spent(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetBudget(row.id, LIMIT))
    planner.run(PutExpense(row.id, None, "ticket", Money(40_000, "EUR"), "2026-12-01"))
    change = planner.run(DuplicateActivities((row.id,)))
    (copy,) = change.added("activity")
    assert planner.read(budget_of, copy) == LIMIT
    assert list(change.added("expense")) == []
    planner.run(SetBudget(row.id, Money(1, "EUR")))
    assert planner.read(budget_of, copy) == LIMIT


def test_it_stays_when_the_kind_changes_and_goes_with_the_activity_for_good(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetBudget(row.id, LIMIT))
    round_trip(planner, ChangeKind(row.id, "course"))
    assert planner.read(budget_of, row.id) == LIMIT
    planner.run(TrashActivities((row.id,)))
    assert rows(planner, Budget)
    round_trip(planner, PurgeTrash())
    assert rows(planner, Budget) == []
    assert planner.library.problems(quick=False) == []


def test_an_archive_brings_it_changes_it_and_does_not_take_it_away(planner: Planner, tmp_path: Path) -> None:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetBudget(row.id, LIMIT))
    path = tmp_path / "plan.json"
    export(planner, path, "json")
    document: dict[str, Any] = json.loads(path.read_text())
    (activity,) = document["activities"]
    assert activity["budget"] == {"minor": 120_000, "currency": "EUR"}

    def taken() -> tuple[int, int, int]:
        path.write_text(json.dumps(document))
        (report,) = import_files(planner, [path])
        assert report.readable, report.skipped
        return report.new, report.changed, report.unchanged

    assert taken() == (0, 0, 1)
    before = everything(planner)
    activity["budget"]["minor"] = 90_000
    assert taken() == (0, 1, 0)
    assert planner.read(budget_of, row.id) == Money(90_000, "EUR")
    planner.undo()
    assert everything(planner) == before
    del activity["budget"]  # as an archive of before there were any
    assert taken() == (0, 0, 1)
    assert planner.read(budget_of, row.id) == LIMIT
    planner.run(SetBudget(row.id, None))
    activity["budget"] = {"minor": 5, "currency": "CHF"}
    assert taken() == (0, 1, 0)
    assert planner.read(budget_of, row.id) == Money(5, "CHF")
