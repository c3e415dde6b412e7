"""Importing dates field by field, and lists of conferences: what is wanted, what stays, and what comes in."""

import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.model import Activity, Event
from planner.domain.words import EventOrigin
from planner.services.actions.activities import EditActivity
from planner.services.actions.details import EditDetail
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.ui.calendar.import_dialog import ImportDialog
from planner.ui.calendar.page import CalendarPage
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


def test_a_date_that_is_being_typed_counts_for_the_import(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    """A click on a button leaves the focus where it is."""
    dialog = importing(write(CONFERENCES))
    dialog.activateWindow()
    dialog.filter.first.setFocus()
    QTest.keyClicks(dialog.filter.first, "2027-04-01")
    with qtbot.waitSignal(dialog._context.toast_requested) as toast:
        dialog.import_button.click()
    assert not dialog.busy.busy
    assert toast.args == ["Imported 1 event.", True]
    assert [row.title for row in rows(plan, Activity)] == ["Web Days"]
    plan.undo()
    assert rows(plan, Activity) == []


def test_import_may_be_pressed_while_it_compares_again(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    dialog = importing(write(CONFERENCES))
    dialog.filter.upcoming.click()
    assert dialog.busy.busy
    with qtbot.waitSignal(dialog._context.toast_requested) as toast:
        dialog.import_button.click()
        dialog.import_button.click()
    assert toast.args == ["Imported 3 events.", True]
    assert len(rows(plan, Activity)) == 3
    assert dialog.written


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("foo", ""), "“foo” is not a date. Write it such as 1 dec or 2026-12-01."),
        (("2027-05-01", "2027-04-01"), "The last day is before the first day. Change one of them."),
    ],
)
def test_days_that_will_not_do_are_said_and_nothing_comes_in(
    importing: Callable[..., ImportDialog],
    write: Callable[..., Path],
    plan: Planner,
    qtbot: QtBot,
    *,
    days: tuple[str, str],
    sentence: str,
) -> None:
    dialog = importing(write(CONFERENCES))
    assert not dialog.sentence.isVisible()
    dialog.filter.first.setText(days[0])
    dialog.filter.last.setText(days[1])
    dialog.import_button.click()
    assert not dialog.busy.busy
    assert dialog.isVisible()
    assert dialog.sentence.isVisible()
    assert dialog.sentence.text() == sentence
    assert rows(plan, Activity) == []
    for field in (dialog.filter.first, dialog.filter.last):
        field.setText("")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.sentence.isVisible()
    settled(dialog, qtbot)


def test_no_date_is_cut_in_its_field(importing: Callable[..., ImportDialog], write: Callable[..., Path]) -> None:
    field = importing(write(CONFERENCES)).filter.first
    field.set_date(date(2027, 12, 30))
    field.setCursorPosition(len(field.text()))
    assert field.cursorRect().right() <= field.width() - 24
    field.setCursorPosition(0)
    assert field.cursorRect().left() >= 0, "the text does not begin left of the field"


def test_counts_words_and_button_follow_what_is_ticked(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    path = write(CONFERENCES[:1])
    import_files(plan, [path])
    write([CONFERENCES[0] | {"cfpEndDate": "2027-01-20"}])
    dialog = importing(path)
    assert dialog.changes is not None
    assert (dialog.summary.text(), dialog.import_button.text()) == ("1 changed", "Import 1 event")
    assert "extended from 10 Jan 2027 to 20 Jan 2027" in dialog.details.toPlainText()
    ticks = dialog.changes
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    settled(dialog, qtbot)
    assert (dialog.summary.text(), dialog.import_button.text()) == ("1 unchanged", "Import")
    assert "extended" not in dialog.details.toPlainText()
    assert dialog.changes is ticks, "it stays where the person is"
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    settled(dialog, qtbot)
    assert (dialog.summary.text(), dialog.import_button.text()) == ("1 changed", "Import 1 event")
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    settled(dialog, qtbot)
    with qtbot.waitSignal(dialog._context.toast_requested) as toast:
        dialog.import_button.click()
    assert toast.args[0] == "Your plan stays as it is."
    assert importing(path).summary.text() == "1 unchanged"


def test_what_is_to_be_decided_is_never_cut(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner
) -> None:
    name = "International Conference on Learning Very Long Names of Conferences by Heart and Back"
    path = write([CONFERENCES[0] | {"name": name}])
    import_files(plan, [path])
    write([CONFERENCES[0] | {"name": name, "cfpEndDate": "2027-01-20"}])
    dialog = importing(path)
    assert dialog.changes is not None
    index = dialog.changes.model().index(0, 0)
    lines = dialog.changes.fontMetrics().lineSpacing()
    assert dialog.changes.sizeHintForIndex(index).height() >= 3 * lines, "two lines of title, one of what changes"
    assert dialog.changes.height() >= dialog.changes.sizeHintForIndex(index).height()
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "call for papers closes" in tip
    assert "10 Jan 2027 → 20 Jan 2027" in tip


def test_a_folder_is_read_whole_and_what_holds_no_dates_is_named(
    calendar_context: PageContext, tmp_path: Path, plan: Planner, qtbot: QtBot
) -> None:
    folder = tmp_path / "lists"
    for place in ("one", "two"):
        (folder / place).mkdir(parents=True)
        (folder / place / "2027-data.json").write_text(
            json.dumps([CONFERENCES[0] | {"name": f"Conf {place}", "url": f"https://{place}.example/"}])
        )
    (folder / "schema.yml").write_text("type: object\n")
    (folder / "LICENSE").write_text("Free")
    dialog = ImportDialog(calendar_context, choose_in=lambda _parent: [folder])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder_button.click()
    settled(dialog, qtbot)
    assert dialog.file_line.text() == "lists: 3 files"
    assert dialog.filter.isVisible()
    assert dialog.summary.text() == "2 new, 1 file not read"
    told = dialog.details.toPlainText()
    assert "“schema.yml” is neither a calendar nor a list of conferences, so it is left out." in told
    assert "one/2027-data.json: New" in told
    assert "two/2027-data.json: New" in told
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    undone = plan.undo()
    assert undone is not None
    assert undone.label == "Import “lists”"
    assert rows(plan, Activity) == []


def test_nothing_lies_over_the_buttons_however_long_the_names_are(
    importing: Callable[..., ImportDialog], tmp_path: Path, plan: Planner
) -> None:
    paths = [tmp_path / f"{'a_very_long_name_of_a_calendar_' * 4}{number}.ics" for number in range(6)]

    def told(place: str, day: int) -> None:
        for number, path in enumerate(paths):
            text = CALENDAR.format(title=f"Meetup number {number}", place=place, day=day)
            path.write_text(text.replace("one@test", f"{number}@test"), newline="\r\n")

    told("Room 1", 1)
    import_files(plan, paths)
    told("A hall with a name that is so long that it takes more than a line beside the other", 2)
    dialog = importing(*paths)
    assert dialog.changes is not None
    assert dialog.file_line.text().startswith("6 files: a_very_long")
    parts = (dialog.changes, dialog.details, dialog.cancel_button)
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top()
    assert dialog.cancel_button.geometry().bottom() < dialog.height()
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.width() == dialog.minimumSizeHint().width()


def test_cancel_closes_it_although_it_compares(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], plan: Planner, qtbot: QtBot
) -> None:
    dialog = importing(write(CONFERENCES))
    dialog.filter.upcoming.click()
    with qtbot.waitSignal(dialog.rejected):
        dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert rows(plan, Activity) == []


def test_a_list_shows_where_it_is_to_be_answered(
    importing: Callable[..., ImportDialog], write: Callable[..., Path], calendar_context: PageContext, plan: Planner,
    qtbot: QtBot,
) -> None:  # fmt: skip
    went: list[object] = []
    calendar_context.page_requested.connect(went.append)
    calendar_context.row_requested.connect(lambda table, row_id: went.append((table, row_id)))
    dialog = importing(write([*reversed(CONFERENCES)]))
    with qtbot.waitSignal(dialog.accepted):
        dialog.import_button.click()
    next_one = next(row.id for row in rows(plan, Activity) if row.title == "DataConf")
    assert went == ["calendar", ("activity", next_one)]


def test_what_waits_for_an_answer_is_revealed_where_that_is_given(
    open_page: Callable[[], CalendarPage], write: Callable[..., Path], plan: Planner
) -> None:
    import_files(plan, [write(CONFERENCES)], origin=EventOrigin.LISTED)
    activity = next(row.id for row in rows(plan, Activity) if row.title == "DataConf")
    page = open_page()
    assert page.reveal("activity", activity)
    assert page.shown_view == "conferences"
    page.set_listed(on=True)
    page.show_view("month")
    assert page.reveal("activity", activity)
    assert page.shown_view == "month"
