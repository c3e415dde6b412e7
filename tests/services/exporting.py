"""What the tests of exports share: a plan under a clock that can be moved, and its entries as they go out."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from planner.domain.words import ActivityId
from planner.services import export
from planner.services.actions.activities import AddActivity
from planner.services.actions.details import AddEvent
from planner.services.calendar_feed import Choice
from planner.services.planner import Planner
from planner.storage import ledger
from planner.storage.library import Library

ALL = Choice()


class Walking:
    """A clock that the test moves."""

    def __init__(self, now: datetime) -> None:
        self.at = now
        self.zone = "Europe/Berlin"

    def now(self) -> datetime:
        return self.at


class Entry(NamedTuple):
    """What the tests look at in a VEVENT."""

    status: str
    sequence: int
    stamp: str
    text: str


@pytest.fixture
def clock() -> Walking:
    return Walking(datetime.fromisoformat("2026-11-25T09:00:00+00:00"))


@pytest.fixture
def plan(library_path: Path, clock: Walking) -> Planner:
    planner = Planner(Library.open(library_path), clock)
    with planner.library.write() as connection:
        ledger.name_library(connection)
    return planner


@pytest.fixture(autouse=True)
def closed(plan: Planner) -> object:
    yield
    plan.close()


def entries(plan: Planner, choice: Choice = ALL) -> dict[str, Entry]:
    content, number, _ = export.calendar_bytes(plan, choice)
    found = {}
    for text in re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", content.decode(), re.DOTALL):
        lines = dict(line.split(":", 1) for line in text.split("\r\n") if ":" in line and not line.startswith(" "))
        found[lines["SUMMARY"]] = Entry(lines["STATUS"], int(lines["SEQUENCE"]), lines["LAST-MODIFIED"], text)
    assert len(found) == number
    return found


def add_event(
    plan: Planner, title: str = "Talk", starts: str = "2027-05-04", *, city: str = "", cfp_date: str | None = None
) -> ActivityId:
    ends = (date.fromisoformat(starts) + timedelta(days=1)).isoformat()
    change = plan.run(AddEvent(title, starts, ends, city=city, cfp_date=cfp_date))
    return ActivityId(change.added("activity")[0])


def add_due(plan: Planner, title: str = "Course", kind: str = "course") -> ActivityId:
    return ActivityId(plan.run(AddActivity(title, kind=kind, due="2027-01-10")).added("activity")[0])
