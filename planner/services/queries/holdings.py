"""What a copy of a plan holds, and how another state of the same plan differs from it; of whatever schema either is.

Read in a fixed number of statements of SQL text, two for each table, since the copy may be of an older schema: only
columns that both have are compared.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from planner.storage.peek import columns_of
from planner.storage.reader import Reader

_PARTS: Final = (
    "certification", "course", "event", "deadline", "reminder", "checklist_item", "link", "activity_tag",
    "activity_skill", "study_session", "submission", "person_met", "exam", "expense", "budget", "renewal_rule",
    "rule_category", "renewal", "attachment",
)  # fmt: skip
"""What hangs on an activity and is compared as part of it."""
OTHERS: Final = ("roadmap", "step", "skill", "assessment", "profile", "study_session", "credit")
"""What is counted besides activities."""
_TABLES: Final = tuple(dict.fromkeys(("activity", *_PARTS, *OTHERS)))
_NOT_SEEN: Final = frozenset({"id", "uid", "activity_id", "position", "before_state", "created_at", "node"})
"""Columns whose change nobody sees."""
_ASPECTS: Final = {
    "title": "title", "kind": "status", "status": "status", "state": "status", "step_id": "step", "notes": "notes",
    "picked_week": "dates", "started_on": "dates", "completed_on": "dates", "starts": "dates", "ends": "dates",
}  # fmt: skip
"""What a column is about; of the columns that are not named, those of deadlines are dates and all others details."""
ASPECTS: Final = ("title", "status", "step", "dates", "notes", "details")
"""In the order in which they are told."""


_Columns = Mapping[str, tuple[str, ...]]
_Rows = Mapping[str, list[tuple[object, ...]]]


class Contents(NamedTuple):
    """How much there is: activities in the plan, how many of them are done, what is only listed, dates, skills, ..."""

    activities: int
    done: int
    listed: int
    dates: int
    skills: int
    ratings: int
    sessions: int


class Line(NamedTuple):
    """An activity that differs, and for one that is in both what of it (of :data:`ASPECTS`)."""

    uid: str
    title: str
    kind: str
    what: tuple[str, ...] = ()


class Count(NamedTuple):
    """How many rows of a table came since, were changed since, and went since."""

    table: str
    added: int
    changed: int
    deleted: int


class Difference(NamedTuple):
    """What happened to a plan since a copy was made, by title; listed events are only counted, as ``others`` are."""

    added: tuple[Line, ...]
    changed: tuple[Line, ...]
    deleted: tuple[Line, ...]
    listed_added: int
    listed_deleted: int
    others: tuple[Count, ...]

    @property
    def is_none(self) -> bool:
        """Whether nothing that a person sees differs."""
        return not any(self)


class _Thing(NamedTuple):
    """An activity: what is said of it, by aspect."""

    title: str
    kind: str
    listed: bool
    said: Mapping[str, frozenset[tuple[object, ...]]]


class _Holdings(NamedTuple):
    things: dict[str, _Thing]
    others: dict[str, dict[int, tuple[object, ...]]]


def contents(reader: Reader) -> Contents:
    """The counts of a plan of any schema, in one statement for each."""
    tables = columns_of(reader, ("activity", "event", "deadline", "skill", "assessment", "study_session"))

    def count(sql: str, table: str) -> int:
        return int(reader.value(sql)) if table in tables else 0

    listed = "SELECT activity_id FROM event WHERE state = 'listed'"
    living = f"FROM activity WHERE trashed_at IS NULL AND id NOT IN ({listed})"
    return Contents(
        count(f"SELECT count(*) {living}", "activity"),
        count(f"SELECT count(*) {living} AND status = 'done'", "activity"),
        count(f"SELECT count(*) FROM activity WHERE trashed_at IS NULL AND id IN ({listed})", "event"),
        count("SELECT count(*) FROM deadline", "deadline")
        + count("SELECT count(*) FROM event WHERE starts IS NOT NULL AND state <> 'listed'", "event"),
        count("SELECT count(*) FROM skill", "skill"),
        count("SELECT count(*) FROM assessment", "assessment"),
        count("SELECT count(*) FROM study_session", "study_session"),
    )


def difference(then: Reader, now: Reader, check: Callable[[], object] = bool) -> Difference:
    """What happened between two states of a plan; ``check`` is called now and then and may raise."""
    first, second = columns_of(then, _TABLES), columns_of(now, _TABLES)
    common = {
        table: tuple(name for name in first[table] if name in second[table]) for table in first if table in second
    }
    old_rows, new_rows = _rows(then, common, check), _rows(now, common, check)
    touched = _touched(common, old_rows, new_rows)
    before, after = _holdings(common, old_rows, touched), _holdings(common, new_rows, touched)
    added = _only_in(after, before)
    deleted = _only_in(before, after)
    changed = []
    for uid, thing in after.things.items():
        old = before.things.get(uid)
        if old is None or old.said == thing.said or (old.listed and thing.listed):
            continue
        empty: frozenset[tuple[object, ...]] = frozenset()
        what = tuple(each for each in ASPECTS if old.said.get(each, empty) != thing.said.get(each, empty))
        changed.append(Line(uid, thing.title, thing.kind, what))
    return Difference(
        tuple(_line(uid, after.things[uid]) for uid in added if not after.things[uid].listed),
        tuple(changed),
        tuple(_line(uid, before.things[uid]) for uid in deleted if not before.things[uid].listed),
        sum(after.things[uid].listed for uid in added),
        sum(before.things[uid].listed for uid in deleted),
        tuple(_counted(before, after)),
    )


def _line(uid: str, thing: _Thing) -> Line:
    return Line(uid, thing.title, thing.kind)


def _only_in(one: _Holdings, other: _Holdings) -> list[str]:
    return [uid for uid in one.things if uid not in other.things]


def _counted(before: _Holdings, after: _Holdings) -> list[Count]:
    found = []
    for table in OTHERS:
        old, new = before.others.get(table, {}), after.others.get(table, {})
        count = Count(
            table,
            len(new.keys() - old.keys()),
            sum(old[row] != new[row] for row in old.keys() & new.keys()),
            len(old.keys() - new.keys()),
        )
        if any(count[1:]):
            found.append(count)
    return found


def _rows(reader: Reader, columns: _Columns, check: Callable[[], object]) -> _Rows:
    found = {}
    for table, names in columns.items():
        check()
        found[table] = reader.rows(f'SELECT {", ".join(names)} FROM "{table}"')
    return found


def _touched(columns: _Columns, before: _Rows, after: _Rows) -> set[object]:
    """The numbers of the activities of which any row differs: mostly few, and only they are looked at closely."""
    found: set[object] = set()
    for table in ("activity", *_PARTS):
        owner = _owner(table, columns)
        if owner is not None:
            found.update(row[owner] for row in set(before[table]) ^ set(after[table]))
    return found


def _owner(table: str, columns: _Columns) -> int | None:
    """The place of the column that names the activity."""
    name = "id" if table == "activity" else "activity_id"
    names = columns.get(table, ())
    return names.index(name) if name in names else None


def _holdings(columns: _Columns, rows: _Rows, touched: set[object]) -> _Holdings:
    """The living activities by uid, with all that hangs on those touched, and the rows of other tables by number."""
    said: dict[int, dict[str, set[tuple[object, ...]]]] = defaultdict(lambda: defaultdict(set))
    listed: set[object] = set()
    for table in ("activity", *_PARTS):
        names = columns.get(table, ())
        at = _owner(table, columns)
        if at is None:
            continue
        by_aspect = _columns_by_aspect(table, names)
        for row in rows[table]:
            owner = row[at]
            if owner in touched and isinstance(owner, int):
                for aspect, places in by_aspect.items():
                    said[owner][aspect].add((table, *(row[place] for place in places)))
        if table == "event" and "state" in names:
            state = names.index("state")
            listed = {row[at] for row in rows[table] if row[state] == "listed"}
    return _Holdings(_things(columns, rows, said, listed), _others(columns, rows))


def _columns_by_aspect(table: str, names: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if name in _NOT_SEEN:
            continue
        aspect = "dates" if table == "deadline" else _ASPECTS.get(name, "details")
        if table not in ("activity", "event", "certification", "course", "deadline"):
            aspect = "details"
        found[aspect].append(place)
    return {aspect: tuple(places) for aspect, places in found.items()}


def _things(
    columns: _Columns, rows: _Rows, said: Mapping[int, Mapping[str, set[tuple[object, ...]]]], listed: set[object]
) -> dict[str, _Thing]:
    names = columns.get("activity", ())
    at = {name: place for place, name in enumerate(names)}
    found = {}
    for row in rows.get("activity", []):
        row_id = row[at["id"]]
        if not isinstance(row_id, int) or row[at["trashed_at"]] is not None:
            continue
        aspects = {aspect: frozenset(values) for aspect, values in said.get(row_id, {}).items()}
        found[str(row[at["uid"]])] = _Thing(str(row[at["title"]]), str(row[at["kind"]]), row_id in listed, aspects)
    return found


def _others(columns: _Columns, rows: _Rows) -> dict[str, dict[int, tuple[object, ...]]]:
    found: dict[str, dict[int, tuple[object, ...]]] = {}
    for table in OTHERS:
        names = columns.get(table, ())
        if "id" in names:
            at = names.index("id")
            seen = [place for place, name in enumerate(names) if name not in _NOT_SEEN]
            found[table] = {int(str(row[at])): tuple(row[place] for place in seen) for row in rows[table]}
    return found
