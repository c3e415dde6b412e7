"""Migrations: an old library keeps its rows, and the schema they lead to is the one that a new library has."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import LibraryError
from planner.storage import upgrade as upgrade_module
from planner.storage.connection import APPLICATION_ID, SCHEMA_VERSION, FileMarks
from planner.storage.library import Library, create_library, whole_write
from planner.storage.migrate import migrate, needs_migration
from planner.storage.upgrade import upgrade
from tests._fixtures.make_library import OLDEST, ROWS
from tests.storage.samples import STAMP, AddActivity, companions, plan_at

Facts = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLDEST, tmp_path / "old.db"))


def facts(path: Path) -> Facts:
    """What the schema of a file says, apart from how the CREATE statements happen to be written."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        masters = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        masters = [row for row in masters if not row[1].startswith("sqlite_autoindex")]
        found: Facts = {"names": [(kind, name) for kind, name, _ in masters]}
        for kind, name, sql in masters:
            if kind in {"view", "trigger"} or "fts5" in str(sql):
                found[name] = [(" ".join(sql.split()),)]
            elif kind == "table":
                found[name] = [
                    *connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                    *sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
                    ("autoincrement", "AUTOINCREMENT" in sql),
                    *sorted(
                        (" ".join(line.strip().rstrip(",").split()),) for line in sql.splitlines() if "CHECK" in line
                    ),
                    *((line.strip().rstrip(","),) for line in sql.splitlines() if "COLLATE" in line),
                ]
                found[f"indexes of {name}"] = sorted(
                    (
                        "" if origin != "c" else index,  # the index of a UNIQUE constraint is numbered by its place
                        unique,
                        origin,
                        partial,
                        *connection.execute(f"PRAGMA index_xinfo({index})").fetchall(),
                    )
                    for _, index, unique, origin, partial in connection.execute(f"PRAGMA index_list({name})").fetchall()
                )
            elif kind == "index" and sql:
                found[f"{name} where"] = [(" ".join(sql.split()),)]
        return found


def test_migrated_schema_equals_new_schema(tmp_path: Path, old: Path) -> None:
    create_library(tmp_path / "new.db")
    migrate(old, tmp_path / "backups", STAMP)
    fresh, migrated = facts(tmp_path / "new.db"), facts(old)
    assert migrated["names"] == fresh["names"]
    for name, expected in fresh.items():
        assert migrated[name] == expected, name


def test_schema_from_no_tables_at_all(tmp_path: Path) -> None:
    create_library(tmp_path / "new.db")
    path = tmp_path / "by-migrations.db"
    with whole_write(sqlite3.connect(path, isolation_level=None)) as connection:
        upgrade(connection)
    assert facts(path) == facts(tmp_path / "new.db")


def test_rows_survive_and_the_journal_is_emptied(tmp_path: Path, old: Path) -> None:
    assert FileMarks(old).schema_version == 1
    assert needs_migration(old)
    copy = migrate(old, tmp_path / "backups", STAMP)
    assert not needs_migration(old)
    assert FileMarks(old).schema_version == SCHEMA_VERSION
    assert FileMarks(copy).schema_version == 1
    assert copy.name == "20260302T093000Z-before-migration.db"
    with contextlib.closing(sqlite3.connect(old)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall()[0][0] == f"{SCHEMA_VERSION:04d}"
        for table, rows in ROWS.items():
            found = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
            if table.startswith("journal_"):
                assert found == [], table
            else:
                kept = [{name: row[name] for name in old_row} for row, old_row in zip(found, rows, strict=True)]
                assert kept == rows, table
        match = "SELECT activity.title FROM activity JOIN search ON search.rowid = activity.id WHERE search MATCH ?"
        for word in ("zizkov", "praha", "pydata", "data"):
            assert [row[0] for row in connection.execute(match, (word,))] == ["Žižkov ML Days"], word
        assert [row[0] for row in connection.execute(match, ("bas*",))] == ["Machine learning course"]
        assert [row[0] for row in connection.execute(match, ("clf",))] == ["Cloud practitioner"]
    plan = plan_at(old)
    assert plan.library.problems(quick=False) == []
    assert plan.history() == (None, None)
    plan.run(AddActivity("after"))
    assert plan.undo() is not None
    plan.close()
    assert companions(old) == ["backups", "old.db"]


def test_the_last_format_without_budgets_keeps_all_and_takes_them(tmp_path: Path, old: Path) -> None:
    migrate(old, tmp_path / "backups", STAMP, target=9)
    row = "VALUES ('e1', 1, 'travel', 90000, 'EUR', '2026-05-01', 1, 5000, NULL, 'By train')"
    names = "(uid, activity_id, item, minor, currency, on_date, paid, reimbursed_minor, exam_id, note)"
    with contextlib.closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(f"INSERT INTO expense {names} {row}")
        kept = set(connection.iterdump())
    migrate(old, tmp_path / "backups", STAMP)
    with contextlib.closing(sqlite3.connect(old)) as connection:
        lost = [line for line in kept - set(connection.iterdump()) if not line.startswith("CREATE")]
        assert lost == ["INSERT INTO \"alembic_version\" VALUES('0009');"]
        assert connection.execute("SELECT * FROM budget").fetchall() == []
        connection.execute("INSERT INTO budget (activity_id, minor, currency) VALUES (1, 120000, 'EUR')")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO budget (activity_id, minor, currency) VALUES (1, 1, 'USD')")


def test_the_backup_is_the_way_back(tmp_path: Path, old: Path) -> None:
    before = old.read_bytes()
    copy = migrate(old, tmp_path / "backups", STAMP)
    with contextlib.closing(sqlite3.connect(copy)) as ours, contextlib.closing(sqlite3.connect(OLDEST)) as theirs:
        assert list(ours.iterdump()) == list(theirs.iterdump())
    assert before == OLDEST.read_bytes()


def test_an_older_library_is_not_opened_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(LibraryError, match="must be migrated"):
        Library.open(old)
    assert dump(old) == dump(OLDEST)
    assert len(before) == old.stat().st_size


def dump(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [
            *(line for line in connection.iterdump() if "sqlite_sequence" not in line),
            str(connection.execute("PRAGMA user_version").fetchone()),
            str(connection.execute("PRAGMA application_id").fetchone()),
        ]


def test_a_failure_in_the_middle_changes_nothing(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(connection: Any, target: int = SCHEMA_VERSION) -> None:
        upgrade(connection, target)
        connection.exec_driver_sql("UPDATE step SET roadmap_id = 99")

    monkeypatch.setattr(upgrade_module, "upgrade", break_down)
    with pytest.raises(LibraryError, match="could not be brought to the new format: row 1 of step"):
        migrate(old, tmp_path / "backups", STAMP)
    assert dump(old) == dump(OLDEST)
    assert companions(old) == ["backups", "old.db"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from planner.storage import migrate, upgrade

def upgrade_and_die(connection, target=migrate.SCHEMA_VERSION, whole=upgrade.upgrade):
    whole(connection, target)
    os.kill(os.getpid(), signal.SIGKILL)

upgrade.upgrade = upgrade_and_die
migrate.migrate(Path(sys.argv[1]), Path(sys.argv[2]), "2026-03-02T09:30:00Z")
"""


def test_killed_in_the_middle_leaves_the_file_as_it_was(tmp_path: Path, old: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, old, tmp_path / "backups"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert dump(old) == dump(OLDEST)
    migrate(old, tmp_path / "backups", STAMP)
    plan = plan_at(old)
    assert plan.library.problems(quick=False) == []
    plan.close()


def test_a_second_program_that_migrates_finds_it_done(tmp_path: Path, old: Path) -> None:
    migrate(old, tmp_path / "backups", STAMP)
    plan = plan_at(old)
    plan.run(AddActivity("kept"))
    migrate(old, tmp_path / "backups", STAMP)  # it asked before the first one had finished
    assert plan.history().undo == "Add “kept”"
    plan.close()


def test_marks_of_a_new_library(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    create_library(path)
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


def test_storage_does_not_import_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from planner.storage import backup, library, transaction, migrate;"
        "from planner.services import planner; p = Path(sys.argv[1]); library.create_library(p);"
        "planner.Planner(library.Library.open(p)).close();"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('alembic', 'mako')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "x.db"], check=True, capture_output=True, text=True, env=os.environ
    )
    assert done.stdout == "[]\n"
