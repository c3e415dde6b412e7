"""How tests take hold of the filter bar of the calendar: menus of its chips, ticked by the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.calendar_filter import CalendarPart
from planner.ui.calendar.filtering import CalendarFilterBar
from planner.ui.widgets.filter_menu import FilterMenu


def menu(bar: CalendarFilterBar) -> FilterMenu:
    """The open menu of a chip."""
    assert isinstance(bar.menu, FilterMenu)
    return bar.menu


def offered(bar: CalendarFilterBar, part: CalendarPart) -> list[tuple[str, str]]:
    """What the menu of a chip offers: the word, and what stands behind it."""
    bar.chips[part].click()
    found = [(option.text, option.detail) for option in menu(bar).list.options.shown]
    menu(bar).close()
    return found


def tick(bar: CalendarFilterBar, part: CalendarPart, *names: str) -> None:
    """Open the menu of a chip by the mouse, and tick options by theirs."""
    bar.chips[part].click()
    options = menu(bar).list
    for name in names:
        model = options.model()
        row = next(row for row in range(model.rowCount()) if str(model.index(row, 0).data()) == name)
        at = options.visualRect(model.index(row, 0)).center()
        QTest.mouseClick(options.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu(bar).close()
