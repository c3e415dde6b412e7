"""What changed between two days, in a sentence."""

from datetime import date

import pytest

from planner.domain.words import CategoryId, SkillId
from planner.services.planner import Planner
from planner.services.queries.skills import SkillRow, SkillsView, skills_view
from planner.services.skill_changes import since_words

SINCE, TODAY = date(2026, 6, 1), date(2026, 11, 25)


def view(roadmap: Planner, *levels: float | None) -> SkillsView:
    """A view in which the first skills have these levels."""
    whole = roadmap.read(skills_view, TODAY)
    first = whole.categories[0]
    names = ("Agile", "Budgets", "Coding", "Data", "Ethics")
    skills = tuple(
        SkillRow(SkillId(number), name, "", CategoryId(1), level, None, 3.0, 1)
        for number, (name, level) in enumerate(zip(names, levels, strict=False))
    )
    return whole._replace(categories=(first._replace(skills=skills),))


@pytest.mark.parametrize(
    ("before", "after", "finished", "sentence"),
    [
        ((1.0,), (1.0,), {}, "Since 1 Jun: nothing changed"),
        ((1.0,), (2.0,), {}, "Since 1 Jun: +1.0 Agile"),
        ((3.0, 2.0), (1.5, 2.5), {}, "Since 1 Jun: -1.5 Agile, +0.5 Budgets"),
        ((1.0, 1.0, 1.0, 1.0), (1.5, 3.0, 2.0, 2.0), {}, "Since 1 Jun: +2.0 Budgets, +1.0 Coding, 2 more skills moved"),
        ((None, None), (1.0, 2.0), {}, "Since 1 Jun: 2 skills rated for the first time"),
        ((2.0,), (None,), {}, "Since 1 Jun: nothing changed"),
        ((1.0,), (1.0,), {"certification": 3, "topic": 2}, "Since 1 Jun: 3 certifications, 2 other activities done"),
        ((1.0,), (1.0,), {"reading": 1}, "Since 1 Jun: 1 activity done"),
        ((1.0,), (2.0,), {"course": 1, "project": 2}, "Since 1 Jun: +1.0 Agile, 1 course, 2 projects"),
    ],
)
def test_the_largest_changes_come_first(
    roadmap: Planner,
    before: tuple[float | None, ...],
    after: tuple[float | None, ...],
    finished: dict[str, int],
    sentence: str,
) -> None:
    assert since_words(view(roadmap, *before), view(roadmap, *after), finished, SINCE, TODAY) == sentence
