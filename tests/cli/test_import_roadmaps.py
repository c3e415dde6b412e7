"""Roadmaps, outlines, tables and templates from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.roadmap_sh_files import pottery

TABLE = "Was,Wann\nLesen,03/04/2026\nUeben,05/06/2026\n"


def test_formats_are_told_by_ending_and_content(made: Run, tmp_path: Path) -> None:
    (tmp_path / "pottery.json").write_bytes(pottery(2, 3, done=["Sub_00_00"]))
    (tmp_path / "bread.md").write_text("# Bread\n## Starter\n- [x] Feed it\n")
    (tmp_path / "t.csv").write_text("title,step\nA,Starter\n")
    files = [tmp_path / name for name in ("pottery.json", "bread.md", "t.csv")]
    looked = made("import", *files, "--dry-run", "--json").json
    found = made("import", *files, "--json").json
    assert [(each["format"], each["new"], each["written"]) for each in found] == [
        ("roadmap-sh", 6, True), ("markdown", 1, True), ("csv", 1, True),
    ]  # fmt: skip
    assert [each["written"] for each in looked] == [False] * 3
    again = made("import", *files, "--json").json
    assert [(each["new"], each["changed"], each["unchanged"]) for each in again] == [(0, 0, 6), (0, 0, 1), (0, 0, 1)]
    status = made("status", "--json").json
    assert [roadmap["name"] for roadmap in status["roadmaps"]] == ["Pottery", "Bread"]
    assert status["activities"]["by_status"]["done"] == 2
    assert made("undo", "--json").json["undone"] == "Import 3 files"
    assert made("status", "--json").json["roadmaps"] == []


def test_columns_and_dates_of_a_table(made: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    (report,) = made("import", tmp_path / "t.csv", "--columns", "title=Was,due=Wann", "--dry-run", "--json").json
    assert [remark["where"] for remark in report["skipped"]] == ["t.csv, line 2", "t.csv, line 3"]
    made("import", tmp_path / "t.csv", "--columns", "title=Was,due=Wann", "--dates", "day-first")
    made("export", tmp_path / "out.csv")
    assert "2026-04-03" in (tmp_path / "out.csv").read_text()
    assert run("import", tmp_path / "t.csv", "--columns", "title").code == 2
    refused = run("import", tmp_path / "t.csv", "--columns", "title=Wo")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Was, Wann" in refused.err


def test_a_template_goes_out_and_comes_in_elsewhere(made: Run, bare: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pottery.json").write_bytes(pottery(2, 3, done=["Sub_00_00"]))
    made("import", tmp_path / "pottery.json")
    options = ("--format", "template", "--roadmap", "Pottery", "--with-progress", "--json")
    out = made("export", tmp_path / "t.json", *options)
    assert out.json["format"] == "template"
    assert out.json["events"] == 6
    assert [each["status"] for each in json.loads((tmp_path / "t.json").read_text())["progress"]] == ["done"]
    assert made("import", tmp_path / "t.json", "--json").json[0]["unchanged"] == 6
    other = tmp_path / "other.db"
    bare("--library", other, "new", "--empty")
    assert bare("--library", other, "import", tmp_path / "t.json", "--json").json[0]["new"] == 6
    status = bare("--library", other, "status", "--json").json
    assert [status["activities"]["by_status"][word] for word in ("done", "planned")] == [1, 5]
    refused = run("export", tmp_path / "t.json", "--format", "template", "--roadmap", "Cooking")
    assert (refused.code, "“Pottery”" in refused.err) == (1, True)
    assert "--roadmap" in run("export", tmp_path / "plan.json", "--roadmap", "Pottery").err


def test_a_file_that_is_nothing_is_one_sentence(run: Run, made: Run, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("<html>")
    result = run("import", tmp_path / "x.md")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "web page" in result.err
