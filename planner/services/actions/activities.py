"""Adding, editing, moving, picking, deleting and restoring activities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.config.text import tr, trn
from planner.domain import states
from planner.domain.dates import monday, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.levels import USUAL_LEVEL
from planner.domain.limits import ESTIMATE_MAX
from planner.domain.model import Activity, ActivitySkill, Event, Link, Skill, Step
from planner.domain.ordering import between
from planner.domain.words import ActivityId, Kind, Priority, Status, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadlines import set_due
from planner.services.actions.tags import set_tags
from planner.services.rows import Rows
from planner.services.words import state_word, status_word
from planner.storage.transaction import Transaction


def add_activity(tx: Transaction, row: Activity) -> ActivityId:
    """Adds an activity at the end of its column, with the record of its kind, and gives its id."""
    key = between(common.last_position(tx.reader, row.step_id, row.status) or None, None)
    started, completed = states.move_dates(Status.PLANNED, row.status, row.started_on, row.completed_on, tx.today)
    activity_id = ActivityId(
        tx.add(
            row._replace(
                uid=row.uid or tx.new_uid(),
                position=key,
                created_at=row.created_at or tx.now,
                started_on=started,
                completed_on=completed,
            )
        )
    )
    add_detail(tx, activity_id, row.kind, row.status)
    return activity_id


def add_detail(
    tx: Rows, activity_id: ActivityId, kind: str, status: str, facts: Mapping[str, Any] | None = None
) -> None:
    """Adds the certification, course or event record that an activity of ``kind`` has, in the state of ``status``."""
    detail = new_detail(activity_id, kind, status, facts)
    if detail is not None:
        tx.add(detail)


def new_detail(
    activity_id: ActivityId, kind: str, status: str, facts: Mapping[str, Any] | None = None
) -> common.Detail | None:
    """The record that an activity of ``kind`` starts with, not yet stored; None for kinds without one."""
    detail_type = common.DETAIL_TYPES.get(kind)
    if detail_type is None:
        return None
    return detail_type(0, activity_id, state=states.first_state(kind, status))._replace(**(facts or {}))


def minutes(value: int | None, what: str) -> int | None:
    """A plausible number of minutes. Raises InvalidInputError."""
    if value is not None and not 0 <= common.whole_number(value) <= ESTIMATE_MAX:
        raise InvalidInputError(tr("{what} must be between 0 and 10,000 hours. Give a smaller figure.", what=what))
    return value


@dataclass(frozen=True, slots=True)
class AddActivity(Action):
    """Adds one activity at the end of a column; ``due`` is a date (``YYYY-MM-DD``)."""

    title: str
    kind: str = "topic"
    step_id: StepId | None = None
    status: str = "planned"
    priority: int = 0
    tags: tuple[str, ...] = ()
    due: str | None = None
    estimate_minutes: int | None = None
    notes: str = ""
    core: bool = True

    def add(self, tx: Transaction) -> ActivityId:
        """Adds the activity inside another action's transaction and gives its id."""
        common.require_step(tx, self.step_id)
        activity_id = add_activity(
            tx,
            Activity(
                ActivityId(0),
                "",
                common.one_line(self.title, tr("title"), required=True),
                kind=Kind(self.kind).value,
                status=Status(self.status).value,
                step_id=self.step_id,
                core=self.core,
                priority=Priority(self.priority).value,
                notes=common.many_lines(self.notes, tr("notes")),
                estimate_minutes=minutes(self.estimate_minutes, tr("The estimate")),
            ),
        )
        set_tags(tx, activity_id, self.tags)
        if self.due is not None:
            set_due(tx, activity_id, self.due)
        return activity_id

    def apply(self, tx: Transaction) -> str:
        return tr("Add “{title}”", title=tx.get(Activity, self.add(tx)).title)


@dataclass(frozen=True, slots=True)
class QuickAdd(Action):
    """Adds one activity from a line such as ``Finish ML course !high #ml @2026-12-01 ~6h``."""

    text: str
    step_id: StepId | None = None
    kind: str = "topic"

    def add(self, tx: Transaction) -> ActivityId:
        """Adds the activity inside another action's transaction and gives its id."""
        from datetime import date

        from planner.domain.quick_add import parse

        steps = tx.find(Step)
        skills = {skill.name: skill.id for skill in tx.find(Skill)} if "+" in self.text else {}
        read = parse(self.text, date.fromisoformat(tx.today), [step.name for step in steps], list(skills))
        named = next((step.id for step in steps if step.name == read.step), None)
        activity_id = AddActivity(
            title=read.title,
            kind=read.kind or self.kind,
            step_id=self.step_id if named is None else named,
            priority=read.priority or 0,
            tags=tuple(read.tags),
            due=None if read.due is None else str(read.due),
            estimate_minutes=read.estimate_minutes,
        ).add(tx)
        for name in read.skills:
            tx.add(ActivitySkill(0, activity_id, skills[name], USUAL_LEVEL))
        last = None
        for url in read.links:
            last = between(last, None)
            tx.add(Link(0, tx.new_uid(), activity_id, url, "", last))
        if read.event_type is not None:
            for event in tx.find(Event, activity_id=activity_id):
                tx.put(event._replace(event_type=read.event_type.value))
        return activity_id

    def apply(self, tx: Transaction) -> str:
        return tr("Add “{title}”", title=tx.get(Activity, self.add(tx)).title)


_FIELDS: Final = {
    "title",
    "notes",
    "priority",
    "core",
    "estimate_minutes",
    "cadence_count",
    "cadence_minutes",
    "started_on",
    "completed_on",
    "outcome",
    "outcome_url",
    "person",
}


def field_word(name: str) -> str:
    """The word for a field in a label."""
    return {
        "title": tr("title"),
        "notes": tr("notes"),
        "priority": tr("priority"),
        "core": tr("core or optional"),
        "estimate_minutes": tr("estimate"),
        "cadence_count": tr("practice"),
        "cadence_minutes": tr("practice"),
        "started_on": tr("start"),
        "completed_on": tr("completion date"),
        "outcome": tr("outcome"),
        "outcome_url": tr("outcome"),
        "person": tr("person"),
    }.get(name, name.replace("_", " "))


def _checked(name: str, value: Any) -> Any:
    if name not in _FIELDS:
        raise InvalidInputError(tr("“{name}” cannot be edited.", name=name))
    if name == "title":
        return common.one_line(value, tr("title"), required=True)
    if name == "notes":
        return common.many_lines(value, tr("notes"))
    if name in ("outcome", "person"):
        return common.one_line(value, field_word(name), limit=1000)
    if name == "outcome_url":
        return common.one_line(value, tr("link"), limit=2000)
    if name == "priority":
        return Priority(value).value
    if name == "core":
        return common.yes_or_no(value)
    if name in ("estimate_minutes", "cadence_minutes"):
        return minutes(value, tr("The estimate"))
    if name == "cadence_count":
        if value is not None and not 1 <= common.whole_number(value) <= 99:
            raise InvalidInputError(tr("A practice happens 1 to 99 times a week. Give a number in that range."))
        return value
    return None if value is None else str(parse_date(value))


@dataclass(frozen=True, slots=True)
class EditActivity(Action):
    """Sets plain fields of an activity. ``visit`` names one visit to a field: its edits are one undo step."""

    activity_id: ActivityId
    fields: tuple[tuple[str, Any], ...]
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        changed = row._replace(**{name: _checked(name, value) for name, value in self.fields})
        tx.put(changed)
        if [name for name, _ in self.fields] == ["title"]:
            return tr("Rename “{title}”", title=changed.title)
        words = ", ".join(dict.fromkeys(field_word(name) for name, _ in self.fields))
        return tr("Edit {field} of “{title}”", field=words, title=changed.title)

    @property
    def merge_key(self) -> str | None:
        names = ",".join(name for name, _ in self.fields)
        return None if self.visit is None else f"edit:{self.activity_id}:{names}:{self.visit}"


@dataclass(frozen=True, slots=True)
class ChangeKind(Action):
    """Gives an activity another kind; a record of the old kind goes with its parts, one of the new kind comes.

    Days of exams stay as dates, and credits stay that counted for it.
    """

    activity_id: ActivityId
    kind: str

    def apply(self, tx: Transaction) -> str:
        row = common.living(tx, self.activity_id)
        kind = Kind(self.kind).value
        if kind != row.kind:
            common.remove_detail(tx, row)
            tx.put(row._replace(kind=kind, before_state=""))
            add_detail(tx, row.id, kind, row.status)
        return tr("Change kind of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class MoveActivities(Action):
    """Moves cards to a status, a step, a place among the cards of a column, or all of these at once.

    ``status`` None keeps each card's own; ``to_step`` False keeps each card's step, else ``step_id`` is the new one
    (None for the inbox). ``before`` is the card to stand in front of; None is the end of the column. ``on`` is the
    day of completion for a move into done, today by default. ``core`` makes the cards core or optional; None keeps
    what they are. ``visit`` names a completion: the outcome that is told right after it is the same undo step.
    """

    activity_ids: tuple[ActivityId, ...]
    status: str | None = None
    to_step: bool = False
    step_id: StepId | None = None
    before: ActivityId | None = None
    on: str | None = None
    core: bool | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        rows = [common.living(tx, activity_id) for activity_id in self.activity_ids]
        if self.to_step:
            common.require_step(tx, self.step_id)
        on = common.day_given(tx, self.on)
        columns: dict[tuple[StepId | None, str], list[Activity]] = {}
        for row in rows:
            target_step = self.step_id if self.to_step else row.step_id
            columns.setdefault((target_step, self.status or row.status), []).append(row)
        for (step_id, status), moving in columns.items():
            keys = common.place(tx, step_id, status, self.before, [row.id for row in moving])
            for row, key in zip(moving, keys, strict=True):
                moved = common.standing(tx, row, common.detail_of(tx, row), status, on)
                core = row.core if self.core is None else self.core
                tx.put(moved._replace(step_id=step_id, position=key, core=core))
        return self._label(tx, rows)

    def _label(self, tx: Transaction, rows: list[Activity]) -> str:
        what = (
            tr("“{title}”", title=rows[0].title) if len(rows) == 1 else trn("{n} activity", "{n} activities", len(rows))
        )
        if self.to_step and any(row.step_id != self.step_id for row in rows):
            step = tx.one(Step, id=self.step_id) if self.step_id is not None else None
            return tr("Move {what} to {place}", what=what, place=step.name if step else tr("Inbox"))
        if self.status is not None and any(row.status != self.status for row in rows):
            return tr("Move {what} to {place}", what=what, place=status_word(self.status))
        return tr("Reorder {what}", what=what)

    @property
    def merge_key(self) -> str | None:
        return completion_key(self.visit)


def completion_key(visit: str | None) -> str | None:
    """What a completion and the outcome that belongs to it have in common."""
    return None if visit is None else f"completion:{visit}"


@dataclass(frozen=True, slots=True)
class SetState(Action):
    """Sets the state of a certification, course or event; its status follows.

    ``visit`` names a completion that its outcome joins as one undo step.
    """

    activity_id: ActivityId
    state: str
    on: str | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.living(tx, self.activity_id)
        detail = common.detail_of(tx, row)
        if detail is None or self.state not in states.states_of(row.kind):
            raise InvalidInputError(
                tr("“{title}” cannot be “{state}”. Choose a state of its kind.", title=row.title, state=self.state)
            )
        common.to_state(tx, row, detail, self.state, common.day_given(tx, self.on))
        return tr("Mark “{title}” as {state}", title=row.title, state=state_word(row.kind, self.state))

    @property
    def merge_key(self) -> str | None:
        return completion_key(self.visit)


@dataclass(frozen=True, slots=True)
class PickForWeek(Action):
    """Picks activities for this week, or takes them out of it."""

    activity_ids: tuple[ActivityId, ...]
    picked: bool = True

    def apply(self, tx: Transaction) -> str:
        from datetime import date

        week = monday(date.fromisoformat(tx.today)).isoformat() if self.picked else None
        rows = [common.editable(tx, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            tx.put(row._replace(picked_week=week))
        title = rows[0].title if len(rows) == 1 else trn("{n} activity", "{n} activities", len(rows))
        return (
            tr("Pick “{title}” for this week", title=title)
            if self.picked
            else tr("Take “{title}” out of this week", title=title)
        )
