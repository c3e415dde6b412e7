"""Hands on a board page: the page shown, its cards and places found, keys pressed, cards dragged."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from planner.domain.model import Activity
from planner.services.queries.board import TO_DO
from planner.storage.schema import activity
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part, Section
from planner.ui.shell.page import PageContext

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
NoModifier = Qt.KeyboardModifier.NoModifier


def shown(qtbot: QtBot, context: PageContext) -> BoardPage:
    made = BoardPage(context)
    qtbot.addWidget(made)
    context.planner.subscribe(made.apply_change)
    made.resize(1080, 700)
    made.reload()
    made.show()
    made.view.setFocus()
    return made


def screen_of(page: BoardPage) -> QImage:
    """What the window shows, not what it would paint anew."""
    return page.screen().grabWindow(page.winId()).toImage()


def row_of(page: BoardPage, activity_id: int) -> Activity:
    planner = page.context.planner
    found = planner.read(lambda reader: reader.execute(select(activity).where(activity.c.id == activity_id)).one())
    return Activity._make(found)


def cards(page: BoardPage, column: str = TO_DO, lane: int = 0) -> list[int]:
    key = page.content.steps[lane].step_id
    section = page.model.section(Part.CARDS, key, column)
    assert section is not None
    return section.ids


def middle(page: BoardPage, activity_id: int) -> QPoint:
    page.view.choose_card(activity_id)
    return page.view.visualRect(page.model.index(page.model.row_of_card(activity_id))).center()


def lane_place(page: BoardPage, lane: int) -> QPoint:
    row = page.model.row_of(Part.LANE, page.content.steps[lane].step_id)
    page.view.scrollTo(page.model.index(row))
    return page.view.visualRect(page.model.index(row)).center()


def press(page: BoardPage, key: Key, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    QTest.keyClick(page.view, key, modifier)


def drag(page: BoardPage, start: QPoint, end: QPoint) -> None:
    port = page.view.viewport()
    QTest.mousePress(port, Left, NoModifier, start)
    QTest.mouseMove(port, start + QPoint(12, 4))
    QTest.mouseMove(port, end)


def drop(page: BoardPage, start: QPoint, end: QPoint) -> None:
    drag(page, start, end)
    QTest.mouseRelease(page.view.viewport(), Left, NoModifier, end)


def toasts(page: BoardPage) -> list[tuple[str, bool]]:
    said: list[tuple[str, bool]] = []
    page.context.toast_requested.connect(lambda text, undo: said.append((text, undo)))
    return said


def is_typing(page: BoardPage) -> bool:
    return page.in_place.editor is not None


def section_at(page: BoardPage, column: str, lane: int = 0) -> Section:
    found = page.model.section(Part.CARDS, page.content.steps[lane].step_id, column)
    assert found is not None
    return found
