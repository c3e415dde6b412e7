"""Renewal rules, credits and their claims, reports and renewals: each written, taken back and brought again."""

from collections.abc import Callable
from datetime import date

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import (
    Activity,
    Attachment,
    Certification,
    Credit,
    CreditClaim,
    Deadline,
    Expense,
    Renewal,
    RenewalRule,
    RuleCategory,
)
from planner.domain.money import Money
from planner.domain.renewal import Category, Cycle, PastCycle, Rule
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services.action import Action
from planner.services.actions.activities import ChangeKind, MoveActivities
from planner.services.actions.attachments import AttachFile
from planner.services.actions.credits import AddCredits, Claim, CreditPart, EditCredit, RemoveCredit, ReportCredits
from planner.services.actions.details import AddGoal
from planner.services.actions.renewals import PutRule, RemoveRenewal, Renew
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.attachments import IncomingFile
from planner.services.planner import Planner
from planner.services.queries.renewals import Ledger, Standing, ledger, standings
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows

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


@pytest.fixture
def pmp(planner: Planner) -> Activity:
    return held(planner, "PMP", PMP_RULE)


@pytest.fixture
def cspo(planner: Planner) -> Activity:
    return held(planner, "CSPO", CSPO_RULE, "2025-02-15", "2027-02-14")


def standing(planner: Planner, row: Activity) -> Standing:
    return planner.read(standings, TODAY, [row.id])[row.id]


def ledger_of(planner: Planner, row: Activity) -> Ledger:
    found = planner.read(ledger, row.id, TODAY)
    assert found is not None
    return found


def earn(*parts: CreditPart, on: str = "2026-05-08", unit: str = "PDU", **more: object) -> AddCredits:
    return AddCredits(unit, on, parts, title="PyCon", **more)  # type: ignore[arg-type]  # fields of AddCredits


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


def test_one_conference_counts_for_several(planner: Planner, pmp: Activity, cspo: Activity) -> None:
    event = add(planner, "PyCon", kind="event")
    planner.run(MoveActivities((event.id,), "done", on="2026-05-08"))
    label = round_trip(
        planner,
        AddCredits(
            "PDU",
            "2026-05-08",
            (
                CreditPart(650, "Education", (Claim(pmp.id), Claim(cspo.id, "Learning", 600))),
                CreditPart(150, "Giving back", (Claim(pmp.id, reported_on="2026-06-01"),)),
            ),
            activity_id=event.id,
        ),
    )
    assert label == "Add 8 PDUs for “PyCon”"
    assert standing(planner, pmp).tally.counted == 800
    assert standing(planner, pmp).tally.reported == 150
    assert standing(planner, cspo).tally.counted == 600
    shared, own = sorted(ledger_of(planner, pmp).lines, key=lambda line: line.credit_id)
    assert (shared.title, shared.also, shared.amount, shared.category) == ("PyCon", ("CSPO",), 650, "Education")
    assert (own.also, own.reported_on) == ((), "2026-06-01")
    (theirs,) = ledger_of(planner, cspo).lines
    assert (theirs.amount, theirs.earned, theirs.unit, theirs.category) == (600, 650, "PDU", "Learning")


def test_what_is_not_done_yet_is_planned(planner: Planner, pmp: Activity) -> None:
    event = add(planner, "PyCon", kind="event")
    planner.run(
        AddCredits("PDU", "2027-05-08", (CreditPart(700, "Education", (Claim(pmp.id),)),), activity_id=event.id)
    )
    found = standing(planner, pmp)
    assert (found.tally.counted, found.planned, found.added) == (0, 700, 700)
    planner.run(MoveActivities((event.id,), "done", on="2026-11-20"))
    assert standing(planner, pmp).tally.counted == 700
    planner.run(MoveActivities((event.id,), "skipped"))
    found = standing(planner, pmp)
    assert (found.tally.counted, found.planned) == (0, 0)


def test_credits_are_changed_reported_and_removed(planner: Planner, pmp: Activity, cspo: Activity) -> None:
    planner.run(earn(CreditPart(600, claims=(Claim(pmp.id), Claim(cspo.id)))))
    credit = only(planner, Credit)
    first, second = rows(planner, CreditClaim)
    assert round_trip(planner, ReportCredits((first.id, second.id), "2026-06-01")) == "Mark 2 credits as reported"
    assert standing(planner, pmp).tally.reported == 600
    round_trip(planner, ReportCredits((first.id,), None))
    round_trip(
        planner,
        EditCredit(
            credit.id, "PDU", "2026-05-09", CreditPart(700, "Education", (Claim(cspo.id),)), title="PyCon DE",
            evidence_url="https://example.org/c",
        ),
    )  # fmt: skip
    assert only(planner, CreditClaim).activity_id == cspo.id
    assert only(planner, CreditClaim).uid == second.uid
    assert round_trip(planner, RemoveCredit(credit.id)) == "Remove 7 PDUs"
    assert rows(planner, CreditClaim) == []


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda p, c: earn(), "Give the amount"),
        (lambda p, c: earn(CreditPart(0)), "between 0.01 and 10,000"),
        (lambda p, c: AddCredits("PDU", "2026-05-08", (CreditPart(100),)), "Say what the credits are for"),
        (lambda p, c: earn(CreditPart(100), on="2026-13-08"), "2026-13-08"),
        (lambda p, c: earn(CreditPart(100), on="2026-11-26"), "2026-11-26 lies in the future"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(p), Claim(p)))), "counts once for a certification"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(p, "Sleep"),))), "no category “Sleep”; it has Education, Giv"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(c),)), on="2025-02-14"),
         "“PyCon” on 14 Feb 2025 lies outside the renewal cycle of “CSPO”"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(c, amount=0),))), "between 0.01 and 10,000"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(c),)), unit="CEU"), "Say how many SEU they make"),
        (lambda p, c: earn(CreditPart(100, claims=(Claim(c, reported_on="2026-05-07"),))), "after it was earned"),
        (lambda p, c: AddCredits("PDU", "2026-05-08", (CreditPart(100, claims=(Claim(p),)),), p), "for itself"),
        (lambda p, c: AddCredits("PDU", "2026-05-08", (CreditPart(100),), ActivityId(999)), "not in the plan"),
        (lambda p, c: ReportCredits((), "2026-05-08"), "Nothing is left to report"),
        (lambda p, c: ReportCredits((ClaimId(9),), "2026-05-08"), "not in the plan"),
        (lambda p, c: ReportCredits((ClaimId(9),), "2026-12-08"), "lies in the future"),
        (lambda p, c: RemoveCredit(CreditId(9)), "not in the plan"),
    ],
)  # fmt: skip
def test_bad_credits_are_refused(
    planner: Planner, pmp: Activity, cspo: Activity, made: Callable[[ActivityId, ActivityId], Action], words: str
) -> None:
    with pytest.raises((InvalidInputError, NotFoundError), match=words):
        planner.run(made(pmp.id, cspo.id))
    assert rows(planner, Credit) == []


def test_a_certification_without_dates_has_no_cycle(planner: Planner) -> None:
    row = add(planner, "Undated", kind="certification")
    with pytest.raises(InvalidInputError, match="Nothing says when “Undated” was issued and expires"):
        planner.run(earn(CreditPart(100, claims=(Claim(row.id),))))
    with pytest.raises(InvalidInputError, match="“It” is not a certification"):
        planner.run(earn(CreditPart(100, claims=(Claim(add(planner, "It").id),))))
    with pytest.raises(InvalidInputError, match="is not held"):
        planner.run(Renew(row.id, "2026-11-01"))


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
    assert past.cycle == PastCycle(
        date(2024, 7, 1), date(2027, 7, 1), date(2026, 11, 20), date(2027, 7, 1), 1000
    )
    assert past.tally.counted == 7000
    assert round_trip(planner, RemoveRenewal(past.renewal_id)) == "Take the renewal of “PMP” back"
    assert only(planner, Deadline).on_date == "2027-06-30"
    assert standing(planner, pmp).tally.counted == 7000


def test_passing_the_exam_again_begins_anew(planner: Planner) -> None:
    row = held(planner, "AWS", Rule("exam", 36), "2023-12-10", "2026-12-09")
    planner.run(Renew(row.id, "2026-11-20"))
    assert only(planner, Deadline).on_date == "2029-11-20"
    assert standing(planner, row).terms.cycle == Cycle(date(2026, 11, 20), date(2029, 11, 21))


def test_an_expired_certification_is_valid_again(planner: Planner) -> None:
    row = held(planner, "CSPO", CSPO_RULE._replace(grace_days=30), "2022-11-01", "2024-10-31")
    planner.run(MoveActivities((row.id,), "done"))
    certification = only(planner, Certification)
    from planner.services.actions.activities import SetState

    planner.run(SetState(row.id, "expired"))
    planner.run(Renew(row.id, "2024-11-15"))
    assert only(planner, Certification).state == "passed"
    assert certification.state == "passed"
    assert standing(planner, row).terms.cycle == Cycle(date(2024, 11, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda row: Renew(row, "2026-11-26"), "lies in the future"),
        (lambda row: Renew(row, "2024-06-30"), "began on 2024-07-01; it cannot be renewed before that"),
        (lambda row: Renew(row, "2026-11-20", expires_on="2027-06-30"), "must lie after 2027-06-30"),
        (lambda row: Renew(row, "2026-11-20", fee=Money(1, "EURO")), "not an amount of money"),
    ],
)
def test_a_bad_renewal_is_refused(
    planner: Planner, pmp: Activity, made: Callable[[ActivityId], Action], words: str
) -> None:
    with pytest.raises(InvalidInputError, match=words):
        planner.run(made(pmp.id))
    assert rows(planner, Renewal) == []


def test_credits_outlive_what_earned_them(planner: Planner, pmp: Activity, cspo: Activity) -> None:
    event = add(planner, "PyCon", kind="event")
    planner.run(MoveActivities((event.id,), "done", on="2026-05-08"))
    planner.run(
        AddCredits(
            "PDU",
            "2026-05-08",
            (CreditPart(600, "Education", (Claim(pmp.id), Claim(cspo.id, "Any"))), CreditPart(100)),
            activity_id=event.id,
        )
    )
    planner.run(TrashActivities((event.id,)))
    assert standing(planner, pmp).tally.counted == 0
    round_trip(planner, PurgeTrash())
    credit = only(planner, Credit)
    assert (credit.activity_id, credit.title) == (None, "PyCon")
    assert standing(planner, pmp).tally.counted == 600
    planner.run(TrashActivities((pmp.id,)))
    round_trip(planner, PurgeTrash())
    assert only(planner, CreditClaim).activity_id == cspo.id
    planner.run(TrashActivities((cspo.id,)))
    round_trip(planner, PurgeTrash())
    assert rows(planner, Credit) == []
    assert rows(planner, Attachment) == []
    planner.undo()
    assert only(planner, Credit).title == "PyCon"


def test_what_is_no_certification_any_more_leaves_the_credits_that_counted_for_it(
    planner: Planner, pmp: Activity
) -> None:
    planner.run(earn(CreditPart(600, "Education", (Claim(pmp.id, reported_on="2026-06-01"),))))
    credit = only(planner, Credit)
    planner.run(AttachFile(IncomingFile.of("proof.pdf", b"proof"), claim_id=only(planner, CreditClaim).id))
    planner.run(AttachFile(IncomingFile.of("evidence.pdf", b"evidence"), credit_id=credit.id))
    round_trip(planner, ChangeKind(pmp.id, "course"))
    assert only(planner, Credit) == credit
    assert only(planner, Attachment).name == "evidence.pdf"
    for part in (CreditClaim, RenewalRule, RuleCategory, Renewal, Certification):
        assert rows(planner, part) == []
    planner.run(ChangeKind(pmp.id, "certification"))
    assert rows(planner, RuleCategory) == []
