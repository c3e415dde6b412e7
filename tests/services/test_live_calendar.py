"""The live calendar file: replaced only if its content changed, with its own choice, and how it stands in words."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config.settings import SettingsFile
from planner.domain.errors import PlannerError
from planner.domain.words import PLAIN_DEADLINES, Kind, Status
from planner.services import live_calendar
from planner.services.actions.activities import MoveActivities
from planner.services.calendar_choice import WHAT, Choice
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.live_calendar import LiveState, choice_from, choice_values, live_state, state_text, status_text
from planner.services.planner import Planner
from tests.exchange.other_readers import objections
from tests.services.exporting import add_due, add_event, clock, closed, plan

__all__ = ["clock", "closed", "plan"]

TODAY = date(2026, 11, 25)
OLD = 1_700_000_000


def words(of: object) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([str(word) for word in of]))  # type: ignore[attr-defined]


@given(
    st.builds(
        Choice,
        what=words(WHAT).filter(bool),
        kinds=words(Kind),
        statuses=words(Status),
        first=st.none() | st.dates(),
        last=st.none() | st.dates(),
        alarms=st.booleans(),
        people=st.just(True),
        deadlines=words(PLAIN_DEADLINES),
        profile=st.just("feed"),
    )
)
def test_a_choice_is_kept_by_the_settings(choice: Choice) -> None:
    assert choice_from(choice_values(choice)) == choice


@given(
    st.dictionaries(
        st.sampled_from(["what", "kinds", "deadlines", "statuses", "first", "last", "alarms"]),
        st.none() | st.booleans() | st.text() | st.lists(st.text() | st.integers()),
    )
)
def test_settings_that_say_anything_give_a_choice(values: dict[str, object]) -> None:
    choice = choice_from(values)
    assert choice.what
    assert choice.what <= set(WHAT)


def test_it_is_replaced_only_if_its_content_changed(plan: Planner, tmp_path: Path) -> None:
    live = tmp_path / "live.ics"
    talk = add_event(plan)
    report = live_calendar.keep(plan, live)
    assert report is not None
    assert (report.file, report.events) == (live, 1)
    os.utime(live, (OLD, OLD))
    plan.run(MoveActivities((add_due(plan, kind="topic"),), status="done"))
    live_calendar.rewrite(plan)
    os.utime(live, (OLD, OLD))
    plan.run(MoveActivities((talk,), status="in_progress"))
    plan.undo()
    live_calendar.rewrite(plan)
    changed_again = live.stat().st_mtime
    os.utime(live, (OLD, OLD))
    live_calendar.rewrite(plan)
    assert live.stat().st_mtime == OLD  # nothing changed since
    assert live_state(plan).written == "2023-11-14T22:13:20Z"
    assert changed_again >= OLD
    live.write_bytes(live.read_bytes()[:-2] + b"  ")
    os.utime(live, (OLD, OLD))
    live_calendar.rewrite(plan)
    assert live.stat().st_mtime > OLD  # somebody else wrote into it
    assert live.read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_it_holds_what_was_chosen_for_it(plan: Planner, tmp_path: Path) -> None:
    live = tmp_path / "live.ics"
    add_event(plan)
    live_calendar.keep(plan, live, Choice(what=frozenset({"deadline"}), profile="event"))
    assert not live.exists()  # there is no deadline yet
    add_due(plan)
    live_calendar.rewrite(plan)
    content = live.read_bytes()
    assert (content.count(b"BEGIN:VEVENT"), b"METHOD:PUBLISH" in content) == (1, True)
    live_calendar.rest(plan)
    assert live_state(plan)[1:3] == (False, Choice(what=frozenset({"deadline"})))
    add_event(plan, "More", cfp_date="2027-01-01")
    assert live_calendar.rewrite(plan) is None
    assert live.read_bytes() == content


def test_a_place_that_does_not_do_changes_nothing(plan: Planner, tmp_path: Path) -> None:
    add_event(plan)
    live_calendar.keep(plan, tmp_path / "live.ics")
    before = SettingsFile().read()
    for wrong in (tmp_path / "a.txt", tmp_path / "no" / "a.ics", tmp_path):
        with pytest.raises(PlannerError):
            live_calendar.keep(plan, wrong)
    assert SettingsFile().read() == before


def test_how_it_stands_in_words(plan: Planner, tmp_path: Path) -> None:
    path = tmp_path / "live.ics"
    rests = LiveState(path)
    on = rests._replace(on=True)
    written = on._replace(written="2026-11-25T13:32:00Z")
    failed = written._replace(error="There is no folder “x”.")
    assert [state_text(state, TODAY, "Europe/Berlin") for state in (LiveState(), rests, on, written, failed)] == [
        "",
        "“live.ics” is not kept current.",
        "“live.ics” is written as soon as there is something to write.",
        "“live.ics” was last written today at 14:32.",
        "“live.ics” was not written: There is no folder “x”.",
    ]
    assert [status_text(state, TODAY, "Europe/Berlin") for state in (LiveState(), rests, on, written, failed)] == [
        "", "", "", "Calendar file written today at 14:32", "Calendar file not written",
    ]
    assert "another plan, “other.db”" in state_text(LiveState(other=tmp_path / "other.db"), TODAY, "UTC")
    assert on.address == path.as_uri()


INVITED = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:invited@example.org
DTSTART:20270301T090000Z
DTEND:20270301T100000Z
SUMMARY:Panel
ORGANIZER:mailto:chair@example.org
ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ann@example.org
BEGIN:VALARM
ACTION:EMAIL
TRIGGER:-PT1H
SUMMARY:Soon
DESCRIPTION:Panel
ATTENDEE:mailto:bo@example.org
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_who_is_invited_stands_in_an_export_but_not_in_the_live_file(plan: Planner, tmp_path: Path) -> None:
    source, file, live = tmp_path / "in.ics", tmp_path / "out.ics", tmp_path / "live.ics"
    source.write_text(INVITED)
    import_files(plan, [source])
    export(plan, file, "ics")
    live_calendar.keep(plan, live)
    told, public = file.read_text().replace("\n ", ""), live.read_text().replace("\n ", "")
    assert [name in told for name in ("ann@", "bo@", "ACTION:EMAIL", "METHOD")] == [True, True, True, False]
    assert "ORGANIZER:mailto:chair@example.org" in public
    assert "METHOD:PUBLISH" in public
    assert "ACTION:DISPLAY" in public
    assert not any(name in public for name in ("ann@", "bo@", "EMAIL"))
    assert objections(live.read_bytes()) == objections(file.read_bytes()) == []
