"""The two views of the Skills page, radar and gaps: the switch, the gaps once they are looked at, and their export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from planner.services.queries.skills import SkillsView
    from planner.ui.shell.page import Page
    from planner.ui.skills.gaps.view import GapsView

RADAR: Final = "radar"
GAPS: Final = "gaps"


class Views(QObject):
    """Belongs to the page. ``switched`` comes when the person chose the other view; ``opened`` carries a skill's id.

    The view of the gaps is made, and its rows are read, when it is first shown.
    """

    switched = Signal()
    opened = Signal(int)

    def __init__(self, page: Page, stack: QStackedWidget, listed: QWidget, open_roles: Callable[[], object]) -> None:
        """``stack`` holds the views; ``listed`` is the list beside the radar, whose key turns to the gaps."""
        super().__init__(page)
        self._page, self._context = page, page.context
        self._stack, self._listed = stack, listed
        self._open_roles = open_roles
        self._gaps: GapsView | None = None
        self._sort: tuple[str, str] | None = None
        self.switch = SegmentedSwitch(self._context.theme, [(RADAR, tr("Radar")), (GAPS, tr("Gaps"))], tr("View"))
        self.switch.chosen.connect(self.switched)
        self._turn = self._action(tr("Show the radar or the gaps"), "V", self.turn)
        self._listed.addAction(self._turn)
        self._sorts = self._action(tr("Sort by the column with the focus"), "O", self._sort_by_current)
        page.addAction(tr("Export the gaps…"), self.export)

    def _action(self, text: str, key: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._page.addAction(action)
        return action

    def is_gaps(self) -> bool:
        """Whether the gaps are shown, not the radar."""
        return self.switch.value() == GAPS

    def turn(self) -> None:
        """Show the other view; the keyboard goes there too."""
        self.choose(RADAR if self.is_gaps() else GAPS)
        self._page.focus_content()

    def choose(self, view: str) -> None:
        """Show one of the views."""
        if view != self.switch.value():
            self.switch.set_value(view)
            self.switched.emit()

    def gaps(self) -> GapsView:
        """The view of the gaps, made now if it was not yet."""
        if self._gaps is None:
            from planner.ui.skills.gaps.view import GapsView

            made = self._gaps = GapsView(self._context, self._open_roles)
            made.opened.connect(self.opened)
            self._stack.addWidget(made)
            for view in (made.table, made.panel.board.lines, made.panel.ideas.lines):
                view.addAction(self._turn)
            made.table.addAction(self._sorts)
            if self._sort is not None:
                self._sort_table(made, *self._sort)
        return self._gaps

    def show_gaps(self, view: SkillsView, words: str) -> bool:
        """Read and show the gaps; False where the words of the filter leave none."""
        found = self.gaps().show_gaps(view, words)
        if found:
            self._stack.setCurrentWidget(self.gaps())
        return found

    def filter(self, words: str) -> bool:
        """Show those of the gaps that hold the words; False where these leave none."""
        found = self.gaps().filter(words)
        if found:
            self._stack.setCurrentWidget(self.gaps())
        return found

    def current_skill(self) -> int | None:
        """The skill with the focus in the table of the gaps."""
        row = None if self._gaps is None else self._gaps.table.current_gap()
        return None if row is None else row.skill.id

    def _sort_by_current(self) -> None:
        if self._gaps is not None:
            self._gaps.table.sort_by_current_column()

    # ------------------------------------------------------------------ what is remembered

    def save_state(self) -> dict[str, object]:
        """The view and the order of the rows where they are not the usual ones; they belong to the machine."""
        from planner.services.gap_facts import Column

        state: dict[str, object] = {"view": GAPS} if self.is_gaps() else {}
        if self._gaps is not None:
            rows = self._gaps.table.rows
            down = rows.direction == Qt.SortOrder.DescendingOrder
            self._sort = (Column(rows.sorted_by).name.lower(), "down" if down else "up")
        if self._sort is not None and self._sort != ("priority", "down"):
            state["sort"] = list(self._sort)
        return state

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Take up what :meth:`save_state` gave."""
        self.switch.set_value(str(state.get("view")))
        match state.get("sort"):
            case [str(name), str(way)]:
                self._sort = (name, way)
                if self._gaps is not None:
                    self._sort_table(self._gaps, name, way)

    @staticmethod
    def _sort_table(view: GapsView, name: str, way: str) -> None:
        from planner.services.gap_facts import Column

        if name.upper() in Column.__members__:
            order = Qt.SortOrder.DescendingOrder if way == "down" else Qt.SortOrder.AscendingOrder
            view.table.sort_by(Column[name.upper()], order)

    # ------------------------------------------------------------------ export

    def export(self) -> None:
        """Ask where to, and write the gaps of today there."""
        from planner.ui.shell import dialogs

        proposed = dialogs.documents() / (tr("gaps") + ".csv")
        path = dialogs.export_file(self._page, proposed, tr("Table as CSV"), (tr("Text as Markdown"), ".md"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the gaps of today to a file, and say so."""
        from planner.services.gap_export import export_gaps

        try:
            export_gaps(self._context.planner, path)
        except PlannerError as error:
            self._context.failed.emit(str(error), None)
            return
        self._context.toast(tr("Exported the gaps to “{file}”.", file=path.name))
