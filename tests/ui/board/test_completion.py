"""Tags, steps and skills are completed while an activity is typed on the board; the preview stays."""

from PySide6.QtTest import QTest
from sqlalchemy import select

from planner.domain.words import ActivityId
from planner.services.actions.tags import SetTags
from planner.storage.schema import activity_skill, skill
from planner.ui.board.editors import QuickAddEditor
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import Key, cards, press, row_of


def typing(page: BoardPage, text: str) -> QuickAddEditor:
    press(page, Key.Key_N)
    editor = page.in_place.editor
    assert isinstance(editor, QuickAddEditor)
    QTest.keyClicks(editor.line, text)
    return editor


def offered(editor: QuickAddEditor) -> list[str]:
    if editor.list is None or not editor.list.isVisible():
        return []
    model = editor.list.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_tab_takes_a_tag_and_goes_on_in_the_line(page: BoardPage) -> None:
    page.context.run(SetTags(ActivityId(cards(page)[0]), ("quixotic", "quick")))
    editor = typing(page, "Learn #qui")
    assert offered(editor) == ["quick", "quixotic"]
    QTest.keyClick(editor.line, Key.Key_Down)
    QTest.keyClick(editor.line, Key.Key_Tab)
    assert editor.line.text() == "Learn #quixotic "
    assert offered(editor) == []
    assert "#quixotic" in editor.preview.text()
    assert editor.line.hasFocus()


def test_enter_takes_a_step_and_the_next_enter_adds(page: BoardPage) -> None:
    step = page.content.steps[2]
    editor = typing(page, f"Learn /{step.name[:5].lower()}")
    assert offered(editor)[0] == step.name
    QTest.keyClick(editor.line, Key.Key_Return)
    assert editor.line.text() == f"Learn /{step.name} "
    QTest.keyClick(editor.line, Key.Key_Return)
    assert editor.line.text() == ""
    planner = page.context.planner
    assert planner.history().undo == "Add “Learn”"


def test_a_skill_is_shown_by_what_is_added(page: BoardPage) -> None:
    read = page.context.planner.read
    name = read(lambda reader: reader.scalars(select(skill.c.name).order_by(skill.c.id)).first())
    editor = typing(page, f"Learn +{str(name)[:6]}")
    assert name in offered(editor)
    while editor.list is not None and editor.list.current() != name:
        QTest.keyClick(editor.line, Key.Key_Down)
    QTest.keyClick(editor.line, Key.Key_Tab)
    assert editor.preview.text() == f"shows {name}"
    QTest.keyClick(editor.line, Key.Key_Return)
    added = cards(page)[-1]
    assert row_of(page, added).title == "Learn"
    levels = select(activity_skill.c.level).where(activity_skill.c.activity_id == added)
    assert read(lambda reader: reader.scalars(levels).all()) == [2.0]


def test_escape_puts_the_list_away_and_then_the_line(page: BoardPage) -> None:
    editor = typing(page, "Learn /")
    assert offered(editor)
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert offered(editor) == []
    assert page.in_place.editor is editor
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert page.in_place.editor is None


def test_a_press_takes_a_name_too(page: BoardPage) -> None:
    editor = typing(page, "Learn /")
    names = offered(editor)
    assert editor.list is not None
    editor.list.view.clicked.emit(editor.list.view.model().index(0, 0))
    assert editor.line.text() == f"Learn /{names[0]} "


def test_the_list_lies_inside_the_board(page: BoardPage) -> None:
    editor = typing(page, "Learn /")
    assert editor.list is not None
    assert page.view.viewport().rect().contains(editor.list.geometry())
    assert not editor.list.geometry().intersects(editor.line.geometry().translated(editor.pos()))
