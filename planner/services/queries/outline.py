"""The rows of the outline: a card with all its skills and tags, and what a column of the outline is sorted by.

Which rows there are, and their order on the board, is read by :mod:`planner.services.queries.board_order`.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Final, NamedTuple

from planner.domain import dates
from planner.domain.words import Status
from planner.services.queries.board import COLUMN, COLUMNS, week_of
from planner.services.queries.board_cards import CardRow, cards, next_dates, shown_skills, tags_of
from planner.services.queries.sql import LOGGED, any_of
from planner.services.words import kind_word
from planner.storage.reader import Reader

TITLE: Final = "title"
STATUS: Final = "status"
DATE: Final = "date"
TIME: Final = "time"
PRIORITY: Final = "priority"
SKILLS: Final = "skills"
TAGS: Final = "tags"
COMPLETED: Final = "completed"
ADDED: Final = "added"
KIND: Final = "kind"

_SETTLED: Final = frozenset({Status.DONE.value, Status.SKIPPED.value})
_RANKS: Final = {column: rank for rank, column in enumerate(COLUMNS)}


class OutlineRow(NamedTuple):
    """One activity. ``skills`` are those that it shows, the highest level first; ``added`` is a day."""

    card: CardRow
    skills: tuple[str, ...]
    added: str

    @property
    def tags(self) -> tuple[str, ...]:
        """Those of the card."""
        return self.card.tags


_ADDED: Final = "SELECT id, created_at FROM activity WHERE id IN {ids}"


def rows(reader: Reader, ids: Collection[int], today: date, zone: str = "UTC") -> dict[int, OutlineRow]:
    """The rows of these activities; five statements, whatever their number, and one more for practices."""
    skills = shown_skills(reader, ids)
    added = dict(reader.rows(_ADDED.format(ids=any_of(ids))))
    return {
        activity_id: OutlineRow(
            card,
            tuple(name for name, _level in skills.get(activity_id, ())),
            _day(added[activity_id], zone),
        )
        for activity_id, card in cards(reader, ids, today, zone, skills).items()
    }


def _day(instant: str, zone: str) -> str:
    return dates.format_date(dates.instant_to_zone(instant, zone).date()) if instant else ""


def day_of(status: str, due: str | None, starts: str | None, cadence_count: int | None, today: date) -> str | None:
    """The day that the outline shows of an activity: the next date, else the first day of an event.

    What is done or skipped has none any more, and a practice is never late.
    """
    if status in _SETTLED:
        return None
    if due is not None and not (cadence_count and due < dates.format_date(today)):
        return due
    return starts[:10] if starts else None


# -- what rows are sorted by: a value for each activity that has one

_DATED: Final = """
SELECT a.id, a.status, a.cadence_count, event.starts
FROM activity AS a LEFT JOIN event ON event.activity_id = a.id WHERE a.id IN {ids}
"""

#: Column -> statement, and what makes a value of the rest of its row; None for a blank.
_VALUES: Final[dict[str, tuple[str, Callable[..., Any]]]] = {
    TITLE: ("SELECT id, title FROM activity WHERE id IN {ids}", str.casefold),
    STATUS: (f"SELECT a.id, {COLUMN} FROM activity AS a WHERE a.id IN {{ids}}", _RANKS.__getitem__),
    TIME: (
        f"""SELECT a.id, coalesce(a.estimate_minutes, a.cadence_count * a.cadence_minutes, 0), {LOGGED}
            FROM activity AS a WHERE a.id IN {{ids}}""",
        lambda planned, logged: (planned, logged) if planned or logged else None,
    ),
    PRIORITY: ("SELECT id, priority FROM activity WHERE id IN {ids}", lambda priority: priority or None),
    COMPLETED: ("SELECT id, status, completed_on FROM activity WHERE id IN {ids}", lambda status, day: (
        day if status == Status.DONE else None
    )),
    ADDED: (_ADDED, lambda instant: instant or None),
    KIND: ("SELECT id, kind FROM activity WHERE id IN {ids}", lambda kind: kind_word(kind).casefold()),
}  # fmt: skip


def sort_values(
    reader: Reader, column: str, ids: Collection[int], today: date, zone: str = "UTC"
) -> dict[int, Any]:
    """What these activities are sorted by in a column; a blank is left out. At most two statements."""
    found: dict[int, Any]
    if column == DATE:
        next_ones = next_dates(reader, ids, today, zone)
        found = {
            activity_id: day_of(status, next_ones.get(activity_id, (None,))[0], starts, cadence, today)
            for activity_id, status, cadence, starts in reader.rows(_DATED.format(ids=any_of(ids)))
        }
    elif column == SKILLS:
        shown = shown_skills(reader, ids)
        found = {activity_id: [name.casefold() for name, _level in each] for activity_id, each in shown.items()}
    elif column == TAGS:
        found = {activity_id: [tag.casefold() for tag in each] for activity_id, each in tags_of(reader, ids).items()}
    else:
        statement, value = _VALUES[column]
        known = reader.rows(statement.format(ids=any_of(ids)), {"week": week_of(today)})
        found = {activity_id: value(*rest) for activity_id, *rest in known}
    return {activity_id: value for activity_id, value in found.items() if value is not None}
