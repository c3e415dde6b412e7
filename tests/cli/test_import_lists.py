"""Lists of conferences from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run

LIST = [
    {"name": "DataConf", "url": "https://data.example/", "startDate": "2027-03-01", "endDate": "2027-03-03",
     "city": "Berlin", "country": "Germany", "online": False, "cfpEndDate": "2027-01-10"},
    {"name": "Web Days", "url": "https://web.example/", "startDate": "2027-05-01", "online": True},
    {"name": "Long ago", "url": "https://old.example/", "startDate": "2020-05-01", "city": "Oslo",
     "country": "Norway", "online": False},
]  # fmt: skip


def written(folder: Path, *entries: dict[str, object]) -> Path:
    path = folder / "2027-data.json"
    path.write_text(json.dumps(entries))
    return path


def test_what_is_wanted_comes_in(made: Run, run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, *LIST)
    (report,) = made("import", path, "--upcoming", "--country", "germany", "--dry-run", "--json").json
    assert (report["format"], report["new"], report["left_out"], report["written"]) == ("confs.tech", 1, 2, False)
    (report,) = made("import", path, "--to", "2026-01-01", "--json").json
    assert (report["new"], report["left_out"]) == (1, 2)
    assert "not wanted  3" in made("import", path, "--topic", "web").out
    refused = run("import", path, "--from", "2027-02-01", "--to", "2027-01-01")
    assert refused.code == 1
    assert "before the first" in refused.err


def test_what_moved_is_told_and_ones_own_change_stays(made: Run, tmp_path: Path) -> None:
    path = written(tmp_path, LIST[0])
    made("import", path)
    moved = written(tmp_path, {**LIST[0], "cfpEndDate": "2027-01-20", "endDate": "2027-03-04"})
    out = made("import", moved).out
    assert "extended from 10 Jan 2027 to 20 Jan 2027" in out
    assert "moved from 1 – 3 Mar 2027 to 1 – 4 Mar 2027" in out
    (again,) = made("import", moved, "--json").json
    assert (again["unchanged"], again["written"]) == (1, False)
    assert "differences" in again

