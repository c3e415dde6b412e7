"""The agenda: days with their entries from today on, and the past one row away."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from planner.ui.calendar.agenda_model import AgendaModel
from planner.ui.calendar.page import CalendarPage
from tests.ui.calendar.conftest import Filled


def texts(model: AgendaModel) -> list[str]:
    return [row.text for row in model.rows]


def test_it_begins_today_with_what_is_going_on(page: CalendarPage) -> None:
    page.show_view("agenda")
    assert texts(page.agenda_model) == [
        "Show earlier dates",
        "December 2026",
        "PyData Global",
        "MLSys: call for papers",
        "Exam: AWS",
        "Evening",
        "May 2027",
        "MLSys",
        "Show a year more",
    ]
    going_on = page.agenda_model.rows[2]
    assert (going_on.day, going_on.heads) == (date(2026, 12, 3), True)
    assert page.agenda_model.day_text(going_on.day) == "Today"
    assert page.agenda_model.day_text(date(2027, 5, 17)) == "Mon 17 May"
    assert page.sub_header.title.text() == "The next 12 months"


def test_each_row_says_its_day_to_a_screen_reader(page: CalendarPage) -> None:
    page.show_view("agenda")
    index = page.agenda_model.index(3)
    assert page.agenda_model.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "Friday 4 December: MLSys: call for papers, 4 Dec, closes Fri 12:59 your time"
    )


def test_the_past_and_later_years_are_one_key_away(page: CalendarPage) -> None:
    page.show_view("agenda")
    view = page.agenda_view
    view.setCurrentIndex(view.days.index(0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert "Long ago" in texts(page.agenda_model)
    assert page.sub_header.title.text() == "September 2026 – December 2027"
    view.setCurrentIndex(view.days.index(view.days.rowCount() - 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.sub_header.title.text() == "September 2026 – December 2028"
    page.go_today()
    assert view.current_day() == date(2026, 12, 4)  # what is going on stands under the day on which it began


def test_enter_and_click_open_an_entry(qtbot: QtBot, page: CalendarPage, filled: Filled) -> None:
    page.show_view("agenda")
    view = page.agenda_view
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [filled["PyData Global"]]
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.days.index(4)).center())
    assert opened.args == [filled["AWS"]]


def test_the_filter_and_listed_events(page: CalendarPage) -> None:
    page.show_view("agenda")
    page.set_filter("mlsys")
    assert texts(page.agenda_model)[1:-1] == ["December 2026", "MLSys: call for papers", "May 2027", "MLSys"]
    page.set_filter("")
    page.set_listed(on=True)
    index = page.agenda_model.index(page.agenda_model.row_of(_id(page, "NeurIPS")))
    line = str(page.agenda_model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert line == "Monday 7 December: NeurIPS, 7 – 11 Dec, listed · Sydney"


def _id(page: CalendarPage, title: str) -> int:
    return next(row.entry.activity_id for row in page.agenda_model.rows if row.entry is not None and row.text == title)


def test_reveal_shows_the_row(page: CalendarPage, filled: Filled) -> None:
    page.show_view("agenda")
    assert page.reveal("activity", filled["MLSys"])
    assert page.agenda_view.current_day() == date(2027, 5, 17)
    assert page.save_state()["view"] == "agenda"


def test_the_model_keeps_the_rules_of_models(page: CalendarPage) -> None:
    tester = QAbstractItemModelTester(page.agenda_model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.show_view("agenda")
    page.set_filter("a")
    page.set_filter("nothing at all")
    assert len(page.agenda_model.rows) == 2
    del tester
