"""Picking from the conferences that recur: what is shown, what comes in, and how it stands among the conferences."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Event
from planner.domain.words import ActivityId
from planner.services.actions.details import SetEventTimes
from planner.services.planner import Planner
from planner.ui.calendar.conference_columns import Column
from planner.ui.calendar.page import CalendarPage
from planner.ui.calendar.yearly_dialog import YearlyDialog
from planner.ui.shell.inspector.event_times import span_text
from planner.ui.shell.page import PageContext
from tests.services.reading import everything, only, rows
from tests.ui.calendar.conftest import Filled


@pytest.fixture
def dialog(filled: Filled, calendar_context: PageContext, qtbot: QtBot) -> YearlyDialog:
    made = YearlyDialog(calendar_context)
    qtbot.addWidget(made)
    made.show()
    return made


def look_for(dialog: YearlyDialog, text: str) -> list[str]:
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, text)
    return [row.known.name for row in dialog.list.entries]


def months(dialog: YearlyDialog) -> list[str]:
    return [dialog.month.itemText(index) for index in range(dialog.month.count())]


def test_the_keyboard_finds_one_and_picks_its_next_edition(
    dialog: YearlyDialog, plan: Planner, calendar_context: PageContext
) -> None:
    told: list[tuple[str, bool]] = []
    calendar_context.toast_requested.connect(lambda text, undo: told.append((text, undo)))
    before = everything(plan)
    assert len(dialog.list.entries) > 40
    assert look_for(dialog, "recommender") == ["ACM RecSys"]
    assert dialog.told.text() == (
        "Usually in Sep or Oct, mostly in Sep, it moves from place to place. "
        "Its call for papers usually closes 5.3 months before. As of 23 Nov 2026; take the dates from its own page."
    )
    assert months(dialog) == ["September 2027", "October 2027", "September 2028", "October 2028"]
    assert dialog.month.currentText() == "September 2027"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    row, event = rows(plan, Activity)[-1], rows(plan, Event)[-1]
    assert (row.id, row.title, event.state, event.starts) == (dialog.added, "ACM RecSys", "interested", None)
    assert (event.expected, event.topics, event.url) == ("2027-09", "recommender systems", "https://recsys.acm.org/")
    assert told == [("“ACM RecSys” is added, expected in September 2027", True)]
    plan.undo()
    assert everything(plan) == before


def test_another_month_is_chosen(dialog: YearlyDialog, plan: Planner) -> None:
    look_for(dialog, "chi")
    dialog.field.selectAll()
    assert look_for(dialog, "ACM CHI") == ["ACM CHI"]
    dialog.month.setCurrentIndex(dialog.month.findText("May 2028"))
    dialog.accept_button.click()
    assert rows(plan, Event)[-1].expected == "2028-05"


def test_what_the_plan_has_is_marked_and_the_one_after_is_offered(dialog: YearlyDialog) -> None:
    look_for(dialog, "neurips")
    assert dialog.told.text().startswith("In your calendar: 7 – 11 Dec. Usually in Nov or Dec, mostly in Dec")
    assert "in your calendar: 7 – 11 Dec" in str(
        dialog.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )
    assert dialog.month.currentText() == "December 2027"


def test_without_a_confirmed_month(dialog: YearlyDialog, plan: Planner) -> None:
    look_for(dialog, "mlops world")
    assert "was not confirmed" in dialog.told.text()
    assert months(dialog) == ["no month known"]
    dialog.accept_button.click()
    assert rows(plan, Event)[-1].expected is None


def test_words_that_nothing_has_and_the_arrows(dialog: YearlyDialog) -> None:
    assert look_for(dialog, "rope dancing") == []
    assert dialog.told.text().startswith("No yearly conference has these words.")
    assert not dialog.accept_button.isEnabled()
    found = look_for(dialog, "python")
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    current = dialog.list.current()
    assert current is not None
    assert (current.known.name, dialog.accept_button.isEnabled()) == (found[1], True)


def test_it_stands_among_the_conferences_until_it_has_dates(page: CalendarPage, plan: Planner) -> None:
    page.pick_yearly()
    dialog = page.findChild(YearlyDialog)
    assert dialog is not None
    look_for(dialog, "mlsys")
    assert dialog.month.currentText() == "May 2028"
    dialog.accept_button.click()
    QApplication.processEvents()
    key = dialog.added
    assert key is not None
    view, model = page.conference_view, page.conference_model
    assert view.isVisible()
    assert view.current_activity() == key
    cell = model.index(model.row_of(key), Column.DATES)
    assert cell.data() == "Expected in May 2028"
    assert [row.title for row in model.rows][-1] == "MLSys"
    model.order(Column.DATES, down=True)
    assert model.rows[0].activity_id == key
    plan.run(SetEventTimes(ActivityId(key), "2028-05-08", "2028-05-12"))
    assert model.index(model.row_of(key), Column.DATES).data() == "8 – 11 May 2028"


def test_the_empty_state_offers_it(open_page: Callable[[], CalendarPage]) -> None:
    page = open_page()
    page.show_view("conferences")
    offered = [button.text() for button in page.empty.findChildren(QPushButton) if button.isVisible()]
    assert offered == ["Add a conference", "Pick from yearly ones…", "Import a list…"]
    page.empty.buttons[1].click()
    dialog = page.findChild(YearlyDialog)
    assert dialog is not None
    dialog.reject()


def test_the_inspector_says_when_it_is_expected(dialog: YearlyDialog, plan: Planner) -> None:
    look_for(dialog, "recommender")
    dialog.accept_button.click()
    event = only(plan, Event, expected="2027-09")
    assert span_text(event, plan.today(), plan.zone()) == ("Expected in September 2027", "no dates yet")
