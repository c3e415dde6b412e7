"""Time logged on the card with the focus: the field, what it says it will log, and what a practice shows of it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from planner.domain.dates import monday
from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity
from planner.services.actions.deadlines import SetDue
from planner.services.actions.parts import LogTime
from planner.storage.schema import study_session
from planner.ui.board.log_time import TimeField
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import Key, cards, press, toasts


def logged(page: BoardPage, activity_id: int) -> list[tuple[str, int]]:
    columns = study_session.c
    chosen = select(columns.starts, columns.minutes).where(columns.activity_id == activity_id).order_by(columns.id)
    return [tuple(row) for row in page.context.planner.read(lambda reader: reader.execute(chosen).all())]


def field_of(page: BoardPage) -> TimeField:
    assert page.cards.time.field is not None
    return page.cards.time.field


def card_facts(page: BoardPage, activity_id: int) -> str:
    card = page.model.card(activity_id)
    assert card is not None
    return " · ".join(fact.text for fact in page.model.facts_of(card))


def practice(page: BoardPage) -> int:
    card = cards(page)[0]
    page.context.run(EditActivity(ActivityId(card), (("cadence_count", 3), ("cadence_minutes", 25), ("priority", 0))))
    page.view.choose_card(card)
    return card


def test_l_and_enter_log_what_was_typed_for_today(page: BoardPage) -> None:
    card, today = cards(page)[1], page.context.planner.today().isoformat()
    page.context.run(EditActivity(ActivityId(card), (("estimate_minutes", 240),)))
    said = toasts(page)
    page.view.choose_card(card)
    press(page, Key.Key_L)
    field = field_of(page)
    assert field.preview.text() == "Enter logs it for today"
    QTest.keyClicks(field.line, "1h 30")
    assert field.preview.text() == "1.5 h today, then 1.5 of 4 h"
    assert field.line.accessibleDescription() == field.preview.text()
    QTest.keyClick(field.line, Key.Key_Return)
    assert logged(page, card) == [(today, 90)]
    assert said[0][0].startswith("1.5 h logged on “")
    assert said[0][1]
    assert "1.5 of 4 h" in card_facts(page, card)
    page.context.planner.undo()
    assert logged(page, card) == []


def test_what_cannot_be_read_is_said_below_and_nothing_is_logged(page: BoardPage) -> None:
    card = cards(page)[1]
    page.view.choose_card(card)
    press(page, Key.Key_L)
    field = field_of(page)
    QTest.keyClicks(field.line, "an age")
    QTest.keyClick(field.line, Key.Key_Return)
    assert field.isVisible()
    assert field.preview.property("tone") == "danger"
    assert "an age" in field.preview.text()
    field.close()
    assert logged(page, card) == []


def test_of_a_practice_l_and_enter_log_its_usual_minutes(page: BoardPage) -> None:
    card = practice(page)
    press(page, Key.Key_L)
    field = field_of(page)
    assert field.line.text() == "25 min"
    assert field.preview.text() == "25 min today, then 1 of 3 this week"
    QTest.keyClick(field.line, Key.Key_Return)
    assert [minutes for _, minutes in logged(page, card)] == [25]
    assert card_facts(page, card).startswith("1 of 3 this week")


def test_on_the_head_of_a_step_l_does_nothing(page: BoardPage) -> None:
    press(page, Key.Key_Home)
    press(page, Key.Key_L)
    assert page.cards.time.field is None


def test_a_practice_says_how_well_it_was_kept_and_is_never_late(page: BoardPage) -> None:
    card, today = practice(page), page.context.planner.today()
    start = monday(today) - timedelta(days=28)
    page.context.run(EditActivity(ActivityId(card), (("started_on", (start - timedelta(days=1)).isoformat()),)))
    page.context.run(SetDue((ActivityId(card),), (today - timedelta(days=3)).isoformat()))
    for week in (0, 1, 3):
        for day in range(3):
            on = (start + timedelta(days=7 * week + day)).isoformat()
            page.context.run(LogTime(ActivityId(card), 25, on=on))
    assert card_facts(page, card) == "0 of 3 this week · kept 3 of 4 weeks"
    shown = page.model.card(card)
    assert shown is not None
    assert not any(fact.late for fact in page.model.facts_of(shown))


@pytest.mark.parametrize("count", [1, 2])
def test_the_menu_of_one_card_names_it(page: BoardPage, count: int) -> None:
    page.view.choose_card(cards(page)[0])
    for _ in range(count - 1):
        press(page, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    menu = page.menus.card_menu()
    assert menu is not None
    assert ("Log time" in [action.text() for action in menu.actions()]) == (count == 1)
    menu.deleteLater()
