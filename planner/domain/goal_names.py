"""When two names mean one certification or course, and two names one issuer, though they are written in two ways."""

import re
from functools import lru_cache
from typing import Final

from planner.domain.folding import fold

_MARKS: Final = re.compile("[®™℠©]")
_BETWEEN: Final = re.compile(r"[\s()\[\]{},:;/|\"“”„‘’]+")
_REMEMBERED: Final = 8_192
"""How many names stay taken apart: an import compares each badge with every goal, so that each name comes often."""
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


@lru_cache(_REMEMBERED)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without regard to case, trade marks and punctuation between them.

    A hyphen within a word belongs to it: “A-CSM” is not “CSM”.
    """
    found = _BETWEEN.split(fold(_MARKS.sub("", name)))
    return tuple(word for word in (each.strip(".!?–—-_*") for each in found) if word)


def is_same_goal(name: str, other: str, code: str = "") -> bool:
    """Whether a name is that of the goal that is called ``other``, and ``code`` for short.

    “Project Management Professional (PMP)®” is “Project Management Professional”, and what has the code PMP.
    """
    words, known, short = words_of(name), words_of(other), words_of(code)
    if not words:
        return False
    if words in (known, short) or _without_initials(name) == _without_initials(other):
        return True
    if not short:
        return False
    return _without(words, short) == _without(known, short) != () or any(
        words_of(each) == short for each in _IN_BRACKETS.findall(_MARKS.sub("", name))
    )


@lru_cache(_REMEMBERED)
def _without_initials(name: str) -> tuple[str, ...]:
    """The words of a name without brackets that hold nothing but their first letters."""
    bare = _MARKS.sub("", name)
    rest = words_of(_IN_BRACKETS.sub(" ", bare))
    initials = "".join(word[0] for word in rest)
    named = [words_of(each) for each in _IN_BRACKETS.findall(bare)]
    return rest if named and all(each == (initials,) for each in named) else words_of(bare)


def _without(words: tuple[str, ...], short: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the first place where these stand in a row."""
    for start in range(len(words) - len(short) + 1):
        if words[start : start + len(short)] == short:
            return words[:start] + words[start + len(short) :]
    return words


def may_be_same_issuer(issuer: str, other: str) -> bool:
    """Whether two names may be of one issuer: one is not known, begins with the other, or is its first letters."""
    one, two = sorted((words_of(issuer), words_of(other)), key=len)
    if not one or two[: len(one)] == one:
        return True
    return len(one) == 1 and one[0] == "".join(word[0] for word in two) and len(two) > 1
