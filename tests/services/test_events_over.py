"""Events that are over: which are asked about, on which day, and that each answer is one step and the last."""

from datetime import date, timedelta

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Credit, CreditClaim, Deadline, Event, Link, PersonMet, Setting
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.credits import Claim, CreditPart
from planner.services.actions.details import EditDetail, SetEventTimes
from planner.services.actions.events_over import LeaveEventUntold, NewPerson, TellEvent
from planner.services.actions.trash import TrashActivities
from planner.services.credit_offers import offered_credits
from planner.services.planner import Planner
from planner.services.queries.credits import offer
from planner.services.queries.events_over import events_over
from planner.services.queries.home import home
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, earn, held
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows, statements


def event(
    planner: Planner, starts: str | None, ends: str | None, state: str = "registered", zone: str = ""
) -> Activity:
    row = add(planner, "PyCon", kind="event")
    planner.run(SetEventTimes(row.id, starts, ends, zone))
    planner.run(SetState(row.id, state))
    return only(planner, Activity, id=row.id)


def ago(planner: Planner, days: int) -> str:
    return str(planner.today() - timedelta(days=days))


def asked(planner: Planner, today: date | None = None, zone: str = "UTC") -> list[int]:
    return [over.activity_id for over in planner.read(events_over, today or planner.today(), zone)]


def test_an_event_is_asked_about_from_the_day_after_it_for_thirty_days(planner: Planner) -> None:
    row = event(planner, "2026-11-18", "2026-11-21")
    assert [asked(planner, date(2026, 11, 20)), asked(planner, date(2026, 11, 21))] == [[], [row.id]]
    assert [asked(planner, date(2026, 12, 20)), asked(planner, date(2026, 12, 21))] == [[row.id], []]


def test_of_a_time_in_another_zone_the_day_counts_where_the_person_is(planner: Planner) -> None:
    row = event(planner, "2026-11-18T20:00:00", "2026-11-18T23:00:00", zone="America/New_York")
    assert asked(planner, date(2026, 11, 19), "America/New_York") == [row.id]
    assert asked(planner, date(2026, 11, 19), "Asia/Tokyo") == []
    assert asked(planner, date(2026, 11, 20), "Asia/Tokyo") == [row.id]


@pytest.mark.parametrize("state", ["interested", "applied", "attended", "declined"])
def test_only_what_was_to_be_attended_is_asked_about(planner: Planner, state: str) -> None:
    event(planner, ago(planner, 3), ago(planner, 1), state)
    assert asked(planner) == []


def test_neither_what_is_deleted_nor_what_has_no_date_nor_what_recurs(planner: Planner) -> None:
    gone = event(planner, ago(planner, 3), None)
    event(planner, None, None)
    series = event(planner, ago(planner, 3), None)
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET rrule = 'FREQ=WEEKLY' WHERE activity_id = ?", (series.id,))
    assert asked(planner) == [gone.id]
    planner.run(TrashActivities((gone.id,)))
    assert asked(planner) == []


def test_home_reads_them_the_last_first_in_few_statements(planner: Planner) -> None:
    first = event(planner, ago(planner, 9), ago(planner, 8), "attending")
    last = event(planner, ago(planner, 3), ago(planner, 1))
    with statements(planner) as seen:
        assert asked(planner) == [last.id, first.id]
    assert len(seen) == 2
    found = planner.read(home, planner.today(), "2026-11-25T09:00:00Z", "UTC")
    assert [over.title for over in found.over] == ["PyCon", "PyCon"]


def test_whoever_does_not_want_to_tell_is_not_asked_again(planner: Planner) -> None:
    row = event(planner, ago(planner, 3), ago(planner, 1))
    assert round_trip(planner, LeaveEventUntold(row.id)) == "Do not ask about “PyCon”"
    assert asked(planner) == []
    assert only(planner, Event).state == "registered"
    planner.undo()
    assert asked(planner) == [row.id]


def test_everything_is_told_in_one_step(planner: Planner) -> None:
    pmp, cspo = held(planner, "PMP", PMP_RULE), held(planner, "CSPO", CSPO_RULE)
    row = event(planner, "2026-11-18", "2026-11-21")
    planner.run(EditDetail(row.id, (("url", "https://pycon.org"),)))
    found = planner.read(offer, row.id, planner.today(), as_done=True)
    assert found is not None
    assert planner.read(offer, row.id, planner.today()) is None  # it is not marked as attended yet
    before = everything(planner)
    people = (NewPerson("Ada", "ada@example.org", "2026-12-07"), NewPerson("Bob"))
    label = round_trip(
        planner, TellEvent(row.id, True, offered_credits(found), people, "Shadow deployments", "Gave a talk")
    )
    assert label == "Tell how “PyCon” was"
    told = only(planner, Activity, id=row.id)
    assert (told.status, told.completed_on, told.outcome) == ("done", "2026-11-20", "Gave a talk")
    assert only(planner, Event).state == "attended"
    assert [(credit.amount, credit.on_date) for credit in rows(planner, Credit)] == [(1800, "2026-11-20")]
    assert {claim.activity_id for claim in rows(planner, CreditClaim)} == {pmp.id, cspo.id}
    assert [person.name for person in rows(planner, PersonMet)] == ["Ada", "Bob"]
    assert only(planner, Deadline, kind="follow_up").on_date == "2026-12-07"
    experiment = only(planner, Activity, kind="experiment")
    assert (experiment.title, experiment.step_id, experiment.notes) == (
        "Shadow deployments", None, "From “PyCon”, 20 Nov 2026",
    )  # fmt: skip
    link = only(planner, Link, activity_id=experiment.id)
    assert (link.url, link.title) == ("https://pycon.org", "PyCon")
    assert asked(planner) == []
    planner.undo()
    assert everything(planner) == before


def test_who_was_not_there_has_nothing_to_tell(planner: Planner) -> None:
    row = event(planner, ago(planner, 3), ago(planner, 1))
    with pytest.raises(InvalidInputError, match="Nothing came of an event"):
        planner.run(TellEvent(row.id, False, outcome="Nothing"))
    round_trip(planner, TellEvent(row.id, False))
    assert only(planner, Event).state == "declined"
    assert asked(planner) == []
    planner.run(SetState(row.id, "registered"))
    assert asked(planner) == []  # once is enough


def test_what_is_wrong_is_refused_whole(planner: Planner) -> None:
    pmp = held(planner, "PMP", PMP_RULE)
    row = event(planner, ago(planner, 3), ago(planner, 1))
    other = add(planner, "Other")
    before = everything(planner)
    with pytest.raises(InvalidInputError, match="The name is empty"):
        planner.run(TellEvent(row.id, True, people=(NewPerson("Ada"), NewPerson(" ")), to_try="Try it"))
    part = CreditPart(600, "Education", (Claim(pmp.id),))
    with pytest.raises(InvalidInputError, match="were not earned by “PyCon”"):
        planner.run(TellEvent(row.id, True, earn(part)))
    with pytest.raises(InvalidInputError, match="“Other” is not an event"):
        planner.run(LeaveEventUntold(other.id))
    with pytest.raises(NotFoundError):
        planner.run(TellEvent(ActivityId(99), True))
    assert everything(planner) == before


def test_a_setting_that_no_program_of_ours_wrote_hides_nothing(planner: Planner) -> None:
    row = event(planner, ago(planner, 3), ago(planner, 1))
    planner.run(LeaveEventUntold(row.id))
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '7' WHERE key = 'events_asked'")
    assert asked(planner) == [row.id]
    assert only(planner, Setting, key="events_asked").value == "7"
