"""Each bad input has its one sentence on stderr, exit code 1, and leaves every file as it was."""

import contextlib
import os
import sqlite3
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, Run
from tests.storage.conftest import tiny_disk, unprivileged

__all__ = ["tiny_disk", "unprivileged"]


def refused(result: Result, *parts: str) -> None:
    assert result.code == 1, result
    assert result.out == ""
    assert result.err.startswith("planner: ")
    assert len(result.err.splitlines()) == 1, result.err
    assert result.err.rstrip().endswith("."), result.err
    assert "Traceback" not in result.err
    assert "unexpected" not in result.err
    for part in parts:
        assert part in result.err


def test_a_folder(bare: Run, tmp_path: Path) -> None:
    refused(bare("--library", tmp_path, "status"), "is a folder")
    refused(bare("--library", tmp_path, "new"), "is a folder")


def test_a_missing_folder(bare: Run, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "plan.db"
    refused(bare("--library", path, "status"), "There is no folder", "missing")
    refused(bare("--library", path, "new"), "There is no folder", "missing")


def test_a_missing_file_names_the_command_that_makes_one(run: Run, plan_file: Path) -> None:
    for words in (["status"], ["add", "Something"], ["undo"], ["check"], ["export", "x.ics"], ["agenda"]):
        refused(run(*words), "planner new")
    assert not plan_file.exists()


def test_an_existing_file_is_not_made_anew(made: Run, run: Run, plan_file: Path) -> None:
    before = plan_file.read_bytes()
    refused(run("new"), "exists already")
    assert plan_file.read_bytes() == before


def test_no_permission(bare: Run, unprivileged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(unprivileged / "config"))
    path = unprivileged / "plan.db"
    assert bare("--library", path, "new", "--empty").code == 0
    path.chmod(0)
    refused(bare("--library", path, "status"), "permission")
    path.chmod(0o600)
    unprivileged.chmod(0o500)
    refused(bare("--library", unprivileged / "other.db", "new"), "permission")
    unprivileged.chmod(0o700)


def test_not_sqlite(run: Run, plan_file: Path) -> None:
    plan_file.write_text("Dear diary, " * 50)
    refused(run("status"), "is not a plan file")
    refused(run("add", "x"), "is not a plan file")
    assert plan_file.read_text() == "Dear diary, " * 50


def test_sqlite_of_another_program(run: Run, plan_file: Path) -> None:
    other = sqlite3.connect(plan_file)
    other.execute("CREATE TABLE history (url TEXT)")
    other.commit()
    other.close()
    before = plan_file.read_bytes()
    refused(run("status"), "belongs to another program")
    assert plan_file.read_bytes() == before


def test_damaged(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    made("add", "Before the damage")
    copy = tmp_path / "copy.db"
    made("backup", copy)
    size = plan_file.stat().st_size
    with plan_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    damaged = plan_file.read_bytes()
    refused(run("status"), "damaged", "planner restore")
    assert plan_file.read_bytes() == damaged
    checked = run("check", "--json")
    assert (checked.code, checked.json["ok"]) == (1, False)
    # The way out that the sentence names, which also keeps the damaged file.
    answer = made("restore", copy, "--json").json
    assert Path(answer["before"]).read_bytes() == damaged
    assert made("status", "--json").json["activities"]["total"] == 1


def test_from_a_newer_version(made: Run, run: Run, plan_file: Path) -> None:
    with plan_file.open("r+b") as file:
        file.seek(60)
        file.write(struct.pack(">I", 99))
    before = plan_file.read_bytes()
    for words in (["status"], ["add", "x"], ["check"], ["export", "x.ics"]):
        refused(run(*words), "newer Planner")
    assert plan_file.read_bytes() == before


def test_locked_by_another_program(made: Run, run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.services.libraries.BUSY_MS", 50)
    other = sqlite3.connect(plan_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused(run("add", "Waiting"), "in use by another program")
    other.execute("ROLLBACK")
    other.close()
    assert made("status", "--json").json["activities"]["total"] == 0


def fill(path: Path) -> None:
    """Takes up all the room there is."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk(bare: Run, tiny_disk: Path) -> None:
    path = tiny_disk / "plan.db"
    assert bare("--library", path, "new", "--empty").code == 0
    fill(tiny_disk / "filler")
    refused(bare("--library", path, "add", "x" * 400), "full")
    refused(bare("--library", path, "status"), "full")
    (tiny_disk / "filler").unlink()
    assert bare("--library", path, "check").code == 0
    assert bare("--library", path, "status", "--json").json["activities"]["total"] == 0


def test_unknown_template(run: Run, plan_file: Path) -> None:
    refused(run("new", "--template", "astronaut"), "There is no template “astronaut”", "ai-ml-product-leader")
    refused(run("new", "--template", "../../secret"), "There is no template")
    assert not plan_file.exists()


def test_an_impossible_date(made: Run, run: Run) -> None:
    refused(run("add", "Exam @2026-02-30"), "2026-02-30")
    assert made("status", "--json").json["activities"]["total"] == 0


def test_no_title_and_an_unknown_step(made: Run, run: Run) -> None:
    refused(run("add", "#ml !high"), "title")
    refused(run("add", "Something", "--step", "Nowhere"), "There is no step “Nowhere”")
    uid = made("add", "Something", "--json").json["uid"]
    refused(run("edit", uid), "--title")
    refused(run("edit", uid, "--due", "sometime"), "sometime")
    refused(run("show", "no-such-uid"), "no-such-uid")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('{"format": "planner-archive", "format_version": 1, "roadmaps": [', "cut off"),
        ('{"format": "planner-archive", "format_version": 99}', "version 99"),
        ('{"format": "planner-archive", "format_version": 1, "activities": [{"uid": 3}]}', "activities[0].uid"),
        ('{"hello": "world"}', "not an archive of Planner"),
        ("[[[[", ""),
        ("", ""),
    ],
    ids=["cut off", "version", "types", "other JSON", "nested", "empty"],
)
def test_bad_archives(made: Run, run: Run, tmp_path: Path, content: str, part: str) -> None:
    file = tmp_path / "archive.json"
    file.write_text(content)
    refused(run("import", file), part)
    assert made("undo", "--json").json == {"undone": None}
    result = run("import", file, "--json")
    assert result.code == 1
    (report,) = result.json
    assert not report["written"]
    assert part in report["skipped"][0]["why"]


def test_an_archive_of_one_gigabyte_is_not_even_read(made: Run, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as stream:
        stream.truncate(1_000_000_000)
    refused(run("import", file), "MB")


def test_an_import_that_is_not_there_or_not_known(made: Run, run: Run, tmp_path: Path) -> None:
    refused(run("import", tmp_path / "missing.ics"), "missing.ics")
    (tmp_path / "notes.txt").write_text("hello")
    refused(run("import", tmp_path / "notes.txt"), "--format")
    (tmp_path / "no.ics").write_text("hello")
    refused(run("import", tmp_path / "no.ics"), "no.ics")
    (tmp_path / "empty").mkdir()
    refused(run("import", tmp_path / "empty"), "no file")


def test_one_good_file_is_enough(made: Run, run: Run, tmp_path: Path) -> None:
    made("add", "Something")
    made("export", tmp_path / "good.json")
    (tmp_path / "bad.json").write_text("{")
    result = run("import", tmp_path / "bad.json", tmp_path / "good.json", "--json")
    assert result.code == 0
    assert [report["unchanged"] > 0 for report in result.json] == [False, True]
    assert "bad.json" in result.err


def test_exports_that_cannot_be(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    refused(run("export", tmp_path / "a.ics"), "nothing to export")
    refused(run("export", tmp_path / "a.csv"), "nothing to export")
    made("add", "Something @tomorrow")
    refused(run("export", tmp_path / "a.ics", "--what", "exams"), "nothing to export")
    refused(run("export", tmp_path / "a.ics", "--from", "2027-01-01"), "nothing to export")
    refused(run("export", tmp_path / "a.ics", "--from", "2027-01-01", "--to", "2026-01-01"), "before the first")
    refused(run("export", tmp_path / "a.xyz"), "--format")
    refused(run("export", tmp_path), "")
    refused(run("export", tmp_path / "none" / "a.ics"), "There is no folder")
    before = plan_file.read_bytes()
    refused(run("export", plan_file, "--format", "ics"), "plan file itself")
    assert plan_file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".ics", ".csv")) == []


def test_a_restore_that_cannot_be(made: Run, run: Run, plan_file: Path, tmp_path: Path) -> None:
    before = plan_file.read_bytes()
    refused(run("restore", tmp_path / "missing.db"), "missing.db")
    (tmp_path / "text.db").write_text("hello")
    refused(run("restore", tmp_path / "text.db"), "not a plan file")
    refused(run("restore", plan_file), "plan file itself")
    assert plan_file.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["add"],
        ["agenda", "--days", "0"],
        ["agenda", "--days", "many"],
        ["export", "x.ics", "--what", "parties"],
        ["export", "x.ics", "--from", "yesterday-ish"],
        ["generate"],
        ["generate", "--years", "-3"],
        ["new", "--empty", "--template", "blank"],
        ["screenshot", "x", "--size", "big"],
        ["edit", "x", "--status", "finished"],
    ],
)
def test_wrong_usage(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert result.code == 2
    assert result.out == ""
    assert "usage: planner" in result.err


def test_something_unexpected_is_one_sentence_and_a_log(
    made: Run, run: Run, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by a test")

    monkeypatch.setattr("planner.services.queries.status.counts", broken)
    result = run("status")
    assert result.code == 1
    assert len(result.err.splitlines()) == 1
    assert "Traceback" not in result.err
    log = own_folders / "config" / "log" / "planner.log"
    assert str(log) in result.err
    assert "by a test" in log.read_text()


def test_interrupted(made: Run, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.services.queries.status.counts", interrupted)
    assert run("status") == Result(130, "", "")


def test_names_that_no_file_can_have(made: Run, run: Run, bare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x" * 300, "~no-such-person-here/x.db"):
        refused(bare("--library", name, "status"), "cannot be the path")
        for words in (["export", name, "--format", "ics"], ["import", name], ["backup", name], ["restore", name]):
            refused(run(*words), "cannot be the path")
        refused(run("screenshot", name), "cannot be the path")
    monkeypatch.setenv("PLANNER_LIBRARY", "~no-such-person-here/x.db")
    refused(bare("status"), "no such home folder")


def test_words_that_are_too_long_or_half_a_letter(made: Run, run: Run) -> None:
    made("add", "Something")
    refused(run("show", "x" * 60_000), "No activity")
    refused(run("show", "\udcff\ud800"), "No activity")


@pytest.mark.parametrize("words", [["agenda", "--days", "000001111111111111"], ["generate", "--years", "0001000000"]])
def test_long_numbers(run: Run, words: list[str]) -> None:
    assert run(*words).code == 2
    assert run(*words[:-1], "9" * 10_000).code == 2


def test_a_clock_that_is_none(made: Run, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "garbage")
    refused(run("agenda"), "PLANNER_NOW", "garbage")


@pytest.mark.parametrize("words", [["nosuch.json"], ["nosuch.ics"], ["bad.json"], ["bad.json", "--dry-run"]])
def test_nothing_to_import_makes_no_plan(
    bare: Run, own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("{")
    refused(bare("import", *words), words[0])
    assert not (own_folders / "data" / "planner.db").exists()


def test_a_dry_run_makes_no_plan(made: Run, bare: Run, own_folders: Path, tmp_path: Path) -> None:
    made("add", "Something")
    made("export", tmp_path / "good.json")
    assert bare("import", tmp_path / "good.json", "--dry-run", "--json").json[0]["new"] == 1
    assert not (own_folders / "data" / "planner.db").exists()
    assert bare("import", tmp_path / "good.json").code == 0
    assert bare("status", "--json").json["activities"]["total"] == 1


def test_too_many_files_are_one_entry_of_the_list(
    made: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.ics").touch()
    monkeypatch.setattr("planner.services.import_finding.MAX_FILES", 2)
    result = run("import", tmp_path, "--json")
    assert (result.code, [report["written"] for report in result.json]) == (1, [False])
    assert "more than 2 files" in result.err


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(made: Run, run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    refused(run("import", tmp_path / "pipe.ics"), "no ordinary file")
    refused(run("restore", tmp_path / "pipe.ics"), "pipe.ics")


def test_an_empty_text_is_no_choice(made: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.json").write_text("{}")
    for words in (["import", ""], ["export", ""], ["export", "", "--format", "md"], ["backup", ""], ["restore", ""],
                  ["--library", "", "status"], ["screenshot", ""]):  # fmt: skip
        refused(run(*words), "An empty text is not the path of a file. Name one.")
    made("new", "--empty", "--library", tmp_path / "one.db")
    one = ("--library", tmp_path / "one.db")
    uid = made("add", "Only this", "--json", *one).json["uid"]
    refused(run("attach", uid, "", *one), "An empty text is not the path of a file. Name one.")
    for words in (["edit", "", "--title", "x"], ["show", ""], ["delete", ""], ["attach", "", "other.json"]):
        refused(run(*words, *one), "An empty text is not a UID.")
    made("edit", uid, "--due", "2026-12-01", *one)
    refused(run("edit", uid, "--due", "", *one), "is not a date")
    refused(run("edit", uid, "--step", "", *one), "An empty text is not the name of a step. Write it, or “inbox”.")
    refused(run("new", "--template", "", "--library", tmp_path / "two.db"), "template “”")
    refused(run("add", "x", "--step", " ", *one), "An empty text is not the name of a step.")
    assert made("show", uid, "--json", *one).json["due"] == "2026-12-01"


def test_what_was_typed_is_repeated_in_short(made: Run, run: Run) -> None:
    uid = made("add", "x", "--json").json["uid"]
    long = "z" * 10_000
    for words in (["--due", long], ["--step", long]):
        refused(run("edit", uid, *words), f"“{'z' * 39}…”")
    refused(run("edit", long, "--title", "x"), f"“{'z' * 79}…”")


def test_a_report_of_an_import_keeps_each_file_on_its_line(made: Run, tmp_path: Path) -> None:
    (tmp_path / "a\n  new  9.md").write_text("# Step\n\n- [ ] Learn\n")
    assert made("import", tmp_path / "a\n  new  9.md").out.splitlines()[0].endswith("a new 9.md")


@pytest.mark.usefixtures("made")
def test_a_file_without_a_size_is_never_waited_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "endless"
    path.touch()
    opened = Path.open

    def watched(file: Path, *args: Any, **named: Any) -> Any:
        assert file != path
        return opened(file, *args, **named)

    monkeypatch.setattr(Path, "open", watched)
    refused(run("import", path), "does not say what it is")
    for kind in ("badge", "csv", "json", "ics"):
        refused(run("import", "--format", kind, path), "endless")
