"""The order of the conferences where there are no headings to press: a button that says it, with a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication

from planner.config.text import tr
from planner.ui.calendar.conference_columns import GREATEST_FIRST, Column, column_title
from planner.ui.widgets.button import Button
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from planner.ui.theme import Theme

#: What the order by date is chosen by: None is as they come, by date.
_BY_DATE: Final = (None, Column.DATES)
_AS_THEY_COME: Final = (None, False)


class OrderButton(Button):
    """``sort_wanted`` carries a column, or None for the order by date in which they come, and whether downwards."""

    sort_wanted = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="chevron-down")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the text
        self._column: int | None = None
        self._down = False
        #: Whether the order by date in which they come begins with the latest.
        self._latest_first = False
        self._menu: QMenu | None = None
        self.clicked.connect(self.open_menu)
        self.show_order(None, down=False)

    def show_order(self, column: int | None, *, down: bool, latest_first: bool = False) -> None:
        """Say what they are sorted by; ``latest_first`` tells of the order in which they come."""
        self._column, self._latest_first = column, latest_first
        self._down = latest_first if column is None else down
        text = tr("Sort: {order}", order=self._order_word())
        self.setText(text)
        way = tr("sorted downwards") if self._down else tr("sorted upwards")
        self.setAccessibleName(tr("{column}, {how}", column=text, how=way))

    def _order_word(self) -> str:
        return tr("by date") if self._column in _BY_DATE else column_title(self._column or 0)

    def menu_of_orders(self) -> QMenu:
        """What one can sort by, the present order ticked, and which end comes first."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = Menu(self)
        menu.setLayoutDirection(QGuiApplication.layoutDirection())  # not the button's, which only turns its arrow
        menu.setAccessibleName(tr("Sort by"))
        orders = QActionGroup(menu)
        for column in (Column.DATES, *(each for each in Column if each != Column.DATES)):
            by_date = column == Column.DATES
            action = menu.addAction(tr("By date") if by_date else column_title(column))
            action.setCheckable(True)
            action.setChecked(self._column in _BY_DATE if by_date else self._column == column)
            action.triggered.connect(partial(self._choose, column))
            orders.addAction(action)
        menu.addSeparator()
        ways = QActionGroup(menu)
        for down, text in ((False, tr("Upwards")), (True, tr("Downwards"))):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(down == self._down)
            action.triggered.connect(partial(self._turn, down))
            ways.addAction(action)
        return menu

    def _choose(self, column: Column, _checked: bool = False) -> None:
        if column == Column.DATES:
            self.sort_wanted.emit(*_AS_THEY_COME)
        else:
            self.sort_wanted.emit(int(column), column in GREATEST_FIRST)

    def _turn(self, down: bool, _checked: bool = False) -> None:
        if self._column in _BY_DATE:
            as_they_come = down == self._latest_first
            self.sort_wanted.emit(None if as_they_come else int(Column.DATES), down and not as_they_come)
        else:
            self.sort_wanted.emit(self._column, down)

    def open_menu(self) -> None:
        """Open the menu below the button."""
        self.menu_of_orders().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
