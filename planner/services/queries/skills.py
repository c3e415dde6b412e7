"""The skills as the radar and the list show them: role, self-rated, shown by work, by category and by skill."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.dates import format_date
from planner.domain.evidence import NOTHING, Shown, SkillHistory, shown_on
from planner.domain.levels import Weighted, gap, mean_level
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.queries.evidence import proofs
from planner.services.queries.settings import chosen_profile
from planner.services.queries.sql import any_of
from planner.storage.reader import Reader


class ProfileChoice(NamedTuple):
    """A role that one can aim at."""

    id: ProfileId
    name: str
    summary: str


class SkillRow(NamedTuple):
    """One skill. A level is 0 to 5 or None: not rated, not shown yet, or not asked for by the role.

    ``shown`` is what work shows by the rule of evidence; ``weight`` is that of the role, 1 where it asks for nothing.
    """

    id: SkillId
    name: str
    definition: str
    category_id: CategoryId
    claimed: float | None
    claimed_on: str | None
    target: float | None
    weight: int
    shown: Shown = NOTHING

    @property
    def evidenced(self) -> float | None:
        """The level that work shows, fresh or faded."""
        return self.shown.level

    @property
    def gap(self) -> float:
        """How far the self-rated level lies below the role's; an unknown one leaves the whole target open."""
        return gap(self.target, self.claimed) or 0.0


class CategoryRow(NamedTuple):
    """A category with its skills and the means of their known levels, weighted by the role."""

    id: CategoryId
    name: str
    skills: tuple[SkillRow, ...]
    claimed: float | None
    shown: Shown
    target: float | None

    @property
    def evidenced(self) -> float | None:
        """The mean of the levels that work shows, fresh or faded."""
        return self.shown.level

    @property
    def rated(self) -> int:
        """How many of its skills have a rating."""
        return sum(row.claimed is not None for row in self.skills)

    @property
    def gap(self) -> float:
        """The weighted mean of the gaps of the skills that the role asks for."""
        return mean_level(Weighted(row.gap, row.weight) for row in self.skills if row.target is not None) or 0.0


class Rating(NamedTuple):
    """One dated rating."""

    id: int
    on_date: str
    level: float


class SkillsView(NamedTuple):
    """Everything that the Skills page shows."""

    profile_id: ProfileId | None
    profiles: tuple[ProfileChoice, ...]
    categories: tuple[CategoryRow, ...]


def _category(category_id: CategoryId, name: str, rows: Iterable[SkillRow]) -> CategoryRow:
    skills = tuple(rows)
    return CategoryRow(
        category_id,
        name,
        skills,
        mean_level(Weighted(row.claimed, row.weight) for row in skills),
        _mean_shown(skills),
        mean_level(Weighted(row.target, row.weight) for row in skills),
    )


def _mean_shown(skills: Iterable[SkillRow]) -> Shown:
    """The means of what work shows; a skill that only faded work shows counts as 0 among the fresh."""
    known = [row for row in skills if row.shown.level is not None]
    return Shown(
        mean_level(Weighted(row.shown.level, row.weight) for row in known),
        mean_level(Weighted(row.shown.fresh or 0.0, row.weight) for row in known),
    )


_PROFILES: Final = "SELECT id, name, summary FROM profile ORDER BY position, id"

# The index of the ratings by skill and day leads to the newest one, whatever their number.
# A rating of tomorrow (made where it was tomorrow already) does not count yet.
_NEWEST: Final = """n.id = (SELECT id FROM assessment WHERE skill_id = s.id AND on_date <= :today
    ORDER BY on_date DESC, id DESC LIMIT 1)"""

_SKILLS: Final = f"""
SELECT c.name, s.id, s.name, s.definition, c.id, n.level, n.on_date, t.level, coalesce(t.weight, 1)
FROM skill AS s JOIN category AS c ON c.id = s.category_id
LEFT JOIN assessment AS n ON {_NEWEST}
LEFT JOIN profile_target AS t ON t.skill_id = s.id AND t.profile_id = :profile
ORDER BY c.position, c.id, s.position, s.id
"""

_RATINGS: Final = "SELECT skill_id, on_date, level FROM assessment ORDER BY skill_id, on_date, id"

_CLAIMS: Final = f"""
SELECT s.id, n.level, n.on_date FROM skill AS s JOIN assessment AS n ON {_NEWEST} WHERE s.id IN {{ids}}
"""


def skills_view(reader: Reader, today: date, shown: Mapping[int, Shown] | None = None) -> SkillsView:
    """The skills by category against the chosen role, in six statements.

    With ``shown`` what work shows is taken from there, in four: it is all that grows with the work of years.
    """
    day = format_date(today)
    profile_id = chosen_profile(reader)
    profiles = tuple(ProfileChoice(*row) for row in reader.rows(_PROFILES))
    rows = reader.rows(_SKILLS, {"profile": profile_id, "today": day})
    shown = shown_levels(reader, today) if shown is None else shown
    names: dict[CategoryId, str] = {}
    groups: dict[CategoryId, list[SkillRow]] = {}
    for name, *fields in rows:
        row = SkillRow(*fields)
        row = row._replace(shown=shown.get(row.id, NOTHING))
        names[row.category_id] = name
        groups.setdefault(row.category_id, []).append(row)
    return SkillsView(
        profile_id,
        profiles,
        tuple(_category(category_id, names[category_id], skills) for category_id, skills in groups.items()),
    )


def shown_levels(reader: Reader, today: date) -> dict[int, Shown]:
    """What work shows today of each skill that any shows, in two statements."""
    day = format_date(today)
    return {skill_id: shown_on(proved, day) for skill_id, proved in proofs(reader, day).items()}


def with_shown(view: SkillsView, shown: Mapping[int, Shown]) -> SkillsView:
    """The view with what work shows."""
    return view._replace(
        categories=tuple(
            _category(row.id, row.name, [one._replace(shown=shown.get(one.id, NOTHING)) for one in row.skills])
            for row in view.categories
        )
    )


def histories(reader: Reader, today: date) -> dict[int, SkillHistory]:
    """All that ever said something about each skill that anything was said about, in three statements."""
    proved = proofs(reader, format_date(today))
    claimed: dict[int, list[tuple[str, float]]] = {}
    for skill_id, day, level in reader.rows(_RATINGS):
        claimed.setdefault(skill_id, []).append((day, level))
    return {
        skill_id: SkillHistory(
            tuple(claimed.get(skill_id, ())),
            # The highest first: the others are soon passed over.
            tuple(sorted(proved.get(skill_id, ()), key=lambda proof: -proof.level)),
        )
        for skill_id in claimed.keys() | proved.keys()
    }


def view_on(view: SkillsView, known: Mapping[int, SkillHistory], day: date) -> SkillsView:
    """The view as of a day: ratings and work up to it, against the role that is chosen now."""
    text = format_date(day)
    nothing = SkillHistory()
    categories = []
    for row in view.categories:
        skills = []
        for one in row.skills:
            history = known.get(one.id, nothing)
            claim = history.claim_on(text)
            level, claimed_on = (None, None) if claim is None else (claim[1], claim[0])
            skills.append(one._replace(claimed=level, claimed_on=claimed_on, shown=history.shown_on(text)))
        categories.append(_category(row.id, row.name, skills))
    return view._replace(categories=tuple(categories))


def claims(reader: Reader, skill_ids: Iterable[int], today: date) -> dict[int, tuple[float, str]]:
    """The newest rating of each of the skills that has one: its level and its day."""
    rows = reader.rows(_CLAIMS.format(ids=any_of(skill_ids)), {"today": format_date(today)})
    return {skill_id: (level, day) for skill_id, level, day in rows}


def with_claims(view: SkillsView, changed: set[int], found: Mapping[int, tuple[float, str]]) -> SkillsView:
    """The view after only ratings of the skills ``changed`` were written: nothing else is read again."""
    categories = []
    for row in view.categories:
        if any(one.id in changed for one in row.skills):
            skills = [
                one._replace(claimed=found.get(one.id, (None, None))[0], claimed_on=found.get(one.id, (None, None))[1])
                if one.id in changed
                else one
                for one in row.skills
            ]
            categories.append(_category(row.id, row.name, skills))
        else:
            categories.append(row)
    return view._replace(categories=tuple(categories))


def newest_rating(reader: Reader, skill_id: int, today: date) -> Rating | None:
    """The rating of a skill that holds today, None where it has none."""
    found = reader.rows(
        "SELECT id, on_date, level FROM assessment WHERE skill_id = ? AND on_date <= ?"
        " ORDER BY on_date DESC, id DESC LIMIT 1",
        (skill_id, format_date(today)),
    )
    return Rating(*found[0]) if found else None


def skill_of_assessment(reader: Reader, assessment_id: int) -> SkillId | None:
    """The skill that a rating belongs to, None if the rating is gone."""
    found = reader.value("SELECT skill_id FROM assessment WHERE id = ?", (assessment_id,))
    return None if found is None else SkillId(found)
