"""The outline on the board's page: the tree, what is typed below it, and how it follows changes, filter and folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.domain.words import ActivityId
from planner.ui.board.layout import MARGIN
from planner.ui.board.outline.adding import OutlineAdding
from planner.ui.board.outline.cards import OutlineCards
from planner.ui.board.outline.columns import Column
from planner.ui.board.outline.model import OutlineModel
from planner.ui.board.outline.painter import ORIGIN
from planner.ui.board.outline.view import OutlineView
from planner.ui.board.sections import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPersistentModelIndex

    from planner.services.planner import Change
    from planner.services.queries.board import StepKey
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.model import BoardModel
    from planner.ui.board.outline.branches import Branch
    from planner.ui.shell.page import PageContext

#: Changes of more rows than this are read as a whole.
_MANY = 200


class OutlinePanel(QWidget):
    """Shows the lanes that the board has, whatever of them it has unfolded. While it is ``dirty`` it is out of date."""

    def __init__(
        self, context: PageContext, board: BoardModel, content: BoardContent, commands: BoardCommands
    ) -> None:
        super().__init__()
        self._context = context
        self._board = board
        self._content = content
        self._commands = commands
        self._folds: dict[str, bool] = {}  # as the person left them
        self._live: dict[str, bool] = {}  # as they were before the tree was built anew or filtered
        self._filtered = False
        self._folding = False
        self.dirty = True
        self.model = OutlineModel(context.planner, self._order, self)
        self.view = OutlineView(context.theme, self.model, context.settings.read().density)
        self.cards = OutlineCards(self.view, content)
        self.adding = OutlineAdding(context, self.view, content, commands, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN - ORIGIN, 0, MARGIN - 10, 0)  # the scroll bar lies in the margin
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.adding)
        self.setFocusProxy(self.view)
        self.view.mouse.run_of = self.cards.run_of
        self.view.folded.connect(self._note_fold)
        self.view.renamed.connect(self._renamed)
        self.view.dropped.connect(commands.drop)
        self.view.columns.sort_wanted.connect(self.sort)

    def _order(self, key: StepKey) -> list[int]:
        return self.cards.order(key)

    # -- what is shown

    def follow(self, change: Change | None = None) -> None:
        """Show what the content of the board shows now: after a change, or with another filter."""
        many = change is not None and (change.everything or len(change.rows) > _MANY)
        if self.dirty or many or (change is not None and change.tables & {"skill", "tag"}):
            self.model.forget()
        elif change is not None:
            self.model.forget(_touched(change))
        self._show()

    def _show(self) -> None:
        self.dirty = False
        lanes = [section.lane.row for section in self._board.sections if section.part is Part.LANE]
        filtered = self._content.is_filtered
        if not self._filtered:
            index_of = self.model.index_of_branch
            self._live |= {branch.uid: self.view.isExpanded(index_of(branch)) for branch in self.model.branches}
        with self.view.kept():
            if self._filtered and not filtered:
                self._fold_what_was_found()
            roadmaps: dict[int, str] = {roadmap.id: roadmap.name for roadmap in self._content.roadmaps.names}
            reset = self.model.show(lanes, roadmaps)
            if reset or filtered != self._filtered:
                self._filtered = filtered
                self._fold_again()

    def _fold_again(self) -> None:
        """Unfold what the person left unfolded, the current step at first, and everything under a filter."""
        self._folding = True
        self.model.load(*(branch for branch in self.model.branches if self._filtered or self._is_open(branch)))
        for branch in self.model.branches:
            opened = self._filtered or self._is_open(branch)
            self.view.setExpanded(self.model.index_of_branch(branch), opened)
        self._folding = False

    def _fold_what_was_found(self) -> None:
        """Fold what was unfolded for a filter alone; what else stands there is not read until it is looked at."""
        self._folding = True
        for branch in self.model.branches:
            if not self._is_open(branch):
                self.view.collapse(self.model.index_of_branch(branch))
                self.model.unload(branch)
        self._folding = False

    def _is_open(self, branch: Branch) -> bool:
        """Whether a branch is unfolded while nothing is filtered."""
        at_first = branch.lane is None or branch.key == self._content.current_step()
        return self._folds.get(branch.uid, self._live.get(branch.uid, at_first))

    def _note_fold(self, branch: Branch, opened: bool) -> None:
        if not self._folding and not self._filtered:
            self._folds[branch.uid] = opened

    def sort(self, column: int | None, down: bool) -> None:
        """Sort the activities of each step by a column, or as the board has them."""
        self.model.sort_by(None if column is None else Column(column), down=down)
        self.view.columns.set_sorting(column, down=down)
        self.view.scrollTo(self.view.currentIndex())

    def reveal_card(self, activity_id: int) -> bool:
        """Put the focus on an activity that the board has uncovered, and let it stand out for a moment."""
        for branch in self.model.branches:
            if branch.lane is not None and activity_id in self._order(branch.key):
                self._unfold(branch)
        found = self.view.choose_card(activity_id)
        if found:
            self.view.flash(activity_id)
        return found

    def reveal_step(self, key: StepKey) -> bool:
        """Put the focus on a step."""
        branch = self.model.branch(key)
        if branch is not None:
            if branch.parent is not None:
                self._unfold(branch.parent)
            self.view.choose(self.model.index_of_branch(branch))
        return branch is not None

    def _unfold(self, branch: Branch) -> None:
        above = [branch] if branch.parent is None else [branch.parent, branch]
        for each in above:
            self.model.load(each)
            self.view.expand(self.model.index_of_branch(each))

    # -- typing

    def _renamed(self, index: QPersistentModelIndex, text: str) -> None:
        from planner.services.actions.activities import EditActivity

        activity_id, branch = self.model.activity_of(index), self.model.branch_of(index)
        if activity_id:
            self._context.run(EditActivity(ActivityId(activity_id), (("title", text),)))
        elif branch is not None:
            self._commands.edit_step(branch.key, name=text)

    def flush(self) -> None:
        """Submit what is still being typed."""
        self.view.flush()
        if self.adding.editor is not None:
            self.adding.editor.flush()

    # -- what this machine remembers

    def remembered(self) -> dict[str, object]:
        """Folds by the uid of the step, the sorting, and the columns."""
        column = self.model.sorted_by
        sort = [] if column is None else [column.key, "down" if self.model.down else "up"]
        return {"folds": dict(self._folds), "sort": sort, "columns": self.view.columns.remembered()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`remembered` gave, leaving out what is malformed."""
        folds, sort, columns = state.get("folds"), state.get("sort"), state.get("columns")
        if isinstance(folds, dict):
            self._folds = {
                uid: opened for uid, opened in folds.items() if isinstance(uid, str) and isinstance(opened, bool)
            }
        if isinstance(columns, dict):
            self.view.columns.restore(columns)
        names = {column.key: column for column in Column}
        if isinstance(sort, list) and len(sort) == 2 and isinstance(sort[0], str) and sort[0] in names:
            self.sort(names[sort[0]], sort[1] == "down")


def _touched(change: Change) -> set[int]:
    """The activities that a change touched, themselves or what belongs to them."""
    ids = change.touched("activity")
    for row in change.rows:
        for image in (row.before, row.after):
            if row.table != "activity" and image is not None and isinstance(image.get("activity_id"), int):
                ids.add(image["activity_id"])
    return ids
