"""Rows to the nested document of an archive, and back to rows with new numbers."""

import json
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from typing import Any

from planner.config.text import tr
from planner.domain import model
from planner.domain.dates import utc_bounds
from planner.domain.errors import ExchangeError
from planner.domain.words import ActivityId, TagId
from planner.exchange import archive_format as archived
from planner.exchange.archive_event_tree import RecordParts, add_record_rows
from planner.exchange.archive_goal_tree import (
    GoalParts,
    Owner,
    add_credit_rows,
    add_goal_rows,
    credit_parts,
    file_parts,
)
from planner.exchange.archive_part import Part
from planner.exchange.archive_row_parts import by_position, grouped, only_part, part_of, row_of, uid_of
from planner.exchange.archive_rows import FileBytes, LibraryRows, SequenceRow

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
        credits=credit_parts(rows),
        tags=[part_of(archived.ArchivedTag, row) for row in sorted(rows.tag, key=lambda row: row.uid)],
        categories=[part_of(archived.ArchivedCategory, row) for row in sorted(rows.category, key=by_position)],
        skills=_skills(rows),
        profiles=_profiles(rows, skill_uids),
        template_nodes=[
            part_of(archived.ArchivedTemplateNode, row)
            for row in sorted(rows.template_node, key=lambda row: (row.template, row.node))
        ],
        import_memory=[
            part_of(archived.ArchivedImportMemory, row)
            for row in sorted(rows.import_memory, key=lambda row: (row.source, row.key))
        ],
        settings={row.key: _setting_value(row) for row in sorted(rows.setting, key=lambda row: row.key)},
        sequences=[
            part_of(archived.ArchivedSequence, row)
            for row in sorted(rows.sequences, key=lambda row: (row.uid, row.recurrence_id))
        ],
        files=file_parts(rows),
    )


def _roadmaps(rows: LibraryRows) -> list[archived.ArchivedRoadmap]:
    steps = grouped("step", sorted(rows.step, key=by_position), "roadmap_id", rows.roadmap)
    return [
        part_of(archived.ArchivedRoadmap, row, steps=[part_of(archived.ArchivedStep, step) for step in steps[row.id]])
        for row in sorted(rows.roadmap, key=by_position)
    ]


def _skills(rows: LibraryRows) -> list[archived.ArchivedSkill]:
    category_uids = {row.id: row.uid for row in rows.category}
    rubric = grouped("rubric_level", sorted(rows.rubric_level, key=lambda r: r.level), "skill_id", rows.skill)
    # The newest of several assessments on one day is the one with the highest number; the file keeps that order.
    by_day = sorted(rows.assessment, key=lambda row: (row.on_date, row.id))
    assessments = grouped("assessment", by_day, "skill_id", rows.skill)
    return [
        part_of(
            archived.ArchivedSkill,
            row,
            category=uid_of("skill", category_uids, row.category_id),
            rubric=[part_of(archived.ArchivedRubricLevel, level) for level in rubric[row.id]],
            assessments=[part_of(archived.ArchivedAssessment, assessment) for assessment in assessments[row.id]],
        )
        for row in sorted(rows.skill, key=by_position)
    ]


def _profiles(rows: LibraryRows, skill_uids: dict[Any, str]) -> list[archived.ArchivedProfile]:
    targets = grouped("profile_target", rows.profile_target, "profile_id", rows.profile)
    return [
        part_of(
            archived.ArchivedProfile,
            row,
            targets=sorted(
                (
                    part_of(
                        archived.ArchivedTarget,
                        target,
                        skill=uid_of("profile_target", skill_uids, target.skill_id),
                    )
                    for target in targets[row.id]
                ),
                key=lambda target: target.skill,
            ),
        )
        for row in sorted(rows.profile, key=by_position)
    ]


def _activities(rows: LibraryRows, skill_uids: dict[Any, str]) -> list[archived.ArchivedActivity]:
    step_uids = {row.id: row.uid for row in rows.step}
    tag_names = {row.id: row.name for row in rows.tag}
    owners = rows.activity
    certifications = grouped("certification", rows.certification, "activity_id", owners)
    courses = grouped("course", rows.course, "activity_id", owners)
    events = grouped("event", rows.event, "activity_id", owners)
    deadlines = grouped("deadline", sorted(rows.deadline, key=lambda row: row.uid), "activity_id", owners)
    by_uid = sorted(rows.reminder, key=lambda row: row.uid)
    own_reminders = grouped("reminder", [r for r in by_uid if r.deadline_id is None], "activity_id", owners)
    reminders = grouped("reminder", [r for r in by_uid if r.deadline_id is not None], "deadline_id", rows.deadline)
    checklist = grouped("checklist_item", sorted(rows.checklist_item, key=by_position), "activity_id", owners)
    links = grouped("link", sorted(rows.link, key=by_position), "activity_id", owners)
    tags = grouped("activity_tag", rows.activity_tag, "activity_id", owners)
    skills = grouped("activity_skill", rows.activity_skill, "activity_id", owners)
    sessions = grouped(
        "study_session", sorted(rows.study_session, key=lambda row: (row.starts, row.uid)), "activity_id", owners
    )

    records, goals = RecordParts(rows), GoalParts(rows)

    def deadline(row: model.Deadline) -> archived.ArchivedDeadline:
        inner = [part_of(archived.ArchivedReminder, reminder) for reminder in reminders[row.id]]
        return part_of(archived.ArchivedDeadline, row, reminders=inner)

    def skill(row: model.ActivitySkill) -> archived.ArchivedActivitySkill:
        return part_of(archived.ArchivedActivitySkill, row, skill=uid_of("activity_skill", skill_uids, row.skill_id))

    return [
        part_of(
            archived.ArchivedActivity,
            row,
            step=None if row.step_id is None else uid_of("activity", step_uids, row.step_id),
            certification=only_part(archived.ArchivedCertification, certifications[row.id]),
            course=only_part(archived.ArchivedCourse, courses[row.id]),
            event=only_part(archived.ArchivedEvent, events[row.id]),
            deadlines=[deadline(inner) for inner in deadlines[row.id]],
            reminders=[part_of(archived.ArchivedReminder, inner) for inner in own_reminders[row.id]],
            checklist=[part_of(archived.ArchivedChecklistItem, inner) for inner in checklist[row.id]],
            links=[part_of(archived.ArchivedLink, inner) for inner in links[row.id]],
            tags=sorted(uid_of("activity_tag", tag_names, inner.tag_id) for inner in tags[row.id]),
            skills=sorted((skill(inner) for inner in skills[row.id]), key=lambda shown: shown.skill),
            sessions=[part_of(archived.ArchivedSession, inner) for inner in sessions[row.id]],
            **records.of(row.id),
            **goals.of(row.id),
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
    for credit in library.credits:
        add_credit_rows(made.add, credit, made.activities)
    for node in library.template_nodes:
        made.add("template_node", model.TemplateNode, node)
    for memory in library.import_memory:
        made.add("import_memory", model.ImportMemory, memory)
    for key, value in library.settings.items():
        made.tables["setting"].append(model.Setting(made.next_id("setting"), key, _setting_text(value)))
    for sequence in library.sequences:
        made.tables["sequences"].append(row_of(SequenceRow, sequence))
    made.tables["files"] += [FileBytes(digest, data) for digest, data in library.files.items()]
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
        self.activities: dict[str, int] = {}

    def add(self, table: str, row_type: Callable[..., Any], part: Part, **references: int | None) -> int:
        number = self.next_id(table)
        self.tables[table].append(row_of(row_type, part, id=number, **references))
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
        self.activities[activity.uid] = owner
        if activity.certification is not None:
            self.add("certification", model.Certification, activity.certification, activity_id=owner)
        if activity.course is not None:
            self.add("course", model.Course, activity.course, activity_id=owner)
        if activity.event is not None:
            self.event(activity.event, owner)
        deadlines: dict[str, int] = {}
        for deadline in activity.deadlines:
            deadline_id = self.add("deadline", model.Deadline, deadline, activity_id=owner)
            deadlines[deadline.uid] = deadline_id
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
        known = Owner(owner, deadlines)
        add_record_rows(self.add, activity, known)
        add_goal_rows(self.add, activity, known)

    def event(self, event: archived.ArchivedEvent, owner: int) -> None:
        self.add("event", model.Event, event, activity_id=owner)
        # Derived here rather than believed: a program that changes a time in the file may forget about them.
        starts, ends = utc_bounds(event.starts, event.ends, event.zone, event.start_fold, event.end_fold)
        rows = self.tables["event"]
        rows[-1] = rows[-1]._replace(starts_utc=starts, ends_utc=ends)


def _counters() -> NextId:
    counters: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return lambda table: next(counters[table])


def _setting_value(row: model.Setting) -> Any:
    try:
        return json.loads(row.value)
    except ValueError:
        raise ExchangeError(
            tr("The library cannot be archived, because its setting “{key}” is damaged; set it anew.", key=row.key)
        ) from None


def _setting_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
