"""Looking things up in the catalogue of known certifications and courses that ships with the program."""

import re
from functools import cache
from typing import Final

from planner.config.text import tr
from planner.domain.catalogue import Catalogue, CatalogueCertification, CatalogueEntry
from planner.domain.errors import NotFoundError
from planner.domain.folding import fold
from planner.domain.words import Kind

LIMIT: Final = 8
"""How many entries a search gives unless it is told otherwise."""
_EXACT, _BEGINNING, _WORDS, _ANYWHERE = range(4)
_GROUPS: Final = {_EXACT: 0, _BEGINNING: 1, _WORDS: 1, _ANYWHERE: 2}
_STATUS_ORDER: Final = ("active", "unknown", "retired")


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue, read when it is first asked for: it belongs to the installation.

    Raises ExchangeError where the installation's file is missing or damaged.
    """
    from planner.exchange.catalogue import load_catalogue

    return load_catalogue()


def entry(key: str) -> CatalogueEntry:
    """The certification or course with this key. Raises NotFoundError for a key that the catalogue does not have."""
    for one in _entries(None):
        if one.key == key:
            return one
    raise NotFoundError(tr("The catalogue has no entry “{key}”; search it by name, code or issuer.", key=key))


def search(words: str, kind: Kind | None = None, limit: int = LIMIT) -> tuple[CatalogueEntry, ...]:
    """The entries in which every word is found, in name, code, issuer or what the entry replaces; best first.

    What has exactly this code or name comes first, then where name or code, or words of them, begin so, then the rest.
    In each of these what is active comes before what is retired, and the beginning of the whole before that of a word.
    Without words all entries match. ``kind`` leaves only certifications or only courses; other kinds have no entries.
    """
    wanted = fold(words).split()
    found = []
    for number, one in enumerate(_entries(kind)):
        rank = _rank(one, wanted)
        if rank is not None:
            found.append(((_GROUPS[rank], _status_rank(one), rank, number), one))
    found.sort(key=lambda each: each[0])
    return tuple(one for _, one in found[: max(0, limit)])


def _entries(kind: Kind | None) -> tuple[CatalogueEntry, ...]:
    known = catalogue()
    found: list[CatalogueEntry] = []
    if kind in {None, Kind.CERTIFICATION}:
        found += known.certifications
    if kind in {None, Kind.COURSE}:
        found += known.courses
    return tuple(found)


def _status_rank(one: CatalogueEntry) -> int:
    return _STATUS_ORDER.index(one.status) if isinstance(one, CatalogueCertification) else 0


def _rank(one: CatalogueEntry, wanted: list[str]) -> int | None:
    """How well the entry fits; None where a word is missing."""
    if isinstance(one, CatalogueCertification):
        own = spoken_forms(one.name, one.code)
        others = spoken_forms(one.issuer, *(text for older in one.replaces for text in (older.code, older.name)))
    else:
        own, others = spoken_forms(one.name), spoken_forms(one.provider)
    everything = " ".join((*own, *others))
    if not all(word in everything for word in wanted):
        return None
    query = " ".join(wanted)
    if query in own:
        return _EXACT
    if any(text.startswith(query) for text in own):
        return _BEGINNING
    starts = " " + " ".join(own)
    return _WORDS if all(f" {word}" in starts for word in wanted) else _ANYWHERE


def spoken_forms(*texts: str) -> tuple[str, ...]:
    """Each text folded: as it stands, its words alone, and without hyphens: “AI-900”, “ai 900” and “ai900” are one."""
    folded = [fold(text) for text in texts if text]
    return tuple(
        dict.fromkeys(
            form for text in folded for form in (text, " ".join(re.findall(r"\w+", text)), text.replace("-", ""))
        )
    )
