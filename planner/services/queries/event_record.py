"""The record of an event: what the person hands in to it, and whom they met there."""

from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import parse_date
from planner.domain.deadline_days import day_of
from planner.domain.model import Deadline, PersonMet, Submission
from planner.storage.reader import Reader


class Met(NamedTuple):
    """Somebody met, and the deadline that holds the day on which to follow up, None without one."""

    person: PersonMet
    follow_up: Deadline | None

    @property
    def day(self) -> date | None:
        """The day on which to follow up, in the zone that it was given in."""
        return None if self.follow_up is None else parse_date(day_of(self.follow_up))


class EventRecord(NamedTuple):
    """Submissions and people of an event, each in the order in which they were put."""

    submissions: tuple[Submission, ...]
    people: tuple[Met, ...]


_SUBMISSIONS: Final = f"""
SELECT {", ".join(Submission._fields)} FROM submission WHERE activity_id = ? ORDER BY position, id
"""
_PEOPLE: Final = f"""
SELECT {", ".join(f"p.{name}" for name in PersonMet._fields)}, {", ".join(f"d.{name}" for name in Deadline._fields)}
FROM person_met AS p LEFT JOIN deadline AS d ON d.id = p.deadline_id
WHERE p.activity_id = ? ORDER BY p.position, p.id
"""


def event_record(reader: Reader, activity_id: int) -> EventRecord:
    """The record of an event, empty for anything that has none; two statements."""
    own = len(PersonMet._fields)
    return EventRecord(
        tuple(map(Submission._make, reader.rows(_SUBMISSIONS, (activity_id,)))),
        tuple(
            Met(PersonMet._make(row[:own]), None if row[own] is None else Deadline._make(row[own:]))
            for row in reader.rows(_PEOPLE, (activity_id,))
        ),
    )
