"""One country under the many ways in which lists of conferences write it."""

import re
from functools import lru_cache
from typing import Final

from planner.domain.folding import fold

#: Each country as it is shown, with the other spellings of public lists, folded and without dots.
_SPELLINGS: Final = {
    "United States": ("us", "usa", "united states of america", "america"),
    "United Kingdom": ("uk", "gb", "great britain", "england", "scotland", "wales", "northern ireland"),
    "Netherlands": ("holland",),
    "Czechia": ("czech republic",),
    "South Korea": ("korea", "republic of korea", "korea, south"),
    "United Arab Emirates": ("uae",),
    "Turkey": ("turkiye", "türkiye"),
    "China": ("p r china", "pr china", "prc", "mainland china"),
    "Hong Kong": ("hong kong sar", "hongkong"),
    "Russia": ("russian federation",),
    "Vietnam": ("viet nam",),
}
_ARTICLES: Final = re.compile(r"\A(?:the )+")
#: Those of the United States that end a line alone (“New Orleans, Louisiana”) and are no country.
_STATES: Final = frozenset((
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida",
    "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland",
    "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "ohio",
    "oklahoma", "oregon", "pennsylvania", "tennessee", "texas", "utah", "vermont", "virginia", "wisconsin", "wyoming"
))  # fmt: skip
_NAMES: Final = {
    **{fold(name): name for name in _SPELLINGS},
    **{fold(spelling): name for name, spellings in _SPELLINGS.items() for spelling in spellings},
    **dict.fromkeys(_STATES, "United States"),
}


@lru_cache(maxsize=4096)
def known_country(text: str) -> str | None:
    """The country that is written in one of several ways, as it is shown; None for what is written in one way only."""
    bare = _ARTICLES.sub("", " ".join(fold(text).replace(".", " ").split()))
    found = _NAMES.get(bare) or _NAMES.get(bare.replace(" ", ""))  # “U. S. A.” and “U.S.A.” alike
    if found is None:
        state, _, last = bare.rpartition(" ")
        found = _NAMES.get(last) if state in _STATES and last in ("us", "usa") else None
    return found


def country_name(text: str) -> str:
    """The name under which a country is shown: “United States” for “U.S.A.”; what is not known is left as written."""
    return known_country(text) or " ".join(text.split())


def country_words(text: str) -> str:
    """Every way in which a country is written, to find it by; as written for what is known in one way only."""
    name = country_name(text)
    return " ".join((text, name, *_SPELLINGS.get(name, ())))


def country_key(text: str) -> str:
    """What two spellings of one country have in common; empty for none."""
    return fold(country_name(text))
