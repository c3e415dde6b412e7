"""What opens on the board beside its cards, in the pseudo language: translated, and with room for longer words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities
from planner.services.actions.limits import SetLimit
from planner.services.queries.board import TO_DO
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene, show
from tests.ui.test_pseudo_language import SIZES, complain
from tests.ui.walk import settle


@pytest.fixture
def page(foreign_window: MainWindow) -> BoardPage:
    """The board in the small window, with the focus on a card."""
    show(foreign_window, (1100, 700))
    foreign_window.go("board")
    settle()
    made = foreign_window.pages.page("board")
    assert isinstance(made, BoardPage)
    made.view.choose_card(first_column(made)[0])
    return made


def first_column(page: BoardPage) -> list[int]:
    return next(
        section.ids
        for section in page.model.sections
        if section.part is Part.CARDS and section.column == TO_DO and len(section) > 1
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_line_and_the_dialog_of_several(
    foreign_window: MainWindow, page: BoardPage, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, size)
    page.view.selectAll()
    settle()

    def scenes() -> Iterator[Scene]:
        yield Scene("many selected", foreign_window)
        page.cards.many.edit()
        settle()
        dialog = page.cards.many.dialog
        assert dialog is not None
        dialog.due.setCurrentIndex(1)
        settle()
        yield Scene("edit together", dialog)
        dialog.reject()

    complain(scenes(), monkeypatch)


def test_a_column_over_its_limit(
    foreign_window: MainWindow, page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = first_column(page)[:3]
    page.context.planner.run(MoveActivities(tuple(map(ActivityId, ids)), status="in_progress"))
    page.context.planner.run(SetLimit("in_progress", 1))
    settle()

    def scenes() -> Iterator[Scene]:
        yield Scene("over the limit", foreign_window)
        page.arrange("steps")
        settle()
        yield Scene("over the limit, steps", foreign_window)
        page.limits.ask("in_progress", QPoint(300, 300))
        settle()
        field = page.limits.field
        assert field is not None
        yield Scene("another limit", field)
        field.close()

    complain(scenes(), monkeypatch)


def test_the_field_that_logs_time(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def scenes() -> Iterator[Scene]:
        page.cards.log.trigger()
        settle()
        field = page.cards.time.field
        assert field is not None
        yield Scene("log time", field)
        field.line.setText("90")
        settle()
        yield Scene("log time, typed", field)
        field.close()

    complain(scenes(), monkeypatch)


def test_what_came_of_it_and_where_to_move(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def scenes() -> Iterator[Scene]:
        page.commands.done.trigger()
        settle()
        yield Scene("what came of it", page.cards.outcome)
        page.cards.outcome.put_away()
        page.view.choose_card(first_column(page)[0])
        page.cards.move_to.trigger()
        settle()
        assert page.cards.mover.palette is not None
        yield Scene("move to", page.cards.mover.palette)
        page.cards.mover.palette.close_palette()

    complain(scenes(), monkeypatch)


def test_quick_add_with_its_list(
    foreign_window: MainWindow, page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scenes() -> Iterator[Scene]:
        page.add()
        settle()
        yield Scene("quick add", foreign_window)
        editor = page.in_place.editor
        assert editor is not None
        QTest.keyClicks(editor.line, "/")
        settle()
        yield Scene("quick add, steps", foreign_window)

    complain(scenes(), monkeypatch)
