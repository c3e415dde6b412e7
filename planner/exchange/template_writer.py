"""A roadmap of a plan as a template file, with or without what was done of it (docs/formats/template.md)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.model import Activity, Certification, Course, Event, Roadmap
from planner.domain.states import first_state, has_state
from planner.domain.words import Kind, Priority, RoadmapId, Status
from planner.exchange import template_format as shape
from planner.exchange.archive_rows import LibraryRows
from planner.exchange.incoming import address_of, line_of
from planner.exchange.template import read_template
from planner.exchange.template_keys import own_key, roadmap_key

R = TypeVar("R")
_RENEWALS = frozenset(("", "exam", "credits", "credits_and_fee", "online_assessment", "fee", "none"))


def write_template(rows: LibraryRows, roadmap_id: RoadmapId, *, with_progress: bool = False) -> bytes:
    """Write one roadmap with its steps, activities and the skills that they show as a template.

    Raises ExchangeError if there is no such roadmap, or if it is larger than a template may be.
    """
    roadmap = next((row for row in rows.roadmap if row.id == roadmap_id), None)
    if roadmap is None:
        raise ExchangeError(tr("The roadmap is not in the plan any more. Choose another one."))
    template = _Writer(rows, roadmap).template(with_progress=with_progress)
    data = msgspec.json.format(msgspec.json.encode(template), indent=2) + b"\n"
    read_template(data, roadmap.name)  # what goes out can come back
    return data


class _Writer:
    def __init__(self, rows: LibraryRows, roadmap: Roadmap) -> None:
        self._rows = rows
        self._roadmap = roadmap
        self._keys: set[str] = set()
        steps = {row.id for row in rows.step if row.roadmap_id == roadmap.id}
        living = [row for row in rows.activity if row.step_id in steps and row.trashed_at is None]
        self._activities = _grouped(sorted(living, key=lambda row: (row.position, row.id)), lambda row: row.step_id)
        self._items = _grouped(_placed(rows.checklist_item), lambda row: row.activity_id)
        self._links = _grouped(_placed(rows.link), lambda row: row.activity_id)
        names = {row.id: row.name for row in rows.tag}
        self._tags = _grouped(rows.activity_tag, lambda row: row.activity_id)
        self._tag_names = names
        self._shown = _grouped(rows.activity_skill, lambda row: row.activity_id)
        details: list[Certification | Course | Event] = [*rows.certification, *rows.course, *rows.event]
        self._details = {row.activity_id: row for row in details}

    def template(self, *, with_progress: bool) -> shape.Template:
        """The whole template. Steps and activities get their keys first, to keep those that they came with."""
        steps = _placed(row for row in self._rows.step if row.roadmap_id == self._roadmap.id)
        keys = {("step", row.id): self._key(row.node, row.uid) for row in steps}
        living = [row for rows in self._activities.values() for row in rows]
        keys |= {("activity", row.id): self._key(row.node, row.uid) for row in living}
        shown = {use.skill_id for row in living for use in self._shown.get(row.id, ())}
        categories, skills = self._skills(shown)
        made = tuple(
            shape.TemplateStep(
                key=keys["step", row.id],
                name=row.name,
                hue=min(max(row.hue, 1), 7),
                why=line_of(row.why, 1_000),
                ready_when=line_of(row.ready_when, 1_000),
                activities=tuple(
                    self._activity(each, keys["activity", each.id], skills) for each in self._activities.get(row.id, ())
                ),
            )
            for row in steps
        )
        progress = (self._progress(row, keys["activity", row.id]) for row in living) if with_progress else ()
        return shape.Template(
            format="planner-template",
            format_version=1,
            key=roadmap_key(self._roadmap.uid),
            version=1,
            name=self._roadmap.name,
            steps=made,
            categories=categories,
            skills=tuple(skills.values()),
            progress=tuple(each for each in progress if each is not None),
        )

    def _key(self, node: str, uid: str) -> str:
        """The key of a row; where two came with the same one from different templates, the second gets its own."""
        key = own_key(node, uid)
        if key in self._keys:
            key = own_key("", uid)
        self._keys.add(key)
        return key

    def _skills(self, shown: set[Any]) -> tuple[tuple[shape.TemplateCategory, ...], dict[int, shape.TemplateSkill]]:
        """The skills that the activities show and whose rubric is whole, as a template asks, with their categories."""
        rubrics = _grouped(sorted(self._rows.rubric_level, key=lambda row: row.level), lambda row: row.skill_id)
        categories: dict[int, shape.TemplateCategory] = {}
        names = {row.id: row for row in self._rows.category}
        skills: dict[int, shape.TemplateSkill] = {}
        for row in _placed(self._rows.skill):
            rubric = tuple(line_of(level.text, 500) for level in rubrics.get(row.id, ()))
            if row.id not in shown or len(rubric) != 6 or not all(rubric) or row.category_id not in names:
                continue
            category = names[row.category_id]
            if category.id not in categories:
                key = self._key(category.node, category.uid)
                categories[category.id] = shape.TemplateCategory(key=key, name=category.name)
            skills[row.id] = shape.TemplateSkill(
                key=self._key(row.node, row.uid),
                category=categories[category.id].key,
                name=row.name,
                rubric=rubric,
                definition=line_of(row.definition, 1_000),
            )
        return tuple(categories.values()), skills

    def _activity(self, row: Activity, key: str, skills: dict[int, shape.TemplateSkill]) -> shape.TemplateActivity:
        cadence = None
        if row.cadence_count and row.cadence_minutes:
            cadence = shape.Cadence(count=row.cadence_count, minutes=min(row.cadence_minutes, 1_440))
        links = {url: link.title for link in self._links.get(row.id, ()) if (url := address_of(link.url))}
        tags = [self._tag_names[use.tag_id] for use in self._tags.get(row.id, ())]
        return shape.TemplateActivity(
            key=key,
            title=row.title,
            kind=Kind(row.kind),
            core=bool(row.core),
            priority=_PRIORITIES[row.priority],
            estimate_minutes=None if cadence else row.estimate_minutes or None,
            cadence=cadence,
            notes=row.notes if row.notes.strip() else "",
            person=line_of(row.person, 200),
            checklist=tuple(dict.fromkeys(item.text for item in self._items.get(row.id, ()))),
            links=tuple(shape.TemplateLink(url=url, title=title) for url, title in links.items()),
            tags=tuple(sorted(tags, key=str.casefold)),
            skills=tuple(
                shape.SkillShown(skill=skills[use.skill_id].key, level=float(use.level))
                for use in self._shown.get(row.id, ())
                if use.skill_id in skills
            ),
            **_facts(row, self._details.get(row.id)),
        )

    def _progress(self, row: Activity, key: str) -> shape.TemplateProgress | None:
        detail = self._details.get(row.id)
        state = detail.state if detail is not None and has_state(row.kind) else ""
        state = "" if state in ("listed", first_state(row.kind, row.status)) else state
        ticked = tuple(dict.fromkeys(item.text for item in self._items.get(row.id, ()) if item.done))
        made = shape.TemplateProgress(
            activity=key,
            status=Status(row.status),
            state=state,
            started_on=row.started_on,
            completed_on=row.completed_on,
            ticked=ticked,
            outcome=line_of(row.outcome, 1_000),
            outcome_url=address_of(row.outcome_url),
        )
        return None if made == shape.TemplateProgress(activity=key, status=Status.PLANNED) else made


_PRIORITIES: Any = {priority.value: priority.name.lower() for priority in Priority}


def _facts(row: Activity, detail: Certification | Course | Event | None) -> dict[str, Any]:
    """What is known of a certification, course or event, without what belongs to one person."""
    if isinstance(detail, Certification) and row.kind == Kind.CERTIFICATION:
        return {
            "certification": shape.CertificationFacts(
                issuer=line_of(detail.issuer, 200),
                code=line_of(detail.code, 60),
                url=address_of(detail.url),
                never_expires=bool(detail.never_expires),
                validity_months=None if detail.never_expires else _between(detail.validity_months, 1, 1_200),
                renewal_method=_renewal(detail.renewal_method),
                facts_checked_on=detail.facts_checked_on,
                **_fee(detail),
            )
        }
    if isinstance(detail, Course) and row.kind == Kind.COURSE:
        return {
            "course": shape.CourseFacts(
                provider=line_of(detail.provider, 200),
                url=address_of(detail.url),
                units_total=_between(detail.units_total, 1, 10_000),
                certificate=bool(detail.certificate),
                **_fee(detail),
            )
        }
    if isinstance(detail, Event) and row.kind == Kind.EVENT:
        known: dict[str, Any] = {name: getattr(detail, name) for name in ("event_type", "format")}
        texts: dict[str, int] = {"venue": 200, "city": 120, "country": 120, "organiser": 200, "topics": 500}
        known |= {name: line_of(getattr(detail, name), limit) for name, limit in texts.items()}
        return {"event": shape.EventFacts(url=address_of(detail.url), **known)}
    return {}


def _renewal(method: str) -> Any:
    return method if method in _RENEWALS else ""


def _fee(detail: Certification | Course) -> dict[str, Any]:
    amount = _between(detail.fee_minor, 0, 1_000_000_000)
    currency = detail.fee_currency
    whole = amount is not None and len(currency) == 3 and currency.isascii() and currency.isupper()
    return {"fee_minor": amount, "fee_currency": currency} if whole else {}


def _between(value: int | None, low: int, high: int) -> int | None:
    return value if value is not None and low <= value <= high else None


def _placed(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.position, row.id))


def _grouped(rows: Iterable[R], owner: Callable[[R], Any]) -> dict[Any, list[R]]:
    found: dict[Any, list[R]] = {}
    for row in rows:
        found.setdefault(owner(row), []).append(row)
    return found
