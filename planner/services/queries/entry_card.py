"""What the hover card of a dated thing says beyond its dates."""

from datetime import date
from typing import Final, NamedTuple

from planner.services.queries.calendar import ConferenceRow, conference
from planner.services.queries.conference_facts import NO_FACTS, ConferenceFacts, conference_facts
from planner.storage.reader import Reader


class EntryCard(NamedTuple):
    """The notes of an activity, and of an event all that is known for and against it."""

    notes: str = ""
    conference: ConferenceRow | None = None
    facts: ConferenceFacts = NO_FACTS


_NOTES: Final = "SELECT notes FROM activity WHERE id = ?"


def entry_card(reader: Reader, activity_id: int, today: date, zone: str) -> EntryCard:
    """The card of an activity; an empty one if it is gone meanwhile."""
    found = reader.rows(_NOTES, (activity_id,))
    if not found:
        return EntryCard()
    row = conference(reader, activity_id, zone)
    if row is None:
        return EntryCard(found[0][0])
    return EntryCard(found[0][0], row, conference_facts(reader, (row,), today, zone).get(activity_id, NO_FACTS))
