"""What the mouse does in the month the keys do, too; each is one step, and a screen reader hears what happened."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.model import Deadline, Event
from planner.services.actions.details import AddEvent, SetEventTimes
from planner.services.planner import Planner
from planner.ui.calendar.page import CalendarPage
from tests.services.actions.test_moves import Repeat
from tests.services.reading import only
from tests.ui.calendar.conftest import Filled
from tests.ui.calendar.hands import days

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def press(page: CalendarPage) -> Callable[..., None]:
    """Presses a key in the view that is shown."""

    def keys(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        page.activateWindow()
        page.focus_content()
        view = page.month_view if page.month_view.isVisible() else page.agenda_view
        QTest.keyClick(view, key, modifiers)

    return keys


@pytest.fixture
def told(page: CalendarPage) -> list[tuple[str, bool]]:
    """What the person is told, and whether it offers Undo."""
    heard: list[tuple[str, bool]] = []
    page.context.toast_requested.connect(lambda text, undo: heard.append((text, undo)))
    return heard


def test_ctrl_and_arrows_move_the_entry_and_the_keyboard_goes_along(
    page: CalendarPage, plan: Planner, press: Callable[..., None], told: list[tuple[str, bool]]
) -> None:
    page.go_to(date(2026, 12, 2))
    press(Key.Key_Right, CTRL)
    assert days(page, "PyData Global") == (date(2026, 12, 2), date(2026, 12, 4))
    assert page.month_view.current_day() == date(2026, 12, 3)
    press(Key.Key_Down, CTRL)
    press(Key.Key_Left, CTRL)
    assert days(page, "PyData Global") == (date(2026, 12, 8), date(2026, 12, 10))
    assert page.month_view.current_day() == date(2026, 12, 9)
    assert told[-1] == ("“PyData Global” is on 8 – 10 Dec now", True)
    for _ in range(3):
        plan.undo()
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 3))


def test_an_entry_goes_into_the_month_before(page: CalendarPage, plan: Planner, press: Callable[..., None]) -> None:
    page.go_to(date(2026, 12, 4))
    press(Key.Key_Up, CTRL)
    assert page.sub_header.title.text() == "November 2026"
    assert page.month_view.current_day() == date(2026, 11, 27)
    assert days(page, "MLSys") == (date(2026, 11, 27), date(2026, 11, 27))
    assert only(plan, Deadline, kind="cfp_closes").at_utc == "2026-11-27T11:59:59Z"


def test_space_chooses_among_the_entries_of_a_day(
    page: CalendarPage, plan: Planner, filled: Filled, press: Callable[..., None], qtbot: QtBot
) -> None:
    plan.run(AddEvent("Another", "2026-12-09", "2026-12-10"))
    page.go_to(date(2026, 12, 9))
    view = page.month_view
    assert view.choice.chosen() is None
    names = []
    for _ in range(3):
        press(Key.Key_Space)
        chosen = view.choice.chosen()
        assert chosen is not None
        names.append(chosen.title)
    assert names == ["AWS", "Another", "AWS"]
    press(Key.Key_Space)
    with qtbot.waitSignal(page.context.activity_opened):
        press(Key.Key_Return)
    press(Key.Key_Right, CTRL)
    assert days(page, "Another") == (date(2026, 12, 10), date(2026, 12, 10))
    assert days(page, "AWS") == (date(2026, 12, 9), date(2026, 12, 9))
    assert view.choice.boxes() != []
    press(Key.Key_Right)
    assert view.choice.chosen() is None


def test_what_is_chosen_behind_more_is_marked_there(
    page: CalendarPage, plan: Planner, press: Callable[..., None], qapp: QApplication
) -> None:
    for number in range(9):
        plan.run(AddEvent(f"Meetup {number}", "2026-12-23", "2026-12-24"))
    page.go_to(date(2026, 12, 23))
    for _ in range(9):
        press(Key.Key_Space)
    index = page.month_view.currentIndex()
    assert page.month_view.choice.boxes() == [page.month_view.more_rect(index.row(), index.column())]


def test_shift_changes_the_last_day_and_never_below_one(
    page: CalendarPage, press: Callable[..., None], told: list[tuple[str, bool]]
) -> None:
    page.go_to(date(2026, 12, 3))
    press(Key.Key_Right, CTRL_SHIFT)
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 4))
    for _ in range(4):
        press(Key.Key_Left, CTRL_SHIFT)
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 1))
    assert page.month_view.current_day() == date(2026, 12, 1)  # it went along when its day was no longer one
    assert told[-1] == ("“PyData Global” cannot be shorter than it is", False)


def test_a_timed_event_of_two_days_keeps_its_hours(
    page: CalendarPage, plan: Planner, filled: Filled, press: Callable[..., None]
) -> None:
    plan.run(SetEventTimes(filled["Evening"], "2026-12-16T20:00:00", "2026-12-17T02:00:00", "Europe/Berlin"))
    page.go_to(date(2026, 12, 16))
    press(Key.Key_Left, CTRL_SHIFT)
    assert only(plan, Event, activity_id=filled["Evening"]).ends == "2026-12-17T02:00:00"
    press(Key.Key_Right, CTRL_SHIFT)
    assert only(plan, Event, activity_id=filled["Evening"]).ends == "2026-12-18T02:00:00"


def test_what_cannot_be_done_is_said(
    page: CalendarPage, plan: Planner, filled: Filled, press: Callable[..., None], told: list[tuple[str, bool]]
) -> None:
    page.go_to(date(2026, 12, 24))
    press(Key.Key_Right, CTRL)
    page.go_to(date(2026, 12, 9))
    press(Key.Key_Right, CTRL_SHIFT)
    plan.run(Repeat(filled["Evening"], rrule="FREQ=WEEKLY"))
    page.go_to(date(2026, 12, 16))
    press(Key.Key_Right, CTRL)
    assert told == [
        ("No entry is chosen. Go to a day that has one first.", False),
        ("Only an event lasts over days. Ctrl and an arrow key move “Exam: AWS”.", False),
        ("“Evening” repeats, so one of its days is not moved alone. Change its dates in the details.", False),
    ]


def test_the_agenda_moves_the_row_with_the_focus(page: CalendarPage, press: Callable[..., None]) -> None:
    page.show_view("agenda")
    view = page.agenda_view
    view.setCurrentIndex(view.days.index(4))
    entry = page.chosen_entry()
    assert entry is not None
    assert entry.title == "AWS"
    press(Key.Key_Down, CTRL)
    entry = page.chosen_entry()
    assert entry is not None
    assert (entry.title, entry.first) == ("AWS", date(2026, 12, 16))
