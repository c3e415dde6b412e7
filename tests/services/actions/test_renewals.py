"""Renewal rules and renewals: each written, taken back and brought again."""

from collections.abc import Callable
from datetime import date

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import (
    Activity,
    Certification,
    Deadline,
    Expense,
    Renewal,
    RenewalRule,
    RuleCategory,
)
from planner.domain.money import Money
from planner.domain.renewal import Category, Cycle, PastCycle, Rule
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.credits import Claim, CreditPart
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import EditDetail
from planner.services.actions.expenses import PutExpense
from planner.services.actions.renewals import PutRule, RemoveRenewal, Renew
from planner.services.planner import Planner
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, earn, held, ledger_of, standing
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows


def test_a_rule_is_written_whole_and_changed(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    label = round_trip(planner, PutRule(row.id, PMP_RULE, Money(15000, "USD"), "Report them at the issuer."))
    assert label == "Change how “PMP” is renewed"
    assert only(planner, Certification)[:2] == (1, row.id)
    assert (only(planner, Certification).renewal_method, only(planner, Certification).validity_months) == (
        "credits_and_fee",
        36,
    )
    rule = only(planner, RenewalRule)
    assert (rule.unit, rule.required, rule.fee_minor, rule.fee_currency) == ("PDU", 6000, 15000, "USD")
    round_trip(planner, PutRule(row.id, PMP_RULE._replace(categories=(Category("Giving back"), Category("Work")))))
    found = sorted(rows(planner, RuleCategory), key=lambda category: category.position)
    assert [(category.name, category.maximum) for category in found] == [("Giving back", None), ("Work", None)]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (PMP_RULE._replace(required=3000), "The categories ask for 35 credits together, but the total is 30 credits"),
        (PMP_RULE._replace(categories=(Category("A", 5, 4),)), "“A” asks for more than it lets count"),
        (PMP_RULE._replace(categories=tuple(Category(f"C{n}") for n in range(101))), "has at most 100 categories"),
        (PMP_RULE._replace(categories=(Category("A"), Category("A"))), "Two categories have the same name"),
        (PMP_RULE._replace(categories=(Category(" "),)), "The category is empty"),
        (PMP_RULE._replace(categories=(Category("A", maximum=100),)), "let 1 credit count together, so 60"),
        (PMP_RULE._replace(unit=""), "Say which credits are collected"),
        (PMP_RULE._replace(months=0), "A cycle has between 1 and 600 months"),
        (PMP_RULE._replace(window_days=-1), "between 0 and 3660 days"),
        (PMP_RULE._replace(carry_months=-1), "between 0 and 600 months"),
        (PMP_RULE._replace(required=10**9), "between 0 and 10,000"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(planner: Planner, rule: Rule, words: str) -> None:
    row = add(planner, "PMP", kind="certification")
    with pytest.raises(InvalidInputError, match=words):
        planner.run(PutRule(row.id, rule))
    assert rows(planner, RenewalRule) == []


def test_renewing_opens_the_next_cycle_and_keeps_the_past(planner: Planner, pmp: Activity) -> None:
    planner.run(earn(CreditPart(7000, "Education", (Claim(pmp.id),)), on="2026-08-01"))
    before = only(planner, Deadline)
    assert round_trip(planner, Renew(pmp.id, "2026-11-20", fee=Money(15000, "USD"))) == "Renew “PMP”"
    after = only(planner, Deadline)
    assert (after.uid, after.on_date) == (before.uid, "2030-06-30")
    assert only(planner, Expense)[2:9] == (pmp.id, "renewal", 15000, "USD", "2026-11-20", True, 0)
    # The cycle is renewed before its end, and what was earned in its last twelve months is over by 10.
    assert only(planner, Renewal)[3:8] == ("2024-07-01", "2027-07-01", "2027-07-01", "2026-11-20", 1000)
    found = ledger_of(planner, pmp)
    assert found.standing.terms.cycle == Cycle(date(2027, 7, 1), date(2030, 7, 1), 1000)
    assert found.standing.tally.counted == 1000
    (past,) = found.past
    assert past.cycle == PastCycle(date(2024, 7, 1), date(2027, 7, 1), date(2026, 11, 20), date(2027, 7, 1), 1000)
    assert past.tally.counted == 7000
    assert round_trip(planner, RemoveRenewal(past.renewal_id)) == "Take the renewal of “PMP” back"
    assert only(planner, Deadline).on_date == "2027-06-30"
    assert standing(planner, pmp).tally.counted == 7000


def test_passing_the_exam_again_begins_anew(planner: Planner) -> None:
    row = held(planner, "AWS", Rule("exam", 36), "2023-12-10", "2026-12-09")
    planner.run(Renew(row.id, "2026-11-20"))
    assert only(planner, Deadline).on_date == "2029-11-19"
    assert standing(planner, row).terms.cycle == Cycle(date(2026, 11, 20), date(2029, 11, 20))


def test_an_expired_certification_is_valid_again(planner: Planner) -> None:
    row = held(planner, "CSPO", CSPO_RULE._replace(grace_days=30), "2022-11-01", "2024-10-31")
    planner.run(MoveActivities((row.id,), "done"))
    certification = only(planner, Certification)
    planner.run(SetState(row.id, "expired"))
    planner.run(Renew(row.id, "2024-11-15"))
    assert only(planner, Certification).state == "passed"
    assert certification.state == "passed"
    assert standing(planner, row).terms.cycle == Cycle(date(2024, 11, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda row: Renew(row, "2026-11-26"), "lies in the future"),
        (lambda row: Renew(row, "2024-06-30"), "began on 1 Jul 2024; it cannot be renewed before that"),
        (lambda row: Renew(row, "2026-11-20", expires_on="2027-06-30"), "must lie after 30 Jun 2027"),
        (lambda row: Renew(row, "2026-11-20", "2027-07-31", "2027-08-01"), "before 1 Aug 2027, when the next"),
        (lambda row: Renew(row, "2026-11-20", fee=Money(1, "EURO")), "“EURO” is not a currency"),
        (lambda row: Renew(row, "2026-11-20", fee=Money(9 * 10**18, "USD")), "too large"),
        (lambda row: Renew(row, "2026-11-20", fee=Money(-1, "USD")), "more than zero"),
    ],
)
def test_a_bad_renewal_is_refused(
    planner: Planner, pmp: Activity, made: Callable[[ActivityId], Action], words: str
) -> None:
    with pytest.raises(InvalidInputError, match=words):
        planner.run(made(pmp.id))
    assert rows(planner, Renewal) == []


def test_only_the_last_renewal_is_taken_back(planner: Planner) -> None:
    row = held(planner, "AWS", Rule("exam", 36), "2020-12-10", "2023-12-09")
    for day in ("2023-11-20", "2026-11-20"):
        planner.run(Renew(row.id, day))
    first, last = rows(planner, Renewal)
    with pytest.raises(InvalidInputError, match="Only the last renewal can be taken back"):
        planner.run(RemoveRenewal(first.id))
    planner.run(RemoveRenewal(last.id))
    planner.run(RemoveRenewal(first.id))
    assert only(planner, Deadline).on_date == "2023-12-09"


def test_the_fee_goes_with_the_renewal_unless_it_was_touched(planner: Planner, pmp: Activity) -> None:
    renew = Renew(pmp.id, "2026-11-20", fee=Money(15000, "USD"))
    planner.run(PutExpense(pmp.id, None, "renewal", Money(15000, "USD"), "2025-11-20", paid=True))
    planner.run(renew)
    round_trip(planner, RemoveRenewal(only(planner, Renewal).id))
    assert only(planner, Expense).on_date == "2025-11-20"
    planner.run(renew)
    fee = rows(planner, Expense)[-1]
    money = Money(15000, "USD")
    planner.run(PutExpense(pmp.id, fee.id, "renewal", money, "2026-11-20", paid=True, reimbursed=Money(1, "USD")))
    planner.run(RemoveRenewal(only(planner, Renewal).id))
    assert len(rows(planner, Expense)) == 2
    planner.run(renew)  # now two are of that day
    planner.run(RemoveRenewal(only(planner, Renewal).id))
    assert len(rows(planner, Expense)) == 3


def test_nothing_is_paid_for_a_renewal_that_is_free(planner: Planner, pmp: Activity) -> None:
    planner.run(Renew(pmp.id, "2026-11-20", fee=Money(0, "USD")))
    assert rows(planner, Expense) == []


@pytest.mark.parametrize("before", ["passed", "expired"])
def test_what_had_expired_has_again_when_its_renewal_is_taken_back(planner: Planner, before: str) -> None:
    row = held(planner, "CSPO", CSPO_RULE._replace(grace_days=30), "2022-11-01", "2024-10-31")
    planner.run(SetState(row.id, before))
    planner.run(Renew(row.id, "2024-11-15"))
    round_trip(planner, RemoveRenewal(only(planner, Renewal).id))
    assert only(planner, Certification).state == before
    assert only(planner, Activity).before_state == ""
    planner.run(Renew(row.id, "2024-11-15"))
    planner.run(Renew(row.id, "2026-11-20"))
    planner.run(RemoveRenewal(rows(planner, Renewal)[-1].id))
    assert only(planner, Certification).state == "passed", "the second renewal was of one that was valid"


def test_what_is_valid_for_a_while_yet_is_not_expired_again(planner: Planner, pmp: Activity) -> None:
    planner.run(SetState(pmp.id, "expired"))
    planner.run(Renew(pmp.id, "2026-11-20"))
    planner.run(RemoveRenewal(only(planner, Renewal).id))
    assert only(planner, Certification).state == "passed"


def test_an_expiry_with_a_time_keeps_it(planner: Planner, pmp: Activity) -> None:
    old = only(planner, Deadline)
    planner.run(PutDeadline(pmp.id, "renewal", old.id, wall="2027-06-30T23:59:00", zone="America/New_York"))
    before = only(planner, Deadline)
    planner.run(Renew(pmp.id, "2026-11-20"))
    after = only(planner, Deadline)
    assert (after.at_utc, after.zone) == ("2030-07-01T03:59:00Z", "America/New_York")
    assert standing(planner, pmp).terms.cycle == Cycle(date(2027, 7, 1), date(2030, 7, 1))
    planner.run(RemoveRenewal(only(planner, Renewal).id))
    assert only(planner, Deadline) == before


def test_cycles_that_a_lapsed_certification_went_without_are_left_out(planner: Planner) -> None:
    row = held(planner, "CSPO", CSPO_RULE, "2018-11-01", "2020-10-31")
    with pytest.raises(InvalidInputError, match="until 19 Nov 2026, “CSPO” would be expired already"):
        planner.run(Renew(row.id, "2026-11-20", "2026-11-19"))
    planner.run(Renew(row.id, "2026-11-20"))
    assert only(planner, Deadline).on_date == "2028-10-31"
    assert standing(planner, row).terms.cycle == Cycle(date(2026, 11, 1), date(2028, 11, 1))


def test_only_what_the_cycle_has_goes_over_into_the_next(planner: Planner) -> None:
    row = held(planner, "CSPO", CSPO_RULE._replace(carry_maximum=1500), "2022-11-01", "2024-10-31")
    planner.run(earn(CreditPart(2500, claims=(Claim(row.id),)), on="2024-10-01", unit="SEU"))
    planner.run(Renew(row.id, "2024-10-15"))
    assert only(planner, Renewal).carried == 500
    planner.run(earn(CreditPart(1600, claims=(Claim(row.id),)), on="2025-10-01", unit="SEU"))
    planner.run(Renew(row.id, "2026-10-15"))
    assert [one.carried for one in rows(planner, Renewal)] == [500, 100]


def test_a_rule_with_a_term_makes_it_expire_and_opens_its_window(planner: Planner, pmp: Activity) -> None:
    planner.run(EditDetail(pmp.id, (("never_expires", True),)))
    planner.run(PutRule(pmp.id, PMP_RULE._replace(months=None)))
    assert only(planner, Certification).never_expires
    planner.run(PutRule(pmp.id, PMP_RULE))
    assert not only(planner, Certification).never_expires
    planner.run(PutDeadline(pmp.id, "renewal", on_date="2027-06-30"))
    assert rows(planner, Deadline, kind="renewal_opens") == []
    planner.run(PutRule(pmp.id, PMP_RULE._replace(window_days=90)))
    assert only(planner, Deadline, kind="renewal_opens").on_date == "2027-04-01"


def test_the_last_of_several_expiries_moves(planner: Planner, pmp: Activity) -> None:
    planner.run(PutDeadline(pmp.id, "renewal", on_date="2026-12-31", label="Old"))
    planner.run(Renew(pmp.id, "2026-11-20"))
    assert [day.on_date for day in rows(planner, Deadline)] == ["2030-06-30", "2026-12-31"]


def test_the_last_expiry_is_told_by_the_day_in_its_own_zone(planner: Planner, pmp: Activity) -> None:
    day = only(planner, Deadline)
    planner.run(PutDeadline(pmp.id, "renewal", wall="2027-06-29T23:30:00", zone="America/New_York"))
    planner.run(Renew(pmp.id, "2026-11-20", "2030-06-30"))
    assert only(planner, Deadline, id=day.id).on_date == "2030-06-30"


def test_a_fee_beyond_all_money_is_refused(planner: Planner, pmp: Activity) -> None:
    with pytest.raises(InvalidInputError, match="not an amount of money"):
        planner.run(PutRule(pmp.id, PMP_RULE, Money(9 * 10**18, "USD")))
