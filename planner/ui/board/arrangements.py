"""The arrangements of the board: lanes, steps side by side, and the outline, which is made when it is first chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from planner.config.text import tr
from planner.ui.board.facts import lane_title
from planner.ui.board.sections import Part
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from planner.services.planner import Change
    from planner.services.queries.board import StepKey
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.content import BoardContent
    from planner.ui.board.in_place import InPlace
    from planner.ui.board.outline.adding import OutlineAdding
    from planner.ui.board.outline.panel import OutlinePanel
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext

LANES: Final = "lanes"
STEPS: Final = "steps"
OUTLINE: Final = "outline"


class Arrangements(QObject):
    """Knows which arrangement was chosen and what shows it; ``outline_made`` comes once, to be connected."""

    outline_made = Signal(object)

    def __init__(
        self,
        context: PageContext,
        view: BoardView,
        content: BoardContent,
        commands: BoardCommands,
        in_place: InPlace,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._content = content
        self._commands = commands
        self._in_place = in_place
        self._cards_on_board = commands.shown
        self._outline: OutlinePanel | None = None
        self._outline_state: Mapping[str, object] = {}
        self._scrolls: dict[bool, int] = {}  # how far lanes and upright steps were scrolled
        self.switch = SegmentedSwitch(context.theme, _names(), tr("Arrangement"))

    @property
    def outlining(self) -> bool:
        """Whether the outline was chosen."""
        return self.switch.value() == OUTLINE

    @property
    def outline(self) -> OutlinePanel:
        """The tree of steps and activities."""
        if self._outline is None:
            from planner.ui.board.outline.panel import OutlinePanel

            self._outline = OutlinePanel(self._context, self._view.board, self._content, self._commands)
            self._outline.restore(self._outline_state)
            self.outline_made.emit(self._outline)
        return self._outline

    @property
    def main(self) -> QWidget:
        """What shows the plan now."""
        return self.outline if self.outlining else self._view

    @property
    def typing(self) -> InPlace | OutlineAdding:
        """What opens the lines for new activities and steps now."""
        return self.outline.adding if self.outlining else self._in_place

    def choose(self, arrangement: str) -> None:
        """Let the steps lie below each other as lanes, stand side by side as columns, or be branches of a tree."""
        self.switch.set_value(arrangement)
        upright = arrangement == STEPS
        view, bar = self._view, self._view.verticalScrollBar()
        self._scrolls[self._content.upright] = bar.value()
        with view.kept():
            view.set_upright(upright=upright)
            view.delegate.upright = upright
            self._content.set_upright(upright=upright)
        view.arrange(unseen=True)
        bar.setValue(self._scrolls.get(upright, 0))
        view.scrollTo(view.currentIndex())
        self._commands.use(self.outline.cards if self.outlining else self._cards_on_board)
        self.follow()

    def follow(self, change: Change | None = None, *, anew: bool = False) -> None:
        """Bring the outline up to date with what the content of the board shows now; while it is hidden, later."""
        outline = self._outline
        if outline is None:
            return
        outline.dirty = outline.dirty or anew or not self.outlining
        if self.outlining:
            outline.follow(change)

    def reveal_step(self, key: StepKey) -> bool:
        """Put the focus on a step."""
        if self.outlining:
            return self.outline.reveal_step(key)
        board = self._view.board
        row = board.row_of(Part.LANE, key)
        self._view.choose(board.index(row))
        return row >= 0

    def step_at(self, at: QPoint) -> tuple[StepKey, str] | None:
        """The step, or the inbox, that stands at a place of the screen, with its name."""
        shown = self._commands.shown.widget.viewport()
        place = shown.mapFromGlobal(at)
        if not shown.isVisible() or not shown.rect().contains(place):
            return None
        if self.outlining:
            branch = self.outline.model.branch_of(self.outline.view.row_at(place))
            row = None if branch is None else branch.lane
        else:
            inside = self._view.to_board(place)
            box = self._view.layout_of_board.lane_at(inside.x(), inside.y())
            row = None if box is None else box.lane.row
        return None if row is None else (row.step_id, lane_title(row))

    def to_top(self) -> None:
        """Scroll to the beginning."""
        for view in (self._view, self._commands.shown.widget):
            view.verticalScrollBar().setValue(0)

    def show_in(self, stack: QStackedWidget) -> None:
        """Let a stack show what shows the plan now."""
        if stack.indexOf(self.main) < 0:
            stack.addWidget(self.main)
        stack.setCurrentWidget(self.main)

    def flush(self) -> None:
        """Submit what is still being typed."""
        if self._in_place.editor is not None:
            self._in_place.editor.flush()
        if self._outline is not None:
            self._outline.flush()

    # -- what this machine remembers

    def state(self) -> dict[str, object]:
        """The arrangement, and folds, sorting and columns of the outline."""
        outline = self._outline_state if self._outline is None else self._outline.remembered()
        return {"arrangement": self.switch.value(), "outline": dict(outline)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        outline, arrangement = state.get("outline"), state.get("arrangement")
        self._outline_state = outline if isinstance(outline, dict) else {}
        if self._outline is not None:
            self._outline.restore(self._outline_state)
        if arrangement in (STEPS, OUTLINE):
            self.choose(str(arrangement))


def _names() -> tuple[tuple[str, str], ...]:
    return (LANES, tr("Lanes")), (STEPS, tr("Steps")), (OUTLINE, tr("Outline"))
