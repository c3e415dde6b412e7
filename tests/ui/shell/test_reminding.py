"""Reminding while the program runs: told once, together what is due together, and at the start what was missed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planner.config.settings import Settings, SettingsFile
from planner.domain.dates import format_instant
from planner.domain.default_reminders import DAY
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.actions.trash import TrashActivities
from planner.services.machine_notes import library_name
from planner.services.planner import Planner
from planner.services.queries.reminders import DueReminder, reminders_between
from planner.services.snoozing import in_an_hour, snooze, tomorrow_morning
from planner.ui.shell.notifying import plain
from planner.ui.shell.reminder_commands import reminder_commands
from planner.ui.shell.reminding import HORIZON, PAUSE_MS, TICK, Reminding
from planner.ui.shell.window import MainWindow

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # ten in Berlin


class Walking:
    """A clock that the test moves."""

    zone = "Europe/Berlin"

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at


class Desktop:
    """Notes what it was asked to show, and shows it unless it cannot."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.clicks: list[Callable[[], object]] = []
        self.works = True
        self.closed = False

    def notify(self, title: str, text: str, clicked: Callable[[], object], failed: Callable[[], object]) -> None:
        if not self.works:
            failed()
            return
        self.shown.append((title, text))
        self.clicks.append(clicked)

    def close(self) -> None:
        self.closed = True


class World:
    """A plan under a clock, a desktop, and one run of the program after another."""

    def __init__(self, planner: Planner, clock: Walking, settings: SettingsFile) -> None:
        self.planner, self.clock, self.settings = planner, clock, settings
        self.desktop = Desktop()
        self.toasts: list[str] = []
        self.presses: list[Callable[[], object]] = []
        self.opened: list[int] = []
        self.listed: list[tuple[DueReminder, ...]] = []
        self.running: Reminding | None = None

    def start(self) -> Reminding:
        self.running = Reminding(
            self.planner,
            self.settings,
            self.desktop,
            say=self._say,
            show_activity=self.opened.append,
            show_missed=self.listed.append,
        )
        self.running.begin()
        return self.running

    def stop(self) -> None:
        if self.running is not None:
            self.running.finish()

    def _say(self, text: str, press: Callable[[], object]) -> None:
        self.toasts.append(text)
        self.presses.append(press)

    def put(self, title: str, kind: str, day: str, *days: int) -> ActivityId:
        row = ActivityId(self.planner.run(AddActivity(title, kind="certification")).added("activity")[0])
        self.planner.run(PutDeadline(row, kind, on_date=day, reminders=tuple(each * DAY for each in days)))
        return row

    def titles(self) -> list[str]:
        return [title for title, _ in self.desktop.shown]


@pytest.fixture
def world(tmp_path: Path, library_patterns: Path, qtbot: QtBot) -> Iterator[World]:
    clock = Walking()
    planner = libraries.open_plan(Path(shutil.copy(library_patterns / "empty.db", tmp_path / "plan.db")), clock=clock)
    made = World(planner, clock, SettingsFile())
    yield made
    made.stop()
    planner.close()


def recent(world: World) -> tuple[DueReminder, ...]:
    now = world.clock.at
    bounds = (format_instant(now - timedelta(days=2)), format_instant(now))
    return world.planner.read(reminders_between, *bounds, world.clock.zone)


def test_the_timer_goes_to_the_next_reminder_but_never_further_than_an_hour(world: World) -> None:
    reminding = world.start()
    assert reminding.next_look - world.clock.at == HORIZON
    assert reminding.timer.isSingleShot()
    world.clock.at = datetime(2026, 11, 26, 7, 30, tzinfo=UTC)
    world.put("CKA", "exam", "2026-11-27", 1)  # told on the 26th at nine in Berlin, which is eight
    assert reminding.timer.interval() == PAUSE_MS  # a change: look when changes pause
    reminding.look()
    assert reminding.next_look - world.clock.at == timedelta(minutes=30)
    assert world.desktop.shown == []
    world.clock.at = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    reminding.look()
    assert world.desktop.shown == [("CKA: exam tomorrow", "27 Nov")]
    assert reminding.next_look - world.clock.at == HORIZON


@pytest.mark.parametrize("slept", [timedelta(hours=7), timedelta(days=3)])
def test_after_the_computer_slept_it_tells_within_a_minute(world: World, slept: timedelta) -> None:
    world.put("CKA", "renewal", "2026-11-28", 2)  # told on the 26th at nine in Berlin
    reminding = world.start()
    assert timedelta(milliseconds=reminding.timer.interval()) == TICK
    world.clock.at = START + timedelta(minutes=1)
    reminding.timer.timeout.emit()
    assert world.desktop.shown == []
    assert timedelta(milliseconds=reminding.timer.interval()) == TICK
    world.clock.at = datetime(2026, 11, 26, 8, 0, tzinfo=UTC) + slept
    reminding.timer.timeout.emit()
    assert len(world.desktop.shown) == 1


def test_a_clock_that_is_set_back_is_noticed_at_the_next_look(world: World) -> None:
    reminding = world.start()
    world.clock.at = START - timedelta(hours=2)
    reminding.timer.timeout.emit()
    assert reminding.next_look - world.clock.at == HORIZON


def test_what_was_put_off_is_told_again_even_after_a_restart(world: World) -> None:
    world.put("CKA", "exam", "2026-11-26", 1)
    world.clock.at = START - timedelta(hours=2)
    reminding = world.start()
    world.clock.at = START
    reminding.look()
    (due,) = recent(world)
    snooze(world.planner, world.settings, (due,), in_an_hour(world.clock.at))
    world.clock.at = START + timedelta(minutes=30)
    reminding.look()
    assert reminding.next_look == START + timedelta(hours=1)
    assert world.titles() == ["CKA: exam tomorrow"]
    world.stop()
    world.clock.at = START + timedelta(minutes=50)
    reminding = world.start()
    world.clock.at = START + timedelta(hours=1)
    reminding.timer.timeout.emit()
    assert world.titles() == ["CKA: exam tomorrow"] * 2
    assert world.settings.read().snoozed == {}


def test_what_was_put_off_and_is_gone_since_is_not_told(world: World) -> None:
    row = world.put("CKA", "exam", "2026-11-26", 1)
    world.clock.at = START
    reminding = world.start()
    (due,) = recent(world)
    until = tomorrow_morning(world.planner.today(), world.planner.zone())
    assert until == "2026-11-26T08:00:00Z"
    snooze(world.planner, world.settings, (due,), until)
    world.planner.run(TrashActivities((row,)))
    world.clock.at += timedelta(days=2)
    reminding.look()
    assert world.desktop.shown == []


def test_what_was_put_off_may_be_junk_in_the_file(world: World) -> None:
    name = library_name(world.planner)
    junk: list[object] = [1, ["x"], ["a", "b", 1, None, "c"], [*["2026-11-25T08:00:00Z"] * 2, "1", None, ""]]
    world.settings.change(lambda each: each._replace(snoozed={name: junk, "other": "kept"}))
    world.start().look()
    assert (world.desktop.shown, world.toasts) == ([], [])
    assert world.settings.read().snoozed["other"] == "kept"


def test_a_reminder_is_told_once_however_often_one_looks(world: World) -> None:
    row = world.put("CKA", "exam", "2026-11-26", 1)
    world.clock.at = START - timedelta(hours=2)
    reminding = world.start()
    world.clock.at = START
    reminding.look()
    reminding.look()
    world.clock.at -= timedelta(minutes=90)  # the clock is set back
    reminding.look()
    world.clock.at = START + timedelta(minutes=5)
    reminding.look()
    world.stop()
    world.start()
    assert world.titles() == ["CKA: exam tomorrow"]
    assert world.toasts == []
    world.desktop.clicks[0]()
    assert world.opened == [row]


def test_several_at_once_are_one_notification(world: World) -> None:
    world.put("CKA", "exam", "2026-11-27", 1)
    pmp = world.put("<b>PMP</b>", "exam", "2026-11-26", 0, 7)
    world.put("AZ-900", "renewal", "2026-12-26", 30)
    reminding = world.start()
    world.clock.at += timedelta(days=1)
    reminding.look()
    assert world.desktop.shown == [
        ("3 dates", "<b>PMP</b>: exam today\nCKA: exam tomorrow\nAZ-900 expires in 30 days")
    ]
    world.desktop.clicks[0]()
    assert world.opened == [pmp]


def test_what_was_missed_is_told_in_one_toast(world: World) -> None:
    world.start()
    world.stop()
    assert world.desktop.closed
    pmp = world.put("PMP", "exam", "2026-11-28", 2, 1)
    world.put("Gone", "exam", "2026-11-26", 0)
    world.put("AZ-900", "renewal", "2026-12-26", 30)
    world.clock.at += timedelta(days=2)
    world.start()
    assert world.toasts == ["While Planner was closed: PMP: exam tomorrow, and 1 more date"]
    assert world.desktop.shown == []
    world.presses[0]()
    assert [one.activity_id for one in world.listed[0]][:1] == [pmp]
    assert len(world.listed[0]) == 2
    world.stop()
    world.start()
    assert len(world.toasts) == 1


def test_a_plan_that_was_never_open_here_has_missed_nothing(world: World) -> None:
    world.put("PMP", "exam", "2026-11-26", 7, 1)
    world.start()
    assert world.toasts == []


def test_a_mark_far_ahead_of_a_wrong_clock_silences_nothing(world: World) -> None:
    world.clock.at = START + timedelta(days=4000)
    world.start()
    world.stop()
    world.clock.at = START
    world.put("PMP", "exam", "2026-11-27", 1)
    reminding = world.start()
    world.clock.at += timedelta(days=1)
    reminding.look()
    assert world.titles() == ["PMP: exam tomorrow"]


def test_without_notifications_of_the_desktop_a_toast_says_it(world: World) -> None:
    row = world.put("PMP", "exam", "2026-11-27", 1)
    world.desktop.works = False
    reminding = world.start()
    world.clock.at += timedelta(days=1)
    reminding.look()
    assert world.toasts == ["PMP: exam tomorrow"]
    world.presses[0]()
    assert world.opened == [row]


def test_switched_off_it_tells_nothing_and_nothing_later(world: World) -> None:
    world.settings.change(lambda each: each._replace(notifications=False))
    world.put("PMP", "exam", "2026-11-27", 1)
    reminding = world.start()
    world.clock.at += timedelta(days=1)
    reminding.look()
    world.settings.change(lambda each: each._replace(notifications=True))
    reminding.look()
    assert (world.desktop.shown, world.toasts) == ([], [])


def test_what_is_taken_out_meanwhile_is_not_told(world: World) -> None:
    world.put("PMP", "exam", "2026-11-27", 1)
    reminding = world.start()
    ((deadline_id,),) = world.planner.read(lambda reader: reader.rows("SELECT id FROM deadline"))
    world.planner.run(RemoveDeadline(deadline_id))
    world.clock.at += timedelta(days=1)
    reminding.look()
    assert world.desktop.shown == []


def test_it_looks_when_the_person_comes_back_and_no_more_when_it_is_over(world: World, qapp: QGuiApplication) -> None:
    reminding = world.start()
    reminding.timer.stop()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert reminding.timer.interval() == PAUSE_MS
    assert reminding.timer.isActive()
    world.stop()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    reminding.look()
    assert not reminding.timer.isActive()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>PMP</b> & <img src='x'>", "‹b›PMP‹/b› & ‹img src='x'›"),
        ("R&D", "R&D"),
        ("&lt;b&gt; &#60;", "&\u2060lt;b&\u2060gt; &\u2060#60;"),
    ],
)
def test_no_desktop_reads_mark_up_in_a_title(title: str, shown: str) -> None:
    assert plain(title) == shown


def test_the_switch_in_the_menu_is_remembered_by_the_machine(shell: MainWindow) -> None:
    shell.add_commands(reminder_commands(shell))
    action = shell.commands.action("view.notifications")
    shell.commands.refresh_checks()
    assert action.isChecked()
    action.trigger()
    shell.commands.refresh_checks()
    assert not action.isChecked()
    assert SettingsFile().read() == Settings(notifications=False)
    action.trigger()
    assert SettingsFile().read().notifications
