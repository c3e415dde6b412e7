"""The ring of the keyboard focus: shown by any use of the keyboard, hidden by the mouse, kept while one is away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.ui.widgets import focus_visible
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus

Key = Qt.Key
Reason = Qt.FocusReason


class View(FocusVisible, QListView):
    """A list with three rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setModel(QStringListModel(["one", "two", "three"], self))


@pytest.fixture(autouse=True)
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key was pressed yet."""
    monkeypatch.setattr(focus_visible._LastInput, "by_keyboard", False)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[View]:
    window = QWidget()
    column = QVBoxLayout(window)
    made = View()
    column.addWidget(QLineEdit())
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    window.close()


def ringed(view: View) -> bool:
    return view.focus_visible


def field(view: View) -> QLineEdit:
    found = view.window().findChild(QLineEdit)
    assert found is not None
    return found


def test_focus_that_nobody_brought_by_key_has_no_ring(view: View) -> None:
    assert view.hasFocus()
    assert not ringed(view)


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Space, Key.Key_Escape])
def test_a_key_shows_it_and_the_mouse_hides_it(view: View, key: Qt.Key) -> None:
    QTest.keyClick(view, key)
    assert ringed(view)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not ringed(view)
    QTest.keyClick(view, key)
    assert ringed(view)


def test_a_key_that_is_a_shortcut_shows_it_too(view: View, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+Right"), view)
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(view, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert ringed(view)


def test_a_modifier_that_is_held_for_a_click_does_not(view: View) -> None:
    QTest.keyClick(view, Key.Key_Control)
    assert not ringed(view)


def test_tab_shows_it(view: View) -> None:
    field(view).setFocus()
    QTest.keyClick(field(view), Key.Key_Tab)
    assert ringed(view)
    field(view).setFocus()
    assert not ringed(view)


@pytest.mark.parametrize("reason", [Reason.TabFocusReason, Reason.BacktabFocusReason, Reason.ShortcutFocusReason])
def test_focus_by_the_keyboard_shows_it(view: View, reason: Qt.FocusReason) -> None:
    field(view).setFocus()
    view.setFocus(reason)
    assert ringed(view)


def test_focus_from_the_program_follows_what_was_pressed_last_anywhere_in_the_window(view: View) -> None:
    native = view.window().windowHandle()
    field(view).setFocus()
    QTest.keyClick(native, Key.Key_A)
    view.setFocus()
    assert ringed(view)
    field(view).setFocus()
    QTest.mouseClick(native, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    view.setFocus()
    assert not ringed(view)


def test_coming_back_to_the_window_changes_nothing(view: View) -> None:
    for shown in (False, True):
        if shown:
            QTest.keyClick(view, Key.Key_Down)
        for reason in (Reason.ActiveWindowFocusReason, Reason.PopupFocusReason):
            QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, reason))
            assert ringed(view) is shown


def test_a_delegate_asks_whether_to_draw_it(view: View) -> None:
    option = QStyleOptionViewItem()
    option.widget = view
    option.state |= QStyle.StateFlag.State_HasFocus
    assert not shows_focus(option)
    QTest.keyClick(view, Key.Key_Down)
    assert shows_focus(option)
    option.state &= ~QStyle.StateFlag.State_HasFocus
    assert not shows_focus(option)
