"""Everything that a command or an action opens, by keyboard alone: the focus goes in, Esc closes, it comes back."""

from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.first_run_scenes import first_run_scenes
from tests.ui.scenes import (
    PAGES,
    Scene,
    kinds_with_an_activity,
    page_scenes,
    scenes_of_actions,
    scenes_of_commands,
    show,
)
from tests.ui.test_accessibility import complain, tabbable
from tests.ui.walk import place_of, settle, shown, windows_besides

#: What ends or changes the plan, or goes on in another window.
LEFT_OUT = {"file.quit", "file.backup", "edit.undo", "edit.redo", "help.sample"}


def faults_of_opening(window: MainWindow, name: str, act: Callable[[], object]) -> Iterator[str]:
    """What is wrong with what the act opens, if it opens anything beside the window."""
    window.activateWindow()
    window.go_by_key(window.pages.current_id)
    settle()
    before, there = QApplication.focusWidget(), windows_besides(window)
    act()
    settle()
    new = [each for each in windows_besides(window) if each not in there]
    for opened in new:
        focused = QApplication.focusWidget()
        if isinstance(opened, QDialog) and (focused is None or not opened.isAncestorOf(focused)):
            yield f"{name}: the keyboard is not in {type(opened).__name__}"
        kind = type(opened).__name__
        QTest.keyClick(keyboard(opened), Qt.Key.Key_Escape)
        settle()
        if isValid(opened) and opened.isVisible():
            yield f"{name}: Esc does not close {kind}"
            opened.close()
            settle()
    if new:
        window.activateWindow()  # what the desktop does when a dialog goes
        settle()
        after = QApplication.focusWidget()
        if after is not before:
            yield f"{name}: the keyboard was on {named(before)}, and is on {named(after)}"
    else:
        leave(window)


def keyboard(opened: QWidget) -> QWidget:
    """What hears the next key: in a popup, which takes all of them, or where the focus is."""
    popup: QWidget | None = QApplication.activePopupWidget()
    inside: QWidget | None = QApplication.focusWidget() if popup is None else popup.focusWidget()
    return inside or popup or opened


def named(widget: QWidget | None) -> str:
    return "nothing" if widget is None else f"{place_of(widget)} “{widget.accessibleName()}”"


def leave(window: MainWindow) -> None:
    """Esc as often as it takes to be back on the page: a line to type into, a panel, a filter."""
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        settle()


def shown_window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_what_commands_open_is_entered_and_left_by_keys(
    foreign_window: MainWindow, no_questions: None, qtbot: QtBot
) -> None:
    window = shown_window(foreign_window, qtbot)
    complain([
        line
        for command, action in window.commands.everything()
        if command.id not in LEFT_OUT
        for line in faults_of_opening(window, command.id, action.trigger)
    ])


@pytest.mark.parametrize("page_id", PAGES)
def test_what_a_page_opens_is_entered_and_left_by_keys(
    foreign_window: MainWindow, no_questions: None, page_id: str, qtbot: QtBot
) -> None:
    window = shown_window(foreign_window, qtbot)
    window.go(page_id)
    settle()
    lines = list(faults_of_opening(window, f"add on {page_id}", window.add))
    for action in window.pages.page(page_id).actions():
        window.go(page_id)
        for view in shown(window.pages.page(page_id)):
            if isinstance(view, QAbstractItemView) and not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(min(2, view.model().rowCount() - 1), 0))
        lines += faults_of_opening(window, f"{page_id}, {action.text()}", action.trigger)
    complain(lines)


def test_the_menu_bar_is_reached_and_left_by_keys(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = shown_window(foreign_window, qtbot)
    window.go_by_key("board")
    settle()
    before = QApplication.focusWidget()
    assert before is not None
    for top in window.menuBar().actions():
        letter = top.text()[top.text().index("&") + 1]
        QTest.keyClick(QApplication.focusWidget() or window, getattr(Qt.Key, f"Key_{letter.upper()}"),
                       Qt.KeyboardModifier.AltModifier)  # fmt: skip
        settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), top.text()
        assert menu is top.menu()
        for _ in range(2):  # the menu, then the bar
            QTest.keyClick(QApplication.activePopupWidget() or window.menuBar(), Qt.Key.Key_Escape)
            settle()
        assert QApplication.activePopupWidget() is None
        assert QApplication.focusWidget() is before, top.text()


def test_the_menu_bar_comes_back_by_keys(foreign_window: MainWindow, qtbot: QtBot) -> None:
    """Whoever has put the menu bar away without knowing finds it in the palette, and by its key."""
    window = shown_window(foreign_window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.menuBar().isHidden()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.menuBar().isVisible()


def test_the_palette_gives_the_keyboard_back(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = shown_window(foreign_window, qtbot)
    for page_id in PAGES:
        window.go_by_key(page_id)
        settle()
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert window.palette_view is not None
        focused = QApplication.focusWidget()
        assert focused is not None
        assert window.palette_view.isAncestorOf(focused)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        settle()
        assert QApplication.focusWidget() is before, page_id


# ------------------------------------------------------------------ where the keyboard is can be seen


def unseen(scene: Scene) -> list[str]:
    """What looks the same with the focus and without it, on the way of the Tab key."""
    wanted = tabbable(scene.root)
    if not wanted:
        return []
    start = wanted[0]
    start.activateWindow()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    lines: list[str] = []
    seen: list[QWidget] = []
    with_focus = QImage()
    for _ in range(3 * len(wanted) + 10):
        focused = QApplication.focusWidget()
        settle()
        picture = scene.root.grab().toImage()
        if seen and around(seen[-1], scene.root, picture) == with_focus:
            lines.append(f"{named(seen[-1])} looks as if it had no focus   ({scene.name})")
        if focused is None or focused in seen or not scene.root.isAncestorOf(focused):
            break
        seen.append(focused)
        with_focus = around(focused, scene.root, picture)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return lines


def around(widget: QWidget, root: QWidget, picture: QImage) -> QImage:
    """The widget and a little more, as it stands in a picture of what holds it."""
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    scale = picture.devicePixelRatio()
    return picture.copy(QRect(place.topLeft() * scale, place.size() * scale))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_focus_is_seen_on_every_page(foreign_window: MainWindow, theme: Theme, mode: str, qtbot: QtBot) -> None:
    theme.set_mode(mode)
    window = shown_window(foreign_window, qtbot)
    complain([line for page_id in PAGES for scene in page_scenes(window, page_id) for line in unseen(scene)])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_focus_is_seen_in_every_dialog(
    foreign_window: MainWindow, theme: Theme, mode: str, no_questions: None, qtbot: QtBot
) -> None:
    theme.set_mode(mode)
    window = shown_window(foreign_window, qtbot)
    scenes = chain(scenes_of_commands(window), *(scenes_of_actions(window, page_id) for page_id in PAGES))
    seen, lines = set(), []
    for scene in chain(scenes, first_run_scenes(window)):
        if isinstance(scene.root, QDialog) and scene.name not in seen:
            seen.add(scene.name)
            lines += unseen(scene)
    complain(lines)


def test_the_focus_is_seen_in_the_inspector(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = shown_window(foreign_window, qtbot)
    lines = []
    for kind, activity in kinds_with_an_activity(window.context.planner).items():
        window.open("activity", activity)
        settle()
        assert window.inspector is not None
        lines += unseen(Scene(f"inspector, {kind}", window.inspector))
    complain(lines)
