"""The dialog on money: totals by year and currency, the lines of a year, the way to an activity, and the table."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.details import AddEvent, EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.ui.goals.money.dialog import MoneyDialog
from planner.ui.goals.page import GoalsPage
from planner.ui.shell import dialogs
from tests.ui.goals.looking import named, press
from tests.ui.walk import settle


def open_dialog(page: GoalsPage) -> MoneyDialog:
    press(page, "Money…")
    (found,) = page.window().findChildren(MoneyDialog)
    settle()
    return found


def cells(view: QWidget) -> list[list[str]]:
    rows = view.rows  # type: ignore[attr-defined]  # of both tables
    return [[str(rows.index(row, column).data()) for column in range(rows.columnCount())]
            for row in range(rows.rowCount())]  # fmt: skip


@pytest.fixture
def conference(library: Planner) -> ActivityId:
    """An event of 2026 with expenses in two years and two currencies."""
    made = ActivityId(library.run(AddEvent("NeurIPS", "2026-12-06", "2026-12-13")).added("activity")[0])
    usd, jpy = Money(125000, "USD"), Money(9000, "JPY")
    library.run(PutExpense(made, None, "ticket", usd, "2026-10-01", True, Money(5000, "USD"), "Early bird"))
    library.run(PutExpense(made, None, "stay", jpy, "2026-12-06"))
    library.run(PutExpense(made, None, "travel", Money(7700, "USD"), "2025-12-30", paid=True))
    return made


@pytest.fixture
def dialog(page: GoalsPage, conference: ActivityId) -> MoneyDialog:
    aws = named(page, "AWS Certified AI Practitioner").id
    page.context.planner.run(EditDetail(aws, (("fee_minor", 10000), ("fee_currency", "USD"))))
    return open_dialog(page)


def test_the_totals_stand_by_year_and_currency(dialog: MoneyDialog) -> None:
    assert cells(dialog.totals) == [
        ["2026", "JPY", "9,000", "–", "–", "–"],
        ["2026", "USD", "100.00", "1,250.00", "50.00", "1,200.00"],
        ["2025", "USD", "–", "77.00", "–", "77.00"],
    ]
    total = dialog.totals.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert total == "2026, USD, Planned: 100.00, Spent: 1,250.00, Reimbursed: 50.00, Net: 1,200.00"


def test_this_year_comes_first_and_each_year_shows_its_lines(dialog: MoneyDialog, qtbot: QtBot) -> None:
    assert dialog.heading.text() == "Expenses of 2026"
    assert cells(dialog.costs) == [
        ["1 Oct 2026", "NeurIPS", "paid", "50.00", "USD 1,250.00"],
        ["6 Dec 2026", "NeurIPS", "planned", "", "JPY 9,000"],
        ["9 Dec 2026", "AWS Certified AI Practitioner", "list price", "", "USD 100.00"],
    ]
    assert dialog.remark.text() == "Planned counts the list price of 1 goal under way that has no expense for it yet."
    spoken = dialog.costs.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 Oct 2026, NeurIPS, Ticket · Early bird, USD 1,250.00, paid, reimbursed USD 50.00"
    dialog.totals.setFocus()
    qtbot.keyClick(dialog.totals, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert dialog.heading.text() == "Expenses of 2025"
    assert cells(dialog.costs) == [["30 Dec 2025", "NeurIPS", "paid", "", "USD 77.00"]]
    assert dialog.remark.isHidden()


def test_a_line_leads_to_its_activity(
    dialog: MoneyDialog, page: GoalsPage, conference: ActivityId, qtbot: QtBot
) -> None:
    opened: list[int] = []
    page.context.activity_opened.connect(opened.append)
    dialog.costs.setFocus()
    dialog.costs.choose_row(2)
    qtbot.keyClick(dialog.costs, Qt.Key.Key_Return)
    assert opened == [named(page, "AWS Certified AI Practitioner").id]
    settle()
    again = open_dialog(page)
    again.costs.choose_row(0)
    place = again.costs.visualRect(again.costs.currentIndex()).center()
    qtbot.mouseDClick(again.costs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened[1:] == [conference]


def test_what_is_in_the_trash_was_spent_and_is_not_opened(
    page: GoalsPage, conference: ActivityId, qtbot: QtBot
) -> None:
    page.context.planner.run(TrashActivities((conference,)))
    opened: list[int] = []
    page.context.activity_opened.connect(opened.append)
    dialog = open_dialog(page)
    assert [row[2] for row in cells(dialog.totals)] == ["–", "–"]
    assert cells(dialog.costs)[1][2] == "no longer planned"
    dialog.costs.choose_row(0)
    qtbot.keyClick(dialog.costs, Qt.Key.Key_Return)
    assert opened == []
    assert dialog.told.text() == "“NeurIPS” is in the trash; restore it there first."
    dialog.close()


def test_the_lines_of_the_year_are_copied_and_saved(
    dialog: MoneyDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert dialog.told.text() == "3 lines are in the clipboard."
    read = list(csv.DictReader(io.StringIO(copied)))
    assert [(row["day"], row["amount"], row["standing"]) for row in read] == [
        ("2026-10-01", "1250.00", "paid"), ("2026-12-06", "9000", "planned"), ("2026-12-09", "100.00", "list_price"),
    ]  # fmt: skip
    asked: list[Path] = []

    def choose(_parent: QWidget, proposed: Path, _kind: str) -> Path:
        asked.append(proposed)
        return tmp_path / proposed.name

    monkeypatch.setattr(dialogs, "export_file", choose)
    dialog.save_button.click()
    assert asked[0].name == "money-2026.csv"
    assert dialog.told.text() == "Saved as “money-2026.csv”."
    assert (tmp_path / "money-2026.csv").read_bytes().decode().replace("\r\n", "\n") == copied.replace("\r\n", "\n")
    dialog.write(tmp_path / "no" / "such" / "folder.csv")
    assert dialog.told.text().startswith("There is no folder")
    assert dialog.told.property("tone") == "danger"
    monkeypatch.setattr(dialogs, "export_file", lambda *_: None)
    dialog.save_button.click()
    assert dialog.told.text().startswith("There is no folder")


def test_without_expenses_a_sentence_says_how_to_add_one(page: GoalsPage) -> None:
    dialog = open_dialog(page)
    assert dialog.stack.currentWidget() is dialog.empty
    assert "choose “Expense”" in dialog.empty.accessibleName()
    assert not dialog.copy_button.isVisible()
    assert not dialog.save_button.isVisible()
    dialog.close()


def test_what_is_dropped_alone_is_as_good_as_nothing(page: GoalsPage) -> None:
    goal = named(page, "AI Governance Professional").id
    page.context.planner.run(PutExpense(goal, None, "exam", Money(100, "USD"), "2026-12-01"))
    page.context.planner.run(SetState(goal, "dropped"))
    dialog = open_dialog(page)
    assert dialog.stack.currentWidget() is dialog.empty
    page.context.planner.run(MoveActivities((goal,), "planned"))
    dialog.close()


def test_the_header_and_the_menu_of_the_page_lead_to_it(page: GoalsPage, qtbot: QtBot) -> None:
    (button,) = [widget for widget in page.header_widgets() if isinstance(widget, QPushButton)]
    qtbot.addWidget(button)
    button.click()
    settle()
    (found,) = page.window().findChildren(MoneyDialog)
    found.close()
    assert "Money…" in [action.text() for action in page.actions()]
