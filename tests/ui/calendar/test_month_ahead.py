"""Months that are drawn ahead and kept: always what the library holds, in the colours and at the size of the moment."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.services.actions.activities import EditActivity, SetState
from planner.services.actions.details import AddEvent
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries import calendar as queries
from planner.ui.calendar import month_feed
from planner.ui.calendar.entry_list import EntryList, EntryModel
from planner.ui.calendar.entry_text import entry_haystack
from planner.ui.calendar.month_model import MonthContent, first_weekday, month_span
from planner.ui.calendar.month_sheet import MonthSheet
from planner.ui.calendar.page import CalendarPage
from planner.ui.theme import Theme
from tests.ui.calendar.conftest import Filled


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def calm(qtbot: QtBot, qapp: QApplication) -> Callable[[CalendarPage], None]:
    """Waits until all that is done ahead is done."""

    def wait(page: CalendarPage) -> None:
        qapp.processEvents()
        qtbot.waitUntil(lambda: not page.month.feed._idle.isActive())

    return wait


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[int, int], int]]:
    """The weeks that were drawn so far: month and number."""
    weeks: list[tuple[tuple[int, int], int]] = []
    draw = MonthSheet._draw_week

    def noting(self: MonthSheet, *arguments: object) -> None:
        weeks.append((self.content.month, self._drawn))
        draw(self, *arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(MonthSheet, "_draw_week", noting)
    return weeks


def library_picture(page: CalendarPage, words: tuple[str, ...] = ()) -> QImage:
    """The month that the page is to show, read and drawn anew."""
    planner, view = page.context.planner, page.month_view
    span = month_span(*view.days.content.month, first_weekday())
    listed = page.save_state()["listed"] is True
    found = planner.read(queries.calendar_entries, span.first, span.after, planner.zone(), with_listed=listed)
    fitting = [entry for entry in found if all(word in entry_haystack(entry) for word in words)]
    content = MonthContent(view.days.content.month, span, tuple(fitting), planner.today())
    grid = view._grid()
    assert grid.width == view.viewport().width()
    assert sum(height for _top, height in grid.rows) == view.viewport().height()
    return MonthSheet(page.context.theme, content, grid).picture(view.devicePixelRatioF()).toImage()


def shown(page: CalendarPage) -> QImage:
    return page.month_view.sheet().picture(page.month_view.devicePixelRatioF()).toImage()


def around(page: CalendarPage) -> Iterator[None]:
    """Goes to the month after, back, to the one before and back."""
    for step in (0, 1, -1, -1, 1):
        page.step_month(step)
        yield


def test_the_months_beside_are_drawn_before_they_are_wanted(
    page: CalendarPage, drawn: list[tuple[tuple[int, int], int]], calm: Callable[[CalendarPage], None]
) -> None:
    calm(page)
    drawn.clear()
    for _ in around(page):
        shown(page)
    assert drawn == []
    page.step_month(1)
    calm(page)
    drawn.clear()
    page.step_month(1)  # one leafs on, and then back: what was left last is still there
    shown(page)
    calm(page)
    page.step_month(-1)
    shown(page)
    assert {month for month, _week in drawn} == {(2027, 3)}


def test_what_is_shown_is_what_the_library_holds(
    page: CalendarPage, plan: Planner, filled: Filled, calm: Callable[[CalendarPage], None]
) -> None:
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: plan.run(AddEvent("In January", "2027-01-12", "2027-01-15")),
        lambda: plan.run(EditActivity(filled["PyData Global"], (("title", "Another name"),))),
        lambda: plan.run(SetState(filled["World Summit"], "attending")),
        lambda: plan.run(TrashActivities((ActivityId(filled["AWS"]),))),
        plan.undo,
        lambda: page.set_listed(on=True),
        lambda: page.set_listed(on=False),
    ]
    before = QImage()
    for number, change in enumerate(changes):
        calm(page)
        change()
        for _ in around(page):
            assert shown(page) == library_picture(page)
        assert (
            number in (0, 1) or shown(page) != before
        )  # each was a change of this month, but for the event in January
        before = shown(page)


def test_a_filter_holds_for_the_months_beside(
    page: CalendarPage, drawn: list[tuple[tuple[int, int], int]], calm: Callable[[CalendarPage], None]
) -> None:
    calm(page)
    page.set_filter("exam")
    calm(page)
    drawn.clear()
    for _ in around(page):
        shown(page)
    assert drawn == []
    for _ in around(page):
        assert shown(page) == library_picture(page, ("exam",))
    page.set_filter("")
    for _ in around(page):
        assert shown(page) == library_picture(page)


def test_colours_size_scale_and_date_leave_no_old_picture(
    page: CalendarPage, theme: Theme, calm: Callable[[CalendarPage], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[Callable[[], object]] = [
        lambda: theme.set_mode("dark"),
        lambda: theme.set_mode("light"),
        lambda: page.resize(1300, 900),
        lambda: page.resize(800, 640),
        lambda: monkeypatch.setattr(page.month_view, "devicePixelRatioF", lambda: 2.0),
        lambda: monkeypatch.setattr(Planner, "today", lambda _planner: date(2026, 12, 31)),
    ]
    before = shown(page)
    for change in changes:
        calm(page)
        change()
        page.reload()
        calm(page)
        assert shown(page) != before
        for _ in around(page):
            assert shown(page) == library_picture(page)
        before = shown(page)
    assert before.devicePixelRatio() == 2.0


@pytest.mark.parametrize("change", ["colours", "size"])
def test_what_is_kept_is_drawn_anew_ahead_of_time(
    page: CalendarPage,
    theme: Theme,
    drawn: list[tuple[tuple[int, int], int]],
    calm: Callable[[CalendarPage], None],
    change: str,
) -> None:
    calm(page)
    if change == "colours":
        theme.set_mode("dark")
    else:
        page.resize(1200, 800)
    calm(page)
    drawn.clear()
    for _ in around(page):
        assert shown(page) is not None
    assert drawn == []
    for _ in around(page):
        assert shown(page) == library_picture(page)


def test_a_month_that_is_half_drawn_is_finished_when_it_is_wanted(
    page: CalendarPage,
    plan: Planner,
    drawn: list[tuple[tuple[int, int], int]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(month_feed, "_TURN", 0)  # a week at a time
    plan.run(AddEvent("In January", "2027-01-28", "2027-01-29"))
    qtbot.waitUntil(lambda: ((2027, 1), 0) in drawn)
    page.step_month(1)
    assert shown(page) == library_picture(page)
    weeks = [week for month, week in drawn if month == (2027, 1)]
    assert weeks[:5] == [0, 1, 2, 3, 4]


def test_what_is_kept_does_not_grow(page: CalendarPage, calm: Callable[[CalendarPage], None]) -> None:
    for step in [1] * 15 + [-1] * 25:
        page.step_month(step)
        calm(page)
        assert len(page.month_view._sheets) <= 4
        assert len(page.month.feed._known) <= 5
    for width in (900, 1000, 1100):
        page.resize(width, 700)
        calm(page)
    assert len(page.month_view._sheets) <= 4


def test_nothing_is_done_ahead_for_a_hidden_page(
    page: CalendarPage, drawn: list[tuple[tuple[int, int], int]], qtbot: QtBot, calm: Callable[[CalendarPage], None]
) -> None:
    page.hide()
    page.step_month(6)
    page.month.feed._prepare()
    assert drawn == []


def test_a_month_is_painted_once_also_where_it_has_more_weeks(
    open_page: Callable[[], CalendarPage], qapp: QApplication
) -> None:
    page = open_page()
    paints = Paints(page.month_view.viewport())
    for steps, weeks in ((1, 5), (7, 6), (1, 5)):
        paints.count = 0
        page.step_month(steps)
        for _ in range(5):
            qapp.processEvents()
        assert page.month_view.days.rowCount() == weeks
        assert paints.count == 1


def test_a_low_window_scrolls_to_the_last_week(page: CalendarPage, qapp: QApplication) -> None:
    page.resize(1056, 330)
    ranges = []
    for steps in (0, 8, 1):
        page.step_month(steps)
        qapp.processEvents()
        view = page.month_view
        bar = view.verticalScrollBar()
        ranges.append(bar.maximum())
        bar.setValue(bar.maximum())
        last = view.visualRect(view.days.index(view.days.rowCount() - 1, 0))
        assert last.bottom() == view.viewport().height() - 1
        bar.setValue(0)
    assert ranges[1] > ranges[0] == ranges[2] > 0


def test_rows_of_coming_up_are_drawn_anew_when_they_change(
    page: CalendarPage, plan: Planner, filled: Filled, qtbot: QtBot, qapp: QApplication
) -> None:
    view, theme = page.coming_up.view, page.context.theme

    def drawn_anew() -> QImage:
        model = EntryModel(plan.zone())
        other = EntryList(theme, model, "")
        qtbot.addWidget(other)
        model.show(view.rows.entries, plan.today())
        other.resize(view.size())
        other.show()
        return other.viewport().grab().toImage()

    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: plan.run(EditActivity(filled["PyData Global"], (("title", "A name so long that it takes two lines"),))),
        lambda: theme.set_mode("dark"),
        lambda: page.set_filter("exam"),
        lambda: page.set_filter(""),
        lambda: page.resize(1056, 500),
    ]
    for change in changes:
        change()
        qapp.processEvents()
        assert view.viewport().grab().toImage() == drawn_anew()
