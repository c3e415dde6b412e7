"""One activity, whole: what the inspector and ``planner show`` need."""

from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, select

from planner.config.text import tr
from planner.domain.errors import NotFoundError
from planner.domain.model import Activity, Certification, ChecklistItem, Course, Deadline, Event, Link, StudySession
from planner.domain.plain_text import shortened
from planner.domain.words import ActivityId, DeadlineKind, SkillId
from planner.services.queries.conditions import LIVING
from planner.services.queries.sql import any_of
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_skill,
    activity_tag,
    certification,
    checklist_item,
    course,
    deadline,
    event,
    link,
    reminder,
    skill,
    step,
    study_session,
    tag,
)


class DatedDuty(NamedTuple):
    """A deadline with the minutes before it at which one is reminded."""

    deadline: Deadline
    reminders: tuple[int, ...]


class ShownSkill(NamedTuple):
    """A skill that the activity shows at a level."""

    skill_id: SkillId
    name: str
    level: float


class ActivityCard(NamedTuple):
    """An activity with everything that hangs on it."""

    activity: Activity
    step: str | None
    step_hue: int | None
    certification: Certification | None
    course: Course | None
    event: Event | None
    duties: tuple[DatedDuty, ...]
    event_reminders: tuple[int, ...]
    checklist: tuple[ChecklistItem, ...]
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    skills: tuple[ShownSkill, ...]
    sessions: tuple[StudySession, ...]

    @property
    def due(self) -> str | None:
        """The due date (or the instant) of the activity, None if it has none."""
        for duty in self.duties:
            if duty.deadline.kind == DeadlineKind.DUE:
                return duty.deadline.on_date or duty.deadline.at_utc
        return None

    @property
    def logged_minutes(self) -> int:
        """The minutes spent so far."""
        return sum(session.minutes for session in self.sessions if not session.planned)


def find_uid(reader: Reader, text: str) -> ActivityId:
    """The living activity whose uid is, or alone begins with, ``text``.

    Raises NotFoundError if there is none or more than one.
    """
    if not text:
        raise NotFoundError(tr("An empty text is not a UID. “planner status” and “planner agenda --json” list them."))
    columns = activity.c
    exact = reader.execute(select(columns.id).where(columns.uid == text, LIVING)).scalar()
    if exact is not None:
        return ActivityId(exact)
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = reader.scalars(
        select(columns.id).where(columns.uid.like(f"{escaped}%", escape="\\"), LIVING).limit(2)
    ).all()
    if len(found) != 1:
        sentence = (
            tr("More than one activity has a UID that begins with “{uid}”. Give more of it.", uid=shortened(text, 80))
            if found
            else tr(
                "No activity has the UID “{uid}”. “planner status” and “planner agenda --json” list them.",
                uid=shortened(text, 80),
            )
        )
        raise NotFoundError(sentence)
    return ActivityId(found[0])


#: Put together once: building them takes as long as running them, each time that an activity is opened.
_HEAD = (
    select(activity, step.c.name.label("step_name"), step.c.hue.label("step_hue"))
    .select_from(activity.outerjoin(step, step.c.id == activity.c.step_id))
    .where(activity.c.id == bindparam("id"))
)
_REMINDERS = (
    select(reminder.c.deadline_id, reminder.c.minutes_before)
    .where(reminder.c.activity_id == bindparam("id"))
    .order_by(reminder.c.minutes_before.desc())
)
_DUTIES = (
    select(deadline)
    .where(deadline.c.activity_id == bindparam("id"))
    .order_by(func.coalesce(deadline.c.on_date, deadline.c.at_utc), deadline.c.id)
)
_CERTIFICATION = select(certification).where(certification.c.activity_id == bindparam("id"))
_COURSE = select(course).where(course.c.activity_id == bindparam("id"))
_EVENT = select(event).where(event.c.activity_id == bindparam("id"))
_CHECKLIST = (
    select(checklist_item)
    .where(checklist_item.c.activity_id == bindparam("id"))
    .order_by(checklist_item.c.position, checklist_item.c.id)
)
_LINKS = select(link).where(link.c.activity_id == bindparam("id")).order_by(link.c.position, link.c.id)
_TAGS = (
    select(tag.c.name)
    .join(activity_tag, activity_tag.c.tag_id == tag.c.id)
    .where(activity_tag.c.activity_id == bindparam("id"))
    .order_by(tag.c.name)
)
_SKILLS = (
    select(skill.c.id, skill.c.name, activity_skill.c.level)
    .join(activity_skill, activity_skill.c.skill_id == skill.c.id)
    .where(activity_skill.c.activity_id == bindparam("id"))
    .order_by(skill.c.name)
)
_SESSIONS = (
    select(study_session)
    .where(study_session.c.activity_id == bindparam("id"))
    .order_by(study_session.c.starts, study_session.c.id)
)


def activity_card(reader: Reader, activity_id: int) -> ActivityCard:
    """The activity of this id, also one in the trash. Raises NotFoundError if there is none."""
    asked = {"id": activity_id}
    head = reader.execute(_HEAD, asked).first()
    if head is None:
        raise NotFoundError(tr("The activity is not in the plan any more; it was deleted meanwhile."))
    reminders: dict[int | None, list[int]] = {}
    for deadline_id, minutes in reader.execute(_REMINDERS, asked):
        reminders.setdefault(deadline_id, []).append(minutes)
    duties = [Deadline._make(found) for found in reader.execute(_DUTIES, asked)]
    certificates = reader.execute(_CERTIFICATION, asked).first()
    courses = reader.execute(_COURSE, asked).first()
    events = reader.execute(_EVENT, asked).first()
    return ActivityCard(
        Activity._make(head[: len(Activity._fields)]),
        head.step_name,
        head.step_hue,
        None if certificates is None else Certification._make(certificates),
        None if courses is None else Course._make(courses),
        None if events is None else Event._make(events),
        tuple(DatedDuty(duty, tuple(reminders.get(duty.id, ()))) for duty in duties),
        tuple(reminders.get(None, ())),
        tuple(ChecklistItem._make(found) for found in reader.execute(_CHECKLIST, asked)),
        tuple(Link._make(found) for found in reader.execute(_LINKS, asked)),
        tuple(name for (name,) in reader.execute(_TAGS, asked)),
        tuple(ShownSkill(*found) for found in reader.execute(_SKILLS, asked)),
        tuple(StudySession._make(found) for found in reader.execute(_SESSIONS, asked)),
    )


class StepChoice(NamedTuple):
    """A step that an activity can belong to."""

    id: int
    name: str
    hue: int
    roadmap: str


def step_choices(reader: Reader) -> tuple[StepChoice, ...]:
    """Every step, in the order of roadmaps and steps."""
    from planner.storage.schema import roadmap

    return tuple(
        StepChoice(*row)
        for row in reader.execute(
            select(step.c.id, step.c.name, step.c.hue, roadmap.c.name)
            .join(roadmap, roadmap.c.id == step.c.roadmap_id)
            .order_by(roadmap.c.position, roadmap.c.id, step.c.position, step.c.id)
        )
    )


class SkillChoice(NamedTuple):
    """A skill that an activity can show."""

    id: int
    name: str
    category: str


def skill_choices(reader: Reader) -> tuple[SkillChoice, ...]:
    """Every skill, in the order of categories and skills."""
    from planner.storage.schema import category

    return tuple(
        SkillChoice(*row)
        for row in reader.execute(
            select(skill.c.id, skill.c.name, category.c.name)
            .join(category, category.c.id == skill.c.category_id)
            .order_by(category.c.position, category.c.id, skill.c.position, skill.c.id)
        )
    )


def tag_names(reader: Reader) -> tuple[str, ...]:
    """Every tag in use, for completion."""
    return tuple(reader.scalars(select(tag.c.name).order_by(tag.c.name)))


class Archived(NamedTuple):
    """A done activity in the archive."""

    id: int
    title: str
    kind: str
    completed_on: str | None
    step: str


_ARCHIVED: Final = """
SELECT a.id, a.title, a.kind, a.completed_on, coalesce(s.name, '')
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id
WHERE a.archived_at IS NOT NULL AND a.trashed_at IS NULL
ORDER BY a.completed_on DESC, a.id DESC
"""


def archived(reader: Reader) -> tuple[Archived, ...]:
    """What is in the archive, the latest done first."""
    return tuple(Archived(*row) for row in reader.rows(_ARCHIVED))


class Trashed(NamedTuple):
    """An activity in the trash."""

    id: int
    title: str
    kind: str
    trashed_at: str


def all_begun(reader: Reader, ids: Collection[int]) -> bool:
    """Whether each of these activities was in progress before, so that it has a day on which it was begun."""
    return not reader.value(f"SELECT count(*) FROM activity WHERE id IN {any_of(ids)} AND started_on IS NULL")


def trashed(reader: Reader) -> tuple[Trashed, ...]:
    """What is in the trash, the newest first."""
    columns = activity.c
    return tuple(
        Trashed(*row)
        for row in reader.execute(
            select(columns.id, columns.title, columns.kind, columns.trashed_at)
            .where(columns.trashed_at.is_not(None))
            .order_by(columns.trashed_at.desc(), columns.id.desc())
        )
    )
