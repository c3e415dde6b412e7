"""Several cards at once: Ctrl+A and Esc, the line that says how many, and the dialog that edits them."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import MoveActivities
from planner.services.queries.board import DOING, TO_DO
from planner.storage.schema import activity_skill, activity_tag, deadline, tag
from planner.ui.board.edit_dialog import KEEP, NONE, SET, EditDialog
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import Key, Left, NoModifier, cards, press, row_of, toasts

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def dialog_of(page: BoardPage) -> EditDialog:
    assert page.cards.many.dialog is not None
    return page.cards.many.dialog


def line_shown(page: BoardPage) -> bool:
    return page.cards.many.line is not None and page.cards.many.line.isVisible()


def choose(page: BoardPage, *ids: int) -> None:
    page.view.choose_card(ids[0])
    for each in ids[1:]:
        QTest.mouseClick(page.view.viewport(), Left, Ctrl, visible(page, each))


def visible(page: BoardPage, activity_id: int) -> QPoint:
    return page.view.visualRect(page.model.index(page.model.row_of_card(activity_id))).center()


def test_control_and_a_selects_the_column_then_all_that_are_shown(page: BoardPage) -> None:
    ids = list(cards(page))
    page.context.planner.run(MoveActivities((ActivityId(ids[0]),), status=DOING))
    page.view.choose_card(ids[1])
    press(page, Key.Key_A, Ctrl)
    assert set(page.view.selected_cards()) == set(cards(page))
    press(page, Key.Key_A, Ctrl)
    assert set(page.view.selected_cards()) == {*cards(page), *cards(page, DOING)}
    assert page.view.current_card() == ids[1]


def test_from_the_head_of_a_step_all_of_its_cards_are_selected(page: BoardPage) -> None:
    press(page, Key.Key_Home)
    press(page, Key.Key_A, Ctrl)
    assert set(page.view.selected_cards()) == set(cards(page))
    assert page.view.current_card() == cards(page)[0]


def test_escape_gives_the_selection_back_to_one_and_then_to_others(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[2])
    press(page, Key.Key_A, Ctrl)
    press(page, Key.Key_Escape)
    assert page.view.selected_cards() == (cards(page)[2],)
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, NoModifier)
    page.view.keyPressEvent(again)
    assert not again.isAccepted()  # so that it closes what else is open


def test_the_mouse_selects_one_some_and_a_row_of_them(page: BoardPage) -> None:
    ids = cards(page)
    port = page.view.viewport()
    QTest.mouseClick(port, Left, NoModifier, visible(page, ids[0]))
    QTest.mouseClick(port, Left, Ctrl, visible(page, ids[2]))
    assert page.view.selected_cards() == (ids[0], ids[2])
    QTest.mouseClick(port, Left, Ctrl, visible(page, ids[0]))
    assert page.view.selected_cards() == (ids[2],)
    QTest.mouseClick(port, Left, NoModifier, visible(page, ids[0]))
    QTest.mouseClick(port, Left, Shift, visible(page, ids[2]))
    assert page.view.selected_cards() == tuple(ids[:3])


def test_a_line_tells_how_many_while_several_are_selected(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[0])
    assert not line_shown(page)
    press(page, Key.Key_Down, Shift)
    line = page.cards.many.line
    assert line is not None
    assert line.count.text() == "2 selected"
    line.back.click()
    assert not line_shown(page)
    assert page.view.selected_cards() == (cards(page)[1],)


def test_a_line_stays_right_while_cards_change(page: BoardPage) -> None:
    choose(page, *cards(page)[:3])
    page.context.planner.run(MoveActivities((ActivityId(cards(page)[0]),), status="skipped"))
    assert page.cards.many.line is not None
    assert page.cards.many.line.count.text() == "2 selected"


def test_e_opens_one_card_and_edits_several(page: BoardPage) -> None:
    opened: list[int] = []
    page.context.activity_opened.connect(opened.append)
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_E)
    assert opened == [cards(page)[0]]
    assert page.cards.many.dialog is None


def test_the_dialog_changes_only_what_was_chosen_in_one_step(page: BoardPage) -> None:
    ids = list(cards(page))[:3]
    before = [row_of(page, each) for each in ids]
    choose(page, *ids)
    said = toasts(page)
    press(page, Key.Key_E)
    dialog = dialog_of(page)
    assert dialog.windowTitle() == "Edit 3 activities"
    assert {dialog.status.value(), dialog.step.value(), dialog.kind.value(), dialog.due.value()} == {KEEP}
    assert dialog.status.currentText() == "As it is: To do"
    assert not dialog.save.isEnabled()
    dialog.priority.set_value(3)
    dialog.status.set_value("in_progress")
    dialog.tags.field.setText("deep, #work")
    skill = dialog.skills._choices[0]
    dialog.skills.add(SkillId(skill.id), skill.name, 1.5)
    assert dialog.save.isEnabled()
    dialog.save.click()
    assert page.cards.many.dialog is None
    assert {(row_of(page, each).status, row_of(page, each).priority) for each in ids} == {("in_progress", 3)}
    assert page.context.planner.history().undo == "Edit 3 activities"
    assert said == [("3 activities changed", True)]
    levels = page.context.planner.read(
        lambda reader: reader.scalars(
            select(activity_skill.c.level).where(
                activity_skill.c.activity_id.in_(ids), activity_skill.c.skill_id == skill.id
            )
        ).all()
    )
    assert set(levels) == {1.5}
    page.context.planner.undo()
    assert [row_of(page, each) for each in ids] == before
    assert page.view.selected_cards() == tuple(ids)


def test_mixed_values_are_shown_as_such_and_stay(page: BoardPage) -> None:
    ids = list(cards(page))[:2]
    page.context.planner.run(MoveActivities((ActivityId(ids[0]),), status=DOING))
    choose(page, *ids)
    page.cards.many.edit()
    dialog = dialog_of(page)
    assert dialog.status.currentText() == "As it is: mixed"
    dialog.priority.set_value(1)
    dialog.save.click()
    assert [row_of(page, each).status for each in ids] == [DOING, TO_DO]


def test_a_tag_is_struck_out_and_a_date_set_or_cleared(page: BoardPage) -> None:
    ids = list(cards(page))[:2]
    names = select(tag.c.name).join(activity_tag, activity_tag.c.tag_id == tag.c.id)
    of_them = names.where(activity_tag.c.activity_id.in_(ids))
    dates = select(deadline.c.on_date).where(deadline.c.activity_id.in_(ids), deadline.c.kind == "due")
    read = page.context.planner.read
    choose(page, *ids)
    page.cards.many.edit()
    dialog_of(page).tags.field.setText("gone")
    dialog_of(page).save.click()
    page.cards.many.edit()
    dialog = dialog_of(page)
    chip = next(chip for chip in dialog.tags.chips if chip.use.name == "gone")
    chip.click()
    dialog.due.set_value(SET)
    assert not dialog.date.isHidden()
    dialog.date.setText("2026-12-24")
    dialog.save.click()
    assert "gone" not in read(lambda reader: reader.scalars(of_them).all())
    assert read(lambda reader: reader.scalars(dates).all()) == ["2026-12-24"] * 2
    page.cards.many.edit()
    dialog_of(page).due.set_value(NONE)
    dialog_of(page).save.click()
    assert read(lambda reader: reader.scalars(dates).all()) == []


def test_a_date_that_cannot_be_read_keeps_the_dialog_open(page: BoardPage) -> None:
    choose(page, *cards(page)[:2])
    page.cards.many.edit()
    dialog = dialog_of(page)
    dialog.due.set_value(SET)
    dialog.date.setText("sometime")
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.date.property("invalid")
    dialog.reject()


def test_enter_in_the_field_of_tags_adds_a_chip_that_can_be_removed(page: BoardPage, qtbot: QtBot) -> None:
    choose(page, *cards(page)[:2])
    page.cards.many.edit()
    dialog = dialog_of(page)
    dialog.activateWindow()
    dialog.tags.field.setFocus()
    qtbot.waitUntil(dialog.tags.field.hasFocus)
    QTest.keyClicks(dialog.tags.field, "later")
    QTest.keyClick(dialog.tags.field, Key.Key_Return)
    assert dialog.isVisible()
    assert list(dialog.tags.new_chips) == ["later"]
    dialog.tags.new_chips["later"].removed.emit()
    assert not dialog.tags.added
    assert dialog.action() is None
    dialog.reject()
