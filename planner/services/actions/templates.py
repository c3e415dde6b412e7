"""Putting a template into a library: the first time as new rows, later as a merge that keeps what the person did.

Each node of a template is remembered with what was shipped for it (:class:`TemplateNode`). A newer version is merged
by three-way comparison, field by field: a field that still is as it was shipped follows the template, a field that the
person changed stays. What the person deleted stays deleted; nothing is ever removed because a template dropped it.
An activity follows into another step only from the step that it was shipped in, and into another kind only while it
is planned and its record is as it was shipped: state, dates and fees of one kind mean nothing to another.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.config.text import tr
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Category,
    ChecklistItem,
    Link,
    Profile,
    ProfileTarget,
    Roadmap,
    RubricLevel,
    Setting,
    Skill,
    Step,
    TemplateNode,
)
from planner.domain.ordering import between, spread
from planner.domain.words import ActivityId, CategoryId, ProfileId, RoadmapId, SkillId, Status, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import add_detail, new_detail
from planner.services.actions.settings import put_setting
from planner.services.actions.tags import tag_named
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.exchange.template_format import Template, TemplateActivity

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ApplyTemplate(Action):
    """Adds a template's roadmap, skills and roles to the library, or merges a newer version of it.

    ``skills_only`` leaves the roadmap and its activities out.
    """

    template: "Template"
    skills_only: bool = False

    @classmethod
    def named(cls, name: str, *, skills_only: bool = False) -> "ApplyTemplate":
        """The action for a template that ships with the program, read and checked now, outside of any transaction.

        Raises NotFoundError if there is none of the name.
        """
        from planner.exchange.template import load_template

        return cls(load_template(name), skills_only)

    def apply(self, tx: Transaction) -> str:
        merge = _Merge(tx, self.template)
        merge.merge_skills()
        if self.skills_only:
            return tr("Add the skills of “{name}”", name=self.template.name)
        merge.merge_activities()
        if merge.is_new:
            return tr("Add the roadmap “{name}”", name=self.template.name)
        return tr("Update the roadmap “{name}”", name=self.template.name)


def _activity_values(step: str, activity: "TemplateActivity") -> Values:
    """What a template ships for an activity, as plain JSON values."""
    detail = activity.certification or activity.course or activity.event
    return {
        "step": step,
        "title": activity.title,
        "kind": activity.kind.value,
        "core": activity.core,
        "priority": activity.rank.value,
        "estimate_minutes": activity.estimate_minutes,
        "cadence_count": activity.cadence.count if activity.cadence else None,
        "cadence_minutes": activity.cadence.minutes if activity.cadence else None,
        "notes": activity.notes,
        "person": activity.person,
        "checklist": list(activity.checklist),
        "links": {link.url: link.title for link in activity.links},
        "tags": list(activity.tags),
        "skills": {shown.skill: shown.level for shown in activity.skills},
        "detail": {} if detail is None else {name: getattr(detail, name) for name in detail.__struct_fields__},
    }


_PLAIN = (
    "title",
    "core",
    "priority",
    "estimate_minutes",
    "cadence_count",
    "cadence_minutes",
    "notes",
    "person",
)


class _Merge:
    """One merge of one template into the library behind a transaction."""

    def __init__(self, tx: Transaction, template: "Template") -> None:
        self._tx = tx
        self._template = template
        self._known = {found.node: found for found in tx.find(TemplateNode, template=template.key)}
        self.is_new = "roadmap" not in self._known
        self._steps: dict[str, StepId] = {}
        self._skills: dict[str, SkillId] = {}
        self._categories: dict[str, CategoryId] = {}

    def merge_skills(self) -> None:
        """Merges categories, skills with their rubrics, and roles."""
        self._merge_categories()
        self._merge_skills()
        self._merge_profiles()

    def merge_activities(self) -> None:
        """Merges the roadmap, its steps and their activities; the skills must have been merged before."""
        roadmap_id = self._merge_roadmap()
        self._merge_steps(roadmap_id)
        for step in self._template.steps:
            keys = spread(len(step.activities))
            for activity, key in zip(step.activities, keys, strict=True):
                self._merge_activity(step.key, activity, key)

    def _shipped(self, node: str) -> Values:
        found = self._known.get(node)
        return {} if found is None else dict(json.loads(found.shipped))

    def _remember(self, node: str, entity: str, uid: str, values: Values) -> None:
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
        found = self._known.get(node)
        if found is None:
            self._tx.add(TemplateNode(0, self._template.key, node, entity, uid, text))
        elif found.shipped != text:
            self._tx.put(found._replace(shipped=text))

    def _merge_roadmap(self) -> RoadmapId:
        tx, template = self._tx, self._template
        found = self._known.get("roadmap")
        row = tx.one(Roadmap, uid=found.uid) if found is not None else None
        if row is None:
            last = max((other.position for other in tx.find(Roadmap)), default=None)
            row = Roadmap(RoadmapId(0), tx.new_uid(), template.name, between(last, None), template=template.key)
            row = row._replace(id=RoadmapId(tx.add(row)))
        elif row.name == self._shipped("roadmap").get("name"):
            row = row._replace(name=template.name)
        tx.put(row._replace(template_version=template.version))
        self._remember("roadmap", "roadmap", row.uid, {"name": template.name})
        return row.id

    def _merge_steps(self, roadmap_id: RoadmapId) -> None:
        for step, key in zip(self._template.steps, spread(len(self._template.steps)), strict=True):
            node = f"step/{step.key}"
            values: Values = {"name": step.name, "hue": step.hue, "why": step.why, "ready_when": step.ready_when}
            known = self._known.get(node)
            if known is None:
                position = key if self.is_new else self._after_last_step(roadmap_id)
                uid = self._tx.new_uid()
                made = Step(StepId(0), uid, roadmap_id, position=position, node=step.key, **values)
                self._steps[step.key] = StepId(self._tx.add(made))
            else:
                uid = known.uid
                row = self._tx.one(Step, uid=uid)
                if row is not None:
                    self._steps[step.key] = row.id
                    self._tx.put(row._replace(**_followed(row._asdict(), self._shipped(node), values)))
            self._remember(node, "step", uid, values)

    def _after_last_step(self, roadmap_id: RoadmapId) -> str:
        return between(max((s.position for s in self._tx.find(Step, roadmap_id=roadmap_id)), default=None), None)

    def _merge_categories(self) -> None:
        for category, key in zip(self._template.categories, spread(len(self._template.categories)), strict=True):
            node = f"category/{category.key}"
            values = {"name": category.name}
            known = self._known.get(node)
            if known is None:
                uid = self._tx.new_uid()
                made = Category(CategoryId(0), uid, category.name, key, node=category.key)
                self._categories[category.key] = CategoryId(self._tx.add(made))
            else:
                uid = known.uid
                row = self._tx.one(Category, uid=uid)
                if row is not None:
                    self._categories[category.key] = row.id
                    self._tx.put(row._replace(**_followed(row._asdict(), self._shipped(node), values)))
            self._remember(node, "category", uid, values)

    def _merge_skills(self) -> None:
        for skill, key in zip(self._template.skills, spread(len(self._template.skills)), strict=True):
            node = f"skill/{skill.key}"
            values = {"name": skill.name, "definition": skill.definition}
            rubric = {str(level): text for level, text in enumerate(skill.rubric)}
            known = self._known.get(node)
            category_id = self._categories.get(skill.category)
            if known is None and category_id is not None:
                uid = self._tx.new_uid()
                made = Skill(SkillId(0), uid, category_id, skill.name, key, skill.definition, node=skill.key)
                skill_id = SkillId(self._tx.add(made))
                self._skills[skill.key] = skill_id
                for level, text in enumerate(skill.rubric):
                    self._tx.add(RubricLevel(0, skill_id, level, text))
            elif known is not None:
                uid = known.uid
                row = self._tx.one(Skill, uid=uid)
                if row is not None:
                    self._skills[skill.key] = row.id
                    shipped = self._shipped(node)
                    self._tx.put(row._replace(**_followed(row._asdict(), shipped, values)))
                    for found in self._tx.find(RubricLevel, skill_id=row.id):
                        old = shipped.get("rubric", {}).get(str(found.level))
                        if found.text == old and str(found.level) in rubric:
                            self._tx.put(found._replace(text=rubric[str(found.level)]))
            else:
                continue
            self._remember(node, "skill", uid, {**values, "rubric": rubric})

    def _merge_profiles(self) -> None:
        tx = self._tx
        for profile, key in zip(self._template.profiles, spread(len(self._template.profiles)), strict=True):
            node = f"profile/{profile.key}"
            values = {"name": profile.name, "summary": profile.summary}
            targets = {target.skill: (target.level, target.weight) for target in profile.targets}
            known = self._known.get(node)
            shipped = self._shipped(node)
            if known is None:
                uid = tx.new_uid()
                profile_id = ProfileId(
                    tx.add(Profile(ProfileId(0), uid, profile.name, key, profile.summary, node=profile.key))
                )
                if profile.key == self._template.default_profile and tx.one(Setting, key="profile") is None:
                    put_setting(tx, "profile", uid)
            else:
                uid = known.uid
                row = tx.one(Profile, uid=uid)
                if row is None:
                    continue
                profile_id = row.id
                tx.put(row._replace(**_followed(row._asdict(), shipped, values)))
            current = {target.skill_id: target for target in tx.find(ProfileTarget, profile_id=profile_id)}
            for skill_key, (level, weight) in targets.items():
                skill_id = self._skills.get(skill_key)
                if skill_id is None:
                    continue
                old = shipped.get("targets", {}).get(skill_key)
                target = current.get(skill_id)
                if target is None and old is None:
                    tx.add(ProfileTarget(0, profile_id, skill_id, level, weight))
                elif target is not None and [target.level, target.weight] == old:
                    tx.put(target._replace(level=level, weight=weight))
            self._remember(node, "profile", uid, {**values, "targets": targets})

    def _merge_activity(self, step_key: str, activity: "TemplateActivity", key: str) -> None:
        node = f"activity/{activity.key}"
        values = _activity_values(step_key, activity)
        known = self._known.get(node)
        step_id = self._steps.get(step_key)
        if known is None:
            # Where the person removed the step, a new card for it goes to the inbox.
            uid = self._add_activity(step_id, activity.key, values, key)
        else:
            uid = known.uid
            row = self._tx.one(Activity, uid=uid)
            if row is not None:  # one in the trash follows too: restored, it is as the template ships it by then
                self._update_activity(row, step_id, self._shipped(node), values)
        self._remember(node, "activity", uid, values)

    def _add_activity(self, step_id: StepId | None, node: str, values: Values, key: str) -> str:
        tx = self._tx
        position = (
            key if self.is_new else between(common.last_position(tx.reader, step_id, "planned") or None, None)
        )
        uid = tx.new_uid()
        plain = {name: values[name] for name in _PLAIN}
        row = Activity(
            ActivityId(0),
            uid,
            kind=values["kind"],
            step_id=step_id,
            position=position,
            created_at=tx.now,
            node=node,
            **plain,
        )
        activity_id = ActivityId(tx.add(row))
        add_detail(tx, activity_id, row.kind, row.status, values["detail"])
        for text, place in zip(values["checklist"], spread(len(values["checklist"])), strict=True):
            tx.add(ChecklistItem(0, tx.new_uid(), activity_id, text, done=False, position=place))
        for (url, title), place in zip(values["links"].items(), spread(len(values["links"])), strict=True):
            tx.add(Link(0, tx.new_uid(), activity_id, url, title, place))
        for name in values["tags"]:
            tx.add(ActivityTag(0, activity_id, tag_named(tx, name)))
        for skill_key, level in values["skills"].items():
            if skill_key in self._skills:
                tx.add(ActivitySkill(0, activity_id, self._skills[skill_key], level))
        return uid

    def _update_activity(self, row: Activity, step_id: StepId | None, shipped: Values, values: Values) -> None:
        tx = self._tx
        changed = row._replace(**_followed(row._asdict(), shipped, {name: values[name] for name in _PLAIN}))
        moved_on = shipped.get("step") != values["step"] and self._stands_in(row, shipped.get("step", ""))
        if moved_on and step_id is not None:
            (key,) = common.place(tx, step_id, row.status, None, [row.id])
            changed = changed._replace(step_id=step_id, position=key)
        if row.kind != values["kind"] and self._is_unbegun(row, shipped):
            changed = changed._replace(kind=values["kind"])
            common.remove_detail(tx, row)
            add_detail(tx, row.id, changed.kind, row.status, values["detail"])
        elif row.kind == values["kind"] and (detail := common.detail_of(tx, row)) is not None:
            tx.put(detail._replace(**_followed(detail._asdict(), shipped.get("detail", {}), values["detail"])))
        tx.put(changed)
        self._update_parts(row.id, shipped, values)

    def _stands_in(self, row: Activity, step: str) -> bool:
        """Whether a card stands in the step of this key; never if the person removed that step."""
        known = self._known.get(f"step/{step}")
        found = None if known is None else self._tx.one(Step, uid=known.uid)
        return found is not None and row.step_id == found.id

    def _is_unbegun(self, row: Activity, shipped: Values) -> bool:
        """Whether kind, status and the record of the kind still are as they came, so that another kind may come."""
        if (row.kind, row.status, row.before_state) != (shipped.get("kind"), Status.PLANNED, ""):
            return False
        detail, fresh = common.detail_of(self._tx, row), new_detail(row.id, row.kind, row.status, shipped["detail"])
        return detail is None or fresh is None or detail._replace(id=0) == fresh

    def _update_parts(self, activity_id: ActivityId, shipped: Values, values: Values) -> None:
        """Adds the parts that are new in the template; parts that the person removed or changed stay so."""
        tx = self._tx
        last = max((item.position for item in tx.find(ChecklistItem, activity_id=activity_id)), default=None)
        for text in values["checklist"]:
            if text not in shipped.get("checklist", []):
                last = between(last, None)
                tx.add(ChecklistItem(0, tx.new_uid(), activity_id, text, done=False, position=last))
        links = {link.url: link for link in tx.find(Link, activity_id=activity_id)}
        last = max((link.position for link in links.values()), default=None)
        for url, title in values["links"].items():
            old = shipped.get("links", {}).get(url)
            if old is None and url not in links:
                last = between(last, None)
                tx.add(Link(0, tx.new_uid(), activity_id, url, title, last))
            elif url in links and links[url].title == old:
                tx.put(links[url]._replace(title=title))
        borne = {use.tag_id for use in tx.find(ActivityTag, activity_id=activity_id)}
        for name in values["tags"]:
            if name not in shipped.get("tags", []) and tag_named(tx, name) not in borne:
                tx.add(ActivityTag(0, activity_id, tag_named(tx, name)))
        shown = {use.skill_id: use for use in tx.find(ActivitySkill, activity_id=activity_id)}
        for skill_key, level in values["skills"].items():
            skill_id = self._skills.get(skill_key)
            old = shipped.get("skills", {}).get(skill_key)
            if skill_id is None:
                continue
            if old is None and skill_id not in shown:
                tx.add(ActivitySkill(0, activity_id, skill_id, level))
            elif skill_id in shown and shown[skill_id].level == old:
                tx.put(shown[skill_id]._replace(level=level))


def _followed(current: Values, shipped: Values, values: Values) -> Values:
    """The fields that still are as they were shipped, at what the template ships now."""
    return {name: value for name, value in values.items() if name in shipped and current[name] == shipped[name]}
