"""How tests take hold of what is drawn in the month: where things lie, and drags with the mouse."""

from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.page import CalendarPage

LEFT = Qt.MouseButton.LeftButton


def box_of(page: CalendarPage, title: str, *, last: bool = False, what: str = "") -> QRectF:
    """The first bar of an entry, or the last one."""
    view = page.month_view
    found = [
        view.bar_rect(row, bar)
        for row in range(view.days.rowCount())
        for bar in view.week(row).bars
        if view.days.entries[bar.key].title == title and what in ("", view.days.entries[bar.key].what)
    ]
    assert found, f"{title} is not drawn"
    return found[-1 if last else 0]


def middle(page: CalendarPage, title: str, *, what: str = "") -> QPoint:
    """A point on the first bar of an entry."""
    return box_of(page, title, what=what).center().toPoint()


def left_edge(page: CalendarPage, title: str) -> QPoint:
    """A point at the left end of an entry."""
    box = box_of(page, title)
    return QPointF(box.left() + 3, box.center().y()).toPoint()


def right_edge(page: CalendarPage, title: str) -> QPoint:
    """A point at the right end of an entry."""
    box = box_of(page, title, last=True)
    return QPointF(box.right() - 3, box.center().y()).toPoint()


def on_day(page: CalendarPage, day: date) -> QPoint:
    """A point of a day, below what lies on it."""
    cell = page.month_view.visualRect(page.month_model.index_of(day))
    return QPoint(cell.center().x(), cell.bottom() - 6)


def hold(page: CalendarPage, begin: QPoint, *ways: QPoint) -> None:
    """Press and go, without letting go."""
    viewport = page.month_view.viewport()
    QTest.mousePress(viewport, LEFT, pos=begin)
    for at in ways:
        go(page, at)


def go(page: CalendarPage, at: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
    """Move the pointer, with a button down."""
    viewport = page.month_view.viewport()
    place = QPointF(at)
    there = QPointF(viewport.mapToGlobal(at))
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QMouseEvent.Type.MouseMove, place, there, Qt.MouseButton.NoButton, buttons, none)
    QApplication.sendEvent(viewport, event)


def drag(page: CalendarPage, begin: QPoint, *ways: QPoint) -> None:
    """Press, go, and let go."""
    hold(page, begin, *ways)
    QTest.mouseRelease(page.month_view.viewport(), LEFT, pos=ways[-1])


def entry(page: CalendarPage, title: str, what: str = "") -> CalendarEntry:
    """An entry that is shown."""
    return next(each for each in page.month_model.entries if each.title == title and what in ("", each.what))


def days(page: CalendarPage, title: str, what: str = "") -> tuple[date, date]:
    """The days that an entry is shown on."""
    found = entry(page, title, what)
    return found.first, found.last
