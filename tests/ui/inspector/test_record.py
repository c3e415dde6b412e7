"""The parts of the inspector on the record of an event: submissions and people met, by mouse and by keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from planner.domain.words import ActivityId
from planner.services.actions.activities import ChangeKind
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.event_record import PutPerson, PutSubmission
from planner.services.queries.event_record import EventRecord, event_record
from planner.ui.shell.inspector import opener
from planner.ui.shell.inspector.record_section import PeopleSection, SubmissionsSection
from tests.ui.inspector.conftest import Bench


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 23, 9, tzinfo=UTC).isoformat())


def submissions(bench: Bench) -> SubmissionsSection:
    found = bench.view.trailing.parts["submissions"]
    assert isinstance(found, SubmissionsSection)
    return found


def people(bench: Bench) -> PeopleSection:
    found = bench.view.trailing.parts["people"]
    assert isinstance(found, PeopleSection)
    return found


def kept(bench: Bench) -> EventRecord:
    subject = bench.inspector.subject
    assert subject is not None
    return bench.planner.read(event_record, subject[1])


def shown(part: SubmissionsSection | PeopleSection) -> list[str]:
    return [row.accessibleName() for row in part.rows if not row.isHidden()]


def add_menu(bench: Bench, words: str) -> Callable[[], object]:
    (found,) = [action for action in bench.view.add_menu().actions() if action.text() == words]
    return found.trigger


def test_an_event_offers_both_behind_add_and_nothing_else_does(bench: Bench) -> None:
    bench.open("event")
    assert submissions(bench).isHidden()
    assert people(bench).isHidden()
    add_menu(bench, "Submission")
    add_menu(bench, "Person met")
    bench.open("course")
    assert not {"Submission", "Person met"} & {action.text() for action in bench.view.add_menu().actions()}


def test_a_submission_is_added_edited_and_removed(bench: Bench) -> None:
    bench.open("event")
    add_menu(bench, "Submission")()
    part, editor = submissions(bench), submissions(bench).editor
    assert editor.isVisible()
    assert editor.title.hasFocus()
    assert not editor.remove_button.isVisible()
    bench.qtbot.keyClicks(editor.title, "Evals that hold")
    bench.qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert shown(part) == ["Evals that hold, Draft"]
    assert part.rows[0].hasFocus()
    bench.qtbot.keyClick(part.rows[0], Qt.Key.Key_F2)
    assert shown(part) == []
    editor.progress.set_value("accepted")
    editor.notes.setText("30 minutes")
    editor.save_button.click()
    assert shown(part) == ["Evals that hold, Accepted, 30 minutes"]
    part.rows[0].click()
    editor.remove_button.click()
    assert part.isHidden()
    assert len(bench.toasts) == 1
    bench.planner.undo()
    assert shown(part) == ["Evals that hold, Accepted, 30 minutes"]


def test_somebody_met_is_added_with_a_day_to_follow_up(bench: Bench) -> None:
    bench.open("event")
    add_menu(bench, "Person met")()
    part, editor = people(bench), people(bench).editor
    bench.qtbot.keyClicks(editor.name, "Ada")
    editor.reach.setText("ada@example.org")
    editor.day.setText("in 2 weeks")
    bench.qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert shown(part) == ["Ada, ada@example.org, Follow up in 2 weeks"]
    (met,) = kept(bench).people
    assert met.follow_up is not None
    assert met.follow_up.on_date == "2026-12-07"


def test_the_days_to_follow_up_do_not_stand_among_the_dates_once_more(bench: Bench) -> None:
    goal = ActivityId(bench.open("event"))
    bench.planner.run(PutPerson(goal, None, "Ada", follow_up="2026-11-20"))
    (met,) = kept(bench).people
    assert met.follow_up is not None
    assert people(bench).covers() == {met.follow_up.id}
    assert shown(people(bench)) == ["Ada, Follow up: 3 days late"]
    bench.planner.run(PutDeadline(goal, "follow_up", on_date="2026-12-20", label="Slides"))
    dated = " ".join(button.accessibleName() for button in bench.view.dates.findChildren(QPushButton))
    assert "Slides" in dated
    assert "Ada" not in dated


def test_what_is_missing_or_cannot_be_read_is_said_and_stays_open(bench: Bench) -> None:
    bench.open("event")
    add_menu(bench, "Submission")()
    editor = submissions(bench).editor
    editor.save_button.click()
    assert editor.error.text() == "The title is missing. Type what you hand in."
    assert editor.isVisible()
    editor.cancel_button.click()
    assert submissions(bench).isHidden()
    add_menu(bench, "Person met")()
    who = people(bench).editor
    who.save_button.click()
    assert who.error.text() == "The name is missing. Type who it was."
    who.name.setText("Ada")
    who.day.setText("whenever")
    who.save_button.click()
    assert who.error.text().startswith("The day cannot be read.")
    bench.qtbot.keyClick(who.name, Qt.Key.Key_Escape)
    assert people(bench).isHidden()
    assert kept(bench) == ((), ())


def test_what_was_typed_is_kept_when_another_activity_is_opened(bench: Bench) -> None:
    event = bench.open("event")
    add_menu(bench, "Person met")()
    people(bench).editor.name.setText("Ada")
    bench.inspector.flush()
    bench.open("course")
    assert people(bench).isHidden()
    bench.inspector.open("activity", event)
    assert shown(people(bench)) == ["Ada"]


def test_the_menu_of_somebody_met(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    assert opener.is_safe("mailto:ada@example.org")
    goal = ActivityId(bench.open("event"))
    bench.planner.run(PutPerson(goal, None, "Ada", "ada@example.org", "2026-12-07", "Feature stores"))
    bench.planner.run(PutPerson(goal, None, "Bob", "https://example.org/@bob"))
    bench.planner.run(PutPerson(goal, None, "Eve", "on the train"))
    rows = people(bench).rows
    texts = [[action.text() for action in row.menu_of_item().actions()] for row in rows]
    assert texts == [
        ["Edit", "Write a mail", "Followed up", "Remove"],
        ["Edit", "Open “https://example.org/@bob”", "Remove"],
        ["Edit", "Remove"],
    ]
    menu = rows[0].menu_of_item()
    actions = {action.text(): action for action in menu.actions()}
    actions["Write a mail"].trigger()
    assert asked == ["mailto:ada@example.org"]
    actions["Followed up"].trigger()
    met = kept(bench).people[0]
    assert (met.person.name, met.person.reach, met.person.notes, met.follow_up) == (
        "Ada", "ada@example.org", "Feature stores", None,
    )  # fmt: skip
    bench.qtbot.keyClick(rows[2], Qt.Key.Key_Delete)
    assert [met.person.name for met in kept(bench).people] == ["Ada", "Bob"]
    assert rows[1].hasFocus()
    assert bench.failures == []


def test_the_record_of_what_is_no_event_any_more_is_still_shown(bench: Bench) -> None:
    goal = ActivityId(bench.open("event"))
    bench.planner.run(PutSubmission(goal, None, "A talk"))
    bench.planner.run(ChangeKind(goal, "community"))
    assert shown(submissions(bench)) == ["A talk, Draft"]
