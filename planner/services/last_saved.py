"""What is saved for certain: the newest step of the journal, with its time."""

from typing import NamedTuple

from planner.services.planner import Planner
from planner.storage import steps


class LastSaved(NamedTuple):
    """The label of the newest step that was not taken back, and the instant (UTC, ISO 8601) when it was made."""

    label: str
    made_at: str


def last_saved(planner: Planner) -> LastSaved | None:
    """None where nothing was done yet. Raises LibraryError where the library cannot be read."""
    step = planner.read(steps.newest)
    return None if step is None else LastSaved(step.label, step.made_at)
