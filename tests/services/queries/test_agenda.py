"""What the agenda says of ends: exclusive for whole days, in real minutes for sessions, never stopped by a zone."""

from dataclasses import dataclass
from datetime import date

import pytest

from planner.domain.model import Deadline, StudySession
from planner.domain.words import DeadlineId
from planner.services.action import Action
from planner.services.actions.details import SetEventTimes
from planner.services.planner import Planner
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.storage.transaction import Transaction
from tests.services.actions.test_activities import add

BERLIN = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Store(Action):
    """Stores one row as it stands."""

    row: StudySession | Deadline

    def apply(self, tx: Transaction) -> str:
        tx.add(self.row)
        return "Store"


def entry(planner: Planner, day: date, zone: str = BERLIN) -> AgendaEntry:
    (found,) = planner.read(agenda, day, date(day.year, day.month, day.day + 1), zone)
    return found


def test_a_whole_day_without_an_end_ends_on_the_day_after(planner: Planner) -> None:
    row = add(planner, "Meetup", kind="event")
    planner.run(SetEventTimes(row.id, "2026-12-01", None))
    found = entry(planner, date(2026, 12, 1))
    assert (found.starts, found.ends, found.local_ends) == ("2026-12-01", "2026-12-02", "2026-12-02")


@pytest.mark.parametrize(
    ("given", "seen_in", "ends", "local_ends"),
    [
        (BERLIN, BERLIN, "2026-03-29T03:30:00", "2026-03-29T03:30:00"),
        (BERLIN, "UTC", "2026-03-29T03:30:00", "2026-03-29T01:30:00"),
        ("", BERLIN, "2026-03-29T03:30:00", "2026-03-29T03:30:00"),
        ("Europe/Atlantis", "UTC", "2026-03-29T02:30:00", "2026-03-29T02:30:00"),
    ],
)
def test_a_session_lasts_real_minutes(planner: Planner, given: str, seen_in: str, ends: str, local_ends: str) -> None:
    row = add(planner, "Read")
    planner.run(Store(StudySession(0, "s", row.id, "2026-03-29T01:30:00", 60, planned=True, zone=given)))
    found = entry(planner, date(2026, 3, 29), seen_in)
    assert (found.ends, found.local_ends) == (ends, local_ends)


def test_a_deadline_of_an_unknown_zone_is_told_in_utc(planner: Planner) -> None:
    row = add(planner, "Paper")
    planner.run(Store(Deadline(DeadlineId(0), "d", row.id, at_utc="2026-05-06T12:00:00Z", zone="Europe/Atlantis")))
    found = entry(planner, date(2026, 5, 6))
    assert (found.starts, found.zone, found.local_starts) == ("2026-05-06T12:00:00", "UTC", "2026-05-06T14:00:00")
