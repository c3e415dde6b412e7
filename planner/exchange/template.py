"""Roadmap templates: the format of ``resources/templates/*.json``, its reader and its checks.

The format is described in ``docs/formats/template.md``. A template is read whole or not at all: the types bound its
shape, :mod:`planner.exchange.template_checks` says what types cannot, and every fault is one sentence with its place.
"""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from planner.config.resources import resource
from planner.config.text import tr
from planner.domain.errors import ExchangeError, NotFoundError
from planner.domain.words import AttendanceFormat, EventType, Kind, Priority
from planner.exchange.template_checks import faults

FORMAT = "planner-template"
FORMAT_VERSION = 1
MAX_BYTES = 5_000_000

Key = Annotated[str, Meta(min_length=1, max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Title = Annotated[str, Meta(min_length=1, max_length=200)]
Sentence = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=20_000)]
Address = Annotated[str, Meta(max_length=2_000)]
Level = Annotated[float, Meta(ge=0, le=5)]
Minutes = Annotated[int, Meta(ge=1, le=600_000)]


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all parts of a template: immutable, and strict about names."""


class Cadence(Node, frozen=True):
    """A practice without an end: ``count`` times a week, ``minutes`` each time."""

    count: Annotated[int, Meta(ge=1, le=50)]
    minutes: Annotated[int, Meta(ge=1, le=1_440)]


class TemplateLink(Node, frozen=True):
    """An address (http, https or mailto) with the title to show for it."""

    url: Address
    title: Title


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
    checklist: tuple[Title, ...] = ()
    links: tuple[TemplateLink, ...] = ()
    tags: tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...] = ()
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


class Template(Node, frozen=True):
    """A whole template. ``checked_on`` is the day on which its facts about the world were last checked."""

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


class _Head(msgspec.Struct):
    """What says whether the rest can be understood at all."""

    format: str = ""
    format_version: int = 0


_HEAD = msgspec.json.Decoder(_Head)
_TEMPLATE = msgspec.json.Decoder(Template)


def list_templates() -> tuple[str, ...]:
    """The names of the templates that ship with the program, sorted."""
    return tuple(sorted(path.stem for path in resource("templates").glob("*.json")))


def load_template(name: str) -> Template:
    """The shipped template called ``name``.

    Raises:
        NotFoundError: there is none of this name.
        ExchangeError: the installation's own file is damaged.
    """
    known = list_templates()
    if name not in known:
        raise NotFoundError(
            tr("There is no template “{name}”; choose one of: {known}.", name=name, known=", ".join(known))
        )
    path = resource("templates", f"{name}.json")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            tr(
                "The template {where} cannot be opened ({why}); install the program again.",
                where=path.name,
                why=error.strerror or type(error).__name__,
            )
        ) from error
    return read_template(data, path.name)


def read_template(data: bytes, where: str) -> Template:
    """The template in ``data``; ``where`` names it in the message of an error.

    Raises:
        ExchangeError: it is too large, no JSON, not a template, of a newer format, or inconsistent.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            tr(
                "The template {where} is larger than {n} MB and was not read; choose another file.",
                where=where,
                n=MAX_BYTES // 1_000_000,
            )
        )
    try:
        text = data.decode("utf-8-sig")
        head = _HEAD.decode(text)
        if head.format == FORMAT and head.format_version > FORMAT_VERSION:
            raise ExchangeError(
                tr("The template {where} was made for a newer Planner; update the program to use it.", where=where)
            )
        template = _TEMPLATE.decode(text)
    except UnicodeDecodeError as error:
        problem = tr("byte {n} is not UTF-8", n=error.start)
        raise _unusable(where, "", problem) from error
    except msgspec.ValidationError as error:
        detail, _, place = str(error).partition(" - at `$")
        raise _unusable(where, place.rstrip("`").lstrip("."), _in_words(detail)) from error
    except msgspec.DecodeError as error:
        raise _unusable(where, "", tr("it is no valid JSON ({detail})", detail=str(error))) from error
    except RecursionError as error:
        raise _unusable(where, "", tr("it is nested too deeply")) from error
    for place, problem in faults(template):
        raise _unusable(where, place, problem)
    return template


def _unusable(where: str, place: str, problem: str) -> ExchangeError:
    if place:
        return ExchangeError(
            tr(
                "The template {where} cannot be used: at {place}, {problem}; correct the file and try again.",
                where=where,
                place=place,
                problem=problem,
            )
        )
    return ExchangeError(
        tr(
            "The template {where} cannot be used: {problem}; correct the file and try again.",
            where=where,
            problem=problem,
        )
    )


def _in_words(detail: str) -> str:
    """What msgspec found wrong, for a person."""
    if found := re.fullmatch(r"Object missing required field `(.+)`", detail):
        return tr("the field “{name}” is missing", name=found[1])
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", detail, re.DOTALL):
        return tr("the field “{name}” is not known", name=found[1][:60])
    if found := re.fullmatch(r"Invalid enum value (.*)", detail, re.DOTALL):
        return tr("{value} is not one of the allowed words or numbers", value=found[1][:60])
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", detail):
        return tr("a value of the type {wanted} is wanted, not {found}", wanted=found[1], found=found[2])
    if found := re.fullmatch(r"Expected `(?:str|array)` of length (.+)", detail):
        return tr("the length has to be {bound}", bound=found[1])
    if found := re.fullmatch(r"Expected `(?:int|float)` (.+)", detail):
        return tr("the number has to be {bound}", bound=found[1])
    return tr("the value cannot be used")
