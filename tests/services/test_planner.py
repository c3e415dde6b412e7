"""The façade: one step an action, undo and redo across restarts, merging, bounds, conflicts, and what others wrote."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from planner.domain.errors import ConflictError, InvalidInputError
from planner.domain.model import Activity, Assessment
from planner.services.action import Action
from planner.services.clock import FixedClock, SystemClock, local_date
from planner.services.planner import Change
from planner.storage import journal, transaction
from planner.storage.transaction import Transaction, clean
from tests.storage.samples import NOW, AddActivity, AddMany, RemoveActivity, Rename, plan_at, rows_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


def titles(path: Path) -> list[str]:
    return [row["title"] for row in rows_at(path)["activity"].values()]


def foreign(path: Path, statement: str) -> None:
    """Another program writes past the journal."""
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute(statement)


# ------------------------------------------------------------------------------------------ steps


def test_a_step_says_what_it_did(path: Path) -> None:
    plan = plan_at(path)
    change = plan.run(AddActivity("Learn SQL", tag="data"))
    assert (change.label, change.kind, change.made_at) == ("Add “Learn SQL”", "do", "2026-03-02T09:30:00Z")
    assert change.tables == {"activity", "tag", "activity_tag"}
    assert change.added("activity") == [1]
    assert change.touched("tag") == {1}
    assert plan.history() == ("Add “Learn SQL”", None)
    undone = plan.undo()
    assert undone is not None
    assert undone.kind == "undo"
    assert undone.tables == change.tables
    assert all(row.after is None for row in undone.rows)
    assert titles(path) == []
    redone = plan.redo()
    assert redone is not None
    assert [(row.before, row.after) for row in redone.rows] == [(row.before, row.after) for row in change.rows]
    assert plan.redo() is None
    plan.close()


def test_nothing_changed_is_no_step_and_keeps_redo(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    plan.run(Rename(1, "two"))
    plan.undo()
    told = list[Change]()
    plan.subscribe(told.append)
    assert plan.run(Rename(1, "one")).rows == ()
    assert plan.history()[:2] == ("Add “one”", "Rename to “two”")
    assert told == []
    plan.close()


def test_a_new_step_forgets_what_was_undone(path: Path) -> None:
    plan = plan_at(path)
    for title in ("one", "two", "three"):
        plan.run(AddActivity(title))
    plan.undo()
    plan.undo()
    plan.run(AddActivity("four"))
    assert plan.history()[:2] == ("Add “four”", None)
    assert plan.redo() is None
    assert titles(path) == ["one", "four"]
    assert sorted(rows_at(path)["activity"]) == [1, 4]  # no id is ever given twice
    plan.close()


def test_undo_survives_a_restart(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("one"))
    plan.run(Rename(1, "two"))
    plan.undo()
    plan.close()
    plan = plan_at(path)
    assert plan.history()[:2] == ("Add “one”", "Rename to “two”")
    plan.redo()
    plan.close()
    plan = plan_at(path)
    assert titles(path) == ["two"]
    plan.undo()
    plan.undo()
    assert plan.undo() is None
    assert titles(path) == []
    plan.close()


def test_an_import_is_one_step(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddMany(5000))
    rows = rows_at(path)
    plan.close()
    plan = plan_at(path)
    undone = plan.undo()
    assert undone is not None
    assert undone.label == "Import 5000 activities"
    assert titles(path) == []
    plan.redo()
    assert rows_at(path) == rows
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_children_and_parents_come_back_together(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("one", tag="ml"))
    rows = rows_at(path)
    plan.run(RemoveActivity(1))
    assert rows_at(path)["tag"] == {}
    plan.undo()
    assert rows_at(path) == rows
    plan.close()


# ---------------------------------------------------------------------------------------- merging


def test_one_visit_is_one_step(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("a"))
    for title in ("ab", "abc", "abcd"):
        plan.run(Rename(1, title, visit="v1"))
    assert plan.history().undo == "Rename to “abcd”"
    plan.undo()
    assert titles(path) == ["a"]
    plan.redo()
    assert titles(path) == ["abcd"]
    plan.run(Rename(1, "other visit", visit="v2"))
    plan.undo()
    assert titles(path) == ["abcd"]
    plan.close()


def test_a_visit_that_ends_where_it_began_leaves_no_step(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("a"))
    plan.run(Rename(1, "ab", visit="v1"))
    change = plan.run(Rename(1, "a", visit="v1"))
    assert [row.table for row in change.rows] == ["activity"]  # the pages must show it all the same
    assert change.step == 0
    assert plan.history()[:2] == ("Add “a”", None)
    plan.close()


def test_nothing_joins_across_an_undo(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("a"))
    plan.run(Rename(1, "ab", visit="v1"))
    plan.run(AddActivity("other"))
    plan.undo()
    plan.run(Rename(1, "abc", visit="v1"))
    plan.undo()
    assert titles(path) == ["ab"]
    plan.close()


# ----------------------------------------------------------------------------------------- bounds


def steps(path: Path) -> list[int]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        orphans = connection.execute(
            "SELECT count(*) FROM journal_row WHERE step_id NOT IN (SELECT id FROM journal_step)"
        ).fetchone()
        assert orphans == (0,)
        return [size for (size,) in connection.execute("SELECT bytes FROM journal_step ORDER BY id")]


def test_the_journal_keeps_so_many_steps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_STEPS", 5)
    plan = plan_at(path)
    for number in range(12):
        plan.run(AddActivity(str(number)))
        assert len(steps(path)) == min(number + 1, 5)
    taken = 0
    while plan.undo():
        taken += 1
    assert taken == 5
    assert titles(path) == [str(number) for number in range(7)]
    plan.close()


def test_the_bound_is_two_hundred() -> None:
    assert journal.MAX_STEPS == 200
    assert journal.MAX_BYTES == 200 * 1024 * 1024


def test_the_journal_keeps_so_many_bytes_but_always_the_newest(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_BYTES", 5000)
    plan = plan_at(path)
    for number in range(20):
        plan.run(AddActivity(str(number)))
        assert sum(steps(path)) <= 5000
    assert len(steps(path)) > 3
    plan.run(AddMany(100))
    assert len(steps(path)) == 1
    assert steps(path)[0] > 5000
    plan.undo()
    assert len(titles(path)) == 20
    plan.close()


# -------------------------------------------------------------------------------------- conflicts


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET title = 'theirs' WHERE id = 1",
        "UPDATE activity SET notes = 'theirs' WHERE id = 1",
        "DELETE FROM activity WHERE id = 1",
        # These leave the row itself alone, and show only when the foreign keys are checked.
        "INSERT INTO link (uid, activity_id, url, title, position) VALUES ('l', 1, '', '', '')",
    ],
)
def test_undo_refuses_to_overwrite(path: Path, statement: str) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("zero"))
    plan.undo()
    plan.run(AddActivity("one"))
    # The row that was there first has gone: the new one has the next id.
    statement = statement.replace("id = 1", "id = 2").replace("'l', 1", "'l', 2")
    foreign(path, statement)
    before = rows_at(path)
    told = list[Change]()
    plan.subscribe(told.append)
    with pytest.raises(ConflictError, match=r"“Add “one”” cannot be undone: another program .* nothing was changed\."):
        plan.undo()
    assert rows_at(path) == before
    assert told == []
    assert plan.history().undo == "Add “one”"
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_redo_refuses_to_overwrite(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("one", tag="ml"))
    plan.undo()
    foreign(path, "INSERT INTO tag (uid, name) VALUES ('theirs', 'ML')")
    before = rows_at(path)
    with pytest.raises(ConflictError, match="cannot be redone"):
        plan.redo()
    assert rows_at(path) == before
    plan.close()


# ----------------------------------------------------------------------------------------- values


def test_values_that_sqlite_cannot_hold(path: Path) -> None:
    plan = plan_at(path)
    plan.run(AddActivity("a\ud800b\0c", tag="\udfff"))
    (row,) = rows_at(path)["activity"].values()
    assert row["title"] == "a\ufffd\ufffd\ufffdbc"
    plan.undo()
    plan.redo()
    assert plan.library.problems(quick=False) == []
    with pytest.raises(InvalidInputError, match="too large"):
        clean(2**63)
    for number in (float("nan"), float("inf")):
        with pytest.raises(InvalidInputError, match="is no number"):
            clean(number)
    assert clean(2**63 - 1) == 2**63 - 1
    assert clean(True) is True
    assert clean(None) is None
    plan.close()


class Probe(Action):
    """Shows that a transaction sees what it wrote itself."""

    __slots__ = ()

    def apply(self, tx: Transaction) -> str:
        first = tx.add(Activity(0, tx.new_uid(), "one"))  # type: ignore[arg-type]  # 0 stands for “not stored yet”
        assert tx.get(Activity, first).title == "one"
        many = [tx.add(Activity(0, tx.new_uid(), "many")) for _ in range(60)]  # type: ignore[arg-type]
        assert [row.id for row in tx.find(Activity, id=many)] == many
        assert len(tx.find(Activity, id=[*many, first], title="one")) == 1
        tx.put(tx.get(Activity, first)._replace(title="two"))
        tx.remove(Activity, first)
        assert tx.one(Activity, id=first) is None
        tx.remove_all(Activity, title="many")
        assert tx.find(Assessment) == []
        return "Nothing in the end"


def test_a_transaction_sees_its_own_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "_MOST_VALUES", 7)
    plan = plan_at(path)
    change = plan.run(Probe())
    assert change.rows == ()
    assert plan.history() == (None, None)
    plan.close()


# ------------------------------------------------------------------------------------------ clocks


def test_today_is_where_the_person_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = NOW.replace(hour=23)
    assert local_date(FixedClock(late, "Europe/Prague")).isoformat() == "2026-03-03"
    assert local_date(FixedClock(late, "America/New_York")).isoformat() == "2026-03-02"
    assert local_date(FixedClock(late)).isoformat() == "2026-03-02"
    monkeypatch.setenv("PLANNER_NOW", "2026-03-02T12:00:00+02:00")
    assert SystemClock().now().isoformat() == "2026-03-02T10:00:00+00:00"
    plan = plan_at(path)
    assert (plan.now(), plan.zone(), plan.today().isoformat(), plan.path) == (NOW, "UTC", "2026-03-02", path)
    plan.close()
