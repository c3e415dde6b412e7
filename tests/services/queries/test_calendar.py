"""What the Calendar page reads: days over zones and clock changes, listed and declined rules, conferences, places."""

from datetime import date

import pytest

from planner.domain.calendar_filter import EntryTraits
from planner.domain.model import Event
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.calendar import (
    CalendarEntry,
    calendar_entries,
    coming_up,
    conferences,
    day_of,
    has_dates,
    step_choices,
)
from planner.services.queries.calendar_filter import EventTraits, conference_traits, event_traits, filter_names
from tests.services.listing import as_listed
from tests.services.reading import only, statements

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 25)


def add(planner: Planner, title: str, starts: str | None, ends: str | None, zone: str = "", **more: str) -> ActivityId:
    return ActivityId(planner.run(AddEvent(title, starts, ends, zone, **more)).added("activity")[0])  # type: ignore[arg-type]


def within(
    planner: Planner, first: str, after: str, zone: str = BERLIN, *, with_listed: bool = False
) -> list[CalendarEntry]:
    low, high = date.fromisoformat(first), date.fromisoformat(after)
    return list(planner.read(calendar_entries, low, high, zone, with_listed=with_listed))


def test_an_all_day_event_stays_on_its_days_in_every_zone(planner: Planner) -> None:
    add(planner, "PyData", "2026-12-01", "2026-12-04")
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12", BERLIN):
        (entry,) = within(planner, "2026-11-01", "2027-01-01", zone)
        assert (entry.first, entry.last) == (date(2026, 12, 1), date(2026, 12, 3))
        assert entry.all_day


def test_each_can_be_shown_in_the_zone_that_it_was_given_in(planner: Planner) -> None:
    owner = add(planner, "Evening talk", "2026-12-01T20:00:00", "2026-12-01T22:00:00", "America/Los_Angeles")
    planner.run(PutDeadline(owner, "cfp_closes", wall="2026-11-30T23:59:59", zone="AoE"))
    add(planner, "PyData", "2026-12-01", "2026-12-04")

    def own(first: str, after: str) -> list[CalendarEntry]:
        low, high = date.fromisoformat(first), date.fromisoformat(after)
        return list(planner.read(calendar_entries, low, high, BERLIN, own_zones=True))

    found = own("2026-12-01", "2027-01-01")
    assert [(each.title, each.what, each.first.day, each.last.day, each.starts) for each in found] == [
        ("PyData", "event", 1, 3, "2026-12-01"),
        ("Evening talk", "event", 1, 1, "2026-12-01T20:00:00"),
    ]
    (call,) = own("2026-11-30", "2026-12-01")
    assert (call.what, call.starts, call.ends, call.zone) == (
        "cfp_closes", "2026-11-30T23:59:59", "2026-11-30T23:59:59", "AoE",
    )  # fmt: skip
    assert call.in_own_zone
    assert not within(planner, "2026-12-01", "2027-01-01")[0].in_own_zone


def test_a_zoned_event_is_shown_on_the_persons_day(planner: Planner) -> None:
    add(planner, "Evening talk", "2026-12-01T20:00:00", "2026-12-01T22:00:00", "America/Los_Angeles")
    (entry,) = within(planner, "2026-12-01", "2026-12-31")
    assert (entry.first, entry.last) == (date(2026, 12, 2), date(2026, 12, 2))
    assert (entry.starts, entry.ends) == ("2026-12-02T05:00:00", "2026-12-02T07:00:00")
    assert within(planner, "2026-12-01", "2026-12-02") == []


@pytest.mark.parametrize(
    ("starts", "local"),
    [
        ("2026-03-28T22:30:00", "2026-03-29T04:30:00"),  # Berlin leapt at 01:00 UTC
        ("2026-10-24T20:30:00", "2026-10-25T02:30:00"),  # the second half of the doubled hour
        ("2026-10-24T21:30:00", "2026-10-25T02:30:00"),
    ],
)
def test_times_over_a_change_of_clocks(planner: Planner, starts: str, local: str) -> None:
    add(planner, "Call", starts, starts.replace(":30:", ":50:"), "America/New_York")
    (entry,) = within(planner, local[:10], "2026-12-31")
    assert entry.starts == local


def test_an_event_that_ends_at_midnight_does_not_touch_the_next_day(planner: Planner) -> None:
    add(planner, "Late", "2026-12-04T20:00:00", "2026-12-05T00:00:00", BERLIN)
    (entry,) = within(planner, "2026-12-01", "2026-12-31")
    assert (entry.first, entry.last) == (date(2026, 12, 4), date(2026, 12, 4))
    assert within(planner, "2026-12-05", "2026-12-06") == []


def test_a_call_anywhere_on_earth_closes_on_the_persons_day(planner: Planner) -> None:
    add(planner, "MLSys", "2027-05-17", "2027-05-22", cfp_wall="2026-05-06T23:59:59")
    (entry,) = within(planner, "2026-05-01", "2026-06-01")
    assert entry.what == "cfp_closes"
    assert (entry.first, entry.starts, entry.zone) == (date(2026, 5, 7), "2026-05-07T13:59:59", "AoE")
    (entry,) = within(planner, "2026-05-01", "2026-06-01", "Pacific/Honolulu")
    assert (entry.first, entry.starts) == (date(2026, 5, 7), "2026-05-07T01:59:59")


def test_what_runs_into_and_out_of_the_window_is_held(planner: Planner) -> None:
    add(planner, "Into", "2026-11-28", "2026-12-02")
    add(planner, "Out of", "2026-12-31", "2027-01-05")
    add(planner, "Across", "2026-06-01", "2027-06-01")
    add(planner, "Before", "2026-11-28", "2026-12-01")
    add(planner, "After", "2027-01-01", "2027-01-02")
    assert [entry.title for entry in within(planner, "2026-12-01", "2027-01-01")] == ["Across", "Into", "Out of"]


def test_listed_only_if_asked_for_declined_and_trashed_never(planner: Planner) -> None:
    as_listed(planner, add(planner, "Listed", "2026-12-01", "2026-12-02", cfp_wall="2026-12-01T12:00:00"))
    planner.run(SetState(add(planner, "Declined", "2026-12-01", "2026-12-02"), "declined"))
    planner.run(TrashActivities((add(planner, "Trashed", "2026-12-01", "2026-12-02"),)))
    assert within(planner, "2026-12-01", "2027-01-01") == []
    (entry,) = within(planner, "2026-12-01", "2027-01-01", with_listed=True)
    assert (entry.title, entry.listed) == ("Listed", True)


def test_coming_up_looks_a_year_ahead_and_not_behind(planner: Planner) -> None:
    add(planner, "Over", "2026-11-20", "2026-11-22")
    add(planner, "Going on", "2026-11-24", "2026-11-27")
    add(planner, "Near", "2026-12-10", "2026-12-11")
    add(planner, "Far", "2027-09-01", "2027-09-02")
    add(planner, "Too far", "2028-09-01", "2028-09-02")
    assert [entry.title for entry in planner.read(coming_up, TODAY, BERLIN, 10)] == ["Going on", "Near", "Far"]
    assert [entry.title for entry in planner.read(coming_up, TODAY, BERLIN, 2)] == ["Going on", "Near"]


def test_conferences_ahead_come_by_date_with_the_undated_last(planner: Planner) -> None:
    add(planner, "Undated", None, None)
    add(planner, "Later", "2027-02-01", "2027-02-03", cfp_date="2026-12-31", city="Paris", country="France")
    as_listed(planner, add(planner, "Sooner", "2026-12-01", "2026-12-02", cfp_wall="2026-12-01T23:59:59"))
    planner.run(SetState(add(planner, "Declined", "2027-01-01", "2027-01-02"), "declined"))
    add(planner, "Over", "2026-10-01", "2026-10-03")
    rows = planner.read(conferences, TODAY, BERLIN)
    assert [row.title for row in rows] == ["Sooner", "Declined", "Later", "Undated"]
    sooner, declined, later, undated = rows
    assert sooner.listed
    assert (sooner.cfp_on, sooner.cfp_at, sooner.cfp_zone) == (None, "2026-12-02T12:59:59", "AoE")
    assert (later.cfp_on, later.cfp_at) == ("2026-12-31", None)
    assert (later.city, later.country, later.first, later.last) == (
        "Paris", "France", date(2027, 2, 1), date(2027, 2, 2),
    )  # fmt: skip
    assert declined.state == "declined"
    assert (undated.first, undated.starts) == (None, None)


def test_past_conferences_are_apart_newest_first(planner: Planner) -> None:
    add(planner, "Old", "2025-10-01", "2025-10-03")
    add(planner, "Yesterday", "2026-11-23", "2026-11-25")
    add(planner, "Today", "2026-11-25", "2026-11-26")
    assert [row.title for row in planner.read(conferences, TODAY, BERLIN, past=True)] == ["Yesterday", "Old"]
    assert [row.title for row in planner.read(conferences, TODAY, BERLIN)] == ["Today"]


def test_a_row_is_found_on_its_day(planner: Planner) -> None:
    event = add(planner, "Talk", "2026-12-01T20:00:00", "2026-12-01T22:00:00", "America/Los_Angeles")
    goal = ActivityId(planner.run(AddGoal("AWS", "certification", exam_on="2026-12-09")).added("activity")[0])
    duty = planner.run(PutDeadline(goal, "registration", on_date="2026-11-01")).added("deadline")[0]
    assert planner.read(day_of, "activity", event, TODAY, BERLIN) == (event, date(2026, 12, 2))
    assert planner.read(day_of, "event", only(planner, Event).id, TODAY, BERLIN) == (event, date(2026, 12, 2))
    assert planner.read(day_of, "activity", goal, TODAY, BERLIN) == (goal, date(2026, 12, 9))  # the next one
    assert planner.read(day_of, "deadline", duty, TODAY, BERLIN) == (goal, date(2026, 11, 1))
    assert planner.read(day_of, "skill", 1, TODAY, BERLIN) is None
    assert planner.read(day_of, "activity", add(planner, "Undated", None, None), TODAY, BERLIN) is None


def test_an_empty_plan_has_no_dates(planner: Planner) -> None:
    assert not planner.read(has_dates)
    add(planner, "Undated", None, None)
    assert not planner.read(has_dates)
    add(planner, "Dated", "2020-01-01", "2020-01-02")
    assert planner.read(has_dates)


def test_the_steps_of_the_roadmap_can_be_chosen(roadmap: Planner) -> None:
    steps = roadmap.read(step_choices)
    assert len(steps) == 7
    assert [step.hue for step in steps] == list(range(1, 8))


def test_the_number_of_statements_does_not_grow_with_the_rows(planner: Planner) -> None:
    add(planner, "One", "2026-12-01", "2026-12-02")
    counts = []
    for _ in range(2):
        with planner.library.read() as reader, statements(planner) as seen:
            calendar_entries(reader, date(2026, 12, 1), date(2027, 1, 12), BERLIN)
            conferences(reader, TODAY, BERLIN)
        counts.append(len(seen))
        for number in range(5):
            add(planner, f"More {number}", "2026-12-05", "2026-12-07", cfp_date="2026-12-02")
    assert counts == [7, 7]


def test_the_filter_knows_what_events_say_and_which_names_there_are(planner: Planner) -> None:
    talks = add(planner, "Talks", "2026-12-01", "2026-12-02", country="Germany", format="hybrid")
    planner.run(EditDetail(talks, (("topics", "NLP,  Large  models, ,nlp"),)))
    other = add(planner, "Other", "2026-12-01", "2026-12-02", country=" germany ")
    declined = add(planner, "Away", "2026-12-01", "2026-12-02", country="Australia")
    planner.run(SetState(declined, "declined"))
    goal = planner.run(AddGoal("AWS", "certification")).added("activity")[0]
    with statements(planner) as seen:
        found = planner.read(event_traits, [talks, other, goal])
    assert found == {
        talks: EventTraits(frozenset({"nlp", "large models"}), "germany", "hybrid"),
        other: EventTraits(frozenset(), "germany", "in_person"),
    }
    assert len(seen) == 1
    topics, regions = {"large models": "Large models", "nlp": "NLP"}, {"australia": "Australia", "germany": "Germany"}
    assert planner.read(filter_names) == (topics, regions)


def test_the_filter_knows_what_a_conference_says(planner: Planner) -> None:
    talks = add(planner, "Talks", "2026-12-10", "2026-12-12", country="Germany", cfp_date="2026-11-25")
    planner.run(EditDetail(talks, (("topics", "NLP"),)))
    away = add(planner, "Away", "2026-12-20", "2026-12-22", format="online", cfp_date="2026-11-24")
    planner.run(SetState(away, "declined"))
    found = [conference_traits(row, TODAY) for row in planner.read(conferences, TODAY, BERLIN)]
    assert found == [
        EntryTraits(
            "event", "planned", "interested", of_event=True,
            topics=frozenset({"nlp"}), region="germany", format="in_person", open_call=True,
        ),
        EntryTraits("event", "skipped", "declined", of_event=True, format="online"),
    ]  # fmt: skip
