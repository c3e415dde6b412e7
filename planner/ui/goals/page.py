"""The Goals page: certifications and courses in sections or as a table, with their states, dates and hours."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.goal_filter import Grouping, group_key
from planner.services.goal_filter_words import grouping_word, none_fits
from planner.services.planner import Change
from planner.services.queries.goals import (
    UNDER_WAY,
    Section,
    SectionRows,
    activity_behind,
    goals_in_sections,
    section_of,
)
from planner.ui.goals.commands import GoalCommands
from planner.ui.goals.filtering import GoalFiltering
from planner.ui.goals.goal_actions import GoalActions
from planner.ui.goals.group_folds import GroupFolds
from planner.ui.goals.list_model import Goal, Shelf, arrange
from planner.ui.goals.list_view import WIDTH, GoalList
from planner.ui.goals.table_columns import Column
from planner.ui.goals.table_model import Arrangement
from planner.ui.goals.table_view import GoalTable
from planner.ui.shell.page import Page, PageContext
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

SECTIONS, TABLE = "sections", "table"


class GoalsPage(Page):
    """Two views of the same goals; what is chosen in one is chosen in the other."""

    page_id: ClassVar[str] = "goals"
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "activity",
            "certification",
            "course",
            "deadline",
            "exam",
            "study_session",
            "tag",
            "activity_tag",
            "step",
            "renewal_rule",
            "rule_category",
            "renewal",
            "credit",
            "credit_claim",
        }
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._goals: dict[int, Goal] = {}
        self._all: tuple[Goal, ...] = ()
        self._sections: dict[Section, SectionRows] = {}
        self._issuers: dict[str, str] = {}  # the names of the folded ones
        self._complete = False  # whether all goals were read, or the first of each section
        self._folds: dict[Section, bool] = {}
        self._group_folds = GroupFolds()
        self._whole: set[Section] = set()
        self._day: date | None = None
        self.switch = SegmentedSwitch(theme, [(SECTIONS, tr("Sections")), (TABLE, tr("Table"))], tr("View"))
        self.switch.chosen.connect(self._switched)
        self.groups = DropDown(theme, tr("Groups of the table"), [(grouping_word(each), each) for each in Grouping])
        self.groups.chosen.connect(self.group_by)
        self.groups.hide()
        self.list = GoalList(theme)
        self.table = GoalTable(theme)
        self.commands = GoalCommands(context, self)
        column = self._build()
        self.filtering = GoalFiltering(theme, self, column, self.focus_content)
        self.filtering.changed.connect(self._filter_changed)
        self.filtering.told.connect(self.filter_set)
        self.filtering.emptied.connect(self._filter_emptied)
        self.keys = GoalActions(self, column)
        for view in (self.list, self.table):
            view.opened.connect(context.open_activity)
        self.list.toggled.connect(self._toggle)
        self.list.more_wanted.connect(self._show_whole)
        self.table.toggled.connect(self._toggle_group)

    def _build(self) -> QVBoxLayout:
        theme = self.context.theme
        offers: list[tuple[str, Callable[[], object]]] = [
            (tr("I hold one"), lambda: self.commands.add(held=True)),
            (tr("I want one"), lambda: self.commands.add(held=False)),
        ]
        self.invitation = QWidget()
        self.invitation.setMaximumWidth(WIDTH + 2 * Space.XL)
        row = QHBoxLayout(self.invitation)
        row.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        row.setSpacing(Space.S)
        hint = Label(tr("Nothing is under way yet. Mark an idea as preparing, or add what you have."), "body", "muted")
        hint.setWordWrap(True)
        row.addWidget(hint, 1)
        for text, press in offers:
            button = Button(theme, text)
            button.clicked.connect(lambda _checked=False, press=press: press())
            row.addWidget(button)
        sections = QWidget()
        column = QVBoxLayout(sections)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.invitation)
        column.addWidget(self.list, 1)
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        column.addWidget(self.table)
        self.empty = EmptyState(
            theme,
            tr("Certifications and courses: what you prepare for, what you hold, and when it runs out. Add one that you"
               " hold, or one that you want."),
            offers,
            icon="goals",
        )  # fmt: skip
        self.none_found = EmptyState(theme, "", [(tr("Clear filter"), self._clear_filter)], icon="search")
        self.stack = QStackedWidget()
        for widget in (sections, table, self.empty, self.none_found):
            self.stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        return whole

    # -- what the window asks

    def header_widgets(self) -> list[QWidget]:
        money = Button(self.context.theme, tr("Money"), "quiet", name=tr("What goals and events cost"))
        money.clicked.connect(self.commands.open_money)
        return [self.switch, self.groups, money]

    def add(self) -> None:
        self.commands.add(held=False)

    def focus_content(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.empty:
            self.empty.buttons[0].setFocus()
        else:
            self.view().setFocus()

    def set_filter(self, text: str) -> None:
        self.filtering.type(text)

    def show_filter(self, *, shown: bool) -> None:
        self.filtering.show_bar(shown=shown)

    def filter_text(self) -> str:
        return self.filtering.filter.words

    def is_filtered(self) -> bool:
        return self.filtering.is_on

    def _clear_filter(self) -> None:
        self.filtering.clear()

    def _filter_changed(self) -> None:
        self._group_folds.forget_filtered()
        self._show()

    def _filter_emptied(self) -> None:
        self.filter_cleared.emit()
        self.focus_content()

    def save_state(self) -> dict[str, object]:
        down = self.table.rows.direction == Qt.SortOrder.DescendingOrder
        return {
            "view": self.switch.value(),
            "folds": {section.value: folded for section, folded in self._folds.items()},
            "sort": [Column(self.table.rows.sorted_by).name.lower(), "down" if down else "up"],
            "group": self.grouping.value,
            "groups folded": self._group_folds.state(),
            "columns": self.table.columns.remembered(),
            "filter": self.filtering.state(),
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        self.switch.set_value(str(state.get("view")))
        folds, columns = state.get("folds"), state.get("columns")
        if isinstance(folds, dict):
            self._folds = {section: bool(folds[section.value]) for section in Section if section.value in folds}
        self._group_folds.restore(state.get("groups folded"))
        if isinstance(columns, dict):
            self.table.columns.restore(columns)
        self.groups.set_value(state.get("group"))
        self.groups.setVisible(self.switch.value() == TABLE)
        self.filtering.restore(state.get("filter"))
        match state.get("sort"):
            case [str(name), str(way)] if name.upper() in Column.__members__:
                order = Qt.SortOrder.DescendingOrder if way == "down" else Qt.SortOrder.AscendingOrder
                self.table.sort_by(Column[name.upper()], order)

    def apply_change(self, change: Change) -> None:
        super().apply_change(change)
        self.commands.take(change)

    def flush(self) -> None:
        self.commands.flush()

    def reload(self) -> None:
        self._read(complete=self._needs_all())
        self._show()

    def _needs_all(self) -> bool:
        """Whether more than the first goals of each section is looked at."""
        return self.switch.value() == TABLE or bool(self.filtering.is_on or self.filtering.is_shown or self._whole)

    def _read(self, *, complete: bool) -> None:
        planner = self.context.planner
        today = planner.today()
        ideas = self._folds.get(Section.IDEAS) is False
        self._sections = planner.read(goals_in_sections, today, planner.zone(), whole=complete, ideas=ideas)
        known = self._goals if today == self._day else {}
        self._day, self._complete = today, complete
        found: dict[int, Goal] = {}
        for section in self._sections.values():
            for row in section.rows:
                before = known.get(row.id)
                found[row.id] = before if before is not None and before.row == row else Goal(row, today)
        self._goals, self._all = found, tuple(found.values())
        known_by = reversed(self._all) if complete else ()
        self._issuers = {goal.traits.issuer: goal.row.provider.strip() for goal in known_by}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._day is not None and self._day != self.context.planner.today():
            self.reload()  # the day has changed while the page was away

    def reveal(self, table: str, row_id: int) -> bool:
        if table != "activity":
            row_id = self.context.planner.read(activity_behind, table, row_id) or -1
        if row_id not in self._goals and not self._complete:
            self._read(complete=True)
        goal = self._goals.get(row_id)
        if goal is None or row_id not in self._matching():
            return False
        section = section_of(goal.row)
        if self.switch.value() == SECTIONS and section is Section.OTHER:
            self.switch.set_value(TABLE)
        if self._is_folded(section):
            self._folds[section] = False
        self._folds_of_groups().discard(group_key(self.grouping, goal.traits))
        self._show()
        if self.switch.value() == TABLE:
            return self.table.choose_goal(row_id, flash=True)
        if self.list.lines.row_of(("goal", row_id)) < 0:
            self._show_whole(section)
        return self.list.choose(("goal", row_id), flash=True)

    # -- showing

    def view(self) -> GoalList | GoalTable:
        """The view that is chosen."""
        return self.table if self.switch.value() == TABLE else self.list

    def shows_goals(self) -> bool:
        """Whether it shows any goals, and nothing stands in its place."""
        return self.stack.currentIndex() < 2

    def _matching(self) -> set[int]:
        """The ids of the goals that the filter lets through."""
        return self.filtering.matching(self._all, self._day or date.min)

    def _is_folded(self, section: Section) -> bool:
        chosen = self._folds.get(section)
        if chosen is not None:
            return chosen
        return section is Section.IDEAS and self._is_under_way()

    def _is_under_way(self) -> bool:
        return any(self._sections[section].total for section in UNDER_WAY if section in self._sections)

    def _show(self) -> None:
        """Bring both views and what stands around them up to date."""
        if self._needs_all() and not self._complete:
            self._read(complete=True)
        filtered = self.filtering.is_on
        matching = self._matching()
        as_table = self.switch.value() == TABLE
        self.groups.setVisible(as_table)
        is_listed = False
        if as_table:
            how = Arrangement(self.grouping, frozenset(self._folds_of_groups()), self._issuers)
            self.table.show_goals(self._all, self._day or date.min, matching if filtered else None, how)
        else:
            folded = [section for section in Section if self._is_folded(section)]
            shelves = {section: self._shelf(section, matching, filtered=filtered) for section in self._sections}
            lines = arrange(shelves, folded, filtered=filtered, whole=self._whole)
            self.list.show_lines(lines)
            is_listed = bool(lines)
        self.invitation.setVisible(not as_table and not filtered and not self._is_under_way())
        page = 1 if as_table else 0
        if not any(section.total for section in self._sections.values()):
            page = 2
        elif not matching or not (as_table or is_listed):
            page = 3
            self.none_found.buttons[0].setVisible(filtered)
            self.none_found.set_sentence(self._why_none(filtered=filtered, elsewhere=bool(matching)))
        self.stack.setCurrentIndex(page)
        self._show_count(matching)
        self.keys.show_line()

    def _show_count(self, matching: set[int]) -> None:
        """Say how many goals the view shows of those that it could."""
        hidden = set[int]()
        if self.switch.value() == SECTIONS and Section.OTHER in self._sections:
            hidden = {row.id for row in self._sections[Section.OTHER].rows}
        total = len(self._all) - len(hidden)
        self.filtering.show(self._all, self._issuers, len(matching - hidden), total)

    def _shelf(self, section: Section, matching: set[int], *, filtered: bool) -> Shelf:
        rows, total = self._sections[section]
        found = [self._goals[row.id] for row in rows if not filtered or row.id in matching]
        return Shelf(found, len(found) if filtered else total)

    def _why_none(self, *, filtered: bool, elsewhere: bool) -> str:
        if elsewhere and filtered:
            return tr("Only dropped or retired goals fit the filter. The table shows them.")
        if elsewhere:
            return tr("All goals are dropped or retired. The table shows them.")
        return none_fits(self.filtering.filter, len(self._all), self._issuers)

    def _switched(self) -> None:
        """Show the other view with the same goal chosen."""
        other = self.list if self.switch.value() == TABLE else self.table
        current = other.current_goal()
        had_focus = other.hasFocus()
        self._show()
        if current is not None and self.switch.value() == TABLE:
            self.table.choose_goal(current.id)
        elif current is not None:
            self.list.choose(("goal", current.id))
        if had_focus:
            self.view().setFocus()

    def turn(self) -> None:
        """Show the other view."""
        self.switch.set_value(SECTIONS if self.switch.value() == TABLE else TABLE)
        self._switched()

    def _toggle(self, name: str) -> None:
        if not self.filtering.is_on:
            section = Section(name)
            self._folds[section] = not self._is_folded(section)
            if not self._complete:
                self._read(complete=False)
            self._show()

    def _show_whole(self, section: str) -> None:
        self._whole.add(Section(section))
        self._show()

    # -- groups of the table

    @property
    def grouping(self) -> Grouping:
        """By what the table is grouped."""
        return Grouping(str(self.groups.value()))

    def group_by(self, grouping: object) -> None:
        """Group the table by something else."""
        self.groups.set_value(grouping)
        self._group_folds.forget_filtered()
        self._show()
        self.table.show_current()
        self.table.setFocus()

    def _folds_of_groups(self) -> set[str]:
        """The groups that are folded now."""
        return self._group_folds.of(self.grouping, filtered=self.filtering.is_on)

    def _toggle_group(self, key: str) -> None:
        self._folds_of_groups().symmetric_difference_update({key})
        self._show()
