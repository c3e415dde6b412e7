"""What names an edition of a conference for good: its name without the year, the year, and the city where it must."""

import re
from hashlib import blake2b
from typing import Final

from planner.domain.folding import fold

KEY_MAX: Final = 200
"""The longest key, in characters."""

_EDGES: Final = " -–—:,;.|/_@#()[]'’"


def without_year(name: str, year: int | None) -> str:
    """The name without the year of the edition (``2027`` or ``’27``) and what led to it; the name where it is no more.

    No other year goes: “Vision 2030” in 2027 is another conference than “Vision”.
    """
    if year is None or not (str(year) in name or "'" in name or "’" in name):
        return name
    shorter = re.sub(rf"\s*[-–—:,|/_(\[]?\s*(?:(?<!\d){year}(?!\d)|['’]{year % 100:02}(?!\d))[)\]]?", " ", name)
    return " ".join(shorter.split()).strip(_EDGES) or name


def key_of(name: str, year: int | None, city: str = "") -> str:
    """The key of an edition: ``pycon lithuania:2027``, with the city ``devfest:2027:nantes``."""
    key = f"{' '.join(fold(without_year(name, year)).split())}:{year or ''}"
    return bounded(f"{key}:{' '.join(fold(city).split())}" if city else key)


def bounded(key: str) -> str:
    """A key as it is, or where it is too long its beginning with a digest of the whole."""
    if len(key) <= KEY_MAX:
        return key
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=10).hexdigest()
    return f"{key[: KEY_MAX - len(digest) - 1]}~{digest}"
