"""The view of the gaps to the role: the table, beside or below it what would close the gap with the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries.gaps import gaps
from planner.ui.skills.gaps.panel import WIDTH, GapsPanel
from planner.ui.skills.gaps.table import GapTable
from planner.ui.theme import Space
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from planner.services.queries.gaps import GapRow
    from planner.services.queries.skills import SkillsView
    from planner.ui.shell.page import PageContext

#: The table has room for its columns in so much; with less the panel goes below it.
_TABLE_GOOD: Final = 660
#: So high it is at least; where there is less room for both, they scroll.
_TABLE_LEAST: Final = 168


class GapsView(QWidget):
    """``opened`` carries the id of a skill to look at."""

    opened = Signal(int)

    def __init__(self, context: PageContext, open_roles: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._gaps: tuple[GapRow, ...] = ()
        self._current = -1
        theme = context.theme
        self.table = GapTable(theme)
        self.table.opened.connect(self.opened)
        self.panel = GapsPanel(context)
        self.panel.done.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.rows.modelReset.connect(self._find_again)
        self.empty = EmptyState(theme, "", [(tr("Target roles…"), open_roles)], icon="skills")
        self.table.setMinimumHeight(_TABLE_LEAST)
        content = QWidget()
        content.setProperty("role", "canvas")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._halves.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        self._halves.setSpacing(Space.M)
        self._halves.addWidget(self.table, 1)
        self._line = Line()
        self._halves.addWidget(self._line)
        self._halves.addWidget(self.panel)
        self._halves.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_gaps(self, view: SkillsView, words: str) -> bool:
        """Read and show the gaps as of today that hold the words; False where there are some, but none holds them."""
        planner = self._context.planner
        self._gaps = planner.read(gaps, planner.today(), view)
        if not self._gaps:
            role = next((profile.name for profile in view.profiles if profile.id == view.profile_id), None)
            self.empty.set_sentence(_why_none(role))
        self._stack.setCurrentIndex(0 if self._gaps else 1)
        return self.filter(words)

    def filter(self, words: str) -> bool:
        """Show those of the gaps that hold the words; False where there are some, but none holds them."""
        self.table.rows.show(self._gaps, words)
        self._show_panel()
        return not self._gaps or self.table.rows.rowCount() > 0

    def focus_content(self) -> None:
        """Put the focus on the table, or on the button that leads to one."""
        (self.table if self._gaps else self.empty.buttons[0]).setFocus()

    def reveal(self, table: str, row_id: int) -> bool:
        """Show a skill, or say that an activity is in sight already; False if neither is here."""
        if table == "skill":
            return self.table.choose(row_id, flash=True)
        row = self.table.current_gap()
        return table == "activity" and row is not None and any(one.activity_id == row_id for one in row.closers)

    def _find_again(self) -> None:
        """Rows were added or taken away: put the focus where it was, or on the first."""
        if not self.table.choose(self._current) and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _follow(self, current: QModelIndex) -> None:
        if current.isValid():
            self._show_panel()

    def _show_panel(self) -> None:
        row = self.table.current_gap()
        if row is not None:
            self._current = row.skill.id
        self.panel.show_gap(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _TABLE_GOOD + WIDTH + 3 * Space.XL
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
        self._halves.setSpacing(Space.XL if beside else Space.M)
        self._line.setVisible(not beside)
        self.panel.set_beside(beside=beside)


def _why_none(role: str | None) -> str:
    if role is None:
        return tr("No target role yet. Add one and say which level of each skill it wants; then the gaps stand here.")
    return tr(
        "“{role}” wants no skill yet. Say which level of each skill it wants; then the gaps stand here.", role=role
    )
