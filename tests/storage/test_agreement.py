"""Rows against the journal and against a backup: a text that changed without a step is told, whatever else is whole."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.services import libraries
from planner.storage.agreement import changed_since, disagreements
from planner.storage.backup import back_up, copy_to
from planner.storage.journal import MAX_STEPS
from tests.storage.samples import STAMP, AddActivity, AddMany, RemoveActivity, Rename, plan_at


def change(path: Path, sql: str, *values: object) -> None:
    """What a turned bit does: no trigger and no step hears of it."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA recursive_triggers = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def busy_plan(path: Path) -> None:
    plan = plan_at(path)
    for number in range(4):
        plan.run(AddActivity(f"Activity {number}", tag="ml"))
    plan.run(Rename(1, "Renamed", visit="v"))
    plan.run(Rename(1, "Renamed twice", visit="v"))
    plan.run(RemoveActivity(2))
    plan.run(AddMany(3))
    plan.run(Rename(3, "Undone"))
    plan.undo()
    plan.undo()
    plan.redo()
    plan.close()


def found_in(path: Path) -> list[str]:
    plan = plan_at(path)
    try:
        return plan.read(disagreements)
    finally:
        plan.close()


def test_what_persons_do_is_never_told(tmp_path: Path) -> None:
    busy_plan(tmp_path / "x.db")
    assert found_in(tmp_path / "x.db") == []
    assert libraries.check(tmp_path / "x.db") == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE activity SET estimate_minutes = 90 WHERE id = 3", "row 3 of activity is not as the history says"),
        ("UPDATE activity SET created_at = '2025-03-02T09:30:00Z' WHERE id = 1", "row 1 of activity is not as"),
        ("UPDATE tag SET name = 'mm' WHERE id = 1", "row 1 of tag is not as the history says"),
        ("UPDATE journal_row SET after = replace(after, 'Renamed', 'Senamed') WHERE row_id = 1", "row 1 of activity"),
        ("UPDATE journal_row SET before = replace(before, 'ity 2', 'ixy 2') WHERE row_id = 3", "two steps of"),
    ],
)
def test_what_no_step_did_is_told(tmp_path: Path, sql: str, said: str) -> None:
    path = tmp_path / "x.db"
    busy_plan(path)
    change(path, sql)
    assert any(line.startswith(said) for line in found_in(path)), found_in(path)


def told(path: Path, copy: Path) -> list[str] | None:
    plan = plan_at(path)
    try:
        return plan.read(changed_since, copy)
    finally:
        plan.close()


def after_backup(path: Path, more: Callable[[], object]) -> list[str] | None:
    copy_to(path, path.with_name("copy.db"))
    more()
    return told(path, path.with_name("copy.db"))


def test_what_changed_since_a_backup_is_explained_by_steps(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    busy_plan(path)

    def go_on() -> None:
        plan = plan_at(path)
        plan.undo()
        plan.undo()
        plan.run(Rename(1, "After the backup"))
        plan.run(AddActivity("new"))
        plan.run(RemoveActivity(4))
        plan.close()

    assert after_backup(path, go_on) == []


def test_an_old_row_that_changed_without_a_step_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("Long ago"))
    plan.run(AddActivity("Touched every day"))
    for number in range(MAX_STEPS):  # by now no step knows the first one
        plan.run(Rename(2, f"Day {number}"))
    plan.close()
    folder = libraries.backup_folder(path)
    back_up(path, folder, STAMP, reason="daily")
    change(path, "UPDATE activity SET estimate_minutes = 90 WHERE id = 1")
    assert found_in(path) == []
    assert libraries.check(path) == ["row 1 of activity has changed since the backup, and no step says why"]


def test_an_old_row_that_cannot_be_read_is_damage_of_this_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    plan = plan_at(path)
    plan.run(AddActivity("Long ago"))
    for number in range(MAX_STEPS + 1):
        plan.run(AddActivity(f"Day {number}"))
    plan.close()
    back_up(path, libraries.backup_folder(path), STAMP, reason="daily")
    change(path, "UPDATE activity SET outcome_url = CAST(x'ff41' AS TEXT) WHERE id = 1")
    (line,) = libraries.check(path)
    assert "damaged" in line


def test_nothing_can_be_told_of_histories_that_do_not_meet(tmp_path: Path) -> None:
    path, other = tmp_path / "x.db", tmp_path / "y.db"
    busy_plan(path)
    plan = plan_at(other)
    plan.close()
    assert told(path, other) is None
    other.write_bytes(b"no plan")
    assert told(path, other) is None


def test_a_history_that_cannot_be_read_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    busy_plan(path)
    change(path, "UPDATE journal_row SET after = 'x' || after WHERE table_name = 'activity'")
    (line,) = libraries.check(path)
    assert line.startswith("The history of this plan is damaged")
    mended = "json_set(substr(after, 2), '$.uid', json('[1]'))"
    change(path, f"UPDATE journal_row SET after = {mended} WHERE table_name = 'activity'")
    assert any("row 1 of" in line for line in found_in(path))
