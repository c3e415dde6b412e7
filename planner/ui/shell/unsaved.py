"""What could not be saved: whether the status line says so, and the question before such text is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.config.text import tr

if TYPE_CHECKING:
    from planner.ui.shell.window import MainWindow

#: Text up to this length is typed again in a moment, so nobody is asked before another thing is shown in its place.
_SOON_TYPED = 40

Field = QLineEdit | QPlainTextEdit


class Unsaved:
    """Belongs to a window: hears of refusals and writes, and looks at the fields that are marked as invalid."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._failed = False
        self._marked = False
        self._why = ""
        self._agreed = False

    # ------------------------------------------------------------------ the status line

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
        self._window.status.set_saved(saved=not self._failed and not self._marked)

    # ------------------------------------------------------------------ the fields

    def fields(self) -> list[Field]:
        """The fields that hold what was refused, those of the inspector first."""
        window = self._window
        roots: list[QWidget] = [] if window.inspector is None else [window.inspector]
        return [field for root in (*roots, *window.pages.built.values()) for field in _marked_fields(root)]

    # ------------------------------------------------------------------ the questions

    def may_close(self) -> bool:
        """Ask once before the window closes over text that could not be saved; “Go back” leads to its field."""
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
        if not held or self._ask(held[0], tr("Discard it")):
            return True
        self._go_to(held[0])
        return False

    def _ask(self, field: Field, yes: str) -> bool:
        from planner.ui.shell import dialogs

        name = field.accessibleName()
        question = tr("“{field}” could not be saved: {why}", field=name, why=self._why or field.accessibleDescription())
        return dialogs.confirm(self._window, tr("Not saved"), question, yes, tr("Go back"))

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
