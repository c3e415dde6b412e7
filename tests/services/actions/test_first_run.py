"""The set-up of a plan as one step: what it writes, what stays untouched, and that Undo restores every row."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.catalogue import Held
from planner.domain.errors import InvalidInputError
from planner.domain.model import ACTIVITY_PARTS, Activity, Assessment, Roadmap, Setting, Skill, Tag
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.first_run import AimAt, FitPlan, known_already
from planner.services.catalogue import entry
from planner.services.first_run import Roadmap as Choice
from planner.services.first_run import Setup, offers
from planner.services.libraries import BUILT_IN
from planner.services.planner import Planner
from planner.services.queries.first_run import setup_plan
from planner.services.queries.shell import aim
from planner.services.queries.skills import skills_view
from planner.services.queries.status import roadmap_counts
from planner.storage.library import Library
from planner.storage.schema import TABLES
from tests.services.conftest import CLOCK

TODAY = date(2026, 11, 25)


@pytest.fixture
def roadmap(tmp_path: Path, patterns: Path) -> Iterator[Planner]:
    planner = Planner(Library.open(Path(copy(patterns / "roadmap.db", tmp_path / "roadmap.db"))), CLOCK)
    yield planner
    planner.close()


def setup_of(planner: Planner) -> Setup:
    return Setup(planner.read(setup_plan, planner.today(), BUILT_IN), planner.today())


def everything(planner: Planner) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that a person's step may touch."""
    names = sorted(
        {TABLES[row].name for row in (*ACTIVITY_PARTS, Activity, Roadmap, Assessment, Skill, Tag, Setting)}
    )
    with planner.library.read() as reader:
        return {name: reader.rows(f"SELECT * FROM {name} ORDER BY id") for name in names}


def rate(setup: Setup, **levels: float) -> None:
    for skill in setup.plan.skills():
        for word, level in levels.items():
            if word in skill.name.casefold():
                setup.ratings[skill.key] = level


def certifications(planner: Planner) -> dict[str, tuple[str, str | None, int, str | None]]:
    with planner.library.read() as reader:
        rows = reader.rows(
            "SELECT a.title, c.state, c.issued_on, c.never_expires,"
            " (SELECT on_date FROM deadline WHERE activity_id = a.id AND kind = 'renewal')"
            " FROM activity AS a JOIN certification AS c ON c.activity_id = a.id WHERE a.status = 'done'"
        )
    return {title: tuple(rest) for title, *rest in rows}


def test_it_is_one_step_and_undo_restores_every_row(roadmap: Planner) -> None:
    before = everything(roadmap)
    setup = setup_of(roadmap)
    rate(setup, agile=4.0, machine=2.0, prototyping=1.0)
    setup.until, setup.hours = "2028-06", 7
    setup.role = setup.plan.roles[1].key
    setup.held.append(Held("Project Management Professional", entry("pmi-pmp"), date(2025, 5, 1)))
    going = setup.going()
    assert going
    change = roadmap.run(setup.action())
    assert change.label == "Set up the plan"
    after = everything(roadmap)
    skipped = roadmap.read(lambda reader: reader.rows("SELECT uid FROM activity WHERE status = 'skipped'"))
    assert {uid for (uid,) in skipped} == going
    found = roadmap.read(aim)
    assert found is not None
    assert (found.name, found.until) == ("Senior AI product manager", "2028-06")
    assert setup_of(roadmap).hours == 7
    roadmap.undo()
    assert everything(roadmap) == before
    roadmap.redo()
    assert everything(roadmap) == after


def test_what_goes_counts_neither_as_done_nor_against_progress_nor_as_evidence(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    rate(setup, agile=4.0)
    (first_before,) = roadmap.read(roadmap_counts)
    roadmap.run(setup.action())
    (first,) = roadmap.read(roadmap_counts)
    assert sum(step.done for step in first.steps) == 0
    assert sum(step.skipped for step in first.steps) == len(setup.going()) > 0
    assert sum(step.total for step in first.steps) == sum(step.total for step in first_before.steps)
    shown = [row.evidenced for each in roadmap.read(skills_view, TODAY).categories for row in each.skills]
    assert set(shown) == {None}
    tagged = roadmap.read(
        lambda reader: reader.value(
            "SELECT count(*) FROM activity_tag AS x JOIN tag AS t ON t.id = x.tag_id WHERE t.name = ?",
            (known_already(),),
        )
    )
    assert tagged == len(setup.going())
    with roadmap.library.read() as reader:
        (key,) = reader.rows("SELECT id FROM activity WHERE status = 'skipped' LIMIT 1")[0]
    roadmap.run(MoveActivities((ActivityId(key),), "planned"))  # taken up again
    assert roadmap.read(lambda reader: reader.value("SELECT status FROM activity WHERE id = ?", (key,))) == "planned"


def test_a_certification_that_is_held_is_the_one_of_the_roadmap(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    total = roadmap.read(lambda reader: reader.value("SELECT count(*) FROM activity"))
    setup.held += [
        Held("AWS Certified AI Practitioner", entry("aws-ai-practitioner"), date(2026, 5, 1)),
        Held("Certified Scrum Product Owner", entry("scrumalliance-cspo")),
        Held("Project Management Professional", entry("pmi-pmp"), date(2025, 5, 1)),
        Held("Microsoft Certified: Azure AI Fundamentals", entry("ms-ai-901")),
        Held("Something of my own"),
    ]
    before, after = setup.minutes()
    assert after == before - 25 * 60  # the core one is not to do any more
    roadmap.run(setup.action())
    assert roadmap.read(lambda reader: reader.value("SELECT count(*) FROM activity")) == total + 2
    assert certifications(roadmap) == {
        "AWS Certified AI Practitioner": ("passed", "2026-05-01", 0, "2029-04-30"),
        "Certified Scrum Product Owner": ("passed", None, 0, None),
        "Project Management Professional": ("passed", "2025-05-01", 0, "2028-04-30"),
        "Microsoft Certified: Azure AI Fundamentals": ("passed", None, 1, None),
        "Something of my own": ("passed", None, 0, None),
    }
    again = setup_of(roadmap)
    again.held += setup.held
    roadmap.run(again.action())  # nothing is there twice
    assert roadmap.read(lambda reader: reader.value("SELECT count(*) FROM activity")) == total + 2


def test_one_that_is_being_prepared_is_passed(roadmap: Planner) -> None:
    with roadmap.library.read() as reader:
        key = reader.value("SELECT id FROM activity WHERE title = 'AWS Certified AI Practitioner'")
    roadmap.run(SetState(ActivityId(key), "preparing"))
    setup = setup_of(roadmap)
    setup.held.append(Held("AWS Certified AI Practitioner", entry("aws-ai-practitioner"), date(2026, 5, 1)))
    roadmap.run(setup.action())
    assert certifications(roadmap)["AWS Certified AI Practitioner"][0] == "passed"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (FitPlan(held=(Held("A", None, date(2026, 11, 26)),)), "“A” was passed on 26 Nov 2026, which is still to come"),
        (FitPlan(ratings=(("gone", 3.0),)), "not in the plan any more"),
        (FitPlan(aim=AimAt("", None, 0)), "1 to 60 hours"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_written(roadmap: Planner, action: Action, said: str) -> None:
    before = everything(roadmap)
    with pytest.raises(InvalidInputError, match=said):
        roadmap.run(action)
    assert everything(roadmap) == before


def test_what_was_begun_meanwhile_stays(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    rate(setup, agile=4.0)
    action, going = setup.action(), setup.going()
    with roadmap.library.read() as reader:
        ids = dict(reader.rows("SELECT uid, id FROM activity"))
    begun = ids[min(going)]
    roadmap.run(MoveActivities((ActivityId(begun),), "in_progress"))
    roadmap.run(action)
    with roadmap.library.read() as reader:
        assert reader.value("SELECT status FROM activity WHERE id = ?", (begun,)) == "in_progress"
        assert reader.value("SELECT count(*) FROM activity WHERE status = 'skipped'") == len(going) - 1


def test_an_empty_plan_gets_the_roadmap_and_is_fitted_at_once(planner: Planner) -> None:
    setup = setup_of(planner)
    assert offers(setup.base) == (Choice.BUILT_IN, Choice.OWN)
    rate(setup, agile=4.0, network=3.0)
    setup.held.append(Held("AWS Certified AI Practitioner", entry("aws-ai-practitioner")))
    minutes, going = setup.minutes()[1], len(setup.going())
    assert going
    before = everything(planner)
    planner.run(setup.action())
    after = setup_of(planner)
    assert (after.minutes()[0], after.plan.has_built_in) == (minutes, True)
    with planner.library.read() as reader:
        assert reader.value("SELECT count(*) FROM activity WHERE status = 'skipped'") == going
    assert "AWS Certified AI Practitioner" in certifications(planner)
    planner.undo()
    assert everything(planner) == before


def test_a_roadmap_of_ones_own_puts_the_shipped_one_away_and_keeps_skills_and_roles(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    setup.choose(Choice.OWN)
    assert (setup.minutes(), setup.groups()) == ((0, 0), ())
    assert setup.work_sentence() == "There is nothing of a core to do yet."
    rate(setup, agile=4.0)
    roadmap.run(setup.action())
    plan = roadmap.read(setup_plan, TODAY, BUILT_IN)
    assert (plan.roadmap, plan.steps, len(plan.skills()), len(plan.roles)) == ("My roadmap", 1, 20, 3)
    assert plan.activities == ()
    roadmap.undo()
    assert roadmap.read(setup_plan, TODAY, BUILT_IN).roadmap == "AI/ML product leader"


def test_a_roadmap_of_ones_own_in_an_empty_plan_brings_skills_and_roles(planner: Planner) -> None:
    setup = setup_of(planner)
    setup.choose(Choice.OWN)
    planner.run(setup.action())
    plan = planner.read(setup_plan, TODAY, BUILT_IN)
    assert (plan.roadmap, len(plan.skills()), len(plan.roles)) == ("My roadmap", 20, 3)


def test_a_plan_that_is_worked_with_keeps_its_roadmap(roadmap: Planner) -> None:
    roadmap.run(setup_of(roadmap).action())
    assert offers(setup_of(roadmap).base) == (Choice.PRESENT,)


def test_each_part_can_be_left_out(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    rate(setup, agile=4.0)
    setup.hours, setup.until = 9, "2027-01"
    setup.left_out = {"aim", "fit"}
    assert setup.minutes()[0] == setup.minutes()[1]
    assert setup.month_sentence() == ""
    action = setup.action()
    assert (action.aim, action.gone, len(action.ratings)) == (None, (), 1)
    setup.left_out = {"have"}
    assert (setup.action().ratings, setup.going()) == ((), set())


def test_the_month_moves_and_what_it_takes_is_told(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    assert setup.work_sentence() == "381 hours of core activities, at 5 hours a week."
    setup.until = "2027-06"
    assert setup.month_sentence() == "June 2027 needs 13 hours a week."
    setup.hours = 13
    assert setup.month_sentence() == "That is in time for June 2027."
    setup.until = "2026-01"
    assert setup.month_sentence() == "January 2026 is too near for that. Choose a later month."
    assert setup.is_touched


SKILLS = 20


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), min_size=SKILLS, max_size=SKILLS))
def test_the_preview_says_what_is_written_for_any_ratings(roadmap: Planner, levels: list[float | None]) -> None:
    setup = setup_of(roadmap)
    for skill, level in zip(setup.plan.skills(), levels, strict=True):
        if level is not None:
            setup.ratings[skill.key] = level
    minutes, going = setup.minutes()[1], setup.going()
    roadmap.run(setup.action())
    after = setup_of(roadmap)
    assert after.minutes() == (minutes, minutes)
    assert not after.going()
    assert len({one.candidate.key for one in after.plan.activities if one.candidate.status == "skipped"}) == len(going)
    roadmap.undo()


def test_no_tag_is_left_where_nothing_goes(roadmap: Planner) -> None:
    setup = setup_of(roadmap)
    rate(setup, agile=0.0)
    roadmap.run(setup.action())
    assert not roadmap.read(lambda r: r.value("SELECT count(*) FROM tag WHERE name = ?", (known_already(),)))
