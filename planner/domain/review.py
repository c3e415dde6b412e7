"""The note of a review of all skills: when it was begun, what was asked in it, and when it is over. No clock."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple

from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError

LASTS_DAYS: Final = 30
"""A review that was begun longer ago is not gone on with: what was asked then has grown old."""
_SKILLS_A_MINUTE: Final = 2
_HIGHEST_NUMBER: Final = 10**9


class ReviewNote(NamedTuple):
    """What a plan knows of its newest review.

    ``number`` tells reviews apart. ``started`` is its first day, ``last`` the day of its newest answer, ``before`` that
    day of the review before it, None where there was none. ``asked`` holds the UIDs of the skills that it has asked,
    whether they were answered or passed over.
    """

    number: int
    started: str
    last: str
    before: str | None
    asked: frozenset[str]

    def goes_on(self, uids: Collection[str], today: str) -> bool:
        """Tell whether it is to be gone on with: not too old, and one of these skills was not asked yet."""
        oldest = format_date(parse_date(today) - timedelta(LASTS_DAYS))
        return oldest <= self.started <= today and not self.asked.issuperset(uids)


def note_of(stored: object) -> ReviewNote | None:
    """The note that a plan stores; None where there is none, or nothing that can be one. Junk in it is left out."""
    given = stored if isinstance(stored, Mapping) else {}
    started = _day(given.get("started"))
    if started is None:
        return None
    number, asked, before = given.get("number"), given.get("asked"), _day(given.get("before"))
    counted = isinstance(number, int) and not isinstance(number, bool) and 0 < number < _HIGHEST_NUMBER
    return ReviewNote(
        number if isinstance(number, int) and counted else 1,
        started,
        max(started, _day(given.get("last")) or started),
        before if before is not None and before < started else None,
        frozenset(uid for uid in asked if isinstance(uid, str)) if isinstance(asked, list) else frozenset(),
    )


def to_json(note: ReviewNote) -> dict[str, Any]:
    """The note as it is stored."""
    return {**note._asdict(), "asked": sorted(note.asked)}


def next_number(note: ReviewNote | None) -> int:
    """The number of the review that follows one."""
    return 1 if note is None else note.number % (_HIGHEST_NUMBER - 1) + 1


def noted(note: ReviewNote | None, number: int, uid: str, uids: Collection[str], today: str) -> ReviewNote:
    """The note once the skill ``uid`` was asked today in the review of this number.

    Another number than the note's begins a review. Only the skills ``uids`` of the plan stay noted.
    """
    if note is None or note.number != number:
        before = None if note is None else note.last if note.last < today else note.before
        return ReviewNote(number, today, today, before, frozenset((uid,)))
    return note._replace(last=today, asked=note.asked.intersection(uids) | {uid})


def minutes_for(skills: int) -> int:
    """About how many minutes so many skills take: half a minute each, at least one."""
    return max(1, -(-skills // _SKILLS_A_MINUTE))


def _day(value: object) -> str | None:
    """The value where it is a day as text, else None."""
    if not isinstance(value, str):
        return None
    try:
        return format_date(parse_date(value))
    except InvalidInputError:
        return None
