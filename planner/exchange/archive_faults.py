"""A fault of an archive with its place, and the checks that all parts share."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.ordering import is_key


class Fault(NamedTuple):
    """What is wrong, and where in the document: ``activities[3].completed_on``."""

    place: str
    problem: str


class Seen:
    """The uids of each table, and the names of the tags."""

    def __init__(self) -> None:
        self.uids: dict[str, set[str]] = {}
        self.tags: set[str] = set()

    def uid(self, table: str, uid: str, place: str) -> Iterator[Fault]:
        """A uid that a row of this table has already; it is known from now on."""
        known = self.uids.setdefault(table, set())
        if uid in known:
            yield Fault(f"{place}.uid", tr("“{uid}” stands there a second time", uid=uid))
        known.add(uid)

    def reference(self, table: str, uid: str, place: str) -> Iterator[Fault]:
        """A uid that no row of this table has."""
        if uid not in self.uids.get(table, ()):
            yield Fault(place, tr("“{uid}” is not in the archive", uid=uid))


def unique(place: str, keys: Iterable[tuple[object, ...]]) -> Iterator[Fault]:
    """Each key that stands there a second time."""
    seen: set[tuple[object, ...]] = set()
    for number, key in enumerate(keys):
        if key in seen:
            text = ", ".join(str(word) for word in key)
            yield Fault(f"{place}[{number}]", tr("“{uid}” stands there a second time", uid=text))
        seen.add(key)


def position(text: str, place: str) -> Iterator[Fault]:
    """A text that is no order key."""
    if text and not is_key(text):
        yield Fault(f"{place}.position", tr("“{text}” is no position", text=text))


def day(text: str | None, place: str) -> Iterator[Fault]:
    """A text that is no date; None is none."""
    if text is not None:
        try:
            parse_date(text)
        except InvalidInputError:
            yield Fault(place, tr("“{text}” is not a date such as 2026-12-01", text=text))
