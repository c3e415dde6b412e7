"""Cards by way of the clipboard, duplicates, and moving by typing where to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities
from planner.services.queries.board import DOING, DONE, TO_DO
from planner.ui.board.page import BoardPage
from planner.ui.shell.command_palette import CommandPalette
from tests.ui.board.board_hands import Key, cards, press, row_of, toasts

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def titles(page: BoardPage, ids: list[int]) -> list[str]:
    return [row_of(page, each).title for each in ids]


def test_cut_cards_move_behind_the_card_with_the_focus(page: BoardPage) -> None:
    ids = list(cards(page))
    page.view.choose_card(ids[0])
    press(page, Key.Key_Down, Shift)
    press(page, Key.Key_X, Ctrl)
    assert page.view.faded == set(ids[:2])
    page.view.choose_card(ids[3])
    press(page, Key.Key_V, Ctrl)
    assert cards(page)[:4] == [ids[2], ids[3], ids[0], ids[1]]
    assert page.view.selected_cards() == (ids[0], ids[1])
    assert not page.view.faded
    page.context.planner.undo()
    assert cards(page) == ids


def test_cut_cards_move_to_another_column_and_take_its_dates(page: BoardPage) -> None:
    ids = list(cards(page))
    page.context.planner.run(MoveActivities((ActivityId(ids[4]),), status=DOING))
    page.view.choose_card(ids[0])
    press(page, Key.Key_X, Ctrl)
    page.view.choose_card(ids[4])
    press(page, Key.Key_V, Ctrl)
    assert cards(page, DOING) == [ids[4], ids[0]]
    assert row_of(page, ids[0]).started_on is not None


def test_on_the_head_of_a_step_cut_cards_change_the_step_and_keep_their_status(page: BoardPage) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_X, Ctrl)
    press(page, Key.Key_End)
    while page.view.current_card() is not None:
        press(page, Key.Key_Down)
    key = page.view.current_lane()
    press(page, Key.Key_V, Ctrl)
    assert (row_of(page, card).step_id, row_of(page, card).status) == (key, TO_DO)


def test_escape_leaves_cut_cards_where_they_are_and_their_titles_in_the_clipboard(page: BoardPage) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_X, Ctrl)
    press(page, Key.Key_Escape)
    assert not page.view.faded
    assert QGuiApplication.clipboard().text() == f"- [ ] {row_of(page, card).title}\n"


def test_copying_gives_a_checklist_to_others_and_duplicates_here(page: BoardPage) -> None:
    ids = list(cards(page))
    page.context.planner.run(MoveActivities((ActivityId(ids[1]),), status=DONE))
    first, done = row_of(page, ids[0]).title, row_of(page, ids[1]).title
    said = toasts(page)
    page.view.choose_card(ids[0])
    page.view.select_cards([ids[0], ids[1]])
    press(page, Key.Key_C, Ctrl)
    assert said == [("2 titles copied", False)]
    assert QGuiApplication.clipboard().text() == f"- [ ] {first}\n- [x] {done}\n"
    press(page, Key.Key_V, Ctrl)
    assert titles(page, cards(page)[-2:]) == [first, done]
    assert page.view.current_card() == cards(page)[-2]
    assert page.context.planner.history().undo == "Duplicate 2 activities"


def test_lines_of_text_become_activities_in_the_column_with_the_focus(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[0])
    put("- [ ] From elsewhere #ml ~2h\nSecond line")
    press(page, Key.Key_V, Ctrl)
    assert titles(page, cards(page)[-2:]) == ["From elsewhere", "Second line"]
    assert row_of(page, cards(page)[-2]).estimate_minutes == 120
    assert page.view.selected_cards() == tuple(cards(page)[-2:])
    page.context.planner.undo()
    assert "From elsewhere" not in titles(page, cards(page))


def test_many_lines_are_added_only_after_a_question(page: BoardPage) -> None:
    before = len(cards(page))
    put("\n".join(f"Line {n}" for n in range(21)))
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_V, Ctrl)
    assert len(cards(page)) == before
    box = page.cards.clipboard.question
    assert box is not None
    assert box.text.text() == "Add 21 activities, one for each line?"
    box.reject()
    assert len(cards(page)) == before
    press(page, Key.Key_V, Ctrl)
    again = page.cards.clipboard.question
    assert again is not None
    again.accept()
    assert len(cards(page)) == before + 21


def test_an_empty_clipboard_is_refused_in_one_sentence(page: BoardPage) -> None:
    said: list[str] = []
    page.context.failed.connect(lambda sentence, _again: said.append(sentence))
    put("")
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_V, Ctrl)
    assert said == ["There is no line of text to add. Copy some first."]


def test_a_duplicate_stands_behind_its_original_and_has_the_focus(page: BoardPage) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_D, Ctrl)
    copy = cards(page)[1]
    assert row_of(page, copy).title == row_of(page, card).title
    assert page.view.current_card() == copy
    page.context.planner.undo()
    assert copy not in cards(page)


def palette(page: BoardPage) -> CommandPalette:
    assert page.cards.mover.palette is not None
    return page.cards.mover.palette


def offered(page: BoardPage) -> list[str]:
    model = palette(page).list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_m_moves_to_what_is_typed(page: BoardPage) -> None:
    card, step = cards(page)[0], page.content.steps[2]
    page.view.choose_card(card)
    press(page, Key.Key_M)
    assert offered(page)[:3] == ["In progress", "Done", "Skipped"]
    QTest.keyClicks(palette(page).field, step.name)
    assert offered(page)[0] == step.name
    QTest.keyClicks(palette(page).field, ": in pro")
    assert offered(page)[0] == f"{step.name}: In progress"
    QTest.keyClick(palette(page).field, Key.Key_Return)
    assert (row_of(page, card).step_id, row_of(page, card).status) == (step.step_id, DOING)
    assert palette(page).isHidden()
    page.context.planner.undo()
    assert row_of(page, card).status == TO_DO


def test_m_names_what_it_moves_and_leaves_out_where_that_is(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Down, Shift)
    press(page, Key.Key_M)
    assert palette(page).field.accessibleName() == "Move 2 cards to…"
    assert "To do" not in offered(page)
    assert page.content.steps[0].name not in offered(page)
    QTest.keyClick(palette(page).field, Key.Key_Escape)
    assert palette(page).isHidden()
