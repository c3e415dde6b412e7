"""`--sample` with commands, and the file that goes to another computer."""

import tempfile
from pathlib import Path

import pytest

from planner.config.settings import SettingsFile
from planner.services import libraries
from planner.services.libraries import note_exported, older_copy_warning
from tests.cli.conftest import Run


def test_the_sample_plan_answers_commands_and_is_gone_afterwards(
    bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = bare("--sample", "status", "--json").json
    assert before["activities"]["by_status"]["done"] > 25
    assert "Sample plan.db" in before["library"]
    assert bare("add", "Read one paper", "--sample").code == 0  # which nobody keeps
    assert bare("--sample", "status", "--json").json["activities"] == before["activities"]
    assert list(tmp_path.iterdir()) == []


def sequences(file: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in file.read_text(encoding="utf-8").replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in part.splitlines() if ":" in line)
        found[lines["UID"]] = int(lines.get("SEQUENCE", "0"))
    return found


def test_a_moved_plan_goes_on_with_its_calendars_without_a_warning(
    bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, moved = tmp_path / "plan.db", tmp_path / "moved.db"
    assert bare("--library", here, "new").code == 0
    uid = bare("--library", here, "add", "Exam @2027-03-01", "--json").json["uid"]
    assert bare("--library", here, "export", tmp_path / "a.ics").code == 0
    assert bare("--library", here, "edit", uid, "--due", "2027-03-02").code == 0
    assert bare("--library", here, "export", tmp_path / "b.ics").code == 0
    assert bare("--library", here, "backup", moved).code == 0
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / "there"))  # another computer
    there = libraries.open_plan(moved)
    assert older_copy_warning(there) is None
    assert there.history().undo is not None
    there.close()
    assert bare("--library", moved, "edit", uid, "--due", "2027-03-03").code == 0
    assert bare("--library", moved, "export", tmp_path / "c.ics").code == 0
    before, after = sequences(tmp_path / "b.ics"), sequences(tmp_path / "c.ics")
    assert before.keys() == after.keys()
    assert all(after[key] >= before[key] for key in before)
    assert any(after[key] > before[key] for key in before)


def test_an_older_copy_takes_along_what_this_computer_alone_knew(
    bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, old, moved = tmp_path / "plan.db", tmp_path / "old.db", tmp_path / "moved.db"
    assert bare("--library", here, "new").code == 0
    uid = bare("--library", here, "add", "Exam @2027-03-01", "--json").json["uid"]
    assert bare("--library", here, "backup", old).code == 0
    for day in range(2, 6):
        assert bare("--library", here, "edit", uid, "--due", f"2027-03-0{day}").code == 0
        assert bare("--library", here, "export", tmp_path / "a.ics").code == 0
    planner = libraries.open_plan(old)
    assert older_copy_warning(planner) is not None
    planner.close()
    assert bare("--library", old, "backup", moved).code == 0
    assert not list(tmp_path.glob("moved.db-*"))
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path / "there"))
    assert bare("--library", moved, "export", tmp_path / "b.ics").code == 0
    before, after = sequences(tmp_path / "a.ics"), sequences(tmp_path / "b.ics")
    assert max(after.values()) > max(before.values())
    assert bare("--library", moved, "check").code == 0
    planner = libraries.open_plan(moved)
    note_exported(planner)
    assert older_copy_warning(planner) is None
    planner.close()
    assert SettingsFile().read().newest_step
