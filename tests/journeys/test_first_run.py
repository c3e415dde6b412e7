"""A newcomer's first minutes in a real window, by keyboard alone: from nothing to a plan that fits."""

from planner.config.paths import default_library
from planner.services.libraries import BUILT_IN
from planner.services.queries.first_run import setup_plan
from tests.journeys.program import Window, looked_into


def test_from_nothing_to_a_fitted_plan(window_environment: dict[str, str]) -> None:
    library = default_library()
    assert not library.exists()
    with Window(library, window_environment, named=False) as window:
        window.opened("Set up my plan")
        window.settled_picture()
        window.press("Down", "Return")  # the second role
        window.settled_picture()
        window.type("PMP")
        window.press("Return", "Tab")
        window.type("2025-05-01")
        window.press("Tab", "Tab")
        window.press("3", "Down", "2", "Down", "3", "Down", "Down", "4", "Down", "2")
        window.settled_picture()
        window.press("Return")
        window.settled_picture()
        window.press("space", "space", "Return")
        window.saw("Set up the plan")
        window.back()
        window.settled_picture()
        assert window.title == "Home – Planner"
        assert window.quit() == (0, "")
    with looked_into(library) as planner:
        plan = planner.read(setup_plan, planner.today(), BUILT_IN)
        undone = planner.undo()
        before = planner.read(setup_plan, planner.today(), BUILT_IN)
    assert plan.role == plan.roles[1].key
    assert [skill.rated for skill in plan.skills()][:6] == [3.0, 2.0, 3.0, None, 4.0, 2.0]
    assert [goal.title for goal in plan.goals if goal.state == "passed"] == ["Project Management Professional"]
    assert sum(one.candidate.status == "skipped" for one in plan.activities) > 5
    assert undone is not None
    assert {one.candidate.status for one in before.activities} == {"planned"}
    with Window(library, window_environment, named=False) as window:
        window.settled_picture()
        assert not window.others()  # it does not come again
        assert window.quit() == (0, "")
