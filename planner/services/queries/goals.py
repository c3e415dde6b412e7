"""Certifications and courses as the Goals page shows them: state, dates, hours, units, tags."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from planner.domain import dates
from planner.domain.money import Money
from planner.domain.words import ActivityId, CertificationState, CourseState, DeadlineId, DeadlineKind, Kind, StepId
from planner.services.queries.board_cards import tags_of
from planner.services.queries.renewals import Standing, standings
from planner.services.queries.sql import LIVING, LOGGED, any_of
from planner.storage.reader import Reader

URGENT_DAYS: Final = 90
"""An expiry as near as this is told in the colour of danger, and one that is past for longer is history."""


class Moment(NamedTuple):
    """A deadline as the person lives it: the ``day`` where they are, ``time`` (``09:30``) or empty for a whole day."""

    deadline_id: DeadlineId
    day: date
    time: str = ""
    label: str = ""


class GoalRow(NamedTuple):
    """One certification or course.

    ``provider`` is a certification's issuer. ``estimate`` and ``logged`` are minutes; planned sessions do not count.
    ``exam``, ``expires`` and ``due`` are the next date of their kind, or the last one where none is ahead.
    ``started_on``, ``completed_on`` and ``issued_on`` are dates as text. ``standing`` is how a certification that is
    held stands in its renewal cycle. ``price`` is the list price, ``step`` a name.
    """

    id: ActivityId
    title: str
    kind: str
    state: str
    provider: str
    url: str
    picked_week: str | None
    estimate: int | None
    logged: int
    started_on: str | None
    completed_on: str | None
    issued_on: str | None
    never_expires: bool
    validity_months: int | None
    units_done: int
    units_total: int | None
    exam: Moment | None = None
    expires: Moment | None = None
    due: Moment | None = None
    tags: tuple[str, ...] = ()
    standing: Standing | None = None
    core: bool = True
    step_id: StepId | None = None
    step: str = ""
    code: str = ""
    level: str = ""
    renewal_method: str = ""
    price: Money | None = None


class Section(StrEnum):
    """The sections of the page, in their order; OTHER (dropped, retired) is shown in the table only."""

    PREPARING = "preparing"
    HELD = "held"
    COURSES = "courses"
    IDEAS = "ideas"
    OTHER = "other"


_GOALS: Final = f"""
SELECT a.id, a.title, a.kind, coalesce(c.state, o.state), coalesce(c.issuer, o.provider), coalesce(c.url, o.url),
       a.picked_week, a.estimate_minutes, {LOGGED}, a.started_on, a.completed_on, c.issued_on,
       coalesce(c.never_expires, 0), c.validity_months, coalesce(o.units_done, 0), o.units_total,
       a.core, a.step_id, coalesce(s.name, ''), coalesce(c.code, ''), coalesce(c.level, ''),
       coalesce(c.renewal_method, ''), coalesce(c.fee_minor, o.fee_minor), coalesce(c.fee_currency, o.fee_currency)
FROM activity AS a
LEFT JOIN certification AS c ON c.activity_id = a.id LEFT JOIN course AS o ON o.activity_id = a.id
LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE {{chosen}} AND {LIVING} AND coalesce(c.state, o.state) IS NOT NULL
ORDER BY r.position, s.position, a.position, a.id
"""

_DEADLINES: Final = f"""
SELECT a.id, d.kind, d.id, d.on_date, d.at_utc, d.label
FROM activity AS a JOIN deadline AS d ON d.activity_id = a.id
WHERE {{chosen}} AND {LIVING} AND d.kind IN ('exam', 'renewal', 'due')
ORDER BY d.id
"""

_HELD: Final = (CertificationState.PASSED.value, CertificationState.EXPIRED.value)
_DATES: Final = (DeadlineKind.EXAM.value, DeadlineKind.RENEWAL.value, DeadlineKind.DUE.value)


FIRST: Final = 50
"""How many goals of a section are read at first."""
NEWEST: Final = 5
"""How many completed courses are shown at first."""


UNDER_WAY: Final = (Section.PREPARING, Section.HELD, Section.COURSES)
"""The sections of what is no idea any more."""


class _Part(NamedTuple):
    """Goals of one kind in some states, which stand together in a section.

    They are ordered by the SQL expression ``by``: ascending; but what is less than the parameter ``gone`` comes behind
    all others, descending. Where there is none, they stand in the order of the plan; what is completed, newest first.
    """

    section: Section
    kind: Kind
    states: tuple[str, ...]
    by: str = ""
    gone: str = "''"
    first: int = FIRST

    @property
    def chosen(self) -> str:
        """SQL that narrows to these goals."""
        return f"g.state IN ({', '.join(repr(str(state)) for state in self.states)})"

    def sql(self) -> str:
        """A statement for their ids in order, at the most as many as the parameter ``most``."""
        template = _COMPLETED if self.states == (CourseState.COMPLETED,) else _BY_MOMENT if self.by else _BY_PLAN
        return template.format(by=self.by, gone=self.gone, table=self.kind.value, chosen=self.chosen)


def _moment(kind: DeadlineKind) -> str:
    """SQL for the date of a goal ``g`` that counts: the next from today on, else the last that has passed.

    An instant is told in the person's zone as that is today: a change of the clock in between is left out, since it
    only decides about an order, and only within an hour of midnight.
    """
    local = "coalesce(d.on_date, strftime('%Y-%m-%dT%H:%M', d.at_utc, :offset))"
    days = f"SELECT {local} AS day FROM deadline AS d WHERE d.activity_id = g.activity_id AND d.kind = '{kind}'"
    return f"(SELECT coalesce(min(iif(day >= :today, day, NULL)), max(day)) FROM ({days}))"


_DUE: Final = _moment(DeadlineKind.DUE)
_PARTS: Final = (
    _Part(
        Section.PREPARING,
        Kind.CERTIFICATION,
        (CertificationState.PREPARING, CertificationState.BOOKED),
        _moment(DeadlineKind.EXAM),
    ),
    _Part(
        Section.HELD,
        Kind.CERTIFICATION,
        (CertificationState.PASSED, CertificationState.EXPIRED),
        _moment(DeadlineKind.RENEWAL),
        ":long_ago",
    ),
    _Part(Section.COURSES, Kind.COURSE, (CourseState.IN_PROGRESS,), _DUE),
    _Part(Section.COURSES, Kind.COURSE, (CourseState.ENROLLED,), _DUE),
    # One more than shown: it is no longer than the line that would hide it.
    _Part(Section.COURSES, Kind.COURSE, (CourseState.COMPLETED,), first=NEWEST + 1),
    _Part(Section.IDEAS, Kind.CERTIFICATION, (CertificationState.CONSIDERING,)),
    _Part(Section.IDEAS, Kind.COURSE, (CourseState.CONSIDERING,)),
    _Part(Section.OTHER, Kind.CERTIFICATION, (CertificationState.RETIRED, CertificationState.DROPPED)),
    _Part(Section.OTHER, Kind.COURSE, (CourseState.DROPPED,)),
)
_SECTIONS: Final[Mapping[tuple[str, str], Section]] = {
    (part.kind.value, state): part.section for part in _PARTS for state in part.states
}

_TRASHED: Final = "SELECT id FROM activity WHERE trashed_at IS NOT NULL"
"""The few that do not live: with it, the goals of a state are found without a look at the activity of each."""

_NUMBER: Final = f"SELECT count(*) FROM {{table}} AS g WHERE {{chosen}} AND g.activity_id NOT IN ({_TRASHED})"

# MATERIALIZED: otherwise SQLite finds the moment anew each time that the order names it.
_BY_MOMENT: Final = f"""
WITH found AS MATERIALIZED (
    SELECT g.activity_id AS id, {{by}} AS moment FROM {{table}} AS g
    WHERE {{chosen}} AND g.activity_id NOT IN ({_TRASHED})
)
SELECT id FROM found
ORDER BY (moment < {{gone}}) IS TRUE, moment IS NULL, iif(moment < {{gone}}, moment, '') DESC, moment, id
LIMIT :most
"""

_BY_PLAN: Final = f"""
SELECT a.id
FROM {{table}} AS g CROSS JOIN activity AS a ON a.id = g.activity_id
LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE {{chosen}} AND {LIVING}
ORDER BY r.position, s.position, a.position, a.id
LIMIT :most
"""

# Along an index, since in time these become many.
_COMPLETED: Final = f"""
SELECT a.id FROM activity AS a WHERE a.kind = '{{table}}' AND a.status = 'done' AND {LIVING}
ORDER BY a.completed_on DESC, a.id
LIMIT :most
"""


class SectionRows(NamedTuple):
    """The first goals of a section, what comes first on top, and how many it has in all."""

    rows: tuple[GoalRow, ...]
    total: int


def section_of(row: GoalRow) -> Section:
    """Where a goal is shown."""
    return _SECTIONS.get((row.kind, row.state), Section.OTHER)


def goals_in_sections(
    reader: Reader, today: date, zone: str, *, whole: bool, ideas: bool = False
) -> dict[Section, SectionRows]:
    """The goals by section: ``whole``, or about the :data:`FIRST` of each.

    The dates that decide come first. A certification that expired more than :data:`URGENT_DAYS` days ago stands behind
    those that are valid; of completed courses, the newest come first. Unless ``whole``, there are :data:`NEWEST` of
    these and one, there are ``ideas`` only if they are wanted or nothing else is under way, and of what is in no
    section there is just the number.
    """
    offset = datetime.combine(today, time(12), dates.zone_of(zone)).utcoffset() or timedelta()
    parameters = {
        "today": dates.format_date(today),
        "long_ago": dates.format_date(today - timedelta(days=URGENT_DAYS)),
        "offset": f"{offset // timedelta(minutes=1):+} minutes",
    }
    order: dict[Section, list[ActivityId]] = {section: [] for section in Section}
    totals = dict.fromkeys(Section, 0)
    for part in _PARTS:
        number = reader.value(_NUMBER.format(table=part.kind.value, chosen=part.chosen))
        totals[part.section] += number
        left_out = part.section is Section.OTHER or (
            part.section is Section.IDEAS and not ideas and any(totals[section] for section in UNDER_WAY)
        )
        if number and (whole or not left_out):
            most = -1 if whole else part.first
            order[part.section] += [key for (key,) in reader.rows(part.sql(), {**parameters, "most": most})]
    ids = None if whole else [activity_id for found in order.values() for activity_id in found]
    rows = {row.id: row for row in goals(reader, today, zone, ids)}
    return {
        section: SectionRows(tuple(rows[activity_id] for activity_id in found), totals[section])
        for section, found in order.items()
    }


def goals(reader: Reader, today: date, zone: str, ids: Collection[int] | None = None) -> tuple[GoalRow, ...]:
    """The living certifications and courses in the order of the plan, those of ``ids`` only if these are given.

    Seven statements.
    """
    chosen = "a.kind IN ('certification', 'course')" if ids is None else f"a.id IN {any_of(ids)}"
    exams, expiries, dues = _moments(reader.rows(_DEADLINES.format(chosen=chosen)), today, zone)
    rows = list(reader.rows(_GOALS.format(chosen=chosen)))
    tags = tags_of(reader, [row[0] for row in rows])
    held = [row[0] for row in rows if row[2] == Kind.CERTIFICATION and row[3] in _HELD]
    standing = standings(reader, today, held) if held else {}
    found = []
    for row in rows:
        key, (never_expires, *numbers), (core, *more, minor, currency) = row[0], row[12:16], row[16:]
        dates_of_it = exams.get(key), expiries.get(key), dues.get(key)
        price = None if minor is None else Money(minor, currency)
        ends = (*dates_of_it, tuple(tags.get(key, ())), standing.get(key), bool(core), *more, price)
        found.append(GoalRow._make((*row[:12], bool(never_expires), *numbers, *ends)))
    return tuple(found)


def _moments(rows: Iterable[tuple[Any, ...]], today: date, zone: str) -> tuple[dict[int, Moment], ...]:
    """For exams, renewals and due dates: the one of each goal that counts, see :func:`_moment`."""
    moments: dict[str, dict[int, Moment]] = {kind: {} for kind in _DATES}
    for activity_id, kind, deadline_id, on_date, at_utc, label in rows:
        if on_date is not None:
            moment = Moment(deadline_id, dates.parse_date(on_date), "", label)
        else:
            local = dates.instant_to_zone(at_utc, zone)
            moment = Moment(deadline_id, local.date(), f"{local.hour:02}:{local.minute:02}", label)
        found = moments[kind]
        other = found.get(activity_id)
        if other is None or _rank(moment, today) < _rank(other, today):
            found[activity_id] = moment
    return tuple(moments.values())


def _rank(moment: Moment, today: date) -> tuple[bool, int, str]:
    away = (moment.day - today).days
    return (away < 0, abs(away), moment.time)


def activity_behind(reader: Reader, table: str, row_id: int) -> ActivityId | None:
    """The activity that a row of ``certification``, ``course`` or ``deadline`` belongs to; None if there is none."""
    if table not in ("certification", "course", "deadline"):
        return None
    found = reader.value(f"SELECT activity_id FROM {table} WHERE id = ?", (row_id,))
    return None if found is None else ActivityId(found)
