"""What the shell itself shows of a library, asked for through callables that the composition root provides."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol


class Aim(NamedTuple):
    """The foot of the sidebar: what the person wants to become, until when (“June 2028” or empty), how far (0..1)."""

    name: str
    when: str
    share: float


class Found(Protocol):
    """One row of a search over everything in the library; ``kind`` is that of an activity, else empty."""

    @property
    def table(self) -> str:
        """Name of the table that the row stands in."""

    @property
    def id(self) -> int:
        """Number of the row."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def subtitle(self) -> str:
        """Where it lies, in a few words."""

    @property
    def kind(self) -> str:
        """Kind of the activity, empty for other tables."""


def _no_aim() -> Aim | None:
    return None


def _no_date() -> str:
    return ""


def _nothing(_text: str, _limit: int) -> Sequence[Found]:
    return ()


class ShellFacts(NamedTuple):
    """``aim`` for the sidebar, ``next_date`` for the status line, ``search`` (text, limit) for the palette."""

    aim: Callable[[], Aim | None] = _no_aim
    next_date: Callable[[], str] = _no_date
    search: Callable[[str, int], Sequence[Found]] = _nothing
