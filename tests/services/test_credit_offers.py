"""Credits of one occasion as each certification counts them: written down once, split by category."""

from datetime import timedelta

import pytest

from planner.domain.model import Credit, CreditClaim
from planner.domain.renewal import Category, Rule
from planner.services.actions.activities import SetState
from planner.services.actions.details import SetEventTimes
from planner.services.credit_offers import Share, offered_credits, shared_credits
from planner.services.planner import Planner
from planner.services.queries.credits import Offer, offer
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, held
from tests.services.actions.test_activities import add
from tests.services.reading import rows

CISSP_RULE = Rule("credits", 36, "CPE", 12000, (Category("Group A", 9000), Category("Group B")))


@pytest.fixture
def found(planner: Planner) -> Offer:
    """What a conference of three days is worth to PMP (PDU, categories), CSPO (SEU, none) and CISSP (CPE, others)."""
    for name, rule in (("CISSP", CISSP_RULE), ("CSPO", CSPO_RULE), ("PMP", PMP_RULE)):
        held(planner, name, rule)
    row = add(planner, "PyCon", kind="event")
    today = planner.today()
    planner.run(SetEventTimes(row.id, str(today - timedelta(days=4)), str(today - timedelta(days=1))))
    planner.run(SetState(row.id, "attended"))
    made = planner.read(offer, row.id, today)
    assert made is not None
    return made


def share(found: Offer, name: str, *parts: tuple[int, str]) -> Share:
    (claimant,) = (one for one in found.claimants if one.name == name)
    return Share(claimant, parts)


def written(planner: Planner) -> list[tuple[int, str, list[tuple[int | None, str]]]]:
    """Each credit with its category, and amount and category of its claims."""
    return [
        (credit.amount, credit.category,
         [(claim.amount, claim.category) for claim in rows(planner, CreditClaim, credit_id=credit.id)])
        for credit in rows(planner, Credit)
    ]  # fmt: skip


def test_shares_as_they_are_offered_are_the_offer(found: Offer) -> None:
    alone = found._replace(claimants=tuple(one for one in found.claimants if one.name != "CISSP"))
    shares = [share(found, "CSPO", (1800, "")), share(found, "PMP", (1800, "Education"))]
    assert shared_credits(alone, shares) == offered_credits(alone)


def test_what_was_earned_once_is_written_once_under_its_categories(planner: Planner, found: Offer) -> None:
    shares = [
        share(found, "PMP", (1200, "Education"), (600, "Giving back")),
        share(found, "CISSP", (1800, "Group A")),
        share(found, "CSPO", (1200, "")),
    ]
    made = shared_credits(found, shares)
    assert made is not None
    planner.run(made)
    assert written(planner) == [
        (1200, "", [(None, "Education"), (1800, "Group A"), (None, "")]),
        (600, "Giving back", [(None, "")]),
    ]


def test_one_category_of_all_is_that_of_the_credit(planner: Planner, found: Offer) -> None:
    made = shared_credits(found, [share(found, "PMP", (1800, "Education")), share(found, "CSPO", (1800, ""))])
    assert made is not None
    planner.run(made)
    assert written(planner) == [(1800, "Education", [(None, ""), (None, "")])]


def test_no_category_that_was_chosen_stays_none(planner: Planner, found: Offer) -> None:
    made = shared_credits(found, [share(found, "PMP", (1800, "Education")), share(found, "CISSP", (1800, ""))])
    assert made is not None
    planner.run(made)
    assert written(planner) == [(1800, "", [(None, "Education"), (None, "")])]


def test_nothing_is_added_where_nobody_counts_anything(found: Offer) -> None:
    assert shared_credits(found, [share(found, "PMP"), share(found, "CSPO")]) is None
