"""The part of the inspector on money: rows, totals, the editor, the list price; by mouse and by keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from planner.domain.model import Expense
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.queries.expenses import expenses_of
from planner.ui.shell.inspector.expense_editor import ExpenseEditor
from planner.ui.shell.inspector.money_section import MoneySection
from tests.ui.inspector.conftest import Bench


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 23, 9, tzinfo=UTC).isoformat())


def section(bench: Bench) -> MoneySection:
    found = bench.view.trailing.parts["money"]
    assert isinstance(found, MoneySection)
    return found


def editor(bench: Bench) -> ExpenseEditor:
    return section(bench).editor


def put(bench: Bench, goal: int, item: str, minor: int, day: str, **fields: object) -> None:
    bench.planner.run(PutExpense(ActivityId(goal), None, item, Money(minor, "USD"), day, **fields))  # type: ignore[arg-type]


def kept(bench: Bench) -> tuple[Expense, ...]:
    subject = bench.inspector.subject
    assert subject is not None
    return bench.planner.read(expenses_of, subject[1])


def rows(bench: Bench) -> list[str]:
    return [row.accessibleName() for row in section(bench).rows if not row.isHidden()]


def sums(bench: Bench) -> list[tuple[str, ...]]:
    """What the labels of each total say."""
    return [
        tuple(label.text() for label in (line.figure, line.planned, line.back) if not label.isHidden())
        for line in section(bench).totals
        if not line.isHidden()
    ]


def add_menu(bench: Bench) -> Callable[[], object]:
    menu: QMenu = bench.view.add_menu()
    (found,) = [action for action in menu.actions() if action.text() == "Expense"]
    return found.trigger


def test_only_goals_and_events_have_it(bench: Bench) -> None:
    for kind in ("certification", "course", "event"):
        bench.open(kind)
        add_menu(bench)
    bench.open("topic")
    assert "Expense" not in [action.text() for action in bench.view.add_menu().actions()]
    assert section(bench).isHidden()


def test_each_expense_has_a_row_and_each_currency_a_total(bench: Bench) -> None:
    goal = bench.open("event")
    assert section(bench).isHidden()
    put(bench, goal, "ticket", 125000, "2026-10-01", paid=True, reimbursed=Money(5000, "USD"), note="Early bird")
    assert rows(bench) == ["Ticket, USD 1,250.00, 1 Oct 2026 · paid · reimbursed USD 50.00, Early bird"]
    assert sums(bench) == []
    put(bench, goal, "stay", 10000, "2026-12-08")
    bench.planner.run(PutExpense(ActivityId(goal), None, "travel", Money(900, "JPY"), "2026-12-07"))
    assert rows(bench)[1:] == ["Travel, JPY 900, 7 Dec 2026 · planned", "Stay, USD 100.00, 8 Dec 2026 · planned"]
    assert sums(bench) == [("USD 1,350.00", "100.00", "50.00")]
    bench.planner.run(SetState(ActivityId(goal), "declined"))
    assert rows(bench)[2] == "Stay, USD 100.00, 8 Dec 2026 · no longer planned"
    assert sums(bench) == [("USD 1,250.00", "50.00")]
    for _ in range(4):
        bench.planner.undo()
    assert section(bench).isHidden()


def test_an_expense_is_added_from_the_menu(bench: Bench) -> None:
    bench.open("event")
    add_menu(bench)()
    assert editor(bench).isVisible()
    assert (editor(bench).item.value(), editor(bench).amount.text()) == ("ticket", "")
    bench.qtbot.keyClicks(editor(bench).amount, "1.250,50 EUR")
    editor(bench).note.setText("Early bird")
    bench.qtbot.keyClick(editor(bench).amount, Qt.Key.Key_Return)
    (made,) = kept(bench)
    assert (made.item, made.minor, made.currency, made.on_date, made.paid, made.note) == (
        "ticket", 125050, "EUR", "2026-11-23", False, "Early bird",
    )  # fmt: skip
    assert editor(bench).isHidden()
    assert section(bench).rows[0].hasFocus()
    add_menu(bench)()
    assert editor(bench).item.value() == "travel"
    editor(bench).amount.setText("80")  # in the currency of the one before
    editor(bench).paid.setChecked(True)
    editor(bench).back.setText("80")
    editor(bench).save_button.click()
    made = next(row for row in kept(bench) if row.item == "travel")
    assert (made.minor, made.currency, made.paid, made.reimbursed_minor) == (8000, "EUR", True, 8000)
    assert bench.failures == []


def test_an_expense_is_edited_where_it_stands(bench: Bench) -> None:
    goal = bench.open("certification")
    put(bench, goal, "exam", 10000, "2026-11-01", paid=True, reimbursed=Money(5000, "USD"))
    put(bench, goal, "travel", 2000, "2026-12-09")
    before = kept(bench)
    first = section(bench).rows[0]
    first.setFocus()
    bench.qtbot.keyClick(first, Qt.Key.Key_Return)
    assert first.isHidden()
    assert editor(bench).isVisible()
    assert (editor(bench).amount.text(), editor(bench).back.text()) == ("USD 100.00", "USD 50.00")
    editor(bench).paid.setChecked(False)
    assert not editor(bench).back.isVisible()
    bench.qtbot.keyClick(editor(bench).amount, Qt.Key.Key_Return)
    assert kept(bench)[0] == before[0]._replace(paid=False, reimbursed_minor=0)
    bench.planner.undo()
    assert kept(bench) == before
    bench.qtbot.mouseClick(section(bench).rows[1], Qt.MouseButton.LeftButton)
    assert editor(bench).amount.text() == "USD 20.00"
    editor(bench).amount.setText("21")
    bench.qtbot.keyClick(editor(bench).amount, Qt.Key.Key_Escape)
    assert kept(bench)[1].minor == 2000
    assert not section(bench).rows[1].isHidden()


def test_delete_removes_and_undo_brings_back(bench: Bench) -> None:
    goal = bench.open("certification")
    put(bench, goal, "exam", 10000, "2026-11-01")
    put(bench, goal, "travel", 2000, "2026-12-09")
    section(bench).rows[0].setFocus()
    bench.qtbot.keyClick(section(bench).rows[0], Qt.Key.Key_Delete)
    assert [row.item for row in kept(bench)] == ["travel"]
    assert section(bench).rows[0].hasFocus()
    assert len(bench.toasts) == 1
    assert "Exam fee" in bench.toasts[0]
    bench.planner.undo()
    assert [row.item for row in kept(bench)] == ["exam", "travel"]
    section(bench).edit(kept(bench)[0])
    editor(bench).remove_button.click()
    assert [row.item for row in kept(bench)] == ["travel"]


@pytest.mark.parametrize(
    ("amount", "day", "back", "sentence"),
    [
        ("", "", "", "The amount is missing."),
        ("a lot", "", "", "“a lot” has no known currency"),
        ("0", "", "", "An expense is more than zero."),
        ("-5", "", "", "“-5” is not an amount of money"),
        ("100", "2026-12-24", "", "2026-12-24 lies in the future."),
        ("100", "30 feb", "", "The day is missing or cannot be read."),
        ("100", "", "101", "USD 101.00 is more than the USD 100.00 that it cost."),
        ("100", "", "EUR 1", "What was paid in USD cannot be reimbursed in another currency."),
        ("100", "", "half", "“half” has no known currency"),
    ],
)
def test_what_is_wrong_stands_in_the_editor(bench: Bench, amount: str, day: str, back: str, sentence: str) -> None:
    goal = bench.open("certification")
    put(bench, goal, "exam", 10000, "2026-11-01", paid=True)
    section(bench).edit(kept(bench)[0])
    before = kept(bench)
    editor(bench).amount.setText(amount)
    if day:
        editor(bench).day.setText(day)
    editor(bench).back.setText(back)
    bench.inspector.flush()  # as when something else is opened
    assert sentence in editor(bench).error.text()
    assert editor(bench).isVisible()
    assert kept(bench) == before
    assert bench.failures == []
    editor(bench).close_editor()


def test_what_was_typed_is_kept_when_something_else_is_opened(bench: Bench) -> None:
    goal = bench.open("event")
    add_menu(bench)()
    editor(bench).amount.setText("99 USD")
    bench.open("topic")
    assert bench.planner.read(expenses_of, goal)[0].minor == 9900
    bench.open("event")
    assert editor(bench).isHidden()
    add_menu(bench)()
    bench.open("course")  # nothing was typed: there is nothing to keep
    assert len(bench.planner.read(expenses_of, goal)) == 1
    assert bench.failures == []


def test_the_list_price_is_offered_until_an_expense_stands_for_it(bench: Bench) -> None:
    goal = ActivityId(bench.open("certification"))
    bench.planner.run(EditDetail(goal, (("fee_minor", 10000), ("fee_currency", "USD"))))
    bench.planner.run(SetState(goal, "preparing"))
    bench.planner.run(PutDeadline(goal, "exam", on_date="2026-12-09"))
    part = section(bench)
    assert part.isVisible()
    assert part.price.text() == "List price USD 100.00"
    add_menu(bench)()
    assert (editor(bench).item.value(), editor(bench).amount.text()) == ("exam", "USD 100.00")
    assert str(editor(bench).day.date()) == "2026-12-09"
    assert not part.price_button.isVisible()
    editor(bench).close_editor()
    part.price_button.click()
    (made,) = kept(bench)
    assert (made.item, made.minor, made.on_date, made.paid) == ("exam", 10000, "2026-12-09", False)
    assert not part.price_button.isVisible()
    assert len(bench.toasts) == 1
    bench.planner.undo()
    assert part.price_button.isVisible()
    put(bench, goal, "travel", 100, "2026-11-01")
    assert part.price_button.isVisible()
    bench.planner.run(SetState(goal, "passed"))
    assert not part.price_button.isVisible()


def test_a_price_without_a_day_ahead_is_planned_for_today(bench: Bench) -> None:
    goal = ActivityId(bench.open("course"))
    bench.planner.run(EditDetail(goal, (("fee_minor", 4900), ("fee_currency", "EUR"))))
    section(bench).price_button.click()
    assert [(row.item, row.currency, row.on_date) for row in kept(bench)] == [("course", "EUR", "2026-11-23")]


def test_the_editor_comes_into_sight(bench: Bench) -> None:
    bench.open("certification")
    bench.inspector.resize(340, 420)
    add_menu(bench)()
    scroller = bench.view.scroller

    def is_in_sight() -> bool:
        place = editor(bench).save_button.mapTo(scroller.viewport(), QPoint(0, editor(bench).save_button.height()))
        return 0 < place.y() <= scroller.viewport().height()

    bench.qtbot.waitUntil(is_in_sight)
    assert QApplication.focusWidget() is None or editor(bench).amount.hasFocus()


def test_the_editor_of_a_further_expense_comes_into_sight(bench: Bench) -> None:
    bench.open("certification")
    bench.inspector.resize(340, 420)
    subject = bench.inspector.subject
    assert subject is not None
    for number in range(6):
        put(bench, subject[1], "course", 1000 + number, "2026-11-20")
    add_menu(bench)()
    editor(bench).close_editor()
    add_menu(bench)()
    scroller = bench.view.scroller

    def is_in_sight() -> bool:
        place = editor(bench).amount.mapTo(scroller.viewport(), QPoint(0, editor(bench).amount.height()))
        return 0 < place.y() <= scroller.viewport().height()

    bench.qtbot.waitUntil(is_in_sight)
