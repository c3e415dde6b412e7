"""The shape of a roadmap template: one class for each part, with bounds that types can say."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from planner.domain.words import AttendanceFormat, EventType, Kind, Priority, Status

Key = Annotated[str, Meta(min_length=1, max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Title = Annotated[str, Meta(min_length=1, max_length=500)]
Line = Annotated[str, Meta(min_length=1, max_length=1_000)]
Sentence = Annotated[str, Meta(max_length=1_000)]
Text = Annotated[str, Meta(max_length=200_000)]
Address = Annotated[str, Meta(max_length=2_000)]
Level = Annotated[float, Meta(ge=0, le=5)]
Minutes = Annotated[int, Meta(ge=1, le=600_000)]


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of all parts of a template: immutable, and strict about names."""


class Cadence(Node, frozen=True):
    """A practice without an end: ``count`` times a week, ``minutes`` each time."""

    count: Annotated[int, Meta(ge=1, le=99)]
    minutes: Annotated[int, Meta(ge=1, le=1_440)]


class TemplateLink(Node, frozen=True):
    """An address (http, https or mailto) with the title to show for it."""

    url: Address
    title: Annotated[str, Meta(max_length=500)] = ""


class SkillShown(Node, frozen=True):
    """The activity, once done, shows the skill with this key at this level."""

    skill: Key
    level: Level


class CertificationFacts(Node, frozen=True):
    """What is known of a certification; the fields are those of :class:`planner.domain.model.Certification`."""

    issuer: Annotated[str, Meta(max_length=200)] = ""
    code: Annotated[str, Meta(max_length=60)] = ""
    url: Address = ""
    never_expires: bool = False
    validity_months: Annotated[int, Meta(ge=1, le=1_200)] | None = None
    renewal_method: Literal["", "exam", "credits", "credits_and_fee", "online_assessment", "fee", "none"] = ""
    fee_minor: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    fee_currency: Annotated[str, Meta(max_length=3)] = ""
    facts_checked_on: str | None = None


class CourseFacts(Node, frozen=True):
    """What is known of a course; the fields are those of :class:`planner.domain.model.Course`."""

    provider: Annotated[str, Meta(max_length=200)] = ""
    url: Address = ""
    units_total: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    certificate: bool = False
    fee_minor: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    fee_currency: Annotated[str, Meta(max_length=3)] = ""


class EventFacts(Node, frozen=True):
    """What is known of an event, never its dates; the fields are those of :class:`planner.domain.model.Event`."""

    event_type: EventType = EventType.CONFERENCE
    format: AttendanceFormat = AttendanceFormat.IN_PERSON
    venue: Annotated[str, Meta(max_length=200)] = ""
    city: Annotated[str, Meta(max_length=120)] = ""
    country: Annotated[str, Meta(max_length=120)] = ""
    organiser: Annotated[str, Meta(max_length=200)] = ""
    url: Address = ""
    topics: Annotated[str, Meta(max_length=500)] = ""


class TemplateActivity(Node, frozen=True):
    """One activity. It has an estimate or a cadence or neither, and facts of its own kind only."""

    key: Key
    title: Title
    kind: Kind
    core: bool = True
    priority: Literal["none", "low", "medium", "high"] = "none"
    estimate_minutes: Minutes | None = None
    cadence: Cadence | None = None
    notes: Text = ""
    person: Annotated[str, Meta(max_length=200)] = ""
    checklist: tuple[Line, ...] = ()
    links: tuple[TemplateLink, ...] = ()
    tags: tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...] = ()
    skills: tuple[SkillShown, ...] = ()
    certification: CertificationFacts | None = None
    course: CourseFacts | None = None
    event: EventFacts | None = None

    @property
    def rank(self) -> Priority:
        """The priority as the number that a library stores."""
        return Priority[self.priority.upper()]


class TemplateStep(Node, frozen=True):
    """One stage of the way; its activities stand in the order in which they are best done."""

    key: Key
    name: Name
    hue: Annotated[int, Meta(ge=1, le=7)]
    why: Sentence = ""
    ready_when: Sentence = ""
    activities: tuple[TemplateActivity, ...] = ()


class TemplateCategory(Node, frozen=True):
    """A group of skills."""

    key: Key
    name: Name


class TemplateSkill(Node, frozen=True):
    """A skill of the category with the key ``category``; ``rubric`` holds one sentence for each level 0 to 5."""

    key: Key
    category: Key
    name: Name
    rubric: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=500)], ...], Meta(min_length=6, max_length=6)]
    definition: Sentence = ""


class TemplateTarget(Node, frozen=True):
    """The level and the weight (1 useful, 2 important, 3 essential) that a role wants of a skill."""

    skill: Key
    level: Level
    weight: Annotated[int, Meta(ge=1, le=3)]


class TemplateProfile(Node, frozen=True):
    """A target role."""

    key: Key
    name: Name
    summary: Sentence = ""
    targets: tuple[TemplateTarget, ...] = ()


class TemplateProgress(Node, frozen=True):
    """How far the activity with this key is. ``state`` is that of a certification, course or event; ``ticked`` are the
    texts of the lines of its checklist that are done.
    """

    activity: Key
    status: Status
    state: Annotated[str, Meta(max_length=30)] = ""
    started_on: str | None = None
    completed_on: str | None = None
    ticked: tuple[Line, ...] = ()
    outcome: Annotated[str, Meta(max_length=1_000)] = ""
    outcome_url: Address = ""


class Template(Node, frozen=True):
    """A whole template. ``checked_on`` is the day on which its facts about the world were last checked.

    ``progress`` is what one person did of it; no template that ships has any.
    """

    format: Literal["planner-template"]
    format_version: Literal[1]
    key: Key
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    name: Name
    steps: tuple[TemplateStep, ...]
    summary: Sentence = ""
    language: Annotated[str, Meta(max_length=35)] = "en"
    checked_on: str | None = None
    default_profile: Annotated[str, Meta(max_length=60)] = ""
    categories: tuple[TemplateCategory, ...] = ()
    skills: tuple[TemplateSkill, ...] = ()
    profiles: tuple[TemplateProfile, ...] = ()
    progress: tuple[TemplateProgress, ...] = ()
