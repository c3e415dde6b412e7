"""Merging a template into the plan: skills with their rubrics, roles, and its roadmap with what was done of it."""

from typing import TYPE_CHECKING, Any

from planner.domain.model import Category, Profile, ProfileTarget, RubricLevel, Setting, Skill
from planner.domain.ordering import spread
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.exchange.incoming import IncomingActivity, IncomingRoadmap, IncomingStep, Match
from planner.exchange.template_keys import has_key
from planner.services.actions.settings import put_setting
from planner.services.activity_merge import followed
from planner.services.roadmap_merge import NodeMemory, RoadmapMerge, Tally
from planner.services.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.exchange.template_format import Template, TemplateActivity, TemplateProgress


def roadmap_of(template: "Template", match: Match = "nothing") -> IncomingRoadmap:
    """The roadmap that a template holds."""
    progress = {each.activity: each for each in template.progress}
    steps = tuple(
        IncomingStep(
            step.key,
            step.name,
            {"hue": step.hue, "why": step.why, "ready_when": step.ready_when},
            tuple(
                IncomingActivity(each.key, _activity_values(each) | _progress_values(progress.get(each.key)))
                for each in step.activities
            ),
        )
        for step in template.steps
    )
    return IncomingRoadmap(template.key, template.name, steps, match, template.version)


def _activity_values(activity: "TemplateActivity") -> dict[str, Any]:
    """What a template tells of an activity, as plain JSON values."""
    detail = activity.certification or activity.course or activity.event
    return {
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


def _progress_values(progress: "TemplateProgress | None") -> dict[str, Any]:
    """How far an activity is, where the template says so."""
    if progress is None:
        return {}
    values: dict[str, Any] = {"status": progress.status.value, "ticked": list(progress.ticked)}
    for name in ("state", "started_on", "completed_on", "outcome", "outcome_url"):
        if getattr(progress, name):
            values[name] = getattr(progress, name)
    return values


class TemplateMerge:
    """One merge of one template."""

    def __init__(self, rows: Rows, template: "Template", match: Match = "nothing") -> None:
        self._rows = rows
        self._template = template
        self._match = match
        self._memory = NodeMemory(rows, template.key)
        self._skills: dict[str, SkillId] = {}
        self._categories: dict[str, CategoryId] = {}
        self.tally = Tally()
        self.is_new = False

    def merge_skills(self) -> None:
        """Merges categories, skills with their rubrics, and roles."""
        self._merge_categories()
        self._merge_skills()
        self._merge_profiles()

    def merge_activities(self) -> None:
        """Merges the roadmap, its steps and their activities; the skills must have been merged before."""
        skills: Mapping[str, SkillId] = self._skills
        merge = RoadmapMerge(self._rows, roadmap_of(self._template, self._match), skills, self.tally)
        merge.run()
        self.is_new = merge.is_new

    def _same(self, row_type: type[Category | Skill | Profile], key: str) -> str | None:
        """A row that another template brought, or from which this one was exported, by its key."""
        if self._match != "keys":
            return None
        found = (row.uid for row in self._rows.find(row_type) if has_key(key, row.node, row.uid))
        return next(found, None)

    def _merge_categories(self) -> None:
        for category, key in zip(self._template.categories, spread(len(self._template.categories)), strict=True):
            node = f"category/{category.key}"
            values = {"name": category.name}
            uid = self._memory.uid(node) or self._same(Category, category.key)
            if uid is None:
                uid = self._rows.new_uid()
                made = Category(CategoryId(0), uid, category.name, key, node=category.key)
                self._categories[category.key] = CategoryId(self._rows.add(made))
            else:
                row = self._rows.one(Category, uid=uid)
                if row is not None:
                    self._categories[category.key] = row.id
                    self._rows.put(row._replace(**followed(row._asdict(), self._memory.told(node), values)))
            self._memory.note(node, "category", uid, values)

    def _merge_skills(self) -> None:
        for skill, key in zip(self._template.skills, spread(len(self._template.skills)), strict=True):
            node = f"skill/{skill.key}"
            values = {"name": skill.name, "definition": skill.definition}
            rubric = {str(level): text for level, text in enumerate(skill.rubric)}
            uid = self._memory.uid(node) or self._same(Skill, skill.key)
            category_id = self._categories.get(skill.category)
            if uid is None and category_id is not None:
                uid = self._rows.new_uid()
                made = Skill(SkillId(0), uid, category_id, skill.name, key, skill.definition, node=skill.key)
                skill_id = SkillId(self._rows.add(made))
                self._skills[skill.key] = skill_id
                for level, text in enumerate(skill.rubric):
                    self._rows.add(RubricLevel(0, skill_id, level, text))
            elif uid is not None:
                row = self._rows.one(Skill, uid=uid)
                if row is not None:
                    self._skills[skill.key] = row.id
                    shipped = self._memory.told(node)
                    self._rows.put(row._replace(**followed(row._asdict(), shipped, values)))
                    for found in self._rows.find(RubricLevel, skill_id=row.id):
                        old = shipped.get("rubric", {}).get(str(found.level))
                        if found.text == old and str(found.level) in rubric:
                            self._rows.put(found._replace(text=rubric[str(found.level)]))
            else:
                continue
            self._memory.note(node, "skill", uid, {**values, "rubric": rubric})

    def _merge_profiles(self) -> None:
        rows = self._rows
        for profile, key in zip(self._template.profiles, spread(len(self._template.profiles)), strict=True):
            node = f"profile/{profile.key}"
            values = {"name": profile.name, "summary": profile.summary}
            targets = {target.skill: (target.level, target.weight) for target in profile.targets}
            uid = self._memory.uid(node) or self._same(Profile, profile.key)
            shipped = self._memory.told(node)
            if uid is None:
                uid = rows.new_uid()
                profile_id = ProfileId(
                    rows.add(Profile(ProfileId(0), uid, profile.name, key, profile.summary, node=profile.key))
                )
                if profile.key == self._template.default_profile and rows.one(Setting, key="profile") is None:
                    put_setting(rows, "profile", uid)
            else:
                row = rows.one(Profile, uid=uid)
                if row is None:
                    continue
                profile_id = row.id
                rows.put(row._replace(**followed(row._asdict(), shipped, values)))
            current = {target.skill_id: target for target in rows.find(ProfileTarget, profile_id=profile_id)}
            for skill_key, (level, weight) in targets.items():
                skill_id = self._skills.get(skill_key)
                if skill_id is None:
                    continue
                old = shipped.get("targets", {}).get(skill_key)
                target = current.get(skill_id)
                if target is None and old is None:
                    rows.add(ProfileTarget(0, profile_id, skill_id, level, weight))
                elif target is not None and [target.level, target.weight] == old:
                    rows.put(target._replace(level=level, weight=weight))
            self._memory.note(node, "profile", uid, {**values, "targets": targets})
