"""A line of the checklist becomes an activity from the inspector: by key and by menu."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from planner.domain.words import ActivityId
from planner.services.actions.parts import AddChecklistItem
from tests.ui.inspector.conftest import Bench


def fill(bench: Bench) -> None:
    activity_id = ActivityId(bench.open())
    for item in bench.card().checklist:
        bench.view.checklist.remove(next(row for row in bench.view.checklist.rows if row.item == item))
    for text in ("one", "two", "three"):
        bench.planner.run(AddChecklistItem(activity_id, text))


def texts(bench: Bench) -> list[str]:
    return [item.text for item in bench.card().checklist]


def test_alt_and_enter_make_a_line_an_activity(bench: Bench) -> None:
    fill(bench)
    said: list[tuple[str, bool]] = []
    bench.view.context.toast_requested.connect(lambda text, undo: said.append((text, undo)))
    box = bench.view.checklist.rows[1].box
    box.setFocus()
    bench.qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert texts(bench) == ["one", "three"]
    assert said == [("“two” is an activity of its own now", True)]
    assert bench.view.checklist.rows[1].box.hasFocus()
    bench.planner.undo()
    assert texts(bench) == ["one", "two", "three"]


def test_the_menu_of_a_line_offers_it(bench: Bench) -> None:
    fill(bench)
    box = bench.view.checklist.rows[0].box
    assert "Alt+Enter" in box.accessibleDescription()
    box.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), box.mapToGlobal(QPoint(4, 4))))
    menu = box.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == "Make it an activity").trigger()
    menu.close()
    assert texts(bench) == ["two", "three"]
