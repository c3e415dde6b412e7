"""What is typed on the board itself: a new activity at the end of To do, a new step, and the name of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from planner.config.text import tr
from planner.domain.words import StepId
from planner.ui.board.card_painter import EDGE
from planner.ui.board.quick_names import QuickNames
from planner.ui.board.sections import Part

if TYPE_CHECKING:
    from planner.services.queries.board import StepKey
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.editors import NameEditor, QuickAddEditor
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext


class InPlace(QObject):
    """Opens one line edit at a time over the view.

    ``changed`` comes when one was opened or closed; ``filter_dropped`` when what is to be added must not be hidden.
    """

    changed = Signal()
    filter_dropped = Signal()

    def __init__(self, context: PageContext, view: BoardView, content: BoardContent, commands: BoardCommands) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self.editor: QuickAddEditor | NameEditor | None = None
        self._added = 0  # the card that quick add made last
        self._names = QuickNames(context.planner, content)

    def add_card(self, key: StepKey) -> None:
        """Open quick add at the end of a lane's To do."""
        from planner.ui.board.editors import QuickAddEditor

        if self._content.is_filtered:
            self.filter_dropped.emit()
        if self._content.lane(key) is None:
            key = self._view.current_lane()
        self._close_editor()
        self._names.forget()
        editor = QuickAddEditor(
            self._context.theme, lambda: self._view.board.today, self._names, self._view.viewport()
        )
        editor.entered.connect(lambda text: self._quick_add(text, key))
        self._content.adding_to = (key,)
        with self._view.kept():
            self._content.set_opened(key, opened=True)
            self._content.show()
        self._open_editor(editor, lane=(key,))

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
        room = self._view.layout_of_board.editor
        if room is not None:
            self._view.show_rect(room)
        added = change.added("activity")
        if added and self._view.board.row_of_card(added[0]) < 0:
            self._context.tell(change)
        elif added:
            self._added = added[0]
            self._view.flash(added[0])

    def add_step(self) -> None:
        """Open a line for the name of a new step below the last one."""
        from planner.ui.board.editors import NameEditor

        if self._content.is_filtered:
            self.filter_dropped.emit()
        self._close_editor()
        editor = NameEditor(tr("Name of the new step"), parent=self._view.viewport())
        editor.entered.connect(self._step_named)
        self._open_editor(editor, step=True)

    def _step_named(self, name: str) -> None:
        added = self._commands.add_step(name)
        if added is None:
            return
        self._close_editor()
        self._view.choose(self._view.board.index(self._view.board.row_of(Part.LANE, added)))
        self._view.setFocus()

    def rename_step(self, key: StepKey) -> None:
        """Open a line over the name of a step."""
        from planner.ui.board.editors import NameEditor

        row = self._content.lane(key)
        place = self._view.board.row_of(Part.LANE, key)
        if row is None or key is None or place < 0:
            return
        self._close_editor()
        self._view.scrollTo(self._view.board.index(place))
        editor = NameEditor(tr("Name of the step"), row.name, self._view.viewport())
        editor.entered.connect(lambda name: self._renamed(key, name))
        self._open_editor(editor)
        lane = self._view.visualRect(self._view.board.index(place))
        name = self._view.delegate.name_rect(lane)
        width = min(420, max(240, name.width()))
        editor.setGeometry(name.left() - EDGE * 3, name.center().y() - 16, width, 34)

    def _renamed(self, key: StepKey, name: str) -> None:
        row = self._content.lane(key)
        if row is None or row.name == name or self._commands.edit_step(key, name=name):
            self._close_editor()
            self._view.setFocus()

    def _open_editor(
        self, editor: QuickAddEditor | NameEditor, *, lane: tuple[StepKey] | None = None, step: bool = False
    ) -> None:
        self.editor = editor
        editor.closed.connect(lambda: self._editor_closed(editor))
        self.changed.emit()
        overlay = lane is None and not step
        self._view.make_room(None if overlay else editor, lane=lane, step=step)
        editor.show()
        editor.line.setFocus()

    def _editor_closed(self, editor: QuickAddEditor | NameEditor) -> None:
        if editor is not self.editor:
            return
        had_focus = editor.line.hasFocus()
        added = self._added
        self._close_editor()
        if added:
            self._view.choose_card(added)  # what was typed is what the next key is for
        if had_focus:
            self._view.setFocus()

    def _close_editor(self) -> None:
        editor, self.editor, self._added = self.editor, None, 0
        if editor is None:
            return
        self._content.adding_to = None
        with QSignalBlocker(editor):  # hiding it takes the focus away, which is no leaving
            editor.hide()
        editor.deleteLater()
        self._view.make_room(None)
        with self._view.kept():
            self._content.show()
        self.changed.emit()
