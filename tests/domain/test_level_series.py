"""Levels over time, against the levels of each single day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.evidence import NOTHING, Proof, Shown, SkillHistory
from planner.domain.level_series import (
    LevelFrom,
    ShownFrom,
    Weighed,
    claimed_series,
    days_of,
    first_day,
    mean_claimed,
    mean_shown,
    shown_series,
)
from planner.domain.levels import Weighted, mean_level

FIRST = date(2024, 1, 25)
DAYS = 900

levels = st.integers(0, 10).map(lambda halves: halves / 2)
# Around the end of February, where 24 months are not what they seem; few days, so that many meet.
days = st.integers(0, 60).map(lambda number: str(FIRST + timedelta(days=number)))
ends = st.one_of(st.none(), st.just(""), st.integers(0, DAYS).map(lambda number: str(FIRST + timedelta(days=number))))
proofs = st.builds(Proof, levels, st.one_of(st.just(""), days), ends)
claims = st.dictionaries(days, levels, max_size=5).map(lambda found: tuple(sorted(found.items())))
histories = st.builds(SkillHistory, claims, st.lists(proofs, max_size=5).map(tuple))
skills = st.lists(st.builds(Weighed, histories, st.integers(0, 4)), max_size=4)
UNTIL = str(FIRST + timedelta(days=DAYS))
#: Each day on which anything can happen, the day before, and the day after.
EVERY_DAY = [str(FIRST + timedelta(days=number)) for number in (*range(-1, 64), *range(725, 800), DAYS)]


def level_on(series: tuple[LevelFrom, ...], day: str) -> float | None:
    return next((level for begin, level in reversed(series) if begin <= day), None)


def shown_on(series: tuple[ShownFrom, ...], day: str) -> Shown:
    return next((shown for begin, shown in reversed(series) if begin <= day), NOTHING)


@given(histories)
def test_the_series_of_a_skill_is_its_level_on_every_day(history: SkillHistory) -> None:
    claimed, shown = claimed_series(history, UNTIL), shown_series(history, UNTIL)
    for day in EVERY_DAY:
        assert level_on(claimed, day) == history.claimed_on(day)
        assert shown_on(shown, day) == history.shown_on(day)


@given(skills)
def test_the_means_are_those_of_the_known_levels_of_every_day(skills: list[Weighed]) -> None:
    claimed, shown = mean_claimed(skills, UNTIL), mean_shown(skills, UNTIL)
    for day in EVERY_DAY:
        assert level_on(claimed, day) == mean_level(Weighted(one.history.claimed_on(day), one.weight) for one in skills)
        known = [(one.history.shown_on(day), one.weight) for one in skills]
        level = mean_level(Weighted(each.level, weight) for each, weight in known)
        fresh = mean_level(Weighted(each.fresh or 0.0, weight) for each, weight in known if each.level is not None)
        assert shown_on(shown, day) == (level, fresh)


@given(skills, days)
def test_series_are_in_order_change_something_each_time_and_end_in_time(skills: list[Weighed], until: str) -> None:
    found: list[tuple[tuple[str, object], ...]] = [mean_claimed(skills, until), mean_shown(skills, until)]
    found += [claimed_series(one.history, until) for one in skills]
    found += [shown_series(one.history, until) for one in skills]
    for series in found:
        begins = [begin for begin, _ in series]
        assert begins == sorted(set(begins))
        assert all(begin <= until for begin in begins)
        said = [None, *(one for _, one in series)]
        assert all(one != after for one, after in pairwise(said))


@given(skills, days)
def test_the_first_day_is_the_first_of_all_that_is_dated(skills: list[Weighed], until: str) -> None:
    dated = {day for one in skills for day, _ in one.history.claims}
    dated |= {proof.since for one in skills for proof in one.history.proofs if proof.since}
    known = {day for day in dated if day <= until}
    assert first_day((one.history for one in skills), until) == min(known, default=None)
    assert set().union(*(days_of(one.history, until) for one in skills)) == known


def test_what_has_no_day_stands_from_the_beginning() -> None:
    assert shown_series(SkillHistory((), (Proof(2.0, ""),)), UNTIL) == (ShownFrom("", Shown(2.0, None)),)
