"""Merging an archive into a library, worked out without writing: rows are matched by uid, or by what they belong to."""

from collections.abc import Callable, Iterable
from itertools import chain, count
from typing import Any, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.limits import FILES_MAX
from planner.domain.model import Activity, Attachment, CreditClaim, Exam, Expense, Row
from planner.exchange.archive_rows import LibraryRows, SequenceRow
from planner.services.actions import common
from planner.services.queries.archive import archive_rows
from planner.storage import ledger
from planner.storage.ledger import Entry
from planner.storage.reader import Reader
from planner.storage.schema import TABLES
from planner.storage.steps import last_touched

REFERENCES = {
    "roadmap_id": "roadmap",
    "step_id": "step",
    "activity_id": "activity",
    "deadline_id": "deadline",
    "tag_id": "tag",
    "category_id": "category",
    "skill_id": "skill",
    "profile_id": "profile",
    "exam_id": "exam",
    "credit_id": "credit",
    "claim_id": "credit_claim",
}
"""The fields that point at rows of other tables."""

_KEYS: dict[str, Callable[[Any], object]] = {
    "certification": lambda row: row.activity_id,
    "course": lambda row: row.activity_id,
    "event": lambda row: row.activity_id,
    "tag": lambda row: fold(row.name),
    "activity_tag": lambda row: (row.activity_id, row.tag_id),
    "rubric_level": lambda row: (row.skill_id, row.level),
    "profile_target": lambda row: (row.profile_id, row.skill_id),
    "activity_skill": lambda row: (row.activity_id, row.skill_id),
    "exam": lambda row: row.deadline_id,
    "credit_claim": lambda row: (row.credit_id, row.activity_id),
    "budget": lambda row: row.activity_id,
    "renewal_rule": lambda row: row.activity_id,
    "rule_category": lambda row: (row.activity_id, row.name),
    "template_node": lambda row: (row.template, row.node),
    "import_memory": lambda row: (row.source, row.key),
    "setting": lambda row: row.key,
}
"""What makes two rows the same one, where it is not the uid. Pointers have been translated before."""

_KEPT = frozenset(("tag", "setting", "template_node"))
"""Where the library's own row stays as it is: an archive adds to these, and never takes the person's choice away."""

_OWNERS = ("roadmap_id", "credit_id", "claim_id", "activity_id", "profile_id", "skill_id")
"""What a row belongs to, by the first of these that it has: a claim is part of its credit."""
_COUNTED = frozenset(("roadmap", "activity", "category", "skill", "profile", "credit"))


class Merge(NamedTuple):
    """What an archive would do.

    New rows have negative numbers, by which they point at each other; ``removed`` is what belongs to a kind that its
    activity no longer has. ``touched`` is where the journal stood, to tell whether the library moved since.
    """

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    removed: tuple[Row, ...]
    sequences: tuple[Entry, ...]
    counts: tuple[int, int, int]
    touched: int

    @property
    def size(self) -> int:
        """How many rows it writes, the ledger's among them."""
        return len(self.new) + len(self.changed) + len(self.removed) + len(self.sequences)


def negative_ids() -> Callable[[str], int]:
    """Numbers for rows that are not stored yet: -1, -2, ... in each table."""
    counters: dict[str, count[int]] = {}
    return lambda table: -next(counters.setdefault(table, count(1)))


def merge(reader: Reader, incoming: LibraryRows) -> Merge:
    """Compares an archive with the library."""
    current = archive_rows(reader)
    merging = _Merging()
    for table in TABLES.values():
        merging.take(table.name, getattr(incoming, table.name), getattr(current, table.name))
    merging.displace(current)
    _refuse_too_much(merging, current.attachment)
    return Merge(
        tuple(merging.new),
        tuple(merging.changed),
        tuple(merging.removed),
        tuple(_sequences(reader, incoming.sequences)),
        merging.counts(),
        last_touched(reader),
    )


class _Merging:
    """Goes through the tables, parents first."""

    def __init__(self) -> None:
        self.new: list[Row] = []
        self.changed: list[Row] = []
        self.removed: list[Row] = []
        self._claims: dict[int, int] = {}
        self._ids: dict[str, dict[int, int]] = {}
        self._states: dict[tuple[str, int], str] = {}

    def take(self, table: str, incoming: Iterable[Any], current: Iterable[Any]) -> None:
        """Sorts the rows of one table into new, changed and unchanged."""
        key_of = _KEYS.get(table, _uid)
        known = {key_of(row): row for row in current}
        # A plan may hold two tags of one folded name from before these were one; each of them stays itself.
        exact = {row.name: row for row in current} if table == "tag" else {}
        ids = self._ids.setdefault(table, {})
        for row in incoming:
            arriving = self._translated(row)
            key = key_of(arriving)
            found = exact.get(row.name, known.get(key)) if exact else known.get(key)
            if found is None:
                # What an archive itself names twice is one row.
                known[key] = arriving
                ids[row.id] = row.id
                self.new.append(arriving)
                self._mark(table, arriving, "new")
                continue
            ids[row.id] = found.id
            arriving = arriving._replace(id=found.id)
            if arriving != found and table not in _KEPT:
                self.changed.append(arriving)
                self._mark(table, arriving, "changed")
            else:
                self._mark(table, arriving, "unchanged")

    def _translated(self, row: Any) -> Any:
        moved = {
            name: self._ids[target].get(getattr(row, name), getattr(row, name))
            for name, target in REFERENCES.items()
            if getattr(row, name, None) is not None
        }
        return row._replace(**moved) if moved else row

    def _mark(self, table: str, row: Any, state: str) -> None:
        """Counts the row for the thing that it belongs to: a new deadline of an old activity changes the activity."""
        if table in _COUNTED:
            self._states[table, row.id] = state
            return
        if isinstance(row, CreditClaim):
            self._claims[row.id] = row.credit_id
        if state != "unchanged":
            self._touch(row)

    def _touch(self, row: Any) -> None:
        for name in _OWNERS:
            owner = getattr(row, name, None)
            if owner is not None:
                key = ("credit", self._claims[owner]) if name == "claim_id" else (REFERENCES[name], owner)
                if self._states.get(key) == "unchanged":
                    self._states[key] = "changed"
                return

    def displace(self, current: LibraryRows) -> None:
        """Takes out what activities have no use for once they are of another kind, whichever side it comes from."""
        kinds = {row.id: row.kind for row in self.changed if isinstance(row, Activity)}
        moved = [row for row in current.activity if kinds.get(row.id, row.kind) != row.kind]
        if not moved:
            return
        after = _After(current, self.changed, self.new)
        gone = {(type(row), row.id): row for old in moved for row in common.rows_of_kind(after.find, old)}
        self.removed = [row for row in gone.values() if row.id > 0]
        self.new = [row for row in self.new if (type(row), row.id) not in gone]
        self.changed = [row for row in self.changed if (type(row), row.id) not in gone]
        for row in gone.values():
            if isinstance(row, CreditClaim):
                self._touch(row)
            elif isinstance(row, Exam):
                self._unlink(after.find(Expense, exam_id=row.id))

    def _unlink(self, expenses: Iterable[Expense]) -> None:
        """Lets expenses stay without the attempt that they paid for."""
        for expense in expenses:
            for rows in (self.new, self.changed):
                if expense in rows:
                    rows[rows.index(expense)] = expense._replace(exam_id=None)
                    break
            else:
                self.changed.append(expense._replace(exam_id=None))

    def counts(self) -> tuple[int, int, int]:
        """How many things are new, changed and unchanged."""
        states = list(self._states.values())
        return states.count("new"), states.count("changed"), states.count("unchanged")


class _After:
    """The rows of the library as they would be with those of the archive."""

    def __init__(self, current: LibraryRows, *merged: Iterable[Any]) -> None:
        self._current = current
        self._merged = tuple(chain.from_iterable(merged))
        self._rows: dict[type[Any], dict[int, Any]] = {}

    def find(self, row_type: type[Any], **equals: Any) -> list[Any]:
        """All rows of a type whose columns equal the given values."""
        if row_type not in self._rows:
            every = chain(getattr(self._current, TABLES[row_type].name), self._merged)
            self._rows[row_type] = {row.id: row for row in every if isinstance(row, row_type)}
        found = self._rows[row_type].values()
        return [row for row in found if all(getattr(row, name) == value for name, value in equals.items())]


def _refuse_too_much(merging: "_Merging", present: Iterable[Attachment]) -> None:
    """Raises ExchangeError if the kept files of both together are more than a plan keeps."""
    files = {row.id: row for row in present}
    files |= {row.id: row for row in (*merging.changed, *merging.new) if isinstance(row, Attachment)}
    total = sum({row.digest: row.size for row in files.values()}.values())
    if total > FILES_MAX:
        raise ExchangeError(
            tr(
                "The files of the archive and those of the plan take {size} MB together, but a plan keeps at most "
                "{limit} MB. Remove some of them first.",
                size=-(-total // 1_000_000),
                limit=FILES_MAX // 1_000_000,
            )
        )


def _uid(row: Any) -> object:
    return row.uid


def _sequences(reader: Reader, incoming: Iterable[SequenceRow]) -> Iterable[Entry]:
    """The ledger's lines that are missing here, or stand lower than in the archive: a SEQUENCE never falls."""
    known = ledger.entries(reader.core)
    for row in incoming:
        found = known.get((row.uid, row.recurrence_id))
        if found is None:
            yield Entry(0, **{**row._asdict(), "digest": bytes.fromhex(row.digest)})
        elif found.sequence < row.sequence:
            yield found._replace(sequence=row.sequence)
