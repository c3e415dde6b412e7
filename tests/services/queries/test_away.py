"""What happened while the person was away: only what truly lapsed, what was to be attended, what was due meanwhile."""

from datetime import date, timedelta

import pytest

from planner.domain.absence import Absence
from planner.domain.dates import format_instant
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.planner import Planner
from planner.services.queries.away import Away, away
from planner.services.queries.home import home
from tests.services.reading import statements

SINCE = date(2026, 10, 14)


def read(planner: Planner) -> Away:
    now = format_instant(planner.now())
    return planner.read(away, Absence(SINCE, planner.today()), planner.today(), now, planner.zone())


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def event(planner: Planner, ago: int, state: str) -> ActivityId:
    found = ActivityId(planner.run(AddEvent("Meetup", day(planner, -ago), None)).added("activity")[0])
    planner.run(SetState(found, state))
    return found


def test_nothing_happened_in_an_empty_plan(planner: Planner) -> None:
    assert read(planner).is_empty


@pytest.mark.parametrize(("ago", "is_told"), [(0, False), (1, True), (42, True), (43, False)])
def test_only_what_lapsed_meanwhile_is_told(planner: Planner, ago: int, is_told: bool) -> None:
    planner.run(AddGoal("Exam", "certification", exam_on=day(planner, -ago)))
    planner.run(
        AddGoal("Held", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, -ago))
    )
    planner.run(AddEvent("Conf", day(planner, 60), None, cfp_date=day(planner, -ago)))
    planner.run(AddActivity("Thing", due=day(planner, -ago)))
    found = read(planner)
    # A call closes at the end of its day anywhere on Earth, which here is the next one.
    told = {one.what for one in found.lapsed} - {"cfp"}
    assert told == ({"exam", "expired"} if is_told else set())
    assert [one.title for one in found.passed] == (["Thing"] if is_told else [])


def test_a_call_that_one_answered_or_did_not_care_for_is_no_loss(planner: Planner) -> None:
    found = ActivityId(
        planner.run(AddEvent("Conf", day(planner, 60), None, cfp_date=day(planner, -9))).added("activity")[0]
    )
    assert [one.what for one in read(planner).lapsed] == ["cfp"]
    for state in ("applied", "declined"):
        planner.run(SetState(found, state))
        assert read(planner).lapsed == ()


def test_what_was_renewed_meanwhile_has_not_expired(planner: Planner) -> None:
    change = planner.run(
        AddGoal("Held", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, -9))
    )
    planner.run(PutDeadline(ActivityId(change.added("activity")[0]), "renewal", on_date=day(planner, 700)))
    assert read(planner).lapsed == ()


def test_only_what_was_to_be_attended_is_asked_about_beyond_thirty_days_too(planner: Planner) -> None:
    near, far = event(planner, 5, "registered"), event(planner, 40, "attending")
    event(planner, 50, "registered")
    event(planner, 5, "interested")
    assert [one.activity_id for one in read(planner).over] == [near, far]


def test_the_number_of_statements_does_not_grow(planner: Planner) -> None:
    def number() -> tuple[int, int]:
        now = format_instant(planner.now())
        with statements(planner) as seen:
            read(planner)
        with statements(planner) as on_home:
            planner.read(home, planner.today(), now, planner.zone())
        return len(seen), len(on_home)

    def fill(title: str) -> None:
        event(planner, 5, "registered")
        planner.run(AddActivity(title, due=day(planner, -9)))
        planner.run(AddGoal(title, "certification", exam_on=day(planner, -13)))

    fill("One")
    before = number()
    for index in range(4):
        fill(f"Thing {index}")
    assert number() == before
