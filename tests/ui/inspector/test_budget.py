"""The budget in the part on money: set, changed and cleared where it stands, what is left of it, what is refused."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import ChangeKind, SetState
from planner.services.actions.budgets import SetBudget
from planner.services.actions.expenses import PutExpense
from planner.services.queries.expenses import budget_of
from planner.ui.shell.inspector.budget_row import BudgetRow
from planner.ui.shell.inspector.money_section import MoneySection
from planner.ui.shell.inspector.tab_order import in_reading_order
from tests.ui.inspector.conftest import Bench


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 23, 9, tzinfo=UTC).isoformat())


def section(bench: Bench) -> MoneySection:
    found = bench.view.trailing.parts["money"]
    assert isinstance(found, MoneySection)
    return found


def line(bench: Bench) -> BudgetRow:
    return section(bench).budget


def kept(bench: Bench) -> Money | None:
    subject = bench.inspector.subject
    assert subject is not None
    return bench.planner.read(budget_of, subject[1])


def says(bench: Bench) -> tuple[str, str, object]:
    """The amount as it stands there, what is left, and in which tone."""
    row = line(bench)
    return row.editor.text(), row.left.text(), row.left.property("tone") or ""


def offered(bench: Bench) -> bool:
    return "Budget" in [action.text() for action in bench.view.add_menu().actions()]


def add(bench: Bench) -> None:
    (found,) = [action for action in bench.view.add_menu().actions() if action.text() == "Budget"]
    found.trigger()


def spend(bench: Bench, goal: int, minor: int, currency: str = "EUR", back: int = 0, *, paid: bool = True) -> None:
    reimbursed = Money(back, currency) if back else None
    money = Money(minor, currency)
    bench.planner.run(PutExpense(ActivityId(goal), None, "travel", money, "2026-11-01", paid, reimbursed))


def test_it_is_offered_where_there_is_none(bench: Bench) -> None:
    for kind in ("certification", "course", "event"):
        goal = ActivityId(bench.open(kind))
        assert line(bench).isHidden()
        assert offered(bench)
        bench.planner.run(SetBudget(goal, Money(100, "EUR")))
        assert line(bench).isVisible()
        assert not offered(bench)
    bench.open("topic")
    assert not offered(bench)


def test_it_is_typed_by_keyboard_and_is_one_step(bench: Bench) -> None:
    bench.open("event")
    add(bench)
    row = line(bench)
    assert row.isVisible()
    assert row.editor.hasFocus()
    assert row.editor.placeholderText() == "such as USD 1,000.00"
    bench.qtbot.keyClicks(row.editor, "EUR 1")
    row.editor.visit.submit()  # a pause in typing
    assert kept(bench) == Money(100, "EUR")
    row.editor.selectAll()
    bench.qtbot.keyClicks(row.editor, "1.200,00 EUR")
    bench.qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert kept(bench) == Money(120_000, "EUR")
    row.editor.clearFocus()
    assert says(bench) == ("EUR 1,200.00", "", "")
    assert bench.planner.history().undo is not None
    assert "to EUR 1,200.00" in str(bench.planner.history().undo)
    bench.planner.undo()
    assert kept(bench) is None
    assert row.editor.text() == ""
    bench.planner.redo()
    assert row.editor.text() == "EUR 1,200.00"
    assert bench.failures == []


def test_it_says_what_is_left_and_what_is_over(bench: Bench) -> None:
    goal = bench.open("event")
    bench.planner.run(SetBudget(ActivityId(goal), Money(120_000, "EUR")))
    assert says(bench) == ("EUR 1,200.00", "", "")
    spend(bench, goal, 45_000, back=5_000)
    spend(bench, goal, 50_000, paid=False)
    assert says(bench) == ("EUR 1,200.00", "300.00 left", "")
    assert line(bench).editor.accessibleName() == "Budget, 300.00 left"
    spend(bench, goal, 30_000)
    assert says(bench)[1:] == ("0.00 left", "")
    spend(bench, goal, 15_000, paid=False)
    assert says(bench)[1:] == ("150.00 over", "danger")
    assert line(bench).editor.accessibleName() == "Budget, 150.00 over"
    bench.planner.run(SetState(ActivityId(goal), "declined"))  # what was only planned will not be spent
    assert says(bench)[1:] == ("500.00 left", "")


def test_other_currencies_are_not_counted(bench: Bench) -> None:
    goal = bench.open("event")
    bench.planner.run(SetBudget(ActivityId(goal), Money(120_000, "EUR")))
    spend(bench, goal, 100_000)
    assert line(bench).note.isHidden()
    spend(bench, goal, 99_999_999, "USD")
    assert says(bench)[1:] == ("200.00 left", "")
    assert line(bench).note.isVisible()
    assert line(bench).note.text() == "Other currencies are not counted"
    assert line(bench).editor.accessibleName() == "Budget, 200.00 left, Other currencies are not counted"
    bench.planner.run(SetBudget(ActivityId(goal), Money(5_000, "JPY")))
    assert says(bench) == ("JPY 5,000", "", "")
    assert line(bench).note.isVisible()
    bench.planner.run(SetBudget(ActivityId(goal), None))
    assert line(bench).note.isHidden()


def test_it_is_edited_where_it_stands_and_an_empty_line_clears_it(bench: Bench) -> None:
    goal = ActivityId(bench.open("course"))
    bench.planner.run(SetBudget(goal, Money(120_000, "EUR")))
    editor = line(bench).editor
    bench.qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    editor.setFocus()
    assert editor.text() == "EUR 1,200.00"
    editor.clearFocus()
    assert kept(bench) == Money(120_000, "EUR")
    editor.setFocus()
    editor.selectAll()
    bench.qtbot.keyClick(editor, Qt.Key.Key_Delete)
    editor.clearFocus()
    assert kept(bench) is None
    assert line(bench).isVisible()  # until something else is opened
    bench.open("topic")
    bench.open("course")
    assert section(bench).isHidden()
    bench.planner.undo()
    assert says(bench)[0] == "EUR 1,200.00"
    assert bench.failures == []


def test_an_amount_alone_is_in_the_currency_of_the_expenses(bench: Bench) -> None:
    goal = bench.open("event")
    spend(bench, goal, 100, "CHF")
    add(bench)
    bench.qtbot.keyClicks(line(bench).editor, "800")
    bench.open("topic")  # as when something else is opened
    assert bench.planner.read(budget_of, goal) == Money(80_000, "CHF")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a lot", "“a lot” has no known currency"),
        ("1200", "“1200” has no known currency"),
        ("0 EUR", "A budget is more than zero."),
        ("-5 EUR", "“-5 EUR” is not an amount of money"),
        ("5.001,5 JPY", "has digits after the point; JPY takes none."),
        ("9" * 30 + " EUR", "is too large; write a smaller amount."),
    ],
)
def test_what_is_refused_stays_to_be_corrected(bench: Bench, text: str, sentence: str) -> None:
    goal = ActivityId(bench.open("event"))
    bench.planner.run(SetBudget(goal, Money(120_000, "EUR")))
    editor = line(bench).editor
    editor.setFocus()
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert len(bench.failures) == 1
    assert sentence in bench.failures[0]
    assert editor.property("invalid")
    assert editor.accessibleDescription() == "Not saved; correct it"
    assert kept(bench) == Money(120_000, "EUR")
    editor.selectAll()
    bench.qtbot.keyClicks(editor, "EUR 5")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert kept(bench) == Money(500, "EUR")
    assert not editor.property("invalid")


def test_another_activity_shows_its_own(bench: Bench) -> None:
    event, course = ActivityId(bench.open("event")), ActivityId(bench.open("course"))
    bench.planner.run(SetBudget(event, Money(100, "EUR")))
    bench.planner.run(SetBudget(course, Money(200, "USD")))
    assert says(bench)[0] == "USD 2.00"
    bench.open("event")
    assert says(bench)[0] == "EUR 1.00"
    bench.planner.run(ChangeKind(event, "topic"))
    assert section(bench).isHidden()
    bench.planner.undo()
    assert says(bench)[0] == "EUR 1.00"


def test_the_tab_key_comes_to_it_after_the_expenses(bench: Bench) -> None:
    goal = bench.open("event")
    spend(bench, goal, 100)
    bench.planner.run(SetBudget(ActivityId(goal), Money(100, "EUR")))
    way = [widget for widget in in_reading_order(section(bench)) if widget.isVisible()]
    assert way == [section(bench).rows[0], line(bench).editor]


def test_it_comes_into_sight(bench: Bench) -> None:
    goal = bench.open("certification")
    bench.inspector.resize(340, 420)
    for minor in range(100, 900, 100):
        spend(bench, goal, minor)
    add(bench)
    scroller = bench.view.scroller

    def is_in_sight() -> bool:
        place = line(bench).editor.mapTo(scroller.viewport(), QPoint(0, line(bench).editor.height()))
        return 0 < place.y() <= scroller.viewport().height()

    bench.qtbot.waitUntil(is_in_sight)
    assert QApplication.focusWidget() is None or line(bench).editor.hasFocus()
