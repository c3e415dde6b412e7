"""What Home shows: this week's picks, the next dates, the steps, and what must not be missed."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import count_by_week, from_instant, monday
from planner.domain.progress import WEEKS_SHOWN, Kept, Progress
from planner.domain.words import DeadlineKind, Status
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.board import lanes
from planner.services.queries.events_over import EventOver, events_over
from planner.services.queries.hidden_warnings import EXPIRY, hidden_now, key_of
from planner.services.queries.hours import WeekHours, week_hours
from planner.services.queries.sql import IN_PLAN, LIVING, LOGGED, SETTLED
from planner.services.queries.week import Overdue, Practice, overdue, practices
from planner.storage.reader import Reader

DAYS_SHOWN = 14
OVERDUE_READ: Final = 50
"""Of what is past its day so many are read, the newest ones."""
CFP_NOTICE = timedelta(days=3)
EXPIRY_NOTICE = timedelta(days=90)
OVER_NOTICE = timedelta(days=90)
"""What was over longer ago than this is not told any more."""
_OPEN = (Status.PLANNED.value, Status.IN_PROGRESS.value)


class Pick(NamedTuple):
    """An activity picked for a week; ``due`` is a date or an instant. ``week_sessions`` are those of a practice."""

    id: int
    title: str
    kind: str
    status: str
    hue: int | None
    estimate_minutes: int | None
    logged_minutes: int
    cadence_count: int | None
    cadence_minutes: int | None
    due: str | None
    week_sessions: int = 0


class StepLine(NamedTuple):
    """A step with its progress; ``kept`` is None where no practice has begun. ``current`` is the first one not done."""

    id: int
    name: str
    hue: int
    ready_when: str
    progress: Progress
    practices: int
    kept: Kept | None
    current: bool


class Notice(NamedTuple):
    """What matters now: ``what`` is ``exam_over``, ``cfp_closing``, ``expiring`` or ``expired``.

    ``day`` is the person's day; ``time`` the wall time of an instant in the person's zone, empty for a plain date.
    ``uid`` is that of the activity.
    """

    what: str
    activity_id: int
    title: str
    day: date
    time: str
    uid: str = ""


class Home(NamedTuple):
    """What the first paint of the page shows, read at once.

    ``practices`` and ``overdue`` are those that are not picked for this week; of the latter the newest ones.
    """

    picks: tuple[Pick, ...]
    left_over: tuple[Pick, ...]
    dates: tuple[AgendaEntry, ...]
    steps: tuple[StepLine, ...]
    notices: tuple[Notice, ...]
    is_empty: bool
    over: tuple[EventOver, ...] = ()
    practices: tuple[Practice, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    hours: WeekHours = WeekHours(0, None)


_PICKS: Final = f"""
SELECT a.picked_week, a.id, a.title, a.kind, a.status, s.hue, a.estimate_minutes, {LOGGED},
       a.cadence_count, a.cadence_minutes, (
           SELECT min(coalesce(d.on_date, d.at_utc)) FROM deadline AS d WHERE d.activity_id = a.id AND d.kind = 'due'
       ) AS due,
       iif(a.cadence_count > 0, (
           SELECT count(*) FROM study_session AS w
           WHERE w.activity_id = a.id AND w.planned = 0 AND w.starts >= :this_week AND w.starts < :next_week
       ), 0)
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id
WHERE a.picked_week IN (:this_week, :last_week) AND {IN_PLAN}
ORDER BY a.status IN ('done', 'skipped'), due IS NULL, due, a.position, a.id
"""

_OPEN_STATUS: Final = "a.status IN ('planned', 'in_progress')"

_PRACTICES: Final = f"""
SELECT a.id, a.step_id, a.cadence_count, coalesce(
    (SELECT min(w.starts) FROM study_session AS w WHERE w.activity_id = a.id AND w.planned = 0), a.started_on)
FROM activity AS a
WHERE a.cadence_count > 0 AND a.step_id IS NOT NULL AND {_OPEN_STATUS} AND {LIVING}
"""

_PRACTISED: Final = f"""
SELECT w.activity_id, w.starts
FROM activity AS a JOIN study_session AS w ON w.activity_id = a.id
WHERE a.cadence_count > 0 AND w.planned = 0 AND {LIVING} AND w.starts >= ?
"""

_NOTICES: Final = f"""
SELECT a.id, a.uid, a.title, d.kind, d.on_date, d.at_utc, coalesce(d.on_date, d.at_utc) AS moment
FROM deadline AS d JOIN activity AS a ON a.id = d.activity_id
LEFT JOIN event AS e ON e.activity_id = a.id
LEFT JOIN certification AS c ON c.activity_id = a.id
WHERE d.kind IN ('exam', 'cfp_closes', 'renewal')
AND (d.on_date BETWEEN :over AND :expiry OR d.at_utc BETWEEN :over AND :expiry) AND {LIVING} AND (
    d.kind = 'exam' AND {_OPEN_STATUS} AND moment < :tomorrow AND d.id NOT IN {SETTLED}
    OR d.kind = 'cfp_closes' AND e.state = 'interested' AND moment BETWEEN :yesterday AND :cfp
    OR d.kind = 'renewal' AND c.state = 'passed' AND NOT c.never_expires)
ORDER BY moment, d.id
"""

_HOLDS_ANYTHING: Final = f"SELECT EXISTS (SELECT 1 FROM activity AS a WHERE {LIVING}) OR EXISTS (SELECT 1 FROM step)"


def home(reader: Reader, today: date, now: str, zone: str) -> Home:
    """Everything that Home shows on a day; ``now`` is the present instant."""
    picks = _picks(reader, today)
    week = monday(today).isoformat()
    picked = {pick.id for at, pick in picks if at == week}
    return Home(
        tuple(pick for picked, pick in picks if picked == week),
        tuple(pick for picked, pick in picks if picked != week and pick.status in _OPEN),
        agenda(reader, today, today + timedelta(days=DAYS_SHOWN), zone),
        _steps(reader, today),
        _notices(reader, today, now, zone),
        not reader.value(_HOLDS_ANYTHING),
        events_over(reader, today, zone),
        tuple(each for each in practices(reader, today) if each.id not in picked),
        overdue(reader, today, zone, OVERDUE_READ),
        week_hours(reader, today),
    )


def _picks(reader: Reader, today: date) -> list[tuple[str, Pick]]:
    """The picks of this week and the last, with the Monday of their week."""
    this_week = monday(today)
    around = {"last_week": -7, "this_week": 0, "next_week": 7}
    weeks = {name: (this_week + timedelta(days=days)).isoformat() for name, days in around.items()}
    return [(week, Pick._make(pick)) for week, *pick in reader.rows(_PICKS, weeks)]


def _steps(reader: Reader, today: date) -> tuple[StepLine, ...]:
    practices, kept = _kept(reader, today)
    lines: list[StepLine] = []
    current_found = False
    for lane in reader.recall(lanes, today):
        if lane.step_id is None or lane.hue is None:
            continue
        current = not current_found and lane.progress.done < lane.progress.total
        current_found = current_found or current
        facts = (lane.progress, practices[lane.step_id], kept.get(lane.step_id), current)
        lines.append(StepLine(lane.step_id, lane.name, lane.hue, lane.ready_when, *facts))
    return tuple(lines)


def _kept(reader: Reader, today: date) -> tuple[Counter[int], dict[int, Kept]]:
    """How many practices each step has, and how well those that have begun were kept.

    A week counts when at least half of them were.

    The current week and the one in which a practice began only count for the better, as for a single practice.
    """
    first_shown = monday(today) - timedelta(days=7 * (WEEKS_SHOWN + 1))
    days: dict[int, list[str]] = defaultdict(list)
    for activity_id, starts in reader.rows(_PRACTISED, (first_shown.isoformat(),)):
        days[activity_id].append(starts)
    of_step: dict[int, list[tuple[int, str, dict[str, int]]]] = defaultdict(list)
    number: Counter[int] = Counter()
    for activity_id, step_id, count, since in reader.rows(_PRACTICES):
        number[step_id] += 1
        if since is not None:
            of_step[step_id].append((count, since[:10], count_by_week(days[activity_id])))
    return number, {step_id: _kept_together(found, today) for step_id, found in of_step.items()}


def _kept_together(practices: list[tuple[int, str, dict[str, int]]], today: date) -> Kept:
    kept = of = 0
    week = monday(today)
    while of < WEEKS_SHOWN:
        after = (week + timedelta(days=7)).isoformat()
        begun = [found for found in practices if found[1] < after]
        if not begun:
            break
        good = sum(by_week.get(week.isoformat(), 0) >= count for count, _, by_week in begun)
        is_kept = 2 * good >= len(begun)
        is_whole = week != monday(today) and any(since <= week.isoformat() for _, since, _ in begun)
        kept += is_kept
        of += is_kept or is_whole
        week -= timedelta(days=7)
    return Kept(kept, of)


def _notices(reader: Reader, today: date, now: str, zone: str) -> tuple[Notice, ...]:
    day = timedelta(days=1)
    days = {
        "over": today - OVER_NOTICE,
        "expiry": today + EXPIRY_NOTICE + 2 * day,
        "yesterday": today - day,
        "tomorrow": today + day,
        "cfp": today + CFP_NOTICE + 2 * day,
    }
    found: list[Notice] = []
    hidden = hidden_now(reader, today)
    for activity_id, uid, title, kind, on_date, at_utc, _ in reader.rows(
        _NOTICES, {name: each.isoformat() for name, each in days.items()}
    ):
        wall = "" if at_utc is None else from_instant(at_utc, zone)[0]
        local = date.fromisoformat(on_date or wall[:10])
        is_over = local < today if at_utc is None else at_utc < now
        what = ""
        if kind == DeadlineKind.EXAM and is_over:
            what = "exam_over"
        elif kind == DeadlineKind.CFP_CLOSES and not is_over and local <= today + CFP_NOTICE:
            what = "cfp_closing"
        elif kind == DeadlineKind.RENEWAL and local <= today + EXPIRY_NOTICE:
            what = "expired" if is_over else "expiring"
        if what and not (what == "expiring" and key_of(EXPIRY, uid) in hidden):
            found.append(Notice(what, activity_id, title, local, wall[11:16], uid))
    return tuple(sorted(found, key=lambda notice: (_URGENCY.index(notice.what), notice.day)))


_URGENCY = ("cfp_closing", "exam_over", "expired", "expiring")
