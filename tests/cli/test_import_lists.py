"""Lists of conferences from the command line."""

import json
from pathlib import Path

import pytest

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



def test_a_country_is_named_in_any_of_its_spellings(made: Run, tmp_path: Path) -> None:
    spellings = ("USA", "U.S.A.", "United States", "Maryland USA")
    many = [{**LIST[0], "name": each, "url": "", "city": each, "country": each} for each in spellings]
    path = written(tmp_path, *many, LIST[0])
    (report,) = made("import", path, "--country", "us", "--dry-run", "--json").json
    assert (report["new"], report["left_out"]) == (4, 1)


def test_what_another_list_said_is_not_called_the_person_s_own(made: Run, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    topic = tmp_path / "other" / "2027-web.json"
    topic.write_text(json.dumps([{**LIST[0], "cfpEndDate": "2027-01-20"}]))
    made("import", written(tmp_path, LIST[0]))
    told = "call for papers closes: 10 Jan 2027 stays, as another list says; this one says 20 Jan 2027"
    assert told in made("import", topic).out


def test_what_a_list_names_no_longer_and_what_moved_is_told(made: Run, tmp_path: Path) -> None:
    made("import", written(tmp_path, *LIST[:2], {**LIST[0], "name": "GITEX", "url": "", "city": "Dubai"}))
    moved = {**LIST[0], "city": "Madrid", "country": "Spain", "startDate": "2027-03-08", "endDate": "2027-03-10"}
    path = written(tmp_path, moved, LIST[1])
    out = made("import", path, "--dry-run").out
    assert "moved from Berlin, 1 – 3 Mar 2027, to Madrid, 8 – 10 Mar 2027" in out
    assert "GITEX 2027: no longer in this list; yours stays" in out
    (report,) = made("import", path, "--json").json
    assert (report["new"], report["changed"], report["gone"]) == (0, 1, ["GITEX 2027"])


@pytest.mark.usefixtures("made")
def test_an_empty_folder_says_what_is_taken_of_folders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused = run("import", tmp_path / "empty")
    assert refused.code == 1
    assert "lists of conferences (.yml, .json)" in refused.err


def test_a_step_of_many_lists_says_how_many_files_it_was(made: Run, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    first = written(tmp_path, LIST[0])
    second = tmp_path / "lists" / "2027-web.json"
    second.write_text(json.dumps([LIST[1]]))
    made("import", first, second)
    assert "Import 2 files" in made("undo").out
    written(tmp_path / "lists", LIST[0])
    made("import", tmp_path / "lists")
    assert "Import “lists”" in made("undo").out
