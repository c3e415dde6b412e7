"""Home in its full forms, warnings and the panel after weeks: named, reached by Tab, whole in any language."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, EditActivity, PickForWeek, SetState
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import Assess
from planner.services.last_seen import note_seen
from planner.ui.home.page import HomePage
from planner.ui.shell.window import MainWindow
from tests.services.actions.renewal_hands import held
from tests.ui.scenes import Scene, show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle

RULE = Rule("credits", 24, "SEU", 2000, (Category("Μάθηση", 1200),))


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:30:00Z")


@pytest.fixture(autouse=True)
def listener() -> Iterator[None]:
    """Qt tells its tree of changes only while somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def home_scenes(window: MainWindow) -> Iterator[Scene]:
    """Everything that Home can say in a week, and what it says after weeks."""
    planner = window.context.planner
    planner.run(ChangeSetting("hours_a_week", 6, "hours"))
    planner.run(AddGoal("Εξέταση", "certification", estimate_minutes=6000, exam_on="2026-12-09"))
    planner.run(AddEvent("Συνέδριο", "2027-03-01", None, cfp_date="2026-11-26"))
    held(planner, "Πιστοποίηση", RULE, "2025-02-15", "2027-02-14")
    for number in (1, 2, 3, 4):
        planner.run(Assess(SkillId(number), 4.5, on="2026-01-01"))
    practice = ActivityId(planner.run(AddActivity("Άσκηση")).added("activity")[0])
    planner.run(EditActivity(practice, (("cadence_count", 3),)))
    planner.run(LogTime(practice, 260))
    planner.run(PickForWeek((ActivityId(1), practice)))
    for number in range(5):
        planner.run(AddActivity(f"Εργασία {number}", due="2026-11-20"))
    window.go("home")
    page = window.pages.page("home")
    assert isinstance(page, HomePage)
    page.reload()
    page.later.read()
    settle()
    yield Scene("full Home", page)
    for number in range(2):
        event = ActivityId(planner.run(AddEvent(f"Συνάντηση {number}", "2026-11-10", None)).added("activity")[0])
        planner.run(SetState(event, "registered"))
    planner.run(AddGoal("Χαμένη", "certification", exam_on="2026-11-12"))
    page._day = page.arrival._day = None  # as if it was shown for the first time
    page.reload()
    assert page.arrival.panel is not None
    page.arrival.panel.show_button.click()
    settle()
    yield Scene("Home after weeks", page)


def away(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-10-14T09:30:00Z")
    note_seen(window.context.planner, window.context.settings)
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:30:00Z")


def test_it_says_what_it_is_and_tab_goes_through_it(
    foreign_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(foreign_window, monkeypatch)
    show(foreign_window, (1280, 800))
    foreign_window.activateWindow()
    qtbot.waitUntil(foreign_window.isActiveWindow)
    found = [line for scene in home_scenes(foreign_window) for line in (*faults([scene]), *tab_faults(scene))]
    complain_of_names(found)


@pytest.mark.parametrize("size", [(1100, 700), (1600, 1000)])
def test_it_is_whole_in_any_language(
    foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    away(foreign_window, monkeypatch)
    show(foreign_window, size)
    complain(home_scenes(foreign_window), monkeypatch)
