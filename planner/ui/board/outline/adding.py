"""What is typed below the outline: a new activity for the step with the focus, or the name of a new step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import StepId
from planner.ui.board.editors import NameEditor, QuickAddEditor
from planner.ui.board.facts import lane_title
from planner.ui.board.layout import MARGIN
from planner.ui.board.outline.painter import ORIGIN
from planner.ui.board.quick_names import QuickNames
from planner.ui.theme import Space
from planner.ui.widgets.label import ElidedLabel, Line

if TYPE_CHECKING:
    from planner.services.queries.board import StepKey
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.outline.view import OutlineView
    from planner.ui.shell.page import PageContext


class OutlineAdding(QWidget):
    """One line edit at a time, in a strip of its own; hidden while nothing is added."""

    changed = Signal()
    filter_dropped = Signal()

    def __init__(
        self, context: PageContext, view: OutlineView, content: BoardContent, commands: BoardCommands, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self._names = QuickNames(context.planner, content)
        self.editor: QuickAddEditor | NameEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(ORIGIN, 0, MARGIN - Space.M, Space.M)
        self._column.setSpacing(Space.S)
        self._column.addWidget(Line(self))
        self._where = ElidedLabel("", "meta_strong", "muted")
        self._column.addWidget(self._where)
        self.hide()

    def add_card(self, key: StepKey) -> None:
        """Open quick add for a step."""
        if self._content.is_filtered:
            self.filter_dropped.emit()
        lane = self._content.lane(key)
        if lane is None:
            key, lane = None, self._content.lane(None)
        self._names.forget()
        editor = QuickAddEditor(self._context.theme, lambda: self._view.outline.today, self._names, self)
        editor.entered.connect(lambda text: self._quick_add(text, key))
        name = tr("Inbox") if lane is None else lane_title(lane)
        self._open(editor, tr("New activity in {step}", step=name))
        branch = self._view.outline.branch(key)
        if branch is not None:
            self._view.expand(self._view.outline.index_of_branch(branch))

    def _quick_add(self, text: str, key: StepKey) -> None:
        from planner.services.actions.activities import QuickAdd

        action = QuickAdd(text, None if key is None else StepId(key))
        change = self._context.run(action)
        if change is None and self.editor is not None and self._context.is_waiting(action):
            self.editor.line.clear()
        if change is None or self.editor is None:
            return
        self._names.forget()
        self.editor.line.clear()
        self.editor.line.setFocus()
        added = change.added("activity")
        if added and self._view.choose_card(added[0]):
            self._view.flash(added[0])
        elif added:
            self._context.tell(change)

    def add_step(self) -> None:
        """Open a line for the name of a new step."""
        if self._content.is_filtered:
            self.filter_dropped.emit()
        editor = NameEditor(tr("Name of the new step"), parent=self)
        editor.entered.connect(self._step_named)
        self._open(editor, tr("New step"))

    def _step_named(self, name: str) -> None:
        added = self._commands.add_step(name)
        if added is None:
            return
        self.close_editor()
        self._choose_step(added)

    def rename_step(self, key: StepKey) -> None:
        """Open a line over the name of a step."""
        if self._choose_step(key):
            self._view.rename()

    def _choose_step(self, key: StepKey) -> bool:
        branch = None if key is None else self._view.outline.branch(key)
        if branch is not None:
            self._view.choose(self._view.outline.index_of_branch(branch))
        return branch is not None

    def _open(self, editor: QuickAddEditor | NameEditor, where: str) -> None:
        self.close_editor()
        self.editor = editor
        self._where.setText(where)
        editor.closed.connect(self.close_editor)
        self._column.addWidget(editor)
        self.show()
        self.changed.emit()
        editor.line.setFocus()

    def close_editor(self) -> None:
        """Close the line, and give the focus back if it was there."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = editor.line.hasFocus()
        with QSignalBlocker(editor):  # hiding it takes the focus away, which is no leaving
            self.hide()
            self._column.removeWidget(editor)
        editor.deleteLater()
        self.changed.emit()
        if had_focus:
            self._view.setFocus()
