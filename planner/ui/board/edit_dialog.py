"""The dialog that edits several activities at once: every field starts as it is, and only what is chosen is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.words import ActivityId, Kind, Priority, Status, StepId
from planner.services.humanize import short_date
from planner.services.words import kind_word, priority_word, status_word
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.edit_chips import SkillRow, TagRow
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from planner.services.actions.many import EditMany
    from planner.services.queries.activity import SkillChoice
    from planner.services.queries.board import LaneRow
    from planner.services.queries.many import Shared
    from planner.ui.shell.page import PageContext

_LABEL: Final = 84
#: The value of the first entry of every list: the field stays as it is.
KEEP: Final = "keep"
SET: Final = "set"
NONE: Final = "none"
_INBOX: Final = 0


class EditDialog(QDialog):
    """Opened for ``ids``; :meth:`action` is what was chosen, None while nothing is."""

    def __init__(
        self,
        context: PageContext,
        ids: Sequence[ActivityId],
        shared: Shared,
        steps: Sequence[LaneRow],
        parent: QWidget | None = None,
        *,
        tags: Sequence[str] = (),
        skills: Sequence[SkillChoice] = (),
    ) -> None:
        super().__init__(parent)
        theme, today = context.theme, context.planner.today()
        self._ids = tuple(ids)
        title = trn("Edit {n} activity", "Edit {n} activities", len(self._ids))
        self.setWindowTitle(title)
        self.setMinimumWidth(500)
        self._form = QVBoxLayout(self)
        self._form.setContentsMargins(*DIALOG_MARGINS)
        self._form.setSpacing(Space.S)
        self._form.addWidget(Label(title, "heading"))
        self._form.addSpacing(Space.XS)
        self._theme = theme
        names = {_INBOX: tr("Inbox")} | {int(row.step_id or 0): row.name for row in steps}
        self.status = self._list(
            tr("Status"), [(status_word(each), each.value) for each in Status], shared.statuses, status_word
        )
        self.step = self._list(
            tr("Step"),
            [(name, step_id) for step_id, name in names.items()],
            {step_id or _INBOX for step_id in shared.steps},
            lambda step_id: names.get(step_id, ""),
        )
        self.kind = self._list(tr("Kind"), [(kind_word(each), each.value) for each in Kind], shared.kinds, kind_word)
        self.priority = self._list(
            tr("Priority"), [(priority_word(each), each.value) for each in Priority], shared.priorities, priority_word
        )
        self.due = DropDown(theme, tr("Due"))
        self.date = DateField(theme, tr("Due date"), context.planner.today)
        self._build_due(shared.dues, today)
        self.tags = TagRow(theme, shared.tags, shared.number, tags)
        self.skills = SkillRow(theme, shared.skills, shared.number, skills)
        self._row(tr("Tags"), self.tags)
        self._row(tr("Shows"), self.skills)
        self._build_buttons()
        self.status.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building

    def _row(self, name: str, *widgets: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        label = Label(name, "body", "muted")
        label.setFixedWidth(_LABEL)
        label.setMinimumHeight(32)
        label.setContentsMargins(0, 7, 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setWordWrap(True)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        for widget in widgets:
            line.addWidget(widget, 1)
        self._form.addLayout(line)

    def _list(
        self, name: str, choices: list[tuple[str, Any]], values: Any, word: Callable[[Any], str]
    ) -> DropDown:
        found = DropDown(self._theme, name, [(_kept(values, word), KEEP), *choices])
        found.currentIndexChanged.connect(self._refresh)
        self._row(name, found)
        return found

    def _build_due(self, dues: frozenset[str | None], today: date) -> None:
        def word(day: str | None) -> str:
            return tr("no date") if day is None else short_date(date.fromisoformat(day), today)

        self.due.set_items([(_kept(dues, word), KEEP), (tr("On a day"), SET), (tr("No date"), NONE)])
        self.due.currentIndexChanged.connect(self._show_date)
        self.date.textChanged.connect(self._refresh)
        self.date.hide()
        self._row(tr("Due"), self.due, self.date)

    def _show_date(self) -> None:
        self.date.setVisible(self.due.value() == SET)
        if self.due.value() == SET:
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def _build_buttons(self) -> None:
        for chips in (self.tags, self.skills):
            chips.changed.connect(self._refresh)
            chips.changed.connect(self._grow)
        row, self.save = dialog_foot(self, self._theme, tr("Save"))
        self._form.addStretch(1)
        self._form.addLayout(row)
        self._refresh()

    # -- what was chosen

    def action(self) -> EditMany | None:
        """What is to be done; None while every field is left as it is."""
        from planner.services.actions.many import EditMany

        given: dict[str, Any] = {}
        for name, field in (("status", self.status), ("kind", self.kind), ("priority", self.priority)):
            if field.value() != KEEP:
                given[name] = field.value()
        step_id = self.step.value()
        if isinstance(step_id, int):
            given |= {"to_step": True, "step_id": StepId(step_id) if step_id else None}
        day = self.date.date()
        if self.due.value() == NONE:
            given["to_due"] = True
        elif self.due.value() == SET and day is not None:
            given |= {"to_due": True, "due": day.isoformat()}
        for name, chosen in (
            ("add_tags", self.tags.added),
            ("drop_tags", self.tags.dropped),
            ("add_skills", self.skills.added),
            ("drop_skills", self.skills.dropped),
        ):
            if chosen:
                given[name] = chosen
        return EditMany(self._ids, **given) if given else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _refresh(self) -> None:
        typing = self.due.value() == SET and bool(self.date.text().strip())
        self.save.setEnabled(typing or self.action() is not None)

    def _grow(self) -> None:
        """As high as the chips need, never lower than it was: nothing moves under the pointer."""
        self._form.activate()
        self.resize(self.width(), max(self.height(), self._form.sizeHint().height()))

    def accept(self) -> None:
        """Close, unless a date was typed that cannot be read."""
        if self.due.value() == SET:
            self.date.editingFinished.emit()  # Enter in the field comes here first
            if self.date.date() is None:
                self.date.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.action() is not None:
            super().accept()


def _kept(values: Any, word: Callable[[Any], str]) -> str:
    """The first entry of a list: that the field stays, and what it is now."""
    if len(values) == 1:
        return tr("As it is: {value}", value=word(next(iter(values))))
    return tr("As it is: mixed")
