"""A calendar in December 2026 with a few of everything, where today is Thursday the 3rd and the person in Berlin."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import SetState
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.ui.calendar.filtering import CalendarFilterBar
from planner.ui.calendar.page import CalendarPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.services.listing import as_listed

CLOCK = FixedClock(datetime(2026, 12, 3, 9, 0, tzinfo=UTC), "Europe/Berlin")

#: Titles to ids.
Filled = dict[str, ActivityId]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Planner]:
    """An empty plan under a clock that stands still."""
    planner = libraries.new_plan(tmp_path / "calendar.db", None, clock=CLOCK)
    yield planner
    planner.close()


@pytest.fixture
def calendar_context(plan: Planner, theme: Theme) -> Iterator[PageContext]:
    """What the page needs."""
    made = PageContext(plan, theme, SettingsFile())
    yield made
    made.deleteLater()


@pytest.fixture
def filled(plan: Planner) -> Filled:
    """Some dates in December 2026."""
    ids: Filled = {}

    def event(title: str, starts: str | None, ends: str | None, state: str = "", **more: str) -> None:
        change = plan.run(AddEvent(title, starts, ends, **more))  # type: ignore[arg-type]
        ids[title] = ActivityId(change.added("activity")[0])
        if state == "listed":
            as_listed(plan, ids[title])
        elif state:
            plan.run(SetState(ids[title], state))

    event("PyData Global", "2026-12-01", "2026-12-04", "attending", format="online")
    event("MLSys", "2027-05-17", "2027-05-22", city="Bellevue", country="USA", cfp_wall="2026-12-03T23:59:59")
    event("NeurIPS", "2026-12-07", "2026-12-12", "listed", city="Sydney", country="Australia")
    event("World Summit", "2026-12-20", "2026-12-22", "declined", city="Amsterdam")
    event("Evening", "2026-12-16T18:30:00", "2026-12-16T21:00:00", zone="Europe/Berlin", event_type="meetup")
    event("Long ago", "2026-10-01", "2026-10-03", "attended")
    ids["AWS"] = ActivityId(plan.run(AddGoal("AWS", "certification", "AWS", exam_on="2026-12-09")).added("activity")[0])
    return ids


@pytest.fixture
def open_page(calendar_context: PageContext, qtbot: QtBot, qapp: QApplication) -> Callable[[], CalendarPage]:
    """Builds the page as the window does: filled, shown, fed with changes."""

    def build() -> CalendarPage:
        page = CalendarPage(calendar_context)
        qtbot.addWidget(page)
        calendar_context.planner.subscribe(page.apply_change)
        page.resize(1056, 700)
        page.reload()
        page.show()
        qapp.processEvents()
        return page

    return build


@pytest.fixture
def page(filled: Filled, open_page: Callable[[], CalendarPage]) -> CalendarPage:
    """The page on the filled plan."""
    return open_page()


@pytest.fixture
def bar(page: CalendarPage, plan: Planner, filled: Filled) -> CalendarFilterBar:
    """The open bar over events with topics and countries."""
    plan.run(EditDetail(filled["PyData Global"], (("topics", "Python, Data"),)))
    plan.run(EditDetail(filled["Evening"], (("country", "Germany"), ("topics", "data"))))
    page.show_filter(shown=True)
    return page.filtering.bar
