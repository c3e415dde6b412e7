"""What a page reads does not grow with what is over: reads are windowed, and sums that several pages need are kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.model import Activity, Certification, Course, Deadline, Event
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions.activities import AddActivity
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.board import lanes
from planner.services.queries.calendar import calendar_entries, coming_up, conferences
from planner.services.queries.goals import goals_in_sections
from planner.storage.library import Library
from planner.storage.reader import Reader
from planner.storage.transaction import Transaction
from tests.services.reading import statements, work

TODAY = date(2026, 11, 25)
LONG_AGO = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Past(Action):
    """Many things that are over: events with their calls for papers, completed courses, certifications."""

    number: int

    def apply(self, tx: Transaction) -> str:
        for number in range(self.number):
            day = str(LONG_AGO + timedelta(days=4 * number))
            after = str(LONG_AGO + timedelta(days=4 * number + 2))
            kind = ("event", "course", "event", "certification")[number % 4]
            row = Activity(ActivityId(0), tx.new_uid(), f"Past {number}", kind, "done", completed_on=day)
            owner = ActivityId(tx.add(row))
            if kind == "event":
                tx.add(Event(0, owner, "attended", starts=day, ends=after))
                tx.add(Deadline(DeadlineId(0), tx.new_uid(), owner, "cfp_closes", on_date=day))
            elif kind == "course":
                tx.add(Course(0, owner, "completed"))
            else:
                tx.add(Certification(0, owner, "passed", issued_on=day))
                tx.add(Deadline(DeadlineId(0), tx.new_uid(), owner, "renewal", on_date=after))
        return "Past"


WINDOWS: tuple[tuple[str, Callable[[Reader], object], int], ...] = (
    ("agenda", lambda reader: agenda(reader, TODAY, TODAY + timedelta(days=14), "UTC"), 20),
    ("month", lambda reader: calendar_entries(reader, TODAY, TODAY + timedelta(days=40), "UTC"), 20),
    ("coming up", lambda reader: coming_up(reader, TODAY, "UTC", 8), 20),
    ("goals", lambda reader: goals_in_sections(reader, TODAY, "UTC", whole=False), 12 * 225),
)
"""What is read, and how much more it may cost, in tens of instructions, when there is much more of what is over."""


def test_what_is_over_costs_next_to_nothing(roadmap: Planner) -> None:
    """Of 900 things more, 225 are certifications, of each of which the date is looked at."""

    def costs() -> dict[str, int]:
        found = {}
        for name, read, _ in WINDOWS:
            with work(roadmap) as done:
                roadmap.read(read)
            found[name] = done[0]
        return found

    roadmap.run(Past(100))
    before = costs()
    roadmap.run(Past(900))
    after = costs()
    assert {name: after[name] - before[name] for name, _, most in WINDOWS if after[name] > before[name] + most} == {}
    assert min(before.values()) > 0


def test_conferences_ahead_look_at_no_call_that_is_over(roadmap: Planner) -> None:
    roadmap.run(Past(100))
    with work(roadmap) as before:
        found = roadmap.read(conferences, TODAY, "UTC")
    roadmap.run(Past(400))
    with work(roadmap) as after:
        assert roadmap.read(conferences, TODAY, "UTC") == found
    assert after[0] - before[0] < 2 * 400, "more than the events themselves was gone through"


@pytest.mark.parametrize(
    ("starts", "ends", "zone"),
    [
        ("2025-12-30", "2026-01-03", ""),
        ("2020-06-01", "2027-06-01", ""),
        ("2025-12-31T23:00:00", "2026-01-01T02:00:00", "America/Los_Angeles"),
        ("2026-01-01", None, ""),
        ("2025-12-31T20:00:00", "2025-12-31T22:00:00", "America/Los_Angeles"),  # the next year in Berlin
    ],
)
def test_what_lasts_into_a_year_is_found_in_it(planner: Planner, starts: str, ends: str | None, zone: str) -> None:
    from planner.services.actions.details import AddEvent

    planner.run(AddEvent("Long", starts, ends, zone))
    found = planner.read(agenda, date(2026, 1, 1), date(2026, 1, 2), "Europe/Berlin")
    assert [entry.title for entry in found] == ["Long"]


def test_sums_are_read_once_until_something_is_written(planner: Planner, tmp_path: Path) -> None:
    def asked() -> int:
        with statements(planner) as seen:
            planner.recall(lanes, TODAY)
        return len(seen)

    first = asked()
    assert first > 2
    assert asked() == 1  # whether somebody else wrote
    planner.run(AddActivity("Mine"))
    assert asked() == first
    assert asked() == 1
    other = Planner(Library.open(planner.path), planner.clock)
    other.run(AddActivity("Theirs"))
    other.close()
    assert sum(planner.recall(lanes, TODAY)[0].counts.values()) == 2
    planner.undo()
    assert sum(planner.recall(lanes, TODAY)[0].counts.values()) == 1
    with statements(planner) as seen:
        planner.recall(lanes, TODAY + timedelta(days=1))
    assert len(seen) == first, "another day is another question"


def test_nothing_is_kept_of_what_was_rolled_back(planner: Planner) -> None:
    with suppress(KeyError), planner.library.write() as connection:
        tx = Transaction(connection, planner.now(), TODAY.isoformat())
        AddActivity("Never").apply(tx)
        assert sum(planner.recall(lanes, TODAY)[0].counts.values()) == 1
        raise KeyError
    assert planner.recall(lanes, TODAY)[0].counts == {}
