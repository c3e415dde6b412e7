"""The commands on goals: what they print, and credits noted by them."""

from pathlib import Path

import pytest

from planner.domain.money import Money
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.renewals import PutRule
from tests.cli.conftest import Run


@pytest.fixture
def held(done: Run, plan_file: Path) -> Run:
    """A plan in which two certifications are held, one is booked, and a conference was attended."""
    done("new", "--empty")
    planner = libraries.open_plan(plan_file)

    def add(title: str, code: str, issued: str, expires: str) -> ActivityId:
        goal = AddGoal(title, "certification", provider="Issuer", held=True, issued_on=issued, expires_on=expires)
        activity_id = ActivityId(planner.run(goal).added("activity")[0])
        planner.run(EditDetail(activity_id, (("code", code),)))
        return activity_id

    pmp = add("Project Management Professional", "PMP", "2024-07-01", "2027-06-30")
    cspo = add("Certified Scrum Product Owner", "CSPO", "2025-02-15", "2027-02-14")
    categories = (Category("Education", 3500), Category("Giving back", maximum=2500))
    planner.run(PutRule(pmp, Rule("credits_and_fee", 36, "PDU", 6000, categories), Money(15000, "USD")))
    planner.run(PutRule(cspo, Rule("credits_and_fee", 24, "SEU", 2000)))
    booked = planner.run(AddGoal("AWS", "certification", exam_on="2026-12-09")).added("activity")[0]
    planner.run(SetState(ActivityId(booked), "booked"))
    planner.run(AddGoal("ML", "course", estimate_minutes=900))
    event = ActivityId(planner.run(AddEvent("PyCon DE", "2026-05-06", "2026-05-09")).added("activity")[0])
    planner.run(MoveActivities((event,), "done", on="2026-05-10"))
    planner.close()
    return done


def test_goals_are_printed_by_section(held: Run) -> None:
    text = held("goals").out
    assert text.index("Preparing") < text.index("Held") < text.index("Ideas")
    (line,) = [line for line in text.splitlines() if "Project" in line]
    assert "Expires in 7 months · 0 of 60 PDUs" in line
    found = {row["title"]: row for row in held("goals", "--json").json}
    assert found["AWS"]["exam"] == "2026-12-09"
    assert (found["ML"]["section"], found["ML"]["units_done"], found["ML"]["credits"]) == ("ideas", 0, None)
    pmp = found["Project Management Professional"]
    assert (pmp["expires"], pmp["issued"], pmp["section"]) == ("2027-06-30", "2024-07-01", "held")
    assert pmp["credits"] == {"unit": "PDU", "required": 60, "counted": 0, "reported": 0, "missing": 60}


def test_one_conference_counts_for_two(held: Run) -> None:
    made = held(
        "credit", "6.5", "pdus", "--activity", "pycon", "--for", "PMP", "cspo", "--category", "Education", "--json"
    ).json  # fmt: skip
    assert (made["amount"], made["unit"], made["date"]) == (6.5, "PDU", "2026-05-08")
    assert len(made["for"]) == 2
    cspo, pmp = held("renewals", "--json").json
    assert (cspo["title"], cspo["counted"], cspo["missing"]) == ("Certified Scrum Product Owner", 6.5, 13.5)
    assert (pmp["counted"], pmp["met_on"], pmp["method"]) == (6.5, None, "credits_and_fee")
    assert pmp["categories"][0] == {
        "name": "Education", "earned": 6.5, "counted": 6.5, "reported": 0, "minimum": 35, "maximum": None
    }  # fmt: skip
    text = held("renewals").out
    assert "6.5 of 20 SEUs, reported 0" in text
    assert held("undo").out.strip() != ""
    assert held("renewals", "--json").json[0]["counted"] == 0


def test_credits_of_no_activity(held: Run) -> None:
    label = held("credit", "2", "SEU", "--title", "A talk", "--for", "CSPO", "--date", "2026-11-20",
                 "--reported", "2026-11-21", "--url", "https://example.org", "--note", "slides").out  # fmt: skip
    assert label.strip() == "Add 2 SEUs for “A talk”"
    assert held("renewals", "--json").json[0]["reported"] == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("credit", "0", "PDU", "--title", "x"), "“0” is not an amount of credits. Type one such as 6 or 0.25."),
        (("credit", "six", "PDU", "--title", "x"), "“six” is not an amount of credits."),
        (("credit", "6", "hours", "--title", "x"), "“hours” is not a unit of credits. Use one of PDU, SEU, CPE"),
        (("credit", "6", "PDU", "--activity", "EuroPython"), "There is no activity “EuroPython” in the plan."),
        (("credit", "6", "PDU", "--title", "x", "--for", "CISSP"), "There is no certification “CISSP” in the plan."),
        (("credit", "6", "PDU", "--title", "x", "--for", "pr"), "fits more than one certification"),
        (("credit", "6", "PDU", "--title", "x", "--for", "PMP", "--date", "2020-01-01"),
         "“x” on 1 Jan 2020 lies outside the renewal cycle of “Project Management Professional”"),
        (("credit", "6", "PDU", "--title", "x", "--for", "PMP", "--category", "Sleep"),
         "There is no category “Sleep”; there are Education, Giving back."),
        (("credit", "6", "PDU", "--title", "x", "--date", "2027-01-01"), "1 Jan 2027 lies in the future."),
        (("credit", "6", "PDU", "--title", "x", "--for", "AWS"), "Nothing says when “AWS” was issued and expires"),
        (("credit", "6", "PDU", "--title", "x", "--url", "javascript:x"), "javascript:x"),
        (("credit", "6", "PDU", "--activity", "CSPO"),
         "“Certified Scrum Product Owner” is a certification. Name what earned the credits here, and the"),
        (("credit", "6", "PDU", "--title", "x", "--for", "ML"), "“ML” is not a certification. Choose one that is."),
        (("credit", "9" * 10_000, "PDU", "--title", "x"), f"“{'9' * 39}…” is not an amount of credits."),
        (("credit", "6", "PDU", "--activity", "A" * 10_000), f"There is no activity “{'A' * 39}…” in the plan."),
        (("credit", "6", "PDU", "--title", "x", "--for", "A" * 10_000), f"no certification “{'A' * 39}…” in the plan."),
        (("credit", "6", "PDU", "--title", "x", "--date", "d" * 10_000), f"“{'d' * 39}…” is not a date;"),
        (("credit", "6", "PDU", "--title", "x", "--for", "PMP", "--reported", "d" * 9_000), f"“{'d' * 39}…” is not"),
        (("credit", "6", "PDU", "--title", "x", "--date", "2026-02-30"),
         "“2026-02-30” is not a date, because there is no 30 February 2026; write another date.\n"),
        (("credit", "6", "PDU", "--title", "x", "--for", ""),
         "An empty text names no certification. Give its title or its UID."),
        (("credit", "6", "PDU", "--activity", " "), "An empty text names no activity. Give its title or its UID."),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(
    held: Run, bare: Run, plan_file: Path, words: tuple[str, ...], sentence: str
) -> None:
    before = held("renewals", "--json").out
    result = bare("--library", str(plan_file), *words)
    assert result.code == 1
    assert result.out == ""
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert held("renewals", "--json").out == before


def test_an_empty_plan(done: Run) -> None:
    done("new", "--empty")
    assert done("goals").out.strip() == "There are no certifications or courses yet."
    assert done("renewals").out.strip() == "No certification is held yet."
    assert done("goals", "--json").json == []
    assert done("renewals", "--json").json == []
