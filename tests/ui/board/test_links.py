"""Links and tags on cards: what marks them, and the key and the menu that open a link."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity
from planner.services.actions.details import EditDetail
from planner.services.actions.parts import PutLink
from planner.ui.board.arrangements import OUTLINE
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import Key, press, toasts
from tests.ui.walk import settle


def added(page: BoardPage, title: str, **facts: object) -> ActivityId:
    """An activity on the first step, with the focus."""
    step = page.content.steps[0].step_id
    change = page.context.planner.run(AddActivity(title, step_id=step, **facts))  # type: ignore[arg-type]  # fields of AddActivity
    activity_id = ActivityId(change.added("activity")[0])
    page.view.choose_card(activity_id)
    return activity_id


def picture(page: BoardPage, activity_id: int) -> QImage:
    settle()
    rect = page.view.visualRect(page.model.index(page.model.row_of_card(activity_id)))
    return page.view.viewport().grab(rect).toImage()


def links_in_menu(page: BoardPage) -> list[str]:
    menu = page.menus.card_menu()
    assert menu is not None
    several = [each.menu() for each in menu.actions() if each.text() == "Open a link"]
    found = [text for each in menu.actions() if "link" in (text := each.text())]
    if several:
        assert isinstance(several[0], QMenu)
        found = [each.text() for each in several[0].actions()]
    menu.deleteLater()
    return found


def test_a_card_with_a_link_is_marked_and_opens_it(page: BoardPage, opened: list[str]) -> None:
    card = added(page, "Read")
    said = toasts(page)
    before = picture(page, card)
    press(page, Key.Key_U)
    assert said == [("“Read” has no link", False)]
    assert links_in_menu(page) == []
    page.context.planner.run(PutLink(card, "https://example.org/paper", "The paper"))
    assert picture(page, card) != before
    press(page, Key.Key_U)
    assert opened == ["https://example.org/paper"]
    assert links_in_menu(page) == ["Open its link"]


def test_of_several_links_the_menu_offers_each(page: BoardPage, opened: list[str]) -> None:
    card = added(page, "Course", kind="course")
    page.context.planner.run(EditDetail(card, (("url", "https://courses.example.org/1"),)))
    page.context.planner.run(PutLink(card, "https://example.org/a", "Notes & more"))
    assert links_in_menu(page) == ["Notes && more", "https://courses.example.org/1"]
    page.arrange(OUTLINE)
    page.arrangements.outline.view.choose_card(card)
    page.cards.visit.trigger()
    assert opened == ["https://example.org/a"]


def test_tags_stand_on_a_card_that_says_little_else(page: BoardPage) -> None:
    card = added(page, "Read", tags=("zeta", "alpha"))
    found = page.model.card(card)
    assert found is not None
    assert [fact.text for fact in page.model.facts_of(found)] == ["#alpha #zeta"]
