"""The lines of the sections view: headings that fold, goals, and a line that shows the rest of a long section."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.config.text import tr, trn
from planner.domain.goal_filter import Traits
from planner.domain.words import CourseState
from planner.services.goal_facts import Facts, details, facts, section_name, spoken, traits
from planner.services.queries.goals import FIRST, NEWEST, GoalRow, Section

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Goal:
    """A goal on a day, with its words and what the filter looks at: made when asked for, since most are never seen."""

    row: GoalRow
    today: date

    @cached_property
    def words(self) -> Facts:
        """What stands in its line."""
        return facts(self.row, self.today)

    @cached_property
    def traits(self) -> Traits:
        """What filter and groups look at."""
        return traits(self.row)


class Heading(NamedTuple):
    """The line of a section; ``opened`` tells whether its goals stand below."""

    section: Section
    number: int
    opened: bool


class More(NamedTuple):
    """The line that shows what a section leaves out; ``completed`` tells that it is completed courses alone."""

    section: Section
    number: int
    completed: bool


class Shelf(NamedTuple):
    """The goals of a section, or the first of them, and how many there are."""

    goals: Sequence[Goal]
    total: int


Line = Heading | Goal | More
Key = tuple[str, int | str]


def key_of(line: Line) -> Key:
    """What makes a line the same line after a change."""
    if isinstance(line, Goal):
        return ("goal", line.row.id)
    return ("heading" if isinstance(line, Heading) else "more", line.section.value)


def arrange(
    sections: Mapping[Section, Shelf], folded: Collection[Section], *, filtered: bool, whole: Collection[Section]
) -> list[Line]:
    """The lines to show; the sections ``whole`` are shown to their end. Empty sections and OTHER are left out.

    A filter opens all sections, and lets completed courses be seen as what else there is.
    """
    lines: list[Line] = []
    for section, (goals, total) in sections.items():
        if section is Section.OTHER or not total:
            continue
        opened = filtered or section not in folded
        lines.append(Heading(section, total, opened))
        if not opened:
            continue
        shown, under_way = list(goals), sum(goal.row.state != CourseState.COMPLETED for goal in goals)
        if section not in whole:
            shown = shown[:FIRST]
            hides_completed = section is Section.COURSES and not filtered
            if hides_completed and total - under_way > NEWEST + 1:  # one more is as long as the line below
                shown = shown[: under_way + NEWEST]
        lines.extend(shown)
        if len(shown) < total:
            lines.append(More(section, total - len(shown), section is Section.COURSES and len(shown) >= under_way))
    return lines


class GoalListModel(QAbstractListModel):
    """Holds the lines; rows that stay what they were are told as changed, anything else as a reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show other lines."""
        if [key_of(line) for line in lines] != [key_of(line) for line in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        before, self._lines = self._lines, lines
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, row: int) -> Line | None:
        """The line of a row, None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rows_of(self, ids: Collection[int]) -> list[int]:
        """The rows of goals, from above."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, Goal) and line.row.id in ids]

    def row_of(self, key: Key) -> int:
        """The row of a line, -1 if it is not shown."""
        return next((row for row, line in enumerate(self._lines) if key_of(line) == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        is_goal = isinstance(self._lines[index.row()], Goal)
        return chosen | Qt.ItemFlag.ItemIsSelectable if is_goal else chosen

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.row.title if isinstance(line, Goal) else line_text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line.row, line.words) if isinstance(line, Goal) else _spoken_heading(line)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and isinstance(line, Goal):
            return details(line.words)
        return None


def line_text(line: Heading | More) -> str:
    """What stands on a line that is no goal."""
    if isinstance(line, Heading):
        return section_name(line.section)
    if line.completed:
        return trn("Show {n} more completed course", "Show {n} more completed courses", line.number)
    return trn("Show {n} more", "Show {n} more", line.number)


def _spoken_heading(line: Heading | More) -> str:
    if isinstance(line, More):
        return line_text(line)
    state = tr("open") if line.opened else tr("folded")
    return tr("{section}, {count}, {state}", section=line_text(line), count=line.number, state=state)
