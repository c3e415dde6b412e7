"""What would close one gap: what is on the board for it, ideas to put there, and a line for one of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import ExchangeError, NotFoundError
from planner.services.gap_facts import (
    Reach,
    claim_words,
    closer_words,
    closes,
    enough,
    gap_words,
    idea_words,
    next_step,
    reach_words,
)
from planner.ui.skills.gaps.closer_list import CloserList, Closing
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.services.action import Action
    from planner.services.ideas import Idea
    from planner.services.queries.gaps import GapRow
    from planner.ui.shell.page import PageContext

WIDTH: Final = 340
HEIGHT: Final = 216
_LONGEST: Final = 2000
_LINE_WIDTH: Final = 480


class _Section(QWidget):
    """A heading over a list that is as high as its lines, and hidden while it has none."""

    def __init__(self, title: str, lines: CloserList) -> None:
        super().__init__()
        self.lines = lines
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.XS)
        heading = Label(title, "section")
        heading.setBuddy(lines)
        lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.column.addWidget(heading)
        self.column.addWidget(lines)

    def show_lines(self, lines: list[Closing], ticked: frozenset[object] = frozenset()) -> None:
        self.lines.lines.show(lines, ticked)
        self.lines.updateGeometry()
        self.setVisible(bool(lines))


class GapsPanel(QWidget):
    """Follows the gap with the focus. ``done`` comes when something was put on the board and the work here is over."""

    done = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: GapRow | None = None
        self._ideas: tuple[Idea, ...] = ()
        self._offered: tuple[object, ...] = ()
        self._build()

    def _build(self) -> None:
        theme = self._context.theme
        self.name = Label("", "heading")
        self.gap = Label("", "body")
        self.claim = Label("", "body", "muted")
        self.reach = Label("", "body", "muted")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(Space.XS)
        for label in (self.name, self.gap, self.claim, self.reach):
            label.setWordWrap(True)
            head.addWidget(label)
        self.own = Button(theme, tr("Add an activity for it"))
        self.own.clicked.connect(self._open_line)
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setMaximumWidth(_LINE_WIDTH)
        self.line.setAccessibleName(tr("What will you do for it?"))
        self.line.setPlaceholderText(tr("What will you do for it?"))
        self.line.returnPressed.connect(self._add_own)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.line, context=Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._close_line)
        head.addSpacing(Space.XS)
        head.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.line)
        self.board = _Section(tr("On the board"), CloserList(theme, tr("On the board"), ticks=False))
        self.ideas = _Section(tr("Ideas"), CloserList(theme, tr("Ideas"), ticks=True))
        for section in (self.board, self.ideas):
            section.lines.opened.connect(self._context.open_activity)
        self.ideas.lines.changed.connect(self._count)
        self.add = Button(theme, "", "filled")
        self.add.clicked.connect(self._add_ideas)
        self.ideas.column.addSpacing(Space.XS)
        self.ideas.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, Space.M)
        self._parts.setSpacing(Space.L)
        for part in (self._head, self.board, self.ideas):
            self._parts.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._parts.addStretch(1)
        self.set_beside(beside=True)

    def set_beside(self, *, beside: bool) -> None:
        """Stand in a column beside the table, or with the parts side by side below it."""
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight)
        for number in range(3):
            self._parts.setStretch(number, 0 if beside else 1)
        self._parts.setStretch(3, 1 if beside else 0)
        self.setMinimumWidth(WIDTH if beside else 0)
        self.setMaximumWidth(WIDTH if beside else 16_777_215)
        self.setMinimumHeight(0 if beside else HEIGHT)
        self.setMaximumHeight(16_777_215 if beside else HEIGHT)

    def show_gap(self, row: GapRow | None) -> None:
        """Show what would close a gap; None shows nothing."""
        self._head.setVisible(row is not None)
        if self._row is None or row is None or row.skill.id != self._row.skill.id:
            self._close_line()
        self._row = row
        self._ideas = () if row is None else self._of_template(row)
        if row is None:
            self.board.show_lines([])
            self.ideas.show_lines([])
            return
        board = [Closing(one.activity_id, one.title, one.kind, closer_words(one), one.activity_id)
                 for one in row.planned]  # fmt: skip
        ideas = [Closing(one.activity_id, one.title, one.kind, closer_words(one), one.activity_id)
                 for one in row.ideas]  # fmt: skip
        ideas += [Closing(one.key, one.title, one.kind, idea_words(one.level, one.minutes)) for one in self._ideas]
        self.name.setText(row.skill.name)
        self.gap.setText(gap_words(row))
        for label, words in ((self.claim, claim_words(row)), (self.reach, reach_words(row, has_ideas=bool(ideas)))):
            label.setText(words)
            label.setVisible(bool(words))
        self.own.setVisible(not closes(row) and not ideas and self.line.isHidden())
        self.board.show_lines(board)
        self.ideas.show_lines(ideas, self._ticked(row, ideas))
        self._count()

    def _of_template(self, row: GapRow) -> tuple[Idea, ...]:
        from planner.services.ideas import built_in_ideas

        if not row.skill.gap:
            return ()
        try:
            return built_in_ideas(self._context.planner, row.skill.id, row.skill.claimed or 0.0)
        except (ExchangeError, NotFoundError):
            return ()  # a damaged installation says so where the template itself is asked for

    def _ticked(self, row: GapRow, ideas: list[Closing]) -> frozenset[object]:
        """What the person ticked stands as long as the same is offered; else what it takes to close the gap."""
        offered = (row.skill.id, closes(row), *(line.key for line in ideas))
        if offered == self._offered:
            return self.ideas.lines.lines.ticked or frozenset()
        self._offered = offered
        levels = [Reach(one.activity_id, one.level) for one in row.ideas]
        return enough(row, levels + [Reach(one.key, one.level) for one in self._ideas])

    def _count(self) -> None:
        number = len(self.ideas.lines.lines.ticked or ())
        text = trn("Add {n} to the board", "Add {n} to the board", number) if number else tr("Add to the board")
        self.add.setText(text)
        self.add.setAccessibleName(text)
        self.add.setEnabled(number > 0)

    # ------------------------------------------------------------------ doing

    def _add_ideas(self) -> None:
        """Put the ticked ideas on the board in one step."""
        from planner.services.actions.ideas import AddIdea, PlanIdeas
        from planner.services.actions.several import Several

        if self._row is None:
            return
        ticked = self.ideas.lines.lines.ticked or frozenset()
        planned = tuple(one.activity_id for one in self._row.ideas if one.activity_id in ticked)
        new = [one for one in self._ideas if one.key in ticked]
        try:
            actions: list[Action] = [AddIdea.named(one.template, one.key) for one in new]
        except (ExchangeError, NotFoundError) as error:
            self._context.failed.emit(str(error), None)
            return
        if planned:
            actions.insert(0, PlanIdeas(planned))
        number = len(planned) + len(new)
        label = trn("Put {n} idea on the board", "Put {n} ideas on the board", number)
        change = self._context.run(Several(tuple(actions), label))
        self._context.tell(change, trn("{n} idea is on the board", "{n} ideas are on the board", number))
        if change is not None:
            self.done.emit()

    def _open_line(self) -> None:
        self.own.hide()
        self.line.show()
        self.line.setFocus()

    def _close_line(self) -> None:
        had_focus = self.line.hasFocus()
        self.line.clear()
        self.line.hide()
        self.own.setVisible(self._row is not None and not closes(self._row) and not self.ideas.isVisibleTo(self))
        if had_focus:
            self.own.setFocus()

    def _add_own(self) -> None:
        from planner.services.actions.ideas import AddForSkill

        text = self.line.text()
        if self._row is None or not text.strip():
            return
        action = AddForSkill(text, self._row.skill.id, next_step(self._row))
        change = self._context.run(action)
        self._context.tell(change)
        if change is not None or self._context.is_waiting(action):
            self._close_line()
            self.done.emit()
