"""A question with its answers: what Enter and Escape do, and what is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.ui.shell.question import Question
from planner.ui.theme import Theme


def shown(theme: Theme, qtbot: QtBot, *, careful: bool) -> Question:
    made = Question(theme, "Restore", "Shall it?", ("Part of it", "All of it"), careful=careful)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(("careful", "choice"), [(False, 1), (True, None)])
def test_enter_does_what_most_people_want_or_nothing(
    theme: Theme, qtbot: QtBot, *, careful: bool, choice: int | None
) -> None:
    asked = shown(theme, qtbot, careful=careful)
    focus = asked.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert asked.choice == choice


def test_each_answer_has_its_place_and_escape_goes_back(theme: Theme, qtbot: QtBot) -> None:
    asked = shown(theme, qtbot, careful=False)
    asked.answers[0].click()
    assert asked.choice == 0
    again = shown(theme, qtbot, careful=False)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert again.choice is None
    assert not again.isVisible()
