"""How long before a date one is reminded unless one says something else: the usual times, and what a plan may say.

Dates fall into groups that share their reminders. A plan stores what differs from the usual times, as minutes.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from planner.domain.words import DeadlineKind

DAY: Final = 24 * 60
OTHER: Final = "other"
"""The group of all dates that have no group of their own."""
USUAL: Final[Mapping[str, tuple[int, ...]]] = {
    DeadlineKind.RENEWAL.value: (180 * DAY, 90 * DAY, 30 * DAY, 7 * DAY),
    DeadlineKind.RENEWAL_OPENS.value: (0,),
    DeadlineKind.EXAM.value: (14 * DAY, 7 * DAY, DAY),
    DeadlineKind.CFP_CLOSES.value: (),
    OTHER: (),
}
"""The minutes before a date of each group, in a plan that says nothing else; the longest time first."""
MAX_REMINDER: Final = 2 * 366 * DAY
"""The longest time before a date, in minutes."""
MOST: Final = 20
"""How many reminders a group may have."""


def group_of(kind: str) -> str:
    """Return the group of a kind of deadline."""
    return kind if kind in USUAL else OTHER


def kinds_of(group: str) -> tuple[str, ...]:
    """Return the kinds of deadline of a group."""
    return tuple(kind.value for kind in DeadlineKind if group_of(kind.value) == group)


def is_reminder(value: object) -> bool:
    """Tell whether a value can be the minutes of a reminder."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_REMINDER


def in_order(minutes: Iterable[int]) -> tuple[int, ...]:
    """Return reminders without repetition, the one that comes first in front."""
    return tuple(sorted(set(minutes), reverse=True))


def defaults_of(stored: object) -> dict[str, tuple[int, ...]]:
    """Return the reminders of each group: what a plan stores merged with the usual ones, leaving out junk.

    A group whose stored value is no list has the usual ones; in a list, what can be no reminder is left out.
    """
    given = stored if isinstance(stored, Mapping) else {}
    return {group: _read(given.get(group), usual) for group, usual in USUAL.items()}


def to_store(defaults: Mapping[str, Iterable[int]]) -> dict[str, list[int]] | None:
    """Return what a plan stores of these reminders: the groups that differ from the usual ones, None for no group."""
    read = {group: in_order(defaults.get(group, usual)) for group, usual in USUAL.items()}
    return {group: list(minutes) for group, minutes in read.items() if minutes != USUAL[group]} or None


def _read(value: object, usual: tuple[int, ...]) -> tuple[int, ...]:
    if not isinstance(value, list):
        return usual
    sound = in_order(minutes for minutes in value if is_reminder(minutes))
    return sound[:MOST] if sound or not value else usual
