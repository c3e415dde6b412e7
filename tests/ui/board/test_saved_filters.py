"""Saved filters by hand: save under a name, show, rename and delete in place; and the same in the pseudo language."""


import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.filters import EVERYTHING, CardFilter, DueWindow, FilterPart
from planner.domain.words import Kind, Priority, Status
from planner.services.actions.filters import SaveFilter
from planner.services.queries import board_filter
from planner.ui.board.filter_bar import FilterBar
from planner.ui.board.page import BoardPage
from planner.ui.board.saved_filters import SavedFilters
from planner.ui.shell.window import MainWindow
from tests.ui.board.board_hands import Key, Left, toasts
from tests.ui.scenes import Scene, show
from tests.ui.test_accessibility import complain
from tests.ui.test_accessibility import faults as unnamed
from tests.ui.test_pseudo_language import faults
from tests.ui.walk import settle

COURSES = CardFilter(kinds=frozenset({Kind.COURSE}))
FOCUS = CardFilter("model", focus=True)


def opened(bar: FilterBar) -> SavedFilters:
    QTest.mouseClick(bar.saved_chip, Left)
    assert isinstance(bar.menu, SavedFilters)
    return bar.menu


def names(page: BoardPage) -> list[str]:
    return [each.name for each in page.context.planner.read(board_filter.saved_filters)]


def test_the_present_filter_is_saved_under_a_name_that_is_typed(page: BoardPage, bar: FilterBar) -> None:
    page.filtering.choose(COURSES)
    menu = opened(bar)
    QTest.mouseClick(menu.save_button, Left)
    assert not menu.confirm_button.isEnabled()
    QTest.keyClicks(menu.name_line, "My courses")
    assert menu.confirm_button.text() == "Save"
    QTest.keyClick(menu.name_line, Key.Key_Return)
    assert bar.menu is None
    assert names(page) == ["My courses"]
    assert bar.saved_chip.text() == "Saved: My courses"
    page.context.planner.undo()
    assert names(page) == []
    assert bar.saved_chip.text() == "Saved"
    assert page.content.filter == COURSES  # what is shown stays


def test_a_saved_filter_is_shown_again_and_holds_the_words_too(page: BoardPage, bar: FilterBar) -> None:
    page.context.run(SaveFilter("Focus on models", FOCUS))
    told: list[str] = []
    page.filter_set.connect(told.append)
    menu = opened(bar)
    before = page.context.planner.history()
    QTest.mouseClick(menu.names["Focus on models"], Left)
    assert page.content.filter == FOCUS
    assert told == ["model"]
    assert page.context.planner.history() == before  # no step to undo
    assert opened(bar).names["Focus on models"].accessibleName() == "Focus on models, shown now"


def test_a_name_that_is_there_is_said_to_be_replaced(page: BoardPage, bar: FilterBar) -> None:
    page.context.run(SaveFilter("Courses", COURSES))
    page.filtering.choose(FOCUS)
    menu = opened(bar)
    menu.start_saving()
    QTest.keyClicks(menu.name_line, "courses")
    assert menu.confirm_button.text() == "Replace"
    QTest.mouseClick(menu.confirm_button, Left)
    (saved,) = page.context.planner.read(board_filter.saved_filters)
    assert saved.filter == FOCUS


def test_escape_gives_up_the_name_and_then_closes(page: BoardPage, bar: FilterBar) -> None:
    page.filtering.choose(COURSES)
    menu = opened(bar)
    menu.start_saving()
    QTest.keyClick(menu.name_line, Key.Key_Escape)
    assert menu.isVisible()
    assert menu.save_button.isVisible()
    QTest.keyClick(menu, Key.Key_Escape)
    assert bar.menu is None
    assert names(page) == []


def test_without_a_filter_there_is_nothing_to_save(page: BoardPage, bar: FilterBar) -> None:
    menu = opened(bar)
    assert not menu.save_button.isEnabled()
    assert menu._hint.isVisible()


def test_it_is_renamed_in_its_line(page: BoardPage, bar: FilterBar) -> None:
    page.context.run(SaveFilter("Courses", COURSES))
    page.context.run(SaveFilter("Focus", FOCUS))
    menu = opened(bar)
    QTest.mouseClick(menu.rename_buttons["Courses"], Left)
    assert menu.rename_line is not None
    assert menu.rename_line.selectedText() == "Courses"
    QTest.keyClicks(menu.rename_line, "Lessons")
    QTest.keyClick(menu.rename_line, Key.Key_Return)
    assert names(page) == ["Focus", "Lessons"]
    assert list(menu.names) == ["Focus", "Lessons"]
    settle()
    QTest.mouseClick(menu.rename_buttons["Lessons"], Left)
    QTest.keyClicks(menu.rename_line, "Else")
    QTest.keyClick(menu.rename_line, Key.Key_Escape)
    assert menu.isVisible()
    assert names(page) == ["Focus", "Lessons"]


def test_a_name_that_another_one_has_is_refused_in_one_sentence(page: BoardPage, bar: FilterBar) -> None:
    page.context.run(SaveFilter("Courses", COURSES))
    page.context.run(SaveFilter("Focus", FOCUS))
    said: list[str] = []
    page.context.failed.connect(lambda sentence, _again: said.append(sentence))
    menu = opened(bar)
    menu.start_renaming("Courses")
    assert menu.rename_line is not None
    menu.rename_line.setText("focus")
    QTest.keyClick(menu.rename_line, Key.Key_Return)
    assert said == ["There is a filter “focus” already. Choose another name."]
    assert menu.rename_line is not None
    assert menu.rename_line.text() == "focus"  # what was typed is still there


def test_it_is_deleted_with_a_way_back(page: BoardPage, bar: FilterBar) -> None:
    page.context.run(SaveFilter("Courses", COURSES))
    page.filtering.choose(COURSES)
    said = toasts(page)
    menu = opened(bar)
    QTest.mouseClick(menu.delete_buttons["Courses"], Left)
    assert names(page) == []
    assert said == [("The filter “Courses” is deleted", True)]
    assert not menu.names
    assert page.content.filter == COURSES
    page.context.planner.undo()
    assert list(menu.names) == ["Courses"]


def test_the_command_opens_bar_and_menu(page: BoardPage) -> None:
    page.context.run(SaveFilter("Courses", COURSES))
    page.saved_action.trigger()
    menu = page.filtering.bar.menu
    assert isinstance(menu, SavedFilters)
    assert menu.isVisible()
    assert menu.names["Courses"].hasFocus()
    menu.close()


def test_everything_has_words_and_room_in_the_pseudo_language(
    foreign_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = foreign_window
    show(window, (1100, 700))
    window.go("board")
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    plan = page.context.planner.read(board_filter.choices)
    full = CardFilter(
        "", frozenset(Kind), frozenset(step.uid for step in plan.steps), frozenset(each.uid for each in plan.skills),
        frozenset(plan.tags), frozenset(Status), frozenset(DueWindow), frozenset(Priority), True,
    )  # fmt: skip
    page.context.run(SaveFilter("Φίλτρο " * 10, full))
    lines: list[str] = []
    for card_filter in (EVERYTHING, COURSES, full, COURSES._replace(words="ζζζ")):
        page.filtering.choose(card_filter)
        settle()
        lines += faults([Scene("bar", window)], monkeypatch)
    bar = page.filtering.bar
    for part in FilterPart:
        if part in bar.chips:
            bar.chips[part].click()
            settle()
            assert bar.menu is not None
            lines += faults([Scene(part.value, bar.menu)], monkeypatch)
            bar.menu.close()
    menu = opened(bar)
    settle()
    lines += [*faults([Scene("saved", menu)], monkeypatch), *unnamed([Scene("saved", menu)])]
    menu.start_saving()
    menu.start_renaming(next(iter(menu.names)))
    settle()
    lines += [*faults([Scene("naming", menu)], monkeypatch), *unnamed([Scene("naming", menu)])]
    menu.close()
    complain(lines)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_the_chip_opens_it_by_key(page: BoardPage, bar: FilterBar, key: Qt.Key) -> None:
    bar.saved_chip.setFocus()
    QTest.keyClick(bar.saved_chip, key)
    assert isinstance(bar.menu, SavedFilters)
