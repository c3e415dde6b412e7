"""What editors share that open in place on one row of the library: saving by Enter, giving up by Esc, flushing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from planner.domain.errors import PlannerError
from planner.ui.shell.inspector.tab_order import has_focus_inside
from planner.ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from planner.services.action import Action
    from planner.ui.shell.page import PageContext


def come_into_sight(widget: QWidget) -> None:
    """Scroll to what is open at the end of what scrolls."""
    holder: QWidget | None = widget.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if holder is not None and not widget.isHidden():
        holder.ensureWidgetVisible(widget, 0, Space.S)


class RowEditor(QFrame):
    """Open on a row of ``table`` or on a new one; ``closed`` comes when it was saved, removed or given up.

    It carries the id of the row (0 if there is none) if the focus was in the editor, so that it can go to where the row
    is shown. Subclasses make the action, tell what stands in their fields, and show a sentence.
    """

    table: ClassVar[str]
    closed = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._before: object = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: come_into_sight(self))  # once what it lies in has made room for it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        come_into_sight(self)

    def row_id(self) -> int | None:
        """The id of the row that it is open on, None for a new one."""
        return None

    def forget_row(self) -> None:
        """Let the row go that it was open on."""

    def state(self) -> object:
        """What stands in the fields, to tell whether something was changed."""
        return None

    def action(self) -> Action:
        """What saving does. Raises PlannerError where a field cannot be read."""
        raise PlannerError("")

    def say(self, sentence: str) -> None:
        """Show what is wrong; empty takes it away."""

    def save(self) -> bool:
        """Write it and close; False, with a sentence shown, if something is wrong."""
        if self.isHidden():
            return True
        try:
            action = self.action()
        except PlannerError as error:
            self.say(str(error))
            return False
        change = self.context.run(action)
        if change is None and not self.context.is_waiting(action):
            return False
        self.close_editor(0 if change is None else next(iter(change.added(self.table)), 0))
        return True

    def flush(self) -> None:
        """Save what was changed; what cannot be read stays open."""
        if not self.isHidden() and self.state() != self._before:
            self.save()

    def close_editor(self, added: int = 0) -> None:
        """Put the editor away without saving; ``added`` is the id of what was saved as a new one."""
        edited = self.row_id() or added
        had_focus = has_focus_inside(self)
        self.forget_row()
        self.hide()
        self.closed.emit(edited if had_focus else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
