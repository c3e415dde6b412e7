"""What --json prints is a contract: the keys, their types, and the values of a small plan."""

from typing import Any

from tests.cli.conftest import Run

ACTIVITY_KEYS = {"uid", "title", "kind", "status", "step", "due", "estimate_minutes", "tags", "priority"}


def add(run: Run, text: str, *words: str) -> dict[str, Any]:
    found = run("add", text, *words, "--json").json
    assert isinstance(found, dict)
    return found


def test_status_of_the_built_in_roadmap(done: Run) -> None:
    done("new")
    status = done("status", "--json").json
    assert status.keys() >= {"library", "schema", "undo", "redo", "activities", "roadmaps", "skills"}
    assert (status["undo"], status["redo"]) == (None, None)
    assert status["activities"]["total"] >= 60
    assert sum(status["activities"]["by_status"].values()) == status["activities"]["total"]
    assert sum(status["activities"]["by_kind"].values()) == status["activities"]["total"]
    (roadmap,) = status["roadmaps"]
    assert len(roadmap["steps"]) == 7
    assert all(step.keys() >= {"name", "total", "done", "skipped"} for step in roadmap["steps"])
    assert len(status["skills"]) == 20
    assert all(skill["target"] is not None and skill["claimed"] is None for skill in status["skills"])


def test_add_reads_the_signs(made: Run) -> None:
    card = add(made, "Finish ML course !high #ml @2026-12-01 ~6h")
    assert card.keys() >= ACTIVITY_KEYS
    uid = card.pop("uid")
    assert isinstance(uid, str)
    assert card == {
        "title": "Finish ML course",
        "kind": "topic",
        "status": "planned",
        "step": None,
        "due": "2026-12-01",
        "estimate_minutes": 360,
        "tags": ["ml"],
        "priority": "high",
    }


def test_add_takes_several_words_without_quotes(made: Run) -> None:
    assert made("add", "Read", "a", "paper", "--json").json["title"] == "Read a paper"


def test_edit_is_one_step(done: Run) -> None:
    done("new")
    uid = add(done, "Old title")["uid"]
    card = done(
        "edit", uid, "--title", "New title", "--status", "done", "--step", "network", "--due", "friday",
        "--kind", "course", "--json",
    ).json  # fmt: skip
    assert card.keys() >= ACTIVITY_KEYS
    assert (card["title"], card["status"], card["step"], card["due"], card["kind"]) == (
        "New title", "done", "Network", "2026-11-27", "course",
    )  # fmt: skip
    done("undo")
    card = done("show", uid, "--json").json
    assert (card["title"], card["status"], card["step"], card["due"], card["kind"]) == (
        "Old title", "planned", None, None, "topic",
    )  # fmt: skip


def test_due_can_be_taken_away_and_a_card_sent_to_the_inbox(done: Run) -> None:
    done("new")
    uid = add(done, "Plan @tomorrow", "--step", "Network")["uid"]
    card = done("edit", uid, "--due", "none", "--step", "inbox", "--json").json
    assert (card["due"], card["step"]) == (None, None)


def test_show_takes_the_beginning_of_a_uid_and_the_uid_of_a_deadline(made: Run) -> None:
    uid = add(made, "Talk @2026-12-05 *conference")["uid"]
    whole = made("show", uid[:8], "--json").json
    assert whole.keys() >= ACTIVITY_KEYS
    assert whole["event"]["state"] == "interested"
    (duty,) = whole["deadlines"]
    assert made("show", duty["uid"], "--json").json["uid"] == uid
    assert "Talk" in made("show", uid).out


def test_delete_and_undo(made: Run) -> None:
    uid = add(made, "Gone soon")["uid"]
    assert made("delete", uid, "--json").json == {"deleted": uid}
    assert made("status", "--json").json["activities"]["total"] == 0
    assert made("undo", "--json").json == {"undone": "Delete “Gone soon”"}
    assert made("redo", "--json").json == {"redone": "Delete “Gone soon”"}


def test_undo_and_redo_with_nothing_to_do(made: Run) -> None:
    assert made("undo", "--json").json == {"undone": None}
    assert made("redo", "--json").json == {"redone": None}


def test_undo_in_a_later_process(made: Run, process: Run) -> None:
    add(made, "Made earlier")
    assert process("undo", "--json").json == {"undone": "Add “Made earlier”"}
    assert made("status", "--json").json["activities"]["total"] == 0


def test_agenda(made: Run) -> None:
    uid = add(made, "Finish course @2026-12-01")["uid"]
    add(made, "Far away @2027-12-01")
    (entry,) = made("agenda", "--json").json
    assert entry.pop("uid") != uid
    assert entry == {
        "title": "Finish course",
        "what": "due",
        "start": "2026-12-01",
        "end": "2026-12-02",
        "all_day": True,
        "zone": "",
        "activity": uid,
        "label": "",
        "place": "",
    }
    assert len(made("agenda", "--days", "400", "--json").json) == 2
    assert "Finish course" in made("agenda").out
    assert made("agenda", "--days", "1", "--json").json == []


def test_check(made: Run) -> None:
    assert made("check", "--json").json == {"ok": True, "problems": []}


def test_backup_and_restore(made: Run, tmp_path: Any) -> None:
    copy = tmp_path / "copy.db"
    assert made("backup", copy, "--json").json == {"file": str(copy)}
    add(made, "Added after the backup")
    answer = made("restore", copy, "--json").json
    assert answer["restored"] == str(copy)
    assert made("status", "--json").json["activities"]["total"] == 0
    # What was there before the restore is a backup now, and comes back the same way.
    made("restore", answer["before"])
    assert made("status", "--json").json["activities"]["total"] == 1


def test_new_without_template_and_with_another_one(run: Run, plan_file: Any) -> None:
    assert run("new", "--template", "blank", "--json").json["activities"] == 0
    plan_file.unlink()
    assert run("new", "--empty").code == 0
    assert run("status", "--json").json["roadmaps"] == []


def test_generate(done: Run) -> None:
    done("new")
    done("generate", "--years", "1", "--seed", "7")
    status = done("status", "--json").json
    assert status["activities"]["total"] == 1000
    assert status["activities"]["by_kind"]["event"] == 500
    assert len(status["skills"]) == 60
    assert done("check", "--json").json["ok"]


def test_human_output_says_the_same(done: Run) -> None:
    done("new")
    out = done("status").out
    assert "Technical foundation" in out
    assert all(len(line) <= 120 for line in out.splitlines())
    assert "nothing to undo" in done("undo").out
    assert "is whole" in done("check").out
