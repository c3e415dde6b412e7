"""Values of an entry of a foreign list, looked at before they are used: any of them may be of any type."""

import re
from collections.abc import Iterable
from math import isfinite
from typing import Any, Final

from planner.config.text import tr
from planner.domain.addresses import URL_MAX, spoken_address
from planner.exchange.conference_format import MAX_TOPICS
from planner.exchange.incoming import NAME_MAX, address_of, line_of

TOPIC_MAX: Final = 80
"""The longest topic, in characters."""
MAX_LINKS: Final = 20
"""The most further addresses of one conference."""

_LOOKED_AT: Final = 1_000
# What needs no second look to be an address: most of them, and looking closer takes long.
_PLAIN_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?(?:[/?#][!-~]*)?")
_YEARS: Final = range(1950, 2201)


class Fields(dict[str, Any]):
    """One mapping of a list with its place: the ``line`` where it begins, or the ``number`` of the entry, each from 1.

    Zero where that is not known. Of a YAML file all scalars are texts as they stand, whatever they look like.
    """

    __slots__ = ("line", "number")

    def __init__(self, line: int = 0, number: int = 0) -> None:
        super().__init__()
        self.line = line
        self.number = number

    def place(self, file: str) -> str:
        """The place as a remark names it."""
        if self.line:
            return tr("{where}, line {line}", where=file, line=self.line)
        return tr("{where}, entry {n}", where=file, n=self.number) if self.number else file


def word_of(value: object, limit: int = NAME_MAX) -> str:
    """A text or a number as one tidy line; anything else is empty."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    return line_of(repr(value) if isinstance(value, float) else value, limit)


def year_of(value: object) -> int | None:
    """A year of the time in which conferences are held, else None."""
    text = word_of(value, 10)
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and int(text) in _YEARS else None


def degrees_of(value: object, most: int) -> float | None:
    """A latitude or longitude whose amount is at most ``most`` degrees, else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or len(text := word_of(value, 60)) > 50:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and abs(number) <= most else None


def list_of(value: object) -> list[Any]:
    """The first parts of a list; a single text or mapping counts as a list of one, anything else as none."""
    if isinstance(value, list):
        return value[:_LOOKED_AT]
    return [value] if isinstance(value, (str, dict)) else []


def mapping_of(value: object) -> dict[str, Any]:
    """A mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def web_address(value: object) -> str:
    """The address in a text that is one, or in a Markdown link, of which the target counts; else empty."""
    if isinstance(value, str) and len(value) <= URL_MAX and _PLAIN_ADDRESS.fullmatch(value):
        return value
    text = line_of(value, 5_000)
    if text.startswith("[") and text.endswith(")") and "](" in text:
        return address_of(text.rpartition("](")[2][:-1].strip())
    return address_of(text)


def first_address(*values: object) -> str:
    """The first of the values that is an address."""
    return next((url for value in values if (url := web_address(value))), "")


def name_of(value: object) -> tuple[str, str]:
    """A name, and the address where the list has one in the name's place: then that is said as one says it."""
    name = word_of(value, 500)
    address = web_address(name) if "://" in name else ""
    if not address:
        return name, ""
    return line_of(spoken_address(address)), address


def topics_of(values: Iterable[object]) -> tuple[str, ...]:
    """Different topics in small letters and without commas, which part them where they are kept."""
    found: dict[str, None] = {}
    for value in values:
        for part in word_of(value, _LOOKED_AT).split(","):
            if topic := line_of(part, TOPIC_MAX).lower()[:TOPIC_MAX].strip():
                found.setdefault(topic)
    return tuple(found)[:MAX_TOPICS]


def links_of(pairs: Iterable[tuple[object, str]], main: str = "") -> tuple[tuple[str, str], ...]:
    """Addresses with titles, each once; without the ``main`` one and without what is no address."""
    found: dict[str, str] = {}
    for value, title in pairs:
        if (url := web_address(value)) and url != main:
            found.setdefault(url, title[:NAME_MAX])
    return tuple(found.items())[:MAX_LINKS]
