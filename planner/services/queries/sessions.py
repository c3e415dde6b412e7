"""Study sessions as their list shows them, and the activities that time can be logged on."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import format_date
from planner.domain.words import ActivityId, StepId
from planner.services.queries.sql import IN_PLAN, LIVING
from planner.storage.reader import Reader

INBOX: Final = StepId(0)
"""Stands for the inbox where a step is chosen."""
_RECENT_DAYS: Final = 30


class SessionChoice(NamedTuple):
    """Which sessions are meant: from the day ``since`` to the exclusive ``until``, of one activity, of one step.

    None is any; the step :data:`INBOX` is none.
    """

    since: date | None = None
    until: date | None = None
    activity_id: ActivityId | None = None
    step_id: StepId | None = None


class SessionRow(NamedTuple):
    """One study session with its activity. ``starts`` is a date or a wall time, ``step`` empty for the inbox."""

    id: int
    uid: str
    activity_id: ActivityId
    activity_uid: str
    title: str
    kind: str
    step: str
    hue: int | None
    starts: str
    minutes: int
    planned: bool
    zone: str
    note: str

    @property
    def day(self) -> str:
        """The day on which it began, as text."""
        return self.starts[:10]

    @property
    def time(self) -> str:
        """The time of day (``18:30``) at which it began, empty where only the day is known."""
        return self.starts[11:16]


class LoggedOn(NamedTuple):
    """An activity that time can be logged on; ``label`` is its title, with its step where another has the same."""

    id: ActivityId
    label: str
    title: str
    cadence_minutes: int | None


_SESSIONS: Final = f"""
SELECT w.id, w.uid, a.id, a.uid, a.title, a.kind, coalesce(s.name, ''), s.hue, w.starts, w.minutes, w.planned, w.zone,
       w.note
FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE {LIVING} AND {{chosen}}
ORDER BY w.starts DESC, w.id DESC
"""


def sessions(reader: Reader, choice: SessionChoice = SessionChoice()) -> tuple[SessionRow, ...]:  # noqa: B008  # immutable
    """The chosen sessions, the newest first; one statement."""
    chosen, values = ["1"], {}
    if choice.since is not None:
        chosen.append("w.starts >= :since")
        values["since"] = format_date(choice.since)
    if choice.until is not None:
        chosen.append("w.starts < :until")
        values["until"] = format_date(choice.until)
    if choice.activity_id is not None:
        chosen.append(f"a.id = {int(choice.activity_id)}")
    if choice.step_id is not None:
        chosen.append("a.step_id IS NULL" if choice.step_id == INBOX else f"a.step_id = {int(choice.step_id)}")
    rows = reader.rows(_SESSIONS.format(chosen=" AND ".join(chosen)), values)
    return tuple(SessionRow._make((*row[:10], bool(row[10]), *row[11:])) for row in rows)


_OPEN: Final = f"""
SELECT a.id, a.title, coalesce(s.name, ''), a.cadence_minutes
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id
WHERE {IN_PLAN} AND (a.status IN ('in_progress', 'planned') OR a.status = 'done' AND a.completed_on >= :since)
ORDER BY a.status <> 'in_progress', a.status = 'done', a.title, a.id
"""


def loggable(reader: Reader, today: date) -> tuple[LoggedOn, ...]:
    """What time can be logged on: all that is open, and what was done in the last thirty days; one statement.

    What is in progress comes first.
    """
    since = format_date(today - timedelta(days=_RECENT_DAYS))
    rows = reader.rows(_OPEN, {"since": since})
    often: dict[str, int] = {}
    for _, title, _, _ in rows:
        often[title] = often.get(title, 0) + 1
    taken: set[str] = set()
    found = []
    for activity_id, title, step, minutes in rows:
        label = f"{title} ({step})" if often[title] > 1 and step else title
        while label in taken:
            label = f"{label} ·"
        taken.add(label)
        found.append(LoggedOn(ActivityId(activity_id), label, title, minutes))
    return tuple(found)


_LAST: Final = f"""
SELECT a.id FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id
WHERE NOT w.planned AND {LIVING} ORDER BY w.id DESC LIMIT 1
"""


def last_logged(reader: Reader) -> ActivityId | None:
    """The activity that time was logged on last, None where there is none."""
    found = reader.value(_LAST)
    return None if found is None else ActivityId(found)


def title_of(reader: Reader, activity_id: int) -> str:
    """The title of an activity, empty if it is gone."""
    return reader.value("SELECT title FROM activity WHERE id = ?", (activity_id,)) or ""


class StepChoice(NamedTuple):
    """A step that has sessions; :data:`INBOX` with an empty name stands for the inbox."""

    id: StepId
    name: str


_STEPS: Final = f"""
SELECT DISTINCT coalesce(s.id, 0), coalesce(s.name, ''), s.position
FROM study_session AS w JOIN activity AS a ON a.id = w.activity_id LEFT JOIN step AS s ON s.id = a.step_id
WHERE {LIVING} ORDER BY s.id IS NULL, s.roadmap_id, s.position, s.id
"""


def steps_with_sessions(reader: Reader) -> tuple[StepChoice, ...]:
    """The steps in which time was logged or planned, in their order, the inbox last."""
    return tuple(StepChoice(StepId(row[0]), row[1]) for row in reader.rows(_STEPS))
