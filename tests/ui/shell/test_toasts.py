"""Toasts: where they stand, and when they go."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from planner.services.actions.activities import AddActivity
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.toasts import ASKING_LINE
from planner.ui.shell.unsaved_bar import UnsavedBar
from planner.ui.shell.window import MainWindow
from tests.ui.shell.sample_pages import SamplePage
from tests.ui.walk import settle


def page(shell: MainWindow, page_id: str) -> SamplePage:
    found = shell.pages.page(page_id)
    assert isinstance(found, SamplePage)
    return found


def said(shell: MainWindow) -> str:
    """What the toast says; empty if there is none."""
    return "" if shell.toasts.current is None else shell.toasts.current.text


def test_a_toast_does_not_cover_what_is_typed_in(shell: MainWindow) -> None:
    field = QLineEdit(page(shell, "one"))
    field.setGeometry(200, page(shell, "one").height() - 60, 400, 32)
    field.show()
    field.setFocus()
    toast = shell.toasts.show("Something that is said", lasting=True)
    assert not toast.geometry().intersects(
        field.geometry().translated(field.mapTo(shell.area, field.rect().topLeft()) - field.pos())
    )
    field.hide()


def test_a_toast_does_not_cover_the_item_with_the_focus(shell: MainWindow) -> None:
    items = QListWidget(page(shell, "one"))
    items.addItems([f"Item {number}" for number in range(60)])
    items.setGeometry(0, 0, page(shell, "one").width(), page(shell, "one").height())
    items.show()
    items.setFocus()
    for row in range(items.count()):
        items.setCurrentRow(row)
        toast = shell.toasts.show("Something that is said", lasting=True)
        item = items.visualRect(items.currentIndex())
        place = QRect(items.viewport().mapTo(shell.area, item.topLeft()), item.size())
        assert not toast.geometry().intersects(place), row
    # Also where the focus comes to an item only after the toast.
    items.setCurrentRow(0)
    toast = shell.toasts.show("Something that is said", lasting=True)
    below = items.indexAt(items.viewport().mapFrom(shell.area, toast.geometry().center()))
    items.setCurrentRow(below.row())
    settle()
    item = items.visualRect(items.currentIndex())
    assert not toast.geometry().intersects(QRect(items.viewport().mapTo(shell.area, item.topLeft()), item.size()))
    items.hide()


def test_undo_in_a_toast_goes_with_the_next_change(shell: MainWindow) -> None:
    run = shell.context.run
    change = run(AddActivity("One"))
    assert change is not None
    shell.context.tell(change)
    assert said(shell) == "“One” was added to Inbox"
    run(AddActivity("Two"))
    assert said(shell) == "", "its button would undo something else"
    shell.undo()
    assert said(shell) == "Undone: Add “Two”"
    run(AddActivity("Three"))
    assert said(shell) == "", "there is nothing left to redo"


def test_a_toast_leaves_room_for_a_line_that_asks(shell: MainWindow) -> None:
    line = QLineEdit(page(shell, "one"))
    line.setObjectName(ASKING_LINE)
    line.setGeometry(100, page(shell, "one").height() - 80, 600, 40)
    line.show()
    toast = shell.toasts.show("Something that is said")
    assert not toast.geometry().intersects(QRect(line.mapTo(shell.area, line.rect().topLeft()), line.size()))
    line.hide()


def test_down_and_return_lead_from_the_filter_to_the_page(shell: MainWindow) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        shell.header.open_filter()
        settle()
        assert shell.header.filter_field.hasFocus()
        QTest.keyClick(shell.header.filter_field, key)
        assert not shell.header.filter_field.hasFocus()


def test_a_toast_waits_while_the_keyboard_is_in_it_and_gives_it_back(shell: MainWindow, qtbot: QtBot) -> None:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    field = QLineEdit(page(shell, "one"))
    field.show()
    field.setFocus()
    toast = shell.toasts.show("Something that is said", "Undo", lambda: None)
    assert toast.button is not None
    assert toast._timer.isActive()
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not toast._timer.isActive()
    field.setFocus()
    assert toast._timer.isActive()
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(toast.button, Qt.Key.Key_Return)
    assert shell.toasts.current is None
    assert field.hasFocus()


def test_what_came_and_what_is_wrong_is_told_to_a_screen_reader(
    shell: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_aloud: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said_aloud.append(event.message()))
    shell.toasts.show("Something that is said")
    bar = UnsavedBar(shell.context.theme, shell)
    for _ in range(2):  # once, however often it is shown
        bar.show_waiting("Not saved: Add “Book”", "The disk is full.")
    form = FormDialog(shell.context.theme, shell.context.planner.today, "A form", "Save", shell)
    form.refuse("This is not a day.")
    assert said_aloud == ["Something that is said", "Not saved: Add “Book”. The disk is full.", "This is not a day."]
