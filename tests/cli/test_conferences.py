"""The command on conferences: what is ahead, and the catalogue of those that recur."""

from pathlib import Path

import pytest

from planner.services import libraries
from planner.services.actions.details import AddEvent
from planner.services.actions.yearly import PickYearly
from planner.services.yearly import yearly
from tests.cli.conftest import Run


@pytest.fixture
def ahead(made: Run, plan_file: Path) -> Run:
    """A plan with a conference that has dates and a call, one that is expected, and one that is over."""
    planner = libraries.open_plan(plan_file)
    planner.run(AddEvent("NeurIPS", "2026-12-07", "2026-12-12", city="Sydney", country="Australia"))
    planner.run(AddEvent("MLSys", "2027-05-17", "2027-05-22", city="Bellevue", cfp_wall="2026-12-03T23:59:59"))
    planner.run(AddEvent("Long ago", "2026-10-01", "2026-10-03"))
    known = next(one for one in yearly().conferences if one.key == "recsys")
    planner.run(PickYearly(known, "2027-09", yearly().checked_on))
    planner.close()
    return made


def test_what_is_ahead(ahead: Run) -> None:
    lines = ahead("conferences").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["7 – 11 Dec", "17 – 21 May 2027", "expected in Sep 2027"]
    assert "Sydney, Australia" in lines[0]
    assert "call closes 4 Dec" in lines[1]
    assert "interested" in lines[2]


def test_what_is_ahead_as_json(ahead: Run) -> None:
    first, second, third = ahead("conferences", "--json").json
    assert (first["title"], first["state"], first["start"], first["end"]) == (
        "NeurIPS", "interested", "2026-12-07", "2026-12-12",
    )  # fmt: skip
    assert (first["call_for_papers"], first["expected"]) == (None, None)
    assert second["call_for_papers"] == {"closes": "2026-12-04T12:59:59", "zone": "AoE"}
    assert (third["start"], third["expected"], third["topics"]) == (None, "2027-09", ["recommender systems"])
    shown = ahead("show", third["uid"])
    assert "expected in September 2027" in shown.out


def test_those_that_recur(ahead: Run) -> None:
    text = ahead("conferences", "--yearly").out
    (line,) = [line for line in text.splitlines() if "NeurIPS" in line]
    assert line.startswith("Nov or Dec")
    assert "in your calendar: 7 – 11 Dec" in line
    assert text.splitlines()[-1] == "As of 23 Nov 2026; dates are to be taken from the organisers."
    whole = ahead("conferences", "--yearly", "--json").json
    found = {one["key"]: one for one in whole["conferences"]}
    assert whole["checked_on"] == "2026-11-23"
    neurips = found["neurips"]
    assert (neurips["months"], neurips["mostly"], neurips["next"]) == ([11, 12], 12, "2027-12")
    uids = {row["title"]: row["uid"] for row in ahead("conferences", "--json").json}
    assert found["neurips"]["in_calendar"] == uids["NeurIPS"]
    assert found["recsys"]["in_calendar"] == uids["ACM RecSys"]
    assert (found["icml"]["in_calendar"], found["icml"]["call"]) == (None, {"for": "papers", "lead_months": 5.5})
    assert (found["mlops-world"]["months"], found["mlops-world"]["next"]) == ([], None)


def test_an_empty_plan_says_where_to_look(made: Run) -> None:
    assert "planner conferences --yearly" in made("conferences").out
    assert made("conferences", "--json").json == []
