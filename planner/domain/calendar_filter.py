"""What a person wants to see of the calendar: a filter of words and choices, as a value and as plain JSON."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from planner.domain.countries import country_key, known_country
from planner.domain.filters import LONGEST_TEXT, MOST_CHOICES, clean_words
from planner.domain.words import AttendanceFormat, DeadlineKind, EventState, Status

EVENT: Final = "event"
SESSION: Final = "session"


class CalendarPart(StrEnum):
    """The parts of a filter in the order in which they are told; each value is a field of CalendarFilter."""

    WORDS = "words"
    KINDS = "kinds"
    STATES = "states"
    TOPICS = "topics"
    REGIONS = "regions"
    FORMATS = "formats"
    OPEN_CALLS = "open_calls"


CHOICES: Final = (
    CalendarPart.KINDS,
    CalendarPart.STATES,
    CalendarPart.TOPICS,
    CalendarPart.REGIONS,
    CalendarPart.FORMATS,
)
"""The parts that hold a set of choices."""
DATED_PARTS: Final = frozenset(CalendarPart) - {CalendarPart.OPEN_CALLS}
"""What month and agenda are filtered by: a call is an entry of its own there, of a kind of its own."""
CONFERENCE_PARTS: Final = frozenset(CalendarPart) - {CalendarPart.KINDS}
"""What the conferences are filtered by: all of them are of one kind."""
KINDS: Final[tuple[str, ...]] = (EVENT, *DeadlineKind, SESSION)
"""What stands in a calendar."""
ANSWERS: Final[tuple[str, ...]] = tuple(EventState)
"""The answers to an event, among them that there is none yet."""
DATED_STATES: Final[tuple[str, ...]] = (
    Status.PLANNED,
    Status.IN_PROGRESS,
    Status.DONE,
    *(state for state in EventState if state is not EventState.DECLINED),
)
"""The statuses and the answers of what month and agenda show; no word is both."""
STATES: Final[tuple[str, ...]] = (*DATED_STATES, EventState.DECLINED)
"""All that can be chosen of them, in some view."""
FORMATS: Final[tuple[str, ...]] = tuple(AttendanceFormat)


class EntryTraits(NamedTuple):
    """What a filter asks of an entry of the calendar.

    ``what`` is ``event``, ``session`` or the kind of a deadline; ``text`` is casefolded. ``topics`` and ``region``
    are folded; they and ``format`` are those of the event that the entry belongs to. ``of_event`` tells whether it
    belongs to one: an empty region then is that of an event whose country is not known. ``open_call`` tells whether
    its call for papers closes today or later.
    """

    what: str
    status: str
    state: str = ""
    text: str = ""
    of_event: bool = False
    topics: frozenset[str] = frozenset()
    region: str = ""
    format: str = ""
    open_call: bool = False


class CalendarFilter(NamedTuple):
    """An entry passes if it fits every part that is set, and of a part with choices one of them.

    ``states`` holds statuses and answers; ``topics`` are folded names and ``regions`` keys of countries, the empty one
    standing for none.
    """

    words: str = ""
    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    open_calls: bool = False

    @property
    def parts(self) -> tuple[CalendarPart, ...]:
        """The parts that are set."""
        return tuple(part for part in CalendarPart if getattr(self, part.value))

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self != EVERY_ENTRY

    @property
    def asks_events(self) -> bool:
        """Whether it asks for what only the records of events say."""
        return bool(self.topics or self.regions or self.formats)

    def only(self, parts: Iterable[CalendarPart]) -> "CalendarFilter":
        """What of it concerns a view that is filtered by these parts."""
        beside: dict[str, Any] = {part.value: getattr(EVERY_ENTRY, part.value) for part in set(self.parts) - set(parts)}
        return self._replace(**beside)

    def choices(self, part: CalendarPart) -> frozenset[str]:
        """What is chosen of a part with choices."""
        found: frozenset[str] = getattr(self, part.value)
        return found

    def with_choices(self, part: CalendarPart, chosen: Iterable[str]) -> "CalendarFilter":
        """The same with other choices of a part."""
        changed: dict[str, Any] = {part.value: frozenset(chosen)}
        return self._replace(**changed)


EVERY_ENTRY: Final = CalendarFilter()
"""The filter that lets every entry through."""


def fits(wanted: CalendarFilter, entry: EntryTraits) -> bool:
    """Whether a filter lets an entry through."""
    if wanted.kinds and entry.what not in wanted.kinds:
        return False
    if wanted.states and entry.status not in wanted.states and entry.state not in wanted.states:
        return False
    if wanted.asks_events and not entry.of_event:
        return False
    if wanted.topics and wanted.topics.isdisjoint(entry.topics):
        return False
    if wanted.regions and entry.region not in wanted.regions:
        return False
    if wanted.formats and entry.format not in wanted.formats:
        return False
    if wanted.open_calls and not entry.open_call:
        return False
    return not wanted.words or all(word in entry.text for word in wanted.words.casefold().split())


def to_json(wanted: CalendarFilter) -> dict[str, object]:
    """The filter as plain JSON with what is set alone; equal filters give equal JSON."""
    found: dict[str, object] = {}
    for part in wanted.parts:
        value = getattr(wanted, part.value)
        found[part.value] = sorted(map(str, value)) if part in CHOICES else value
    return found


def from_json(value: object) -> CalendarFilter:
    """Read what :func:`to_json` gave; whatever is malformed or unknown is left out."""
    if not isinstance(value, Mapping):
        return EVERY_ENTRY
    words = value.get(CalendarPart.WORDS.value)
    return CalendarFilter(
        words=clean_words(words) if isinstance(words, str) else "",
        kinds=_known(value, CalendarPart.KINDS, KINDS),
        states=_known(value, CalendarPart.STATES, STATES),
        topics=_texts(value, CalendarPart.TOPICS) - {""},
        # Filters that were kept before name a country as one list of conferences wrote it.
        regions=frozenset(
            country_key(each) if known_country(each) else each for each in _texts(value, CalendarPart.REGIONS)
        ),
        formats=_known(value, CalendarPart.FORMATS, FORMATS),
        open_calls=value.get(CalendarPart.OPEN_CALLS.value) is True,
    )


def _known(value: Mapping[object, object], part: CalendarPart, known: Iterable[str]) -> frozenset[str]:
    texts = _texts(value, part)
    return frozenset(str(each) for each in known if each in texts)


def _texts(value: Mapping[object, object], part: CalendarPart) -> frozenset[str]:
    found = value.get(part.value)
    if not isinstance(found, list | tuple):
        return frozenset()
    return frozenset(each for each in found[:MOST_CHOICES] if isinstance(each, str) and len(each) <= LONGEST_TEXT)
