"""Importing dates field by field, and lists of conferences: what is wanted, what stays, and what comes in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Event
from planner.services.actions.activities import EditActivity
from planner.services.actions.details import EditDetail
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.ui.calendar.import_dialog import ImportDialog
from planner.ui.shell.page import PageContext
from tests.services.reading import only, rows

CONFERENCES = [
    {"name": "DataConf", "url": "https://data.example/", "startDate": "2027-03-01", "endDate": "2027-03-03",
     "city": "Berlin", "country": "Germany", "online": False, "cfpUrl": "https://data.example/cfp",
     "cfpEndDate": "2027-01-10"},
    {"name": "Web Days", "url": "https://web.example/", "startDate": "2027-05-01", "endDate": "2027-05-01",
     "online": True},
    {"name": "Long ago", "url": "https://old.example/", "startDate": "2025-05-01", "endDate": "2025-05-02",
     "city": "Oslo", "country": "Norway", "online": False},
]  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def made(conferences: list[dict[str, object]], name: str = "2027-data.json") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(conferences), encoding="utf-8")
        return path

    return made


@pytest.fixture
def importing(calendar_context: PageContext, qtbot: QtBot) -> Callable[..., ImportDialog]:
    def build(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(calendar_context, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        settled(dialog, qtbot)
        return dialog

    return build


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.busy.busy)


def test_only_what_is_ahead_comes_in_as_a_list(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    dialog = importing(write(CONFERENCES))
    assert dialog.origin.value() == "listed"
    assert dialog.filter.isVisible()
    assert dialog.summary.text() == "2 new, 1 not wanted"
    assert "DataConf 2027" in dialog.details.toPlainText()
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    assert {(row.state, row.origin) for row in rows(plan, Event)} == {("listed", "listed")}
    assert sorted(row.title for row in rows(plan, Activity)) == ["DataConf", "Web Days"]
    plan.undo()
    assert rows(plan, Activity) == []


def test_what_is_wanted_is_told_by_country_day_and_the_rest(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], qtbot: QtBot
) -> None:
    dialog = importing(write(CONFERENCES))
    dialog.filter.upcoming.click()
    settled(dialog, qtbot)
    assert dialog.summary.text() == "3 new"
    menu = dialog.filter.countries.open()
    assert [option.text for option in menu.list.options.shown] == ["Germany", "Norway"]
    QTest.keyClick(menu.list, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    settled(dialog, qtbot)
    assert dialog.filter.countries.chip.text() == "Norway"
    assert dialog.summary.text() == "1 new, 2 not wanted"
    dialog.filter.countries.chip.removed.emit()
    settled(dialog, qtbot)
    dialog.filter.first.setText("2027-04-01")
    QTest.keyClick(dialog.filter.first, Qt.Key.Key_Return)
    settled(dialog, qtbot)
    assert dialog.summary.text() == "1 new, 2 not wanted"
    assert not dialog.filter.topics.chip.isVisible()  # there is but one


def test_ones_own_change_stays_until_the_list_is_ticked(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    path = write(CONFERENCES[:1])
    import_files(plan, [path])
    row = only(plan, Activity)
    plan.run(EditDetail(row.id, (("city", "Potsdam"),)))
    write([CONFERENCES[0] | {"city": "Hamburg", "cfpEndDate": "2027-01-20"}])
    dialog = importing(path)
    assert dialog.summary.text() == "1 changed"
    assert dialog.changes is not None
    shown = [(option.text, option.detail) for option in dialog.changes.options.shown]
    assert shown == [
        ("DataConf 2027: city", "Potsdam → Hamburg"),
        ("DataConf 2027: call for papers closes", "10 Jan 2027 → 20 Jan 2027"),
    ]
    assert [field for _, field in dialog.changes.options.chosen] == ["deadline cfp_closes/"]
    QTest.keyClick(dialog.changes, Qt.Key.Key_Home)
    QTest.keyClick(dialog.changes, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    assert only(plan, Event).city == "Hamburg"
    plan.undo()
    assert only(plan, Event).city == "Potsdam"


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:one@test
DTSTAMP:20260101T000000Z
SUMMARY:{title}
LOCATION:{place}
DTSTART;VALUE=DATE:2026122{day}
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_taken_or_kept_field_by_field(
    importing: Callable[..., ImportDialog], tmp_path: Path, plan: Planner, qtbot: QtBot
) -> None:
    path = tmp_path / "team.ics"
    path.write_text(CALENDAR.format(title="Meetup", place="Room 1", day=1), newline="\r\n")
    import_files(plan, [path])
    plan.run(EditActivity(only(plan, Activity).id, (("title", "My meetup"),)))
    path.write_text(CALENDAR.format(title="Team meetup", place="Room 2", day=2), newline="\r\n")
    dialog = importing(path)
    assert not dialog.filter.isVisible()
    assert dialog.changes is not None
    shown = [(option.text, option.detail) for option in dialog.changes.options.shown]
    assert shown == [
        ("My meetup: name", "My meetup → Team meetup"),
        ("My meetup: dates", "21 Dec → 22 Dec"),
        ("My meetup: place", "Room 1 → Room 2"),
    ]
    QTest.keyClick(dialog.changes, Qt.Key.Key_Home)
    QTest.keyClick(dialog.changes, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    assert only(plan, Activity).title == "My meetup"
    assert (only(plan, Event).venue, only(plan, Event).starts) == ("Room 2", "2026-12-22")
    again = importing(path)
    assert again.summary.text() == "1 unchanged"
    assert again.changes is None
