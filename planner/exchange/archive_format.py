"""The shape of the JSON archive, version 3: one nested document without any row number (docs/formats/archive.md).

A part carries the fields of its row type in :mod:`planner.domain.model` under the same names; where a row points at
another by number, the part lies inside that other or names its ``uid``.
"""

from typing import Any

from planner.domain.words import (
    AttendanceFormat,
    CertificationState,
    CourseState,
    DeadlineKind,
    EventOrigin,
    EventState,
    EventType,
    Kind,
    Status,
)
from planner.exchange.archive_event_format import ArchivedPerson, ArchivedSubmission
from planner.exchange.archive_goal_format import (
    ArchivedAttachment,
    ArchivedBudget,
    ArchivedCredit,
    ArchivedExam,
    ArchivedExpense,
    ArchivedRenewal,
    ArchivedRenewalRule,
    ArchivedRuleCategory,
)
from planner.exchange.archive_part import Count, Fold, Level, Part, PriorityNumber, RubricStep, Sequence, Uid, Whole

FORMAT = "planner-archive"
FORMAT_VERSION = 3

class ArchivedStep(Part):
    """A step, inside its roadmap."""

    uid: Uid
    name: str
    position: str
    hue: Whole = 1
    why: str = ""
    ready_when: str = ""
    node: str = ""


class ArchivedRoadmap(Part):
    """A roadmap with its steps."""

    uid: Uid
    name: str
    position: str
    template: str = ""
    template_version: Whole = 0
    archived: bool = False
    steps: list[ArchivedStep] = []


class ArchivedCertification(Part):
    """What only a certification has, inside its activity."""

    state: CertificationState = CertificationState.CONSIDERING
    issuer: str = ""
    code: str = ""
    url: str = ""
    credential_id: str = ""
    credential_url: str = ""
    issued_on: str | None = None
    never_expires: bool = False
    validity_months: Count | None = None
    renewal_method: str = ""
    fee_minor: Whole | None = None
    fee_currency: str = ""
    facts_checked_on: str | None = None
    issuer_url: str = ""
    level: str = ""
    prerequisites: str = ""
    catalogue_key: str = ""


class ArchivedCourse(Part):
    """What only a course has, inside its activity."""

    state: CourseState = CourseState.CONSIDERING
    provider: str = ""
    url: str = ""
    units_done: Count = 0
    units_total: Count | None = None
    certificate: bool = False
    fee_minor: Whole | None = None
    fee_currency: str = ""
    format: str = ""
    facts_checked_on: str | None = None
    catalogue_key: str = ""


class ArchivedEvent(Part):
    """What only an event has, inside its activity."""

    state: EventState = EventState.INTERESTED
    event_type: EventType = EventType.CONFERENCE
    origin: EventOrigin = EventOrigin.OWN
    starts: str | None = None
    ends: str | None = None
    zone: str = ""
    start_fold: Fold = 0
    end_fold: Fold = 0
    starts_utc: str | None = None
    ends_utc: str | None = None
    venue: str = ""
    city: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    format: AttendanceFormat = AttendanceFormat.IN_PERSON
    organiser: str = ""
    url: str = ""
    topics: str = ""
    rrule: str = ""
    rdate: str = ""
    exdate: str = ""
    series_uid: str = ""
    recurrence_id: str = ""
    extra_ical: str = ""
    source_sequence: Sequence = 0
    expected: str | None = None


class ArchivedReminder(Part):
    """A reminder, inside its deadline, or inside its activity where it belongs to the event itself."""

    uid: Uid
    minutes_before: Whole


class ArchivedDeadline(Part):
    """A deadline with its reminders, inside its activity."""

    uid: Uid
    kind: DeadlineKind = DeadlineKind.DUE
    on_date: str | None = None
    at_utc: str | None = None
    zone: str = ""
    label: str = ""
    reminders: list[ArchivedReminder] = []


class ArchivedChecklistItem(Part):
    """A line of the checklist, inside its activity."""

    uid: Uid
    text: str
    done: bool
    position: str


class ArchivedLink(Part):
    """A link, inside its activity."""

    uid: Uid
    url: str
    title: str
    position: str


class ArchivedActivitySkill(Part):
    """A skill (by its uid) that the activity shows, inside the activity."""

    skill: Uid
    level: Level


class ArchivedSession(Part):
    """A study session, inside its activity."""

    uid: Uid
    starts: str
    minutes: Count
    planned: bool = False
    zone: str = ""
    note: str = ""


class ArchivedActivity(Part):
    """An activity with all that belongs to it; ``step`` is a step's uid or null, ``tags`` are names of tags."""

    uid: Uid
    title: str
    kind: Kind = Kind.TOPIC
    status: Status = Status.PLANNED
    step: Uid | None = None
    position: str = ""
    core: bool = True
    priority: PriorityNumber = 0
    notes: str = ""
    estimate_minutes: Count | None = None
    cadence_count: Count | None = None
    cadence_minutes: Count | None = None
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
    certification: ArchivedCertification | None = None
    course: ArchivedCourse | None = None
    event: ArchivedEvent | None = None
    deadlines: list[ArchivedDeadline] = []
    reminders: list[ArchivedReminder] = []
    checklist: list[ArchivedChecklistItem] = []
    links: list[ArchivedLink] = []
    tags: list[str] = []
    skills: list[ArchivedActivitySkill] = []
    sessions: list[ArchivedSession] = []
    submissions: list[ArchivedSubmission] = []
    people: list[ArchivedPerson] = []
    exams: list[ArchivedExam] = []
    expenses: list[ArchivedExpense] = []
    budget: ArchivedBudget | None = None
    renewal_rule: ArchivedRenewalRule | None = None
    rule_categories: list[ArchivedRuleCategory] = []
    renewals: list[ArchivedRenewal] = []
    attachments: list[ArchivedAttachment] = []


class ArchivedTag(Part):
    """A tag; activities name it."""

    uid: Uid
    name: str


class ArchivedCategory(Part):
    """A category of skills."""

    uid: Uid
    name: str
    position: str
    node: str = ""


class ArchivedRubricLevel(Part):
    """What a whole level of a skill means, inside the skill."""

    level: RubricStep
    text: str


class ArchivedAssessment(Part):
    """A level claimed on a day, inside its skill; of several on one day the last one counts."""

    uid: Uid
    level: Level
    on_date: str
    note: str = ""


class ArchivedSkill(Part):
    """A skill with its rubric and assessments; ``category`` is a category's uid."""

    uid: Uid
    category: Uid
    name: str
    position: str
    definition: str = ""
    node: str = ""
    rubric: list[ArchivedRubricLevel] = []
    assessments: list[ArchivedAssessment] = []


class ArchivedTarget(Part):
    """The level that a role wants of a skill (by its uid), inside the profile."""

    skill: Uid
    level: Level
    weight: Whole


class ArchivedProfile(Part):
    """A target role with its targets."""

    uid: Uid
    name: str
    position: str
    summary: str = ""
    node: str = ""
    targets: list[ArchivedTarget] = []


class ArchivedTemplateNode(Part):
    """What a template shipped for one node; ``uid`` names the row that was made of it, which may be gone."""

    template: str
    node: str
    entity: str
    uid: str
    shipped: str


class ArchivedImportMemory(Part):
    """What one source last said under one key; ``uid`` names the row it went to, which may be gone."""

    source: str
    key: str
    digest: str
    uid: str


class ArchivedSequence(Part):
    """What calendar files last said of one thing, so that a new library goes on with its SEQUENCE."""

    uid: Uid
    sequence: Sequence
    recurrence_id: str = ""
    digest: str = ""
    stamp: str = ""
    what: str = ""
    kind: str = ""
    status: str = ""
    summary: str = ""
    starts: str = ""
    ends: str = ""
    zone: str = ""
    cancelled_at: str | None = None


class ArchivedLibrary(Part):
    """A whole library."""

    format: str
    format_version: int
    roadmaps: list[ArchivedRoadmap] = []
    activities: list[ArchivedActivity] = []
    credits: list[ArchivedCredit] = []
    tags: list[ArchivedTag] = []
    categories: list[ArchivedCategory] = []
    skills: list[ArchivedSkill] = []
    profiles: list[ArchivedProfile] = []
    template_nodes: list[ArchivedTemplateNode] = []
    import_memory: list[ArchivedImportMemory] = []
    settings: dict[str, Any] = {}
    sequences: list[ArchivedSequence] = []
    files: dict[str, bytes] = {}
