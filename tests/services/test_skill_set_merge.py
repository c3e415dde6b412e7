"""Any set of skills against any plan: nothing is lost, the same set again is unchanged, and Undo takes it back."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.model import Category, Profile, ProfileTarget, RubricLevel, Skill
from planner.exchange.skill_set import SetMaker, SkillSet
from planner.services.actions.imports import ImportFiles, RoadmapFile
from planner.services.incoming_merge import merge_incoming
from planner.services.planner import Planner
from planner.storage.schema import TABLES
from tests.services.reading import everything, rows

NOW, TODAY = "2026-11-25T09:00:00Z", "2026-11-25"


@st.composite
def sets(draw: st.DrawFn) -> SkillSet:
    """Sets of few names and uids, so that they meet each other in every way; some skills are of no category."""
    maker = SetMaker("any")
    uids = {what: iter(draw(st.permutations(["", "", "", "1", "2"]))) for what in ("category", "skill", "role")}
    groups: list[int | None] = [
        maker.category(name, str, uid=next(uids["category"]))
        for name in draw(st.lists(st.sampled_from("ABab"), max_size=2, unique_by=fold))
    ]
    places = st.tuples(st.sampled_from("STst"), st.sampled_from([*groups, None]))
    skills = [
        maker.skill(name, group, str, definition=draw(st.sampled_from(["", "x", "y"])), uid=next(uids["skill"]))
        for name, group in draw(st.lists(places, max_size=4, unique_by=lambda each: (fold(each[0]), each[1])))
    ]
    for skill in skills:
        maker.sentence(skill, draw(st.integers(0, 5)), draw(st.sampled_from(["", "x", "y"])), "")
    for name in draw(st.lists(st.sampled_from("PQpq"), max_size=2, unique_by=fold)):
        role = maker.role(name, str, summary=draw(st.sampled_from(["", "x"])), uid=next(uids["role"]))
        for skill in skills:
            if draw(st.booleans()):
                level, weight = draw(st.integers(0, 10)), draw(st.sampled_from([None, 1, 3]))
                maker.target(role, skill, level / 2, weight, str)
    return maker.whole()


def bring_in(planner: Planner, incoming: SkillSet) -> tuple[int, int, int]:
    """Merges and writes a set as an import does, and gives the counts."""
    merged = planner.read(merge_incoming, incoming, NOW, TODAY)
    planner.run(ImportFiles((RoadmapFile("any", incoming, NOW, TODAY, merged),)))
    return merged.counts


def twins(planner: Planner) -> int:
    """How many names stand twice where they may not."""
    names = Counter[tuple[object, ...]]()
    names.update((Category, fold(row.name)) for row in rows(planner, Category))
    names.update((row.category_id, fold(row.name)) for row in rows(planner, Skill))
    names.update((Profile, fold(row.name)) for row in rows(planner, Profile))
    return sum(count > 1 for count in names.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=sets(), second=sets())
def test_any_two_sets(planner: Planner, first: SkillSet, second: SkillSet) -> None:
    empty = everything(planner)
    total = len(first.categories) + len(first.skills) + len(first.roles)
    new, changed, unchanged = bring_in(planner, first)
    assert (changed, unchanged) == (0, 0)
    assert new in (total, total + 1)  # the category of those that name none
    assert bring_in(planner, first)[:2] == (0, 0)
    between = everything(planner)
    steps = bool(between != empty)
    try:
        bring_in(planner, second)
    except ExchangeError:
        assert everything(planner) == between
    else:
        assert bring_in(planner, second)[:2] == (0, 0)
        after = everything(planner)
        assert_nothing_is_lost(between, after)
        if after != between:
            planner.undo()
            assert everything(planner) == between
            planner.redo()
            assert everything(planner) == after
            planner.undo()
    assert twins(planner) == 0
    if steps:
        planner.undo()
    assert everything(planner) == empty


def assert_nothing_is_lost(before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]]) -> None:
    """Every row is there still, under its id and uid, and no text became empty."""
    for row_type in (Category, Skill, RubricLevel, Profile, ProfileTarget):
        name = TABLES[row_type].name
        now: dict[int, Any] = {row[0]: row_type(*row) for row in after[name]}
        for row in before[name]:
            old: Any = row_type(*row)
            assert getattr(now[old.id], "uid", "") == getattr(old, "uid", "")
            for field, value in old._asdict().items():
                assert getattr(now[old.id], field) or not isinstance(value, str) or not value
