"""Goals with what the catalogue knows: added, taken up and filled in, each as one step that can be taken back."""

from typing import Any

import pytest

from planner.domain.catalogue import (
    CarryOver,
    CatalogueCertification,
    CatalogueCourse,
    CatalogueEntry,
    CataloguePrice,
    CatalogueRenewal,
    CatalogueSkill,
    CreditCategory,
)
from planner.domain.errors import InvalidInputError
from planner.domain.model import (
    Activity,
    ActivitySkill,
    Certification,
    Course,
    Credit,
    CreditClaim,
    Deadline,
    RenewalRule,
    RuleCategory,
    Skill,
)
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.goals import ApplyCatalogue, Earned, EnterGoal
from planner.services.actions.trash import TrashActivities
from planner.services.catalogue import entry
from planner.services.planner import Planner
from planner.services.queries.catalogue import goals_present, openings, present_goal
from planner.services.queries.renewals import ledger
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows, statements
from tests.services.test_catalogue_facts import CHECKED, TODAY

SPEAKER = CatalogueCertification(
    key="board-speaker",
    name="Certified Speaker",
    code="CS",
    issuer="Speakers' Board",
    issuer_url="https://example.org",
    url="https://example.org/speaker",
    status="active",
    level="advanced",
    prerequisites="Ten talks.",
    price=CataloguePrice(19900, "EUR", 2026),
    validity_months=24,
    preparation_minutes=600,
    skills=(CatalogueSkill("communication", 3.0), CatalogueSkill("juggling", 2.0)),
    renewal=CatalogueRenewal(
        "credits_and_fee",
        24,
        "CPE",
        2000,
        (CreditCategory("education", "Education", 1000), CreditCategory("giving", "Giving back", maximum=500)),
        grace_days=30,
        carry_over=CarryOver(500, 6),
        fee=Money(5000, "EUR"),
        options=("Give talks.",),
        note="Report them.",
    ),
)
TALK = CatalogueCourse(
    key="first-talk",
    name="Your first talk",
    provider="Speakers' Board",
    url="https://example.org/talk",
    format="Three evenings",
    units=3,
    estimate_minutes=300,
    price=CataloguePrice(0, "EUR", 2026),
    certificate=True,
    skills=(CatalogueSkill("communication", 1.5),),
)


def held(known: CatalogueCertification, **more: object) -> EnterGoal:
    goal: dict[str, Any] = {"issued_on": "2026-01-15", "expires_on": "2028-01-14", "provider": known.issuer}
    earned = more.pop("earned", ())
    reported = more.pop("reported", False)
    goal |= more
    return EnterGoal(
        AddGoal(known.name, "certification", held=True, **goal),
        known,
        CHECKED,
        earned=earned,  # type: ignore[arg-type]  # each test gives what it is about
        reported=bool(reported),
    )


def idea(planner: Planner, title: str) -> Activity:
    return only(planner, Activity, title=title)


def test_a_wanted_certification_has_all_that_is_known(roadmap: Planner) -> None:
    goal = AddGoal(SPEAKER.name, "certification", "Speakers' Board", SPEAKER.url, estimate_minutes=480)
    assert round_trip(roadmap, EnterGoal(goal, SPEAKER, CHECKED)) == "Add “Certified Speaker”"
    row = idea(roadmap, "Certified Speaker")
    assert (row.status, row.estimate_minutes) == ("planned", 480)
    detail = only(roadmap, Certification, activity_id=row.id)
    assert detail == Certification(
        detail.id, row.id, "considering", "Speakers' Board", "CS", SPEAKER.url, validity_months=24,
        renewal_method="credits_and_fee", fee_minor=19900, fee_currency="EUR", facts_checked_on=CHECKED,
        issuer_url="https://example.org", level="advanced", prerequisites="Ten talks.", catalogue_key="board-speaker",
    )  # fmt: skip
    rule = only(roadmap, RenewalRule)
    assert rule[2:] == ("CPE", 2000, None, None, 30, 500, 6, 5000, "EUR", "Give talks. Report them.")
    categories = sorted(rows(roadmap, RuleCategory), key=lambda one: one.position)
    assert [(one.name, one.minimum, one.maximum) for one in categories] == [
        ("Education", 1000, None), ("Giving back", None, 500),
    ]  # fmt: skip
    shown = rows(roadmap, ActivitySkill, activity_id=row.id)
    skills = {skill.id: skill.node for skill in rows(roadmap, Skill)}
    assert [(skills[one.skill_id], one.level) for one in shown] == [("communication", 3.0)]  # no skill that it lacks


def test_what_was_typed_goes_before_the_catalogue(planner: Planner) -> None:
    goal = AddGoal("My speaker", "certification", "A club", "", exam_on="2027-02-01")
    round_trip(planner, EnterGoal(goal, SPEAKER, CHECKED))
    detail = only(planner, Certification)
    assert (detail.state, detail.issuer, detail.url, detail.code) == ("booked", "A club", "", "CS")
    assert (idea(planner, "My speaker").estimate_minutes, rows(planner, ActivitySkill)) == (None, [])


def test_a_held_one_has_its_credits_so_far(planner: Planner) -> None:
    action = held(SPEAKER, earned=(Earned(800, "Education"), Earned(300, "Giving back")), reported=True)
    round_trip(planner, action)
    row = idea(planner, "Certified Speaker")
    assert (row.status, row.completed_on) == ("done", "2026-01-15")
    assert only(planner, Deadline).on_date == "2028-01-14"
    first, second = rows(planner, Credit)
    assert first[2:8] == (None, "2026-11-25", 800, "CPE", "Education", "Earlier credits")
    assert (second.amount, second.category) == (300, "Giving back")
    assert {(claim.activity_id, claim.reported_on) for claim in rows(planner, CreditClaim)} == {(row.id, "2026-11-25")}
    found = planner.read(ledger, row.id, TODAY)
    assert found is not None
    assert (found.standing.tally.counted, found.standing.tally.reported) == (1100, 1100)


def test_credits_of_a_cycle_that_is_over_stay_in_it(planner: Planner) -> None:
    planner.run(held(SPEAKER, issued_on="2024-01-15", expires_on="2026-01-14", earned=(Earned(400),)))
    assert only(planner, Credit).on_date == "2026-01-14"
    assert only(planner, CreditClaim).reported_on is None


def test_what_never_expires_has_no_cycle(planner: Planner) -> None:
    known = SPEAKER._replace(validity_months=None, never_expires=True, renewal=CatalogueRenewal("none", note="Done."))
    round_trip(planner, held(known, expires_on=None))
    detail = only(planner, Certification)
    assert (detail.never_expires, detail.validity_months, detail.renewal_method) == (True, None, "none")
    planner.undo()
    planner.run(held(SPEAKER, expires_on=None))  # the person says so, against the catalogue
    detail = only(planner, Certification)
    assert (detail.never_expires, detail.validity_months, detail.renewal_method) == (True, None, "")
    planner.undo()
    planner.run(held(known))  # or gives a day where the catalogue has none
    assert only(planner, Certification).never_expires is False


def test_an_unconfirmed_one_has_its_name_alone(planner: Planner) -> None:
    known = CatalogueCertification("old-one", "Old one", "A board", url="https://example.org/o", confirmed=False)
    planner.run(EnterGoal(AddGoal("Old one", "certification", "A board"), known, CHECKED))
    detail = only(planner, Certification)
    assert (detail.catalogue_key, detail.facts_checked_on) == ("old-one", None)
    assert (detail.issuer, detail.url) == ("A board", "")


def test_a_course_has_its_units_and_its_certificate(roadmap: Planner) -> None:
    round_trip(roadmap, EnterGoal(AddGoal(TALK.name, "course", TALK.provider), TALK, CHECKED))
    row = idea(roadmap, TALK.name)
    detail = only(roadmap, Course, activity_id=row.id)
    assert (detail.units_total, detail.certificate, detail.fee_minor, detail.fee_currency) == (3, True, 0, "EUR")
    assert (detail.provider, detail.url, detail.catalogue_key) == (TALK.provider, "", "first-talk")
    assert detail.facts_checked_on == CHECKED
    assert [one.level for one in rows(roadmap, ActivitySkill, activity_id=row.id)] == [1.5]


def test_an_idea_is_taken_up_rather_than_doubled(roadmap: Planner) -> None:
    row = idea(roadmap, "Artificial Intelligence Governance Professional")
    known = entry("iapp-aigp")
    goal = AddGoal(known.name, "certification", "IAPP", known.url, estimate_minutes=2400)
    number = len(rows(roadmap, Activity))
    label = round_trip(roadmap, EnterGoal(goal, known, CHECKED, row.id))
    assert label == "Take up “Artificial Intelligence Governance Professional”"
    assert len(rows(roadmap, Activity)) == number
    taken = only(roadmap, Activity, id=row.id)
    assert (taken.status, taken.step_id, taken.node, taken.estimate_minutes) == (
        "in_progress", row.step_id, row.node, 2400,
    )  # fmt: skip
    detail = only(roadmap, Certification, activity_id=row.id)
    assert (detail.state, detail.catalogue_key, detail.validity_months) == ("preparing", "iapp-aigp", 24)
    assert only(roadmap, RenewalRule, activity_id=row.id).required == 2000
    assert len(rows(roadmap, ActivitySkill, activity_id=row.id)) == len(known.skills)


def test_an_idea_that_is_held_has_its_dates_and_credits(roadmap: Planner) -> None:
    row = idea(roadmap, "Certified Scrum Product Owner")
    known = entry("scrumalliance-cspo")
    goal = AddGoal(known.name, "certification", "Scrum Alliance", held=True, issued_on="2025-06-01",
                   expires_on="2027-05-31")  # fmt: skip
    round_trip(roadmap, EnterGoal(goal, known, CHECKED, row.id, (Earned(850),)))
    taken = only(roadmap, Activity, id=row.id)
    assert (taken.status, taken.completed_on) == ("done", "2025-06-01")
    detail = only(roadmap, Certification, activity_id=row.id)
    assert (detail.state, detail.issued_on, detail.never_expires) == ("passed", "2025-06-01", False)
    assert only(roadmap, Deadline, activity_id=row.id).on_date == "2027-05-31"
    assert only(roadmap, Credit).amount == 850
    course = idea(roadmap, "AI For Everyone")
    round_trip(roadmap, EnterGoal(AddGoal("AI For Everyone", "course", held=True), idea=course.id))
    done = only(roadmap, Activity, id=course.id)
    assert (done.status, done.completed_on) == ("done", None)


def test_an_idea_that_is_booked_keeps_one_exam(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    planner.run(EnterGoal(AddGoal("PMP", "certification", exam_on="2027-01-20"), idea=row.id))
    assert only(planner, Certification).state == "booked"
    planner.run(SetState(row.id, "dropped"))
    planner.run(EnterGoal(AddGoal("PMP", "certification", exam_on="2027-03-20"), idea=row.id))
    assert only(planner, Deadline).on_date == "2027-03-20"
    round_trip(planner, SetState(row.id, "considering"))
    planner.run(EnterGoal(AddGoal("PMP", "certification", held=True), idea=row.id))
    assert only(planner, Certification).never_expires is True


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (held(SPEAKER, issued_on="2026-11-26"), "lies in the future"),
        (held(SPEAKER, expires_on="2026-01-15"), "cannot expire before it was issued"),
        (held(SPEAKER, earned=(Earned(501, "Giving back"),)), "“Giving back” counts up to 5 CPEs. Give no more"),
        (held(SPEAKER, earned=(Earned(100, "Sleep"),)), "no category “Sleep”; it has Education, Giving back"),
        (held(SPEAKER, earned=(Earned(0),)), "between 0.01 and 10,000"),
        (held(SPEAKER, expires_on=None, earned=(Earned(100),)), "Nothing says which credits it asks for"),
        (held(SPEAKER, issued_on=None, expires_on="2040-01-01", earned=(Earned(1),)), "began on 2 Jan 2038, which is"),
        (EnterGoal(AddGoal("X", "certification"), SPEAKER, CHECKED, earned=(Earned(100),)), "Only what you hold"),
        (EnterGoal(AddGoal("X", "course"), SPEAKER, CHECKED), "“X” and “Certified Speaker” are of two kinds"),
        (EnterGoal(AddGoal(" ", "course")), "The title is empty"),
        (EnterGoal(AddGoal("X", "certification", held=True, issued_on="soon")), "“soon” is not a date"),
    ],
)
def test_bad_input_is_refused_with_one_sentence_and_nothing_is_written(
    planner: Planner, action: EnterGoal, words: str
) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError, match=words):
        planner.run(action)
    assert everything(planner) == before


def test_only_an_idea_can_be_taken_up(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification", status="in_progress")
    for kind in ("certification", "course"):
        with pytest.raises(InvalidInputError, match="“PMP” is no idea any more"):
            planner.run(EnterGoal(AddGoal("PMP", kind), idea=row.id))


def test_only_what_is_empty_is_filled_in(roadmap: Planner) -> None:
    row = add(roadmap, "Speaking", kind="certification", estimate_minutes=60)
    roadmap.run(EditDetail(row.id, (("issuer", "A club"), ("validity_months", 36))))

    def offered(known: CatalogueEntry = SPEAKER) -> list[str]:
        return [one.field for one in roadmap.read(openings, row.id, known)]

    assert offered() == ["issuer_url", "code", "url", "level", "prerequisites", "renewal", "price", "skills"]
    fields = ("issuer", "code", "renewal", "skills", "estimate")
    assert round_trip(roadmap, ApplyCatalogue(row.id, SPEAKER, CHECKED, fields)) == (
        "Fill in “Speaking” from the catalogue"
    )
    detail = only(roadmap, Certification, activity_id=row.id)
    assert (detail.issuer, detail.code, detail.url, detail.validity_months) == ("A club", "CS", "", 36)
    assert (detail.catalogue_key, detail.facts_checked_on) == ("board-speaker", CHECKED)
    assert only(roadmap, Activity, id=row.id).estimate_minutes == 60
    assert offered() == ["issuer_url", "url", "level", "prerequisites", "price"]
    with pytest.raises(InvalidInputError, match="of two kinds"):
        roadmap.run(ApplyCatalogue(row.id, TALK, CHECKED, ()))
    assert offered(TALK) == []


def test_what_contradicts_the_plan_is_not_offered(planner: Planner) -> None:
    change = planner.run(AddGoal("It", "certification", held=True, expires_on="2027-01-01"))
    row = ActivityId(change.added("activity")[0])
    forever = SPEAKER._replace(validity_months=None, never_expires=True, renewal=CatalogueRenewal("none"))
    assert "validity" not in [one.field for one in planner.read(openings, row, forever)]
    planner.run(EditDetail(row, (("renewal_method", "exam"),)))
    assert "renewal" not in [one.field for one in planner.read(openings, row, SPEAKER)]
    planner.run(EditDetail(row, (("renewal_method", ""), ("never_expires", True))))
    assert not {"renewal", "validity"} & {one.field for one in planner.read(openings, row, SPEAKER)}


@pytest.mark.parametrize(
    ("title", "issuer", "key", "found"),
    [
        ("certified  scrum", "", "", None),
        ("CERTIFIED SCRUM PRODUCT OWNER", "scrum alliance", "", "Certified Scrum Product Owner"),
        ("Certified Scrum Product Owner", "", "", "Certified Scrum Product Owner"),
        ("Certified Scrum Product Owner", "Somebody else", "", None),
        ("AWS Certified AI Practitioner", "AWS", "", "AWS Certified AI Practitioner"),
        ("CSPO of mine", "", "scrumalliance-cspo", "Certified Scrum Product Owner"),
        ("LLM", "Hugging Face", "hf-llm-course", "Hugging Face LLM Course"),  # the same web page
    ],
)
def test_what_the_plan_has_already_is_found(
    roadmap: Planner, title: str, issuer: str, key: str, found: str | None
) -> None:
    known = entry(key) if key else None
    kind = "course" if key.startswith("hf") else "certification"
    with statements(roadmap) as seen:
        present = roadmap.read(goals_present)
    assert len(seen) == 1
    one = present_goal(present, kind, title, issuer, known)
    assert (one.title if one else None) == found
    assert one is None or one.is_idea


def test_what_is_under_way_comes_before_an_idea(planner: Planner) -> None:
    add(planner, "PMP", kind="certification")
    begun = add(planner, "pmp", kind="certification", status="in_progress")
    one = present_goal(planner.read(goals_present), "certification", "PMP", "")
    assert one is not None
    assert (one.id, one.is_idea, one.step) == (begun.id, False, None)
    planner.run(TrashActivities((begun.id,)))
    one = present_goal(planner.read(goals_present), "certification", "PMP", "")
    assert one is not None
    assert one.is_idea
