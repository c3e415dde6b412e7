"""The shell for those who do not see it or read another language: names, roles, order, and room for longer words."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from planner.config.settings import Settings, SettingsFile
from planner.config.text import set_language
from planner.services.planner import Planner
from planner.ui.shell.commands import plain_text
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.shell.sample_pages import SampleInspector, sample_specs

NEED_A_NAME = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.Slider,
    QAccessible.Role.ProgressBar,
}


def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for index in range(node.childCount()):
        child = node.child(index)
        if not child.state().invisible:
            yield from walk(child)


def test_every_control_of_the_shell_has_a_name(shell: MainWindow) -> None:
    shell.open("activity", 1)
    shell.toast("Moved", undo=True)
    root = QAccessible.queryAccessibleInterface(shell)
    assert root is not None
    nameless = [
        f"{node.role()} {node.object()}"
        for node in walk(root)
        if node.role() in NEED_A_NAME and not node.text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_the_pages_are_radio_buttons_with_their_keys(shell: MainWindow) -> None:
    entries = [
        node
        for node in walk(QAccessible.queryAccessibleInterface(shell.sidebar))
        if node.role() == QAccessible.Role.RadioButton
    ]
    assert [node.text(QAccessible.Text.Name) for node in entries] == ["One", "Two", "Three"]
    assert [node.text(QAccessible.Text.Description) for node in entries] == ["Ctrl+1", "Ctrl+2", "Ctrl+3"]
    assert [bool(node.state().checked) for node in entries] == [True, False, False]


def test_tab_goes_from_the_sidebar_through_the_header_to_the_page(shell: MainWindow) -> None:
    shell.sidebar._entries["one"].setFocus()
    seen = []
    for _ in range(12):
        QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Tab)
        seen.append(shell.focusWidget().accessibleName())
    order = [seen.index(name) for name in ("Lanes", "Search or run", "Filter this page (Ctrl+F)", "Add", "one")]
    assert order == sorted(order), seen


def test_arrows_change_the_page_in_the_sidebar(shell: MainWindow) -> None:
    shell.sidebar._entries["one"].setFocus()
    QTest.keyClick(shell.sidebar._entries["one"], Qt.Key.Key_Down)
    assert shell.pages.current_id == "two"


@pytest.fixture
def pseudo(empty_library: Planner, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    set_language("pseudo")
    context = PageContext(empty_library, theme, SettingsFile())
    window = MainWindow(context, sample_specs(), Settings(), inspector=SampleInspector, animated=False)
    context.setParent(window)
    window.resize(1100, 700)
    with qtbot.waitSignal(window.settled):
        window.show()
    yield window
    window.toasts.clear()
    window.close()
    window.deleteLater()


def test_every_text_of_the_shell_is_translated(pseudo: MainWindow) -> None:
    pseudo.open_palette()
    pseudo.toast("[Ḿöṽéđ]", undo=True)
    from_the_pages = {"One", "Two", "Three", "one", "two", "three", "Lanes", "Steps", "View", "Pick for this week"}
    texts = {label.text() for label in pseudo.findChildren(QLabel)}
    texts |= {button.text() or button.accessibleName() for button in pseudo.findChildren(QAbstractButton)}
    texts |= {plain_text(action) for _command, action in pseudo.commands.everything()}
    plain = {text for text in texts if text and not text.startswith("[") and text not in from_the_pages}
    assert plain == set()


def test_longer_words_are_not_cut_at_1100_wide(pseudo: MainWindow) -> None:
    for button in (pseudo.header.add_button, *pseudo.header._fields.findChildren(QAbstractButton)):
        if button.isVisible() and button.text():
            assert button.geometry().right() <= pseudo.header.width()
            assert button.width() >= min(button.sizeHint().width(), 120)
    assert pseudo.header._title.width() >= pseudo.header._title.sizeHint().width()


def test_nothing_of_the_header_overlaps_at_the_smallest_size(shell: MainWindow) -> None:
    shell.resize(shell.minimumSize())
    parts = [shell.header._title, shell.header._fields, shell.header.filter_button, shell.header.add_button]
    edges = [(part.geometry().left(), part.geometry().right()) for part in parts]
    assert all(one[1] < other[0] for one, other in pairwise(edges))
    assert edges[-1][1] < shell.header.width()
