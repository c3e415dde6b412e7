"""A plan with goals in many states, and the page that shows it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from planner.ui.goals.page import GoalsPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.ui.goals.looking import HOSTILE


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """Goals in many states, as seen on 23 November 2026."""
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 23, 9, tzinfo=UTC).isoformat())
    planner = libraries.new_plan(tmp_path / "goals.db", None)

    def add(title: str, kind: str = "certification", state: str = "", **fields: object) -> ActivityId:
        goal_id = ActivityId(
            planner.run(AddGoal(title, kind, **fields)).added("activity")[0]  # type: ignore[arg-type]
        )
        if state:
            planner.run(SetState(goal_id, state))
        return goal_id

    aws = add("AWS Certified AI Practitioner", provider="Amazon Web Services", estimate_minutes=1500)
    planner.run(SetState(aws, "booked"))
    planner.run(PutDeadline(aws, "exam", wall="2026-12-09T09:30:00", zone="UTC"))
    planner.run(LogTime(aws, 720))
    add("AI Governance Professional", state="preparing", provider="IAPP")
    add("Project Management Professional", provider="PMI", held=True, expires_on="2027-06-30")
    add("Certified Scrum Product Owner", provider="Scrum Alliance", held=True, expires_on="2027-02-14")
    ml = add("Machine Learning Specialization", "course", "in_progress", provider="DeepLearning.AI")
    planner.run(EditDetail(ml, (("units_total", 12), ("units_done", 6))))
    add(HOSTILE, "course", "enrolled", provider="<i>")
    add("Idea one", provider="Google")
    add("Idea two", "course")
    add("Dropped one", state="dropped")
    yield planner
    planner.close()


@pytest.fixture
def page(qtbot: QtBot, library: Planner, theme: Theme) -> Iterator[GoalsPage]:
    context = PageContext(library, theme, SettingsFile())
    made = GoalsPage(context)
    qtbot.addWidget(made)
    library.subscribe(made.apply_change)
    made.resize(1000, 740)
    made.reload()
    made.show()
    yield made
    context.deleteLater()
