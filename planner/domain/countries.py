"""Which names of countries are one country: lists of conferences write “U.S.A.”, “USA” and “United States”."""

from functools import lru_cache
from typing import Final

from planner.domain.folding import fold

_ARTICLE: Final = "the "
_ALIASES: Final = {
    "usa": ("us", "united states", "united states of america"),
    "uk": ("united kingdom", "great britain", "gb"),
    "uae": ("united arab emirates",),
    "czechia": ("czech republic",),
    "china": ("p r china", "pr china", "prc", "people's republic of china"),
    "south korea": ("korea", "republic of korea"),
    "russia": ("russian federation",),
    "turkey": ("türkiye", "turkiye"),
    "vietnam": ("viet nam",),
}
"""The usual name, folded -> other names that stand in public lists for it, without dots and articles."""
_USUAL: Final = {name: usual for usual, names in _ALIASES.items() for name in names}


@lru_cache(maxsize=4096)
def country_key(name: str) -> str:
    """What the names of one country have in common: case, accents, dots, spaces and articles make no difference.

    Empty for no name. What is no country that is known here, such as a state of one, stands for itself.
    """
    text = fold(" ".join(name.replace(".", " ").split()))
    # “U.S.A.” has fallen into letters, “St. Lucia” has not.
    letters = text.split(" ")
    if len(letters) > 1 and all(len(each) == 1 for each in letters):
        text = fold("".join(letters))
    while text.startswith(_ARTICLE):
        text = text.removeprefix(_ARTICLE)
    return _USUAL.get(text, text)
