"""What the inspector shows: an activity or a skill, each in its own view that is built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from planner.domain.errors import NotFoundError
from planner.ui.shell.inspector.activity_view import ActivityView
from planner.ui.shell.inspector.visit import Visit
from planner.ui.shell.inspector_panel import InspectorContent

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from planner.services.planner import Change
    from planner.ui.shell.inspector.skill_view import SkillView
    from planner.ui.shell.page import PageContext

#: Tables whose rows are shown with every activity or skill that names them.
_SHARED = frozenset(
    {
        "step", "skill", "tag", "category", "rubric_level", "profile", "profile_target", "setting",
        "credit", "credit_claim", "attachment",
    }
)  # fmt: skip


class ActivityInspector(InspectorContent):
    """Edits what is opened, in place."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.activity_view = ActivityView(context)
        self.activity_view.deleted.connect(self._gone)
        context.title_requested.connect(self._edit_title)
        self._skill_view: SkillView | None = None
        self._put_away = False
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.activity_view)

    @property
    def skill_view(self) -> SkillView:
        """The view of a skill, built when one is first opened."""
        if self._skill_view is None:
            from planner.ui.shell.inspector.skill_view import SkillView

            self._skill_view = SkillView(self.context)
            self._stack.addWidget(self._skill_view)
        return self._skill_view

    def open(self, table: str, row_id: int) -> bool:
        self.flush()
        if self._put_away:
            # Opened anew, it shows what is stored, not what was refused.
            self._forget()
        try:
            shown = self._show(table, row_id)
        except NotFoundError:
            return False
        if shown:
            self.subject = (table, row_id)
        return shown

    def _show(self, table: str, row_id: int) -> bool:
        """Read and show; False for what cannot be shown. Raises NotFoundError if it is not there."""
        if table == "activity":
            from planner.services.queries.activity import activity_card

            card = self.context.planner.read(activity_card, row_id)
            if card.activity.trashed_at is not None:
                return False
            self.activity_view.show_card(card)
            self._stack.setCurrentWidget(self.activity_view)
            return True
        if table == "skill":
            from planner.services.queries.skill_card import skill_card

            self.skill_view.show_card(self.context.planner.read(skill_card, row_id, self.context.planner.today()))
            self._stack.setCurrentWidget(self.skill_view)
            return True
        return False

    def apply_change(self, change: Change) -> None:
        if self.subject is None or not self._concerns(change):
            return
        try:
            shown = self._show(*self.subject)
        except NotFoundError:
            shown = False
        if not shown:
            self._gone()

    def _edit_title(self) -> None:
        if self.subject is not None and self.subject[0] == "activity":
            self.activity_view.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.activity_view.title.selectAll()

    def _concerns(self, change: Change) -> bool:
        if self.subject is None:
            return False
        table, row_id = self.subject
        if change.everything or change.tables & _SHARED:
            return True
        column = f"{table}_id"
        return any(
            (row.table == table and row.id == row_id) or (row.after or row.before or {}).get(column) == row_id
            for row in change.rows
        ) or (table == "skill" and "activity" in change.tables)

    def _gone(self) -> None:
        """It was deleted, maybe by another program while something was being typed: that is submitted first.

        What the plan refuses then, since nothing is left that could have the text, stays in its field to be copied.
        """
        if self._is_pending():
            QTimer.singleShot(0, self, self._submit_and_leave)  # nothing may be written while a change is being told
            return
        self.subject = None
        self._forget()
        self.close_requested.emit()

    def _is_pending(self) -> bool:
        return any(visit.pending for visit in self.findChildren(Visit))

    def _submit_and_leave(self) -> None:
        for visit in self.findChildren(Visit):
            visit.submit()
        if not self._is_pending():
            self._gone()

    def _forget(self) -> None:
        self.activity_view.card = None
        if self._skill_view is not None:
            self._skill_view.forget()

    def flush(self) -> None:
        if self._put_away:
            return  # all was submitted, or refused and told, when it was hidden
        if self.subject is not None and self.subject[0] == "activity":
            self.activity_view.flush()
        elif self._skill_view is not None:
            self._skill_view.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()
        self._put_away = True

    def showEvent(self, event: QShowEvent) -> None:
        self._put_away = False
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)
