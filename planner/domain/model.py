"""The rows of a library as immutable value types: one NamedTuple for each table.

Conventions, for every type here:

- ``id`` is the row's number inside one library file, 0 before it is stored. ``uid`` never changes and
  may leave the program (a UUID for our own rows, an imported UID as it stood).
- A date is text ``YYYY-MM-DD``; an instant is text ``YYYY-MM-DDTHH:MM:SSZ`` in UTC; a wall time is text
  ``YYYY-MM-DDTHH:MM:SS``. All three sort as text. Ends are exclusive.
- ``position`` is an order key of :mod:`planner.domain.ordering`.
- ``node`` is the stable key of the template node a row was made from, empty for the person's own rows.
- Levels run from 0 to 5 in halves.
"""

from typing import Final, NamedTuple

from planner.domain.event_rows import PersonMet as PersonMet
from planner.domain.event_rows import Submission as Submission
from planner.domain.goal_rows import Attachment as Attachment
from planner.domain.goal_rows import Budget as Budget
from planner.domain.goal_rows import Credit as Credit
from planner.domain.goal_rows import CreditClaim as CreditClaim
from planner.domain.goal_rows import Exam as Exam
from planner.domain.goal_rows import Expense as Expense
from planner.domain.goal_rows import Renewal as Renewal
from planner.domain.goal_rows import RenewalRule as RenewalRule
from planner.domain.goal_rows import RuleCategory as RuleCategory
from planner.domain.words import ActivityId, CategoryId, DeadlineId, ProfileId, RoadmapId, SkillId, StepId, TagId


class Roadmap(NamedTuple):
    """An ordered list of steps towards an aim; ``template`` and ``template_version`` say what it was made from."""

    id: RoadmapId
    uid: str
    name: str
    position: str
    template: str = ""
    template_version: int = 0
    archived: bool = False


class Step(NamedTuple):
    """One stage of a roadmap; ``hue`` 1..7 names its colour, ``why`` and ``ready_when`` are plain sentences."""

    id: StepId
    uid: str
    roadmap_id: RoadmapId
    name: str
    position: str
    hue: int = 1
    why: str = ""
    ready_when: str = ""
    node: str = ""


class Activity(NamedTuple):
    """Anything one does to develop.

    ``step_id`` None is the inbox. ``cadence_count`` (times a week) with ``cadence_minutes`` each makes it a
    practice without an end. ``picked_week`` is the Monday of the week it was picked for. ``before_state`` holds, for
    kinds with states, the last state of each status that it left, the newest first, with spaces between, so that a
    move back restores it; for other kinds the status before. ``person`` names a mentor or partner. ``trashed_at`` is
    the instant of its deletion, None while it lives; ``archived_at`` that at which, being done, it left the board.
    """

    id: ActivityId
    uid: str
    title: str
    kind: str = "topic"
    status: str = "planned"
    step_id: StepId | None = None
    position: str = ""
    core: bool = True
    priority: int = 0
    notes: str = ""
    estimate_minutes: int | None = None
    cadence_count: int | None = None
    cadence_minutes: int | None = None
    picked_week: str | None = None
    started_on: str | None = None
    completed_on: str | None = None
    before_state: str = ""
    outcome: str = ""
    outcome_url: str = ""
    person: str = ""
    created_at: str = ""
    trashed_at: str | None = None
    node: str = ""
    archived_at: str | None = None


class Certification(NamedTuple):
    """What only a certification has. Its exam and expiry are deadlines (``exam``, ``renewal``).

    ``fee_minor`` is an amount in the minor unit of ``fee_currency`` (ISO 4217): the list price. ``validity_months``
    None with ``never_expires`` False means that the term of validity is not known; it is the length of a renewal cycle
    too. ``renewal_method`` is a :class:`~planner.domain.words.RenewalMethod` or empty. ``catalogue_key`` names the
    entry of the catalogue whose facts, checked on ``facts_checked_on``, were filled in.
    """

    id: int
    activity_id: ActivityId
    state: str = "considering"
    issuer: str = ""
    code: str = ""
    url: str = ""
    credential_id: str = ""
    credential_url: str = ""
    issued_on: str | None = None
    never_expires: bool = False
    validity_months: int | None = None
    renewal_method: str = ""
    fee_minor: int | None = None
    fee_currency: str = ""
    facts_checked_on: str | None = None
    issuer_url: str = ""
    level: str = ""
    prerequisites: str = ""
    catalogue_key: str = ""


class Course(NamedTuple):
    """What only a course has. ``format`` is how it is taught: ``self_paced``, ``live_online``, ``in_person``, empty."""

    id: int
    activity_id: ActivityId
    state: str = "considering"
    provider: str = ""
    url: str = ""
    units_done: int = 0
    units_total: int | None = None
    certificate: bool = False
    fee_minor: int | None = None
    fee_currency: str = ""
    format: str = ""
    facts_checked_on: str | None = None
    catalogue_key: str = ""


class Event(NamedTuple):
    """What only an event has.

    ``starts`` and the exclusive ``ends`` are both dates (all day) or both wall times; ``zone`` is an IANA name,
    ``UTC``, or empty for floating time, with ``start_fold`` and ``end_fold`` as in PEP 495. ``starts_utc`` and
    ``ends_utc`` are derived for zoned times, None else. A never dated event has ``starts`` None.
    ``rrule``, ``rdate`` and ``exdate`` hold RFC 5545 values as text. ``series_uid`` and ``recurrence_id`` make the
    row an override of one instance of that series (the activity's own ``uid`` stays unique; its iCalendar UID is
    ``series_uid``); both are empty otherwise.
    ``topics`` is a comma-separated list. ``extra_ical`` keeps properties of an imported file that Planner does
    not use, as content lines. ``source_sequence`` is an imported SEQUENCE. ``expected`` is the month (``YYYY-MM``) in
    which an event that has no dates yet should take place; it says nothing once there are dates.
    """

    id: int
    activity_id: ActivityId
    state: str = "interested"
    event_type: str = "conference"
    origin: str = "own"
    starts: str | None = None
    ends: str | None = None
    zone: str = ""
    start_fold: int = 0
    end_fold: int = 0
    starts_utc: str | None = None
    ends_utc: str | None = None
    venue: str = ""
    city: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    format: str = "in_person"
    organiser: str = ""
    url: str = ""
    topics: str = ""
    rrule: str = ""
    rdate: str = ""
    exdate: str = ""
    series_uid: str = ""
    recurrence_id: str = ""
    extra_ical: str = ""
    source_sequence: int = 0
    expected: str | None = None


class Deadline(NamedTuple):
    """A dated duty: ``on_date`` or ``at_utc``, with the ``zone`` it was given in (``AoE`` is anywhere on Earth)."""

    id: DeadlineId
    uid: str
    activity_id: ActivityId
    kind: str = "due"
    on_date: str | None = None
    at_utc: str | None = None
    zone: str = ""
    label: str = ""


class Reminder(NamedTuple):
    """So many minutes before a deadline, or before the start of the activity's event where ``deadline_id`` is None."""

    id: int
    uid: str
    activity_id: ActivityId
    deadline_id: DeadlineId | None
    minutes_before: int


class ChecklistItem(NamedTuple):
    """One line to tick off."""

    id: int
    uid: str
    activity_id: ActivityId
    text: str
    done: bool
    position: str


class Link(NamedTuple):
    """An address with a title; only http, https and mailto are ever opened."""

    id: int
    uid: str
    activity_id: ActivityId
    url: str
    title: str
    position: str


class Tag(NamedTuple):
    """A free word; unique without regard to case."""

    id: TagId
    uid: str
    name: str


class ActivityTag(NamedTuple):
    """An activity bears a tag."""

    id: int
    activity_id: ActivityId
    tag_id: TagId


class Category(NamedTuple):
    """A group of skills; an axis of the radar."""

    id: CategoryId
    uid: str
    name: str
    position: str
    node: str = ""


class Skill(NamedTuple):
    """Something one can be good at, in a category."""

    id: SkillId
    uid: str
    category_id: CategoryId
    name: str
    position: str
    definition: str = ""
    node: str = ""


class RubricLevel(NamedTuple):
    """The sentence that says what a whole ``level`` of a skill means."""

    id: int
    skill_id: SkillId
    level: int
    text: str


class Assessment(NamedTuple):
    """The level that one claims on a day. A skill without one is unknown, not 0."""

    id: int
    uid: str
    skill_id: SkillId
    level: float
    on_date: str
    note: str = ""


class Profile(NamedTuple):
    """A target role."""

    id: ProfileId
    uid: str
    name: str
    position: str
    summary: str = ""
    node: str = ""


class ProfileTarget(NamedTuple):
    """The level and weight (1..3) that a role wants of a skill."""

    id: int
    profile_id: ProfileId
    skill_id: SkillId
    level: float
    weight: int


class ActivitySkill(NamedTuple):
    """A done activity shows this skill at this level."""

    id: int
    activity_id: ActivityId
    skill_id: SkillId
    level: float


class StudySession(NamedTuple):
    """Planned or logged minutes on an activity, from the wall time ``starts`` in ``zone`` (or on a plain date)."""

    id: int
    uid: str
    activity_id: ActivityId
    starts: str
    minutes: int
    planned: bool = False
    zone: str = ""
    note: str = ""


class TemplateNode(NamedTuple):
    """What a template shipped for one node, as canonical JSON, so that a merge can tell the person's edits."""

    id: int
    template: str
    node: str
    entity: str
    uid: str
    shipped: str


class ImportMemory(NamedTuple):
    """What one source last said under one key: the digest of the component, and the row it went to."""

    id: int
    source: str
    key: str
    digest: str
    uid: str


class Setting(NamedTuple):
    """A setting of the plan (not of the machine): ``value`` is JSON."""

    id: int
    key: str
    value: str


Row = (
    Roadmap | Step | Activity | Certification | Course | Event | Deadline | Reminder | ChecklistItem | Link | Tag
    | ActivityTag | Category | Skill | RubricLevel | Assessment | Profile | ProfileTarget | ActivitySkill
    | StudySession | Submission | PersonMet | Exam | Expense | Budget | RenewalRule | RuleCategory | Renewal | Credit
    | CreditClaim | Attachment | TemplateNode | ImportMemory | Setting
)

ACTIVITY_PARTS: Final = (
    Expense, Budget, Exam, Submission, PersonMet, Reminder, Deadline, ChecklistItem, Link, ActivityTag, ActivitySkill,
    StudySession, Attachment, RenewalRule, RuleCategory, Renewal, Certification, Course, Event
)  # fmt: skip
"""What hangs on an activity and goes with it, in the order of going: a reminder may be of a deadline.

Credits that it earned stay, since they count for others; see :mod:`planner.services.actions.trash`.
"""
