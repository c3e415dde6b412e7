"""The mouse moves, lengthens and adds what stands in the month; each drag is one step that Undo takes back."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.model import Deadline, Event
from planner.services.actions.details import AddEvent, SetEventTimes
from planner.services.planner import Planner
from planner.ui.calendar.conference_dialog import ConferenceDialog
from planner.ui.calendar.month_drag import Part, Shift, shift_of
from planner.ui.calendar.page import CalendarPage
from planner.ui.theme import Theme
from tests.services.actions.test_moves import Repeat
from tests.services.reading import only
from tests.ui.calendar.conftest import Filled
from tests.ui.calendar.hands import LEFT, days, drag, entry, go, hold, left_edge, middle, on_day, right_edge


@pytest.fixture
def told(page: CalendarPage) -> list[tuple[str, bool]]:
    """What the person is told, and whether it offers Undo."""
    heard: list[tuple[str, bool]] = []
    page.context.toast_requested.connect(lambda text, undo: heard.append((text, undo)))
    return heard


def test_a_bar_goes_to_another_day_by_whole_days(
    page: CalendarPage, plan: Planner, told: list[tuple[str, bool]], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.context.activity_opened):
        drag(page, middle(page, "PyData Global"), on_day(page, date(2026, 12, 8)), on_day(page, date(2026, 12, 9)))
    # it was held in its middle, on Wednesday the 2nd
    assert days(page, "PyData Global") == (date(2026, 12, 8), date(2026, 12, 10))
    assert told == [("“PyData Global” is on 8 – 10 Dec now", True)]
    plan.undo()
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 3))


def test_a_timed_event_keeps_its_time_in_its_own_zone(page: CalendarPage, plan: Planner, filled: Filled) -> None:
    plan.run(SetEventTimes(filled["Evening"], "2026-12-16T21:00:00", "2026-12-16T23:00:00", "America/Los_Angeles"))
    assert days(page, "Evening") == (date(2026, 12, 17), date(2026, 12, 17))  # here it is the next morning
    drag(page, middle(page, "Evening"), on_day(page, date(2026, 12, 19)))
    found = only(plan, Event, activity_id=filled["Evening"])
    assert (found.starts, found.ends) == ("2026-12-18T21:00:00", "2026-12-18T23:00:00")
    assert days(page, "Evening") == (date(2026, 12, 19), date(2026, 12, 19))


def test_a_deadline_is_dragged_at_its_time_and_an_exam_by_its_date(
    page: CalendarPage, plan: Planner, filled: Filled, told: list[tuple[str, bool]]
) -> None:
    drag(page, middle(page, "MLSys"), on_day(page, date(2026, 12, 11)))
    assert only(plan, Deadline, activity_id=filled["MLSys"]).at_utc == "2026-12-11T11:59:59Z"
    drag(page, middle(page, "AWS"), on_day(page, date(2026, 12, 10)))
    assert only(plan, Deadline, activity_id=filled["AWS"]).on_date == "2026-12-10"
    assert told == [
        ("“MLSys: call for papers” is on 11 Dec now", True),
        ("“Exam: AWS” is on 10 Dec now", True),
    ]


def test_an_edge_of_a_deadline_moves_it_as_a_whole(page: CalendarPage) -> None:
    drag(page, left_edge(page, "AWS"), on_day(page, date(2026, 12, 8)))
    assert days(page, "AWS") == (date(2026, 12, 8), date(2026, 12, 8))


def test_a_listed_event_that_is_dragged_is_answered_for(
    page: CalendarPage, plan: Planner, filled: Filled, told: list[tuple[str, bool]]
) -> None:
    page.set_listed(on=True)
    drag(page, middle(page, "NeurIPS"), on_day(page, date(2026, 12, 10)))
    assert only(plan, Event, activity_id=filled["NeurIPS"]).state == "interested"
    assert told == [("“NeurIPS” is on 8 – 12 Dec now, and marked as interested", True)]


def test_what_repeats_says_why_it_stays(
    page: CalendarPage, plan: Planner, filled: Filled, told: list[tuple[str, bool]], qtbot: QtBot
) -> None:
    plan.run(Repeat(filled["Evening"], rrule="FREQ=WEEKLY"))
    before = days(page, "Evening")
    with qtbot.assertNotEmitted(page.context.activity_opened):
        drag(page, middle(page, "Evening"), on_day(page, date(2026, 12, 19)), on_day(page, date(2026, 12, 20)))
    assert days(page, "Evening") == before
    assert told == [
        ("“Evening” repeats, so one of its days is not moved alone. Change its dates in the details.", False)
    ]


def test_the_ends_of_a_bar_change_its_first_and_its_last_day(page: CalendarPage, plan: Planner) -> None:
    drag(page, right_edge(page, "PyData Global"), on_day(page, date(2026, 12, 9)))
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 9))
    drag(page, left_edge(page, "PyData Global"), on_day(page, date(2026, 12, 20)))
    assert days(page, "PyData Global") == (date(2026, 12, 9), date(2026, 12, 9))  # never less than a day
    drag(page, right_edge(page, "PyData Global"), on_day(page, date(2026, 12, 2)))
    assert days(page, "PyData Global") == (date(2026, 12, 9), date(2026, 12, 9))
    assert len([plan.undo() for _ in range(2)]) == 2
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 3))


def test_a_timed_event_is_never_shorter_than_nothing(page: CalendarPage, plan: Planner, filled: Filled) -> None:
    plan.run(SetEventTimes(filled["Evening"], "2026-12-16T20:00:00", "2026-12-18T10:00:00", "Europe/Berlin"))
    drag(page, right_edge(page, "Evening"), on_day(page, date(2026, 12, 14)))
    assert only(plan, Event, activity_id=filled["Evening"]).ends == "2026-12-17T10:00:00"
    drag(page, left_edge(page, "Evening"), on_day(page, date(2026, 12, 19)))
    assert only(plan, Event, activity_id=filled["Evening"]).starts == "2026-12-16T20:00:00"


@pytest.mark.parametrize(
    ("part", "moves", "wanted"),
    [(Part.WHOLE, -9, Shift(-9, -9)), (Part.FIRST, -4, Shift(-4, 0)), (Part.FIRST, 9, Shift(2, 0)),
     (Part.LAST, 4, Shift(0, 4)), (Part.LAST, -9, Shift(0, -2))],
)  # fmt: skip
def test_what_a_drag_of_each_part_does(page: CalendarPage, part: Part, moves: int, wanted: Shift) -> None:
    assert shift_of(entry(page, "PyData Global"), part, moves) == wanted


def test_the_pointer_tells_what_a_press_would_take_hold_of(page: CalendarPage) -> None:
    def shape(at: QPoint) -> Qt.CursorShape:
        go(page, at, Qt.MouseButton.NoButton)
        return page.month_view.viewport().cursor().shape()

    assert shape(middle(page, "PyData Global")) == Qt.CursorShape.PointingHandCursor
    assert shape(left_edge(page, "PyData Global")) == Qt.CursorShape.SizeHorCursor
    assert shape(right_edge(page, "PyData Global")) == Qt.CursorShape.SizeHorCursor
    assert shape(left_edge(page, "AWS")) == Qt.CursorShape.PointingHandCursor
    assert shape(on_day(page, date(2026, 12, 24))) == Qt.CursorShape.ArrowCursor
    hold(page, middle(page, "PyData Global"), on_day(page, date(2026, 12, 8)))
    assert page.month_view.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.keyClick(page.month_view, Qt.Key.Key_Escape)
    assert page.month_view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def mouse_drags(page: CalendarPage) -> bool:
    return page.month_view.mouse.drag is not None


def cancel_by_escape(page: CalendarPage, plan: Planner) -> None:
    QTest.keyClick(page.month_view, Qt.Key.Key_Escape)


def cancel_by_another_view(page: CalendarPage, plan: Planner) -> None:
    page.show_view("agenda")
    page.show_view("month")


def cancel_by_a_change(page: CalendarPage, plan: Planner) -> None:
    plan.run(AddEvent("Another", "2026-12-24", "2026-12-25"))
    plan.undo()


def cancel_by_going_outside(page: CalendarPage, plan: Planner) -> None:
    go(page, QPoint(-40, 40))


@pytest.mark.parametrize(
    "cancel", [cancel_by_escape, cancel_by_another_view, cancel_by_a_change, cancel_by_going_outside]
)
def test_a_drag_that_is_given_up_changes_nothing(
    page: CalendarPage, plan: Planner, cancel: Callable[[CalendarPage, Planner], None]
) -> None:
    label = plan.history().undo
    hold(page, middle(page, "PyData Global"), on_day(page, date(2026, 12, 9)))
    assert mouse_drags(page)
    cancel(page, plan)
    QTest.mouseRelease(page.month_view.viewport(), LEFT, pos=QPoint(-40, 40))
    assert not mouse_drags(page)
    assert days(page, "PyData Global") == (date(2026, 12, 1), date(2026, 12, 3))
    assert plan.history().undo == label


def test_back_on_its_own_day_nothing_is_written(page: CalendarPage, plan: Planner) -> None:
    label = plan.history().undo
    at = middle(page, "PyData Global")
    drag(page, at, on_day(page, date(2026, 12, 9)), at)
    assert plan.history().undo == label


def test_days_drawn_over_empty_space_are_added(page: CalendarPage) -> None:
    drag(page, on_day(page, date(2026, 12, 24)), on_day(page, date(2026, 12, 29)), on_day(page, date(2026, 12, 30)))
    (dialog,) = page.findChildren(ConferenceDialog)
    assert (dialog.first.date(), dialog.last.date()) == (date(2026, 12, 24), date(2026, 12, 30))
    dialog.reject()


def test_days_are_drawn_backwards_too_and_one_day_is_only_selected(page: CalendarPage, qapp: QApplication) -> None:
    at = on_day(page, date(2026, 12, 24))
    drag(page, at, at - QPoint(20, 0), at - QPoint(24, 4))
    assert page.findChildren(ConferenceDialog) == []
    assert page.month_view.current_day() == date(2026, 12, 24)
    drag(page, at, on_day(page, date(2026, 12, 22)))
    (dialog,) = page.findChildren(ConferenceDialog)
    assert (dialog.first.date(), dialog.last.date()) == (date(2026, 12, 22), date(2026, 12, 24))
    assert page.month_view.current_day() == date(2026, 12, 24)
    dialog.reject()


def test_the_target_and_the_ghost_are_drawn_in_both_themes(page: CalendarPage, theme: Theme) -> None:
    view = page.month_view
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        before = view.viewport().grab().toImage()
        hold(page, middle(page, "PyData Global"), on_day(page, date(2026, 12, 16)))
        after = view.viewport().grab().toImage()
        cell = view.visualRect(view.days.index_of(date(2026, 12, 16)))
        assert after.pixelColor(cell.center().x(), cell.top() + 2) == theme.colour("accent")
        ghost = view.bar_rect(2, view.week(0).bars[0]).topLeft().toPoint() + QPoint(4, 10)
        assert after.pixelColor(ghost) == theme.step_colour(None) != before.pixelColor(ghost)
        view.mouse.cancel()
        assert view.viewport().grab().toImage() == before


def test_the_tip_is_silent_while_something_is_dragged(page: CalendarPage) -> None:
    at = middle(page, "PyData Global")
    under = page.month_view.mouse.under(at)
    assert under is not None
    assert under[0].title == "PyData Global"
    hold(page, at, on_day(page, date(2026, 12, 9)))
    assert page.month_view.mouse.under(at) is None
    page.month_view.mouse.cancel()


def test_shifts_are_those_of_any_entry(page: CalendarPage) -> None:
    timed = entry(page, "Evening")
    assert shift_of(timed, Part.LAST, -3) == Shift(0, 0)
    assert shift_of(timed, Part.FIRST, 3) == Shift(0, 0)
    assert shift_of(timed, Part.LAST, 2) == Shift(0, 2)
