"""The rows that the record of an event has besides those of every activity: submissions, and people met there.

The conventions are those of :mod:`planner.domain.model`.
"""

from typing import NamedTuple

from planner.domain.words import ActivityId, DeadlineId


class Submission(NamedTuple):
    """What the person hands in to the call for papers of an event: a talk, a paper, a workshop.

    ``state`` is a :class:`~planner.domain.words.SubmissionState`. ``notes`` is one line.
    """

    id: int
    uid: str
    activity_id: ActivityId
    title: str
    position: str
    state: str = "draft"
    notes: str = ""


class PersonMet(NamedTuple):
    """Somebody met at an event; ``reach`` is how to reach them: an address, a number, a name somewhere.

    ``deadline_id`` is the deadline of the kind ``follow_up`` that holds the day on which to write or call, None where
    no such day is meant. ``notes`` is one line.
    """

    id: int
    uid: str
    activity_id: ActivityId
    name: str
    position: str
    reach: str = ""
    deadline_id: DeadlineId | None = None
    notes: str = ""
