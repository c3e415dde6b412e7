"""A review of all skills: what it asks in which order, what is left of it, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import format_date, parse_date
from planner.domain.evidence import stands_out
from planner.domain.review import minutes_for, next_number, note_of
from planner.domain.words import SkillId
from planner.services.queries.evidence import finished_between
from planner.services.queries.settings import setting
from planner.services.queries.skills import SkillsView, histories, skills_view, view_on
from planner.storage.reader import Reader

REVIEW: Final = "review"
"""The key of the setting that holds the note of the newest review."""


class ReviewSkill(NamedTuple):
    """One skill to be asked."""

    id: SkillId
    uid: str
    name: str


class Review(NamedTuple):
    """A review as it stands: all skills in the order of their categories, and the ids of those that it has asked.

    ``last`` is the day of the newest answer in any review, None where there was none.
    """

    number: int
    skills: tuple[ReviewSkill, ...]
    asked: frozenset[SkillId]
    last: date | None

    @property
    def left(self) -> int:
        """How many skills it has not asked yet."""
        return len(self.skills) - len(self.asked)

    @property
    def minutes_left(self) -> int:
        """About how many minutes the rest takes."""
        return minutes_for(self.left)

    @property
    def is_under_way(self) -> bool:
        """Whether it was begun and not ended."""
        return bool(self.asked) and self.left > 0

    def place_of(self, skill_id: int | None) -> int | None:
        """Where a skill stands, None if it is not in the plan any more."""
        return next((place for place, skill in enumerate(self.skills) if skill.id == skill_id), None)

    def open_from(self, place: int = 0) -> int | None:
        """The place of the first skill from there on that was not asked yet, else of the first at all, else None."""
        still = [each for each, skill in enumerate(self.skills) if skill.id not in self.asked]
        return next((each for each in still if each >= place), still[0] if still else None)


_SKILLS: Final = """
SELECT s.id, s.uid, s.name FROM skill AS s JOIN category AS c ON c.id = s.category_id
ORDER BY c.position, c.id, s.position, s.id
"""


def review(reader: Reader, today: date, number: int | None = None) -> Review:
    """The review of this number, in two statements; None is the one under way, or else the next, not begun yet."""
    skills = tuple(ReviewSkill(*row) for row in reader.rows(_SKILLS))
    note = note_of(setting(reader, REVIEW))
    if number is None:
        goes_on = note is not None and note.goes_on([skill.uid for skill in skills], format_date(today))
        number = note.number if note is not None and goes_on else next_number(note)
    uids = note.asked if note is not None and note.number == number else frozenset()
    asked = frozenset(skill.id for skill in skills if skill.uid in uids)
    last = None if note is None or note.last > format_date(today) else parse_date(note.last)
    return Review(number, skills, asked, last)


class ReviewEnd(NamedTuple):
    """What came of a review: how many skills were rated in it, how many passed over, how many are not asked yet.

    ``high`` names those of the rated ones that stand more than a level above what work shows, the farthest first.
    ``since`` is the day of the last answer before the review, None where there was none; ``before`` and ``after`` are
    the levels of that day and of today, and ``finished`` counts by kind what was done since.
    """

    rated: int
    passed: int
    left: int
    high: tuple[str, ...]
    since: date | None
    before: SkillsView
    after: SkillsView
    finished: Mapping[str, int]


_RATED_BEFORE: Final = "SELECT max(on_date) FROM assessment WHERE on_date < ?"


def review_end(reader: Reader, today: date, number: int) -> ReviewEnd:
    """What has come of the review of this number by now; the number of statements is fixed."""
    found = review(reader, today, number)
    note = note_of(setting(reader, REVIEW))
    after = skills_view(reader, today)
    started, before = format_date(today), None
    if note is not None and note.number == number:
        started, before = note.started, note.before
    since = before or reader.value(_RATED_BEFORE, (started,))
    rows = [row for category in after.categories for row in category.skills if row.id in found.asked]
    rated = [row for row in rows if row.claimed_on is not None and row.claimed_on >= started]
    high = [row for row in rated if stands_out(row.claimed, row.evidenced)]
    high.sort(key=lambda row: (row.evidenced or 0.0) - (row.claimed or 0.0))
    day = None if since is None else parse_date(since)
    return ReviewEnd(
        len(rated),
        len(rows) - len(rated),
        found.left,
        tuple(row.name for row in high),
        day,
        after if day is None else view_on(after, histories(reader, today), day),
        after,
        {} if day is None else finished_between(reader, day, today),
    )
