"""Setting a plan up: what the person answers, what follows from it at once, and the one action that writes it all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from planner.config.text import tr, trn
from planner.domain import fitting
from planner.domain.catalogue import Held
from planner.domain.catalogue_values import issuer_of
from planner.domain.fitting import Candidate, Group, Shown
from planner.domain.words import ActivityId, CertificationState, CourseState, Kind, Status
from planner.services.humanize import level_text, long_month
from planner.services.queries.catalogue import Present, present_goal
from planner.services.queries.first_run import (
    MOST_ASKED,
    Asked,
    SetupActivity,
    SetupCategory,
    SetupPlan,
    SetupRole,
    SetupSkill,
)

if TYPE_CHECKING:
    from planner.exchange.template_format import Template, TemplateActivity
    from planner.services.actions.first_run import FitPlan


class Roadmap(StrEnum):
    """Which roadmap the plan shall have: the one that is there, the one that ships, or one of the person's own."""

    PRESENT = "present"
    BUILT_IN = "built_in"
    OWN = "own"


def built_in() -> "Template":
    """The template that ships with the program. Raises ExchangeError where the installation's file is damaged."""
    from planner.exchange.template import load_template
    from planner.services.libraries import BUILT_IN

    return load_template(BUILT_IN)


def offers(plan: SetupPlan) -> tuple[Roadmap, ...]:
    """The roadmaps to choose from; the first is taken unless another one is chosen.

    What the person has worked with is never put away by a set-up.
    """
    if plan.has_built_in:
        return (Roadmap.PRESENT, Roadmap.OWN) if plan.is_fresh else (Roadmap.PRESENT,)
    return (Roadmap.PRESENT, Roadmap.BUILT_IN) if plan.roadmap else (Roadmap.BUILT_IN, Roadmap.OWN)


@dataclass
class Setup:
    """The answers so far; nothing of them is written before :meth:`action` is run."""

    base: SetupPlan
    today: date
    template: Callable[[], "Template"] = built_in
    roadmap: Roadmap = field(init=False)
    role: str = field(init=False)
    until: str | None = field(init=False)
    hours: int = field(init=False)
    ratings: dict[str, float] = field(init=False)
    held: list[Held] = field(init=False, default_factory=list)
    kept: set[str] = field(init=False, default_factory=set)
    left_out: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.roadmap = offers(self.base)[0]
        self.until, self.hours = self.base.until, self.base.hours
        self.role = self.base.role or next((role.key for role in self.plan.roles), "")
        self.ratings = {skill.key: skill.rated for skill in self.base.skills() if skill.rated is not None}
        self._first = self._answers()

    # -- what there is to choose from

    @cached_property
    def _shipped(self) -> SetupPlan:
        return _with_template(self.base, self.template())

    @property
    def plan(self) -> SetupPlan:
        """What the plan will hold with the chosen roadmap."""
        if self.roadmap is Roadmap.PRESENT:
            return self.base
        if self.roadmap is Roadmap.BUILT_IN:
            return self._shipped
        bare = self.base if self.base.categories else self._shipped
        return bare._replace(activities=(), goals=(), goal_keys={}, roadmap=tr("My roadmap"), steps=1)

    def choose(self, roadmap: Roadmap) -> None:
        """Take another roadmap; what was rated stays where the skill is there as well."""
        self.roadmap = roadmap
        keys = [role.key for role in self.plan.roles]
        if self.role not in keys:
            self.role = keys[0] if keys else ""

    def chosen_role(self) -> SetupRole | None:
        """The role that is aimed at, None where there is none."""
        return next((role for role in self.plan.roles if role.key == self.role), None)

    # -- what follows

    def held_key(self, held: Held) -> str | None:
        """The activity of the plan that is this certification; None where it will be a new one."""
        found = _same_goal(self.plan.goals, held)
        return None if found is None else self.plan.goal_keys.get(found.id)

    def candidates(self) -> list[Candidate]:
        """The activities, those that are certifications the person holds being done."""
        passed = {self.held_key(held) for held in self.held_now}
        return [
            one.candidate._replace(status=Status.DONE.value) if one.candidate.key in passed else one.candidate
            for one in self.plan.activities
        ]

    def rated(self) -> dict[str, float]:
        """The ratings that count: those of skills that will be there, without what was left out."""
        there = self.plan.skills()
        if "have" in self.left_out:
            return {skill.key: skill.rated for skill in there if skill.rated is not None}
        return {skill.key: self.ratings[skill.key] for skill in there if skill.key in self.ratings}

    @property
    def held_now(self) -> list[Held]:
        """The certifications that count, without what was left out."""
        return [] if "have" in self.left_out else self.held

    @property
    def hours_now(self) -> int:
        """The hours a week that are reckoned with."""
        return self.base.hours if "aim" in self.left_out else self.hours

    @property
    def until_now(self) -> str | None:
        """The month that is reckoned with."""
        return self.base.until if "aim" in self.left_out else self.until

    def groups(self) -> tuple[Group, ...]:
        """What can go, by the reason for it."""
        return fitting.groups(self.candidates(), self.rated())

    def going(self) -> set[str]:
        """What goes: all that can, but for what is kept."""
        if "fit" in self.left_out:
            return set()
        return {key for group in self.groups() for key in group.keys} - self.kept

    def minutes(self) -> tuple[int, int]:
        """The minutes of the core that are left to do before anything goes, and after."""
        before = [one.candidate for one in self.plan.activities]
        return fitting.minutes_left(before), fitting.minutes_left(self.candidates(), self.going())

    def finish(self) -> str | None:
        """The month (``YYYY-MM``) in which the core ends; None where no calendar has it."""
        return fitting.finish_month(self.minutes()[1], self.hours_now, self.today)

    @property
    def is_touched(self) -> bool:
        """Whether something was answered that would be lost."""
        return self._answers() != self._first

    def _answers(self) -> tuple[object, ...]:
        return self.roadmap, self.role, self.until, self.hours, dict(self.ratings), list(self.held)

    # -- in words

    def work_sentence(self) -> str:
        """What makes it end then: “320 hours of core activities, at 5 hours a week.”."""
        minutes = self.minutes()[1]
        if minutes <= 0:
            return tr("There is nothing of a core to do yet.")
        pace = trn("{n} hour a week", "{n} hours a week", self.hours_now)
        core = hours_text(round_hours(minutes))
        return tr("{core} of core activities, at {pace}.", core=core, pace=pace)

    def month_sentence(self) -> str:
        """Whether the month that one wants is enough, and what it would take; empty without a month."""
        until, minutes = self.until_now, self.minutes()[1]
        if until is None or minutes <= 0:
            return ""
        finish = self.finish()
        if finish is not None and finish <= until:
            return tr("That is in time for {month}.", month=long_month(until))
        needed = fitting.hours_needed(minutes, until, self.today)
        if needed is None:
            return tr("{month} is too near for that. Choose a later month.", month=long_month(until))
        return trn("{month} needs {n} hour a week.", "{month} needs {n} hours a week.", needed, month=long_month(until))

    # -- writing

    def action(self) -> "FitPlan":
        """What writes the answers, as one step; what was left out is not in it."""
        from planner.services.actions.first_run import AimAt, FitPlan
        from planner.services.catalogue import catalogue

        first = {skill.key: skill.rated for skill in self.base.skills()}
        rated = self.rated()
        template = self.template() if self.roadmap is not Roadmap.PRESENT else None
        checked_on = catalogue().checked_on if any(held.known for held in self.held_now) else ""
        return FitPlan(
            roadmap=self.roadmap.value,
            template=template,
            aim=None if "aim" in self.left_out else AimAt(self.role, self.until, self.hours),
            ratings=tuple((key, level) for key, level in rated.items() if first.get(key) != level),
            held=tuple(self.held_now),
            checked_on=checked_on,
            gone=tuple(one.candidate.key for one in self.plan.activities if one.candidate.key in self.going()),
        )


def round_hours(minutes: int) -> int:
    """Whole hours, the half rounded up; at least one of anything."""
    return max(1, (minutes + 30) // 60) if minutes > 0 else 0


def hours_text(hours: int) -> str:
    """“320 hours”."""
    return trn("{n} hour", "{n} hours", hours)


def most_text(role: SetupRole) -> str:
    """“Asks most of Product strategy (5) and Business acumen (5).”; empty for a role that asks for nothing."""
    told = [tr("{skill} ({level})", skill=one.skill, level=level_text(one.level)) for one in role.most]
    if len(told) > 1:
        return tr("Asks most of {skills} and {last}.", skills=", ".join(told[:-1]), last=told[-1])
    return tr("Asks most of {skill}.", skill=told[0]) if told else ""


def _same_goal(goals: tuple[Present, ...], held: Held) -> Present | None:
    issuer = issuer_of(held.known) if held.known is not None else ""
    return present_goal(goals, Kind.CERTIFICATION.value, held.name, issuer, held.known)


def _with_template(base: SetupPlan, template: "Template") -> SetupPlan:
    """The plan with what the template will bring, by the keys of its nodes."""
    names = {skill.key: skill.name for skill in template.skills}
    numbered = [(step.name, one) for step in template.steps for one in step.activities]
    first = max((goal.id for goal in base.goals), default=0) + 1
    goals, keys = list(base.goals), dict(base.goal_keys)
    for number, (step, one) in enumerate(numbered, start=first):
        if one.kind in {Kind.CERTIFICATION, Kind.COURSE}:
            goals.append(_goal(ActivityId(number), step, one))
            keys[number] = one.key
    roles = tuple(
        SetupRole(
            role.key,
            role.name,
            role.summary,
            tuple(
                Asked(names[target.skill], target.level)
                for target in sorted(role.targets, key=lambda each: (-each.level, -each.weight))[:MOST_ASKED]
            ),
        )
        for role in template.profiles
    )
    categories = tuple(
        SetupCategory(
            category.name,
            tuple(
                SetupSkill(skill.key, skill.name, skill.definition, skill.rubric)
                for skill in template.skills
                if skill.category == category.key
            ),
        )
        for category in template.categories
    )
    return base._replace(
        roadmap=template.name,
        steps=len(template.steps),
        roles=base.roles + roles,
        categories=base.categories + categories,
        activities=base.activities + tuple(_activity(step, one) for step, one in numbered),
        goals=tuple(goals),
        goal_keys=keys,
        role=base.role or template.default_profile,
    )


def _activity(step: str, one: "TemplateActivity") -> SetupActivity:
    candidate = Candidate(
        one.key,
        one.kind.value,
        shows=tuple(Shown(shown.skill, shown.level) for shown in one.skills),
        core=one.core,
        estimate_minutes=one.estimate_minutes,
        cadence_count=one.cadence.count if one.cadence else None,
        cadence_minutes=one.cadence.minutes if one.cadence else None,
    )
    return SetupActivity(candidate, one.title, step)


def _goal(number: ActivityId, step: str, one: "TemplateActivity") -> Present:
    facts, course = one.certification, one.course
    state = (CertificationState.CONSIDERING if one.kind == Kind.CERTIFICATION else CourseState.CONSIDERING).value
    issuer = facts.issuer if facts else course.provider if course else ""
    url = facts.url if facts else course.url if course else ""
    code = facts.code if facts else ""
    return Present(number, one.title, one.kind.value, state, step, issuer, code, url, "", one.estimate_minutes)
