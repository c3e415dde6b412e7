"""What speaks for and against going to a conference: its costs, credits, the skill gaps that it serves, and clashes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import from_instant, last_day
from planner.domain.folding import fold
from planner.domain.money import Money
from planner.services.queries.calendar import ConferenceRow, conferences
from planner.services.queries.skills import SkillRow, skills_view
from planner.services.queries.sql import LIVING, WAITING, any_of
from planner.storage.reader import Reader


class ConferenceFacts(NamedTuple):
    """``costs`` are sums by currency of what is planned or paid. ``credits`` are sums by unit, in hundredths.

    ``gaps`` are the skills below the level of the chosen role that it shows or is about, the largest gap first.
    ``clashes`` are the other events that the person wants to attend, and the exams, on its days.
    """

    costs: tuple[Money, ...] = ()
    credits: tuple[tuple[int, str], ...] = ()
    gaps: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


NO_FACTS: Final = ConferenceFacts()
_LEAST_LETTERS: Final = 8
"""A topic of one shorter word, such as “data”, says too little to be matched with the name of a skill."""

_COSTS: Final = """
SELECT activity_id, sum(minor - reimbursed_minor), currency FROM expense
WHERE activity_id IN {ids} GROUP BY activity_id, currency ORDER BY activity_id, currency
"""
_CREDITS: Final = """
SELECT activity_id, sum(amount), unit FROM credit
WHERE activity_id IN {ids} GROUP BY activity_id, unit ORDER BY activity_id, unit
"""
_SHOWS: Final = "SELECT activity_id, skill_id, level FROM activity_skill WHERE activity_id IN {ids}"
_WANTED: Final = f"""
SELECT a.id, a.title, e.starts, e.ends, e.starts_utc, e.ends_utc
FROM event AS e JOIN activity AS a ON a.id = e.activity_id
WHERE e.state NOT IN ('declined', 'attended') AND NOT {WAITING} AND e.starts IS NOT NULL AND {LIVING}
  AND e.rrule = '' AND e.rdate = ''
"""
_EXAMS: Final = f"""
SELECT a.id, a.title, d.on_date, d.at_utc FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id
WHERE d.kind = 'exam' AND {LIVING} AND a.status IN ('planned', 'in_progress')
"""


def conference_facts(
    reader: Reader, rows: Sequence[ConferenceRow], today: date, zone: str
) -> dict[int, ConferenceFacts]:
    """The facts of each of these conferences, by activity; about ten statements."""
    ids = any_of([row.activity_id for row in rows])
    costs: dict[int, list[Money]] = {}
    for activity_id, minor, currency in reader.rows(_COSTS.format(ids=ids)):
        costs.setdefault(activity_id, []).append(Money(minor, currency))
    sums: dict[int, list[tuple[int, str]]] = {}
    for activity_id, amount, unit in reader.rows(_CREDITS.format(ids=ids)):
        sums.setdefault(activity_id, []).append((amount, unit))
    open_skills = _open_skills(reader, today)
    shown: dict[int, dict[int, float]] = {}
    for activity_id, skill_id, level in reader.rows(_SHOWS.format(ids=ids)):
        shown.setdefault(activity_id, {})[skill_id] = level
    busy = _Busy([*_wanted(reader, zone), *_exams(reader, zone)])
    return {
        row.activity_id: ConferenceFacts(
            tuple(costs.get(row.activity_id, ())),
            tuple(sums.get(row.activity_id, ())),
            _gaps_served(row, open_skills, shown.get(row.activity_id, {})),
            busy.clashing(row),
        )
        for row in rows
    }


def conferences_with_facts(
    reader: Reader, today: date, zone: str, *, past: bool = False
) -> tuple[tuple[ConferenceRow, ...], dict[int, ConferenceFacts]]:
    """What the Conferences view shows."""
    rows = conferences(reader, today, zone, past=past)
    return rows, conference_facts(reader, rows, today, zone)


class _Taken(NamedTuple):
    """Days that are taken, both inclusive, and by what."""

    first: date
    last: date
    activity_id: int
    title: str


def _days(starts: str, ends: str | None) -> tuple[date, date]:
    first = date.fromisoformat(starts[:10])
    if not ends or ends <= starts:
        return first, first
    return first, max(first, date.fromisoformat(last_day(ends)))


def _wanted(reader: Reader, zone: str) -> Iterable[_Taken]:
    for activity_id, title, starts, ends, starts_utc, ends_utc in reader.rows(_WANTED):
        if starts_utc is not None:
            here = from_instant(starts_utc, zone)[0], from_instant(ends_utc or starts_utc, zone)[0]
            yield _Taken(*_days(*here), activity_id, title)
        else:
            yield _Taken(*_days(starts, ends), activity_id, title)


def _exams(reader: Reader, zone: str) -> Iterable[_Taken]:
    for activity_id, title, on_date, at_utc in reader.rows(_EXAMS):
        day = date.fromisoformat((on_date or from_instant(at_utc, zone)[0])[:10])
        yield _Taken(day, day, activity_id, title)


class _Busy:
    """Finds what lies on some days: sorted by the first day, with the longest span as the reach to look back."""

    def __init__(self, taken: Iterable[_Taken]) -> None:
        self._taken = sorted(taken)
        self._reach = max((each.last - each.first for each in self._taken), default=timedelta())

    def clashing(self, row: ConferenceRow) -> tuple[str, ...]:
        """The titles of what else lies on the days of a conference."""
        if row.first is None or row.last is None:
            return ()
        place = bisect_left(self._taken, row.first - self._reach, key=lambda each: each.first)
        found = []
        while place < len(self._taken) and self._taken[place].first <= row.last:
            each = self._taken[place]
            if each.last >= row.first and each.activity_id != row.activity_id:
                found.append(each.title)
            place += 1
        return tuple(dict.fromkeys(found))


def _open_skills(reader: Reader, today: date) -> list[SkillRow]:
    """The skills below the level of the chosen role, the largest gap first."""
    view = skills_view(reader, today, {})
    rows = [row for category in view.categories for row in category.skills if row.gap > 0]
    return sorted(rows, key=lambda row: (-row.gap * row.weight, row.name))


def _gaps_served(row: ConferenceRow, skills: Iterable[SkillRow], shown: dict[int, float]) -> tuple[str, ...]:
    topics = [" ".join(fold(topic).replace("-", " ").split()) for topic in row.topics.split(",")]
    spoken = [topic for topic in topics if len(topic) >= _LEAST_LETTERS or " " in topic]
    return tuple(
        skill.name
        for skill in skills
        if shown.get(skill.id, 0.0) > (skill.claimed or 0.0)
        or any(topic in fold(skill.name).replace("-", " ") for topic in spoken)
    )
