"""Deadlines and the dates of events through their editors: inclusive for people, exclusive inside, zones right."""

import pytest
from PySide6.QtCore import Qt

from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import SetEventTimes
from planner.services.humanize import ahead_text
from planner.ui.shell.inspector.moment import read_ahead
from tests.ui.inspector.conftest import Bench


def test_a_due_date(bench: Bench) -> None:
    bench.open("topic")
    bench.view.dates.edit(None)
    editor = bench.view.dates.editor
    bench.qtbot.keyClicks(editor.day, "2031-05-06")
    editor.reminders.chips[24 * 60].click()
    bench.qtbot.keyClick(editor.day, Qt.Key.Key_Return)
    (duty,) = bench.card().duties
    assert (duty.deadline.kind, duty.deadline.on_date, duty.reminders) == ("due", "2031-05-06", (1440,))
    assert editor.isHidden()
    assert bench.view.dates.rows[0].value.shown == "6 May 2031"
    assert bench.inspector.focusWidget() is bench.view.dates.rows[0].value
    bench.view.dates.rows[0].value.click()
    bench.qtbot.keyClick(editor.day, Qt.Key.Key_Return)
    assert bench.inspector.focusWidget() is bench.view.dates.rows[0].value
    bench.view.dates.edit(None)
    bench.qtbot.keyClick(editor.day, Qt.Key.Key_Escape)
    assert bench.inspector.focusWidget() is bench.view.add_button
    bench.planner.undo()
    assert bench.card().duties == ()


def test_a_call_for_papers_closes_anywhere_on_earth(bench: Bench) -> None:
    bench.open("event")
    bench.view.dates.edit(None, "cfp_closes")
    editor = bench.view.dates.editor
    assert (editor.zone.text(), editor.time.text()) == ("Anywhere on Earth", "23:59")
    bench.qtbot.keyClicks(editor.day, "2031-05-06")
    assert editor.save()
    duty = bench.card().duties[0]
    assert (duty.deadline.at_utc, duty.deadline.zone) == ("2031-05-07T11:59:59Z", "AoE")
    bench.view.dates.edit(duty)
    assert editor.day.date() is not None
    assert editor.label.text() == ""
    editor.label.setText("Papers")
    assert editor.save()
    changed = bench.card().duties[0].deadline
    assert (changed.at_utc, changed.label) == ("2031-05-07T11:59:59Z", "Papers")


@pytest.mark.parametrize(
    ("zone", "at_utc"),
    [("Europe/Berlin", "2031-05-06T07:30:00Z"), ("UTC", "2031-05-06T09:30:00Z"), ("aoe", "2031-05-06T21:30:00Z")],
)
def test_a_moment_in_a_zone(bench: Bench, zone: str, at_utc: str) -> None:
    bench.open("certification")
    bench.view.dates.edit(None, "exam")
    editor = bench.view.dates.editor
    bench.qtbot.keyClicks(editor.day, "2031-05-06")
    editor.timed.setChecked(True)
    editor.time.setText("9:30")
    editor.zone.setText(zone)
    bench.qtbot.keyClick(editor.label, Qt.Key.Key_Return)
    exams = [duty.deadline for duty in bench.card().duties if duty.deadline.kind == "exam"]
    assert [exam.at_utc for exam in exams] == [at_utc]  # and it was added once, not twice


@pytest.mark.parametrize(
    ("day", "time", "zone", "word"),
    [
        ("", "", "", "date"),
        ("2031-02-30", "", "", "date"),
        ("2031-05-06", "25:00", "UTC", "time of day"),
        ("2031-05-06", "9:30", "Mars/Olympus", "time zone"),
    ],
)
def test_what_cannot_be_read_stays_open_with_one_sentence(
    bench: Bench, day: str, time: str, zone: str, word: str
) -> None:
    bench.open("topic")
    bench.view.dates.edit(None)
    editor = bench.view.dates.editor
    bench.qtbot.keyClicks(editor.day, day)
    editor.timed.setChecked(bool(time))
    editor.time.setText(time)
    editor.zone.setText(zone or "UTC")
    assert not editor.save()
    assert not editor.isHidden()
    assert word in editor.error.text()
    assert bench.card().duties == ()
    editor.close_editor()


def test_reminders_of_any_length(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    bench.planner.run(PutDeadline(activity_id, "due", on_date="2031-01-01", reminders=(45,)))
    bench.view.dates.edit(bench.card().duties[0])
    picker = bench.view.dates.editor.reminders
    assert picker.minutes() == (45,)
    bench.qtbot.keyClicks(picker.other, "3 days")
    bench.view.dates.editor.save()
    assert bench.card().duties[0].reminders == (3 * 1440, 45)


def test_removing_a_deadline(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("topic"))
    bench.planner.run(PutDeadline(activity_id, "due", on_date="2031-01-01"))
    bench.view.dates.edit(bench.card().duties[0])
    bench.view.dates.editor.remove_button.click()
    assert bench.card().duties == ()


def test_the_last_day_is_inclusive_for_people(bench: Bench) -> None:
    activity_id = ActivityId(bench.open("event"))
    bench.planner.run(SetEventTimes(activity_id, "2031-12-01", "2031-12-04"))
    assert bench.view.dates.when.shown.startswith("1 – 3 Dec 2031")
    bench.view.dates.edit_times()
    editor = bench.view.dates.times_editor
    assert str(editor.last.date()) == "2031-12-03"
    editor.last.selectAll()
    bench.qtbot.keyClicks(editor.last, "2031-12-05")
    assert editor.save()
    event = bench.card().event
    assert event is not None
    assert (event.starts, event.ends) == ("2031-12-01", "2031-12-06")


def test_times_in_a_zone(bench: Bench) -> None:
    bench.open("event")
    bench.view.dates.edit_times()
    editor = bench.view.dates.times_editor
    editor.first.selectAll()
    bench.qtbot.keyClicks(editor.first, "2031-07-01")
    editor.last.selectAll()
    bench.qtbot.keyClicks(editor.last, "2031-07-01")
    editor.timed.setChecked(True)
    editor.start_time.setText("9")
    editor.end_time.setText("17:30")
    editor.zone.setText("America/New_York")
    editor.reminders.chips[120].click()
    assert editor.save()
    card = bench.card()
    assert card.event is not None
    assert (card.event.starts, card.event.ends) == ("2031-07-01T09:00:00", "2031-07-01T17:30:00")
    assert card.event.starts_utc == "2031-07-01T13:00:00Z"
    assert card.event_reminders == (120,)


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [("", "", "", ""), ("2031-01-03", "2031-01-01", "", ""), ("2031-01-01", "2031-01-01", "10", "9")],
)
def test_impossible_dates_of_an_event(bench: Bench, first: str, last: str, start: str, end: str) -> None:
    activity_id = ActivityId(bench.open("event"))
    bench.planner.run(SetEventTimes(activity_id, "2030-05-04", "2030-05-07"))
    bench.view.dates.edit_times()
    editor = bench.view.dates.times_editor
    for field, text in ((editor.first, first), (editor.last, last)):
        field.setText(text)
        field.editingFinished.emit()
    editor.timed.setChecked(bool(start))
    editor.start_time.setText(start)
    editor.end_time.setText(end)
    assert not editor.save()
    assert editor.error.text().endswith(".")
    editor.close_editor()
    event = bench.card().event
    assert event is not None
    assert event.starts == "2030-05-04"


def test_an_open_editor_is_saved_on_leaving(bench: Bench) -> None:
    bench.open("topic")
    bench.view.dates.edit(None)
    bench.qtbot.keyClicks(bench.view.dates.editor.day, "2031-05-06")
    bench.inspector.flush()
    assert [duty.deadline.on_date for duty in bench.card().duties] == ["2031-05-06"]


@pytest.mark.parametrize(("text", "minutes"), [("3 days", 4320), ("2h", 120), ("45 min", 45), ("1 week", 10080)])
def test_times_before(text: str, minutes: int) -> None:
    assert read_ahead(text) == minutes
    assert read_ahead(ahead_text(minutes)) == minutes


@pytest.mark.parametrize("text", ["", "soon", "-2h", "3"])
def test_times_before_that_are_none(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_ahead(text)


def test_a_new_date_shows_the_reminders_that_are_usual_for_its_kind(bench: Bench) -> None:
    bench.open("certification")
    bench.view.dates.edit(None, "exam")
    editor = bench.view.dates.editor
    day = 24 * 60
    assert editor.reminders.minutes() == (14 * day, 7 * day, day)
    editor.kind.set_value("renewal")
    editor.kind.chosen.emit("renewal")
    assert editor.reminders.minutes() == (180 * day, 90 * day, 30 * day, 7 * day)
    editor.reminders.chips[180 * day].click()  # what the person chose stays, whatever the kind
    editor.kind.set_value("exam")
    editor.kind.chosen.emit("exam")
    assert editor.reminders.minutes() == (90 * day, 30 * day, 7 * day)
    bench.qtbot.keyClicks(editor.day, "2031-05-06")
    assert editor.save()
    found = next(duty for duty in bench.card().duties if duty.deadline.on_date == "2031-05-06")
    assert found.reminders == (90 * day, 30 * day, 7 * day)


def test_tab_goes_from_the_longest_reminder_to_the_field_for_another(bench: Bench) -> None:
    bench.open("certification")
    bench.view.dates.edit(None, "renewal")
    editor = bench.view.dates.editor
    chips = [editor.reminders.chips[minutes] for minutes in sorted(editor.reminders.chips, reverse=True)]
    expected = [editor.label, *(chip for chip in chips if chip.isVisible()), editor.reminders.other, editor.save_button]
    assert len(expected) == 9
    editor.label.setFocus()
    for widget in expected:
        assert bench.inspector.focusWidget() is widget
        bench.qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_an_event_that_recurs_says_how(bench: Bench) -> None:
    bench.open("event")
    bench.planner.run(SetEventTimes(ActivityId(bench.card().activity.id), "2031-05-06", "2031-05-07"))
    with bench.planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET rrule = 'FREQ=WEEKLY;COUNT=4'")
    bench.open("topic")
    bench.open("event")
    assert "every week on Tuesday, 4 times" in bench.view.dates.when.accessibleName()
