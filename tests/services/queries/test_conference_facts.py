"""What speaks for and against a conference: costs, credits, skill gaps and clashes."""

from collections.abc import Sequence

import pytest

from planner.domain.model import Skill
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.credits import AddCredits, CreditPart
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.services.queries.conference_facts import ConferenceFacts, conferences_with_facts
from tests.services.reading import rows


def event(planner: Planner, title: str, starts: str, ends: str, *, zone: str = "", topics: str = "") -> ActivityId:
    found = ActivityId(planner.run(AddEvent(title, starts, ends, zone)).added("activity")[0])
    if topics:
        planner.run(EditDetail(found, (("topics", topics),)))
    return found


def facts(planner: Planner, activity_id: int) -> ConferenceFacts:
    _, found = planner.read(conferences_with_facts, planner.today(), planner.zone())
    return found[activity_id]


def test_without_anything_there_is_nothing_to_say(planner: Planner) -> None:
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    assert facts(planner, found) == ConferenceFacts()


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        (("2027-05-03", "2027-05-05"), ["Other"]),
        (("2027-05-04", "2027-05-05"), []),
        (("2027-04-20", "2027-05-02"), ["Other"]),
        (("2027-04-20", "2027-05-01"), []),
        (("2027-05-03T20:00:00", "2027-05-03T22:00:00"), ["Other"]),
        (("2027-05-03T23:00:00", "2027-05-04T00:00:00"), ["Other"]),
        (("2027-05-04T00:00:00", "2027-05-04T01:00:00"), []),
    ],
)
def test_clashes_are_by_the_day(planner: Planner, other: Sequence[str], clashes: list[str]) -> None:
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    event(planner, "Other", other[0], other[1])
    assert list(facts(planner, found).clashes) == clashes


def test_a_zone_may_put_it_on_another_day(planner: Planner) -> None:
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    event(planner, "Late in America", "2027-05-03T20:00:00", "2027-05-03T21:00:00", zone="America/Los_Angeles")
    assert facts(planner, found).clashes == ()  # the fourth of May in Berlin


def test_exams_clash_and_what_is_declined_does_not(planner: Planner) -> None:
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    other = event(planner, "Other", "2027-05-01", "2027-05-04")
    goal = ActivityId(planner.run(AddGoal("AWS", "certification")).added("activity")[0])
    planner.run(PutDeadline(goal, "exam", on_date="2027-05-02"))
    assert facts(planner, found).clashes == ("Other", "AWS")
    planner.run(SetState(other, "declined"))
    assert facts(planner, found).clashes == ("AWS",)


def test_credits_are_summed_up(planner: Planner) -> None:
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    planner.run(AddCredits("PDU", "2027-05-03", (CreditPart(600), CreditPart(250)), found))
    assert facts(planner, found).credits == ((850, "PDU"),)


def test_gaps_by_what_it_shows_and_by_its_topics(roadmap: Planner) -> None:
    planner = roadmap
    skills = {skill.name: skill.id for skill in rows(planner, Skill)}
    name, other = list(skills)[:2]
    planner.run(Assess(skills[name], 1.0))
    found = event(planner, "Alone", "2027-05-01", "2027-05-04")
    planner.run(SetActivitySkill(found, skills[name], 3.0))
    assert facts(planner, found).gaps == (name,)
    planner.run(SetActivitySkill(found, skills[name], 1.0))
    assert facts(planner, found).gaps == ()
    about = event(planner, "About", "2027-06-01", "2027-06-02", topics=f"x, {other.lower().replace(' ', '-')}")
    assert other in facts(planner, about).gaps
