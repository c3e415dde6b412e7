"""What could be meant by the sign that is being typed in a line of quick add: tags, steps, skills."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from planner.domain.folding import fold

SIGNS: Final = "#/+"
"""The signs whose names are offered: tags, steps, skills."""
MOST: Final = 6
_TAG = re.compile(r"(?=[\w-]*[^\W\d_])[\w-]{1,60}")


class Offer(NamedTuple):
    """Names for the sign at ``start``; taking one replaces the text from there up to ``end``."""

    start: int
    end: int
    sign: str
    names: tuple[str, ...]


def offer(text: str, cursor: int, names: Callable[[str], Sequence[str]]) -> Offer | None:
    """What to offer at a place of a line; ``names`` gives those of a sign. None where nothing is being named."""
    for start in range(cursor - 1, -1, -1):
        sign = text[start]
        if sign not in SIGNS or (start and not text[start - 1].isspace()):
            continue
        found = _matching(text[start + 1 : cursor], sign, names(sign))
        if found or sign == "#":  # a tag has no blanks, so what stands before it was finished
            return Offer(start, cursor, sign, found) if found else None
    return None


def taken(text: str, found: Offer, name: str) -> tuple[str, int]:
    """The line with a name taken, and where to go on typing."""
    rest = text[found.end :].lstrip()
    head = f"{text[: found.start]}{found.sign}{name} "
    return head + rest, len(head)


def _matching(typed: str, sign: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names that begin as typed, then those of which a word does; none once a whole name is typed."""
    wanted = fold(typed)
    if sign == "#":
        if " " in typed:
            return ()
        names = [name for name in names if _TAG.fullmatch(name)]
    if any(fold(name) == wanted.strip() for name in names):
        return ()
    first = [name for name in names if fold(name).startswith(wanted)]
    later = [name for name in names if name not in first and any(w.startswith(wanted) for w in fold(name).split())]
    return tuple([*first, *later][:MOST])
