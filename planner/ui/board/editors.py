"""Line edits that lie over the board: quick add at the end of To do, a new step, and the name of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr, within
from planner.domain.errors import PlannerError
from planner.services.humanize import duration
from planner.services.words import kind_word, priority_word
from planner.ui.widgets.date_field import weekday_date
from planner.ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QHideEvent, QMoveEvent

    from planner.domain.quick_add import QuickAdd
    from planner.domain.quick_add_completion import Offer
    from planner.ui.board.completion_list import CompletionList
    from planner.ui.theme import Theme


def spoken(read: QuickAdd, today: date) -> str:
    """How a line of quick add is understood, in one line; empty while it holds nothing but a title."""
    from planner.domain.addresses import spoken_address

    parts = []
    if read.kind is not None:
        parts.append(kind_word(read.kind))
    if read.due is not None:
        parts.append(tr("due {date}", date=weekday_date(read.due, today)))
    if read.estimate_minutes is not None:
        parts.append(duration(read.estimate_minutes))
    if read.priority:
        parts.append(tr("priority {word}", word=within(priority_word(read.priority))))
    parts += [f"#{tag}" for tag in read.tags]
    parts += [tr("shows {skill}", skill=skill) for skill in read.skills]
    parts += [tr("link {address}", address=spoken_address(url)) for url in read.links]
    if read.step is not None:
        parts.append(tr("in {step}", step=read.step))
    return " · ".join(parts)


class _Line(QLineEdit):
    """A line whose Enter and Esc reach nobody else."""

    entered = Signal()
    escaped = Signal()
    left = Signal()
    #: The list of names that is driven by this line while it is shown.
    names: CompletionList | None = None

    def event(self, event: QEvent) -> bool:
        tab = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if tab and self._lists():
            assert self.names is not None
            self.names.taken.emit(self.names.current())
            return True
        return super().event(event)

    def _lists(self) -> bool:
        return self.names is not None and self.names.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.names is not None and self._lists() and self._drive(self.names, event.key()):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _drive(names: CompletionList, key: int) -> bool:
        """Keys of the list: arrows choose, Enter takes, Esc puts it away."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            names.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            names.taken.emit(names.current())
        elif key == Qt.Key.Key_Escape:
            names.hide()
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class QuickAddEditor(QWidget):
    """A line in the quick-add syntax, and below it how it will be read. Enter tells ``entered`` and leaves it open.

    ``names`` gives what a sign can name: tags of ``#``, steps of ``/``, skills of ``+``. They are offered in a list.
    """

    entered = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, today: Callable[[], date], names: Callable[[str], Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = parent
        self._today = today
        self._names = names
        self._offer: Offer | None = None
        self.list: CompletionList | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.line = _Line()
        self.line.setFixedHeight(34)
        self.line.setMaxLength(2000)
        self.line.setPlaceholderText(tr("What do you want to do?"))
        self.line.setAccessibleName(tr("New activity"))
        self.line.setAccessibleDescription(_hint())
        self.line.textChanged.connect(self._read)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.closed)
        self.line.left.connect(self._leave)
        self.line.textEdited.connect(lambda _text: self._complete())
        column.addWidget(self.line)
        self.preview = ElidedLabel("", "meta", "muted")
        self.preview.setContentsMargins(2, 0, 2, 0)
        column.addWidget(self.preview)
        column.addStretch(1)
        self.setFocusProxy(self.line)
        self._read("")

    def _read(self, text: str) -> None:
        from planner.domain.quick_add import preview

        if not text.strip():
            self.preview.set_tone("muted")
            self.preview.setText(_hint())
            return
        try:
            skills = list(self._names("+")) if "+" in text else []
            read = preview(text, self._today(), list(self._names("/")), skills)
        except PlannerError as error:
            self.preview.set_tone("danger")
            self.preview.setText(str(error))
            return
        self.preview.set_tone("muted")
        self.preview.setText(spoken(read, self._today()) or tr("Enter adds it, Esc closes"))

    # -- completion

    def _complete(self) -> None:
        """Offer what goes on from the sign that is being typed."""
        from planner.domain.quick_add_completion import offer

        self._offer = offer(self.line.text(), self.line.cursorPosition(), self._names)
        if self._offer is None:
            self._put_list_away()
            return
        if self.list is None:
            from planner.ui.board.completion_list import CompletionList

            self.list = self.line.names = CompletionList(self._theme, self._ground)
            self.list.taken.connect(self._take)
        self.list.offer(self._offer.names)
        self._place_list()
        self.list.show()
        self.list.raise_()

    def _take(self, name: str) -> None:
        from planner.domain.quick_add_completion import taken

        if self._offer is not None and name:
            text, place = taken(self.line.text(), self._offer, name)
            self.line.setText(text)
            self.line.setCursorPosition(place)
        self._put_list_away()

    def _put_list_away(self) -> None:
        self._offer = None
        if self.list is not None:
            self.list.hide()

    def _place_list(self) -> None:
        """Below the preview; above the line where there is no room."""
        assert self.list is not None
        ground = self._ground.rect()
        below = self.y() + self.preview.geometry().bottom() + 4
        fits = below + self.list.height() <= ground.bottom()
        self.list.setFixedWidth(min(self.width(), 320))
        self.list.move(self.x(), below if fits else max(0, self.y() - self.list.height() - 4))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.list is not None:
            self.list.deleteLater()
            self.list = self.line.names = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.list is not None and self.list.isVisible():
            self._place_list()

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()

    def flush(self) -> None:
        """What is typed but not entered stays here: an activity is added by Enter alone."""

    def _leave(self) -> None:
        if not self.line.text().strip():
            self.closed.emit()


def _hint() -> str:
    return tr("@friday ~2h #tag !high *course /step +skill")


class NameEditor(QWidget):
    """A line for the name of a step; Enter, or leaving it with another name, tells ``entered``; Esc ``closed``."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._first = text
        self.line = _Line(text)
        self.line.setMaxLength(200)
        self.line.setFixedHeight(34)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.selectAll()
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.closed)
        self.line.left.connect(self.flush)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def flush(self) -> None:
        """Submit a name that was typed but not entered."""
        if self.line.text().strip() not in ("", self._first):
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()

    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text())
        else:
            self.closed.emit()
