"""Where toasts appear: one at a time, over the foot of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from planner.ui.theme import Space

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ui.theme import Theme
    from planner.ui.widgets.toast import Toast

#: The object name of a line over the page that asks for something.
ASKING_LINE = "asking_line"
#: Below a field as much is kept free for its preview.
_PREVIEW = 56


class Toasts(QObject):
    """Shows a toast over ``ground``; a new one takes the place of the old."""

    def __init__(self, theme: Theme, ground: QWidget, free_width: Callable[[], int]) -> None:
        """``free_width`` is how much of ``ground``, from the left, nothing lies over."""
        super().__init__(ground)
        self._free_width = free_width
        self._theme = theme
        self._ground = ground
        self.current: Toast | None = None
        ground.installEventFilter(self)

    def show(
        self, text: str, button: str = "", press: Callable[[], object] | None = None, *, lasting: bool = False
    ) -> Toast:
        """Say one sentence, with at most one button."""
        from planner.ui.widgets.toast import Toast

        self.clear()
        toast = Toast(self._theme, text, button, press, lasting=lasting, parent=self._ground)
        toast.closed.connect(self.clear)
        self.current = toast
        toast.show()
        self.place()
        QTimer.singleShot(0, toast, self.place)  # once the focus is on what it speaks of
        toast.announce()
        return toast

    def clear(self) -> None:
        """Take the toast away."""
        toast, self.current = self.current, None
        if toast is not None:
            before = toast.came_from
            toast.hide()
            toast.deleteLater()
            if before is not None and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Put the toast where it covers nothing that is worked on; called again when the room changes."""
        toast = self.current
        if toast is None:
            return
        free = self._free_width()
        toast.setMaximumWidth(max(200, free - 2 * Space.L))
        toast.adjustSize()
        left = max(Space.S, (free - toast.width()) // 2)
        bottom, above = self._ground.height() - toast.height() - Space.XL, toast.height() + Space.S
        taken = self._taken()
        places = [QPoint(left, bottom), *(QPoint(left, each.top() - above) for each in taken if each.top() >= above)]
        corner = QPoint(free - toast.width() - Space.L, Space.XL)
        free_ones = (at for at in places if not any(each.intersects(QRect(at, toast.size())) for each in taken))
        toast.move(next(free_ones, corner))
        toast.raise_()

    def _taken(self) -> list[QRect]:
        """What a toast must not cover: what is worked on, and lines that ask for something."""
        asking = (each for each in self._ground.findChildren(QWidget, ASKING_LINE) if each.isVisible())
        found = [QRect(each.mapTo(self._ground, QPoint(0, 0)), each.size()) for each in asking]
        worked_on = self._worked_on()
        return found if worked_on is None else [*found, worked_on]

    def _worked_on(self) -> QRect | None:
        """Where the person types, with what stands right below it, such as a preview; or the item with the focus."""
        field = self._ground.window().focusWidget()
        placed = isinstance(field, QAbstractItemView | QLineEdit | QPlainTextEdit)
        if not placed or not self._ground.isAncestorOf(field):
            return None
        if not isinstance(field, QAbstractItemView):
            place = QRect(field.mapTo(self._ground, QPoint(0, 0)), field.size()).adjusted(0, 0, 0, _PREVIEW - Space.S)
        else:
            item = field.visualRect(field.currentIndex()).intersected(field.viewport().rect())
            place = QRect(field.viewport().mapTo(self._ground, item.topLeft()), item.size())
        return place.marginsAdded(QMargins(Space.S, Space.S, Space.S, Space.S)) if place.isValid() else None

    def written(self) -> None:
        """Something was written: a refusal is out of date, and Undo would be about something else."""
        if self.current is not None and (self.current.lasting or self.current.button is not None):
            self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False
