"""How two editions of one conference, or two lists that tell of it, are recognised by their names."""

import re
from functools import lru_cache
from typing import Final

from planner.domain.folding import fold

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|(?<=['’])\d\d\b")


@lru_cache(maxsize=100_000)  # of a list each is asked for twice: to look for it, and to be found by
def edition_name(title: str) -> str:
    """A name by which editions and lists agree: without year, case, and what is no letter or figure.

    What consists of nothing else is its own name, so that two of those are not taken for one.
    """
    folded = fold(title)
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", folded))) or folded.strip()
