"""Text that is refused: the status line says so, and it is not lost without a question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planner.services.actions.activities import AddActivity
from planner.ui.shell import dialogs
from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.window import MainWindow

TOO_LONG = ("word " * 12 + "\n") * 3400  # more than notes may hold


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions; every one is answered with “Go back” while ``answer`` is not appended."""
    questions: list[str] = []

    def confirm(_theme: object, _parent: object, _title: str, question: str, yes: str, *, no: str = "") -> bool:
        questions.append(question)
        return len(questions) > 1

    monkeypatch.setattr(dialogs, "confirm", confirm)
    return questions


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, asked: list[str]) -> Iterator[ActivityInspector]:
    with qtbot.waitSignal(window.settled):
        window.show()
    window.activateWindow()
    assert window.open("activity", 1)
    assert isinstance(window.inspector, ActivityInspector)
    yield window.inspector
    asked.append("the fixture closes the window")


def state(window: MainWindow) -> str:
    return window.status.state


def refuse_notes(inspector: ActivityInspector) -> None:
    notes = inspector.activity_view.notes
    notes.show()
    notes.edit()
    notes.editor.setPlainText(TOO_LONG)
    notes.flush()


def test_refused_notes_are_not_called_saved_and_closing_asks_once(
    window: MainWindow, opened: ActivityInspector, asked: list[str]
) -> None:
    refuse_notes(opened)
    assert state(window) == "Not saved"
    assert window.status.unsaved is not None
    assert window.status.unsaved.isVisible()
    window.context.run(AddActivity("Another thing"))
    assert state(window) == "Not saved"  # the notes are still not
    assert not window.close()
    assert len(asked) == 1
    assert asked[0].startswith("“Notes” could not be saved: ")
    assert opened.activity_view.notes.editor.toPlainText() == TOO_LONG
    assert window.isVisible()
    assert window.close()
    assert len(asked) == 2


def test_a_field_that_is_put_right_is_saved(window: MainWindow, opened: ActivityInspector, asked: list[str]) -> None:
    refuse_notes(opened)
    opened.activity_view.notes.editor.setPlainText("short")
    opened.flush()
    assert state(window) == "Saved"
    refuse_notes(opened)
    assert state(window) == "Not saved"
    opened.activity_view.notes.editor.setPlainText("short")  # what is stored already
    assert state(window) == "Saved"
    assert window.close()
    assert asked == []


def test_another_card_does_not_take_the_place_of_long_text_unasked(
    window: MainWindow, opened: ActivityInspector, asked: list[str]
) -> None:
    refuse_notes(opened)
    window.open("activity", 2)
    assert len(asked) == 1
    assert opened.subject == ("activity", 1)
    assert opened.activity_view.notes.editor.toPlainText() == TOO_LONG
    window.open("activity", 2)
    assert opened.subject == ("activity", 2)
    assert state(window) == "Saved"


def test_a_refused_value_is_not_shown_as_stored_when_opened_again(
    window: MainWindow, opened: ActivityInspector, asked: list[str]
) -> None:
    view = opened.activity_view
    view.reveal("activity.cadence_count")
    editor = view.fields["activity.cadence_count"].findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    stored = editor.text()
    editor.selectAll()
    QTest.keyClicks(editor, "friday")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert state(window) == "Not saved"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not window.area.is_open
    assert window.open("activity", 1)
    view.reveal("activity.cadence_count")
    assert editor.text() == stored
    assert not editor.property("invalid")
    assert state(window) == "Saved"


def test_a_refusal_that_no_field_holds_is_over_with_the_next_write(window: MainWindow, qtbot: QtBot) -> None:
    window.context.run(AddActivity(""))
    assert state(window) == "Not saved"
    window.context.run(AddActivity("A title"))
    assert state(window) == "Saved"
