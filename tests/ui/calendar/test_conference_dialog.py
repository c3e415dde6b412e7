"""Adding a conference: what is checked and said, and the one step that comes of it."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Deadline, Event, Tag
from planner.services.planner import Planner
from planner.ui.calendar.conference_dialog import ConferenceDialog
from planner.ui.shell.page import PageContext
from tests.services.reading import only, rows

MAY = date(2026, 5, 6)


@pytest.fixture
def dialog(calendar_context: PageContext, qtbot: QtBot) -> ConferenceDialog:
    made = ConferenceDialog(calendar_context, (), date(2026, 12, 22))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_close_of_the_call_is_told_in_my_time(dialog: ConferenceDialog) -> None:
    assert dialog.cfp_zone.text() == "Anywhere on Earth"
    dialog.cfp_date.setText("2026-05-06")
    dialog.cfp_date.editingFinished.emit()
    assert dialog.cfp_line.text() == "= Thu 7 May 13:59 your time"
    dialog.cfp_zone.setText("Europe/London")
    assert dialog.cfp_line.text() == "= Thu 7 May 00:59 your time"
    dialog.cfp_zone.setText("Nowhere")
    assert dialog.cfp_line.text() == ""


def test_an_all_day_conference_is_one_step(dialog: ConferenceDialog, plan: Planner) -> None:
    dialog.name.setText("  PyData  Berlin ")
    dialog.last.set_date(date(2026, 12, 24))
    dialog.format.set_value("hybrid")
    dialog.city.setText("Berlin")
    dialog.country.setText("Germany")
    dialog.url.setText("pydata.org/berlin")
    dialog.tags.setText("#nlp, product , ")
    dialog.cfp_date.set_date(MAY)
    dialog.add_button.click()
    assert dialog.result() == ConferenceDialog.DialogCode.Accepted
    added = only(plan, Activity)
    assert (dialog.added, added.title, added.kind) == (added.id, "PyData Berlin", "event")
    event = only(plan, Event)
    assert (event.starts, event.ends, event.zone) == ("2026-12-22", "2026-12-25", "")  # the end is exclusive
    assert (event.city, event.country, event.format, event.url) == (
        "Berlin", "Germany", "hybrid", "https://pydata.org/berlin",
    )  # fmt: skip
    deadline = only(plan, Deadline)
    assert (deadline.kind, deadline.at_utc, deadline.zone) == ("cfp_closes", "2026-05-07T11:59:59Z", "AoE")
    assert sorted(tag.name for tag in rows(plan, Tag)) == ["nlp", "product"]
    plan.undo()
    assert rows(plan, Activity) == []
    assert rows(plan, Deadline) == []


def test_times_in_another_zone(dialog: ConferenceDialog, plan: Planner) -> None:
    dialog.name.setText("Talk")
    dialog.timed.setChecked(True)
    assert dialog.start_time.isVisible()
    dialog.start_time.setText("18:30")
    dialog.end_time.setText("21")
    dialog.zone.setText("America/New_York")
    dialog.add_button.click()
    event = only(plan, Event)
    assert (event.starts, event.ends, event.zone) == ("2026-12-22T18:30:00", "2026-12-22T21:00:00", "America/New_York")
    assert event.starts_utc == "2026-12-22T23:30:00Z"


def test_without_a_date(dialog: ConferenceDialog, plan: Planner) -> None:
    dialog.name.setText("Some day")
    dialog.first.set_date(None)
    dialog.last.set_date(None)
    dialog.add_button.click()
    assert only(plan, Event).starts is None


def test_the_last_day_follows_the_first(dialog: ConferenceDialog) -> None:
    dialog.first.setText("2027-01-05")
    dialog.first.editingFinished.emit()
    assert dialog.last.date() == date(2027, 1, 5)


def _wrong(dialog: ConferenceDialog, plan: Planner) -> str:
    dialog.add_button.click()
    assert dialog.isVisible()
    assert rows(plan, Activity) == []
    return dialog.problem_line.text()


def test_what_is_wrong_is_said_in_a_sentence(dialog: ConferenceDialog, plan: Planner) -> None:
    assert _wrong(dialog, plan) == "The name is missing. Type what the conference is called."
    dialog.name.setText("PyData")
    assert not dialog.problem_line.isVisible()
    dialog.last.set_date(date(2026, 12, 1))
    assert _wrong(dialog, plan) == "The last day is before the first day. Change one of them."
    dialog.last.setText("32 of May")
    assert _wrong(dialog, plan) == "“32 of May” is not a date. Write it such as 1 dec or 2026-12-01."
    dialog.last.set_date(date(2026, 12, 22))
    dialog.timed.setChecked(True)
    dialog.end_time.setText("25")
    assert _wrong(dialog, plan) == "“25” is not a time of day. Write it such as 09:30."
    dialog.end_time.setText("08:00")
    assert _wrong(dialog, plan) == "It ends before it starts. Change one of the times."
    dialog.end_time.setText("18:00")
    dialog.zone.setText("Mars/Base")
    assert _wrong(dialog, plan) == ("“Mars/Base” is not a time zone. Write a region and a city, such as Europe/Berlin.")
    dialog.timed.setChecked(False)
    dialog.url.setText("not an address")
    assert "is not a web or mail address" in _wrong(dialog, plan)
    dialog.url.clear()
    dialog.cfp_date.set_date(MAY)
    dialog.cfp_time.setText("soon")
    assert _wrong(dialog, plan) == "“soon” is not a time of day. Write it such as 09:30."
    dialog.cfp_date.set_date(None)
    dialog.first.set_date(None)
    assert _wrong(dialog, plan) == "The first day is missing. Give it, or clear the other dates."


def test_every_field_has_a_name(dialog: ConferenceDialog) -> None:
    names = [
        field.accessibleName()
        for field in (
            dialog.name, dialog.event_type, dialog.format, dialog.step, dialog.first, dialog.last, dialog.timed,
            dialog.start_time, dialog.end_time, dialog.zone, dialog.venue, dialog.city, dialog.country, dialog.url,
            dialog.cfp_date, dialog.cfp_time, dialog.cfp_zone, dialog.tags,
        )
    ]  # fmt: skip
    assert all(names)
    assert len(set(names)) == len(names)
