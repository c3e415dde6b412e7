"""The month and the agenda as the person wants to see them: zones, weeks, colours, and any date at once."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.config import formats
from planner.domain.model import Event
from planner.services.actions.details import SetEventTimes
from planner.services.planner import Planner
from planner.ui.calendar.go_to_date import GoToDate
from planner.ui.calendar.month_model import week_number
from planner.ui.calendar.page import CalendarPage
from planner.ui.theme.formats import formats_of
from tests.services.reading import only
from tests.ui.calendar.conftest import Filled
from tests.ui.calendar.hands import days, drag, entry, middle, on_day

VERTICAL, HORIZONTAL = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


@pytest.fixture
def abroad(page: CalendarPage, plan: Planner, filled: Filled) -> CalendarPage:
    """The page with an evening in New York, which is the next morning here."""
    plan.run(SetEventTimes(filled["Evening"], "2026-12-16T21:00:00", "2026-12-16T23:00:00", "America/New_York"))
    return page


def next_line(page: CalendarPage, title: str) -> str:
    model = page.coming_up.view.rows
    lines = {str(model.index(row).data()): str(model.index(row).data(Qt.ItemDataRole.UserRole + 1)) for row in range(4)}
    return lines[title]


def test_one_click_shows_times_in_the_zones_of_the_events_and_back(abroad: CalendarPage) -> None:
    page, zone = abroad, abroad.sub_header.zone
    assert zone.accessibleName() == "Times in Europe/Berlin"
    assert days(page, "Evening") == (date(2026, 12, 17), date(2026, 12, 17))
    assert next_line(page, "Evening") == "interested · 03:00 – 05:00"
    assert days(page, "MLSys", "cfp_closes")[0] == date(2026, 12, 4)
    zone.click()
    assert zone.accessibleName() == "Times in their own zones"
    assert days(page, "Evening") == (date(2026, 12, 16), date(2026, 12, 16))
    assert next_line(page, "Evening") == "interested · 21:00 – 23:00 New York"
    assert days(page, "MLSys", "cfp_closes")[0] == date(2026, 12, 3)
    assert next_line(page, "MLSys: call for papers") == "closes Thu 23:59 anywhere on Earth"
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 3))  # all day is on its days anywhere
    zone.click()
    assert days(page, "Evening") == (date(2026, 12, 17), date(2026, 12, 17))


def test_the_line_of_the_zone_is_cut_where_there_is_no_room(page: CalendarPage) -> None:
    zone = page.sub_header.zone
    size = zone.size()
    zone.resize(90, size.height())
    assert zone.text().endswith("…")
    assert "Times in Europe/Berlin" in zone.toolTip()
    assert zone.accessibleName() == "Times in Europe/Berlin"
    zone.resize(size)
    assert zone.text() == "Times in Europe/Berlin"


def test_an_event_is_moved_by_the_same_days_whatever_zone_is_shown(
    abroad: CalendarPage, plan: Planner, filled: Filled
) -> None:
    told: list[str] = []
    abroad.context.toast_requested.connect(lambda text, _undo: told.append(text))
    abroad.turn_zones()
    drag(abroad, middle(abroad, "Evening"), on_day(abroad, date(2026, 12, 18)))
    assert only(plan, Event, activity_id=filled["Evening"]).starts == "2026-12-18T21:00:00"
    assert told == ["“Evening” is on 18 Dec now"]


def test_the_agenda_follows_the_zone_and_says_it(abroad: CalendarPage) -> None:
    abroad.show_view("agenda")
    abroad.turn_zones()
    row = abroad.agenda_model.row_of(entry_id(abroad, "Evening"))
    assert abroad.agenda_model.rows[row].day == date(2026, 12, 16)
    said = abroad.agenda_model.data(abroad.agenda_model.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert "21:00 – 23:00 New York" in str(said)


def entry_id(page: CalendarPage, title: str) -> int:
    return next(row.entry.activity_id for row in page.agenda_model.rows if row.entry and row.entry.title == title)


def test_week_numbers_come_and_go_and_are_said(page: CalendarPage, qapp: QApplication) -> None:
    view, model = page.month_view, page.month_model
    assert not view.shows_weeks()
    wide = view.viewport().width()
    switch = next(action for action in page.actions() if action.text() == "Show week numbers")
    switch.trigger()
    qapp.processEvents()
    assert view.shows_weeks()
    assert view.viewport().width() < wide
    assert [model.headerData(row, VERTICAL) for row in range(5)] == ["49", "50", "51", "52", "53"]
    assert model.headerData(0, VERTICAL, Qt.ItemDataRole.AccessibleTextRole) == "Week 49"
    last = view.visualRect(model.index(4, 6))
    assert last.right() == view.viewport().width() - 1
    switch.trigger()
    qapp.processEvents()
    assert view.viewport().width() == wide


@pytest.mark.parametrize(
    ("first", "week"),
    [
        (date(2026, 12, 28), 53),  # a Monday
        (date(2027, 1, 3), 1),  # a Sunday: the row's Thursday is the 7th
        (date(2026, 12, 27), 53),
        (date(2027, 1, 2), 1),  # a Saturday
        (date(2025, 12, 29), 1),
    ],
)
def test_a_week_has_the_number_of_its_thursday(first: date, week: int) -> None:
    assert week_number(first) == week


@pytest.mark.parametrize(
    ("system", "first", "name", "week"),
    [
        ("en_US", date(2026, 11, 29), "Sun", "49"),
        ("ar_EG", date(2026, 11, 28), "Sat", "49"),
        ("de_DE", date(2026, 11, 30), "Mon", "49"),
    ],
)
def test_weeks_begin_where_the_person_is(
    page: CalendarPage, monkeypatch: pytest.MonkeyPatch, *, system: str, first: date, name: str, week: str
) -> None:
    monkeypatch.setattr(formats._Current, "formats", formats_of(QLocale(system)))
    page.reload()
    model = page.month_model
    assert (model.grid.first, model.headerData(0, HORIZONTAL), model.headerData(0, VERTICAL)) == (first, name, week)
    page.go_to(date(2026, 12, 9))
    QTest.keyClick(page.month_view, Qt.Key.Key_Home)
    current = page.month_view.current_day()
    assert current is not None
    assert model.index_of(current).column() == 0
    drag(page, middle(page, "PyData Global"), on_day(page, date(2026, 12, 13)))
    assert days(page, "PyData Global") == (date(2026, 12, 12), date(2026, 12, 14))


def test_colours_are_those_of_steps_or_of_kinds(page: CalendarPage, plan: Planner) -> None:
    assert {each.hue for each in page.month_model.entries} == {None}
    switch = next(action for action in page.actions() if action.text() == "Colour by kind instead of step")
    switch.trigger()
    hues = {each.what: each.hue for each in page.month_model.entries}
    assert hues.keys() == {"event", "cfp_closes", "exam"}
    assert len(set(hues.values())) == 3
    assert {each.hue for each in page.coming_up.view.rows.entries} == set(hues.values())
    page.show_view("agenda")
    assert {row.entry.hue for row in page.agenda_model.rows if row.entry} == set(hues.values())
    switch.trigger()
    page.show_view("month")
    assert entry(page, "Evening").hue is None


def test_how_it_is_looked_at_is_remembered(page: CalendarPage) -> None:
    page.turn_zones()
    page.commands.show_weeks(on=True)
    page.set_look(page.source.look._replace(by_kind=True))
    state = page.save_state()
    other = CalendarPage(page.context)
    other.restore_state(state)
    assert other.save_state() == state
    assert other.source.look == page.source.look
    assert other.month_view.shows_weeks()
    other.restore_state({"own zones": "yes", "weeks": 3, "filter": ["x"]})
    assert not other.source.look.own_zones
    other.deleteLater()


def go(page: CalendarPage, text: str) -> GoToDate:
    """Open the line by its key, type and press Return."""
    page.activateWindow()
    page.focus_content()
    view = page.agenda_view if page.agenda_view.isVisible() else page.month_view
    QTest.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    line = page.findChildren(GoToDate)[-1]
    assert line.isVisible()
    QTest.keyClicks(line.field, text)
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    return line


def test_a_typed_date_is_gone_to(page: CalendarPage) -> None:
    go(page, "3 march 2027")
    assert page.month_view.current_day() == date(2027, 3, 3)
    assert page.sub_header.title.text() == "March 2027"
    go(page, "in 2 weeks")
    assert page.month_view.current_day() == date(2026, 12, 17)
    assert page.month_view.hasFocus()


def test_what_is_understood_is_said_while_one_types_and_what_is_not_in_a_sentence(page: CalendarPage) -> None:
    line = go(page, "31 feb 2027")
    assert line.isVisible()
    assert line.said.text() == "“31 feb 2027” is not a date, because there is no 31 February 2027; write another date."
    assert line.field.accessibleDescription() == line.said.text()
    line.field.clear()
    QTest.keyClicks(line.field, "next friday")
    assert line.said.text() == "Friday 11 December"
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    assert page.sub_header.title.text() == "December 2026"


def test_the_agenda_grows_to_the_date(page: CalendarPage) -> None:
    page.show_view("agenda")
    go(page, "october 2026")
    assert page.agenda_view.current_day() == date(2026, 10, 1)
    go(page, "1 june 2031")
    assert page.sub_header.title.text() == "October 2026 – August 2031"
    assert page.agenda_view.currentIndex().row() == page.agenda_model.rowCount() - 1  # nothing comes after it
    page.sub_header.go.click()
    assert page.findChildren(GoToDate)[-1].isVisible()
