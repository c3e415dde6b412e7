"""The marks of skills: ratings with their notes, and the done activities that prove them."""

from planner.domain.model import Skill
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.services.queries.skill_card import skill_card
from planner.services.queries.skill_marks import Rated, SkillMarks, marks_of_card, skill_marks
from planner.services.queries.skills import histories
from tests.services.reading import rows, statements


def test_the_marks_are_the_history_with_its_words(roadmap: Planner) -> None:
    first, second, third = (skill.id for skill in rows(roadmap, Skill)[:3])
    roadmap.run(Assess(first, 1.0, on="2026-01-05", note="A start"))
    roadmap.run(Assess(first, 2.5, on="2025-03-01"))
    roadmap.run(Assess(second, 3.0, on="2026-01-05"))
    done = ActivityId(roadmap.run(AddActivity("My work", kind="project")).added("activity")[0])
    roadmap.run(SetActivitySkill(done, first, 3.0))
    assert roadmap.read(skill_marks, [first], roadmap.today())[first].worked == ()
    roadmap.run(MoveActivities((done,), "done", on="2026-02-01"))
    found = roadmap.read(skill_marks, [first, third], roadmap.today())
    assert found.keys() == {first, third}
    assert found[third] == SkillMarks()
    assert found[first].rated == (Rated("2025-03-01", 2.5, ""), Rated("2026-01-05", 1.0, "A start"))
    ((activity_id, title, proof),) = found[first].worked
    assert (activity_id, title, proof.level, proof.since) == (done, "My work", 3.0, "2026-02-01")
    assert found[first].history == roadmap.read(histories, roadmap.today())[first]
    assert marks_of_card(roadmap.read(skill_card, first, roadmap.today())) == found[first]


def test_the_number_of_statements_does_not_grow(roadmap: Planner) -> None:
    ids = [skill.id for skill in rows(roadmap, Skill)]
    counts = []
    for chosen in (ids[:1], ids):
        with statements(roadmap) as seen:
            roadmap.read(skill_marks, chosen, roadmap.today())
        counts.append(len(seen))
    assert counts[0] == counts[1]
