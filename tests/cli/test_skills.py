"""The commands on skills."""

from pathlib import Path

import pytest

from planner.services import libraries
from planner.services.actions.skills import AddSkill
from planner.services.gap_export import gap_bytes
from tests.cli.conftest import Run

KEYS = {"name", "category", "claimed", "evidenced", "fresh", "target", "weight", "gap"}
SKILL = "Model evaluation"


@pytest.fixture
def built_in(done: Run) -> Run:
    done("new")
    return done


def test_skills_print_their_levels(built_in: Run) -> None:
    built_in("assess", "machine", "2.5")
    found = built_in("skills", "--json").json
    assert len(found) == 20
    assert all(row.keys() >= KEYS for row in found)
    row = found[0]
    assert (row["claimed"], row["gap"]) == (2.5, row["target"] - 2.5)
    text = built_in("skills").out
    assert "Role: " in text
    (line,) = [line for line in text.splitlines() if row["name"] in line]
    assert line.split()[-4:] == ["2.5", "–", "3", "0.5"]


def test_a_rating_has_a_day_and_overwrites_no_other(built_in: Run) -> None:
    built_in("assess", "machine", "1", "--date", "2025-03-01", "--note", "First try")
    made = built_in("assess", "MACHINE-LEARNING concepts", "3½", "--json").json
    assert made["claimed"] == 3.5
    assert built_in("skills", "--date", "2025-02-28", "--json").json[0]["claimed"] is None
    assert built_in("skills", "--date", "2025-03-01", "--json").json[0]["claimed"] == 1
    assert built_in("assess", "machine", "unknown", "--date", "2026-11-25", "--json").json["claimed"] == 1
    assert built_in("assess", "machine", "unknown", "--json").json["claimed"] is None
    built_in("undo")
    assert built_in("skills", "--json").json[0]["claimed"] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("assess", "machine", "5.5"), "“5.5” is not a level; write a whole or a half from 0 to 5."),
        (("assess", "machine", "-1"), "“-1” is not a level; write a whole or a half from 0 to 5."),
        (("assess", "machine", "lots"), "“lots” is not a level; write a whole or a half from 0 to 5."),
        (("assess", "", "3"), "There is no skill “”; “planner skills” lists them."),
        (("assess", "juggling", "3"), "There is no skill “juggling”; “planner skills” lists them."),
        (("assess", "a", "3"), "Write more of it."),
        (("assess", "machine", "3", "--date", "2026-11-26"), "2026-11-26 lies in the future."),
        (("assess", "machine", "3", "--date", "2026-02-30"), "2026-02-30"),
        (("skills", "--date", "2030-01-01"), "2030-01-01 lies in the future."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    built_in: Run, run: Run, words: tuple[str, ...], sentence: str
) -> None:
    result = run(*words)
    assert result.code == 1
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert built_in("status", "--json").json["undo"] is None


def test_no_skills_are_told_as_such(made: Run) -> None:
    assert made("skills").out == "There are no skills yet.\n"
    assert made("skills", "--json").json == []


def test_the_gaps_are_printed_as_the_window_exports_them(built_in: Run, plan_file: Path) -> None:
    built_in("assess", "machine", "2.5")
    planner = libraries.open_plan(plan_file)
    written = {name: gap_bytes(planner, name).decode() for name in ("csv", "md")}
    planner.close()
    assert built_in("skills", "--format", "csv").out == written["csv"].replace("\r\n", "\n")
    assert built_in("skills", "--format", "md").out == written["md"]
    assert written["md"].startswith("# Gaps to AI product manager\n\nAs of 25 Nov 2026.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--json",), "--json and --format exclude each other."),
        (("--date", "2026-01-01"), "Leave --date out."),
    ],
)
def test_the_gaps_are_of_today_and_no_json(run: Run, built_in: Run, words: tuple[str, ...], sentence: str) -> None:
    result = run("skills", "--format", "md", *words)
    assert (result.code, result.out) == (1, "")
    assert sentence in result.err


def test_no_role_has_no_gaps(made: Run, run: Run) -> None:
    result = run("skills", "--format", "csv")
    assert result.code == 1
    assert "There is no target role yet" in result.err


def test_two_skills_of_one_name_are_told_apart_by_their_category(built_in: Run, run: Run, plan_file: Path) -> None:
    planner = libraries.open_plan(plan_file)
    for category in ("Voice", "Stage"):
        planner.run(AddSkill("Speaking", category=category))
    planner.close()
    refused = run("assess", "speaking", "2")
    assert "“Voice / Speaking”, “Stage / Speaking”" in refused.err
    assert built_in("assess", "stage / speaking", "2", "--json").json["category"] == "Stage"
