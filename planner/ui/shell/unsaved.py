"""What could not be saved: the status line and the bar that say so, the ways out, the question before it is lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout

    from planner.services.waiting import Waiting
    from planner.ui.shell.unsaved_bar import UnsavedBar
    from planner.ui.shell.window import MainWindow

_log = logging.getLogger(__name__)

#: Text up to this length is typed again in a moment, so nobody is asked before another thing is shown in its place.
_SOON_TYPED = 40

Field = QLineEdit | QPlainTextEdit


class Unsaved:
    """Belongs to a window: hears of refusals and writes, and looks at the fields that are marked as invalid.

    What is refused for what it says stays in its field. What could not be stored waits
    (:mod:`planner.services.waiting`) and can be tried again or saved with a copy elsewhere.
    """

    def __init__(self, window: MainWindow, rows: QVBoxLayout) -> None:
        """``rows`` holds the page and below it the status line; the bar comes between them."""
        self._window = window
        self._rows = rows
        self._bar: UnsavedBar | None = None
        self._moved = False
        self._target: Path | None = None
        window.status.unsaved_pressed.connect(self.tell)
        self._failed = False
        self._marked = False
        self._why = ""
        self._agreed = False

    # ------------------------------------------------------------------ the status line

    def failed(self, sentence: str, action: object) -> None:
        """An action was refused; it waits to be stored if it is given."""
        if self._moved:
            return  # it is in the copy
        if action is None:
            self.refused(sentence)
            self._window.toasts.show(sentence, lasting=True)
        else:
            self._why = sentence
            self._show()

    def refused(self, sentence: str) -> None:
        """Something was refused: nothing is called saved until the next write, or until the field is put right."""
        self._failed = self._marked = True
        self._why = sentence
        self._show()

    def written(self) -> None:
        """Something was written."""
        self._failed = False
        self._look()

    def put_right(self) -> None:
        """A field is no longer marked."""
        self._look()
        if not self._marked:
            self._failed = False
            self._show()

    def _look(self) -> None:
        self._marked = self._marked and bool(self.fields())
        self._show()

    def _show(self) -> None:
        waiting = self._waiting
        self._window.status.set_saved(saved=not self._failed and not self._marked and not waiting)
        for sentence in waiting.take_refused():
            self._window.toasts.show(sentence, lasting=True)
        if waiting:
            self._show_bar()
        elif self._bar is not None:
            self._bar.hide()

    @property
    def _waiting(self) -> Waiting:
        return self._window.context.waiting

    # ------------------------------------------------------------------ what waits to be stored

    def _show_bar(self) -> None:
        from planner.ui.shell.unsaved_bar import UnsavedBar, what_waits

        if self._bar is None:
            self._bar = UnsavedBar(self._window.context.theme)
            self._bar.retry.connect(self.retry)
            self._bar.copy_elsewhere.connect(self.save_copy)
            self._rows.insertWidget(1, self._bar)
            if self._window.status.unsaved is not None:
                QWidget.setTabOrder(self._bar.retry_button, self._window.status.unsaved)
        self._bar.show_waiting(what_waits(self._waiting.labels(), len(self._waiting)), self._waiting.why)

    def retry(self) -> bool:
        """Store what waits, in order; whether nothing waits any more."""
        window, waiting = self._window, self._waiting
        window.flush()
        number = len(waiting)
        try:
            waiting.go_on()
        except PlannerError as error:
            self._show()
            window.toasts.show(str(error), lasting=True)
            return False
        window.flush()  # fields that still show it as unsaved hear that it is stored
        waiting.settle()
        self._look()
        if number and window.toasts.current is None:
            window.toast(trn("{n} change was saved", "{n} changes were saved", number))
        return True

    def is_stored(self) -> bool:
        """Whether nothing waits, once that was tried: Undo is about the newest thing that a person did."""
        self._window.flush()
        return not self._waiting or self.retry()

    def save_copy(self) -> bool:
        """Write the plan with what waits at a place that the person chooses, and go on there; whether that was done."""
        if not self._copied():
            return False
        self._window.next_library = self._target
        self._window.at_the_end = lambda: tr("Everything is saved; you go on in “{file}”.", file=self._target)
        self._window.close()
        return True

    def _copied(self) -> bool:
        from planner.config.opening_library import follow
        from planner.ui.shell.unsaved_dialog import ask_place

        window, path = self._window, self._window.context.planner.path
        window.flush()
        target = ask_place(window, tr("Save a copy elsewhere"), path.name)
        if target is None:
            return False
        try:
            self._waiting.save_copy(target)
            follow(window.context.settings, path, target)
        except PlannerError as error:
            window.toasts.show(str(error), lasting=True)
            return False
        except OSError as error:
            _log.info("The settings do not lead to %s: %s", target, error)
        self._moved, self._target = True, target
        return True

    def tell(self) -> None:
        """Say what is not saved and why, and offer the ways out."""
        choice = self._chosen(closing=False)
        if choice == "retry":
            self.retry()
        elif choice == "copy":
            self.save_copy()

    def _chosen(self, *, closing: bool) -> str:
        from planner.ui.shell.unsaved_dialog import UnsavedDialog

        waiting, theme = self._waiting, self._window.context.theme
        labels, number = waiting.labels(), len(waiting)
        labels += [tr("{field}, in its field", field=field.accessibleName()) for field in self.fields() if not number]
        why = waiting.why or self._why
        dialog = UnsavedDialog(theme, why, labels, number, closing=closing, parent=self._window)
        dialog.exec()
        dialog.deleteLater()
        return dialog.choice

    def _may_close_waiting(self) -> bool:
        while self._waiting:
            match self._chosen(closing=True):
                case "retry":
                    self.retry()
                case "copy":
                    return self._copied()
                case "leave":
                    self._waiting.forget_all()
                    self._agreed = True
                case _:
                    return False
        return True

    # ------------------------------------------------------------------ the fields

    def fields(self) -> list[Field]:
        """The fields that hold what was refused, those of the inspector first."""
        window = self._window
        roots: list[QWidget] = [] if window.inspector is None else [window.inspector]
        return [field for root in (*roots, *window.pages.built.values()) for field in _marked_fields(root)]

    # ------------------------------------------------------------------ the questions

    def may_close(self) -> bool:
        """Ask once before the window closes over what could not be saved; “Go back” leads to the field of a text."""
        if self._moved or not self._may_close_waiting():
            return self._moved
        held = [field for field in self.fields() if _text(field).strip()]
        if not held or self._agreed:
            return True
        self._agreed = self._ask(held[0], tr("Close anyway"))
        if not self._agreed:
            self._go_to(held[0])
        return self._agreed

    def may_replace(self, root: QWidget) -> bool:
        """Ask before something else is shown in place of long text that could not be saved."""
        held = [field for field in _marked_fields(root) if len(_text(field)) > _SOON_TYPED]
        if not held or (self._waiting and not self._failed) or self._ask(held[0], tr("Discard it")):
            return True
        self._go_to(held[0])
        return False

    def _ask(self, field: Field, yes: str) -> bool:
        from planner.ui.shell import dialogs

        name = field.accessibleName()
        question = tr("“{field}” could not be saved: {why}", field=name, why=self._why or field.accessibleDescription())
        theme = self._window.context.theme
        return dialogs.confirm(theme, self._window, tr("Not saved"), question, yes, no=tr("Go back"))

    def _go_to(self, field: Field) -> None:
        window = self._window
        if window.inspector is not None and window.inspector.isAncestorOf(field):
            window.area.panel.open_widget(window.inspector)
        for page_id, page in window.pages.built.items():
            if page.isAncestorOf(field):
                window.go(page_id)
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def _marked_fields(root: QWidget) -> list[Field]:
    fields: list[Field] = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    return [field for field in fields if field.property("invalid") is True and _is_shown(field, root)]


def _is_shown(field: QWidget, root: QWidget) -> bool:
    """Whether the field is in sight while ``root`` is: an editor that was given up stays in memory."""
    widget: QWidget | None = field
    while widget is not None and widget is not root:
        if widget.isHidden():
            return False
        widget = widget.parentWidget()
    return True


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
