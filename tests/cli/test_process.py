"""The real program as a process: light to start, plain on old terminals, quiet when its reader goes away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAVY = ("sqlalchemy", "PySide6", "icalendar", "msgspec", "alembic", "numpy", "yaml")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["export", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom planner.__main__ import main\n"
        f"code = main({words!r})\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\nsys.exit(code)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert found.stderr.strip() == "[]"
    assert "planner" in found.stdout


def test_a_fresh_plan_from_two_processes(process: Run) -> None:
    assert process("new").code == 0
    assert process("add", "From another process", "--json").json["title"] == "From another process"
    assert process("status", "--json").json["undo"] == "Add “From another process”"


def test_one_file_is_left_behind(made: Run, process: Run, plan_file: Path) -> None:
    process("add", "Something")
    assert [path.name for path in plan_file.parent.iterdir() if path.is_file()] == [plan_file.name]
    assert plan_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminals_that_cannot_show_everything(made: Run, process: Run, encoding: str) -> None:
    added = process("add", "Übung “日本” – 1", PYTHONIOENCODING=encoding)
    assert (added.code, added.err) == (0, "")
    answer = process("status", "--json", PYTHONIOENCODING=encoding)
    assert answer.json["undo"] == "Add “Übung “日本” – 1”"


def test_a_reader_that_goes_away(done: Run, plan_file: Path) -> None:
    done("new")
    with subprocess.Popen(
        [sys.executable, "-m", "planner", "--library", str(plan_file), "status"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_temporary_leaves_nothing(tmp_path: Path, own_folders: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "planner", "--temporary", "status"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert "Technical foundation" in found.stdout
    assert list(tmp_path.iterdir()) == []
    assert not (own_folders / "data").exists()


def test_no_display_is_one_sentence(process: Run) -> None:
    variables = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    result = process(**variables)
    assert result.code == 1
    assert result.err.startswith("planner: Planner cannot open its window")


def test_a_plan_is_made_where_it_is_needed(bare: Run, own_folders: Path) -> None:
    assert bare("status").code == 1
    assert bare("add", "First thing").code == 0
    assert bare("status", "--json").json["activities"]["total"] > 60
    assert (own_folders / "data" / "planner.db").exists()


def test_the_library_from_the_environment(bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_LIBRARY", str(tmp_path / "mine.db"))
    result = bare("add", "Something")
    assert result.code == 1
    assert "planner new" in result.err
    assert bare("new", "--empty").code == 0
    assert bare("add", "Something", "--library", tmp_path / "mine.db").code == 0
    assert bare("status", "--json").json["library"] == str(tmp_path / "mine.db")


@pytest.mark.parametrize("words", [("status",), ("add", "Something", "--json"), ("undo",)])
def test_no_output_to_write_to(made: Run, plan_file: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "planner", "--library", str(plan_file), *words]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], capture_output=True, text=True, check=False)
    assert (closed.returncode, closed.stdout, closed.stderr) == (0, "", "")
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    full = subprocess.run(["sh", "-c", '"$@" >/dev/full', "sh", *command], capture_output=True, text=True, check=False)
    assert full.returncode == 1
    assert full.stderr.startswith("planner: The output could not be written")
    assert len(full.stderr.splitlines()) == 1
    both = subprocess.run(["sh", "-c", '"$@" >/dev/full 2>&1', "sh", *command], capture_output=True, check=False)
    assert (both.returncode, both.stderr) == (1, b"")


def test_an_archive_on_the_output_is_all_there_is(made: Run, process: Run) -> None:
    made("add", "Something")
    result = process("export", "/dev/stdout", "--format", "json")
    assert result.json["activities"][0]["title"] == "Something"
    assert "Wrote" in result.err
