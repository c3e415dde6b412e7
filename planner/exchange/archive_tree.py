"""Rows to the nested document of an archive, and back to rows with new numbers."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from itertools import count
from typing import Any, TypeVar

import msgspec

from planner.config.text import tr
from planner.domain import model
from planner.domain.dates import utc_bounds
from planner.domain.errors import ExchangeError
from planner.domain.words import ActivityId, TagId
from planner.exchange import archive_format as archived
from planner.exchange.archive_rows import LibraryRows, SequenceRow

P = TypeVar("P", bound=archived.Part)
R = TypeVar("R", bound=tuple[Any, ...])

NextId = Callable[[str], int]
"""Gives the next free number of a table, by the table's name."""


def to_tree(rows: LibraryRows) -> archived.ArchivedLibrary:
    """Nest the rows in the order of the file: by position, date or name, then by uid.

    :raises ExchangeError: when a row points at one that is not among the rows, or a setting is no JSON.
    """
    skill_uids = {row.id: row.uid for row in rows.skill}
    return archived.ArchivedLibrary(
        format=archived.FORMAT,
        format_version=archived.FORMAT_VERSION,
        roadmaps=_roadmaps(rows),
        activities=_activities(rows, skill_uids),
        tags=[_part(archived.ArchivedTag, row) for row in sorted(rows.tag, key=lambda row: row.uid)],
        categories=[_part(archived.ArchivedCategory, row) for row in sorted(rows.category, key=_by_position)],
        skills=_skills(rows),
        profiles=_profiles(rows, skill_uids),
        template_nodes=[
            _part(archived.ArchivedTemplateNode, row)
            for row in sorted(rows.template_node, key=lambda row: (row.template, row.node))
        ],
        import_memory=[
            _part(archived.ArchivedImportMemory, row)
            for row in sorted(rows.import_memory, key=lambda row: (row.source, row.key))
        ],
        settings={row.key: _setting_value(row) for row in sorted(rows.setting, key=lambda row: row.key)},
        sequences=[
            _part(archived.ArchivedSequence, row)
            for row in sorted(rows.sequences, key=lambda row: (row.uid, row.recurrence_id))
        ],
    )


def _roadmaps(rows: LibraryRows) -> list[archived.ArchivedRoadmap]:
    steps = _grouped("step", sorted(rows.step, key=_by_position), "roadmap_id", rows.roadmap)
    return [
        _part(archived.ArchivedRoadmap, row, steps=[_part(archived.ArchivedStep, step) for step in steps[row.id]])
        for row in sorted(rows.roadmap, key=_by_position)
    ]


def _skills(rows: LibraryRows) -> list[archived.ArchivedSkill]:
    category_uids = {row.id: row.uid for row in rows.category}
    rubric = _grouped("rubric_level", sorted(rows.rubric_level, key=lambda r: r.level), "skill_id", rows.skill)
    # The newest of several assessments on one day is the one with the highest number; the file keeps that order.
    by_day = sorted(rows.assessment, key=lambda row: (row.on_date, row.id))
    assessments = _grouped("assessment", by_day, "skill_id", rows.skill)
    return [
        _part(
            archived.ArchivedSkill,
            row,
            category=_uid("skill", category_uids, row.category_id),
            rubric=[_part(archived.ArchivedRubricLevel, level) for level in rubric[row.id]],
            assessments=[_part(archived.ArchivedAssessment, assessment) for assessment in assessments[row.id]],
        )
        for row in sorted(rows.skill, key=_by_position)
    ]


def _profiles(rows: LibraryRows, skill_uids: dict[Any, str]) -> list[archived.ArchivedProfile]:
    targets = _grouped("profile_target", rows.profile_target, "profile_id", rows.profile)
    return [
        _part(
            archived.ArchivedProfile,
            row,
            targets=sorted(
                (
                    _part(archived.ArchivedTarget, target, skill=_uid("profile_target", skill_uids, target.skill_id))
                    for target in targets[row.id]
                ),
                key=lambda target: target.skill,
            ),
        )
        for row in sorted(rows.profile, key=_by_position)
    ]


def _activities(rows: LibraryRows, skill_uids: dict[Any, str]) -> list[archived.ArchivedActivity]:
    step_uids = {row.id: row.uid for row in rows.step}
    tag_names = {row.id: row.name for row in rows.tag}
    owners = rows.activity
    certifications = _grouped("certification", rows.certification, "activity_id", owners)
    courses = _grouped("course", rows.course, "activity_id", owners)
    events = _grouped("event", rows.event, "activity_id", owners)
    deadlines = _grouped("deadline", sorted(rows.deadline, key=lambda row: row.uid), "activity_id", owners)
    by_uid = sorted(rows.reminder, key=lambda row: row.uid)
    own_reminders = _grouped("reminder", [r for r in by_uid if r.deadline_id is None], "activity_id", owners)
    reminders = _grouped("reminder", [r for r in by_uid if r.deadline_id is not None], "deadline_id", rows.deadline)
    checklist = _grouped("checklist_item", sorted(rows.checklist_item, key=_by_position), "activity_id", owners)
    links = _grouped("link", sorted(rows.link, key=_by_position), "activity_id", owners)
    tags = _grouped("activity_tag", rows.activity_tag, "activity_id", owners)
    skills = _grouped("activity_skill", rows.activity_skill, "activity_id", owners)
    sessions = _grouped(
        "study_session", sorted(rows.study_session, key=lambda row: (row.starts, row.uid)), "activity_id", owners
    )

    def deadline(row: model.Deadline) -> archived.ArchivedDeadline:
        inner = [_part(archived.ArchivedReminder, reminder) for reminder in reminders[row.id]]
        return _part(archived.ArchivedDeadline, row, reminders=inner)

    def skill(row: model.ActivitySkill) -> archived.ArchivedActivitySkill:
        return _part(archived.ArchivedActivitySkill, row, skill=_uid("activity_skill", skill_uids, row.skill_id))

    return [
        _part(
            archived.ArchivedActivity,
            row,
            step=None if row.step_id is None else _uid("activity", step_uids, row.step_id),
            certification=_only(archived.ArchivedCertification, certifications[row.id]),
            course=_only(archived.ArchivedCourse, courses[row.id]),
            event=_only(archived.ArchivedEvent, events[row.id]),
            deadlines=[deadline(inner) for inner in deadlines[row.id]],
            reminders=[_part(archived.ArchivedReminder, inner) for inner in own_reminders[row.id]],
            checklist=[_part(archived.ArchivedChecklistItem, inner) for inner in checklist[row.id]],
            links=[_part(archived.ArchivedLink, inner) for inner in links[row.id]],
            tags=sorted(_uid("activity_tag", tag_names, inner.tag_id) for inner in tags[row.id]),
            skills=sorted((skill(inner) for inner in skills[row.id]), key=lambda shown: shown.skill),
            sessions=[_part(archived.ArchivedSession, inner) for inner in sessions[row.id]],
        )
        for row in sorted(rows.activity, key=lambda row: row.uid)
    ]


def to_rows(library: archived.ArchivedLibrary, next_id: NextId | None = None) -> LibraryRows:
    """Flatten a document that was read and checked into rows.

    :param next_id: gives each row its number; without it, each table counts from 1.
    """
    made = _Rows(next_id or _counters())
    for tag in library.tags:
        made.tags[tag.name] = made.add("tag", model.Tag, tag)
    for category in library.categories:
        made.categories[category.uid] = made.add("category", model.Category, category)
    for skill in library.skills:
        made.skill(skill)
    for profile in library.profiles:
        made.profile(profile)
    for roadmap in library.roadmaps:
        made.roadmap(roadmap)
    for activity in library.activities:
        made.activity(activity)
    for node in library.template_nodes:
        made.add("template_node", model.TemplateNode, node)
    for memory in library.import_memory:
        made.add("import_memory", model.ImportMemory, memory)
    for key, value in library.settings.items():
        made.tables["setting"].append(model.Setting(made.next_id("setting"), key, _setting_text(value)))
    for sequence in library.sequences:
        made.tables["sequences"].append(_row(SequenceRow, sequence))
    return LibraryRows(**{table: tuple(rows) for table, rows in made.tables.items()})


class _Rows:
    """The rows made so far, and the numbers of those that others point at."""

    def __init__(self, next_id: NextId) -> None:
        self.next_id = next_id
        self.tables: dict[str, list[Any]] = {table: [] for table in LibraryRows._fields}
        self.tags: dict[str, int] = {}
        self.categories: dict[str, int] = {}
        self.skills: dict[str, int] = {}
        self.steps: dict[str, int] = {}

    def add(self, table: str, row_type: Callable[..., Any], part: archived.Part, **references: int | None) -> int:
        number = self.next_id(table)
        self.tables[table].append(_row(row_type, part, id=number, **references))
        return number

    def skill(self, skill: archived.ArchivedSkill) -> None:
        skill_id = self.add("skill", model.Skill, skill, category_id=self.categories[skill.category])
        self.skills[skill.uid] = skill_id
        for level in skill.rubric:
            self.add("rubric_level", model.RubricLevel, level, skill_id=skill_id)
        for assessment in skill.assessments:
            self.add("assessment", model.Assessment, assessment, skill_id=skill_id)

    def profile(self, profile: archived.ArchivedProfile) -> None:
        profile_id = self.add("profile", model.Profile, profile)
        for target in profile.targets:
            skill_id = self.skills[target.skill]
            self.add("profile_target", model.ProfileTarget, target, profile_id=profile_id, skill_id=skill_id)

    def roadmap(self, roadmap: archived.ArchivedRoadmap) -> None:
        roadmap_id = self.add("roadmap", model.Roadmap, roadmap)
        for step in roadmap.steps:
            self.steps[step.uid] = self.add("step", model.Step, step, roadmap_id=roadmap_id)

    def activity(self, activity: archived.ArchivedActivity) -> None:
        step_id = None if activity.step is None else self.steps[activity.step]
        owner = self.add("activity", model.Activity, activity, step_id=step_id)
        if activity.certification is not None:
            self.add("certification", model.Certification, activity.certification, activity_id=owner)
        if activity.course is not None:
            self.add("course", model.Course, activity.course, activity_id=owner)
        if activity.event is not None:
            self.event(activity.event, owner)
        for deadline in activity.deadlines:
            deadline_id = self.add("deadline", model.Deadline, deadline, activity_id=owner)
            for reminder in deadline.reminders:
                self.add("reminder", model.Reminder, reminder, activity_id=owner, deadline_id=deadline_id)
        for reminder in activity.reminders:
            self.add("reminder", model.Reminder, reminder, activity_id=owner, deadline_id=None)
        for item in activity.checklist:
            self.add("checklist_item", model.ChecklistItem, item, activity_id=owner)
        for link in activity.links:
            self.add("link", model.Link, link, activity_id=owner)
        for name in activity.tags:
            number = self.next_id("activity_tag")
            self.tables["activity_tag"].append(model.ActivityTag(number, ActivityId(owner), TagId(self.tags[name])))
        for shown in activity.skills:
            skill_id = self.skills[shown.skill]
            self.add("activity_skill", model.ActivitySkill, shown, activity_id=owner, skill_id=skill_id)
        for session in activity.sessions:
            self.add("study_session", model.StudySession, session, activity_id=owner)

    def event(self, event: archived.ArchivedEvent, owner: int) -> None:
        self.add("event", model.Event, event, activity_id=owner)
        # Derived here rather than believed: a program that changes a time in the file may forget about them.
        starts, ends = utc_bounds(event.starts, event.ends, event.zone, event.start_fold, event.end_fold)
        rows = self.tables["event"]
        rows[-1] = rows[-1]._replace(starts_utc=starts, ends_utc=ends)


def _counters() -> NextId:
    counters: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return lambda table: next(counters[table])


# -- one row and one part ----------------------------------------------------------------------------------------


@cache
def _carried(part_type: type[archived.Part], row_type: Any) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names that a part and its row share, and which of them are floats.

    A whole level may come as an int out of SQLite or a caller, but must be written alike each time.
    """
    own = set(row_type._fields)
    fields = [field for field in msgspec.structs.fields(part_type) if field.name in own]
    floats = [field.name for field in fields if _is_float(field.type)]
    return tuple(field.name for field in fields), frozenset(floats)


def _is_float(hint: Any) -> bool:
    kind = msgspec.inspect.type_info(hint)
    options: Iterable[msgspec.inspect.Type] = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    return any(isinstance(option, msgspec.inspect.FloatType) for option in options)


def _part(part_type: type[P], row: tuple[Any, ...], **inner: Any) -> P:
    names, floats = _carried(part_type, type(row))
    values = {name: getattr(row, name) for name in names}
    for name in floats:
        if values[name] is not None:
            values[name] = float(values[name])
    return part_type(**values, **inner)


def _row(row_type: Callable[..., R], part: archived.Part, **references: int | None) -> R:
    names, _ = _carried(type(part), row_type)
    values = {name: getattr(part, name) for name in names}
    for name, value in values.items():
        if isinstance(value, Enum):
            values[name] = value.value
    return row_type(**values, **references)


def _only(part_type: type[P], rows: Sequence[tuple[Any, ...]]) -> P | None:
    return _part(part_type, rows[0]) if rows else None


def _by_position(row: Any) -> tuple[str, str]:
    return row.position, row.uid


def _grouped(table: str, rows: Iterable[R], field: str, owners: Iterable[Any]) -> defaultdict[Any, list[R]]:
    """Group rows by the number of the row they belong to."""
    known = {owner.id for owner in owners}
    groups: defaultdict[Any, list[R]] = defaultdict(list)
    for row in rows:
        owner = getattr(row, field)
        if owner not in known:
            raise _lost(table)
        groups[owner].append(row)
    return groups


def _uid(table: str, uids: dict[Any, str], number: int) -> str:
    try:
        return uids[number]
    except KeyError:
        raise _lost(table) from None


def _lost(table: str) -> ExchangeError:
    return ExchangeError(
        tr(
            "The library cannot be archived, because a row of its table {table} belongs to nothing; "
            "run “planner check” and restore a backup.",
            table=table,
        )
    )


def _setting_value(row: model.Setting) -> Any:
    try:
        return json.loads(row.value)
    except ValueError:
        raise ExchangeError(
            tr("The library cannot be archived, because its setting “{key}” is damaged; set it anew.", key=row.key)
        ) from None


def _setting_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
