"""What came of it: offered after a completion, never in the way, saved together with the completion."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.words import ActivityId, SkillId, StepId
from planner.services.actions.activities import AddActivity, ChangeKind, MoveActivities
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import RemoveSkill
from planner.services.actions.trash import TrashActivities
from planner.services.queries.activity import activity_card
from planner.services.queries.board import DONE, TO_DO
from planner.services.queries.skill_card import skill_card
from planner.ui.board.page import BoardPage
from planner.ui.shell.completion_panel import CompletionPanel
from tests.ui.board.board_hands import Key, cards, press, row_of, toasts
from tests.ui.walk import settle

Shift = Qt.KeyboardModifier.ShiftModifier


def completed(page: BoardPage) -> int:
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_D)
    return card


def panel(page: BoardPage) -> CompletionPanel:
    return page.cards.outcome


def test_a_completion_offers_a_line_and_leaves_the_keyboard_where_it_is(page: BoardPage) -> None:
    card = completed(page)
    assert panel(page).isVisible()
    assert page.view.hasFocus()
    assert row_of(page, card).title in panel(page).line.accessibleName()
    assert page.rect().contains(panel(page).geometry())


def test_what_is_typed_is_saved_with_the_completion_as_one_step(page: BoardPage) -> None:
    card = completed(page)
    panel(page).line.setFocus()
    QTest.keyClicks(panel(page).line, "Now I can")
    panel(page).link.setFocus()
    assert panel(page).isVisible()
    QTest.keyClicks(panel(page).link, "example.org")
    QTest.keyClick(panel(page).link, Key.Key_Return)
    assert panel(page).isHidden()
    assert page.view.hasFocus()
    row = row_of(page, card)
    assert (row.status, row.outcome, row.outcome_url) == (DONE, "Now I can", "https://example.org")
    page.context.planner.undo()
    row = row_of(page, card)
    assert (row.status, row.outcome, row.completed_on) == (TO_DO, "", None)


def test_escape_and_time_close_it_and_write_nothing(page: BoardPage) -> None:
    card = completed(page)
    QTest.keyClicks(panel(page).line, "No")
    QTest.keyClick(panel(page).line, Key.Key_Escape)
    assert panel(page).isHidden()
    assert row_of(page, card).outcome == ""
    completed(page)
    panel(page)._timer.timeout.emit()
    assert panel(page).isHidden()


def test_time_waits_while_something_is_typed_and_leaving_saves_it(page: BoardPage) -> None:
    card = completed(page)
    QTest.keyClicks(panel(page).line, "Now I can")
    panel(page)._timer.timeout.emit()
    assert panel(page).isVisible()
    page.flush()
    assert panel(page).isHidden()
    assert row_of(page, card).outcome == "Now I can"


def test_an_address_that_is_none_keeps_it_open(page: BoardPage) -> None:
    card = completed(page)
    failed: list[str] = []
    page.context.failed.connect(lambda sentence, _again: failed.append(sentence))
    panel(page).link.setFocus()
    QTest.keyClicks(panel(page).link, "not an address")
    QTest.keyClick(panel(page).link, Key.Key_Return)
    assert len(failed) == 1
    assert panel(page).isVisible()
    assert row_of(page, card).outcome_url == ""
    panel(page).put_away()


def test_it_goes_when_the_completion_is_taken_back(page: BoardPage) -> None:
    completed(page)
    page.context.planner.undo()
    assert panel(page).isHidden()


def test_several_completions_at_once_ask_nothing(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Down, Shift)
    press(page, Key.Key_D)
    assert "outcome" not in page.cards.__dict__


def test_o_asks_again_for_a_done_card_and_says_so_of_another(page: BoardPage) -> None:
    card = completed(page)
    panel(page).put_away()
    page.view.choose_card(card)
    press(page, Key.Key_O)
    assert panel(page).isVisible()
    panel(page).put_away()
    said = toasts(page)
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_O)
    assert said == [(f"“{row_of(page, cards(page)[0]).title}” is not done yet", False)]


def linked(page: BoardPage, *levels: float) -> int:
    """A card that shows skills at these levels, with the focus on it."""
    planner = page.context.planner
    (card,) = planner.run(AddActivity("Own work", kind="project", step_id=StepId(1))).added("activity")
    for number, level in enumerate(levels):
        planner.run(SetActivitySkill(ActivityId(card), SkillId(number + 1), level))
    settle()
    page.view.choose_card(card)
    return card


def shown_levels(page: BoardPage, card: int) -> list[float]:
    return [found.level for found in page.context.planner.read(activity_card, card).skills]


def test_a_completion_asks_whether_it_shows_the_level_and_says_what_that_means(page: BoardPage) -> None:
    linked(page, 3.0)
    press(page, Key.Key_D)
    asked = panel(page).skills
    assert asked.isVisible()
    skill = page.context.planner.read(skill_card, 1, page.context.planner.today())
    assert asked.question.text() == f"Does this show level 3 of {skill.skill.name}?"
    assert asked.sentence.text() == next(rung.text for rung in skill.rubric if rung.level == 3)
    assert page.rect().contains(panel(page).geometry())
    assert panel(page).height() >= asked.height() + panel(page).line.height()
    asked.yes.click()
    assert asked.isHidden()


def test_lower_is_one_key_and_part_of_the_completion(page: BoardPage) -> None:
    card = linked(page, 3.0)
    before = page.context.planner.history().undo
    press(page, Key.Key_D)
    press(page, Key.Key_Minus)
    assert shown_levels(page, card) == [2.5]
    assert "level 2.5" in panel(page).skills.question.text()
    press(page, Key.Key_Minus)
    assert shown_levels(page, card) == [2.0]
    page.context.planner.undo()
    assert page.context.planner.history().undo == before
    assert shown_levels(page, card) == [3.0]
    assert row_of(page, card).status == TO_DO


def test_several_skills_are_asked_one_after_the_other(page: BoardPage) -> None:
    card = linked(page, 2.0, 4.0)
    press(page, Key.Key_D)
    asked = panel(page).skills
    assert "level 4" in asked.question.text()
    asked.less.click()
    assert "level 3.5" in asked.question.text()
    asked.yes.click()
    assert "level 2" in asked.question.text()
    asked.yes.click()
    assert not asked.is_asking()
    assert sorted(shown_levels(page, card)) == [2.0, 3.5]


def test_what_a_kind_cannot_show_is_not_asked_for(page: BoardPage) -> None:
    planner = page.context.planner
    card = linked(page, 4.0)
    planner.run(ChangeKind(ActivityId(card), "reading"))
    page.view.choose_card(card)
    press(page, Key.Key_D)
    assert "level 2" in panel(page).skills.question.text()
    press(page, Key.Key_Minus)
    assert shown_levels(page, card) == [1.5]


def test_the_question_follows_the_plan(page: BoardPage) -> None:
    planner = page.context.planner
    card = ActivityId(linked(page, 3.0, 2.0))
    press(page, Key.Key_D)
    asked = panel(page).skills
    planner.run(SetActivitySkill(card, SkillId(1), 1.0))
    assert "level 1" in asked.question.text()
    press(page, Key.Key_Minus)
    assert sorted(shown_levels(page, card)) == [0.5, 2.0]
    planner.run(RemoveSkill(SkillId(1)))
    assert "level 2" in asked.question.text()
    planner.run(SetActivitySkill(card, SkillId(2), None))
    assert asked.isHidden()
    planner.run(TrashActivities((card,)))
    assert panel(page).isHidden()


def test_a_lower_level_that_is_taken_back_is_asked_again(page: BoardPage) -> None:
    card = linked(page, 3.0)
    page.cards.outcome.offer(ActivityId(card), None)
    press(page, Key.Key_Minus)
    assert "level 2.5" in panel(page).skills.question.text()
    page.context.planner.undo()
    assert "level 3" in panel(page).skills.question.text()


def test_a_completion_in_the_inspector_is_asked_about_too_and_undo_is_not(page: BoardPage) -> None:
    planner = page.context.planner
    card = linked(page, 3.0)
    planner.run(MoveActivities((ActivityId(card),), "done"))
    assert panel(page).isVisible()
    assert panel(page).skills.is_asking()
    planner.undo()
    assert panel(page).isHidden()
    planner.redo()
    assert panel(page).isHidden()


def test_time_waits_while_its_buttons_have_the_focus(page: BoardPage) -> None:
    linked(page, 3.0)
    press(page, Key.Key_D)
    panel(page).skills.less.setFocus()
    panel(page)._timer.timeout.emit()
    assert panel(page).isVisible()
    panel(page).put_away()
    assert page.view.hasFocus()


def test_minus_does_nothing_while_nothing_is_asked(page: BoardPage) -> None:
    before = page.context.planner.history().undo
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Minus)
    assert page.context.planner.history().undo == before
    linked(page)
    press(page, Key.Key_D)
    assert panel(page).skills.isHidden()
    done = page.context.planner.history().undo
    press(page, Key.Key_Minus)
    assert page.context.planner.history().undo == done
