"""The month grid: what it names, how it is driven by keys and mouse, and that it fills its height."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.config import formats
from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity
from planner.services.actions.details import AddEvent
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.ui.calendar.conference_dialog import ConferenceDialog
from planner.ui.calendar.month_model import MonthModel, month_span
from planner.ui.calendar.page import CalendarPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from planner.ui.theme.formats import formats_of
from tests.ui.calendar.conftest import Filled
from tests.ui.calendar.hands import middle

TODAY = date(2026, 12, 3)


def spoken(page: CalendarPage, day: date) -> str:
    model = page.month_model
    return str(model.data(model.index_of(day), Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize(
    ("month", "start", "first", "weeks"),
    [
        ((2026, 12), 0, date(2026, 11, 30), 5),
        ((2026, 12), 6, date(2026, 11, 29), 5),
        ((2026, 8), 0, date(2026, 7, 27), 6),
        ((2027, 2), 0, date(2027, 2, 1), 5),  # four weeks would do, but the grid should not jump
    ],
)
def test_the_grid_holds_whole_weeks(month: tuple[int, int], start: int, first: date, weeks: int) -> None:
    assert month_span(*month, start) == (first, weeks)


def test_cells_have_names_for_screen_readers(page: CalendarPage) -> None:
    assert spoken(page, date(2026, 12, 2)) == "Wednesday 2 December: PyData Global"
    assert spoken(page, date(2026, 12, 9)) == "Wednesday 9 December: Exam: AWS"
    assert spoken(page, date(2026, 12, 4)) == "Friday 4 December: 1 deadline"  # anywhere on Earth, so a day later here
    assert spoken(page, date(2026, 12, 24)) == "Thursday 24 December: nothing"
    interface = QAccessible.queryAccessibleInterface(page.month_view)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Month"


def test_listed_events_are_shown_on_request_declined_ones_never(page: CalendarPage) -> None:
    assert spoken(page, date(2026, 12, 8)).endswith("nothing")
    page.set_listed(on=True)
    assert spoken(page, date(2026, 12, 8)) == "Tuesday 8 December: NeurIPS"
    assert spoken(page, date(2026, 12, 20)).endswith("nothing")
    assert page.save_state()["listed"] is True


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, page: CalendarPage) -> None:
    tester = QAbstractItemModelTester(page.month_model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.step_month(3)
    page.set_filter("ml")
    page.set_listed(on=True)
    assert page.month_model.rowCount() in (5, 6)
    del tester


def test_the_month_fills_its_height(page: CalendarPage, qapp: QApplication) -> None:
    for height in (520, 700, 1000):
        page.resize(1056, height)
        qapp.processEvents()
        view = page.month_view
        last = view.visualRect(view.days.index(view.days.rowCount() - 1, 6))
        assert last.bottom() == view.viewport().height() - 1
        assert last.right() == view.viewport().width() - 1
        assert view.verticalScrollBar().maximum() == 0


def test_arrows_move_the_day_into_the_next_month(page: CalendarPage) -> None:
    view = page.month_view
    assert view.current_day() == TODAY
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current_day() == date(2026, 12, 9)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_day() == date(2027, 1, 6)
    assert page.sub_header.title.text() == "January 2027"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_day() == date(2027, 1, 10)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_day() == date(2027, 1, 4)


def test_page_keys_leaf_and_t_comes_back(page: CalendarPage) -> None:
    page.activateWindow()
    page.focus_content()
    view = page.month_view
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert (page.sub_header.title.text(), view.current_day()) == ("January 2027", date(2027, 1, 3))
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert page.sub_header.title.text() == "November 2026"
    QTest.keyClick(view, Qt.Key.Key_T)
    assert view.current_day() == TODAY


def test_every_action_is_listed_with_its_key(page: CalendarPage) -> None:
    keys = {
        action.text(): action.shortcut().toString(QKeySequence.SequenceFormat.PortableText) for action in page.actions()
    }
    assert all(keys.values())
    assert len(set(keys.values())) == len(keys)


def test_enter_opens_the_only_entry_or_the_list_of_them(
    qtbot: QtBot, page: CalendarPage, filled: Filled, plan: Planner
) -> None:
    page.go_to(date(2026, 12, 9))
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.keyClick(page.month_view, Qt.Key.Key_Return)
    assert opened.args == [filled["AWS"]]
    plan.run(AddEvent("Another", "2026-12-09", "2026-12-10"))
    QTest.keyClick(page.month_view, Qt.Key.Key_Return)
    popup = page.month.day_list
    assert popup is not None
    assert popup.isVisible()
    assert popup.accessibleName() == "Wednesday 9 December"
    assert [entry.title for entry in popup.view.rows.entries] == ["AWS", "Another"]
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.keyClick(popup.view, Qt.Key.Key_Return)
    assert opened.args == [filled["AWS"]]
    assert not popup.isVisible()


def test_an_empty_day_offers_to_add(page: CalendarPage, filled: Filled) -> None:
    page.go_to(date(2026, 12, 24))
    QTest.keyClick(page.month_view, Qt.Key.Key_Return)
    assert page.month.day_list is not None
    page.month.day_list.add_button.click()
    (dialog,) = page.findChildren(ConferenceDialog)
    assert dialog.first.date() == date(2026, 12, 24)
    dialog.reject()


def test_a_click_on_a_bar_opens_it(qtbot: QtBot, page: CalendarPage, filled: Filled) -> None:
    viewport = page.month_view.viewport()
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle(page, "PyData Global"))
    assert opened.args == [filled["PyData Global"]]
    cell = page.month_view.visualRect(page.month_model.index_of(date(2026, 12, 25)))
    with qtbot.assertNotEmitted(page.context.activity_opened):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell.center())
    assert page.month_view.current_day() == date(2026, 12, 25)


def test_a_double_click_on_an_empty_place_adds(page: CalendarPage) -> None:
    cell = page.month_view.visualRect(page.month_model.index_of(date(2026, 12, 25)))
    QTest.mouseDClick(page.month_view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    (dialog,) = page.findChildren(ConferenceDialog)
    assert dialog.first.date() == date(2026, 12, 25)
    dialog.reject()


def test_what_has_no_room_is_counted_and_listed(page: CalendarPage, plan: Planner, qapp: QApplication) -> None:
    for number in range(9):
        plan.run(AddEvent(f"Meetup {number}", "2026-12-23", "2026-12-24"))
    qapp.processEvents()
    view = page.month_view
    index = page.month_model.index_of(date(2026, 12, 23))
    hidden = view.week(index.row()).hidden[index.column()]
    assert 0 < len(hidden) < 9
    at = view.more_rect(index.row(), index.column()).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.month.day_list is not None
    assert len(page.month.day_list.view.rows.entries) == 9
    page.month.day_list.close()


def test_changes_come_through_the_feed(page: CalendarPage, filled: Filled, plan: Planner) -> None:
    plan.run(EditActivity(filled["PyData Global"], (("title", "PyData 2026"),)))
    assert spoken(page, date(2026, 12, 2)) == "Wednesday 2 December: PyData 2026"
    plan.run(TrashActivities((ActivityId(filled["AWS"]),)))
    assert spoken(page, date(2026, 12, 9)).endswith("nothing")
    plan.undo()
    plan.undo()
    assert spoken(page, date(2026, 12, 9)).endswith("Exam: AWS")
    assert spoken(page, date(2026, 12, 2)).endswith("PyData Global")


def test_reveal_goes_to_the_month_and_rings_the_bar(page: CalendarPage, filled: Filled, qtbot: QtBot) -> None:
    assert page.reveal("activity", filled["MLSys"])
    assert page.sub_header.title.text() == "May 2027"
    assert page.month_view.current_day() == date(2027, 5, 17)
    assert not page.reveal("activity", 10_000)
    assert not page.reveal("skill", 1)
    qtbot.waitUntil(lambda: not page.month.flash_timer.isActive())


def test_the_filter_hides_what_does_not_match(page: CalendarPage) -> None:
    page.set_filter("exam")
    assert [entry.title for entry in page.month_model.entries] == ["AWS"]
    assert [entry.title for entry in page.coming_up.view.rows.entries] == ["AWS"]
    page.set_filter("")
    assert len(page.month_model.entries) == 4


def test_coming_up_says_when_a_call_closes_in_my_time(page: CalendarPage) -> None:
    model = page.coming_up.view.rows
    lines = {str(model.index(row).data()): str(model.index(row).data(Qt.ItemDataRole.UserRole + 1)) for row in range(4)}
    assert lines == {
        "PyData Global": "attending · online",
        "MLSys: call for papers": "closes Fri 12:59 your time",
        "Exam: AWS": "in 6 days",
        "Evening": "interested · 18:30 – 21:00",
    }


def test_coming_up_gives_way_where_there_is_no_room(page: CalendarPage, qapp: QApplication) -> None:
    assert page.coming_up.isVisible()
    page.resize(800, 600)
    qapp.processEvents()
    assert not page.coming_up.isVisible()
    page.resize(1056, 700)
    page.show_view("agenda")
    assert not page.coming_up.isVisible()


def test_an_empty_plan_says_what_to_do(open_page: Callable[[], CalendarPage]) -> None:
    page = open_page()
    assert page.month_view.isVisible()
    assert not page.coming_up.view.isVisible()
    for view in ("agenda", "conferences"):
        page.show_view(view)
        assert page.empty.isVisible()
        offered = [button.text() for button in page.empty.buttons]
        assert offered == ["Add a conference", "Pick from yearly ones…", "Import a list…"]
    page.empty.buttons[0].click()
    (dialog,) = page.findChildren(QDialog)
    dialog.reject()


def test_weeks_begin_where_the_person_lives(
    page: CalendarPage, monkeypatch: pytest.MonkeyPatch, calendar_context: PageContext
) -> None:
    there = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    monkeypatch.setattr(formats._Current, "formats", formats_of(there))
    page.reload()
    model = page.month_model
    assert isinstance(model, MonthModel)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Sun"
    assert model.day(model.index(0, 0)) == date(2026, 11, 29)


def test_both_themes_draw_today_in_the_accent(page: CalendarPage, theme: Theme, qapp: QApplication) -> None:
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        qapp.processEvents()
        cell = page.month_view.visualRect(page.month_model.index_of(TODAY))
        picture = page.month_view.viewport().grab().toImage()
        assert picture.pixelColor(cell.left() + 17, cell.top() + 8) == theme.colour("accent")
