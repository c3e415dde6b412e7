"""Credits, their claims and reports: each written, taken back and brought again."""

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
    Renewal,
    RenewalRule,
    RuleCategory,
)
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services.action import Action
from planner.services.actions.activities import ChangeKind, MoveActivities, SetState
from planner.services.actions.attachments import AttachFile
from planner.services.actions.credits import AddCredits, Claim, CreditPart, EditCredit, RemoveCredit, ReportCredits
from planner.services.actions.details import EditDetail
from planner.services.actions.renewals import PutRule, Renew
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.attachments import IncomingFile
from planner.services.planner import Planner
from planner.services.queries.credits import offer
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, TODAY, earn, held, ledger_of, standing
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows


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
            evidence_url="https://example.org/c", dropped=(pmp.id,),
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
        (lambda p, c: earn(CreditPart(100), on="2026-11-26"), "26 Nov 2026 lies in the future"),
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


def test_what_was_done_sooner_than_planned_is_reported_and_changed(planner: Planner, pmp: Activity) -> None:
    event = add(planner, "PyCon", kind="event")
    part = CreditPart(700, "Education", (Claim(pmp.id),))
    planner.run(AddCredits("PDU", "2027-01-31", (part,), activity_id=event.id))
    planner.run(MoveActivities((event.id,), "done", on="2026-11-20"))
    (line,) = ledger_of(planner, pmp).lines
    assert (line.on, line.planned) == (date(2026, 11, 20), False)
    planner.run(ReportCredits((line.claim_id,), "2026-11-21"))
    planner.run(
        EditCredit(line.credit_id, "PDU", "2027-01-31", part._replace(claims=()), activity_id=event.id, note="early")
    )
    assert only(planner, Credit).note == "early"
    assert only(planner, CreditClaim).reported_on == "2026-11-21"
    with pytest.raises(InvalidInputError, match="cannot be reported before it was earned"):
        planner.run(ReportCredits((line.claim_id,), "2026-11-19"))


def test_what_lies_outside_by_now_can_still_be_changed(planner: Planner, cspo: Activity) -> None:
    planner.run(earn(CreditPart(300, claims=(Claim(cspo.id),))))
    planner.run(EditDetail(cspo.id, (("issued_on", "2026-06-01"),)))
    assert standing(planner, cspo).outside == 300
    credit = only(planner, Credit)
    planner.run(
        EditCredit(credit.id, "PDU", "2026-05-08", CreditPart(300, claims=(Claim(cspo.id),)), title="PyCon", note="n")
    )
    with pytest.raises(InvalidInputError, match="lies outside the renewal cycle"):
        planner.run(
            EditCredit(credit.id, "PDU", "2026-05-09", CreditPart(300, claims=(Claim(cspo.id),)), title="PyCon")
        )


def test_only_what_is_held_counts_credits(planner: Planner, pmp: Activity) -> None:
    planner.run(SetState(pmp.id, "dropped"))
    with pytest.raises(InvalidInputError, match="“PMP” is not held"):
        planner.run(earn(CreditPart(300, claims=(Claim(pmp.id),))))


def test_a_renamed_category_takes_its_credits_along(planner: Planner, pmp: Activity, cspo: Activity) -> None:
    planner.run(earn(CreditPart(300, "Education", (Claim(pmp.id), Claim(cspo.id)))))
    planner.run(earn(CreditPart(200, "Education", (Claim(pmp.id),))))
    renamed = PMP_RULE._replace(categories=(Category("Learning", 3500), PMP_RULE.categories[1]))
    round_trip(planner, PutRule(pmp.id, renamed, renamed=(("Education", "Learning"),)))
    assert [one.earned for one in standing(planner, pmp).tally.categories] == [500, 0]
    assert {credit.category for credit in rows(planner, Credit)} == {"Education", "Learning"}


def test_a_unit_of_another_size_changes_nothing_unseen(planner: Planner, cspo: Activity) -> None:
    planner.run(earn(CreditPart(600, claims=(Claim(cspo.id),))))
    with pytest.raises(InvalidInputError, match="are noted in SEU, and CEU are of another size"):
        planner.run(PutRule(cspo.id, CSPO_RULE._replace(unit="CEU")))
    planner.run(PutRule(cspo.id, CSPO_RULE._replace(unit="CPE")))


def test_hours_are_not_offered_as_units_of_ten(planner: Planner) -> None:
    row = held(planner, "DAMA", Rule("credits", 36, "CEU", 1200))
    course = add(planner, "Course", kind="course", estimate_minutes=600)
    planner.run(MoveActivities((course.id,), "done", on="2026-11-20"))
    assert planner.read(offer, course.id, TODAY) is None
    assert standing(planner, row).tally.counted == 0


def test_a_claim_goes_with_the_proof_of_its_report(planner: Planner, pmp: Activity) -> None:
    planner.run(earn(CreditPart(300, claims=(Claim(pmp.id),))))
    claim, credit = only(planner, CreditClaim), only(planner, Credit)
    planner.run(AttachFile(IncomingFile.of("proof.pdf", b"%PDF-1.7"), claim_id=claim.id))
    round_trip(planner, EditCredit(credit.id, "PDU", "2026-05-08", CreditPart(300), title="PyCon", dropped=(pmp.id,)))
    assert rows(planner, Attachment) == []
    assert rows(planner, CreditClaim) == []


def test_what_a_skipped_or_deleted_activity_earned_is_in_no_ledger(planner: Planner, pmp: Activity) -> None:
    event = add(planner, "PyCon", kind="event")
    part = CreditPart(700, "Education", (Claim(pmp.id),))
    planner.run(AddCredits("PDU", "2026-05-08", (part,), activity_id=event.id))
    assert len(ledger_of(planner, pmp).lines) == 1
    planner.run(MoveActivities((event.id,), "skipped"))
    assert ledger_of(planner, pmp).lines == ()
    planner.undo()
    planner.run(TrashActivities((event.id,)))
    assert ledger_of(planner, pmp).lines == ()


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
