"""How was it? Home asks once about an event that is over, and the sheet takes all that is told in one step."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Credit, CreditClaim, Deadline, Event, PersonMet
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.details import SetEventTimes
from planner.services.planner import Planner
from planner.ui.home.event_question import EventQuestion
from planner.ui.home.page import HomePage
from planner.ui.shell.how_was_dialog import HowWasDialog
from planner.ui.shell.page import PageContext
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, held
from tests.services.reading import everything, only, rows
from tests.ui.walk import settle


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T09:00:00Z")


@pytest.fixture
def page(context: PageContext, qtbot: QtBot) -> Iterator[HomePage]:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(900, 700)
    unsubscribe = context.planner.subscribe(made.apply_change)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    yield made
    unsubscribe()


def over(planner: Planner, title: str, last: int = 1) -> ActivityId:
    """An event of three days whose last day was so many days ago."""
    activity_id = ActivityId(planner.run(AddActivity(title, kind="event")).added("activity")[0])
    ends = planner.today() - timedelta(days=last - 1)
    planner.run(SetEventTimes(activity_id, str(ends - timedelta(days=3)), str(ends)))
    planner.run(SetState(activity_id, "registered"))
    return activity_id


def question(page: HomePage) -> EventQuestion:
    (found,) = page.findChildren(EventQuestion)
    return found


def sheet(page: HomePage) -> HowWasDialog:
    question(page).tell_button.click()
    settle()
    (dialog,) = [each for each in page.window().findChildren(HowWasDialog) if each.isVisible()]
    return dialog


def shown(dialog: HowWasDialog, *fields: QWidget) -> list[bool]:
    return [field.isVisible() for field in fields]


def test_home_asks_about_the_last_one_and_then_about_the_one_before(page: HomePage) -> None:
    planner = page.context.planner
    assert not page.findChildren(EventQuestion)
    over(planner, "First", 9)
    over(planner, "PyCon")
    assert question(page).question.text() == "How was “PyCon”?"
    assert question(page).remark.text() == "It ended yesterday · 1 more event"
    assert question(page).decline_button.accessibleName() == "Do not ask about “PyCon”"
    question(page).decline_button.click()
    assert question(page).question.text() == "How was “First”?"
    assert question(page).remark.text() == "It ended on 14 Nov"
    question(page).decline_button.click()
    assert question(page).isHidden()
    planner.undo()
    assert question(page).isVisible()


def test_all_that_is_told_is_one_step(page: HomePage) -> None:
    planner = page.context.planner
    pmp = held(planner, "PMP", PMP_RULE)
    held(planner, "CSPO", CSPO_RULE)
    event = over(planner, "PyCon")
    before = everything(planner)
    dialog = sheet(page)
    assert dialog.windowTitle() == "How was “PyCon”?"
    assert [split.claimant.name for split in dialog.splits] == ["CSPO", "PMP"]
    bare, split = dialog.splits
    assert [bare.parts[0].amount.text(), split.parts[0].amount.text()] == ["18", "18"]
    assert (bare.split.isVisible(), split.split.isVisible()) == (False, True)
    assert split.parts[0].category.value() == "Education"
    split.split.click()
    assert not split.split.isVisible()
    assert split.parts[1].category.value() == "Giving back"
    split.parts[0].amount.setText("12")
    split.parts[1].amount.setText("6")
    bare.check.setChecked(False)
    dialog.outcome.setText("Gave a talk")
    dialog.to_try.setText("Shadow deployments")
    dialog.people[0].name.setText("Ada")
    dialog.people[0].day.setText("in 2 weeks")
    dialog.more.click()
    dialog.people[1].name.setText("Bob")
    dialog.accept_button.click()
    settle()
    row = only(planner, Activity, id=event)
    assert (row.status, row.outcome, row.completed_on) == ("done", "Gave a talk", "2026-11-22")
    assert [(credit.amount, credit.category) for credit in rows(planner, Credit)] == [
        (1200, "Education"), (600, "Giving back"),
    ]  # fmt: skip
    assert {claim.activity_id for claim in rows(planner, CreditClaim)} == {pmp.id}
    assert [person.name for person in rows(planner, PersonMet)] == ["Ada", "Bob"]
    assert only(planner, Deadline, kind="follow_up").on_date == "2026-12-07"
    assert only(planner, Activity, title="Shadow deployments").kind == "experiment"
    assert question(page).isHidden()
    planner.undo()
    assert everything(planner) == before
    assert question(page).isVisible()


def test_who_was_not_there_is_asked_nothing_else(page: HomePage) -> None:
    planner = page.context.planner
    over(planner, "PyCon")
    dialog = sheet(page)
    fields = (dialog.outcome, dialog.to_try, dialog.people[0].name, dialog.declined)
    assert shown(dialog, *fields) == [True, True, True, False]
    assert dialog.splits == []
    dialog.outcome.setText("Typed before")
    dialog.there.set_value("no")
    dialog.there.chosen.emit("no")
    assert shown(dialog, *fields) == [False, False, False, True]
    dialog.accept_button.click()
    settle()
    assert only(planner, Activity, title="PyCon").outcome == ""
    assert [event.state for event in rows(planner, Event) if event.starts == "2026-11-20"] == ["declined"]


def test_what_cannot_be_stays_open_with_a_sentence(page: HomePage) -> None:
    planner = page.context.planner
    held(planner, "PMP", PMP_RULE)
    over(planner, "PyCon")
    before = everything(planner)
    dialog = sheet(page)
    dialog.people[0].reach.setText("ada@example.org")
    dialog.accept_button.click()
    assert dialog.problem.text() == "The name of somebody you met is missing. Type who it was."
    dialog.people[0].name.setText("Ada")
    dialog.people[0].day.setText("whenever")
    dialog.accept_button.click()
    assert dialog.problem.text().startswith("“whenever” is not a date")
    dialog.people[0].day.clear()
    dialog.splits[0].parts[0].amount.setText("many")
    dialog.accept_button.click()
    assert "many" in dialog.problem.text()
    assert dialog.isVisible()
    assert everything(planner) == before
    dialog.reject()


def test_there_is_room_for_six_people(page: HomePage) -> None:
    over(page.context.planner, "PyCon")
    dialog = sheet(page)
    for _ in range(5):
        dialog.more.click()
    assert len(dialog.people) == 6
    assert not dialog.more.isVisible()
    dialog.reject()
