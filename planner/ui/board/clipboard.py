"""Cards by way of the clipboard: cut ones move where they are pasted, copied ones are duplicated, text is added."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QMimeData, QObject, QRect
from PySide6.QtGui import QGuiApplication

from planner.config.text import tr, trn
from planner.domain.pasted_lines import checklist_line, read_lines
from planner.domain.words import ActivityId, StepId
from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO, StepKey
from planner.ui.board.drag import Target
from planner.ui.board.sections import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.services.planner import Change
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext
    from planner.ui.shell.question import Question

#: Marks what was put there by this very board; the cards themselves never leave it.
_OWN: Final = "application/x-planner-cards"
#: More lines than this are added only after a question.
_ASK_ABOVE: Final = 20


class _Held(NamedTuple):
    """What was cut or copied last, and the mark that the clipboard bears as long as nothing else is in it."""

    mark: str
    ids: tuple[ActivityId, ...]
    cut: bool


class _Where(NamedTuple):
    """Where the focus says that something is to be pasted; ``column`` None is a lane as a whole."""

    step_id: StepKey
    column: str | None
    before: int | None


class CardClipboard(QObject):
    """Cuts, copies, pastes and duplicates over one view."""

    def __init__(
        self, context: PageContext, view: BoardView, content: BoardContent, commands: BoardCommands
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self._held: _Held | None = None
        self.question: Question | None = None

    # -- out

    def copy(self) -> None:
        """Put the titles into the clipboard as a Markdown checklist."""
        number = self._hold(cut=False)
        if number:
            self._context.toast(trn("{n} title copied", "{n} titles copied", number))

    def cut(self) -> None:
        """As copying, and remember the cards: pasting moves them."""
        number = self._hold(cut=True)
        if number:
            self._context.toast(
                trn(
                    "{n} card cut; paste it where it should go",
                    "{n} cards cut; paste them where they should go",
                    number,
                )
            )

    def _hold(self, *, cut: bool) -> int:
        cards = self._commands.cards()
        if not cards:
            return 0
        mark = uuid.uuid4().hex
        data = QMimeData()
        data.setText("\n".join(checklist_line(card.title, done=card.status == DONE) for card in cards) + "\n")
        data.setData(_OWN, mark.encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._held = _Held(mark, tuple(ActivityId(card.id) for card in cards), cut)
        self._view.fade(self._held.ids if cut else ())
        return len(cards)

    def forget_cut(self) -> bool:
        """Leave cut cards where they are; False if none were cut."""
        if self._held is None or not self._held.cut or not self._view.faded:
            return False
        self._held = None
        self._view.fade(())
        return True

    # -- in

    def paste(self) -> None:
        """Move or duplicate the cards that are held, else add an activity for each line of text."""
        data = QGuiApplication.clipboard().mimeData()
        held = self._held
        where = self._where()
        if held is not None and bytes(data.data(_OWN).data()).decode("ascii", "replace") == held.mark:
            if held.cut:
                self._move(held.ids, where)
            else:
                self._duplicate(held.ids, where)
            return
        self._view.fade(())
        self._add(data.text() if data.hasText() else "", where)

    def _where(self) -> _Where:
        """Behind the card with the focus; on a lane's head the lane; of done and skipped cards their column."""
        shown = self._commands.shown
        run, card = shown.run(), shown.current()
        if run is None or card is None:
            return self._without_card()
        if run.column in (DONE, SKIPPED):
            return _Where(run.key, run.column, None)
        at = run.ids.index(card) + 1
        return _Where(run.key, run.column, run.ids[at] if at < len(run.ids) else None)

    def _without_card(self) -> _Where:
        """The lane with the focus; of a line below its cards, such as the one of the ideas, their column."""
        shown = self._commands.shown
        item = self._view.current_item() if shown.widget is self._view else None
        if item is None or item[0].part is Part.LANE:
            return _Where(shown.lane(), None, None)
        return _Where(item[0].lane.key, item[0].column, None)

    def _move(self, ids: tuple[ActivityId, ...], where: _Where) -> None:
        column = self._commands.shown.column(where.step_id, where.column or "")
        before = where.before
        if before is not None and before in ids and before in column:  # a card that moves itself is no place
            after = column[column.index(before) :]
            before = next((each for each in after if each not in ids), None)
        self._commands.drop(ids, Target(where.step_id, where.column, before, QRect(), is_line=True))
        self._view.fade(())
        self._choose(ids)

    def duplicate(self) -> None:
        """Copy the selected cards; the copies get focus and selection."""
        from planner.services.actions.copies import DuplicateActivities

        ids = self._commands.ids()
        if ids:
            self._show_added(self._context.run(DuplicateActivities(ids)))

    def _duplicate(self, ids: tuple[ActivityId, ...], where: _Where) -> None:
        from planner.services.actions.copies import DuplicateActivities

        self._show_added(self._context.run(DuplicateActivities(ids, to_step=True, step_id=_step_id(where.step_id))))

    def _add(self, text: str, where: _Where) -> None:
        number = len(read_lines(text))
        if number <= _ASK_ABOVE:
            self._add_lines(text, where)
            return
        from planner.ui.shell.question import Question

        said = trn("Add {n} activity, one for each line?", "Add {n} activities, one for each line?", number)
        box = Question(self._context.theme, tr("Paste"), said, (tr("Add"),), parent=self._commands.shown.widget)
        box.accepted.connect(lambda: self._add_lines(text, where))
        box.finished.connect(lambda _result: self._answered(box))
        self.question = box
        box.open()

    def _answered(self, box: Question) -> None:
        self.question = None
        box.deleteLater()
        self._commands.shown.widget.setFocus()

    def _add_lines(self, text: str, where: _Where) -> None:
        from planner.services.actions.lines import AddLines

        status = DOING if where.column == DOING else TO_DO
        self._show_added(self._context.run(AddLines(text, _step_id(where.step_id), status)))

    # -- after

    def _show_added(self, change: Change | None) -> None:
        if change is None:
            return
        added = change.added("activity")
        self._context.tell(change)
        if added and not self._content.is_filtered:
            with self._view.kept():
                self._content.uncover(added[0])
        self._choose(added)

    def _choose(self, ids: Iterable[int]) -> None:
        """Select cards, the first of them with the focus, as far as they are shown."""
        shown = [each for each in ids if self._view.board.row_of_card(each) >= 0]
        if shown:
            self._view.choose_card(shown[0])
            self._view.select_cards(shown)
            self._view.flash(shown[0])


def _step_id(key: StepKey) -> StepId | None:
    return None if key is None else StepId(key)


