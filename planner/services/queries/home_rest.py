"""What Home shows once it stands: warnings that take a look at the whole plan, and what is worth doing next.

None of it is needed for the first paint, and some of it goes through all work and all credits.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from planner.domain.dates import format_date, from_instant, monday
from planner.domain.evidence import stands_out
from planner.domain.exam_pace import WITHIN_DAYS, ExamPace, exam_pace, names_of, prepares
from planner.domain.next_best import EXAM_DAYS, Candidate, Duty, GapLink, Suggestion, firsts, next_best
from planner.domain.words import ActivityId, DeadlineKind, SkillId, Status
from planner.services.queries.board import lanes
from planner.services.queries.gaps import GapRow, gaps
from planner.services.queries.hidden_warnings import CREDITS, EXAM, OVER_RATED, hidden_now, key_of
from planner.services.queries.home import CFP_NOTICE
from planner.services.queries.hours import week_hours
from planner.services.queries.renewals import Standing, standings
from planner.services.queries.skills import SkillsView, shown_levels, skills_view
from planner.services.queries.sql import IN_PLAN, LIVING, LOGGED, ON_BOARD, OPEN, SETTLED, any_of
from planner.storage.reader import Reader

RATED_DAYS: Final = 30
"""A rating is not questioned before it is so old: work takes its time."""
SHORT_DAYS: Final = 365
"""Of a cycle that ends later, it is too early to say that credits will be missing."""


class ExamNear(NamedTuple):
    """An exam before which more is left than the weeks until it give."""

    activity_id: ActivityId
    uid: str
    title: str
    day: date
    pace: ExamPace
    code: str = ""


class CreditsShort(NamedTuple):
    """A held certification that will lack credits at the end of its cycle; ``name`` is its code, or its title."""

    activity_id: ActivityId
    uid: str
    name: str
    standing: Standing


class OverRated(NamedTuple):
    """A skill that is rated more than a level above what work shows."""

    skill_id: SkillId
    name: str


class Next(NamedTuple):
    """A suggestion with what its line says of the activity; ``step`` is the number of its step, 0 for the inbox."""

    suggestion: Suggestion
    title: str
    kind: str
    status: str
    hue: int | None
    step: int
    minutes_left: int | None


class HomeRest(NamedTuple):
    """Everything on Home that is read after its first paint."""

    exams: tuple[ExamNear, ...] = ()
    short: tuple[CreditsShort, ...] = ()
    over_rated: tuple[OverRated, ...] = ()
    best: tuple[Next, ...] = ()


def home_rest(reader: Reader, today: date, now: str, zone: str) -> HomeRest:
    """The rest of Home on a day; ``now`` is the present instant. A fixed number of statements."""
    week = week_hours(reader, today)
    view = skills_view(reader, today, reader.recall(shown_levels, today))
    hidden = hidden_now(reader, today)
    rated = () if OVER_RATED in hidden else over_rated(view, today)
    return HomeRest(
        tuple(one for one in exams_near(reader, today, now, zone, week.of) if key_of(EXAM, one.uid) not in hidden),
        tuple(one for one in credits_short(reader, today) if key_of(CREDITS, one.uid) not in hidden),
        rated,
        suggestions(reader, today, zone, week.left, gaps(reader, today, view)),
    )


# ---------------------------------------------------------------------- exams

_EXAMS: Final = f"""
SELECT a.id, a.uid, a.title, c.code, a.estimate_minutes, {LOGGED}, d.on_date, d.at_utc
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id LEFT JOIN certification AS c ON c.activity_id = a.id
WHERE d.kind = 'exam' AND (d.on_date BETWEEN :first AND :last OR d.at_utc BETWEEN :first AND :last)
  AND a.status IN ('planned', 'in_progress') AND {LIVING} AND d.id NOT IN {SETTLED}
"""

_PREPARING: Final = f"""
SELECT a.title, a.estimate_minutes, {LOGGED} FROM search JOIN activity AS a ON a.id = search.rowid
WHERE search MATCH ? AND a.status IN ('planned', 'in_progress') AND a.estimate_minutes > 0
  AND coalesce(a.cadence_count, 0) = 0 AND a.kind <> 'certification' AND {IN_PLAN}
"""


def exams_near(reader: Reader, today: date, now: str, zone: str, week: int | None) -> tuple[ExamNear, ...]:
    """The exams that are too near for the hours left, the next first; ``week`` is the minutes that a week has.

    Left is what is estimated and not logged, of the certification and of the open activities whose title names it or
    its code. Of several attempts that are booked the next one counts.
    """
    days = {
        "first": format_date(today - timedelta(days=1)),
        "last": format_date(today + timedelta(days=WITHIN_DAYS + 2)),
    }
    next_ones: dict[int, tuple[date, tuple[Any, ...]]] = {}
    for *row, on_date, at_utc in reader.rows(_EXAMS, days):
        day = date.fromisoformat(on_date or from_instant(at_utc, zone)[0][:10])
        is_over = day < today if at_utc is None else at_utc < now
        if not is_over and (row[0] not in next_ones or day < next_ones[row[0]][0]):
            next_ones[row[0]] = (day, tuple(row))
    if not next_ones:
        return ()
    names = {key: names_of(row[2], row[3] or "") for key, (_, row) in next_ones.items()}
    phrases = " OR ".join(sorted({f'"{name}"' for of_one in names.values() for name in of_one}))
    others = reader.rows(_PREPARING, (f"title : ({phrases})",)) if phrases else []
    found = []
    for day, (activity_id, uid, title, code, estimate, logged) in next_ones.values():
        left = _left(estimate, logged)
        left += sum(_left(planned, done) for text, planned, done in others if prepares(text, names[activity_id]))
        pace = exam_pace((day - today).days, left, week)
        if pace is not None:
            found.append(ExamNear(activity_id, uid, title, day, pace, code or ""))
    return tuple(sorted(found, key=lambda one: (one.day, one.activity_id)))


def _left(estimate: int | None, logged: int) -> int:
    return max(0, (estimate or 0) - max(0, logged))


# ---------------------------------------------------------------------- credits and ratings

_NAMES: Final = f"""
SELECT a.id, a.uid, iif(c.code = '', a.title, c.code)
FROM certification AS c JOIN activity AS a ON a.id = c.activity_id
WHERE c.state = 'passed' AND c.renewal_method IN ('credits', 'credits_and_fee') AND {LIVING}
"""


def credits_short(reader: Reader, today: date) -> tuple[CreditsShort, ...]:
    """The valid certifications that will lack credits when their cycle ends within a year, the first one first."""
    from planner.services.renewal_facts import is_short

    names = {key: (uid, name) for key, uid, name in reader.rows(_NAMES)}
    found = []
    for key, standing in standings(reader, today, names).items():
        cycle = standing.terms.cycle
        if cycle is None or not 0 <= (cycle.last_day - today).days <= SHORT_DAYS:
            continue
        if is_short(standing, today):
            found.append((cycle.last_day, CreditsShort(key, *names[key], standing)))
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].activity_id)))


def over_rated(view: SkillsView, today: date) -> tuple[OverRated, ...]:
    """The skills whose rating, older than a month, is more than a level above what work shows; in their order."""
    until = format_date(today - timedelta(days=RATED_DAYS))
    return tuple(
        OverRated(row.id, row.name)
        for category in view.categories
        for row in category.skills
        if row.claimed_on is not None and row.claimed_on <= until and stands_out(row.claimed, row.evidenced)
    )


# ---------------------------------------------------------------------- what is worth doing next

_OPEN: Final = f"""
SELECT a.id, a.title, a.kind, a.status, a.core, a.priority, a.step_id, s.hue, a.estimate_minutes,
       iif(a.estimate_minutes > 0, {LOGGED}, 0)
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE {OPEN} AND a.picked_week IS NOT :week AND coalesce(a.cadence_count, 0) = 0
  AND (a.status = 'in_progress' OR a.priority > 0 OR a.step_id IS NULL OR a.core AND a.step_id IN {{near}}
       OR a.id IN {{known}})
  AND (a.kind <> 'event' OR a.id IN {{known}}) AND {ON_BOARD} AND {IN_PLAN} AND NOT coalesce(r.archived, 0)
ORDER BY r.position, s.position, a.status <> 'in_progress', a.position, a.id
"""

_DUTIES: Final = f"""
SELECT d.activity_id, d.kind, d.on_date, d.at_utc
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id LEFT JOIN event AS e ON e.activity_id = a.id
WHERE d.kind IN ('due', 'exam', 'early_bird', 'registration', 'cfp_closes', 'abstract', 'camera_ready')
  AND (d.on_date BETWEEN :first AND :last OR d.at_utc BETWEEN :first AND :last)
  AND a.status IN ('planned', 'in_progress') AND {LIVING}
  AND d.id NOT IN {SETTLED}
  AND (d.kind <> 'cfp_closes' OR e.state = 'interested')
  AND (d.kind NOT IN ('early_bird', 'registration') OR e.state IN ('interested', 'applied'))
"""


def suggestions(
    reader: Reader, today: date, zone: str, week_left: int | None, rows: Iterable[GapRow]
) -> tuple[Next, ...]:
    """The activities that are most worth doing next; ``rows`` are the gaps of the role, the largest first."""
    duties = _duties(reader, today, zone)
    links = _links(rows)
    steps = [lane for lane in reader.recall(lanes, today) if lane.step_id is not None]
    numbers = {lane.step_id: lane.number for lane in steps}
    unfinished = [lane.step_id for lane in steps if lane.progress.done < lane.progress.total]
    places = {step_id: place for place, step_id in enumerate(unfinished)}
    # What nothing speaks for needs no look: it is in none of the first two steps, nor known for a date or a gap.
    near = any_of(step_id for step_id in unfinished[:2] if step_id is not None)
    statement = _OPEN.format(near=near, known=any_of(duties.keys() | links.keys()))
    found = {row[0]: row for row in reader.rows(statement, {"week": monday(today).isoformat()})}
    first = firsts((key, row[6], bool(row[4])) for key, row in found.items() if row[2] != "event")
    candidates = []
    for key, (_, _, kind, status, core, priority, step_id, _, estimate, worked) in found.items():
        if kind == "event" and key not in duties:
            continue  # to go there is nothing that one does next
        candidates.append(
            Candidate(
                key,
                Status.PLANNED.value if kind == "event" else status,
                bool(core),
                priority,
                # A step of which only practices and ideas are open is over: what is left in it is far behind.
                None if step_id is None else places.get(step_id, len(places) + 2),
                key in first,
                _left(estimate, worked) if estimate else None,
                tuple(duties.get(key, ())),
                tuple(links.get(key, ())),
            )
        )
    minutes = {candidate.id: candidate.minutes_left for candidate in candidates}
    return tuple(
        Next(one, title, kind, status, hue, numbers.get(step_id, 0), minutes[one.id])
        for one in next_best(candidates, week_left)
        for _, title, kind, status, _, _, step_id, hue, _, _ in (found[one.id],)
    )


def _duties(reader: Reader, today: date, zone: str) -> dict[int, list[Duty]]:
    days = {
        "first": format_date(today - timedelta(days=1)),
        "last": format_date(today + timedelta(days=EXAM_DAYS + 2)),
    }
    found: dict[int, list[Duty]] = {}
    for activity_id, kind, on_date, at_utc in reader.rows(_DUTIES, days):
        day = date.fromisoformat(on_date or from_instant(at_utc, zone)[0][:10])
        if kind == DeadlineKind.CFP_CLOSES and day <= today + CFP_NOTICE:
            continue  # a warning says so, on top of the page
        found.setdefault(activity_id, []).append(Duty(kind, (day - today).days))
    return found


def _links(rows: Iterable[GapRow]) -> dict[int, list[GapLink]]:
    """What each activity would do for the gaps; the first of the rows is the largest one."""
    found: dict[int, list[GapLink]] = {}
    for place, row in enumerate(rows):
        rated, target = row.skill.claimed, row.skill.target or 0.0
        for closer in row.closers:
            level = min(closer.level, target)
            closes = (level - (rated or 0.0)) * row.skill.weight
            if closes > 0:
                link = GapLink(row.skill.id, row.skill.name, rated, level, closes, place == 0)
                found.setdefault(closer.activity_id, []).append(link)
    return found
