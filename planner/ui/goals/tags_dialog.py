"""The dialog that gives tags to goals and takes them away."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.services.queries.many import Shared
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Theme
from planner.ui.widgets.edit_chips import TagRow
from planner.ui.widgets.label import ElidedLabel


class TagsDialog(FormDialog):
    """``run`` takes the tags that all of the goals get and those that are taken away; ``known`` are offered."""

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        title: str,
        shared: Shared,
        run: Callable[[tuple[str, ...], tuple[str, ...]], bool],
        *,
        known: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, tr("Tags"), tr("Save"), parent)
        self._run = run
        self.submit = self._save
        self.head.addWidget(ElidedLabel(title, "heading"))
        self.tags = TagRow(theme, shared.tags, shared.number, known)
        self.tags.changed.connect(self._refresh)
        self.form.addRow(self.tags)
        self._refresh()
        self.tags.field.setFocus()

    def _refresh(self) -> None:
        self.accept_button.setEnabled(bool(self.tags.added or self.tags.dropped))
        self._grow()

    def _grow(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.sizeHint().height()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _save(self) -> bool:
        return self._run(self.tags.added, self.tags.dropped)
