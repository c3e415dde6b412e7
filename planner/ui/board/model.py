"""The board as a flat list of rows: lanes, column heads and cards; cards are read when they are first looked at."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.services.queries import board as queries
from planner.services.queries import board_cards
from planner.services.queries.limits import limits
from planner.services.words import status_word
from planner.ui.board import facts
from planner.ui.board.sections import Part, Section, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.services.planner import Planner
    from planner.services.queries.board import StepKey
    from planner.services.queries.board_cards import CardRow

Index = QModelIndex | QPersistentModelIndex

#: How many cards are read at once when one of them is asked for.
_CHUNK = 40
#: More rows than this are told as one reset.
_FEW = 60


class BoardModel(QAbstractListModel):
    """Holds the sections and the cards that were read so far."""

    def __init__(self, planner: Planner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self.sections: list[Section] = []
        self._starts: list[int] = []
        self._by_key: dict[tuple[Part, StepKey, str], Section] = {}
        self._rows = 0
        #: Rises whenever the sections or what is in them changes.
        self.version = 0
        self._cards: dict[int, CardRow] = {}
        self._facts: dict[int, tuple[facts.Fact, ...]] = {}
        self.today: date = planner.today()
        #: The columns that have a limit.
        self.limits: dict[str, int] = {}

    # -- content

    def show(self, sections: list[Section]) -> None:
        """Show other sections; where only a few cards moved, only these rows are told."""
        if [section.key for section in sections] != [section.key for section in self.sections]:
            self._reset(sections)
            return
        changes = [(old, new) for old, new in zip(self.sections, sections, strict=True) if old.ids != new.ids]
        if not changes:
            self._take(sections)
            self._tell_all()
            return
        steps = [few_steps(old.ids, new.ids) for old, new in changes]
        if any(step is None for step in steps) or sum(len(step[0]) + len(step[1]) for step in steps if step) > _FEW:
            self._reset(sections)
            return
        gone_and_come = [step for step in steps if step is not None]
        for (old, _), (gone, _) in zip(changes, gone_and_come, strict=True):
            for activity_id in gone:
                self._remove(old, activity_id)
        for (old, new), (_, come) in zip(changes, gone_and_come, strict=True):
            for activity_id in come:
                self._insert(old, new.ids.index(activity_id), activity_id)
        self._take(sections)
        self._tell_all()

    def _reset(self, sections: list[Section]) -> None:
        self.beginResetModel()
        self._take(sections)
        self.endResetModel()

    def _take(self, sections: list[Section]) -> None:
        self.sections = sections
        self._rows = number(sections)
        self.version += 1
        self._starts = [section.first for section in sections]
        self._by_key = {section.key: section for section in sections}

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self._rows - 1))

    def _remove(self, section: Section, activity_id: int) -> None:
        offset = section.ids.index(activity_id)
        row = section.first + offset
        self.beginRemoveRows(QModelIndex(), row, row)
        section.ids = [*section.ids[:offset], *section.ids[offset + 1 :]]
        self._take(self.sections)
        self.endRemoveRows()

    def _insert(self, section: Section, offset: int, activity_id: int) -> None:
        row = section.first + offset
        self.beginInsertRows(QModelIndex(), row, row)
        section.ids = [*section.ids[:offset], activity_id, *section.ids[offset:]]
        self._take(self.sections)
        self.endInsertRows()

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Read these cards anew when they are next looked at; all of them if None."""
        if ids is None:
            self._cards.clear()
            self._facts.clear()
            self.today = self._planner.today()
            self.read_limits()
            return
        for activity_id in ids:
            self._cards.pop(activity_id, None)
            self._facts.pop(activity_id, None)

    def read_limits(self) -> None:
        """Read how many cards the columns are meant to hold."""
        self.limits = self._planner.read(limits)

    # -- looking up

    def at(self, row: int) -> tuple[Section, int]:
        """The section of a row, and the place in it."""
        section = self.sections[bisect_right(self._starts, row) - 1]
        if row >= section.first + len(section):  # empty sections start at the same row as the one after them
            section = next(other for other in self.sections if other.first <= row < other.first + len(other))
        return section, row - section.first

    def row_of_card(self, activity_id: int) -> int:
        """The row of a card, -1 if it is not shown."""
        for section in self.sections:
            if section.part is Part.CARDS and activity_id in section.ids:
                return section.first + section.ids.index(activity_id)
        return -1

    def row_of(self, part: Part, key: StepKey, column: str = "") -> int:
        """The first row of a section, -1 if there is none or it is empty."""
        section = self.section(part, key, column)
        return section.first if section is not None and len(section) else -1

    def section(self, part: Part, key: StepKey, column: str = "") -> Section | None:
        """The section of this kind in a lane."""
        return self._by_key.get((part, key, column))

    def card_id(self, row: int) -> int | None:
        """The activity of a row, None if the row is no card."""
        if not 0 <= row < self._rows:
            return None
        section, offset = self.at(row)
        return section.ids[offset] if section.part is Part.CARDS else None

    def card(self, activity_id: int) -> CardRow | None:
        """A card, read now if need be; None if it is gone meanwhile."""
        found = self._cards.get(activity_id)
        if found is None:
            self.fetch(self._around(activity_id))
            found = self._cards.get(activity_id)
        return found

    def facts_of(self, card: CardRow) -> tuple[facts.Fact, ...]:
        """The facts on a card, made once."""
        found = self._facts.get(card.id)
        if found is None:
            found = self._facts[card.id] = facts.facts(card, self.today)
        return found

    def roadmap_of(self, lane: Section) -> str:
        """The name of the roadmap of a lane where the board holds several; empty where it stands above no line."""
        name = ""
        for section in self.sections:
            if section.part is Part.ROADMAP and section.lane.roadmap is not None:
                name = section.lane.roadmap.name
            if section is lane:
                return name if lane.lane.key is not None else ""
        return ""

    def tip_of(self, activity_id: int) -> str:
        """The whole card in words; empty if it is gone meanwhile."""
        from planner.domain.errors import NotFoundError
        from planner.services.queries.activity import activity_card
        from planner.ui.board.card_tip import card_tip

        try:
            whole = self._planner.read(activity_card, activity_id)
        except NotFoundError:
            return ""
        return card_tip(whole, self.today, self._planner.zone())

    def fetch(self, ids: Sequence[int]) -> None:
        """Read those of the cards that were not read yet, at once."""
        missing = [activity_id for activity_id in ids if activity_id not in self._cards]
        if missing:
            self._cards.update(self._planner.read(board_cards.cards, missing, self.today, self._planner.zone()))

    def _around(self, activity_id: int) -> list[int]:
        for section in self.sections:
            if section.part is Part.CARDS and activity_id in section.ids:
                offset = section.ids.index(activity_id)
                return section.ids[max(0, offset - 4) : offset + _CHUNK]
        return [activity_id]

    # -- the list

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._rows

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        section, _ = self.at(index.row())
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsSelectable if section.part is Part.CARDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._rows:
            return None
        if role not in _TEXT_ROLES:
            return None
        section, offset = self.at(index.row())
        if section.part is Part.CARDS:
            return self._card_text(section.ids[offset], role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if section.part is Part.LANE:
                return facts.lane_name(section.lane.row, opened=self.is_open(section.lane.key))
            if section.part is Part.HEAD:
                over = (facts.over_limit(),) if self.is_over(section) else ()
                return ", ".join((status_word(section.column), self.row_text(section), *over))
            if section.part is Part.ROADMAP and section.lane.roadmap is not None:
                return ", ".join((section.lane.roadmap.name, *facts.done_of(section.lane.roadmap.progress)))
            return self.row_text(section)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and section.part is Part.LANE:
            return section.lane.row.why
        return None

    def _title(self, section: Section) -> str:
        if section.part is Part.LANE:
            return facts.lane_title(section.lane.row)
        if section.part is Part.ROADMAP:
            return section.lane.roadmap.name if section.lane.roadmap is not None else ""
        return status_word(section.column) if section.part is Part.HEAD else self.row_text(section)

    def is_open(self, key: StepKey) -> bool:
        """Whether the columns of a lane are shown."""
        return (Part.HEAD, key, queries.TO_DO) in self._by_key

    def row_text(self, section: Section) -> str:
        """The text of a head (how many cards it stands over) or of a line that folds or shows more."""
        counts = section.lane.row.counts
        if section.part is Part.IDEAS:
            return facts.more_ideas(counts.get(section.column, 0), opened=section.lane.ideas_opened)
        if section.part is Part.MORE:
            return facts.show_all(counts.get(section.column, 0))
        shown = self.section(Part.CARDS, section.lane.key, section.column)
        number_shown = len(shown) if shown is not None else 0
        if section.column == queries.TO_DO and self.section(Part.IDEAS, section.lane.key, queries.IDEAS) is None:
            # Under a filter the ideas have no line of their own: they stand below the same head.
            ideas = self.section(Part.CARDS, section.lane.key, queries.IDEAS)
            number_shown += len(ideas) if ideas is not None else 0
        if section.column == queries.DONE and self.section(Part.MORE, section.lane.key, section.column) is not None:
            return facts.head_count(section.column, number_shown, counts.get(section.column, 0))
        return facts.head_count(section.column, number_shown, number_shown, self._limit(section, number_shown))

    def _limit(self, section: Section, shown: int) -> int | None:
        """The limit of a head's column, None where a filter hides some of what it would count."""
        return self.limits.get(section.column) if shown == self.count_of(section) else None

    @staticmethod
    def count_of(section: Section) -> int:
        """How many cards the column of a section holds, whatever is shown of them."""
        return section.lane.row.counts.get(section.column, 0)

    def is_over(self, section: Section) -> bool:
        """Whether the column of a head holds more than it is meant to."""
        limit = self.limits.get(section.column)
        return section.part is Part.HEAD and limit is not None and self.count_of(section) > limit

    def _card_text(self, activity_id: int, role: int) -> str | None:
        card = self.card(activity_id)
        if card is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return facts.card_name(card, self.today)
        return facts.card_description(card)


_TEXT_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole.value,
        Qt.ItemDataRole.ToolTipRole.value,
        Qt.ItemDataRole.AccessibleTextRole.value,
        Qt.ItemDataRole.AccessibleDescriptionRole.value,
    }
)


def few_steps(old: list[int], new: list[int]) -> tuple[list[int], list[int]] | None:
    """Which ids to take out and which to put in, in this order, to come from one order to the other.

    None where more than a few changed places, or far more are in one than in the other.
    """
    if abs(len(old) - len(new)) > _FEW:
        return None
    staying = set(old) & set(new)
    before = [each for each in old if each in staying]
    after = [each for each in new if each in staying]
    moved: list[int] = []
    while before != after:
        place = next(i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
        # One card moved down leaves a gap where it was; one moved up pushes the others down.
        down = place + 1 < len(before) and before[place + 1] == after[place]
        card = before[place] if down else after[place]
        moved.append(card)
        before.remove(card)
        after.remove(card)
        if len(moved) > 8:
            return None
    left = staying - set(moved)
    return [each for each in old if each not in left], [each for each in new if each not in left]
