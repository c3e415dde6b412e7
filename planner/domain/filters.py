"""What a person wants to see of the board: a filter of words and choices, as a value and as plain JSON."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from planner.domain.plain_text import clean_line
from planner.domain.words import Kind, Priority, Status

MOST_CHOICES: Final = 200
"""So many choices of one part are taken from outside."""
LONGEST_TEXT: Final = 500
"""The words, a name or an identifier may have so many characters."""
INBOX: Final = ""
"""What stands among the steps for having no step; steps are named by their uid."""


class DueWindow(StrEnum):
    """When the next date of an open card lies; a week begins on Monday, days are counted from today."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    NEXT_14_DAYS = "next_14_days"
    NEXT_30_DAYS = "next_30_days"
    NO_DATE = "no_date"


class FilterPart(StrEnum):
    """The parts of a filter in the order in which they are told; each value is the name of a field of CardFilter."""

    WORDS = "words"
    KINDS = "kinds"
    STEPS = "steps"
    SKILLS = "skills"
    TAGS = "tags"
    STATUSES = "statuses"
    DUE = "due"
    PRIORITIES = "priorities"
    FOCUS = "focus"


CHOICES: Final = (
    FilterPart.KINDS,
    FilterPart.STEPS,
    FilterPart.SKILLS,
    FilterPart.TAGS,
    FilterPart.STATUSES,
    FilterPart.DUE,
    FilterPart.PRIORITIES,
)
"""The parts that hold a set of choices."""


class CardFilter(NamedTuple):
    """A card passes if it fits every part that is set, and of a part with choices one of them.

    ``words`` is what was typed. ``steps`` and ``skills`` are uids, :data:`INBOX` standing for no step; ``tags`` are
    names. ``focus`` lets through what is in progress, late, or due soon.
    """

    words: str = ""
    kinds: frozenset[Kind] = frozenset()
    steps: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    due: frozenset[DueWindow] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    focus: bool = False

    @property
    def parts(self) -> tuple[FilterPart, ...]:
        """The parts that are set."""
        return tuple(part for part in FilterPart if getattr(self, part.value))

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self != EVERYTHING

    def without(self, part: FilterPart) -> "CardFilter":
        """The same without one part."""
        return self._replace(**{part.value: getattr(EVERYTHING, part.value)})

    def choices(self, part: FilterPart) -> frozenset[Any]:
        """What is chosen of a part with choices."""
        found: frozenset[Any] = getattr(self, part.value)
        return found

    def with_choices(self, part: FilterPart, chosen: Iterable[Any]) -> "CardFilter":
        """The same with other choices of a part."""
        changed: dict[str, Any] = {part.value: frozenset(chosen)}
        return self._replace(**changed)


EVERYTHING: Final = CardFilter()
"""The filter that lets every card through."""


def to_json(card_filter: CardFilter) -> dict[str, object]:
    """The filter as plain JSON with what is set alone; equal filters give equal JSON."""
    found: dict[str, object] = {}
    for part in card_filter.parts:
        value = getattr(card_filter, part.value)
        if part is FilterPart.PRIORITIES:
            found[part.value] = [each.name.lower() for each in sorted(value)]
        elif part in CHOICES:
            found[part.value] = sorted(str(each) for each in value)
        else:
            found[part.value] = value
    return found


def from_json(value: object) -> CardFilter:
    """Read what :func:`to_json` gave; whatever is malformed or unknown is left out."""
    if not isinstance(value, Mapping):
        return EVERYTHING
    words = value.get(FilterPart.WORDS.value)
    return CardFilter(
        words=clean_words(words) if isinstance(words, str) else "",
        kinds=frozenset(each for each in Kind if each.value in _texts(value, FilterPart.KINDS)),
        steps=_texts(value, FilterPart.STEPS),
        skills=_texts(value, FilterPart.SKILLS) - {""},
        tags=_texts(value, FilterPart.TAGS) - {""},
        statuses=frozenset(each for each in Status if each.value in _texts(value, FilterPart.STATUSES)),
        due=frozenset(each for each in DueWindow if each.value in _texts(value, FilterPart.DUE)),
        priorities=frozenset(each for each in Priority if each.name.lower() in _texts(value, FilterPart.PRIORITIES)),
        focus=value.get(FilterPart.FOCUS.value) is True,
    )


def clean_words(text: str) -> str:
    """The typed words as one line of bounded length; a # that no tag follows yet says nothing."""
    words = clean_line(text)[:LONGEST_TEXT].strip()
    return "" if words == "#" else words


def _texts(value: Mapping[object, object], part: FilterPart) -> frozenset[str]:
    found = value.get(part.value)
    if not isinstance(found, list | tuple):
        return frozenset()
    return frozenset(each for each in found[:MOST_CHOICES] if isinstance(each, str) and _is_name(each))


def _is_name(text: str) -> bool:
    """Half a letter cannot be asked for in a database."""
    return len(text) <= LONGEST_TEXT and not any("\ud800" <= letter <= "\udfff" for letter in text)
