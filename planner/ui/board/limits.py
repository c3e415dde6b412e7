"""The limits of columns, set where their number stands: its menu, and a small field for any other number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from planner.config.text import tr, trn
from planner.domain.column_limits import HIGHEST, LIMITED
from planner.services.words import status_word
from planner.ui.board.popup import Popup
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.ui.board.model import BoardModel
    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

_OFFERED: Final = (3, 5, 7)


class Limits(QObject):
    """Shows and sets limits over a view."""

    def __init__(self, context: PageContext, model: BoardModel, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._model = model
        self._over = over
        self.field: LimitField | None = None

    def menu(self, column: str, place: QPoint, parent: QWidget | None = None) -> QMenu:
        """The limits that are set most, any other and none; ``place`` is where the field for another one opens."""
        title = tr("Limit of “{column}”", column=status_word(column))
        menu = Menu(title, parent or self._over)
        present = self._model.limits.get(column)
        group = QActionGroup(menu)

        def entry(text: str, *, ticked: bool) -> QAction:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(ticked)
            group.addAction(action)
            return action

        for number in _OFFERED:
            action = entry(trn("At most {n} card", "At most {n} cards", number), ticked=number == present)
            action.triggered.connect(lambda _checked=False, number=number: self.set(column, number))
        if present is not None and present not in _OFFERED:
            entry(trn("At most {n} card", "At most {n} cards", present), ticked=True)
        other = menu.addAction(tr("Other number…"))
        other.triggered.connect(lambda _checked=False: self.ask(column, place))
        menu.addSeparator()
        none = entry(tr("No limit"), ticked=present is None)
        none.triggered.connect(lambda _checked=False: self.set(column, None))
        return menu

    def both(self, place: QPoint, parent: QWidget | None = None) -> QMenu:
        """The limits of every column that can have one."""
        menu = Menu(tr("Limits"), parent or self._over)
        for column in LIMITED:
            menu.addMenu(self.menu(column, place, menu))
        return menu

    def set(self, column: str, limit: int | None) -> bool:
        """Limit a column, or take its limit away."""
        from planner.services.actions.limits import SetLimit

        return self._context.run(SetLimit(column, limit)) is not None

    def ask(self, column: str, place: QPoint) -> None:
        """Open the field for another number."""
        field = LimitField(self._context.theme, column, self._model.limits.get(column), self._over)
        field.entered.connect(lambda limit: self._entered(field, column, limit))
        field.show_at(place)
        field.line.setFocus()
        field.line.selectAll()
        self.field = field

    def _entered(self, field: LimitField, column: str, limit: int) -> None:
        if self.set(column, limit):
            field.close()


class LimitField(Popup):
    """A number and Enter; what is no number in range is said in its place."""

    entered = Signal(int)

    def __init__(self, theme: Theme, column: str, present: int | None, parent: QWidget) -> None:
        super().__init__(theme, parent)
        name = tr("Limit of “{column}”", column=status_word(column))
        self.rows.addWidget(Label(name, "meta"))
        self.line = QLineEdit("" if present is None else str(present))
        self.line.setAccessibleName(name)
        self.line.setMaxLength(2)
        self.line.setMinimumWidth(180)
        self.rows.addWidget(self.line)
        self.remark = Label(tr("1 to {most}, Enter sets it", most=HIGHEST), "meta", "muted")
        self.rows.addWidget(self.remark)
        self.line.textChanged.connect(lambda _text: self.remark.set_tone("muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.line.text().strip()
            if text.isascii() and text.isdecimal() and int(text):
                self.entered.emit(int(text))
            else:
                self.remark.set_tone("danger")
            return
        super().keyPressEvent(event)
