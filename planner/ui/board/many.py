"""Several cards at once: selecting them, the line that says how many, and the dialog that edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QVBoxLayout

    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.edit_dialog import EditDialog
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext
    from planner.ui.widgets.selection_line import SelectionLine


class Many(QObject):
    """Adds its commands to those of the board, and its line to the foot of ``column`` once it is wanted."""

    def __init__(
        self,
        context: PageContext,
        view: BoardView,
        content: BoardContent,
        commands: BoardCommands,
        column: QVBoxLayout,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self._column = column
        self._offered: tuple[QAction, ...] = ()
        self.line: SelectionLine | None = None
        self.dialog: EditDialog | None = None
        add = commands.add_to_list
        self.edit_action = add(tr("Edit together…"), self.edit, "E")
        self.all_action = add(tr("Select all"), self._select_all, "Ctrl+A")
        view.selectionModel().selectionChanged.connect(lambda _come, _gone: self._show_line())

    def _select_all(self) -> None:
        self._commands.shown.widget.selectAll()

    def offer(self, *actions: QAction) -> None:
        """What the line offers beside the number."""
        self._offered = actions

    def edit(self) -> None:
        """Open the dialog for the selected cards; a single one is edited in the inspector."""
        from planner.services.queries.activity import skill_choices, tag_names
        from planner.services.queries.many import shared
        from planner.ui.board.edit_dialog import EditDialog

        ids = self._commands.ids()
        if len(ids) < 2:
            if ids:
                self._context.open_activity(ids[0])
            return
        read = self._context.planner.read
        dialog = EditDialog(
            self._context,
            ids,
            read(shared, ids),
            self._content.steps,
            self._commands.shown.widget,
            tags=read(tag_names),
            skills=read(skill_choices),
        )
        dialog.accepted.connect(lambda: self._save(dialog))
        dialog.finished.connect(lambda _result: self._closed(dialog))
        self.dialog = dialog
        dialog.open()

    def _save(self, dialog: EditDialog) -> None:
        action = dialog.action()
        change = None if action is None else self._context.run(action)
        if action is not None and change is not None:
            number = len(action.activity_ids)
            self._context.toast(trn("{n} activity changed", "{n} activities changed", number), undo=True)

    def _closed(self, dialog: EditDialog) -> None:
        self.dialog = None
        dialog.deleteLater()
        self._commands.shown.widget.setFocus()

    def _show_line(self) -> None:
        number = len(self._view.selectionModel().selectedIndexes())
        if number < 2:
            if self.line is not None:
                self.line.hide()
            return
        if self.line is None:
            from planner.ui.board.selecting import select_one
            from planner.ui.widgets.selection_line import SelectionLine

            self.line = SelectionLine(self._context.theme, self._offered, lambda: select_one(self._view))
            self._column.addWidget(self.line)
        self.line.set_count(number)
        self.line.show()
