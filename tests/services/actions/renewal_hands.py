"""Certifications that are held with their rules, and what is read and earned of them."""

from datetime import date

from planner.domain.model import (
    Activity,
)
from planner.domain.renewal import Category, Rule
from planner.services.actions.credits import AddCredits, CreditPart
from planner.services.actions.details import AddGoal
from planner.services.actions.renewals import PutRule
from planner.services.planner import Planner
from planner.services.queries.renewals import Ledger, Standing, ledger, standings
from tests.services.reading import only

TODAY = date(2026, 11, 25)
PMP_RULE = Rule(
    "credits_and_fee",
    36,
    "PDU",
    6000,
    (Category("Education", 3500), Category("Giving back", maximum=2500)),
    carry_maximum=2000,
    carry_months=12,
)
CSPO_RULE = Rule("credits_and_fee", 24, "SEU", 2000)


def held(planner: Planner, title: str, rule: Rule, issued: str = "2024-07-01", expires: str = "2027-06-30") -> Activity:
    change = planner.run(AddGoal(title, "certification", held=True, issued_on=issued, expires_on=expires))
    row = only(planner, Activity, id=change.added("activity")[0])
    planner.run(PutRule(row.id, rule))
    return row


def standing(planner: Planner, row: Activity) -> Standing:
    return planner.read(standings, TODAY, [row.id])[row.id]


def ledger_of(planner: Planner, row: Activity) -> Ledger:
    found = planner.read(ledger, row.id, TODAY)
    assert found is not None
    return found


def earn(*parts: CreditPart, on: str = "2026-05-08", unit: str = "PDU", **more: object) -> AddCredits:
    return AddCredits(unit, on, parts, title="PyCon", **more)  # type: ignore[arg-type]  # fields of AddCredits
