"""The record of an event as ``planner show`` prints it."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_submissions_and_people_are_shown(made: Run, tmp_path: Path) -> None:
    uid = made("add", "PyCon", "*event", "--json").json["uid"]
    assert (made("show", uid, "--json").json["submissions"], made("show", uid, "--json").json["people"]) == ([], [])
    made("export", tmp_path / "plan.json")
    document = json.loads((tmp_path / "plan.json").read_bytes())
    (event,) = [each for each in document["activities"] if each["uid"] == uid]
    event["submissions"] = [{"uid": "s1", "title": "A talk", "position": "V", "state": "accepted"}]
    event["deadlines"] = [{"uid": "d1", "kind": "follow_up", "on_date": "2026-12-07", "label": "Ada"}]
    person = {"uid": "p1", "name": "Ada", "position": "V", "reach": "ada@example.org", "follow_up": "d1"}
    event["people"] = [person]
    (tmp_path / "plan.json").write_text(json.dumps(document))
    made("import", tmp_path / "plan.json")
    shown = made("show", uid, "--json").json
    assert shown["submissions"] == [{"title": "A talk", "state": "accepted", "notes": ""}]
    assert shown["people"] == [
        {"name": "Ada", "reach": "ada@example.org", "follow_up": "2026-12-07", "notes": ""},
    ]  # fmt: skip
    text = made("show", uid).out
    assert "A talk (accepted)" in text
    assert "Ada, ada@example.org" in text
    assert made("check", "--json").json["ok"]
