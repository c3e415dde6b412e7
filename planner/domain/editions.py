"""How two editions of one conference, or two lists that tell of it, are recognised by their names."""

import re
from typing import Final

from planner.domain.folding import fold

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|(?<=['’])\d\d\b")


def edition_name(title: str) -> str:
    """A name by which editions and lists agree: without year, case, and what is no letter or figure."""
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", fold(title))))
