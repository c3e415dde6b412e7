"""What could not be stored stays on the screen, is tried again by a press, or goes on in a copy elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.config.opening_library import opening_library
from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId, SkillId
from planner.services import libraries
from planner.services.actions.activities import AddActivity, MoveActivities, QuickAdd
from planner.services.actions.skills import Assess
from planner.ui.home.page import HomePage
from planner.ui.shell import unsaved_dialog
from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.inspector.links import LinksSection
from planner.ui.shell.unsaved_bar import UnsavedBar
from planner.ui.shell.unsaved_dialog import UnsavedDialog
from planner.ui.shell.window import MainWindow
from planner.ui.widgets.label import Label
from tests.services.faults import FAULTS


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    window.context.planner.library._driver.execute("PRAGMA busy_timeout = 10")
    with qtbot.waitSignal(window.settled):
        window.show()
    window.activateWindow()
    yield window
    window.context.waiting.forget_all()
    window.unsaved._agreed = True


@pytest.fixture
def broken(shown: MainWindow) -> Iterator[ExitStack]:
    """The plan is locked by another program until the stack is closed."""
    with ExitStack() as stack:
        stack.enter_context(FAULTS["locked"][0](shown.context.planner))
        yield stack


@pytest.fixture
def pressed(shown: MainWindow) -> Callable[..., list[str]]:
    """Presses these buttons of the dialogs that come, one in each, and tells what the dialogs said."""

    def press(*choices: str) -> list[str]:
        said: list[str] = []
        wanted = list(choices)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, UnsavedDialog):
                said.append("\n".join(label.text() for label in dialog.findChildren(Label)))
                dialog.choice = wanted.pop(0)
                dialog.accept()
            if wanted:
                QTimer.singleShot(5, shown, look)

        QTimer.singleShot(0, shown, look)
        return said

    return press


def bar(window: MainWindow) -> UnsavedBar:
    (found,) = window.findChildren(UnsavedBar)
    return found


def history(path: Path) -> list[str]:
    """The labels of all steps of a plan file, oldest first."""
    planner = libraries.open_plan(path)
    try:
        rows = planner.read(lambda reader: reader.rows("SELECT label FROM journal_step ORDER BY id"))
        return [str(row[0]) for row in rows]
    finally:
        planner.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_kind_of_fault_is_told_until_it_is_over(shown: MainWindow, fault: str) -> None:
    broken, why = FAULTS[fault]
    with broken(shown.context.planner):
        assert shown.context.run(AddActivity("A thought")) is None
        assert bar(shown).isVisible()
        assert bar(shown).what.text() == "Not saved: Add “A thought”"
        assert why in bar(shown).why.text()
        assert shown.status.state == "Not saved"
        bar(shown).retry_button.click()
        assert bar(shown).isVisible()
    bar(shown).retry_button.click()
    assert not bar(shown).isVisible()
    assert shown.status.state == "Saved"
    assert shown.toasts.current is not None
    assert shown.toasts.current.text == "1 change was saved"
    assert history(shown.context.planner.path)[-1] == "Add “A thought”"


def test_everything_that_a_person_does_waits_in_order(shown: MainWindow, broken: ExitStack) -> None:
    window, context = shown, shown.context
    assert window.open("activity", 1)
    assert isinstance(window.inspector, ActivityInspector)
    view = window.inspector.activity_view
    view.notes.show()
    view.notes.edit()
    view.notes.editor.selectAll()
    QTest.keyClicks(view.notes.editor, "Typed in the inspector")
    window.flush()
    window.flush()  # leaving it once more is no second change
    context.run(MoveActivities((ActivityId(2),), "in_progress"))
    context.run(Assess(SkillId(1), 4.0))
    window.go("home")
    home = window.pages.page("home")
    assert isinstance(home, HomePage)
    home.add()
    home.add_panel.field.setText("Quickly added")
    home.add_panel.field.returnPressed.emit()
    assert home.add_panel.field.text() == ""
    assert len(context.waiting) == 4
    assert bar(window).what.text() == "Not saved: Add “Quickly added”, and 3 more"
    assert view.notes.editor.toPlainText() == "Typed in the inspector"
    assert view.notes.editor.property("invalid") is True
    before = history(context.planner.path)
    broken.close()
    bar(window).retry_button.click()
    assert window.status.state == "Saved"
    assert not view.notes.editor.property("invalid")
    assert len(history(context.planner.path)) == len(before) + 4
    assert history(context.planner.path)[-1] == "Add “Quickly added”"


def test_an_editor_of_a_row_is_done_and_its_row_comes_once(shown: MainWindow, broken: ExitStack) -> None:
    assert shown.open("activity", 1)
    assert shown.inspector is not None
    (links,) = shown.inspector.findChildren(LinksSection)
    links.show()
    links.edit(None)
    links.editor.url.setText("https://example.org/paper")
    links.flush()
    shown.flush()
    assert links.editor.isHidden()
    broken.close()
    bar(shown).retry_button.click()
    shown.flush()
    rows = shown.context.planner.read(lambda reader: reader.rows("SELECT url FROM link WHERE activity_id = 1"))
    assert [row[0] for row in rows].count("https://example.org/paper") == 1


def test_a_dialog_is_done_when_its_change_waits_and_not_when_it_is_wrong(shown: MainWindow, broken: ExitStack) -> None:
    assert shown.context.submit(AddActivity("From a dialog")) is None
    assert bar(shown).what.text() == "Not saved: Add “From a dialog”"
    broken.close()
    with pytest.raises(InvalidInputError):
        shown.context.submit(AddActivity(""))
    assert len(shown.context.waiting) == 0
    assert not bar(shown).isVisible()


def test_the_next_thing_that_is_done_stores_what_waited(shown: MainWindow, broken: ExitStack) -> None:
    shown.context.run(QuickAdd("First"))
    broken.close()
    shown.context.run(QuickAdd("Second"))
    assert not bar(shown).isVisible()
    assert history(shown.context.planner.path)[-2:] == ["Add “First”", "Add “Second”"]


def test_undo_takes_back_what_waited_and_not_what_was_done_before(shown: MainWindow, broken: ExitStack) -> None:
    shown.context.run(QuickAdd("First"))
    stored = history(shown.context.planner.path)
    shown.undo()
    assert history(shown.context.planner.path) == stored
    assert len(shown.context.waiting) == 1
    broken.close()
    shown.undo()
    assert len(shown.context.waiting) == 0
    assert shown.context.planner.history().redo == "Add “First”"


def test_the_status_line_tells_why(
    shown: MainWindow, broken: ExitStack, pressed: Callable[..., list[str]], qtbot: QtBot
) -> None:
    shown.context.run(QuickAdd("First"))
    shown.context.run(QuickAdd("Second"))
    said = pressed("")
    assert shown.status.unsaved is not None
    assert shown.status.unsaved.focusPolicy() & Qt.FocusPolicy.TabFocus
    shown.status.unsaved.click()
    assert "2 changes are not saved" in said[0]
    assert "is in use by another program" in said[0]
    assert "Add “First”\n•  Add “Second”" in said[0]


def test_closing_asks_and_goes_back_retries_or_lets_go(
    shown: MainWindow, broken: ExitStack, pressed: Callable[..., list[str]]
) -> None:
    shown.context.run(QuickAdd("First"))
    said = pressed("")
    assert not shown.close()
    assert "this is lost" in said[0]
    said = pressed("retry", "")
    assert not shown.close()
    assert len(said) == 2
    broken.close()
    pressed("retry")
    assert shown.close()
    assert history(shown.context.planner.path)[-1] == "Add “First”"


def test_closing_anyway(shown: MainWindow, broken: ExitStack, pressed: Callable[..., list[str]]) -> None:
    shown.context.run(QuickAdd("First"))
    said = pressed("leave")
    assert shown.close()
    assert len(said) == 1


def test_the_window_goes_on_in_the_copy(
    shown: MainWindow, broken: ExitStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "elsewhere" / "copy.db"
    target.parent.mkdir()
    answers = [None, shown.context.planner.path, target]
    monkeypatch.setattr(unsaved_dialog, "ask_place", lambda *_: answers.pop(0))
    shown.context.run(QuickAdd("First"))
    bar(shown).copy_button.click()  # thought better of it
    bar(shown).copy_button.click()  # the plan itself
    assert shown.toasts.current is not None
    assert "exists already" in shown.toasts.current.text
    assert shown.isVisible()
    bar(shown).copy_button.click()
    assert not shown.isVisible()
    assert shown.next_library == target
    assert shown.at_the_end() == f"Everything is saved; you go on in “{target}”."
    assert history(target)[-1] == "Add “First”"
    assert opening_library() != target  # it was not the plan that opens by itself


def test_closing_with_a_copy_ends_there(
    shown: MainWindow,
    broken: ExitStack,
    pressed: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "copy-elsewhere.db"
    monkeypatch.setattr(unsaved_dialog, "ask_place", lambda *_: target)
    shown.context.run(QuickAdd("First"))
    pressed("copy")
    assert shown.close()
    assert shown.next_library is None
    assert history(target)[-1] == "Add “First”"
