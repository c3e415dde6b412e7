"""What comes of comparing a calendar file with the events of a library."""

from datetime import date
from typing import NamedTuple

from planner.domain.model import ImportMemory
from planner.domain.words import EventOrigin
from planner.exchange.ics_split import Skipped
from planner.services.event_taking import MergedEvent
from planner.services.import_report import UNDECIDED, Decisions, FieldChange


class Difference(NamedTuple):
    """An event that changes, with what changes, in words."""

    title: str
    fields: tuple[str, ...]


class EventMerge(NamedTuple):
    """What a calendar file would do. The four counts add up to the file's events that could be read.

    ``called_off`` are titles and days of events that are cancelled, ``mended`` what was guessed, mended or left out of
    events that come in. ``uids`` are those that the file names, and names
    by which its events may be alike those of others: what else is written meanwhile under other ones does not touch
    the result. ``touched`` is where the journal stood, to tell whether the library moved since.
    """

    new: tuple[MergedEvent, ...]
    changed: tuple[MergedEvent, ...]
    memory: tuple[ImportMemory, ...]
    differences: tuple[Difference, ...]
    called_off: tuple[tuple[str, str], ...]
    mended: tuple[Skipped, ...]
    changes: tuple[FieldChange, ...]
    counts: tuple[int, int, int, int]
    skipped: tuple[Skipped, ...]
    uids: frozenset[str]
    touched: int

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return sum(2 + len(one.reminders or ()) for one in (*self.new, *self.changed)) + len(self.memory)


class Reading(NamedTuple):
    """How a file comes in: the source that is remembered, its name for remarks, as whose, and what a person decided."""

    source: str
    where: str
    origin: EventOrigin
    today: date
    decisions: Decisions = UNDECIDED
