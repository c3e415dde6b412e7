"""Skills, rubrics and roles from the command line, as JSON and as a table."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = "skill,category,level_0,role: Lead,weight: Lead\nFeedback,Leading,Avoids it.,3.5,2\nWriting,Craft,,,\n"


def names(run: Run) -> list[str]:
    return [skill["name"] for skill in run("status", "--json").json["skills"]]


def test_skills_go_out_and_into_another_plan(run: Run, bare: Run, done: Run, tmp_path: Path) -> None:
    done("new")
    other = tmp_path / "other.db"
    bare("--library", other, "new", "--empty")
    for form, name in (("skills-json", "s.json"), ("skills-csv", "s.csv")):
        out = done("export", tmp_path / name, "--format", form, "--json").json
        assert out == {"file": str(tmp_path / name), "format": form, "events": 20, "cancelled": 0}
    assert "20 skills" in run("export", tmp_path / "s.json", "--format", "skills-json").out
    (report,) = bare("--library", other, "import", tmp_path / "s.json", "--json").json
    assert (report["format"], report["new"], report["written"]) == ("skills-json", 29, True)
    (report,) = bare("--library", other, "import", tmp_path / "s.csv", "--json").json
    assert (report["format"], report["new"], report["unchanged"], report["written"]) == ("skills-csv", 0, 29, False)
    status = bare("--library", other, "status", "--json").json
    assert (len(status["skills"]), status["activities"]["total"]) == (20, 0)


def test_a_dry_run_writes_nothing_and_an_import_is_one_step(made: Run, plan_file: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    before = plan_file.read_bytes()
    (looked,) = made("import", tmp_path / "t.csv", "--dry-run", "--json").json
    assert (looked["format"], looked["new"], looked["written"]) == ("skills-csv", 5, False)
    assert plan_file.read_bytes() == before
    assert made("import", tmp_path / "t.csv").out.split()[1:] == ["new", "5"]
    assert names(made) == ["Feedback", "Writing"]
    (tmp_path / "t.csv").write_text(TABLE.replace("3.5,2", "4,2"))
    (report,) = made("import", tmp_path / "t.csv", "--json").json
    assert (report["changed"], report["differences"]) == (1, [{"title": "Lead", "fields": ["targets"]}])
    assert made("undo", "--json").json["undone"] == "Import “t.csv”"
    made("undo")
    assert names(made) == []
    made("redo")
    assert names(made) == ["Feedback", "Writing"]


@pytest.mark.parametrize(
    "case",
    [
        ("t.csv", TABLE.replace("3.5", "7"), "line 2, column “role: Lead”"),
        ("t.csv", TABLE.replace("skill,", "name,"), "no column “skill”"),
        ("t.csv", TABLE.replace("level_0", "level_6"), "column “level_6”"),
        ("t.json", '{"format": "planner-skills", "format_version": 1, "skills": [{"na', "cut off"),
        ("t.json", '{"format": "planner-skills", "format_version": 9}', "update Planner"),
        ("t.json", '{"format": "planner-skills", "format_version": 1, "roles": 5}', "at roles"),
    ],
)
def test_a_bad_file_is_one_line_and_nothing_is_written(
    made: Run, run: Run, plan_file: Path, tmp_path: Path, case: tuple[str, str, str]
) -> None:
    name, content, why = case
    (tmp_path / name).write_text(content)
    before = plan_file.read_bytes()
    refused = run("import", tmp_path / name)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert name in refused.err
    assert why in refused.err
    assert plan_file.read_bytes() == before


def test_a_large_file_is_not_even_read(made: Run, run: Run, tmp_path: Path) -> None:
    for name, limit in (("t.csv", "20 MB"), ("t.json", "200 MB")):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(1_000_000_000)  # a hole that takes no room on the disk
        refused = run("import", path)
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert limit in refused.err


def test_what_does_not_count_is_said(made: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    made("import", tmp_path / "t.csv")
    out = run("export", tmp_path / "out.json", "--format", "skills-json", "--roadmap", "X")
    assert (out.code, out.err.count("\n"), "does not count" in out.err) == (0, 1, True)
    assert json.loads((tmp_path / "out.json").read_text())["format"] == "planner-skills"
    assert run("export", tmp_path / "out.json", "--format", "skills-xml").code == 2


def test_an_empty_plan_exports_no_skills(made: Run, run: Run, tmp_path: Path) -> None:
    refused = run("export", tmp_path / "out.csv", "--format", "skills-csv")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert not (tmp_path / "out.csv").exists()
