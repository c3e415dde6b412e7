"""Which activities a filter of the board lets through, part by part, and what one can choose from."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from planner.domain import dates
from planner.domain.filters import INBOX, CardFilter, DueWindow, FilterPart, from_json
from planner.domain.folding import fold
from planner.services.queries.board_order import matching as holding
from planner.services.queries.settings import setting
from planner.services.queries.sql import SETTLED, STEPS_IN_ORDER, any_of, ids_in
from planner.storage.reader import Reader

FOCUS_DAYS: Final = 7
"""In focus is what is due within so many days from today."""
SETTING: Final = "filters"
"""The setting of the plan that holds the saved filters: a list of a name and a filter each."""

# One text of ten thousand numbers is read several times faster than ten thousand rows.
_IDS: Final = "SELECT group_concat(a.id) FROM activity AS a WHERE {condition}"
_SHOWING: Final = """
SELECT group_concat(x.activity_id) FROM activity_skill AS x JOIN skill ON skill.id = x.skill_id
WHERE skill.uid IN {uids}
"""
_TAGGED: Final = "SELECT group_concat(activity_id) FROM activity_tag WHERE tag_id IN {ids}"

# The date that a card shows is the next one of any kind; of a duty also one that is past. A practice is never late
# and shows no date that is past. Days of the person are instants between two midnights where the person is. Each list
# is read by itself: joined, they take three times as long. The signs keep SQLite from going through two indexes to find
# what most of ten years is.
_OPEN: Final = "SELECT group_concat(id) FROM activity WHERE status IN ('planned', 'in_progress')"
_PRACTICES: Final = "SELECT group_concat(id) FROM activity WHERE cadence_count > 0"
_DOING: Final = "SELECT group_concat(id) FROM activity WHERE status = 'in_progress'"
_LATE: Final = f"""
SELECT group_concat(activity_id) FROM deadline
WHERE kind IN ('due', 'exam') AND (+on_date < :until OR +at_utc < :until_utc) AND +id NOT IN {SETTLED}
"""
_COMING: Final = """
SELECT group_concat(activity_id) FROM deadline
WHERE on_date >= :since AND on_date < :until OR at_utc >= :since_utc AND at_utc < :until_utc
"""
_NEVER: Final = date(dates.MAX_YEAR, 12, 1)


def matching(reader: Reader, card_filter: CardFilter, today: date, zone: str = "UTC") -> set[int] | None:
    """The ids of all activities, on the board or not, also in the trash, that fit the filter; None if it is empty.

    One statement for each part that is set, some more for tags, dates and focus.
    """
    found = [part_ids(reader, card_filter, part, today, zone) for part in card_filter.parts]
    return in_all(found) if found else None


def in_all(parts: Iterable[set[int]]) -> set[int]:
    """What is in each of these sets; there must be one."""
    smallest, *others = sorted(parts, key=len)
    return smallest.intersection(*others)


def part_ids(reader: Reader, card_filter: CardFilter, part: FilterPart, today: date, zone: str = "UTC") -> set[int]:
    """The ids of the activities that fit one part of the filter, whatever the others say."""
    return _READ[part](reader, card_filter, today, zone)


def _words(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    return holding(reader, card_filter.words)


def _kinds(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    return _of_column(reader, "kind", [each.value for each in card_filter.kinds])


def _statuses(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    return _of_column(reader, "status", [each.value for each in card_filter.statuses])


def _priorities(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    return _of_column(reader, "priority", [each.value for each in card_filter.priorities])


def _of_column(reader: Reader, column: str, values: Collection[object]) -> set[int]:
    return ids_in(reader.value(_IDS.format(condition=f"a.{column} IN {_places(values)}"), tuple(values)))


def _steps(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    uids = [uid for uid in card_filter.steps if uid != INBOX]
    inbox = "OR a.step_id IS NULL" if INBOX in card_filter.steps else ""
    condition = f"a.step_id IN (SELECT id FROM step WHERE uid IN {_places(uids)}) {inbox}"
    return ids_in(reader.value(_IDS.format(condition=condition), tuple(uids)))


def _skills(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    uids = tuple(card_filter.skills)
    return ids_in(reader.value(_SHOWING.format(uids=_places(uids)), uids))


def _tags(reader: Reader, card_filter: CardFilter, _today: date, _zone: str) -> set[int]:
    wanted = {fold(name) for name in card_filter.tags}
    ids = [tag_id for tag_id, name in reader.rows("SELECT id, name FROM tag") if fold(name) in wanted]
    return ids_in(reader.value(_TAGGED.format(ids=any_of(ids))))


def _due(reader: Reader, card_filter: CardFilter, today: date, zone: str) -> set[int]:
    windows = card_filter.due
    week = dates.monday(today)
    ends = {
        DueWindow.THIS_WEEK: week + timedelta(days=7),
        DueWindow.NEXT_14_DAYS: today + timedelta(days=14),
        DueWindow.NEXT_30_DAYS: today + timedelta(days=30),
    }
    is_open = ids_in(reader.value(_OPEN))
    late = ids_in(reader.value(_LATE, _bounds(today, today, zone))) & is_open
    practices = ids_in(reader.value(_PRACTICES))
    found: set[int] = set()
    if DueWindow.OVERDUE in windows:
        found |= late - practices
    elif DueWindow.THIS_WEEK in windows:  # what is late since Monday
        found |= late - practices - ids_in(reader.value(_LATE, _bounds(week, week, zone)))
    if not windows.isdisjoint(ends):
        until = max(ends[window] for window in windows if window in ends)
        found |= (ids_in(reader.value(_COMING, _bounds(today, until, zone))) & is_open) - late
    if DueWindow.NO_DATE in windows:
        found |= (is_open - late - ids_in(reader.value(_COMING, _bounds(today, _NEVER, zone)))) | (late & practices)
    return found


def _focus(reader: Reader, _card_filter: CardFilter, today: date, zone: str) -> set[int]:
    is_open = ids_in(reader.value(_OPEN))
    late = ids_in(reader.value(_LATE, _bounds(today, today, zone)))
    coming = ids_in(reader.value(_COMING, _bounds(today, today + timedelta(days=FOCUS_DAYS), zone)))
    due = (coming | late) - (late & ids_in(reader.value(_PRACTICES)))
    return (due & is_open) | ids_in(reader.value(_DOING))


def _bounds(since: date, until: date, zone: str) -> dict[str, object]:
    """Two days as parameters: as dates, and as the instants of the midnights before them."""
    found: dict[str, object] = {}
    for name, day in (("since", since), ("until", until)):
        found[name] = dates.format_date(day)
        found[f"{name}_utc"] = dates.to_instant(dates.format_wall(datetime.combine(day, time())), zone)
    return found


_READ: Final[dict[FilterPart, Callable[[Reader, CardFilter, date, str], set[int]]]] = {
    FilterPart.WORDS: _words,
    FilterPart.KINDS: _kinds,
    FilterPart.STEPS: _steps,
    FilterPart.SKILLS: _skills,
    FilterPart.TAGS: _tags,
    FilterPart.STATUSES: _statuses,
    FilterPart.DUE: _due,
    FilterPart.PRIORITIES: _priorities,
    FilterPart.FOCUS: _focus,
}


def _places(values: Collection[object]) -> str:
    """So many places for parameters."""
    return f"({', '.join('?' * len(values))})"


# -- what one can choose from


class StepChoice(NamedTuple):
    """A step, with its place among the steps of its roadmap; the inbox is none of them."""

    uid: str
    name: str
    hue: int | None
    number: int


class SkillChoice(NamedTuple):
    """A skill and its category."""

    uid: str
    name: str
    category: str


class Choices(NamedTuple):
    """What the plan offers to filter by, each in its order; tags by name."""

    steps: tuple[StepChoice, ...]
    skills: tuple[SkillChoice, ...]
    tags: tuple[str, ...]


_STEPS: Final = f"SELECT s.uid, s.name, s.hue, s.roadmap_id {STEPS_IN_ORDER}"
_SKILLS: Final = """
SELECT skill.uid, skill.name, category.name FROM skill JOIN category ON category.id = skill.category_id
ORDER BY category.position, category.id, skill.position, skill.id
"""


def choices(reader: Reader) -> Choices:
    """The steps, skills and tags of the plan; three statements."""
    steps: list[StepChoice] = []
    numbers: Counter[int] = Counter()
    for uid, name, hue, roadmap_id in reader.rows(_STEPS):
        numbers[roadmap_id] += 1
        steps.append(StepChoice(uid, name, hue, numbers[roadmap_id]))
    return Choices(
        tuple(steps),
        tuple(SkillChoice(*row) for row in reader.rows(_SKILLS)),
        tuple(sorted((name for (name,) in reader.rows("SELECT name FROM tag")), key=fold)),
    )


class SavedFilter(NamedTuple):
    """A filter that was saved under a name."""

    name: str
    filter: CardFilter


def saved_filters(reader: Reader) -> tuple[SavedFilter, ...]:
    """The saved filters by name; what is malformed, as a foreign archive may bring, is left out. One statement."""
    return read_saved(setting(reader, SETTING))


def read_saved(value: object) -> tuple[SavedFilter, ...]:
    """The saved filters in the value of the setting, by name."""
    found: dict[str, SavedFilter] = {}
    for each in value if isinstance(value, list) else ():
        name = each.get("name") if isinstance(each, dict) else None
        card_filter = from_json(each.get("filter")) if isinstance(each, dict) else None
        if isinstance(name, str) and name.strip() and card_filter is not None and card_filter.is_on:
            found.setdefault(fold(name), SavedFilter(name, card_filter))
    return tuple(found[key] for key in sorted(found))
