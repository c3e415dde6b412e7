"""The command on money."""

from pathlib import Path

import pytest

from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from tests.cli.conftest import Run


@pytest.fixture
def spent(made: Run, plan_file: Path) -> Run:
    """A plan with expenses of two years in two currencies, and one list price."""
    planner = libraries.open_plan(plan_file)

    def add(title: str, kind: str) -> ActivityId:
        return ActivityId(planner.run(AddActivity(title, kind=kind)).added("activity")[0])

    aws, conference, ml = add("AWS", "certification"), add("NeurIPS", "event"), add("ML", "course")
    planner.run(PutExpense(aws, None, "exam", Money(125000, "USD"), "2026-11-20", True, Money(5000, "USD"), "by card"))
    planner.run(PutExpense(conference, None, "ticket", Money(90000, "JPY"), "2027-01-09"))
    planner.run(PutExpense(conference, None, "stay", Money(100, "USD"), "2027-01-08"))
    planner.run(SetState(ml, "enrolled"))
    planner.run(EditDetail(ml, (("fee_minor", 4900), ("fee_currency", "EUR"))))
    planner.close()
    return made


def test_money_prints_totals_and_expenses(spent: Run) -> None:
    found = spent("money", "--json").json
    assert found["totals"] == [
        {"year": 2027, "currency": "JPY", "planned": "90000", "spent": "0", "reimbursed": "0", "net": "0"},
        {"year": 2027, "currency": "USD", "planned": "1.00", "spent": "0.00", "reimbursed": "0.00", "net": "0.00"},
        {"year": 2026, "currency": "EUR", "planned": "49.00", "spent": "0.00", "reimbursed": "0.00", "net": "0.00"},
        {"year": 2026, "currency": "USD", "planned": "0.00", "spent": "1250.00", "reimbursed": "50.00",
         "net": "1200.00"},
    ]  # fmt: skip
    assert [(each["title"], each["on"]) for each in found["expenses"]] == [
        ("NeurIPS", "2027-01-08"), ("NeurIPS", "2027-01-09"), ("AWS", "2026-11-20"),
    ]  # fmt: skip
    exam = found["expenses"][-1]
    assert exam.pop("uid")
    assert exam.pop("activity") == spent("show", exam_uid(spent), "--json").json["uid"]
    assert exam == {
        "title": "AWS", "item": "exam", "amount": "1250.00", "currency": "USD", "on": "2026-11-20", "year": 2026,
        "paid": True, "counts": True, "reimbursed": "50.00", "note": "by card",
    }  # fmt: skip
    (price,) = found["list_prices"]
    assert (price["title"], price["amount"], price["on"], price["year"]) == ("ML", "49.00", None, 2026)
    text = spent("money").out
    assert "1,250.00" in text
    assert "list price" in text
    assert "Planned counts the list price of 1 goal under way" in text


def exam_uid(run: Run) -> str:
    return str(run("money", "--json", "--year", "2026").json["expenses"][0]["activity"])


def test_one_year_is_chosen(spent: Run) -> None:
    found = spent("money", "--year", "2027", "--json").json
    assert {total["year"] for total in found["totals"]} == {2027}
    assert len(found["expenses"]) == 2
    assert found["list_prices"] == []
    assert spent("money", "--year", "2027").out.count("NeurIPS") == 2
    assert spent("money", "--year", "1999", "--json").json == {"totals": [], "expenses": [], "list_prices": []}
    assert spent("money", "--year", "1999").out == "No money is written down for that.\n"


def test_an_empty_plan_costs_nothing(made: Run) -> None:
    assert made("money", "--json").json == {"totals": [], "expenses": [], "list_prices": []}
    assert made("money").out == "No money is written down for that.\n"


@pytest.mark.parametrize("year", ["0", "99999", "next", "-5", "²⁰²⁶"])
def test_what_is_no_year_is_wrong_usage(made: Run, run: Run, year: str) -> None:
    result = run("money", f"--year={year}")
    assert result.code == 2
    assert "is not a year from 2 to 9998" in result.err
