"""The shared widgets: what they take from keyboard and mouse, what they tell, and what a screen reader hears."""

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.config import formats
from planner.config.text import set_language
from planner.ui.theme import Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.date_field import DateField, read_date
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.level_picker import LevelPicker
from planner.ui.widgets.painting import plain_tip
from planner.ui.widgets.progress_bar import ProgressBar
from planner.ui.widgets.search_field import SearchField
from planner.ui.widgets.section_header import SectionHeader
from planner.ui.widgets.segmented import SegmentedSwitch
from planner.ui.widgets.toast import SHOWN_MS, Toast

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = dt.date(2026, 11, 23)


W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W) -> W:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.setFocus()
    return widget


def test_a_label_never_reads_rich_text(qtbot: QtBot, theme: Theme) -> None:
    label = Label("<b>5 < 6</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_cut_label_shows_all_in_its_tool_tip(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel("A rather long sentence that cannot fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == plain_tip("A rather long sentence that cannot fit")
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_the_level_picker_is_driven_by_keys(qtbot: QtBot, theme: Theme) -> None:
    picker = shown(qtbot, LevelPicker(theme, "Model evaluation"))
    told: list[float | None] = []
    picker.level_changed.connect(told.append)
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_3,
        Qt.Key.Key_Left,
        Qt.Key.Key_End,
        Qt.Key.Key_Right,
        Qt.Key.Key_0,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
        Qt.Key.Key_2,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(picker, key)
    assert told == [0.0, 0.5, 3.0, 2.5, 5.0, 0.0, None, 2.0, None]


@pytest.mark.parametrize("level", [0.5, 1.0, 2.5, 5.0])
def test_a_click_sets_the_half_under_the_pointer_and_again_clears_it(qtbot: QtBot, theme: Theme, level: float) -> None:
    picker = shown(qtbot, LevelPicker(theme, "Model evaluation"))
    place = picker.centre_of(level).toPoint()
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert picker.level() == level
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert picker.level() is None


def test_the_level_picker_says_its_value(qtbot: QtBot, theme: Theme) -> None:
    picker = shown(qtbot, LevelPicker(theme, "Model evaluation", 2.5))
    spoken = QAccessible.queryAccessibleInterface(picker)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Model evaluation"
    assert spoken.text(QAccessible.Text.Description) == "2.5 of 5"
    assert spoken.valueInterface().currentValue() == 5
    picker.set_level(None)
    assert spoken.text(QAccessible.Text.Description) == "unknown"


def test_setting_a_level_by_code_tells_nobody(qtbot: QtBot, theme: Theme) -> None:
    picker = shown(qtbot, LevelPicker(theme, "Model evaluation"))
    with qtbot.assertNotEmitted(picker.level_changed):
        picker.set_level(3)


def test_the_ring_of_a_chosen_segment_leaves_its_word_readable(qtbot: QtBot, theme: Theme) -> None:
    switch = shown(qtbot, SegmentedSwitch(theme, [("a", "Lanes"), ("b", "Steps")], "View"))
    segment = switch._segments["a"]
    segment.setFocus()
    image = segment.grab().toImage()
    inner = image.rect().adjusted(8, 6, -8, -6)
    colours = {
        image.pixel(x, y) for x in range(inner.left(), inner.right()) for y in range(inner.top(), inner.bottom())
    }
    assert len(colours) > 5  # a word, not one plain ground


def test_the_switch_moves_by_arrow_keys(qtbot: QtBot, theme: Theme) -> None:
    switch = shown(qtbot, SegmentedSwitch(theme, [("a", "Lanes"), ("b", "Steps"), ("c", "Outline")], "View"))
    told: list[str] = []
    switch.chosen.connect(told.append)
    switch._segments["a"].setFocus()
    QTest.keyClick(switch._segments["a"], Qt.Key.Key_Right)
    QTest.keyClick(switch._segments["b"], Qt.Key.Key_Right)
    assert told == ["b", "c"]
    assert switch.value() == "c"
    with qtbot.assertNotEmitted(switch.chosen):
        switch.set_value("a")
    assert switch.value() == "a"


def test_the_switch_is_a_group_of_radio_buttons_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    switch = shown(qtbot, SegmentedSwitch(theme, [("a", "Lanes"), ("b", "Steps")], "View"))
    spoken = QAccessible.queryAccessibleInterface(switch._segments["a"])
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.state().checked


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", dt.date(2026, 12, 1)),
        ("1 dec", dt.date(2026, 12, 1)),
        ("@tomorrow", dt.date(2026, 11, 24)),
        ("friday", dt.date(2026, 11, 27)),
        ("in 2 weeks", dt.date(2026, 12, 7)),
        ("2026-02-30", None),
        ("soon", None),
        ("tomorrow or so", None),
    ],
)
def test_dates_are_read_in_many_forms(text: str, day: dt.date | None) -> None:
    assert read_date(text, TODAY) == day


def field(qtbot: QtBot, theme: Theme, value: dt.date | None = None) -> DateField:
    return shown(qtbot, DateField(theme, "Due", lambda: TODAY, value))


def type_into(box: DateField, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, key)


def test_a_typed_date_is_taken_and_told_once(qtbot: QtBot, theme: Theme) -> None:
    box = field(qtbot, theme)
    told: list[dt.date | None] = []
    box.date_changed.connect(told.append)
    type_into(box, "1 dec")
    box.clearFocus()
    assert told == [dt.date(2026, 12, 1)]
    assert box.text() == "Tue 1 Dec"


def test_what_is_no_date_is_marked_and_kept_and_escape_brings_the_last_back(qtbot: QtBot, theme: Theme) -> None:
    box = field(qtbot, theme, dt.date(2026, 12, 1))
    with qtbot.assertNotEmitted(box.date_changed):
        type_into(box, "soon")
        assert box.text() == "soon"
        assert box.property("invalid") is True
        assert box.accessibleDescription()
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "Tue 1 Dec"
    assert box.property("invalid") is False


def test_an_emptied_field_has_no_date(qtbot: QtBot, theme: Theme) -> None:
    box = field(qtbot, theme, dt.date(2026, 12, 1))
    with qtbot.waitSignal(box.date_changed) as caught:
        box.selectAll()
        QTest.keyClick(box, Qt.Key.Key_Delete)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert caught.args == [None]


def test_a_date_is_picked_from_the_calendar(qtbot: QtBot, theme: Theme) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    box = field(qtbot, theme)
    QTest.keyClick(box, Qt.Key.Key_Down)
    calendar = box.findChild(QCalendarWidget)
    assert calendar is not None
    with qtbot.waitSignal(box.date_changed) as caught:
        calendar.clicked.emit(QDate(2026, 12, 24))
    assert caught.args == [dt.date(2026, 12, 24)]


def test_its_calendar_begins_the_week_as_the_person_does(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QCalendarWidget

    monkeypatch.setattr(formats, "current", lambda: formats.Formats(first_weekday=6))
    box = field(qtbot, theme)
    QTest.keyClick(box, Qt.Key.Key_Down)
    calendar = box.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Sunday


def test_a_drop_down_tells_what_the_person_chose_and_ignores_the_wheel(qtbot: QtBot, theme: Theme) -> None:
    choice = shown(qtbot, DropDown(theme, "Role", [("One", 1), ("Two", 2)]))
    with qtbot.waitSignal(choice.chosen) as caught:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert caught.args == [2]
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_items([("Two", 2), ("Three", 3)])
    assert choice.value() == 2


def test_a_chip_is_removed_by_key_and_by_its_cross(qtbot: QtBot, theme: Theme) -> None:
    chip = shown(qtbot, Chip(theme, "ml", removable=True))
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        cross = QPoint(chip.width() - 10, chip.height() // 2)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cross)


def test_escape_empties_the_search_first(qtbot: QtBot, theme: Theme) -> None:
    search = shown(qtbot, SearchField(theme, "Filter"))
    QTest.keyClicks(search, "ml")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_progress_is_heard_in_percent(qtbot: QtBot, theme: Theme) -> None:
    bar = shown(qtbot, ProgressBar(theme, "Progress"))
    bar.set_share(0.34)
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken is not None
    assert spoken.valueInterface().currentValue() == 34
    bar.set_share(7)
    assert bar.value() == 100


def test_a_toast_offers_one_button_and_goes_by_itself(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    toast = shown(qtbot, Toast(theme, "Moved", "Undo", lambda: pressed.append("undo")))
    assert toast._timer.interval() == SHOWN_MS
    assert toast.button is not None
    with qtbot.waitSignal(toast.closed):
        toast.button.click()
    assert pressed == ["undo"]
    with qtbot.waitSignal(toast.closed):
        toast._timer.timeout.emit()
    toast._timer.stop()


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    buttons: list[tuple[str, Callable[[], object]]] = [
        ("I hold one", lambda: pressed.append("hold")),
        ("I want one", lambda: pressed.append("want")),
    ]
    empty = shown(qtbot, EmptyState(theme, "No goals yet.", buttons))
    assert [button.property("variant") for button in empty.buttons] == ["filled", "plain"]
    empty.buttons[1].click()
    assert pressed == ["want"]


def gallery(theme: Theme) -> list[QWidget]:
    return [
        Button(theme, "Add", "filled", "plus"),
        Button(theme, variant="icon", icon="close", name="Close"),
        Chip(theme, "ml"),
        CheckBox(theme, "Load the data"),
        SegmentedSwitch(theme, [("a", "Lanes"), ("b", "Steps")], "View"),
        DropDown(theme, "Role", [("One", 1)]),
        SearchField(theme, "Filter"),
        DateField(theme, "Due", lambda: TODAY),
        LevelPicker(theme, "Model evaluation", 2.5),
        ProgressBar(theme, "Progress"),
        SectionHeader("This week", "3 of 5"),
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_control_has_a_name_and_is_painted_in_both_themes(qtbot: QtBot, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    for widget in gallery(theme):
        qtbot.addWidget(widget)
        assert widget.accessibleName(), type(widget).__name__
        assert not widget.grab().isNull()


def test_focus_is_visible(qtbot: QtBot, theme: Theme) -> None:
    for widget in gallery(theme):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, SectionHeader):
            continue
        holder = QWidget()
        qtbot.addWidget(holder)
        widget.setParent(holder)
        other = QPushButton(holder)
        other.move(300, 300)
        widget.move(10, 10)
        widget.resize(widget.sizeHint())
        with qtbot.waitExposed(holder):
            holder.show()
        holder.activateWindow()
        other.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.grab().toImage() != before, type(widget).__name__


def test_the_pseudo_language_reaches_the_widgets(qtbot: QtBot, theme: Theme) -> None:
    set_language("pseudo")
    box = field(qtbot, theme)
    assert box.placeholderText().startswith("[")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_each_key_that_presses(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = shown(qtbot, Button(theme, "Save"))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)
