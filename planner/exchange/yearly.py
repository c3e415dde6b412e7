"""The catalogue of conferences that recur: its shape (docs/formats/yearly.md), its reader, the shipped file.

It is read whole or not at all, as the catalogue of certifications is (:mod:`planner.exchange.catalogue`).
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.yearly import UsualCall, YearlyConference, YearlyConferences
from planner.exchange.catalogue_checks import Fault, address_faults, date_faults, form_faults, text_faults
from planner.exchange.catalogue_file import document_of, shipped, unusable
from planner.exchange.catalogue_format import Address, Key, Name, Note, Part, Source

FORMAT = "planner-conferences"
_SHIPPED = "conferences.json"
Month = Annotated[int, Meta(ge=1, le=12)]


class CallPart(Part, frozen=True):
    """What is called for, and how many months before the first day the call closes."""

    what: Literal["papers", "talks"]
    lead_months: Annotated[float, Meta(ge=0.5, le=24)] | None = None


class ConferencePart(Part, frozen=True, kw_only=True):
    """A conference; see :class:`planner.domain.yearly.YearlyConference`."""

    key: Key
    name: Name
    also: tuple[Name, ...] = ()
    url: Address = ""
    often: bool = False
    months: tuple[Month, ...] = ()
    mostly: Month | None = None
    place: Annotated[str, Meta(max_length=200)] = ""
    moves: bool = False
    format: Literal["", "in_person", "online", "hybrid"] = ""
    topics: tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...] = ()
    call: CallPart | None = None
    note: Note = ""
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]


class YearlyDocument(Part, frozen=True):
    """The whole file."""

    format: Literal["planner-conferences"]
    version: Literal[1]
    checked_on: str
    conferences: tuple[ConferencePart, ...]


_DOCUMENT = msgspec.json.Decoder(YearlyDocument)


def load_yearly() -> YearlyConferences:
    """The conferences that ship with the program.

    Raises:
        ExchangeError: the installation's own file is missing or damaged.
    """
    return read_yearly(shipped(_SHIPPED), _SHIPPED)


def read_yearly(data: bytes, where: str) -> YearlyConferences:
    """The conferences in ``data``; ``where`` names it in the message of an error.

    Raises:
        ExchangeError: it is too large, no JSON, not such a catalogue, of a newer format, or inconsistent.
    """
    document = document_of(data, where, FORMAT, _DOCUMENT)
    for place, problem in _faults(document):
        raise unusable(where, place, problem)
    return YearlyConferences(document.checked_on, tuple(map(_conference, document.conferences)))


def _conference(part: ConferencePart) -> YearlyConference:
    values = msgspec.structs.asdict(part)
    if part.call is not None:
        values["call"] = UsualCall(part.call.what, part.call.lead_months)
    return YearlyConference(**values)


def _faults(document: YearlyDocument) -> Iterator[Fault]:
    yield from text_faults(document, "")
    yield from date_faults(document.checked_on, "checked_on")
    keys: set[str] = set()
    names: set[str] = set()
    for number, one in enumerate(document.conferences):
        place = f"conferences[{number}]"
        yield from form_faults(one.key, f"{place}.key")
        if one.key in keys:
            yield f"{place}.key", tr("the key “{key}” is used twice", key=one.key)
        keys.add(one.key)
        for name in (one.name, *one.also):
            if fold(name) in names:
                yield f"{place}.name", tr("the name “{name}” is used twice", name=name)
            names.add(fold(name))
        yield from _fact_faults(one, place)


def _fact_faults(one: ConferencePart, place: str) -> Iterator[Fault]:
    yield from address_faults(one.url, f"{place}.url")
    if list(one.months) != sorted(set(one.months)):
        yield f"{place}.months", tr("the months have to stand in order, each once")
    if one.mostly is not None and one.mostly not in one.months:
        yield f"{place}.mostly", tr("it is none of the months")
    if one.moves and one.place:
        yield f"{place}.place", tr("what moves has no usual place")
    for number, topic in enumerate(one.topics):
        if "," in topic:
            yield f"{place}.topics[{number}]", tr("a topic has no comma")
