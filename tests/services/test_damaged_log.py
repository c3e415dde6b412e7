"""A damaged log: plan and log are kept as they were, the loss is told, and what lies behind the damage can be saved."""

import shutil
from pathlib import Path

import pytest

from planner.config.settings import SettingsFile
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.backups import DAMAGED, backups_of
from planner.services.damaged_log import DamagedLogError
from planner.services.planner import Planner
from planner.services.rescue import save_readable


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A plan with ten steps in its log alone, of which the fourth or so is damaged."""
    live, path = tmp_path / "live.db", tmp_path / "plan" / "plan.db"
    path.parent.mkdir()
    libraries.new_plan(live, None).close()
    planner = libraries.open_plan(live)
    for number in range(10):
        planner.run(AddActivity(f"Step {number}"))
    for suffix in ("", "-wal"):
        shutil.copy(f"{live}{suffix}", f"{path}{suffix}")
    planner.close()
    log = path.with_name("plan.db-wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 3] ^= 4
    log.write_bytes(content)
    return path


def titles(planner: Planner) -> list[str]:
    return planner.read(lambda reader: [str(row[0]) for row in reader.rows("SELECT title FROM activity ORDER BY id")])


def test_it_is_told_once_and_both_files_are_kept(damaged: Path, tmp_path: Path) -> None:
    plan, log = damaged.read_bytes(), damaged.with_name("plan.db-wal").read_bytes()
    planner = libraries.open_plan(damaged)
    assert len(titles(planner)) < 10
    trouble = planner.trouble
    planner.run(AddActivity("Goes on"))
    planner.close()
    assert isinstance(trouble, DamagedLogError)
    assert trouble.kept is not None
    assert str(trouble) == (
        f"“{damaged}” may lack what was saved last: the log that holds it is damaged. Both are kept as they were"
        f" ({trouble.kept}): save what can be read, or restore a backup."
    )
    assert trouble.kept.read_bytes() == plan
    assert trouble.kept.with_name(trouble.kept.name + "-wal").read_bytes() == log
    assert trouble.kept.stat().st_mode & 0o777 == 0o600
    assert [(row.path, row.reason) for row in backups_of(damaged)] == [(trouble.kept, DAMAGED)]
    again = libraries.open_plan(damaged)
    assert again.trouble is None
    again.close()


def test_what_lies_behind_the_damage_can_be_saved(damaged: Path, tmp_path: Path) -> None:
    planner = libraries.open_plan(damaged)
    read = len(titles(planner))
    planner.close()
    (kept,) = backups_of(damaged)
    save_readable(kept.path, tmp_path / "saved.db")
    saved = libraries.open_plan(tmp_path / "saved.db")
    assert len(titles(saved)) > read
    saved.close()


def test_nothing_is_told_while_another_window_has_the_plan_open(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None)
    planner.run(AddActivity("One"))
    other = libraries.open_plan(tmp_path / "plan.db")
    assert other.trouble is None
    other.close()
    planner.close()


def test_it_opens_where_nothing_can_be_kept(damaged: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    SettingsFile().change(lambda settings: settings._replace(backup_folder=str(tmp_path / "file")))
    planner = libraries.open_plan(damaged)
    assert "Both could not be kept aside:" in str(planner.trouble)
    assert titles(planner)
    planner.close()


def test_a_check_names_it(damaged: Path) -> None:
    (problem,) = libraries.check(damaged)
    assert "may lack what was saved last" in problem


def test_a_restore_keeps_it_first(damaged: Path, tmp_path: Path) -> None:
    libraries.new_plan(tmp_path / "other.db", None).close()
    libraries.restore(damaged, tmp_path / "other.db")
    assert DAMAGED in {row.reason for row in backups_of(damaged)}
