"""Month and agenda share one filter of chips and words; it is remembered with the page."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.calendar_filter import CalendarFilter, CalendarPart
from planner.services.actions.details import EditDetail
from planner.services.planner import Planner
from planner.ui.calendar.filtering import CalendarFilterBar
from planner.ui.calendar.page import CalendarPage
from tests.services.reading import statements
from tests.ui.calendar.chips import menu, tick
from tests.ui.calendar.conftest import Filled


def titles(page: CalendarPage) -> list[str]:
    return [entry.title for entry in page.month_model.entries]


@pytest.mark.parametrize(
    ("part", "names", "wanted"),
    [
        (CalendarPart.KINDS, ["Event"], ["PyData Global", "Evening"]),
        (CalendarPart.KINDS, ["Exam", "Call for papers closes"], ["MLSys", "AWS"]),
        (CalendarPart.STATES, ["Attending"], ["PyData Global"]),
        (CalendarPart.STATES, ["In progress"], ["PyData Global", "AWS"]),
        (CalendarPart.TOPICS, ["Data"], ["PyData Global", "Evening"]),
        (CalendarPart.TOPICS, ["Python"], ["PyData Global"]),
        (CalendarPart.REGIONS, ["United States"], ["MLSys"]),
        (CalendarPart.REGIONS, ["Germany", "No country"], ["PyData Global", "Evening"]),
        (CalendarPart.FORMATS, ["Online"], ["PyData Global"]),
    ],
)
def test_each_chip_filters_the_month(
    page: CalendarPage, bar: CalendarFilterBar, part: CalendarPart, names: list[str], wanted: list[str]
) -> None:
    tick(bar, part, *names)
    assert titles(page) == wanted
    assert bar.count.text() == f"{len(wanted)} of 4 dates"
    assert [entry.title for entry in page.coming_up.view.rows.entries if entry.first.year == 2026] == wanted
    assert bar.chips[part].is_removable
    bar.clear_button.click()
    assert len(titles(page)) == 4
    assert bar.count.text() == "4 dates, nothing is hidden"


def test_one_filter_is_that_of_month_and_agenda(page: CalendarPage, bar: CalendarFilterBar) -> None:
    tick(bar, CalendarPart.REGIONS, "United States")
    page.show_view("agenda")
    assert [row.entry.title for row in page.agenda_model.rows if row.entry] == ["MLSys", "MLSys"]
    assert bar.count.text() == "2 of 5 dates"
    tick(bar, CalendarPart.KINDS, "Event")
    assert [row.entry.title for row in page.agenda_model.rows if row.entry] == ["MLSys"]
    page.show_view("month")
    assert titles(page) == []
    page.go_to(date(2027, 5, 17))
    assert titles(page) == ["MLSys"]


def test_the_header_hears_of_chips_and_of_the_end_of_the_filter(
    page: CalendarPage, bar: CalendarFilterBar, qtbot: QtBot
) -> None:
    page.set_filter("data")
    with qtbot.waitSignal(page.filter_set) as told:
        tick(bar, CalendarPart.FORMATS, "Online")
    assert told.args == ["data"]
    assert (page.filter_text(), page.is_filtered()) == ("data", True)
    with qtbot.waitSignal(page.filter_cleared):
        bar.clear_button.click()
    assert not page.is_filtered()
    tick(bar, CalendarPart.FORMATS, "Online")
    page.show_filter(shown=False)  # the header put its field away, and with it the filter
    assert not page.is_filtered()
    assert not bar.isVisible()


def test_a_chip_lets_go_by_its_cross(page: CalendarPage, bar: CalendarFilterBar) -> None:
    tick(bar, CalendarPart.FORMATS, "Online")
    bar.chips[CalendarPart.FORMATS].removed.emit()
    assert not page.is_filtered()
    assert bar.chips[CalendarPart.FORMATS].text() == "Format"


def test_it_is_remembered_with_the_page(
    page: CalendarPage, bar: CalendarFilterBar, open_page: Callable[[], CalendarPage], qapp: QApplication
) -> None:
    tick(bar, CalendarPart.KINDS, "Exam")
    state = page.save_state()
    other = CalendarPage(page.context)
    other.restore_state(state)
    other.reload()
    assert other.source.filter == CalendarFilter(kinds=frozenset({"exam"}))
    assert titles(other) == ["AWS"]
    assert other.is_filtered()
    other.deleteLater()


def test_what_the_plan_says_anew_is_filtered_anew(
    page: CalendarPage, bar: CalendarFilterBar, plan: Planner, filled: Filled
) -> None:
    tick(bar, CalendarPart.REGIONS, "Germany")
    assert titles(page) == ["Evening"]
    plan.run(EditDetail(filled["PyData Global"], (("country", "germany"),)))
    assert titles(page) == ["PyData Global", "Evening"]
    plan.run(EditDetail(filled["Evening"], (("country", "Chile"),)))
    assert titles(page) == ["PyData Global"]
    bar.chips[CalendarPart.REGIONS].click()
    names = [str(menu(bar).list.model().index(row, 0).data()) for row in range(menu(bar).list.model().rowCount())]
    assert "Chile" in names
    menu(bar).close()


def test_a_month_that_is_known_is_filtered_without_reading(
    page: CalendarPage, bar: CalendarFilterBar, plan: Planner
) -> None:
    tick(bar, CalendarPart.REGIONS, "United States")
    with statements(plan) as seen:
        page.set_filter("mlsys")
        page.set_filter("")
    assert seen == []


def test_colours_by_kind_are_explained_in_the_menu_of_kinds(page: CalendarPage, bar: CalendarFilterBar) -> None:
    page.set_look(page.source.look._replace(by_kind=True))
    bar.chips[CalendarPart.KINDS].click()
    options = menu(bar).list.model()
    shown = [options.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(options.rowCount())]
    assert {option.role for option in shown} == {f"step{hue}" for hue in range(1, 8)}
    assert shown[0].role == f"step{page.month_model.entries[0].hue}"
    menu(bar).close()


def test_esc_gives_the_keyboard_back(page: CalendarPage, bar: CalendarFilterBar) -> None:
    page.activateWindow()
    bar.chips[CalendarPart.KINDS].setFocus()
    QTest.keyClick(bar.chips[CalendarPart.KINDS], Qt.Key.Key_Escape)
    assert page.month_view.hasFocus()
