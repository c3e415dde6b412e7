"""Writing many rows: all of them come in, go and come back, in an order that keeps the search index right."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.domain.model import Activity, ActivityTag, Event, Tag
from planner.domain.words import ActivityId, TagId
from planner.services.action import Action
from planner.services.planner import Planner
from planner.storage import bulk, journal
from planner.storage.schema import TABLES
from planner.storage.transaction import Transaction
from tests.storage.samples import AddActivity, plan_at, rows_at


@dataclass(frozen=True, slots=True)
class AddConferences(Action):
    """Adds so many conferences; each bears one old tag, and the last one a new one too."""

    count: int
    key: str | None = None

    def apply(self, tx: Transaction) -> str:
        tag = tx.one(Tag, name="old")
        old = tag.id if tag is not None else TagId(tx.add(Tag(TagId(0), tx.new_uid(), "old")))
        owner = ActivityId(0)
        for number in range(self.count):
            owner = ActivityId(tx.add(Activity(ActivityId(0), tx.new_uid(), f"Conference {number}", kind="event")))
            tx.add(Event(0, owner, city="Lisbon", organiser="Chair"))
            tx.add(ActivityTag(0, owner, old))
        new = TagId(tx.add(Tag(TagId(0), tx.new_uid(), f"fresh{owner}")))
        tx.add(ActivityTag(0, owner, new))
        return "Add conferences"

    @property
    def merge_key(self) -> str | None:
        return self.key


@dataclass(frozen=True, slots=True)
class PassOnNames(Action):
    """Gives one tag a new name and its old name to another one: an order that a unique name prescribes."""

    def apply(self, tx: Transaction) -> str:
        first, second = tx.add(Tag(TagId(0), "t1", "first")), tx.add(Tag(TagId(0), "t2", "second"))
        assert (first, second) == (1, 2)
        return "Add tags"


@dataclass(frozen=True, slots=True)
class Rotate(Action):
    """The tag “first” becomes “third”, and “second” becomes “first”."""

    def apply(self, tx: Transaction) -> str:
        tx.put(tx.get(Tag, 1)._replace(name="third"))
        tx.put(tx.get(Tag, 2)._replace(name="first"))
        return "Rotate"


def found(plan: Planner, word: str) -> int:
    return int(
        plan.read(
            lambda reader: reader.value("SELECT count(*) FROM search WHERE search MATCH ?", (word,))
        )
    )


@pytest.mark.parametrize("count", [1, 2, 700, 1500])
def test_every_row_comes_goes_and_comes_back(tmp_path: Path, count: int) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    change = plan.run(AddConferences(count))
    rows = rows_at(path)
    assert [len(rows[name]) for name in ("activity", "event", "activity_tag", "tag")] == [count, count, count + 1, 2]
    assert len(change.rows) == 3 * count + 3
    assert (found(plan, "old"), found(plan, "Lisbon"), found(plan, f"fresh{count}")) == (count, count, 1)
    assert plan.library.problems(quick=False) == []
    plan.undo()
    assert not any(rows_at(path).values())
    assert found(plan, "old") == 0
    assert plan.library.problems(quick=False) == []
    plan.redo()
    assert rows_at(path) == rows
    assert (found(plan, "old"), found(plan, "Lisbon"), found(plan, f"fresh{count}")) == (count, count, 1)
    assert plan.library.problems(quick=False) == []
    plan.close()


@dataclass(frozen=True, slots=True)
class TagOld(Action):
    """Gives activities that are there already first a known tag and then, in the same batch, a new one."""

    def apply(self, tx: Transaction) -> str:
        tx.add(ActivityTag(0, ActivityId(1), TagId(2)))
        new = TagId(tx.add(Tag(TagId(0), tx.new_uid(), "newest")))
        tx.add(ActivityTag(0, ActivityId(2), new))
        return "Tag"


def test_a_new_tag_is_found_on_an_old_activity(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "plan.db")
    plan.run(AddConferences(2))
    plan.run(TagOld())
    assert found(plan, "newest") == 1
    plan.undo()
    assert found(plan, "newest") == 0
    plan.redo()
    assert found(plan, "newest") == 1
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_unique_names_that_were_passed_on_go_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    plan.run(PassOnNames())
    plan.run(Rotate())
    plan.undo()
    assert {row["name"] for row in rows_at(path)["tag"].values()} == {"first", "second"}
    plan.redo()
    assert [row["name"] for row in rows_at(path)["tag"].values()] == ["third", "first"]
    plan.close()


@dataclass(frozen=True, slots=True)
class AddThenPut(Action):
    """Adds an activity and says more of it before anything reads it."""

    def apply(self, tx: Transaction) -> str:
        row = Activity(ActivityId(0), tx.new_uid(), "draft")
        number = ActivityId(tx.add(row))
        tx.put(row._replace(id=number, title="done"))
        assert tx.get(Activity, number).title == "done"
        return "Add"


def test_a_row_put_right_after_it_was_added_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    (row,) = plan.run(AddThenPut()).rows
    assert row.before is None
    assert row.after is not None
    assert row.after["title"] == "done"
    assert rows_at(path)["activity"][1]["title"] == "done"
    plan.close()


def journal_of(path: Path) -> tuple[list[int], int]:
    """The size that each step says it has, and the size of all row images."""
    with closing(sqlite3.connect(path)) as connection:
        sizes = [row[0] for row in connection.execute("SELECT bytes FROM journal_step")]
        images = connection.execute("SELECT before, after FROM journal_row").fetchall()
    for before, after in images:
        assert before is None or json.loads(before)
        assert after is None or json.loads(after)
    return sizes, sum(len(before or "") + len(after or "") + 40 for before, after in images)


def test_steps_that_join_are_one_step_of_the_right_size(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    for _ in range(5):
        plan.run(AddConferences(40, key="one import"))
        sizes, size = journal_of(path)
        assert sizes == [size]
    assert plan.history().undo == "Add conferences"
    plan.undo()
    assert not any(rows_at(path).values())
    plan.close()


def test_steps_that_join_push_old_ones_out_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    plan.run(AddConferences(5))
    plan.run(AddConferences(1, key="visit"))
    monkeypatch.setattr(journal, "MAX_BYTES", sum(journal_of(path)[0]) + 1000)
    plan.run(AddConferences(20, key="visit"))
    assert len(journal_of(path)[0]) == 1
    plan.undo()
    assert len(rows_at(path)["activity"]) == 5
    plan.close()


def test_the_size_of_a_step_is_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    plan = plan_at(path)
    plan.run(AddActivity("x" * 100))
    plan.run(AddActivity("学" * 100))
    plain, wide = journal_of(path)[0]
    assert wide - plain == 200
    plan.close()


def test_parts_are_few_lengths_and_hold_every_row() -> None:
    for count in (0, 1, 5, 1023, 1024, 1025, 5000):
        parts = list(bulk._parts(range(count), 23))
        assert [number for part in parts for number in part] == list(range(count))
        assert all(len(part) & (len(part) - 1) == 0 for part in parts)
        assert all(len(part) * 23 <= bulk.MOST_VALUES for part in parts)


def test_tags_come_before_their_uses_and_both_before_the_activity() -> None:
    ordered = [table.name for table in sorted(TABLES.values(), key=bulk.insertion_order)]
    assert sorted(ordered) == sorted(table.name for table in TABLES.values())
    assert ordered.index("tag") < ordered.index("activity_tag") < ordered.index("activity")
    assert max(map(ordered.index, ("event", "certification", "course"))) < ordered.index("activity")
