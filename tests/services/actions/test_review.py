"""Answering a review: ratings and the note of what was asked in one step, stopped, continued, begun anew."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Assessment, Setting, Skill
from planner.domain.words import SkillId
from planner.services import export, libraries
from planner.services.actions.review import AnswerReview
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import AddSkill, Assess, RemoveSkill
from planner.services.clock import FixedClock
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.services.queries.review import Review, review
from planner.services.queries.settings import setting
from planner.storage.library import Library
from tests.services.actions.test_activities import round_trip
from tests.services.conftest import NOW
from tests.services.reading import everything, only, rows


def state(planner: Planner) -> Review:
    return planner.read(review, planner.today())


def ask(planner: Planner, level: float | None = 3.0, count: int = 1) -> None:
    """Answer the next skills."""
    for _ in range(count):
        found = state(planner)
        place = found.open_from()
        assert place is not None
        planner.run(AnswerReview(found.skills[place].id, level))


@pytest.fixture
def three(planner: Planner) -> list[SkillId]:
    """A plan with three skills."""
    for name in ("Reading", "Writing", "Singing"):
        planner.run(AddSkill(name, category="Voice"))
    return [skill.id for skill in rows(planner, Skill)]


@pytest.fixture
def after(library_path: Path) -> Callable[[Planner, int], Planner]:
    """The plan as it is opened anew so many days later; the planner that had it open is closed."""

    def opened(before: Planner, days: int) -> Planner:
        before.close()
        return Planner(Library.open(library_path), FixedClock(NOW + timedelta(days=days), "UTC"))

    return opened


def test_an_answer_rates_today_and_notes_that_it_was_asked(planner: Planner, three: list[SkillId]) -> None:
    assert round_trip(planner, AnswerReview(three[0], 2.5)) == "Rate “Reading” 2.5"
    assert only(planner, Assessment)[2:5] == (three[0], 2.5, "2026-11-25")
    found = state(planner)
    assert (found.asked, found.left, found.is_under_way) == (frozenset({three[0]}), 2, True)
    assert [found.skills[place or 0].id for place in (found.open_from(), found.open_from(2))] == [three[1], three[2]]
    assert planner.read(setting, "review")["started"] == "2026-11-25"


def test_the_same_level_again_is_an_answer_of_its_own(planner: Planner, three: list[SkillId]) -> None:
    planner.run(Assess(three[0], 2.5, on="2026-09-12"))
    planner.run(AnswerReview(three[0], 2.5))
    assert [(row.level, row.on_date) for row in rows(planner, Assessment)] == [(2.5, "2026-09-12"), (2.5, "2026-11-25")]


def test_passing_over_writes_nothing_but_the_note(planner: Planner, three: list[SkillId]) -> None:
    planner.run(Assess(three[0], 2.5, on="2026-09-12"))
    before = everything(planner)
    assert round_trip(planner, AnswerReview(three[0], None)) == "Pass over “Reading” in the review"
    changed = {table for table, found in everything(planner).items() if found != before[table]}
    assert changed == {"setting"}
    assert state(planner).asked == {three[0]}


def test_a_visit_to_a_skill_is_one_step(planner: Planner, three: list[SkillId]) -> None:
    before = everything(planner)
    for level in (2.0, 2.5, 3.0):
        planner.run(AnswerReview(three[0], level, visit="v"))
    planner.run(AnswerReview(three[1], 1.0, visit="v"))
    planner.undo()
    assert only(planner, Assessment).level == 3.0
    assert state(planner).asked == {three[0]}
    planner.undo()
    assert everything(planner) == before
    planner.redo()
    assert only(planner, Assessment).level == 3.0


def test_an_answer_is_withdrawn_so_that_the_one_before_holds(planner: Planner, three: list[SkillId]) -> None:
    planner.run(Assess(three[0], 1.0, on="2026-09-12"))
    planner.run(AnswerReview(three[0], 4.0))
    assert round_trip(planner, AnswerReview(three[0], None, withdraw=True)) == "Remove the rating of “Reading”"
    assert only(planner, Assessment).level == 1.0
    assert state(planner).asked == {three[0]}


def test_it_goes_on_after_a_restart_and_on_another_day(
    roadmap: Planner, after: Callable[[Planner, int], Planner]
) -> None:
    ask(roadmap, count=7)
    order = [skill.id for skill in state(roadmap).skills]
    plan = after(roadmap, 3)
    found = state(plan)
    assert (found.left, found.open_from(), found.minutes_left, found.is_under_way) == (13, 7, 7, True)
    ask(plan)
    assert state(plan).asked == set(order[:8])
    assert plan.read(setting, "review")["started"] == "2026-11-25"
    plan.undo()
    assert state(plan).asked == set(order[:7])
    plan.close()


def test_after_thirty_days_it_begins_anew(roadmap: Planner, after: Callable[[Planner, int], Planner]) -> None:
    ask(roadmap, count=2)
    plan = after(roadmap, 30)
    assert state(plan).left == 18
    plan = after(plan, 31)
    found = state(plan)
    assert (found.left, found.is_under_way, found.last) == (20, False, NOW.date())
    ask(plan)
    stored = plan.read(setting, "review")
    assert (stored["started"], stored["before"], len(stored["asked"])) == ("2026-12-26", "2026-11-25", 1)
    plan.close()


def test_a_finished_one_begins_anew_though_it_may_still_be_corrected(planner: Planner, three: list[SkillId]) -> None:
    number = state(planner).number
    ask(planner, count=3)
    found = state(planner)
    assert (found.left, found.number == number, found.is_under_way) == (3, False, False)
    planner.run(AnswerReview(three[2], 5.0, number=number))
    assert planner.read(review, planner.today(), number).left == 0
    ask(planner)
    assert state(planner).asked == {three[0]}


def test_even_a_plan_of_one_skill_can_be_reviewed_twice_a_day(planner: Planner) -> None:
    planner.run(AddSkill("Reading", category="Voice"))
    for _ in range(2):
        number = state(planner).number
        assert state(planner).left == 1
        ask(planner)
        assert planner.read(review, planner.today(), number).left == 0


def test_skills_that_went_and_came_meanwhile(planner: Planner, three: list[SkillId]) -> None:
    ask(planner, count=2)
    planner.run(RemoveSkill(three[0]))
    assert (state(planner).asked, state(planner).left) == (frozenset({three[1]}), 1)
    planner.run(AddSkill("Acting", category="Voice"))
    assert state(planner).left == 2
    ask(planner)
    assert len(planner.read(setting, "review")["asked"]) == 2, "what is gone is forgotten"
    while planner.undo():
        assert state(planner).left >= 0
    with pytest.raises(NotFoundError):
        planner.run(AnswerReview(three[0], 3.0))


def test_a_level_that_is_none_is_refused_and_nothing_noted(planner: Planner, three: list[SkillId]) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError):
        planner.run(AnswerReview(three[0], 5.5))
    assert everything(planner) == before


@pytest.mark.parametrize(
    "junk",
    [
        5,
        "x",
        [1],
        {"started": "soon"},
        {"started": "2027-01-01", "asked": ["x"]},
        {"started": "2026-11-25", "asked": 7},
    ],
)
def test_junk_in_the_setting_is_ignored(planner: Planner, three: list[SkillId], junk: object) -> None:
    planner.run(ChangeSetting("review", junk, "junk"))
    found = state(planner)
    assert (found.left, found.is_under_way, found.open_from()) == (3, False, 0)
    ask(planner)
    assert state(planner).asked == {three[0]}


def test_the_note_goes_out_with_the_plan_and_comes_back(roadmap: Planner, tmp_path: Path) -> None:
    ask(roadmap, count=4)
    export.export(roadmap, tmp_path / "plan.json", "json")
    other = libraries.new_plan(tmp_path / "other.db", None)
    import_files(other, [tmp_path / "plan.json"])
    assert only(other, Setting, key="review").value == only(roadmap, Setting, key="review").value
    found = other.read(review, date(2026, 11, 27))
    assert (found.left, found.open_from()) == (16, 4)
    other.close()
