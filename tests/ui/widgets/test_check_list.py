"""The list of options to tick: by mouse, by keyboard, searched, and told to a screen reader."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.ui.theme import Theme
from planner.ui.widgets.check_list import CheckList, Option
from planner.ui.widgets.radar import placing

OPTIONS = [Option(1, "Apple", "fruit"), Option(2, "Beet", icon="flag", role="step3"), Option(3, "Élan " * 20, "x" * 90)]


@pytest.fixture
def made(qtbot: QtBot, theme: Theme) -> CheckList:
    listed = CheckList(theme, "Things", OPTIONS, {2})
    qtbot.addWidget(listed)
    listed.resize(200, 120)
    listed.show()
    listed.setFocus()
    return listed


def test_a_click_anywhere_on_a_line_ticks_it(made: CheckList) -> None:
    told: list[frozenset[int]] = []
    made.changed.connect(told.append)
    place = made.visualRect(made.options.index(0)).center()
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseClick(made.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place)
    assert told == [frozenset({1, 2})]
    place.setY(115)
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert len(told) == 1


def test_space_and_return_tick_the_line_with_the_focus(made: CheckList) -> None:
    QTest.keyClick(made, Qt.Key.Key_Space)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert made.options.chosen == {1}


def test_a_search_keeps_what_is_ticked_and_ignores_case(made: CheckList) -> None:
    made.search("ÉLAN")
    assert made.options.rowCount() == 1
    made.search("fruit app")
    assert [each.value for each in made.options.shown] == [1]
    assert made.currentIndex().row() == 0
    made.search("nowhere")
    assert made.options.rowCount() == 0
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert made.options.chosen == {2}
    assert made.wanted_width() == 0


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_paints_and_says_both_texts(made: CheckList, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    assert not made.grab().isNull()
    spoken = [made.options.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["Apple, fruit", "Beet"]
    tips = [made.options.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert tips[:2] == ["", ""]
    assert "Élan" in tips[2]


def test_thousands_of_broken_lines_are_laid_out_bit_by_bit_and_once(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: list[str] = []
    wrap = placing.wrapped

    def noted(text: str, *more: Any) -> placing.Wrapped:
        broken.append(text)
        return wrap(text, *more)

    monkeypatch.setattr(placing, "wrapped", noted)
    options = [Option(n, f"Event {n}: place", "Hall in Berlin → Hall in Munich") for n in range(400)]
    listed = CheckList(theme, "Changes", options, (), below=True)
    qtbot.addWidget(listed)
    listed.setFixedSize(300, 200)
    listed.show()
    assert len(broken) < 400
    qtbot.waitUntil(lambda: listed.visualRect(listed.options.index(399)).isValid())
    laid_out = len(broken)
    listed.options.toggle(0)
    listed.doItemsLayout()
    qtbot.waitUntil(lambda: listed.visualRect(listed.options.index(399)).isValid())
    assert len(broken) - laid_out < 100  # what is painted is broken again
