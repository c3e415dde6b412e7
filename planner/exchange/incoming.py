"""What a roadmap file says, whatever its format: roadmaps, steps and activities, with what could not be taken."""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeVar

from planner.config.text import tr, trn
from planner.domain.addresses import URL_MAX, is_address
from planner.domain.folding import fold
from planner.domain.limits import TEXT_MAX, TITLE_MAX
from planner.domain.plain_text import clean_line, clean_text

MAX_ACTIVITIES: Final = 20_000
"""The most activities that one file brings."""
MAX_STEPS: Final = 1_000
"""The most steps that one file brings."""
MAX_REMARKS: Final = 1_000
"""The most remarks that one file gets; the last one says that there are more."""
NAME_MAX: Final = 200
LINE_MAX: Final = 1_000
MAX_PARTS: Final = 500
"""The most checklist lines, links or tags of one activity."""
MAX_ALL_PARTS: Final = 100_000
"""The most checklist lines, links and tags of all activities of one file."""

_SLUG = re.compile("[^a-z0-9]+")

T = TypeVar("T")
Match = Literal["names", "keys", "nothing"]
Values = Mapping[str, Any]


class Skipped(NamedTuple):
    """Something that did not come in: the place and one sentence on why."""

    where: str
    why: str


class IncomingActivity(NamedTuple):
    """An activity as a file tells it.

    ``key`` is its stable name within the source. ``values`` hold only what the file speaks of: fields of
    :class:`planner.domain.model.Activity`, ``state``, ``due``, ``place``, ``url``, ``detail`` (fields of the record of
    its kind), ``checklist`` and ``ticked`` (texts), ``links`` (addresses with titles), ``tags``, ``skills``. ``uid``
    is that of one of our own activities, where the file names it.
    """

    key: str
    values: Values
    where: str = ""
    uid: str = ""


class IncomingStep(NamedTuple):
    """A step: ``values`` may hold ``hue``, ``why`` and ``ready_when``."""

    key: str
    name: str
    values: Values = MappingProxyType({})
    activities: tuple[IncomingActivity, ...] = ()


class IncomingRoadmap(NamedTuple):
    """A roadmap. ``source`` names where it comes from, so that a later import knows what this one said.

    ``match`` says how things are found that no import brought: by their ``names``, by the ``keys`` that an export
    gives them, or not at all. ``placed`` False means that the file names steps but no roadmap. ``cards`` is the source
    of the activities where it is another one, because they may move from roadmap to roadmap.
    """

    source: str
    name: str
    steps: tuple[IncomingStep, ...]
    match: Match = "nothing"
    version: int = 0
    placed: bool = True
    cards: str = ""


class Incoming(NamedTuple):
    """All that a file says. ``inbox`` are activities of no step; ``placed`` False: the file knows no steps at all."""

    format: str
    roadmaps: tuple[IncomingRoadmap, ...]
    inbox: tuple[IncomingActivity, ...] = ()
    inbox_source: str = ""
    skipped: tuple[Skipped, ...] = ()
    placed: bool = True


class Remarks:
    """Collects what did not come in, up to a bound."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.all: list[Skipped] = []
        self.more = 0
        self._parts_left = MAX_ALL_PARTS

    def line(self, number: int, why: str) -> None:
        """Something at a line of the file."""
        self.add(tr("{where}, line {line}", where=self.where, line=number), why)

    def add(self, where: str, why: str) -> None:
        """Something at any place."""
        if len(self.all) < MAX_REMARKS:
            self.all.append(Skipped(where, why))
        else:
            self.more += 1

    def bounded(self, parts: Iterable[T]) -> list[T]:
        """The parts of an activity as far as there is room for them in one file; where it ends is told once."""
        taken = list(islice(parts, MAX_PARTS))
        if len(taken) > self._parts_left >= 0:
            self.add(self.where, tr("only the first {n} checklist lines, links and tags are read", n=MAX_ALL_PARTS))
            taken, self._parts_left = taken[: self._parts_left], -1
        elif self._parts_left < 0:
            return []
        else:
            self._parts_left -= len(taken)
        return taken

    def whole(self) -> tuple[Skipped, ...]:
        """All of them; the last one counts those that are not listed."""
        if not self.more:
            return tuple(self.all)
        rest = trn("{n} more remark is not listed", "{n} more remarks are not listed", self.more)
        return (*self.all, Skipped(self.where, rest))


def line_of(text: object, limit: int = TITLE_MAX) -> str:
    """A text as one tidy line of at most ``limit`` characters; anything but a text is empty."""
    if not isinstance(text, str):
        return ""
    if len(text) <= limit and text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text  # as nearly all are; lists ask for hundreds of thousands
    return clean_line(text[: limit * 4])[:limit].rstrip()


def block_of(text: object) -> str:
    """A text of several lines, tidy; anything but a text is empty."""
    return clean_text(text[: TEXT_MAX * 2])[:TEXT_MAX].strip("\n").rstrip() if isinstance(text, str) else ""


def address_of(text: object) -> str:
    """A web or mail address as it stands, else nothing: no other scheme is ever opened."""
    url = line_of(text, URL_MAX + 1)
    return url if is_address(url) else ""


def digest_of(*words: str) -> str:
    """A short, stable name for words, without regard to case, accents' spelling and blanks at the ends."""
    text = "\x1f".join(fold(word.strip()) for word in words)
    return blake2b(text.encode("utf-8", "replace"), digest_size=10).hexdigest()


def slug_of(text: str, limit: int = 40) -> str:
    """Small letters, digits and single hyphens out of a text; may be empty."""
    return _SLUG.sub("-", fold(text[: limit * 4])).strip("-")[:limit].strip("-")
