"""A command whose work was done, and that fails afterwards, says that it was done: nobody does it twice."""

import sqlite3
from pathlib import Path
from typing import NoReturn

import pytest

from planner.domain.errors import LibraryError
from planner.storage.faults import sql_translated
from tests.cli.conftest import Run

UNREADABLE = "“plan.db” cannot be read or written by the system. Check the disk."


def fail(*_: object, **__: object) -> NoReturn:
    raise LibraryError(UNREADABLE)


def test_what_cannot_be_read_back_was_saved_all_the_same(made: Run, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("planner.services.queries.activity.activity_card", fail)
        result = run("add", "Read a paper")
    assert (result.code, result.err) == (1, f"planner: It was saved, but then: {UNREADABLE}\n")
    assert run("undo", "--json").json["undone"] == "Add “Read a paper”"


def test_what_was_restored_and_cannot_be_opened_was_restored_all_the_same(
    made: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy).code == 0
    assert run("add", "Read a paper").code == 0
    with monkeypatch.context() as failing:
        failing.setattr("planner.services.libraries.open_plan", fail)
        result = run("restore", copy)
    assert (result.code, result.err) == (0, f"planner: It was restored, but cannot be opened: {UNREADABLE}\n")
    assert "Restored " in result.out
    assert run("undo", "--json").json["undone"] != "Add “Read a paper”"


def test_what_was_made_and_cannot_be_read_is_there_all_the_same(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("planner.services.queries.status.counts", fail)
        result = run("new")
    assert (result.code, result.err) == (1, f"planner: “{plan_file}” was made, but then: {UNREADABLE}\n")
    assert run("status").code == 0


def test_what_cannot_be_opened_is_not_made_unless_it_cannot_be_removed_either(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.storage.library.Library.open", fail)
    result = run("new")
    assert (result.code, result.err) == (1, f"planner: {UNREADABLE}\n")
    assert not plan_file.exists()
    unlink = Path.unlink

    def hold(path: Path, missing_ok: bool = False) -> None:
        if path == plan_file:
            raise OSError
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", hold)
    result = run("new")
    assert (result.code, result.err) == (1, f"planner: “{plan_file}” was made, but then: {UNREADABLE}\n")
    assert plan_file.exists()


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("daily_backup_if_due", "It was saved, but the backup of the day was not made: "),
        ("purge_old_trash", "It was saved, but what is old in the trash is still there: "),
    ],
)
def test_what_comes_after_a_change_is_told_without_a_doubt_about_the_change(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch, place: str, told: str
) -> None:
    def broken(_: object) -> NoReturn:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
        with sql_translated(plan_file):
            raise error

    monkeypatch.setattr(f"planner.services.libraries.{place}", broken)
    result = run("add", "Read a paper")
    assert result.code == 0
    assert result.err == f"planner: {told}“{plan_file}” cannot be read or written by the system. Check the disk.\n"
