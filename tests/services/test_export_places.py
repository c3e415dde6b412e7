"""Exports beside restores, older copies, archives of other plans, and the live file: who calls what off, and where."""

from pathlib import Path

import pytest

from planner.config.paths import usual_library
from planner.config.settings import SettingsFile
from planner.domain.errors import ExchangeError, LibraryError
from planner.services import export, libraries, live_calendar
from planner.services.actions.details import EditDetail
from planner.services.actions.trash import TrashActivities
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.storage.library import Library, create_library
from tests.services.exporting import Walking, add_event, clock, closed, entries, plan

__all__ = ["clock", "closed", "plan"]


def test_what_was_exported_since_a_backup_is_called_off_after_a_restore(plan: Planner, tmp_path: Path) -> None:
    add_event(plan, "Before")
    entries(plan)
    copy = libraries.back_up_to(plan, tmp_path / "copy.db")
    add_event(plan, "Since", city="Lisbon")
    since = entries(plan)["Since"]
    libraries.restore(plan.path, copy, clock=plan.clock)
    plan.refresh()
    after = entries(plan)
    assert after["Since"].status == "CANCELLED"
    assert after["Since"].sequence > since.sequence
    assert after["Before"].status != "CANCELLED"
    assert entries(plan) == after


def test_a_restore_of_another_plan_calls_nothing_off(plan: Planner, tmp_path: Path, clock: Walking) -> None:
    add_event(plan, "Mine")
    entries(plan)
    other = libraries.new_plan(tmp_path / "other.db", None, clock=clock)
    add_event(other, "Theirs")
    copy = libraries.back_up_to(other, tmp_path / "copy.db")
    other.close()
    libraries.restore(plan.path, copy, clock=clock)
    plan.refresh()
    assert set(entries(plan)) == {"Theirs"}


def test_a_deletion_is_called_off_after_a_restore_too(plan: Planner, tmp_path: Path) -> None:
    talk = add_event(plan)
    add_event(plan, "Stays")
    entries(plan)
    copy = libraries.back_up_to(plan, tmp_path / "copy.db")
    libraries.restore(plan.path, copy, clock=plan.clock)
    plan.refresh()
    plan.run(TrashActivities((talk,)))
    assert entries(plan)["Talk"].status == "CANCELLED"


def test_an_undone_archive_import_calls_nothing_off(plan: Planner, tmp_path: Path, clock: Walking) -> None:
    other = libraries.new_plan(tmp_path / "other.db", None, clock=clock)
    gone = add_event(other, "Gone there")
    add_event(other, "Theirs")
    entries(other)
    other.run(TrashActivities((gone,)))
    entries(other)
    export.export(other, tmp_path / "other.json", "json")
    other.close()
    add_event(plan, "Mine")
    import_files(plan, [tmp_path / "other.json"])
    plan.undo()
    assert set(entries(plan)) == {"Mine"}
    plan.redo()
    assert {title for title, entry in entries(plan).items() if entry.status != "CANCELLED"} == {"Mine", "Theirs"}
    plan.undo()
    assert entries(plan)["Theirs"].status == "CANCELLED"  # this time it had gone out from here


def test_an_older_copy_goes_out_above_what_was_exported(plan: Planner, tmp_path: Path, clock: Walking) -> None:
    talk = add_event(plan)
    copy = libraries.back_up_to(plan, tmp_path / "copy.db")
    for city in ("Bonn", "Cork"):
        plan.run(EditDetail(talk, (("city", city),)))
        export.export(plan, tmp_path / "a.ics", "ics")
    live = str(tmp_path / "live.ics")
    SettingsFile().change(lambda settings: settings._replace(live_file=live, live_library=str(copy)))
    older = Planner(Library.open(copy), clock)
    with pytest.raises(ExchangeError, match="older copy"):
        live_calendar.rewrite(older)
    assert not (tmp_path / "live.ics").exists()
    assert "older copy" in export.export(older, tmp_path / "a.ics", "ics").warning
    assert entries(older)["Talk"].sequence > 1
    assert export.export(older, tmp_path / "a.ics", "ics").warning == ""
    assert live_calendar.rewrite(older) is not None
    older.close()


def test_a_restore_to_a_missing_path_is_no_older_copy(plan: Planner, tmp_path: Path, clock: Walking) -> None:
    add_event(plan)
    copy = libraries.back_up_to(plan, tmp_path / "copy.db")
    add_event(plan, "Later")
    export.export(plan, tmp_path / "a.ics", "ics")
    libraries.restore(tmp_path / "new.db", copy, clock=clock)
    restored = Planner(Library.open(tmp_path / "new.db"), clock)
    assert libraries.older_copy_warning(restored) is None
    restored.close()


def test_another_plan_is_not_replaced(plan: Planner, tmp_path: Path) -> None:
    add_event(plan)
    other = tmp_path / "other.db"
    create_library(other)
    before = other.read_bytes()
    for file_format in export.FORMATS:
        with pytest.raises(LibraryError, match="another plan"):
            export.export(plan, other, file_format)
    assert other.read_bytes() == before


def test_the_live_file(plan: Planner, tmp_path: Path) -> None:
    assert live_calendar.rewrite(plan) is None
    live = str(tmp_path / "live.ics")
    SettingsFile().change(lambda settings: settings._replace(live_file=live, live_library=str(plan.path)))
    assert live_calendar.rewrite(plan) is None  # nothing to write yet
    add_event(plan)
    assert live_calendar.rewrite(plan) is not None
    assert b"SUMMARY:Talk" in (tmp_path / "live.ics").read_bytes()


def test_the_live_file_belongs_to_one_plan(plan: Planner, tmp_path: Path) -> None:
    add_event(plan)
    SettingsFile().change(lambda settings: settings._replace(live_file=str(tmp_path / "live.ics")))
    assert live_calendar.live_file(plan) is None  # it is that of the machine's usual plan
    usual_library().symlink_to(plan.path)
    assert live_calendar.live_file(plan) == tmp_path / "live.ics"
