"""The columns of the outline: their headings, widths, and what stands in a cell."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.config.text import begun, tr
from planner.domain.dates import parse_date
from planner.domain.progress import is_overdue
from planner.domain.words import Priority, Status
from planner.services import humanize
from planner.services.queries import outline as queries
from planner.services.words import deadline_word, kind_word, priority_word, status_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.services.queries.board_cards import CardRow
    from planner.services.queries.outline import OutlineRow


class Column(IntEnum):
    """The columns as the model counts them; a person may order them otherwise."""

    TITLE = 0
    STATUS = 1
    DATE = 2
    TIME = 3
    PRIORITY = 4
    SKILLS = 5
    TAGS = 6
    COMPLETED = 7
    ADDED = 8
    KIND = 9

    @property
    def key(self) -> str:
        """What queries and this machine's memory call it."""
        return KEYS[self]


KEYS: Final = (
    queries.TITLE,
    queries.STATUS,
    queries.DATE,
    queries.TIME,
    queries.PRIORITY,
    queries.SKILLS,
    queries.TAGS,
    queries.COMPLETED,
    queries.ADDED,
    queries.KIND,
)
COLUMNS: Final = len(KEYS)
NUMBERS: Final = frozenset((Column.TIME, Column.COMPLETED, Column.ADDED))
"""What stands on the right of its column."""

GREATEST_FIRST: Final = frozenset((Column.PRIORITY, Column.COMPLETED, Column.ADDED))
"""What is sorted downwards by the first click: here one looks for the most or the newest."""

AT_FIRST: Final = frozenset((Column.TITLE, Column.STATUS, Column.DATE, Column.TIME, Column.PRIORITY, Column.SKILLS))
"""The columns that are shown until a person chooses others."""

WIDTHS: Final[dict[int, tuple[int, int]]] = {
    Column.STATUS: (112, 128),
    Column.DATE: (116, 168),
    Column.TIME: (112, 132),
    Column.PRIORITY: (76, 96),
    Column.SKILLS: (124, 300),
    Column.TAGS: (96, 180),
    Column.COMPLETED: (96, 116),
    Column.ADDED: (96, 116),
    Column.KIND: (108, 128),
}
"""Column -> its least and its greatest width until a person chooses another."""

LEAST_TITLE: Final = 240


def column_title(column: int) -> str:
    """The heading of a column."""
    return (
        tr("Activity"),
        tr("Status"),
        tr("Date"),
        tr("Time"),
        tr("Priority"),
        tr("Skills"),
        tr("Tags"),
        tr("Completed"),
        tr("Added"),
        tr("Kind"),
    )[column]


class Cell(NamedTuple):
    """What stands in a cell: plain text, in the colour of danger if ``late``, strong or grey."""

    text: str
    late: bool = False
    strong: bool = False
    muted: bool = False


_BLANK: Final = Cell("")


def cell(row: OutlineRow, column: int, today: date) -> Cell:
    """What a person reads in a cell; empty where nothing is known."""
    card = row.card
    if column == Column.TITLE:
        return Cell(card.title, muted=card.status in _SETTLED)
    if column == Column.STATUS:
        word = tr("Idea") if is_idea(card) else status_word(card.status)
        return Cell(word, muted=card.status != Status.IN_PROGRESS)
    if column == Column.DATE:
        return _date(card, today)
    if column == Column.TIME:
        return Cell(_time(card))
    if column == Column.PRIORITY:
        word = priority_word(card.priority) if card.priority else ""
        return Cell(word, strong=card.priority == Priority.HIGH, muted=card.priority == Priority.LOW)
    if column == Column.SKILLS:
        return Cell(", ".join(row.skills), muted=True)
    if column == Column.TAGS:
        return Cell(" ".join(f"#{name}" for name in row.tags), muted=True)
    if column == Column.KIND:
        return Cell(kind_word(card.kind), muted=True)
    day = row.added if column == Column.ADDED else card.completed_on if card.status == Status.DONE else None
    return Cell(humanize.short_date(parse_date(day), today), muted=True) if day else _BLANK


def status_words() -> tuple[str, ...]:
    """All that can stand in the column of the status."""
    return (*(status_word(status) for status in Status), tr("Idea"))


def is_idea(card: CardRow) -> bool:
    """Whether a card is one of the ideas of its step: optional, and nobody has begun with it."""
    return card.status == Status.PLANNED and not card.core and not card.picked


_SETTLED: Final = frozenset((Status.DONE, Status.SKIPPED))


def _date(card: CardRow, today: date) -> Cell:
    day = queries.day_of(card.status, card.due, card.starts, card.cadence_count, today)
    if day is None:
        return _BLANK
    if day != card.due:
        return Cell(humanize.date_range(card.starts or day, card.ends, today))
    when = parse_date(day)
    if is_overdue(card.status, day, today.isoformat(), card.cadence_count):
        return Cell(humanize.due_text(when, today), late=True)
    near = humanize.relative_date(when, today) if (when - today).days < 7 else humanize.short_date(when, today)
    # The day comes first, so that it is what stays where the column is narrow.
    text = near if card.due_kind == "due" else tr("{when} · {what}", when=near, what=deadline_word(card.due_kind))
    return Cell(begun(text))


def _time(card: CardRow) -> str:
    if card.cadence_count:
        return tr("{done} of {count} this week", done=card.week_sessions, count=card.cadence_count)
    if not card.estimate:
        return tr("{time} done", time=humanize.duration(card.logged)) if card.logged else ""
    if not card.logged:
        return humanize.duration(card.estimate)
    return humanize.duration_of(card.logged, card.estimate)


def spoken(row: OutlineRow, column: int, today: date) -> str:
    """A cell for a screen reader."""
    text = cell(row, column, today).text
    if column == Column.TITLE:
        parts = [text, kind_word(row.card.kind), cell(row, Column.STATUS, today).text]
        return ", ".join([*parts, tr("in this week")] if row.card.picked else parts)
    return tr("{column}: {text}", column=column_title(column), text=text or tr("none"))


def in_order(ids: Sequence[int], values: Mapping[int, Any] | None, *, down: bool) -> list[int]:
    """These activities by their values, blanks last whatever the direction; equal ones stay as they were."""
    if values is None:
        return list(ids)
    known = [each for each in ids if each in values]
    blank = [each for each in ids if each not in values]
    return sorted(known, key=values.__getitem__, reverse=down) + blank
