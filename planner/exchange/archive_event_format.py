"""The parts of the archive that the record of an event has: submissions, and people met there."""

from planner.domain.words import SubmissionState
from planner.exchange.archive_part import Part, Uid


class ArchivedSubmission(Part):
    """What the person hands in, inside its activity."""

    uid: Uid
    title: str
    position: str
    state: SubmissionState = SubmissionState.DRAFT
    notes: str = ""


class ArchivedPerson(Part):
    """Somebody met, inside the activity; ``follow_up`` is the uid of the deadline that holds the day, or null."""

    uid: Uid
    name: str
    position: str
    reach: str = ""
    follow_up: Uid | None = None
    notes: str = ""
