"""What a public list of conferences says, whatever its format: one record each, with what could not be taken."""

from typing import Final, NamedTuple

from planner.exchange.incoming import Skipped

MAX_CONFERENCES: Final = 20_000
"""The most conferences that one file brings."""
MAX_DEADLINES: Final = 50
"""The most deadlines of one conference."""
MAX_TOPICS: Final = 50
"""The most topics of one conference."""


class IncomingDeadline(NamedTuple):
    """A dated duty: ``kind`` is a :class:`planner.domain.words.DeadlineKind`, ``label`` the source's own word for it.

    ``on_date`` is a date, or ``at_utc`` an instant that was given in ``zone`` (``AoE`` is anywhere on Earth); just one
    of them is filled, as in :class:`planner.domain.model.Deadline`.
    """

    kind: str
    label: str = ""
    on_date: str | None = None
    at_utc: str | None = None
    zone: str = ""


class IncomingConference(NamedTuple):
    """One edition of a conference.

    ``key`` is its stable name within the source: the same in every later version of the list, also when dates move,
    and for the same edition in several files of one source. ``starts`` and the exclusive ``ends`` are dates, both None
    where none is known; ``given_dates`` is their text where it could not be read. ``format`` is in_person,
    online or hybrid, empty where the list does not say. ``full_name`` is the long name, where ``name`` is a short one.
    ``links`` are other addresses with titles. ``where`` names file and line or entry, for remarks.
    """

    key: str
    name: str
    starts: str | None = None
    ends: str | None = None
    given_dates: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    format: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    full_name: str = ""
    notes: str = ""
    deadlines: tuple[IncomingDeadline, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    where: str = ""


class ConferenceSet(NamedTuple):
    """All that a file says. ``source`` names the data set (and the part of it that a file is), never the file alone."""

    format: str
    source: str
    conferences: tuple[IncomingConference, ...]
    skipped: tuple[Skipped, ...] = ()
