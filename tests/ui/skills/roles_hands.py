"""Hands of the tests of the target roles: where things stand in the dialog, and how they are typed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from planner.services.queries.roles import RolesView, WantedSkill, roles_view
from planner.ui.skills.roles.dialog import RolesDialog
from planner.ui.skills.roles.target_list import TargetList
from tests.ui.walk import settle

Key = Qt.Key


def view(dialog: RolesDialog) -> RolesView:
    return dialog._context.planner.read(roles_view, dialog._view.shown)


def names(dialog: RolesDialog) -> list[str]:
    return [dialog.roles.item(row).text() for row in range(dialog.roles.count())]


def wanted(dialog: RolesDialog, skill_id: int) -> tuple[float | None, int | None]:
    row = next(row for row in view(dialog).skills if row.id == skill_id)
    return row.level, row.weight


def go_to(dialog: RolesDialog, row: int) -> WantedSkill:
    """Put the focus on a row of the list."""
    dialog.targets.setFocus()
    dialog.targets.setCurrentIndex(dialog.targets.targets.index(row))
    line = dialog.targets.current_line()
    assert isinstance(line, WantedSkill)
    return line


def dots_of(targets: TargetList, row: int, level: float) -> QPoint:
    index = targets.targets.index(row)
    targets.scrollTo(index)
    box = targets.drawing.dots(targets.visualRect(index))
    return QPoint(box.left() + round((level * 2 - 0.5) * 9.5), box.center().y())


def press(widget: QAbstractItemView | QLineEdit, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def editor_of(dialog: RolesDialog) -> QLineEdit:
    editor = dialog.targets.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    return editor


def retype(dialog: RolesDialog, text: str) -> None:
    """Type another name over the line with the focus, and finish by Enter."""
    press(dialog.targets, Key.Key_F2)
    editor = editor_of(dialog)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    press(editor, Key.Key_Return)
    settle()
