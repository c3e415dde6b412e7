"""Names that must be one of a kind among their neighbours: two roles of one name cannot be told apart."""

from collections.abc import Iterable
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.folding import fold
from planner.services.actions import common

NAME_MAX: Final = 200
"""The longest name of a role, a skill or a category, in characters."""
_NUMBER_ROOM: Final = 10


def new_name(text: str, others: Iterable[str], refusal: str, *, present: str = "") -> str:
    """``text`` as a tidy name that none of the ``others`` has, without regard to case.

    ``present`` is the name until now, which may stay even where it is not the only one. Raises InvalidInputError: with
    the marked sentence ``refusal`` if the name is taken, with another one if it is empty or too long.
    """
    name = common.one_line(text, tr("name"), limit=NAME_MAX, required=True)
    if fold(name) != fold(present):
        require_new_name(name, others, refusal)
    return name


def require_new_name(name: str, others: Iterable[str], refusal: str) -> None:
    """Raises InvalidInputError with the marked sentence ``refusal`` if one of the ``others`` has this name."""
    wanted = fold(name)
    if any(fold(other) == wanted for other in others):
        raise InvalidInputError(tr(refusal, name=name))


def free_name(wanted: str, others: Iterable[str]) -> str:
    """``wanted``, with the first number behind it that makes it a name of its own where it is taken."""
    taken = {fold(other) for other in others}
    name, number = wanted, 1
    while fold(name) in taken:
        number += 1
        name = tr("{name} {number}", name=wanted[: NAME_MAX - _NUMBER_ROOM], number=number)
    return name
