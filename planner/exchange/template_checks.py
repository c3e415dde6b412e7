"""What the types of a template cannot say: unique keys, references that exist, addresses, dates, one-line texts."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from planner.config.text import tr
from planner.domain.states import states_of, status_of
from planner.domain.words import Kind

if TYPE_CHECKING:
    from planner.exchange.template_format import SkillShown, Template, TemplateActivity, TemplateTarget

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Fault = tuple[str, str]  # place, problem


def faults(template: "Template") -> Iterator[Fault]:
    """What is wrong with a template whose types are right: the place of each fault, and what it is."""
    yield from _text_faults(template, "")
    if not _LANGUAGE.fullmatch(template.language):
        yield "language", tr("“{value}” is no language tag", value=template.language)
    yield from _date_faults(template.checked_on, "checked_on")
    yield from _key_faults(template)
    skills = {skill.key for skill in template.skills}
    for number, step in enumerate(template.steps):
        for count, activity in enumerate(step.activities):
            yield from _activity_faults(activity, f"steps[{number}].activities[{count}]", skills)
    categories = {category.key for category in template.categories}
    for number, skill in enumerate(template.skills):
        if skill.category not in categories:
            yield f"skills[{number}].category", tr("there is no category “{key}”", key=skill.category)
    for number, profile in enumerate(template.profiles):
        yield from _skill_faults(profile.targets, f"profiles[{number}].targets", skills)
    yield from _progress_faults(template)
    if template.default_profile and template.default_profile not in {profile.key for profile in template.profiles}:
        yield "default_profile", tr("there is no profile “{key}”", key=template.default_profile)


def _key_faults(template: "Template") -> Iterator[Fault]:
    """Node keys are one namespace, so that a key alone names a node."""
    if not _KEY.fullmatch(template.key):
        yield "key", tr("“{key}” is no key of small letters, digits and single hyphens", key=template.key)
    seen: set[str] = set()
    for place, key in _node_keys(template):
        if not _KEY.fullmatch(key):
            yield place, tr("“{key}” is no key of small letters, digits and single hyphens", key=key)
        if key in seen:
            yield place, tr("the key “{key}” is used twice", key=key)
        seen.add(key)


def _node_keys(template: "Template") -> Iterator[tuple[str, str]]:
    for number, step in enumerate(template.steps):
        yield f"steps[{number}].key", step.key
        for count, activity in enumerate(step.activities):
            yield f"steps[{number}].activities[{count}].key", activity.key
    for number, category in enumerate(template.categories):
        yield f"categories[{number}].key", category.key
    for number, skill in enumerate(template.skills):
        yield f"skills[{number}].key", skill.key
    for number, profile in enumerate(template.profiles):
        yield f"profiles[{number}].key", profile.key


def _activity_faults(activity: "TemplateActivity", place: str, skills: set[str]) -> Iterator[Fault]:
    if activity.estimate_minutes is not None and activity.cadence is not None:
        yield f"{place}.cadence", tr("an activity has an estimate or a cadence, not both")
    for kind, facts in (
        (Kind.CERTIFICATION, activity.certification),
        (Kind.COURSE, activity.course),
        (Kind.EVENT, activity.event),
    ):
        if facts is None:
            continue
        if activity.kind is not kind:
            yield f"{place}.{kind}", tr("an activity of the kind {kind} has no such facts", kind=activity.kind)
        if facts.url:
            yield from _address_faults(facts.url, f"{place}.{kind}.url")
    yield from _facts_faults(activity, place)
    seen: set[str] = set()
    for number, link in enumerate(activity.links):
        yield from _address_faults(link.url, f"{place}.links[{number}].url")
        if link.url in seen:
            yield f"{place}.links[{number}].url", tr("the same address stands here twice")
        seen.add(link.url)
    if len({tag.casefold() for tag in activity.tags}) < len(activity.tags):
        yield f"{place}.tags", tr("the same tag stands here twice")
    yield from _skill_faults(activity.skills, f"{place}.skills", skills)


def _facts_faults(activity: "TemplateActivity", place: str) -> Iterator[Fault]:
    for facts, name in ((activity.certification, "certification"), (activity.course, "course")):
        if facts is None:
            continue
        if (facts.fee_minor is None) != (facts.fee_currency == ""):
            yield f"{place}.{name}.fee_minor", tr("a fee needs an amount and a currency")
        if facts.fee_currency and not _CURRENCY.fullmatch(facts.fee_currency):
            yield f"{place}.{name}.fee_currency", tr("“{value}” is no currency code", value=facts.fee_currency)
    if (known := activity.certification) is not None:
        if known.never_expires and known.validity_months is not None:
            yield f"{place}.certification.validity_months", tr("what never expires has no term of validity")
        yield from _date_faults(known.facts_checked_on, f"{place}.certification.facts_checked_on")


def _skill_faults(named: "Sequence[SkillShown | TemplateTarget]", place: str, skills: set[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(named):
        if one.skill not in skills:
            yield f"{place}[{number}].skill", tr("there is no skill “{key}”", key=one.skill)
        if one.skill in seen:
            yield f"{place}[{number}].skill", tr("the skill “{key}” stands here twice", key=one.skill)
        if not (one.level * 2).is_integer():
            yield f"{place}[{number}].level", tr("levels go in halves")
        seen.add(one.skill)


def _progress_faults(template: "Template") -> Iterator[Fault]:
    kinds = {activity.key: activity.kind for step in template.steps for activity in step.activities}
    seen: set[str] = set()
    for number, progress in enumerate(template.progress):
        place = f"progress[{number}]"
        kind = kinds.get(progress.activity)
        if kind is None:
            yield f"{place}.activity", tr("there is no activity “{key}”", key=progress.activity)
            continue
        if progress.activity in seen:
            yield f"{place}.activity", tr("the key “{key}” is used twice", key=progress.activity)
        seen.add(progress.activity)
        if progress.state and progress.state not in states_of(kind):
            yield f"{place}.state", tr("“{value}” is no state of the kind {kind}", value=progress.state, kind=kind)
        elif progress.state and status_of(kind, progress.state) is not progress.status:
            yield f"{place}.status", tr("the status does not follow from the state “{value}”", value=progress.state)
        yield from _date_faults(progress.started_on, f"{place}.started_on")
        yield from _date_faults(progress.completed_on, f"{place}.completed_on")
        if progress.outcome_url:
            yield from _address_faults(progress.outcome_url, f"{place}.outcome_url")


def _address_faults(url: str, place: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(url)
        whole = bool(parts.path if parts.scheme == "mailto" else parts.hostname)
    except ValueError:
        whole = False
    if not whole or parts.scheme not in {"http", "https", "mailto"} or any(char.isspace() for char in url):
        yield place, tr("“{url}” is no http, https or mailto address", url=url[:80])


def _date_faults(value: str | None, place: str) -> Iterator[Fault]:
    if value is None:
        return
    try:
        whole = date.fromisoformat(value).isoformat() == value
    except ValueError:
        whole = False
    if not whole:
        yield place, tr("“{value}” is no date like 2026-11-23", value=value[:40])


def _text_faults(part: object, place: str) -> Iterator[Fault]:
    """Texts with control characters, blank texts, and line ends where one line is shown."""
    if isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _text_faults(getattr(part, name), f"{place}.{name}".lstrip("."))
    elif isinstance(part, tuple):
        for number, one in enumerate(part):
            yield from _text_faults(one, f"{place}[{number}]")
    elif isinstance(part, str) and part:
        if _CONTROL.search(part):
            yield place, tr("the text holds a control character")
        elif not place.endswith(".notes") and ("\n" in part or "\t" in part):
            yield place, tr("the text has to be one line without tabs")
        elif not part.strip():
            yield place, tr("the text is blank")
