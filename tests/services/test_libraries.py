"""The life of a library file: made whole or not at all, migrated, backed up, restored, examined."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.config.resources import resource
from planner.config.settings import SettingsFile
from planner.domain.errors import LibraryBusyError, LibraryError, NotFoundError
from planner.domain.model import Activity, Roadmap
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.templates import ApplyTemplate
from planner.services.clock import FixedClock
from planner.services.queries.status import counts
from planner.storage import backup, ledger
from planner.storage.connection import copy_pages
from planner.storage.library import FileMarks
from planner.storage.transaction import Transaction
from tests.services.reading import rows

CLOCK = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "Europe/Berlin")


def test_a_new_plan_has_nothing_to_undo(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", libraries.BUILT_IN, clock=CLOCK)
    assert planner.history().undo is None
    assert planner.undo() is None
    assert len(rows(planner, Roadmap)) == 1
    planner.close()


def test_an_unknown_template_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        libraries.new_plan(tmp_path / "plan.db", "astronaut", clock=CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_gets_its_name_once_it_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.db"
    apply = ApplyTemplate.apply

    def watched(self: ApplyTemplate, tx: Transaction) -> str:
        assert not path.exists()  # whoever is killed here leaves no plan that looks empty
        return apply(self, tx)

    monkeypatch.setattr(ApplyTemplate, "apply", watched)
    libraries.new_plan(path, libraries.BUILT_IN, clock=CLOCK).close()
    assert [file.name for file in tmp_path.iterdir()] == ["plan.db"]


def test_open_makes_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="planner new"):
        libraries.open_plan(tmp_path / "plan.db", clock=CLOCK)
    libraries.open_plan(tmp_path / "plan.db", create=True, template=None, clock=CLOCK).close()
    planner = libraries.open_plan(tmp_path / "plan.db", create=True, clock=CLOCK)
    assert planner.read(counts).total == 0
    planner.close()


def test_an_older_plan_is_backed_up_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copyfile(resource("fixtures", "library-0001.db"), path)
    old = path.read_bytes()
    planner = libraries.open_plan(path, clock=CLOCK)
    assert planner.read(counts).total > 0
    planner.close()
    (copy,) = libraries.backup_folder(path).iterdir()
    assert copy.name.endswith("-before-migration.db")
    assert FileMarks(copy).schema_version == 1
    assert FileMarks(path).schema_version == libraries.SCHEMA_VERSION
    assert libraries.check(path) == []
    assert old != path.read_bytes()


def test_an_older_backup_is_migrated_when_restored(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    libraries.new_plan(path, None, clock=CLOCK).close()
    libraries.restore(path, resource("fixtures", "library-0001.db"), clock=CLOCK)
    assert FileMarks(path).schema_version == libraries.SCHEMA_VERSION
    planner = libraries.open_plan(path, clock=CLOCK)
    assert planner.read(counts).total > 0
    planner.close()
    assert FileMarks(resource("fixtures", "library-0001.db")).schema_version == 1


def test_one_backup_a_day(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    assert libraries.daily_backup_if_due(planner) is not None
    assert libraries.daily_backup_if_due(planner) is None
    planner.close()


def test_the_backup_folder_of_the_settings(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    SettingsFile().change(lambda settings: settings._replace(backup_folder=str(tmp_path / "elsewhere")))
    copy = libraries.back_up_to(planner)
    assert copy.parent.parent == tmp_path / "elsewhere"
    planner.close()


def test_a_restore_beside_an_open_window(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    window = libraries.new_plan(path, None, clock=CLOCK)
    copy = libraries.back_up_to(window, tmp_path / "copy.db")
    window.run(AddActivity("After the backup"))
    libraries.restore(path, copy, clock=CLOCK)
    change = window.refresh()
    assert change is not None
    assert change.everything
    assert rows(window, Activity) == []
    window.close()


def test_restore_to_where_nothing_is(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    planner.run(AddActivity("Kept"))
    copy = libraries.back_up_to(planner, tmp_path / "copy.db")
    planner.close()
    assert libraries.restore(tmp_path / "new.db", copy, clock=CLOCK) is None
    planner = libraries.open_plan(tmp_path / "new.db", clock=CLOCK)
    assert [row.title for row in rows(planner, Activity)] == ["Kept"]
    planner.close()


def test_a_restore_that_cannot_be_prepared_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    planner.run(AddActivity("Kept"))
    copy = libraries.back_up_to(planner, tmp_path / "copy.db")
    planner.run(AddActivity("Since"))
    planner.close()

    def full(_connection: object) -> str:
        raise LibraryError("The disk is full; nothing was saved.")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "name_library", full)
        with pytest.raises(LibraryError, match="The disk is full; nothing was saved"):
            libraries.restore(tmp_path / "plan.db", copy, clock=CLOCK)
    assert titles(tmp_path / "plan.db") == ["Kept", "Since"]
    assert libraries.restore(tmp_path / "plan.db", copy, clock=CLOCK) is not None
    assert titles(tmp_path / "plan.db") == ["Kept"]


def test_a_restore_that_is_killed_at_its_end_has_raised_the_sequences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None, clock=CLOCK)
    copy = libraries.back_up_to(planner, tmp_path / "copy.db")
    with planner.library.write() as connection:
        ledger.raise_above(connection, 41)  # what exports said since
    planner.close()
    whole_copy = copy_pages

    def killed(source: sqlite3.Connection, target: sqlite3.Connection, named: Path, *rest: Any) -> None:
        whole_copy(source, target, named, *rest)
        if named == path and rest:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(backup, "copy_pages", killed)
        with pytest.raises(KeyboardInterrupt):
            libraries.restore(path, copy, clock=CLOCK)
    planner = libraries.open_plan(path, clock=CLOCK)
    assert planner.read(lambda reader: ledger.highest_sequence(reader.core)) > 42
    planner.close()


def test_what_another_window_saves_during_a_restore_is_in_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    window = libraries.new_plan(path, None, clock=CLOCK)
    copy = libraries.back_up_to(window, tmp_path / "copy.db")
    late = ["Just after the first backup", "Just after the second one"]
    made = backup.back_up

    def then_more(*args: Any, **kwargs: Any) -> Path:
        before = made(*args, **kwargs)
        if late:
            window.run(AddActivity(late.pop()))
        return before

    monkeypatch.setattr(backup, "back_up", then_more)
    before = libraries.restore(path, copy, clock=CLOCK)
    window.close()
    assert before is not None
    assert titles(before) == ["Just after the second one", "Just after the first backup"]
    assert titles(path) == []
    assert len(list(before.parent.glob("*.db"))) == 1


def test_a_restore_gives_up_where_a_program_never_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.db"
    window = libraries.new_plan(path, None, clock=CLOCK)
    copy = libraries.back_up_to(window, tmp_path / "copy.db")
    made = backup.back_up

    def then_more(*args: Any, **kwargs: Any) -> Path:
        before = made(*args, **kwargs)
        window.run(AddActivity("More"))
        return before

    monkeypatch.setattr(backup, "back_up", then_more)
    with pytest.raises(LibraryBusyError, match="keeps changing"):
        libraries.restore(path, copy, clock=CLOCK)
    window.close()
    assert set(titles(path)) == {"More"}


def titles(path: Path) -> list[str]:
    """The titles of the plan at ``path``."""
    planner = libraries.open_plan(path, clock=CLOCK)
    try:
        return [row.title for row in rows(planner, Activity)]
    finally:
        planner.close()


def test_check_finds_what_sqlite_cannot_know(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None, clock=CLOCK)
    planner.run(AddActivity("A course", kind="course"))
    planner.run(AddActivity("A certificate", kind="certification"))
    planner.run(AddActivity("An event", kind="event"))
    assert libraries.check(path) == []
    with planner.library.write() as connection:
        connection.exec_driver_sql("DELETE FROM course")
        connection.exec_driver_sql("UPDATE certification SET state = 'passed'")
        connection.exec_driver_sql("UPDATE activity SET kind = 'topic' WHERE kind = 'event'")
    planner.close()
    found = libraries.check(path)
    assert len(found) == 3
    assert any("record is missing" in line for line in found)
    assert any("does not go with" in line for line in found)
    assert any("has a record of a event" in line for line in found)


def test_check_does_not_change_an_older_plan(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copyfile(resource("fixtures", "library-0001.db"), path)
    assert libraries.check(path) == []
    assert FileMarks(path).schema_version == 1


def test_an_older_copy_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    planner = libraries.new_plan(path, None, clock=CLOCK)
    planner.run(AddActivity("One"))
    copy = libraries.back_up_to(planner, tmp_path / "copy.db")
    planner.run(AddActivity("Two"))
    libraries.note_exported(planner)
    assert libraries.older_copy_warning(planner) is None
    planner.close()
    older = libraries.open_plan(copy, clock=CLOCK)
    assert "older copy" in (libraries.older_copy_warning(older) or "")
    older.close()


def test_a_restore_never_replaces_what_is_no_plan(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    copy = libraries.back_up_to(planner, tmp_path / "copy.db")
    planner.close()
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary, " * 50)
    with pytest.raises(LibraryError, match="not a plan file"):
        libraries.restore(diary, copy, clock=CLOCK)
    assert diary.read_text() == "Dear diary, " * 50
