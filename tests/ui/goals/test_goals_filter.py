"""The filter of the goals: chips, what they offer, how much is hidden, and how it goes away, in both views."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.goal_filter import CHOICES, DateChoice, GoalFilter, GoalPart
from planner.domain.words import Kind
from planner.services.actions.activities import AddActivity
from planner.services.planner import Planner
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import Column
from planner.ui.shell.window import MainWindow
from planner.ui.widgets.filter_menu import FilterMenu
from tests.ui.goals.looking import column, lines, to_table
from tests.ui.walk import settle

CERTIFICATIONS = GoalFilter(kinds=frozenset({Kind.CERTIFICATION}))


@pytest.fixture(params=["sections", "table"])
def either(request: pytest.FixtureRequest, page: GoalsPage) -> GoalsPage:
    if request.param == "table":
        to_table(page)
    return page


def titles(page: GoalsPage) -> set[str]:
    if page.view() is page.table:
        return set(column(page, Column.NAME))
    return {line for line in lines(page) if not line.startswith("# ")}


def offered(page: GoalsPage, part: GoalPart) -> FilterMenu:
    page.filtering.bar.open_part(part)
    menu = page.filtering.bar.menu
    assert isinstance(menu, FilterMenu)
    return menu


def test_chips_narrow_both_views_and_say_how_much(either: GoalsPage) -> None:
    either.show_filter(shown=True)
    bar = either.filtering.bar
    total = 9 if either.view() is either.table else 8  # what is dropped is in the table alone
    assert bar.isVisibleTo(either)
    assert bar.count.text() == f"{total} goals, nothing is hidden"
    either.filtering.choose(CERTIFICATIONS)
    certifications = total - 3
    assert bar.count.text() == f"{certifications} of {total} goals"
    assert len(titles(either)) == certifications
    assert bar.chips[GoalPart.KINDS].text() == "Kind: certification"
    assert bar.accessibleDescription() == "Shows goals that fit Kind: certification."
    either.filtering.choose(CERTIFICATIONS._replace(dates=frozenset({DateChoice.EXAM_30})))
    assert titles(either) == {"AWS Certified AI Practitioner"}
    either.set_filter("iapp")
    assert either.stack.currentWidget() is either.none_found
    assert either.none_found.accessibleName().startswith("None of 9 goals fits “iapp”, Kind: certification and")
    bar.drop_part(GoalPart.DATES)
    assert titles(either) == {"AI Governance Professional"}
    either.filtering.choose(GoalFilter(words="zebra"))
    either.none_found.buttons[0].click()
    assert not either.is_filtered()
    assert bar.count.text() == f"{total} goals, nothing is hidden"


def test_a_chip_is_removed_by_key(qtbot: QtBot, page: GoalsPage) -> None:
    page.filtering.choose(CERTIFICATIONS)
    chip = page.filtering.bar.chips[GoalPart.KINDS]
    assert chip.is_removable
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert not page.is_filtered()
    assert page.filtering.bar.isVisibleTo(page)


def test_a_part_offers_what_the_goals_have(page: GoalsPage, library: Planner) -> None:
    library.run(AddActivity("Tagged", kind="course", tags=("evenings",)))
    page.show_filter(shown=True)
    texts = {}
    for part in CHOICES:
        menu = offered(page, part)
        rows = menu.list.model()
        texts[part] = [rows.index(row, 0).data() for row in range(rows.rowCount())]
        menu.close()
    assert texts[GoalPart.ISSUERS][:3] == ["no issuer", "<i>", "Amazon Web Services"]
    assert texts[GoalPart.TAGS] == ["#evenings"]
    assert texts[GoalPart.KINDS] == ["Certification", "Course"]
    assert texts[GoalPart.STATES][:3] == ["Considering", "Enrolled", "Preparing"]
    assert texts[GoalPart.DATES] == [
        "Exam within 30 days", "No exam date", "Expires within 30 days", "Expires within 90 days",
        "Expires within 180 days", "No expiry date",
    ]  # fmt: skip
    menu = offered(page, GoalPart.TAGS)
    menu.changed.emit(frozenset({"evenings"}))
    assert titles(page) == {"Tagged"}
    menu.close()
    page.filtering.choose(GoalFilter(issuers=frozenset({""})))
    assert titles(page) == {"Idea two", "Tagged"}


def test_only_dropped_goals_are_pointed_to_the_table(page: GoalsPage) -> None:
    page.filtering.choose(GoalFilter(states=frozenset({"dropped"})))
    assert "The table shows them" in page.none_found.accessibleName()
    to_table(page)
    assert titles(page) == {"Dropped one"}


def test_the_header_opens_the_bar_and_closing_it_drops_the_filter(page: GoalsPage) -> None:
    told, emptied = QSignalSpy(page.filter_set), QSignalSpy(page.filter_cleared)
    page.set_filter("aws")
    page.filtering.choose(CERTIFICATIONS._replace(words="aws"))
    assert told.at(0) == ["aws"]
    assert page.filter_text() == "aws"
    page.filtering.bar.clear_button.click()
    assert emptied.count() == 1
    page.filtering.choose(CERTIFICATIONS)
    page.show_filter(shown=False)
    assert not page.is_filtered()
    assert page.filtering.bar.isHidden()


def test_it_works_in_the_window_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1100, 700)
    window.show()
    window.go("goals")
    settle()
    page = window.pages.page("goals")
    assert isinstance(page, GoalsPage)
    window.header.open_filter()
    settle()
    bar = page.filtering.bar
    assert bar.isVisible()
    bar.chips[GoalPart.KINDS].setFocus()
    qtbot.keyClick(bar.chips[GoalPart.KINDS], Qt.Key.Key_Return)
    menu = bar.menu
    assert isinstance(menu, FilterMenu)
    qtbot.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    assert page.filtering.filter == CERTIFICATIONS
    qtbot.keyClick(bar.chips[GoalPart.KINDS], Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    window.go("home")
    window.go("goals")
    settle()
    assert bar.isVisible()
    assert page.filtering.filter == CERTIFICATIONS
    window.header.close_filter()
    settle()
    assert not bar.isVisible()
    assert not page.is_filtered()
