"""Backups and salvage from the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_backups_are_listed(made: Run) -> None:
    assert made("backups").out == "There is no backup yet. “planner backup” makes one.\n"
    assert made("backups", "--json").json == []
    made("backup")
    (row,) = made("backups", "--json").json
    assert row["reason"] == "by-hand"
    assert row["made_at"] == "2026-11-25T09:00:00Z"
    assert row["size"] == Path(row["file"]).stat().st_size
    assert row["trouble"] is None
    said = made("backups").out
    assert "Today 10:00  By hand" in said
    assert Path(row["file"]).name in said


def test_what_can_be_read_of_a_damaged_plan_is_saved(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    made("add", "Still there")
    plan_file.write_bytes(bytes(4096) + plan_file.read_bytes()[4096:])
    content = plan_file.read_bytes()
    saved = run("salvage", str(tmp_path / "saved.db"), "--json").json
    assert saved["file"] == str(tmp_path / "saved.db")
    assert saved["lost"] == 0
    assert {"name": "Activities", "saved": 1, "mended": 0, "lost": 0} in saved["parts"]
    again = run("salvage", str(tmp_path / "saved.db"))
    assert again.code == 1
    assert "exists already" in again.err
    told = run("salvage", str(tmp_path / "other.db"))
    assert told.code == 0
    assert "Everything could be read." in told.out
    assert plan_file.read_bytes() == content
    assert run("check", "--library", str(tmp_path / "saved.db"), "--json").json == {"ok": True, "problems": []}


def test_what_is_no_plan_is_told_in_one_sentence(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    plan_file.write_bytes(b"nothing")
    done = run("salvage", str(tmp_path / "saved.db"))
    assert done.code == 1
    assert "Nothing of a plan can be read" in done.err
    assert not (tmp_path / "saved.db").exists()
