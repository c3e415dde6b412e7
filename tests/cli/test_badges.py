"""Badges from the command line: the same record from each form, what was checked, and one line where one is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.exchange.badge_files import ALICE, FORMS, PLACE, assertion, written

BADGES = [{"name": "Robot maker", "issuer": "Robots & Co", "issued_on": "2024-03-02", "expires_on": "2027-03-01"}]


def file_of(folder: Path, form: str) -> Path:
    path = folder / ("b.png" if "PNG" in form else "b.jwt" if "signed" in form else "b.json")
    path.write_bytes(FORMS[form])
    return path


def shown(done: Run, folder: Path) -> dict[str, Any]:
    """The one activity of the plan."""
    done("export", folder / "plan.json")
    (activity,) = json.loads((folder / "plan.json").read_bytes())["activities"]
    result: dict[str, Any] = done("show", activity["uid"], "--json").json
    return result


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_the_same_record(made: Run, tmp_path: Path, form: str) -> None:
    path = file_of(tmp_path, form)
    (report,) = made("import", path, "--recipient", ALICE, "--json").json
    checked = report.pop("checked")
    assert report == {
        "file": str(path),
        "format": "badge",
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "cancelled": 0,
        "skipped": [],
        "written": True,
        "differences": [],
    }
    assert {"verdict": "right", "text": f"It was issued to {ALICE}."} in checked
    assert {each["verdict"] for each in checked} == {"right", "unchecked"}
    found = shown(made, tmp_path)
    assert (found["title"], found["kind"], found["status"]) == ("Robot maker", "certification", "done")
    held = found["certification"]
    assert (held["state"], held["issuer"], held["issued_on"]) == ("passed", "Robots & Co", "2024-03-02")
    assert held["credential_url"] == PLACE
    assert held["credential_id"] == ("7" if form == "1.1 JSON" else PLACE)
    assert [(each["kind"], each["on"]) for each in found["deadlines"]] == [("renewal", "2027-03-01")]
    assert found["links"] == [{"url": "https://example.org/robots.html", "title": "Criteria of the badge"}]
    assert found["badges"] == BADGES
    assert [(each["name"], each["purpose"]) for each in found["attachments"]] == [(path.name, "badge")]
    assert "Badge" in made("show", found["uid"]).out


def test_a_badge_goes_in_by_real_processes(process: Run, made: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, "3.0 PNG compressed")
    looked = process("import", path, "--dry-run", "--json")
    assert (looked.code, looked.json[0]["new"], looked.json[0]["written"]) == (0, 1, False)
    first = process("import", path, "--json")
    assert (first.code, first.json[0]["new"], first.json[0]["written"]) == (0, 1, True)
    again = process("import", path, "--json")
    assert (again.code, again.json[0]["unchanged"], again.json[0]["written"]) == (0, 1, False)
    plan, other = tmp_path / "plan.json", tmp_path / "other.db"
    assert process("export", plan).code == 0
    assert process("new", "--empty", "--library", other).code == 0
    assert process("import", plan, "--library", other).code == 0
    uid = shown(made, tmp_path)["uid"]
    assert process("show", uid, "--json", "--library", other).json["badges"] == BADGES
    assert process("check", "--json", "--library", other).json["ok"]
    assert process("undo", "--json").json == {"undone": "Import “b.png”"}


def test_plain_words_say_what_was_checked(made: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, "2.0 PNG")
    out = made("import", path, "--dry-run", "--recipient", "bob@example.org").out
    assert "wrong: It was not issued to bob@example.org, but to another person or another address." in out
    assert "right: The picture is whole" in out
    assert "not checked: Whether Robots & Co is who it says was not checked." in out
    assert "(nothing was written)" in out


def test_what_is_refused_is_one_line(run: Run, made: Run, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(written(assertion(revoked=True, revocationReason="Issued\ntwice.")))
    result = run("import", tmp_path / "b.json", "--json")
    assert (result.code, len(result.err.splitlines())) == (1, 1)
    assert "Its issuer took it back: Issued twice." in result.err
    (report,) = result.json
    assert (report["format"], report["new"], report["written"]) == ("badge", 0, False)
    assert made("status", "--json").json["activities"]["total"] == 0
    (tmp_path / "x.png").write_bytes(b"no picture")
    assert run("import", tmp_path / "x.png").code == 1
    assert run("import", tmp_path / "b.json", "--format", "badges").code == 2
