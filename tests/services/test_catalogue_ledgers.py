"""The renewal rules of the catalogue, worked through with ledgers reckoned by hand, shared credits included."""

from datetime import date

from planner.domain.catalogue import CatalogueCertification
from planner.domain.renewal import Cycle, Forecast, PastCycle
from planner.domain.words import ActivityId
from planner.services.actions.credits import AddCredits, Claim, CreditPart, ReportCredits
from planner.services.actions.details import AddGoal
from planner.services.actions.goals import EnterGoal
from planner.services.actions.renewals import Renew
from planner.services.catalogue import catalogue, entry
from planner.services.planner import Planner
from planner.services.queries.renewals import Ledger, Standing, ledger, standings
from planner.services.renewal_facts import sentences, window_sentence, with_reported

TODAY = date(2026, 11, 25)


def hold(planner: Planner, key: str, issued: str, expires: str) -> ActivityId:
    """Hold a certification of the catalogue, with its rule."""
    known = entry(key)
    assert isinstance(known, CatalogueCertification)
    goal = AddGoal(known.name, "certification", known.issuer, held=True, issued_on=issued, expires_on=expires)
    change = planner.run(EnterGoal(goal, known, catalogue().checked_on))
    return ActivityId(change.added("activity")[0])


def earn(planner: Planner, unit: str, day: str, *parts: CreditPart) -> None:
    planner.run(AddCredits(unit, day, parts, title=f"On {day}"))


def standing(planner: Planner, activity_id: ActivityId, today: date = TODAY) -> Standing:
    return planner.read(standings, today, [activity_id])[activity_id]


def whole(planner: Planner, activity_id: ActivityId) -> Ledger:
    found = planner.read(ledger, activity_id, TODAY)
    assert found is not None
    return found


def test_pmi_wants_sixty_with_a_minimum_and_a_maximum(planner: Planner) -> None:
    pmp = hold(planner, "pmi-pmp", "2024-07-01", "2027-06-30")
    earn(planner, "PDU", "2024-10-01", CreditPart(2000, "Education", (Claim(pmp, reported_on="2024-10-02"),)))
    earn(planner, "PDU", "2025-05-05", CreditPart(3000, "Giving back", (Claim(pmp),)))
    found = standing(planner, pmp)
    # 20 of education and 25 of the 30 that gave back: 45 of 60. At least 15 more, and all of them education.
    assert (found.tally.counted, found.tally.reported, found.tally.missing) == (4500, 2000, 1500)
    assert with_reported(found) == "45 of 60 PDUs, reported 20"
    # 20 of education in 878 days bring 4.943 in the 217 days to 30 June 2027; 10.057 of the 15 stay missing.
    assert found.forecast == Forecast(None, 1006)
    earn(planner, "PDU", "2026-10-20", CreditPart(1000, "Education", (Claim(pmp),)))
    # 30 in 878 days: the 5 that are missing come 146.33 days from now, on the 147th day.
    assert standing(planner, pmp).forecast == Forecast(date(2027, 4, 21), 0)
    earn(planner, "PDU", "2026-11-20", CreditPart(700, "Education", (Claim(pmp),)))
    found = standing(planner, pmp)
    assert (found.tally.counted, found.tally.missing) == (6200, 0)
    # Two are over, and both of the last twelve months of the cycle: they go into the next one.
    planner.run(Renew(pmp, "2026-11-25"))
    found = standing(planner, pmp)
    assert found.terms.cycle == Cycle(date(2027, 7, 1), date(2030, 7, 1), 200)
    assert (found.tally.counted, found.tally.missing) == (200, 5800)
    assert whole(planner, pmp).past[0].tally.counted == 6200


def test_the_suspension_of_pmi_is_a_grace_of_a_year(planner: Planner) -> None:
    pmp = hold(planner, "pmi-pmp", "2023-03-01", "2026-02-28")
    earn(planner, "PDU", "2026-06-01", CreditPart(3500, "Education", (Claim(pmp),)))
    found = standing(planner, pmp)
    assert (found.tally.counted, found.forecast) == (3500, Forecast(None, 2500))
    assert window_sentence(found, TODAY) == "It can still be renewed until 28 Feb 2027."


def test_scrum_alliance_wants_twenty_in_two_years(planner: Planner) -> None:
    cspo = hold(planner, "scrumalliance-cspo", "2025-02-15", "2027-02-14")
    earn(planner, "SEU", "2025-06-01", CreditPart(1225, claims=(Claim(cspo, reported_on="2025-06-01"),)))
    found = standing(planner, cspo)
    assert with_reported(found) == "12.25 of 20 SEUs, all reported"
    # 12.25 in 649 days bring 1.529 in the 81 days that are left: 6.221 stay missing.
    assert found.forecast == Forecast(None, 623)
    assert sentences(found, TODAY)[:2] == (
        "7.75 SEUs missing: 2.9 a month.",
        "As you went so far, you would be 7 SEUs short on 14 Feb 2027.",
    )
    assert found.terms.fee is not None
    assert found.terms.fee == (10000, "USD")


def test_iapp_wants_twenty_in_two_years_and_carries_the_last_half_year_over(planner: Planner) -> None:
    aigp = hold(planner, "iapp-aigp", "2024-12-01", "2026-11-30")
    earn(planner, "CPE", "2025-02-01", CreditPart(1600, claims=(Claim(aigp),)))
    earn(planner, "CPE", "2026-09-01", CreditPart(1150, claims=(Claim(aigp),)))
    found = standing(planner, aigp)
    assert (found.tally.counted, found.tally.missing) == (2750, 0)
    planner.run(Renew(aigp, "2026-11-25"))
    # 7.5 are over, less than the 11.5 of the last six months and than the 10 that may go over.
    assert standing(planner, aigp).terms.cycle == Cycle(date(2026, 12, 1), date(2028, 12, 1), 750)
    assert whole(planner, aigp).past[0].cycle == PastCycle(
        date(2024, 12, 1), date(2026, 12, 1), date(2026, 11, 25), date(2026, 12, 1), 750
    )


def test_aws_wants_its_exam_again(planner: Planner) -> None:
    aws = hold(planner, "aws-ai-practitioner", "2024-01-10", "2027-01-09")
    found = standing(planner, aws)
    assert (found.terms.rule.method, found.forecast, found.tally.required) == ("exam", None, 0)
    planner.run(Renew(aws, "2026-11-20"))
    # Three years from the day of the exam, not from the old expiry.
    assert standing(planner, aws).terms.cycle == Cycle(date(2026, 11, 20), date(2029, 11, 20))


def test_itil_wants_twenty_each_year(planner: Planner) -> None:
    itil = hold(planner, "itil-foundation-5", "2025-03-01", "2028-02-29")
    earn(planner, "CPD", "2025-04-01", CreditPart(2500, claims=(Claim(itil),)))
    earn(planner, "CPD", "2026-04-01", CreditPart(800, claims=(Claim(itil),)))
    found = standing(planner, itil)
    assert [(year.earned, year.missing) for year in found.years] == [(2500, 0), (800, 1200), (0, 2000)]
    assert "This year, up to 28 Feb 2027, asks for 12 CPD more." in sentences(found, TODAY)


def test_one_conference_is_worth_something_to_all_four(planner: Planner) -> None:
    pmp = hold(planner, "pmi-pmp", "2024-07-01", "2027-06-30")
    acp = hold(planner, "pmi-acp", "2025-01-01", "2027-12-31")
    cspo = hold(planner, "scrumalliance-cspo", "2025-02-15", "2027-02-14")
    aigp = hold(planner, "iapp-aigp", "2026-06-01", "2028-05-31")
    earn(
        planner,
        "PDU",
        "2026-10-08",
        CreditPart(1400, "Education", (Claim(pmp), Claim(acp), Claim(cspo), Claim(aigp, amount=300))),
        CreditPart(200, "Giving back", (Claim(pmp), Claim(acp), Claim(cspo))),
    )
    counted = {each: standing(planner, each).tally.counted for each in (pmp, acp, cspo, aigp)}
    assert counted == {pmp: 1600, acp: 1600, cspo: 1600, aigp: 300}
    (line,) = whole(planner, aigp).lines
    assert set(line.also) == {"CSPO", "PMI-ACP", "PMP"}
    # Reported to one issuer says nothing of the others.
    planner.run(ReportCredits(tuple(each.claim_id for each in whole(planner, pmp).lines), "2026-10-20"))
    assert standing(planner, pmp).tally.reported == 1600
    assert standing(planner, acp).tally.reported == 0
