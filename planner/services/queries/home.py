"""What Home shows: this week's picks, the next dates, the steps, and what must not be missed."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, exists, func, or_, select

from planner.domain.dates import count_by_week, from_instant, monday
from planner.domain.progress import WEEKS_SHOWN, Kept, Progress
from planner.domain.words import CertificationState, DeadlineKind, EventState, Status
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.conditions import LIVING, in_plan
from planner.storage.schema import activity, certification, deadline, event, roadmap, step, study_session

DAYS_SHOWN = 14
CFP_NOTICE = timedelta(days=3)
EXPIRY_NOTICE = timedelta(days=90)
OVER_NOTICE = timedelta(days=90)
"""What was over longer ago than this is not told any more."""
_WATCHED = (DeadlineKind.EXAM.value, DeadlineKind.CFP_CLOSES.value, DeadlineKind.RENEWAL.value)
_OPEN = (Status.PLANNED.value, Status.IN_PROGRESS.value)


class Pick(NamedTuple):
    """An activity picked for a week; ``due`` is a date or an instant."""

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
    """

    what: str
    activity_id: int
    title: str
    day: date
    time: str


class Home(NamedTuple):
    """Everything on the page, read at once."""

    picks: tuple[Pick, ...]
    left_over: tuple[Pick, ...]
    dates: tuple[AgendaEntry, ...]
    steps: tuple[StepLine, ...]
    notices: tuple[Notice, ...]
    is_empty: bool


def home(connection: Connection, today: date, now: str, zone: str) -> Home:
    """Everything that Home shows on a day; ``now`` is the present instant."""
    picks = _picks(connection, today)
    week = monday(today).isoformat()
    return Home(
        tuple(pick for picked, pick in picks if picked == week),
        tuple(pick for picked, pick in picks if picked != week and pick.status in _OPEN),
        agenda(connection, today, today + timedelta(days=DAYS_SHOWN), zone),
        _steps(connection, today),
        _notices(connection, today, now, zone),
        not connection.execute(select(or_(exists(select(1).where(LIVING)), exists(select(step.c.id))))).scalar_one(),
    )


def _picks(connection: Connection, today: date) -> list[tuple[str, Pick]]:
    """The picks of this week and the last, with the Monday of their week."""
    this_week = monday(today)
    logged = (
        select(func.coalesce(func.sum(study_session.c.minutes), 0))
        .where(study_session.c.activity_id == activity.c.id, study_session.c.planned.is_(False))
        .scalar_subquery()
    )
    due = (
        select(func.min(func.coalesce(deadline.c.on_date, deadline.c.at_utc)))
        .where(deadline.c.activity_id == activity.c.id, deadline.c.kind == DeadlineKind.DUE)
        .scalar_subquery()
    )
    columns = activity.c
    rows = connection.execute(
        select(
            columns.picked_week,
            columns.id,
            columns.title,
            columns.kind,
            columns.status,
            step.c.hue,
            columns.estimate_minutes,
            logged,
            columns.cadence_count,
            columns.cadence_minutes,
            due,
        )
        .select_from(activity.outerjoin(step, step.c.id == columns.step_id))
        .where(columns.picked_week.in_([this_week.isoformat(), (this_week - timedelta(days=7)).isoformat()]), in_plan())
        .order_by(columns.status.in_([Status.DONE, Status.SKIPPED]), due.is_(None), due, columns.position, columns.id)
    )
    return [(row[0], Pick._make(row[1:])) for row in rows]


def _steps(connection: Connection, today: date) -> tuple[StepLine, ...]:
    columns = activity.c
    no_cadence = func.coalesce(columns.cadence_count, 0) == 0
    counted = and_(columns.core.is_(True), no_cadence, columns.status != Status.SKIPPED)
    is_done = columns.status == Status.DONE
    estimate = func.coalesce(columns.estimate_minutes, 0)
    # Nearly every row counts: one pass over the table is three times as fast as going through the index of step_id,
    # which an expression keeps SQLite from.
    of_step = columns.step_id + 0
    sums = {
        row[0]: row[1:]
        for row in connection.execute(
            select(
                of_step,
                func.sum(case((counted, 1), else_=0)),
                func.sum(case((and_(counted, is_done), 1), else_=0)),
                func.sum(case((counted, estimate), else_=0)),
                func.sum(case((and_(counted, is_done), estimate), else_=0)),
                func.sum(case((and_(columns.cadence_count > 0, columns.status.in_(_OPEN)), 1), else_=0)),
            )
            .where(of_step.is_not(None), in_plan())
            .group_by(of_step)
        )
    }
    spent = _spent(connection)
    kept = _kept(connection, today)
    lines: list[StepLine] = []
    current_found = False
    for step_id, name, hue, ready_when in connection.execute(
        select(step.c.id, step.c.name, step.c.hue, step.c.ready_when)
        .join(roadmap, roadmap.c.id == step.c.roadmap_id)
        .where(roadmap.c.archived.is_(False))
        .order_by(roadmap.c.position, roadmap.c.id, step.c.position, step.c.id)
    ):
        total, done, minutes_total, minutes_done, practices = sums.get(step_id, (0, 0, 0, 0, 0))
        minutes_done += spent.get(step_id, 0)
        progress = Progress(total, done, minutes_total, minutes_done, minutes_total - minutes_done)
        current = not current_found and done < total
        current_found = current_found or current
        lines.append(StepLine(step_id, name, hue, ready_when, progress, practices, kept.get(step_id), current))
    return tuple(lines)


def _spent(connection: Connection) -> dict[int, int]:
    """The minutes logged on open core activities of each step, of each no more than its estimate."""
    columns = activity.c
    logged = func.min(columns.estimate_minutes, func.sum(study_session.c.minutes))
    spent: dict[int, int] = defaultdict(int)
    for step_id, minutes in connection.execute(
        select(columns.step_id, logged)
        .join(study_session, study_session.c.activity_id == columns.id)
        .where(
            columns.core.is_(True),
            columns.status.in_(_OPEN),
            columns.step_id.is_not(None),
            columns.estimate_minutes.is_not(None),
            func.coalesce(columns.cadence_count, 0) == 0,
            study_session.c.planned.is_(False),
            in_plan(),
        )
        .group_by(columns.id)
    ):
        spent[step_id] += minutes
    return spent


def _kept(connection: Connection, today: date) -> dict[int, Kept]:
    """How well the practices of each step that have begun were kept: a week counts when at least half of them were.

    The current week and the one in which a practice began only count for the better, as for a single practice.
    """
    columns = activity.c
    first_shown = monday(today) - timedelta(days=7 * (WEEKS_SHOWN + 1))
    begun = (
        select(func.min(study_session.c.starts))
        .where(study_session.c.activity_id == columns.id, study_session.c.planned.is_(False))
        .scalar_subquery()
    )
    practices = connection.execute(
        select(columns.id, columns.step_id, columns.cadence_count, func.coalesce(begun, columns.started_on)).where(
            columns.cadence_count > 0, columns.step_id.is_not(None), columns.status.in_(_OPEN), LIVING
        )
    ).all()
    days: dict[int, list[str]] = defaultdict(list)
    for activity_id, starts in connection.execute(
        select(study_session.c.activity_id, study_session.c.starts)
        .join(activity, columns.id == study_session.c.activity_id)
        .where(columns.cadence_count > 0, study_session.c.planned.is_(False), LIVING)
        .where(study_session.c.starts >= first_shown.isoformat())
    ):
        days[activity_id].append(starts)
    of_step: dict[int, list[tuple[int, str, dict[str, int]]]] = defaultdict(list)
    for activity_id, step_id, count, since in practices:
        if since is not None:
            of_step[step_id].append((count, since[:10], count_by_week(days[activity_id])))
    return {step_id: _kept_together(found, today) for step_id, found in of_step.items()}


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


def _notices(connection: Connection, today: date, now: str, zone: str) -> tuple[Notice, ...]:
    columns = deadline.c
    when = func.coalesce(columns.on_date, columns.at_utc)
    day = timedelta(days=1)
    window = columns.kind.in_(_WATCHED) & when.between(
        (today - OVER_NOTICE).isoformat(), (today + EXPIRY_NOTICE + 2 * day).isoformat()
    )
    exam = and_(columns.kind == DeadlineKind.EXAM, activity.c.status.in_(_OPEN), when < (today + day).isoformat())
    call = and_(
        columns.kind == DeadlineKind.CFP_CLOSES,
        event.c.state == EventState.INTERESTED,
        when.between((today - day).isoformat(), (today + CFP_NOTICE + 2 * day).isoformat()),
    )
    renewal = and_(
        columns.kind == DeadlineKind.RENEWAL,
        certification.c.state == CertificationState.PASSED,
        certification.c.never_expires.is_(False),
    )
    rows = connection.execute(
        select(activity.c.id, activity.c.title, columns.kind, columns.on_date, columns.at_utc)
        .select_from(
            deadline.join(activity, activity.c.id == columns.activity_id)
            .outerjoin(event, event.c.activity_id == activity.c.id)
            .outerjoin(certification, certification.c.activity_id == activity.c.id)
        )
        .where(window, LIVING, or_(exam, call, renewal))
        .order_by(when, columns.id)
    )
    found: list[Notice] = []
    for activity_id, title, kind, on_date, at_utc in rows:
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
        if what:
            found.append(Notice(what, activity_id, title, local, wall[11:16]))
    return tuple(sorted(found, key=lambda notice: (_URGENCY.index(notice.what), notice.day)))


_URGENCY = ("cfp_closing", "exam_over", "expired", "expiring")
