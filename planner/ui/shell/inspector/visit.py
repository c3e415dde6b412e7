"""One visit to a text field: waits for a pause in typing, submits, and guards what is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer

from planner.config.text import tr
from planner.ui.shell.inspector_panel import InspectorContent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PAUSE_MS: Final = 1500
#: Reasons of a change of focus that do not end a visit: a menu was opened over the field.
_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason})


class Visit(QObject):
    """Belongs to one field.

    ``submit`` takes the text and the id of the visit and says whether it was written; a text that was refused stays
    in the field, marked, and is submitted again when it is next changed or left. While something is being typed,
    what the library says is remembered but not shown. Without ``on_pause`` a pause in typing does not submit, for
    fields that add something with each text.
    """

    def __init__(
        self,
        field: QWidget,
        read: Callable[[], str],
        write: Callable[[str], None],
        submit: Callable[[str, str], bool],
        *,
        on_pause: bool = True,
    ) -> None:
        super().__init__(field)
        self._on_pause = on_pause
        self._field = field
        self._read = read
        self._write = write
        self._submit = submit
        self._stored = ""
        self._display: str | None = None
        self._key = ""
        self._typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.submit)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not written yet."""
        return self._typed

    @property
    def text(self) -> str:
        """What the library holds, as text to be edited."""
        return self._stored

    def reset(self, text: str, display: str | None = None) -> None:
        """Belong to another thing from now on: show its text, forget the visit."""
        self._timer.stop()
        self._typed = False
        self._key = ""
        self._mark(invalid=False)
        self.show(text, display)

    def show(self, text: str, display: str | None = None) -> None:
        """The library says ``text`` (shown as ``display`` while nobody edits)."""
        self._stored, self._display = text, display
        if self._typed:
            return
        if self._field.hasFocus():
            wanted = text
            if " ".join(self._read().split()) == " ".join(text.split()):
                return  # blanks at the end are still being typed
        else:
            wanted = text if display is None else display
        if self._read() != wanted:
            self._write(wanted)

    def begin(self, reason: Qt.FocusReason) -> None:
        """The field got the focus."""
        if reason in _PASSING:
            return
        self._key = uuid4().hex
        if not self._typed and self._display is not None:
            self._write(self._stored)

    def typed(self) -> None:
        """The person changed the text."""
        if not self._key:
            self._key = uuid4().hex
        self._typed = True
        if self._field.property("invalid") and self._read() == self._stored:
            self._typed = False  # what was refused was taken back by hand
            self._mark(invalid=False)
            return
        if self._on_pause:
            self._timer.start()

    def submit(self) -> bool:
        """Submit what was typed; whether nothing is left to be written."""
        self._timer.stop()
        if not self._typed:
            return True
        text = self._read()
        written = text == self._stored or self._submit(text, self._key)
        if written:
            self._typed = False
        self._mark(invalid=not written)
        return written

    def end(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The field lost the focus."""
        if reason in _PASSING:
            return
        if self.submit():
            self._key = ""
            wanted = self._stored if self._display is None else self._display
            if self._read() != wanted:
                self._write(wanted)

    def _mark(self, *, invalid: bool) -> None:
        if bool(self._field.property("invalid")) != invalid:
            self._field.setProperty("invalid", invalid)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)
            self._field.setAccessibleDescription(tr("Not saved; correct it") if invalid else "")
            if not invalid:
                self._tell_put_right()

    def _tell_put_right(self) -> None:
        widget = self._field.parentWidget()
        while widget is not None and not isinstance(widget, InspectorContent):
            widget = widget.parentWidget()
        if widget is not None:
            widget.put_right.emit()
