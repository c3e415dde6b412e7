"""The slider over days, by mouse and keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planner.ui.theme import Theme
from planner.ui.widgets.day_slider import DaySlider

FIRST, LAST = date(2024, 1, 31), date(2026, 11, 25)


@pytest.fixture
def slider(qtbot: QtBot, theme: Theme) -> DaySlider:
    made = DaySlider(theme, "Day")
    qtbot.addWidget(made)
    made.resize(400, 28)
    made.set_days(FIRST, LAST, [date(2025, 1, 1), date(1999, 1, 1)])
    made.set_day(LAST)
    made.show()
    return made


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([Qt.Key.Key_Left], date(2026, 10, 25)),
        ([Qt.Key.Key_PageDown], date(2025, 11, 25)),
        ([Qt.Key.Key_Home], FIRST),
        ([Qt.Key.Key_Home, Qt.Key.Key_Right], date(2024, 2, 29)),
        ([Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_PageUp], date(2025, 1, 31)),
        ([Qt.Key.Key_Home, Qt.Key.Key_End], LAST),
    ],
)
def test_keys_go_by_months_and_years_and_stay_within(
    slider: DaySlider, qtbot: QtBot, keys: list[Qt.Key], day: date
) -> None:
    told: list[object] = []
    slider.day_changed.connect(told.append)
    for key in keys:
        qtbot.keyClick(slider, key)
    assert slider.day() == day
    assert told[-1] == day
    assert slider.accessibleDescription().endswith(str(day.year))


def test_a_click_goes_to_the_day_and_a_drag_follows(slider: DaySlider, qtbot: QtBot) -> None:
    told: list[object] = []
    slider.day_changed.connect(told.append)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(200, 14))
    middle = slider.day()
    assert abs((middle - FIRST).days - (LAST - middle).days) <= 6
    qtbot.mouseMove(slider, QPoint(-50, 14))
    assert told == [middle, FIRST]


def test_other_days_keep_the_handle_within_them(slider: DaySlider) -> None:
    slider.set_days(date(2026, 1, 1), date(2026, 1, 1))
    assert slider.day() == date(2026, 1, 1)
    slider.grab()


def test_a_screen_reader_that_sets_the_value_is_told_like_a_key(slider: DaySlider) -> None:
    told: list[object] = []
    slider.day_changed.connect(told.append)
    slider.setValue(0)
    assert told == [FIRST]
    assert slider.accessibleDescription() == "31 Jan 2024"
