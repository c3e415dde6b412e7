"""Hands on the outline: its rows as a person reads them, steps unfolded, keys pressed, rows dragged."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from planner.ui.board.arrangements import OUTLINE
from planner.ui.board.outline.branches import Branch
from planner.ui.board.outline.columns import Column
from planner.ui.board.outline.panel import OutlinePanel
from planner.ui.board.outline.view import OutlineView
from planner.ui.board.page import BoardPage

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
NoModifier = Qt.KeyboardModifier.NoModifier
Control = Qt.KeyboardModifier.ControlModifier


def outlined(page: BoardPage) -> OutlinePanel:
    """The outline, chosen and with the focus."""
    page.arrange(OUTLINE)
    panel = page.arrangements.outline
    panel.view.setFocus()
    return panel


def steps(view: OutlineView) -> list[Branch]:
    return [branch for branch in view.outline.branches if branch.key is not None]


def index_of_step(view: OutlineView, number: int) -> QModelIndex:
    return view.outline.index_of_branch(steps(view)[number])


def rows(view: OutlineView, number: int = 0) -> list[int]:
    """The activities of a step as they stand."""
    return list(steps(view)[number].ids)


def texts(view: OutlineView, column: Column, number: int = 0) -> list[str]:
    parent = index_of_step(view, number)
    count = view.outline.rowCount(parent)
    return [str(view.outline.index(row, column, parent).data() or "") for row in range(count)]


def tree(view: OutlineView) -> list[tuple[str, list[int]]]:
    """Everything that was read: the name of each branch with its activities."""
    return [(branch.name, list(branch.ids) if branch.loaded else []) for branch in view.outline.branches]


def press(view: OutlineView, key: Key, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    QTest.keyClick(view, key, modifier)


def middle(view: OutlineView, index: QModelIndex) -> QPoint:
    view.scrollTo(index)
    return view.title_room(index).center()


def click(view: OutlineView, index: QModelIndex, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    QTest.mouseClick(view.viewport(), Left, modifier, middle(view, index))


def drag(view: OutlineView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Left, NoModifier, start)
    move(view, start + QPoint(12, 4))
    move(view, end)


def move(view: OutlineView, at: QPoint) -> None:
    """The pointer moves with its button held, which QTest does not say of a move."""
    port = view.viewport()
    where = QPointF(port.mapToGlobal(at))
    view.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Left, Left, NoModifier))


def is_dragging(view: OutlineView) -> bool:
    return view.mouse.dragging


def is_typing_below(panel: OutlinePanel) -> bool:
    return panel.adding.editor is not None and panel.adding.isVisible()


def drop(view: OutlineView, start: QPoint, end: QPoint) -> None:
    drag(view, start, end)
    QTest.mouseRelease(view.viewport(), Left, NoModifier, end)
