"""What the set-up of a plan asks about: its roadmap, roles, skills with their rubrics, activities and goals."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.fitting import USUAL_HOURS, Candidate, Shown
from planner.services.queries.catalogue import Present, goals_present
from planner.services.queries.settings import HOURS_A_WEEK, chosen_profile, setting
from planner.services.queries.shell import AIM_UNTIL
from planner.services.queries.skills import skills_view
from planner.services.queries.sql import IN_PLAN, LOGGED
from planner.storage.reader import Reader

MOST_ASKED: Final = 2
"""So many skills are named of what a role asks most."""


class SetupSkill(NamedTuple):
    """A skill: ``rubric`` holds the sentence of each level 0 to 5, empty where there is none."""

    key: str
    name: str
    definition: str
    rubric: tuple[str, ...]
    rated: float | None = None


class SetupCategory(NamedTuple):
    """A category with its skills."""

    name: str
    skills: tuple[SetupSkill, ...]


class Asked(NamedTuple):
    """A skill with the level that a role asks of it."""

    skill: str
    level: float


class SetupRole(NamedTuple):
    """A target role, and what it asks most, the highest level first."""

    key: str
    name: str
    summary: str
    most: tuple[Asked, ...]


class SetupActivity(NamedTuple):
    """An activity as the rules of fitting see it, with what a person reads of it."""

    candidate: Candidate
    title: str
    step: str


class SetupPlan(NamedTuple):
    """All that the set-up asks about. Keys are uids of the plan's rows, or the nodes of a template that may come.

    ``roadmap`` is the name of the first roadmap that is not archived, empty where there is none. ``goals`` are the
    certifications and courses, ``goal_keys`` the key of the activity of each. ``is_fresh`` says that nobody did
    anything in the plan so far, ``has_built_in`` that it holds the roadmap that ships with the program.
    """

    roadmap: str
    steps: int
    roles: tuple[SetupRole, ...]
    categories: tuple[SetupCategory, ...]
    activities: tuple[SetupActivity, ...]
    goals: tuple[Present, ...]
    goal_keys: Mapping[int, str]
    role: str = ""
    until: str | None = None
    hours: int = USUAL_HOURS
    is_fresh: bool = False
    has_built_in: bool = True

    def skills(self) -> list[SetupSkill]:
        """All skills in their order."""
        return [skill for category in self.categories for skill in category.skills]


_ROADMAP: Final = """
SELECT r.name, count(s.id) FROM roadmap AS r LEFT JOIN step AS s ON s.roadmap_id = r.id
WHERE NOT r.archived GROUP BY r.id ORDER BY r.position, r.id LIMIT 1
"""
_BUILT_IN: Final = "SELECT count(*) FROM roadmap WHERE template = ? AND NOT archived"
_ROLES: Final = "SELECT id, uid, name, summary FROM profile ORDER BY position, id"
_TARGETS: Final = """
SELECT t.profile_id, s.name, t.level FROM profile_target AS t JOIN skill AS s ON s.id = t.skill_id
JOIN category AS c ON c.id = s.category_id
ORDER BY t.profile_id, t.level DESC, t.weight DESC, c.position, c.id, s.position, s.id
"""
_UIDS: Final = "SELECT id, uid FROM skill"
_RUBRICS: Final = "SELECT skill_id, level, text FROM rubric_level"
_ACTIVITIES: Final = f"""
SELECT a.id, a.uid, a.title, a.kind, a.status, a.core, a.estimate_minutes, {LOGGED}, a.cadence_count,
       a.cadence_minutes, coalesce(s.name, '')
FROM activity AS a LEFT JOIN step AS s ON s.id = a.step_id LEFT JOIN roadmap AS r ON r.id = s.roadmap_id
WHERE {IN_PLAN} AND (s.id IS NULL OR NOT r.archived)
ORDER BY s.id IS NULL, r.position, r.id, s.position, s.id, a.position, a.id
"""
_SHOWS: Final = """
SELECT x.activity_id, s.uid, x.level FROM activity_skill AS x JOIN skill AS s ON s.id = x.skill_id ORDER BY x.id
"""


def setup_plan(reader: Reader, today: date, built_in: str) -> SetupPlan:
    """What the set-up asks about in this plan; ``built_in`` names the template that ships. A fixed dozen statements."""
    roadmap = reader.rows(_ROADMAP)
    name, steps = roadmap[0] if roadmap else ("", 0)
    chosen = chosen_profile(reader)
    roles = reader.rows(_ROLES)
    until, hours = setting(reader, AIM_UNTIL), setting(reader, HOURS_A_WEEK)
    activities, keys = _activities(reader)
    return SetupPlan(
        name,
        steps,
        _roles(reader, roles),
        _categories(reader, today),
        activities,
        goals_present(reader),
        keys,
        role=next((uid for role_id, uid, *_ in roles if role_id == chosen), ""),
        until=until if isinstance(until, str) else None,
        hours=max(1, round(hours)) if isinstance(hours, int | float) and hours > 0 else USUAL_HOURS,
        is_fresh=not reader.value("SELECT count(*) FROM journal_step"),
        has_built_in=bool(reader.value(_BUILT_IN, (built_in,))),
    )


def _roles(reader: Reader, roles: list[tuple[int, str, str, str]]) -> tuple[SetupRole, ...]:
    asked: dict[int, list[Asked]] = defaultdict(list)
    for role_id, skill, level in reader.rows(_TARGETS):
        asked[role_id].append(Asked(skill, level))
    return tuple(SetupRole(uid, name, summary, tuple(asked[key][:MOST_ASKED])) for key, uid, name, summary in roles)


def _categories(reader: Reader, today: date) -> tuple[SetupCategory, ...]:
    uids = dict(reader.rows(_UIDS))
    rubrics: dict[int, list[str]] = defaultdict(lambda: [""] * 6)
    for skill_id, level, text in reader.rows(_RUBRICS):
        if 0 <= level <= 5:
            rubrics[skill_id][int(level)] = text
    return tuple(
        SetupCategory(
            category.name,
            tuple(
                SetupSkill(uids[row.id], row.name, row.definition, tuple(rubrics[row.id]), row.claimed)
                for row in category.skills
            ),
        )
        for category in skills_view(reader, today).categories
    )


def _activities(reader: Reader) -> tuple[tuple[SetupActivity, ...], dict[int, str]]:
    shows: dict[int, list[Shown]] = defaultdict(list)
    for activity_id, skill, level in reader.rows(_SHOWS):
        shows[activity_id].append(Shown(skill, level))
    found, keys = [], {}
    for key, uid, title, kind, status, core, estimate, logged, count, each, step in reader.rows(_ACTIVITIES):
        keys[key] = uid
        one = Candidate(uid, kind, status, tuple(shows[key]), bool(core), estimate, logged, count, each)
        found.append(SetupActivity(one, title, step))
    return tuple(found), keys
