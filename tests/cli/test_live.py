"""The command that keeps a live calendar file: set, shown, let be, and refused with a sentence."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_exchange import add, entries


def test_it_is_set_shown_and_let_be(made: Run, tmp_path: Path) -> None:
    live = tmp_path / "live.ics"
    nothing = {"file": None, "on": False, "written": None, "error": None}
    assert made("live", "--json").json == nothing
    assert made("live").out == "There is no live calendar file.\n"
    add(made, "One @2026-12-01")
    found = made("live", live, "--json").json
    assert (found["file"], found["on"], found["error"]) == (str(live), True, None)
    assert found["written"] is not None
    assert set(entries(live)) == {"Due: One"}
    add(made, "Two @2026-12-02")
    assert set(entries(live)) == {"Due: One", "Due: Two"}
    assert "“live.ics” was last written" in made("live").out
    assert made("live", "--off", "--json").json["on"] is False
    add(made, "Three @2026-12-03")
    assert set(entries(live)) == {"Due: One", "Due: Two"}
    assert "is not kept current" in made("live").out
    made("live", live, "--deadlines", "cfp_closes,due", "--to", "2026-12-01")
    assert set(entries(live)) == {"Due: One"}
    add(made, "Four @2026-11-30")
    assert set(entries(live)) == {"Due: One", "Due: Four"}


def test_it_may_come_before_there_is_anything_to_write(made: Run, tmp_path: Path) -> None:
    live = tmp_path / "live.ics"
    assert "as soon as there is something to write" in made("live", live).out
    assert not live.exists()
    add(made, "One @2026-12-01")
    assert set(entries(live)) == {"Due: One"}


def test_it_is_refused_with_a_sentence(made: Run, run: Run, tmp_path: Path) -> None:
    add(made, "One @2026-12-01")
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    result = run("live", notes)
    assert (result.code, notes.read_text()) == (1, "mine")
    assert "does not end in .ics" in result.err
    assert "There is no folder" in run("live", tmp_path / "no" / "live.ics").err
    (tmp_path / "folder.ics").mkdir()
    assert "is a folder" in run("live", tmp_path / "folder.ics").err
    assert "together with its PATH" in run("live", "--deadlines", "due").err
    assert run("live", tmp_path / "live.ics", "--off").code == 2
    assert "throw-away" in run("live", tmp_path / "live.ics", "--temporary").err
    assert made("live", "--json").json["file"] is None


def test_an_error_is_told_and_remembered_until_it_is_mended(made: Run, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "synced"
    folder.mkdir()
    made("live", folder / "live.ics")
    folder.rmdir()
    result = run("add", "One @2026-12-01")
    assert result.code == 0
    assert "the live calendar file was not written" in result.err
    assert "There is no folder" in str(made("live", "--json").json["error"])
    assert "“live.ics” was not written: There is no folder" in made("live").out
    folder.mkdir()
    add(made, "Two @2026-12-02")
    assert made("live", "--json").json["error"] is None
    assert set(entries(folder / "live.ics")) == {"Due: One", "Due: Two"}


def test_another_plan_leaves_it_alone(made: Run, bare: Run, tmp_path: Path) -> None:
    add(made, "One @2026-12-01")
    live = tmp_path / "live.ics"
    made("live", live)
    other = tmp_path / "other.db"
    assert bare("--library", other, "new", "--empty").code == 0
    assert bare("--library", other, "live", "--off").code == 0
    assert "shows another plan" in bare("--library", other, "live").out
    assert bare("--library", other, "add", "Two @2026-12-02").code == 0
    assert set(entries(live)) == {"Due: One"}
    assert made("live", "--json").json["on"] is True
