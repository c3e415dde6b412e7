"""The record of an event in the inspector, and how it was: named, reached by Tab, whole in any language."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.money import Money
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services.actions.activities import SetState
from planner.services.actions.budgets import SetBudget
from planner.services.actions.details import SetEventTimes
from planner.services.actions.event_record import PutPerson, PutSubmission
from planner.services.actions.expenses import PutExpense
from planner.ui.home.event_question import EventQuestion
from planner.ui.shell.how_was_dialog import HowWasDialog
from planner.ui.shell.inspector.record_section import PeopleSection, SubmissionsSection
from planner.ui.shell.window import MainWindow
from tests.services.actions.renewal_hands import held
from tests.ui.scenes import Scene, kinds_with_an_activity, show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle

RULE = Rule("credits", 36, "PDU", 6000, (Category("Μάθηση", 3500), Category("Προσφορά")))


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T09:30:00Z")


def record_scenes(window: MainWindow) -> Iterator[Scene]:
    """Rows of both parts, both editors with a complaint, and a budget that is overrun."""
    planner = window.context.planner
    event = ActivityId(kinds_with_an_activity(planner)["event"])
    planner.run(PutSubmission(event, None, "Αξιολόγηση", "accepted", "Σήμερα"))
    planner.run(PutPerson(event, None, "Άντα", "Λονδίνο", "2026-11-20", "Σήμερα"))
    planner.run(PutPerson(event, None, "Μπομπ", "", "2026-12-08"))
    window.go("calendar")
    assert window.open("activity", event)
    settle()
    assert window.inspector is not None
    yield Scene("record of an event", window.inspector)
    (submissions,) = window.inspector.findChildren(SubmissionsSection)
    (people,) = window.inspector.findChildren(PeopleSection)
    for part, field in ((submissions, submissions.editor.title), (people, people.editor.name)):
        part.edit(part.items[0])
        field.clear()
        part.editor.save()
        settle()
        yield Scene(f"editor of {part.editor.table}", window.inspector)
        part.editor.close_editor()
    planner.run(SetBudget(event, Money(90_000, "EUR")))
    planner.run(PutExpense(event, None, "ticket", Money(125_000, "EUR"), "2026-12-01"))
    planner.run(PutExpense(event, None, "stay", Money(9_000, "JPY"), "2026-12-01"))
    settle()
    yield Scene("budget of an event", window.inspector)


def question_scenes(window: MainWindow) -> Iterator[Scene]:
    """Home with the question, and the sheet with everything in it and a complaint, or without anything."""
    planner = window.context.planner
    held(planner, "Πιστοποίηση", RULE)
    event = ActivityId(kinds_with_an_activity(planner)["event"])
    planner.run(SetEventTimes(event, "2026-11-18", "2026-11-21"))
    planner.run(SetState(event, "registered"))
    window.go("home")
    settle()
    yield Scene("question on Home", window.pages.page("home"))
    (question,) = window.findChildren(EventQuestion)
    question.tell_button.click()
    settle()
    (dialog,) = [each for each in window.findChildren(HowWasDialog) if each.isVisible()]
    dialog.splits[-1].split.click()
    dialog.add_person()
    dialog.people[0].reach.setText("Σήμερα")
    dialog.accept_button.click()
    settle()
    yield Scene("how was it", dialog)
    dialog.there.set_value("no")
    dialog.there.chosen.emit("no")
    settle()
    yield Scene("not there", dialog)
    dialog.close()
    settle()


def test_it_says_what_it_is_and_tab_goes_through_it(foreign_window: MainWindow, qtbot: QtBot) -> None:
    show(foreign_window, (1280, 800))
    foreign_window.activateWindow()
    qtbot.waitUntil(foreign_window.isActiveWindow)
    for scenes in (record_scenes, question_scenes):
        complain_of_names([line for scene in scenes(foreign_window) for line in (*faults([scene]), *tab_faults(scene))])


@pytest.mark.parametrize("size", [(1100, 700), (1600, 1000)])
def test_it_is_whole_in_any_language(
    foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, size)
    complain(record_scenes(foreign_window), monkeypatch)
    complain(question_scenes(foreign_window), monkeypatch)
