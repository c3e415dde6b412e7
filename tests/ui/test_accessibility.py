"""The whole program for those who do not see it or use no mouse: names, roles, states, order, words for colours."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.domain.words import EventOrigin
from planner.services.actions.activities import AddActivity
from planner.services.imports import import_files
from planner.ui.shell.window import MainWindow
from tests.ui.badge_scenes import badge_scenes
from tests.ui.scenes import (
    PAGES,
    Scene,
    history_scenes,
    import_scenes,
    kinds_with_an_activity,
    money_scenes,
    opened,
    opened_import,
    page_scenes,
    scenes_of_actions,
    scenes_of_commands,
    show,
)
from tests.ui.walk import indexes, place_of, settle, shown

Role = QAccessible.Role
#: What a person acts on or reads: each of them needs a name.
NAMED = {
    Role.Button, Role.ButtonDropDown, Role.ButtonMenu, Role.RadioButton, Role.CheckBox, Role.EditableText,
    Role.ComboBox,
    Role.List, Role.ListItem, Role.Table, Role.Cell, Role.Tree, Role.TreeItem, Role.Slider, Role.ProgressBar,
    Role.SpinBox, Role.PageTab, Role.PageTabList, Role.Link, Role.Chart, Role.Graphic, Role.Dialog,
}  # fmt: skip
#: Roles that say nothing of what one can do with a thing.
DUMB = {Role.NoRole, Role.Client, Role.Pane, Role.Border, Role.Grouping}
#: Of long lists so many lines are walked.
LINES = 200


@pytest.fixture(autouse=True)
def screen_reader() -> Iterator[None]:
    """Qt tells its tree of changes only while somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def nodes(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The node and all below it that are not hidden."""
    yield root
    for number in range(min(root.childCount(), LINES)):
        child = root.child(number)
        if not child.state().invisible:
            yield from nodes(child)


def said(node: QAccessibleInterface) -> str:
    owner = node.object()
    where = place_of(owner) if isinstance(owner, QWidget) else "a line"
    return f"{where}: {node.role().name} “{node.text(QAccessible.Text.Name)}”"


def faults(scenes: Iterable[Scene]) -> list[str]:
    found: dict[str, str] = {}
    for scene in scenes:
        root = QAccessible.queryAccessibleInterface(scene.root)
        assert root is not None
        for node in nodes(root):
            for fault in faults_of(node):
                found.setdefault(f"{said(node)} {fault}", scene.name)
    return [f"{line}   ({name})" for line, name in found.items()]


def faults_of(node: QAccessibleInterface) -> Iterator[str]:
    role, state, owner = node.role(), node.state(), node.object()
    name = node.text(QAccessible.Text.Name)
    if role in NAMED and role != Role.Cell and not name.strip():  # an empty cell has nothing to say
        yield "has no name"
    if "\n" in name.strip():
        yield "has a name of several lines"
    if "<" in name and ">" in name:
        yield "is named in markup"
    if not isinstance(owner, QWidget) or owner is not _widget_of(node):
        return
    if owner.focusPolicy() & Qt.FocusPolicy.TabFocus and owner.isEnabled() and owner.focusProxy() is None:
        # Qt has no way to say that a widget is a chart: its description tells what it shows. Scroll areas hold others.
        told = node.text(QAccessible.Text.Description) or (isinstance(owner, QScrollArea) and name)
        if role in DUMB and not told:
            yield f"can be focused, and nothing says what it is ({type(owner).__mro__[1].__name__})"
        if not state.focusable:
            yield "can be focused, and is not said to be"
    if isinstance(owner, QAbstractButton) and owner.isCheckable() and bool(state.checked) != owner.isChecked():
        yield "is not said to be on or off as it is"


def _widget_of(node: QAccessibleInterface) -> object:
    """The widget itself, not a line of it."""
    return node.object() if node.role() not in {Role.ListItem, Role.Cell, Role.TreeItem, Role.RowHeader} else None


def complain(lines: list[str]) -> None:
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize("page_id", PAGES)
def test_everything_on_a_page_says_what_it_is(foreign_window: MainWindow, page_id: str) -> None:
    show(foreign_window, (1280, 800))
    complain(faults(page_scenes(foreign_window, page_id)))


@pytest.mark.parametrize("page_id", PAGES)
def test_what_adds_on_a_page_says_what_it_is(foreign_window: MainWindow, page_id: str) -> None:
    show(foreign_window, (1280, 800))
    foreign_window.go(page_id)
    settle()
    complain(faults(opened(foreign_window, f"add on {page_id}", foreign_window.add)))


def test_the_history_of_levels_says_what_it_is_and_tab_goes_through_it(
    foreign_window: MainWindow, qtbot: QtBot
) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    scenes = history_scenes(window)
    complain([line for scene in scenes for line in (*faults([scene]), *tab_faults(scene))])


def test_money_says_what_it_is_and_tab_goes_through_it(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    complain([line for scene in money_scenes(window) for line in (*faults([scene]), *tab_faults(scene))])


def test_badges_say_what_they_are_and_tab_goes_through_them(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    complain([line for scene in badge_scenes(window) for line in (*faults([scene]), *tab_faults(scene))])


def test_the_inspector_says_what_it_is(foreign_window: MainWindow) -> None:
    window = foreign_window
    show(window, (1280, 800))

    def scenes() -> Iterator[Scene]:
        for kind, activity in kinds_with_an_activity(window.context.planner).items():
            window.open("activity", activity)
            settle()
            assert window.inspector is not None
            yield Scene(f"inspector, {kind}", window.inspector)

    complain(faults(scenes()))


def test_palette_and_sheets_say_what_they_are(foreign_window: MainWindow) -> None:
    window = foreign_window
    show(window, (1280, 800))

    def scenes() -> Iterator[Scene]:
        window.open_palette()
        settle()
        yield Scene("palette", window)
        assert window.palette_view is not None
        window.palette_view.close_palette()
        for command in ("help.shortcuts", "help.about"):
            yield from opened(window, command, window.commands.action(command).trigger)
        window.toast("[Ḿöṽéđ]", undo=True)
        settle()
        yield Scene("toast", window)

    complain(faults(scenes()))


# ------------------------------------------------------------------ the Tab key


def tabbable(root: QWidget) -> list[QWidget]:
    """What the Tab key must reach; of radio buttons that belong together only the one that is on."""
    return [
        each
        for each in shown(root)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabledTo(root)
        and each.focusProxy() is None
        and not (isinstance(each, QRadioButton) and not each.isChecked())
    ]


def tabbed(root: QWidget, start: QWidget, limit: int) -> list[QWidget]:
    """What has the focus after each press of Tab, until it comes round or goes nowhere."""
    start.activateWindow()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(limit):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return seen


def tab_faults(scene: Scene) -> list[str]:
    wanted = tabbable(scene.root)
    if not wanted:
        return [f"nothing can be focused   ({scene.name})"]
    seen = tabbed(scene.root, wanted[0], 3 * len(wanted) + 10)
    lines = [f"{label(each)} is not reached" for each in wanted if each not in seen]
    boxes = [(each, box_of(each, scene.root)) for each in seen if scene.root.isAncestorOf(each)]
    for (one, first), (other, second) in pairwise(boxes):
        same_column = first.left() <= second.right() and second.left() <= first.right()
        same_row = first.top() <= second.bottom() and second.top() <= first.bottom()
        back_to_start = second.top() <= min(box.top() for _, box in boxes) + 60
        if same_column and second.bottom() <= first.top() and not back_to_start:
            lines.append(f"from {label(one)} up to {label(other)}")
        # Qt puts the buttons of a box where the desktop wants them, and tabs to the accepting one first.
        one_box = one.parentWidget() is other.parentWidget() and isinstance(one.parentWidget(), QDialogButtonBox)
        if same_row and second.right() <= first.left() and not back_to_start and not one_box:
            lines.append(f"from {label(one)} left to {label(other)}")
    return [f"{line}   ({scene.name})" for line in lines]


def label(widget: QWidget) -> str:
    return f"{place_of(widget)} “{widget.accessibleName()}”"


def box_of(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("page_id", PAGES)
def test_tab_reaches_everything_once_in_reading_order(
    foreign_window: MainWindow,
    page_id: str,
    qtbot: QtBot,
) -> None:
    show(foreign_window, (1280, 800))
    foreign_window.activateWindow()
    qtbot.waitUntil(foreign_window.isActiveWindow)
    complain([line for scene in page_scenes(foreign_window, page_id) for line in tab_faults(scene)])


def test_dialogs_say_what_they_are_and_tab_goes_through_them(
    foreign_window: MainWindow,
    no_questions: None,
    qtbot: QtBot,
) -> None:
    window = foreign_window
    show(window, (1280, 800))
    lines, seen = [], set()
    everything = chain(scenes_of_commands(window), *(scenes_of_actions(window, page_id) for page_id in PAGES))
    for scene in everything:
        if isinstance(scene.root, QDialog):
            seen.add(type(scene.root).__name__)
            lines += [*faults([scene]), *tab_faults(scene)]
    complain(lines)
    assert len(seen) >= 6, seen


def test_the_import_of_files_says_what_it_is_and_tab_goes_through_it(
    foreign_window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = foreign_window
    show(window, (1280, 800))
    dialog = opened_import(window, tmp_path, qtbot)
    lines = [line for scene in import_scenes(dialog) for line in (*faults([scene]), *tab_faults(scene))]
    dialog.reject()
    complain(lines)


def test_tab_goes_through_the_inspector(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    lines = []
    for kind, activity in kinds_with_an_activity(window.context.planner).items():
        window.open("activity", activity)
        settle()
        assert window.inspector is not None
        lines += tab_faults(Scene(f"inspector, {kind}", window.inspector))
    complain(lines)


# ------------------------------------------------------------------ words, not colours


def spoken(window: MainWindow, title: str) -> str:
    """What is read aloud of the lines with this title, in all their columns, on the page that is shown."""
    lines: dict[tuple[QAbstractItemView, int], list[str]] = {}
    assert window.pages.current is not None
    for view in shown(window.pages.current):
        if isinstance(view, QAbstractItemView):
            for index in indexes(view.model(), view.rootIndex()):
                text = index.data(Qt.ItemDataRole.AccessibleTextRole)
                lines.setdefault((view, index.row()), []).append(str(text))
    return "\n".join(line for line in map(", ".join, lines.values()) if title in line)


def test_what_is_late_is_told_in_words(window: MainWindow) -> None:
    yesterday = (window.context.planner.today() - timedelta(days=1)).isoformat()
    change = window.context.run(AddActivity("Read the book", due=yesterday))
    assert change is not None
    show(window, (1280, 800))
    window.go("board")
    window.reveal("activity", change.added("activity")[0])
    settle()
    assert "late" in spoken(window, "Read the book").casefold()


def test_what_is_only_listed_is_told_in_words(window: MainWindow, tmp_path: Path) -> None:
    day = window.context.planner.today() + timedelta(days=9)
    file = tmp_path / "fair.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n"
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\nSUMMARY:Open conference\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    import_files(window.context.planner, [file], origin=EventOrigin.LISTED)
    show(window, (1280, 800))
    window.go("calendar")
    for choice in window.findChildren(QRadioButton):
        if choice.text() == "Conferences":
            choice.click()
    settle()
    assert "listed" in spoken(window, "Open conference").casefold()
