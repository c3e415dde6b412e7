"""The filter bar by hand: chips with their menus, focus, what is hidden, an empty result, and what is remembered."""


import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.filters import EVERYTHING, INBOX, CardFilter, DueWindow, FilterPart, to_json
from planner.domain.words import ActivityId, Kind, Priority, StepId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities
from planner.services.actions.deadlines import SetDue
from planner.services.actions.roadmaps import EditStep
from planner.services.actions.tags import SetTags
from planner.services.queries.board import DOING
from planner.ui.board.arrangements import STEPS
from planner.ui.board.filter_bar import FilterBar
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.shell.page import PageContext
from planner.ui.widgets.filter_menu import FilterMenu
from tests.ui.board.board_hands import Key, Left, NoModifier, cards, press, row_of, shown
from tests.ui.walk import settle

COURSES = CardFilter(kinds=frozenset({Kind.COURSE}))


def visible_cards(page: BoardPage) -> set[int]:
    return {each for section in page.model.sections if section.part is Part.CARDS for each in section.ids}


def opened(bar: FilterBar, part: FilterPart) -> FilterMenu:
    QTest.mouseClick(bar.chips[part], Left, NoModifier, QPoint(12, 14))
    assert isinstance(bar.menu, FilterMenu)
    return bar.menu


def texts(menu: FilterMenu) -> list[str]:
    model = menu.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def tick(menu: FilterMenu, text: str) -> None:
    index = menu.list.model().index(texts(menu).index(text), 0)
    menu.list.scrollTo(index)
    QTest.mouseClick(menu.list.viewport(), Left, NoModifier, menu.list.visualRect(index).center())


def test_nothing_of_the_bar_is_made_before_it_is_opened(page: BoardPage) -> None:
    assert page.findChild(FilterBar) is None
    page.show_filter(shown=False)
    assert page.findChild(FilterBar) is None


def test_ticks_in_the_menu_of_a_chip_filter_at_once_and_stand_in_the_chip(page: BoardPage, bar: FilterBar) -> None:
    menu = opened(bar, FilterPart.KINDS)
    tick(menu, "Course")
    assert menu.isVisible()
    courses = visible_cards(page)
    assert courses
    assert {row_of(page, each).kind for each in courses} == {"course"}
    tick(menu, "Project")
    assert {row_of(page, each).kind for each in visible_cards(page)} == {"course", "project"}
    assert bar.chips[FilterPart.KINDS].text() == "Kind: course, project"
    assert bar.accessibleDescription() == "Shows each card that is a course or a project."
    tick(menu, "Project")
    assert visible_cards(page) == courses
    assert bar.chips[FilterPart.KINDS].accessibleName() == "Kind: course"
    found = page.content.found
    assert bar.count.text() == f"{found.shown} of {found.total} cards; {found.total - found.shown} are hidden"
    assert page.content.matching() is not None
    assert courses <= (page.content.matching() or set())


def test_chips_narrow_each_other_and_are_cleared_one_by_one(page: BoardPage, bar: FilterBar) -> None:
    step = page.content.steps[2]
    tick(opened(bar, FilterPart.KINDS), "Course")
    tick(opened(bar, FilterPart.STEPS), step.name)
    assert visible_cards(page)
    assert {row_of(page, each).step_id for each in visible_cards(page)} == {step.step_id}
    chip = bar.chips[FilterPart.STEPS]
    settle()
    QTest.mouseClick(chip, Left, NoModifier, QPoint(chip.width() - 10, 14))
    assert page.content.filter == COURSES
    bar.chips[FilterPart.KINDS].setFocus()
    QTest.keyClick(bar.chips[FilterPart.KINDS], Key.Key_Delete)
    assert page.content.filter == EVERYTHING
    assert bar.isVisible()
    assert not bar.clear_button.isVisible()
    total = sum(sum(row.counts.values()) for row in page.content.lanes)
    assert bar.count.text() == f"{total} cards, nothing is hidden"


def test_all_of_it_is_cleared_together(page: BoardPage, bar: FilterBar) -> None:
    cleared: list[bool] = []
    page.filter_cleared.connect(lambda: cleared.append(True))
    page.set_filter("model")
    tick(opened(bar, FilterPart.KINDS), "Course")
    QTest.mouseClick(bar.clear_button, Left)
    assert page.content.filter == EVERYTHING
    assert cleared
    assert page.view.hasFocus()


def test_the_inbox_is_one_of_the_steps(page: BoardPage, bar: FilterBar) -> None:
    change = page.context.run(AddActivity("Loose end"))
    assert change is not None
    menu = opened(bar, FilterPart.STEPS)
    assert texts(menu)[0] == "Inbox"
    tick(menu, "Inbox")
    assert visible_cards(page) == set(change.added("activity"))
    assert page.content.filter.steps == {INBOX}


def test_a_chip_opens_by_key_and_its_menu_is_ticked_by_key(page: BoardPage, bar: FilterBar) -> None:
    chip = bar.chips[FilterPart.PRIORITIES]
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Down)
    menu = bar.menu
    assert isinstance(menu, FilterMenu)
    assert texts(menu) == ["High", "Medium", "Low", "None"]
    QTest.keyClick(menu.list, Key.Key_Space)
    QTest.keyClick(menu.list, Key.Key_Down)
    QTest.keyClick(menu.list, Key.Key_Return)
    assert page.content.filter.priorities == {Priority.HIGH, Priority.MEDIUM}
    QTest.keyClick(menu.list, Key.Key_Escape)
    assert bar.menu is None
    QTest.keyClick(chip, Key.Key_Escape)
    assert page.view.hasFocus()


def test_a_second_click_on_the_chip_closes_its_menu(page: BoardPage, bar: FilterBar) -> None:
    window = page.windowHandle()

    def click(part: FilterPart) -> None:  # by way of the window, as a hand does: what is open hears of it first
        place = bar.chips[part].mapTo(page, QPoint(12, 14))
        QTest.mouseClick(window, Left, NoModifier, place)

    click(FilterPart.KINDS)
    menu = bar.menu
    assert menu is not None
    assert menu.isVisible()
    click(FilterPart.KINDS)
    assert bar.menu is None
    click(FilterPart.KINDS)
    assert bar.menu is not None


def test_a_long_menu_is_searched_by_words_of_name_and_category(page: BoardPage, bar: FilterBar) -> None:
    menu = opened(bar, FilterPart.SKILLS)
    assert menu.field is not None
    every = len(texts(menu))
    QTest.keyClicks(menu.field, "product")
    assert 0 < len(texts(menu)) < every
    first = texts(menu)[0]
    QTest.keyClick(menu.field, Key.Key_Return)
    assert bar.chips[FilterPart.SKILLS].text() == f"Skill: {first}"
    QTest.keyClick(menu.field, Key.Key_Escape)  # empties the field first
    assert menu.isVisible()
    QTest.keyClick(menu.field, Key.Key_Escape)
    assert bar.menu is None
    again = opened(bar, FilterPart.SKILLS)
    assert texts(again)[0] == first  # what is chosen stands on top


def test_a_menu_without_anything_to_choose_says_so(empty_page: BoardPage) -> None:
    empty_page.show_filter(shown=True)
    bar = empty_page.filtering.bar
    for part in (FilterPart.SKILLS, FilterPart.TAGS):
        menu = opened(bar, part)
        assert menu.list.isHidden()
        menu.close()
    assert bar.count.text() == "0 cards, nothing is hidden"


def test_what_is_due_follows_the_date_of_a_card(page: BoardPage, bar: FilterBar) -> None:
    card = ActivityId(cards(page)[0])
    tick(opened(bar, FilterPart.DUE), "Next 14 days")
    assert card not in visible_cards(page)
    page.context.run(SetDue((card,), page.context.planner.today().isoformat()))
    assert card in visible_cards(page)
    page.context.planner.undo()
    assert card not in visible_cards(page)


def test_a_tag_that_is_taken_off_hides_the_card(page: BoardPage, bar: FilterBar) -> None:
    card = ActivityId(cards(page)[0])
    page.context.run(SetTags(card, ("Rust & co",)))
    tick(opened(bar, FilterPart.TAGS), "#Rust & co")
    assert visible_cards(page) == {card}
    assert bar.chips[FilterPart.TAGS].accessibleName() == "Tag: #Rust & co"
    page.context.run(SetTags(card, ()))
    assert not visible_cards(page)
    page.context.planner.undo()
    assert visible_cards(page) == {card}


def test_a_step_that_is_renamed_is_renamed_in_its_chip(page: BoardPage, bar: FilterBar) -> None:
    step = page.content.steps[0]
    tick(opened(bar, FilterPart.STEPS), step.name)
    page.context.run(EditStep(StepId(step.step_id or 0), (("name", "Ground"),)))
    assert bar.chips[FilterPart.STEPS].text() == "Step: Ground"


def test_focus_shows_what_is_in_progress_late_or_due_soon(page: BoardPage) -> None:
    doing, due, *_ = (ActivityId(each) for each in cards(page))
    page.context.run(MoveActivities((doing,), status=DOING))
    page.context.run(SetDue((due,), page.context.planner.today().isoformat()))
    told: list[str] = []
    page.filter_set.connect(told.append)
    press(page, Key.Key_F)
    assert {doing, due} <= visible_cards(page)
    assert told == [""]
    assert page.filtering.bar.focus_chip.isChecked()
    assert page.focus_action.isChecked()
    press(page, Key.Key_F)
    assert page.content.filter == EVERYTHING
    assert not page.focus_action.isChecked()
    QTest.mouseClick(page.filtering.bar.focus_chip, Left)
    assert page.content.filter.focus


def test_an_empty_result_says_what_to_leave_out(page: BoardPage, bar: FilterBar) -> None:
    page.set_filter("zzzz")
    tick(opened(bar, FilterPart.KINDS), "Course")
    nothing = page.filtering.nothing
    assert nothing.isVisible()
    total = page.content.found.total
    assert nothing.accessibleName() == f"None of {total} cards holds “zzzz” and is a course."
    told: list[str] = []
    page.filter_set.connect(told.append)
    (link,) = nothing.links
    assert link.text().startswith("Without “zzzz” there are ")
    number = int(link.text().rsplit(" ", 1)[1])
    QTest.mouseClick(link, Left)
    assert page.content.filter == COURSES
    assert len(visible_cards(page)) == number
    assert told[-1] == ""
    assert page.view.hasFocus()


def test_where_one_part_is_not_enough_two_are_offered(page: BoardPage, bar: FilterBar) -> None:
    card = ActivityId(cards(page)[0])
    page.context.run(EditActivity(card, (("title", "Unique zebra"),)))
    page.filtering.choose(CardFilter("zebra", tags=frozenset({"gone"}), due=frozenset({DueWindow.OVERDUE})))
    links = [link.text() for link in page.filtering.nothing.links]
    assert links == ["Without “#gone” and “overdue” there is 1"]
    page.filtering.nothing.links[0].click()
    assert visible_cards(page) == {card}
    page.filtering.choose(CardFilter(tags=frozenset({"gone"})))
    assert page.filtering.nothing.links == []


def test_it_filters_in_both_arrangements(page: BoardPage, bar: FilterBar) -> None:
    page.filtering.choose(COURSES)
    lanes = visible_cards(page)
    page.arrange(STEPS)
    assert visible_cards(page) == lanes
    page.filtering.choose(EVERYTHING)
    assert len(visible_cards(page)) > len(lanes)


def test_revealing_a_hidden_card_drops_the_filter_and_a_shown_one_keeps_it(page: BoardPage, bar: FilterBar) -> None:
    page.filtering.choose(COURSES)
    course = min(visible_cards(page))
    cleared: list[bool] = []
    page.filter_cleared.connect(lambda: cleared.append(True))
    assert page.reveal("activity", course)
    assert page.content.filter == COURSES
    hidden = next(each for each in (page.content.matching() or set()) ^ all_cards(page) if row_of(page, each).step_id)
    assert page.reveal("activity", hidden)
    assert page.content.filter == EVERYTHING
    assert cleared == [True]


def all_cards(page: BoardPage) -> set[int]:
    return {ActivityId(each) for ids in page.content._order.whole.values() for each in ids}


def test_adding_a_card_drops_the_filter(page: BoardPage, bar: FilterBar) -> None:
    page.filtering.choose(COURSES)
    page.add()
    assert page.content.filter == EVERYTHING


def test_no_choice_is_a_step_to_undo(page: BoardPage, bar: FilterBar) -> None:
    before = page.context.planner.history()
    tick(opened(bar, FilterPart.KINDS), "Course")
    press(page, Key.Key_F)
    assert page.context.planner.history() == before


def test_the_filter_is_remembered_by_the_machine(page: BoardPage, qtbot: QtBot, context: PageContext) -> None:
    wanted = CardFilter("a", kinds=frozenset({Kind.COURSE, Kind.PROJECT}), focus=False)
    page.filtering.choose(wanted)
    state = page.save_state()
    assert state["filter"] == to_json(wanted)
    other = BoardPage(context)
    qtbot.addWidget(other)
    other.restore_state(state)
    other.reload()
    assert other.content.filter == wanted
    assert visible_cards(other) == visible_cards(page)
    assert other.filter_text() == "a"
    assert other.is_filtered()


@pytest.mark.parametrize("value", [None, 3, "course", [], {"kinds": "course"}, {"focus": 1, "words": [], "tags": [[]]}])
def test_a_malformed_state_filters_nothing(qtbot: QtBot, context: PageContext, value: object) -> None:
    other = BoardPage(context)
    qtbot.addWidget(other)
    other.restore_state({"filter": value})
    other.reload()
    assert other.content.filter == EVERYTHING


def test_state_of_a_plan_that_is_another_one_by_now_says_so(qtbot: QtBot, context: PageContext) -> None:
    other = shown(qtbot, context)
    other.restore_state({"filter": {"steps": ["not-here"]}})
    other.reload()
    other.show_filter(shown=True)
    assert other.filtering.bar.chips[FilterPart.STEPS].text() == "Step: a step that is gone"
    assert other.filtering.nothing.isVisible()
    other.filtering.nothing.buttons[0].click()
    assert other.content.filter == EVERYTHING


def test_a_tick_is_told_to_a_screen_reader(page: BoardPage, bar: FilterBar) -> None:
    menu = opened(bar, FilterPart.KINDS)
    tick(menu, "Course")
    tree = QAccessible.queryAccessibleInterface(menu.list)
    assert tree is not None
    assert tree.text(QAccessible.Text.Name) == "Kind"
    states = {tree.child(row).text(QAccessible.Text.Name): tree.child(row).state() for row in range(tree.childCount())}
    assert bool(states["Course"].checked)
    assert bool(states["Project"].checkable)
    assert not bool(states["Project"].checked)
    assert menu.list.model().index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
