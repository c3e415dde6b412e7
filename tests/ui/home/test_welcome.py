"""Back after weeks: one panel in place of a pile, answered in single steps, closed for good."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.model import Activity, Deadline, Event
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.last_seen import note_seen
from planner.services.planner import Planner
from planner.ui.home.event_question import EventQuestion
from planner.ui.home.page import HomePage
from planner.ui.home.welcome_panel import WelcomePanel
from planner.ui.shell.page import PageContext
from planner.ui.shell.presence import Presence
from planner.ui.widgets.button import Button
from tests.services.reading import everything, rows


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def event(planner: Planner, title: str, ago: int) -> ActivityId:
    found = ActivityId(planner.run(AddEvent(title, day(planner, -ago), None)).added("activity")[0])
    planner.run(SetState(found, "registered"))
    return found


@pytest.fixture
def away(context: PageContext, monkeypatch: pytest.MonkeyPatch) -> PageContext:
    """Used on 14 October, come back on 25 November, with much that happened meanwhile."""
    planner = context.planner
    monkeypatch.setenv("PLANNER_NOW", "2026-10-14T09:00:00Z")
    note_seen(planner, context.settings)
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:00:00Z")
    for number, ago in enumerate((1, 10, 41, 60)):
        planner.run(AddActivity(f"Thing {number}", due=day(planner, -ago)))
    event(planner, "Meetup", 12)
    event(planner, "Summit", 38)
    planner.run(AddGoal("Cert", "certification", exam_on=day(planner, -13)))
    planner.run(AddEvent("Conf", day(planner, 60), None, cfp_date=day(planner, -10)))
    return context


@pytest.fixture
def page(away: PageContext, qtbot: QtBot) -> Iterator[HomePage]:
    made = HomePage(away)
    qtbot.addWidget(made)
    made.resize(900, 900)
    unsubscribe = away.planner.subscribe(made.apply_change)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    yield made
    unsubscribe()


def panel(page: HomePage) -> WelcomePanel:
    assert page.arrival.panel is not None
    return page.arrival.panel


def buttons(page: HomePage) -> dict[str, Button]:
    return {each.accessibleName(): each for each in panel(page)._answers}


def dues(planner: Planner) -> list[str | None]:
    return [row.on_date for row in rows(planner, Deadline, kind="due")]


def test_one_panel_stands_in_place_of_a_pile(page: HomePage) -> None:
    shown = panel(page)
    assert shown.isVisible()
    assert shown._since.text() == "You were away for 6 weeks, since 14 Oct."
    lapsed = [(line.title, line.remark) for line in shown.lapsed.lines_model.lines()]
    assert lapsed == [
        ("Cert", "the exam was on 12 Nov: how did it go?"),
        ("Conf", "the call for papers closed on 15 Nov"),
    ]
    assert list(buttons(page)) == [
        "Did you go to “Meetup”? Yes",
        "Did you go to “Meetup”? No",
        "Did you go to “Summit”? Yes",
        "Did you go to “Summit”? No",
        "Did you go to all of them? Yes",
        "Did you go to all of them? No",
    ]
    assert shown._passed.text() == "3 dates passed meanwhile."
    assert not page.findChildren(EventQuestion)
    assert page.notices.isHidden()
    assert "Thing 0" not in [line.title for line in page.dates.lines_model.lines()]


def test_the_dates_are_shown_before_they_move_in_one_step(page: HomePage) -> None:
    planner, shown = page.context.planner, panel(page)
    before = everything(planner)
    shown.show_button.click()
    assert shown.list.lines_model.lines()[0].right == "24 Nov → 5 Jan 2027"
    assert shown.move_button.text() == "Move them by 6 weeks"
    shown.move_button.click()
    assert dues(planner) == ["2027-01-05", "2026-12-27", "2026-11-26", "2026-09-26"]
    assert shown.dates.isHidden()
    assert shown.list.isHidden()
    planner.undo()
    assert everything(planner) == before
    assert not shown.dates.isHidden()


def test_the_dates_are_cleared_or_left(page: HomePage) -> None:
    planner, shown = page.context.planner, panel(page)
    shown.clear_button.click()
    assert dues(planner) == ["2026-09-26"]
    planner.undo()
    before = everything(planner)
    shown.leave_button.click()
    assert shown.dates.isHidden()
    assert shown.isVisible()
    assert everything(planner) == before


def test_events_are_answered_one_by_one_or_all_at_once(page: HomePage) -> None:
    planner = page.context.planner
    buttons(page)["Did you go to “Summit”? Yes"].click()
    states = {row.title: row.id for row in rows(planner, Activity, kind="event")}
    assert rows(planner, Event, activity_id=states["Summit"])[0].state == "attended"
    assert list(buttons(page)) == ["Did you go to “Meetup”? Yes", "Did you go to “Meetup”? No"]
    assert page.window().focusWidget() is not None
    planner.undo()
    buttons(page)["Did you go to all of them? No"].click()
    assert {rows(planner, Event, activity_id=states[name])[0].state for name in ("Meetup", "Summit")} == {"declined"}
    assert panel(page).events.isHidden()
    planner.undo()
    assert len(buttons(page)) == 6


def test_close_leaves_all_as_it_is_and_the_panel_does_not_return(page: HomePage, qtbot: QtBot) -> None:
    planner = page.context.planner
    before = everything(planner)
    panel(page).close_button.click()
    assert panel(page).isHidden()
    assert everything(planner) == before
    assert "Thing 0" in [line.title for line in page.dates.lines_model.lines()]
    assert len(page.findChildren(EventQuestion)) == 1
    other = HomePage(page.context)
    qtbot.addWidget(other)
    other.reload()
    assert other.arrival.panel is None


def test_it_goes_when_nothing_is_left_and_comes_back_with_undo(page: HomePage) -> None:
    planner, shown = page.context.planner, panel(page)
    titles = {row.title: row.id for row in rows(planner, Activity)}
    planner.run(SetState(titles["Cert"], "dropped"))
    planner.run(SetState(titles["Conf"], "applied"))
    buttons(page)["Did you go to all of them? Yes"].click()
    assert shown.isVisible()
    shown.clear_button.click()
    assert shown.isHidden()
    planner.undo()
    assert shown.isVisible()


def test_what_lapsed_leads_there_and_unfolds(page: HomePage, qtbot: QtBot) -> None:
    planner, shown = page.context.planner, panel(page)
    line = shown.lapsed.lines_model.lines()[0]
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        shown.lapsed.opened.emit(line)
    assert opened.args == [line.row_id]
    for number in range(3):
        planner.run(
            AddGoal(f"C{number}", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, -9))
        )
    assert [each.title for each in shown.lapsed.lines_model.lines()] == ["Cert", "C0", "C1", "and 2 more"]
    shown.lapsed.opened.emit(shown.lapsed.lines_model.lines()[-1])
    assert len(shown.lapsed.lines_model.lines()) == 5


def test_who_was_not_away_sees_no_panel(context: PageContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-12T09:00:00Z")
    note_seen(context.planner, context.settings)
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:00:00Z")
    context.planner.run(AddActivity("Late", due="2026-11-20"))
    page = HomePage(context)
    qtbot.addWidget(page)
    page.reload()
    assert page.arrival.panel is None
    assert [line.title for line in page.dates.lines_model.lines()] == ["Late"]


def test_the_day_of_use_is_noted_once_a_day(context: PageContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:00:00Z")
    presence = Presence(context, context)
    assert list(SettingsFile().read().last_seen.values()) == ["2026-11-25"]
    written = context.settings.path.stat().st_mtime_ns
    presence.note()
    assert context.settings.path.stat().st_mtime_ns == written
    monkeypatch.setenv("PLANNER_NOW", "2026-11-26T09:00:00Z")
    presence.note()
    assert list(SettingsFile().read().last_seen.values()) == ["2026-11-26"]
    presence.deleteLater()
