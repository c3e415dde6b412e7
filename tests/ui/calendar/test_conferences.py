"""The Conferences view: what a row says, how one answers, filters, and what is over."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from planner.domain.model import Event
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.details import AddEvent
from planner.services.actions.expenses import PutExpense
from planner.services.planner import Planner
from planner.ui.calendar.conference_columns import Column
from planner.ui.calendar.conference_model import ConferenceModel
from planner.ui.calendar.conference_view import answer_box
from planner.ui.calendar.page import CalendarPage
from tests.services.reading import only
from tests.ui.calendar.conftest import Filled


def cells(model: ConferenceModel, row: int) -> list[str]:
    shown = (Column.NAME, Column.PLACE, Column.DATES, Column.CALL, Column.ANSWER)
    return [str(model.index(row, column).data()) for column in shown]


def test_rows_by_date_with_the_call_in_my_time(page: CalendarPage) -> None:
    page.show_view("conferences")
    model = page.conference_model
    assert [cells(model, row) for row in range(model.rowCount())] == [
        ["PyData Global", "Online", "1 – 3 Dec", "", "Attending"],
        ["NeurIPS", "Sydney", "7 – 11 Dec", "", "Listed"],
        ["Evening", "", "16 Dec", "", "Interested"],
        ["World Summit", "Amsterdam", "20 – 21 Dec", "", "Declined"],
        ["MLSys", "Bellevue", "17 – 21 May 2027", "Closes tomorrow", "Interested"],
    ]
    spoken = model.data(model.index(4, Column.CALL), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Call for papers: Closes tomorrow, Fri 4 Dec 12:59 your time"
    assert page.sub_header.title.text() == "5 conferences"


def test_an_answer_is_one_step(page: CalendarPage, filled: Filled, plan: Planner) -> None:
    page.show_view("conferences")
    menu = page.conference_view.answer_menu(1)
    assert [action.text() for action in menu.actions()] == [
        "Listed", "Interested", "Applied", "Registered", "Attending", "Attended", "Declined",
    ]  # fmt: skip
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Listed"]
    menu.actions()[2].trigger()
    assert only(plan, Event, activity_id=filled["NeurIPS"]).state == "applied"
    assert cells(page.conference_model, 1)[-1] == "Applied"
    assert page.conference_view.answer_menu(1).actions()[0].text() == "Interested"  # there is no way back to listed
    plan.undo()
    assert cells(page.conference_model, 1)[-1] == "Listed"


def test_keys_open_the_row_or_the_answers(qtbot: QtBot, page: CalendarPage, filled: Filled) -> None:
    page.show_view("conferences")
    view = page.conference_view
    view.setCurrentIndex(view.conferences.index(0, Column.NAME))
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [filled["PyData Global"]]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        view.setCurrentIndex(view.conferences.index(0, Column.ANSWER))
        QTest.keyClick(view, key)
        assert view._menu is not None
        assert view._menu.isVisible()
        view._menu.close()


def test_a_click_on_the_drop_down_answers(page: CalendarPage) -> None:
    page.show_view("conferences")
    view = page.conference_view
    box = answer_box(view.visualRect(view.conferences.index(2, Column.ANSWER)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert view._menu is not None
    assert view._menu.isVisible()
    assert view._menu.accessibleName() == "My answer to Evening"
    view._menu.close()


def test_past_ones_are_a_switch_away(page: CalendarPage) -> None:
    page.show_view("conferences")
    page.sub_header.past.setChecked(True)
    assert [row.title for row in page.conference_model.rows] == ["Long ago"]
    assert page.sub_header.title.text() == "1 past conference"
    page.set_filter("nothing")
    assert page.conferences.none_found.accessibleName() == "The only conference does not fit the filter."
    assert page.conferences.none_found.isVisible()


def test_the_filter_looks_at_places_and_answers_too(page: CalendarPage) -> None:
    page.show_view("conferences")
    for text, titles in (("sydney", ["NeurIPS"]), ("declined", ["World Summit"]), ("usa mlsys", ["MLSys"])):
        page.set_filter(text)
        assert [row.title for row in page.conference_model.rows] == titles
    page.set_filter("")
    assert len(page.conference_model.rows) == 5


def test_reveal_stays_among_the_conferences(page: CalendarPage, filled: Filled) -> None:
    page.show_view("conferences")
    assert page.reveal("activity", filled["MLSys"])
    assert page.conference_view.current_activity() == filled["MLSys"]
    assert page.save_state()["view"] == "conferences"


def test_the_switch_for_listed_ones_is_remembered(page: CalendarPage) -> None:
    page.show_view("conferences")
    page.sub_header.listed.setChecked(True)
    state = page.save_state()
    assert (state["view"], state["listed"]) == ("conferences", True)
    page.sub_header.listed.setChecked(False)
    page.restore_state(state)
    page.reload()
    page.show_view("month")
    assert "NeurIPS" in [entry.title for entry in page.month_model.entries]
    page.restore_state({"view": 7, "listed": "yes"})


def test_the_model_keeps_the_rules_of_models(page: CalendarPage) -> None:
    tester = QAbstractItemModelTester(page.conference_model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.show_view("conferences")
    page.set_filter("e")
    page.sub_header.past.setChecked(True)
    del tester


def test_columns_have_room_at_every_width(page: CalendarPage) -> None:
    page.show_view("conferences")
    for width in (760, 1056, 1700):
        page.resize(width, 700)
        header = page.conference_view.horizontalHeader()
        assert header.length() <= page.conference_view.viewport().width()
        assert header.sectionSize(Column.NAME) >= 100


def test_columns_are_chosen_sorted_and_remembered(page: CalendarPage, filled: Filled, plan: Planner) -> None:
    plan.run(PutExpense(ActivityId(filled["MLSys"]), None, "ticket", Money(40000, "USD"), "2026-12-01"))
    page.show_view("conferences")
    view, model = page.conference_view, page.conference_model
    assert view.columns.isSectionHidden(Column.COST)
    view.columns.set_shown(Column.COST, shown=True)
    assert model.index(model.row_of(filled["MLSys"]), Column.COST).data() == "USD 400.00"
    view.setCurrentIndex(model.index(0, Column.NAME))
    view.columns.press(Column.PLACE)
    assert [row.title for row in model.rows] == ["World Summit", "MLSys", "PyData Global", "NeurIPS", "Evening"]
    assert view.current_activity() == filled["PyData Global"]
    view.columns.press(Column.PLACE)
    assert [row.title for row in model.rows][-2:] == ["World Summit", "Evening"]  # what has no place stays at the end
    state = page.save_state()
    view.columns.lay_out()
    page.conferences.sort(None, down=False)
    assert model.rows[0].title == "PyData Global"
    page.restore_state(state)
    assert not view.columns.isSectionHidden(Column.COST)
    assert (model.sorted_by, model.down) == (Column.PLACE, True)
    page.restore_state({"conferences": {"columns": {"shown": 3}, "sorted": "nothing"}})
    assert model.sorted_by == Column.PLACE


def test_what_else_lies_on_its_days_is_said_below_them(page: CalendarPage, filled: Filled, plan: Planner) -> None:
    plan.run(AddEvent("Offsite", "2026-12-09", "2026-12-11", city="Bonn"))
    page.show_view("conferences")
    model = page.conference_model
    one = model.conference(model.row_of(filled["NeurIPS"]))
    assert model.lines(one, Column.DATES) == ("7 – 11 Dec", "also AWS and 1 more")
    offsite = next(row.activity_id for row in model.rows if row.title == "Offsite")
    # A listed one is no reason to stay away from another.
    assert model.lines(model.conference(model.row_of(offsite)), Column.DATES)[1] == "also AWS"
