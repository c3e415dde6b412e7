"""What a review asks in which order, and what came of it."""

from datetime import date, timedelta
from pathlib import Path

from planner.domain.model import Activity, ActivitySkill, Skill
from planner.services.actions.activities import MoveActivities
from planner.services.actions.review import AnswerReview
from planner.services.actions.skills import Assess
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.review import ReviewEnd, review, review_end
from planner.services.queries.skills import skills_view
from planner.services.skill_changes import since_words
from planner.storage.library import Library
from tests.services.conftest import NOW
from tests.services.reading import rows, statements


def end(planner: Planner, number: int = 1) -> ReviewEnd:
    return planner.read(review_end, planner.today(), number)


def sentence(planner: Planner, found: ReviewEnd) -> str:
    assert found.since is not None
    return since_words(found.before, found.after, found.finished, found.since, planner.today())


def test_skills_come_in_the_order_of_their_categories(roadmap: Planner) -> None:
    view = roadmap.read(skills_view, roadmap.today())
    found = roadmap.read(review, roadmap.today())
    assert [skill.id for skill in found.skills] == [row.id for group in view.categories for row in group.skills]
    assert (found.left, found.minutes_left, found.last, found.is_under_way) == (20, 10, None, False)
    assert found.place_of(found.skills[4].id) == 4
    assert found.place_of(None) is None


def test_an_empty_plan_has_nothing_to_ask(planner: Planner) -> None:
    found = planner.read(review, planner.today())
    assert (found.left, found.open_from(), found.is_under_way) == (0, None, False)


def test_what_was_rated_passed_over_and_left(roadmap: Planner) -> None:
    skills = [skill.id for skill in roadmap.read(review, roadmap.today()).skills]
    roadmap.run(Assess(skills[1], 5.0, on="2026-01-01"))
    for skill_id, level in zip(skills, (2.0, None, 0.5), strict=False):
        roadmap.run(AnswerReview(skill_id, level))
    found = end(roadmap)
    assert (found.rated, found.passed, found.left) == (2, 1, 17)
    assert found.high == (rows(roadmap, Skill, id=skills[0])[0].name,)


def test_work_keeps_a_skill_from_standing_out_and_the_farthest_comes_first(roadmap: Planner) -> None:
    link = rows(roadmap, ActivitySkill)[0]
    activity = rows(roadmap, Activity, id=link.activity_id)[0]
    others = [skill for skill in rows(roadmap, Skill) if skill.id != link.skill_id][:2]
    for skill_id, level in ((link.skill_id, link.level + 1), (others[0].id, 2.0), (others[1].id, 4.0)):
        roadmap.run(AnswerReview(skill_id, level))
    names = (others[1].name, others[0].name)
    assert set(end(roadmap).high) == {*names, rows(roadmap, Skill, id=link.skill_id)[0].name}
    roadmap.run(MoveActivities((activity.id,), status="done"))
    assert end(roadmap).high == names


def test_the_first_review_has_nothing_before_it(roadmap: Planner) -> None:
    roadmap.run(AnswerReview(rows(roadmap, Skill)[0].id, 2.0))
    assert end(roadmap).since is None


def test_changes_are_told_since_the_rating_before_the_first_review(roadmap: Planner) -> None:
    first, second, *_ = rows(roadmap, Skill)
    roadmap.run(Assess(first.id, 1.0, on="2026-09-12"))
    roadmap.run(AnswerReview(first.id, 2.0))
    roadmap.run(AnswerReview(second.id, 2.0))
    found = end(roadmap)
    assert found.since == date(2026, 9, 12)
    assert sentence(roadmap, found) == f"Since 12 Sep: +1.0 {first.name}, 1 skill rated for the first time"


def test_changes_are_told_since_the_last_answer_of_the_review_before(roadmap: Planner, library_path: Path) -> None:
    skills = rows(roadmap, Skill)
    for skill in skills[:10]:
        roadmap.run(AnswerReview(skill.id, 2.0))
    roadmap.close()
    later = Planner(Library.open(library_path), FixedClock(NOW + timedelta(2), "UTC"))
    for skill in skills[10:]:
        later.run(AnswerReview(skill.id, 2.0))
    assert later.read(review, later.today()).number == 2
    later.close()
    plan = Planner(Library.open(library_path), FixedClock(NOW + timedelta(5), "UTC"))
    plan.run(AnswerReview(skills[0].id, 3.0))
    found = end(plan, 2)
    assert (found.rated, found.left) == (1, 19)
    assert sentence(plan, found) == f"Since 27 Nov: +1.0 {skills[0].name}"
    plan.close()


def test_the_number_of_statements_does_not_grow(roadmap: Planner) -> None:
    skills = rows(roadmap, Skill)

    def asked() -> int:
        with statements(roadmap) as seen:
            roadmap.read(review, roadmap.today())
            end(roadmap)
        return len(seen)

    roadmap.run(Assess(skills[0].id, 1.0, on="2026-01-01"))
    roadmap.run(AnswerReview(skills[0].id, 2.0))
    few = asked()
    for skill in skills[1:]:
        roadmap.run(AnswerReview(skill.id, 2.0))
    assert asked() == few
