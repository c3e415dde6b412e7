"""The calendar export against its ledger: what moves a SEQUENCE, what goes out as cancelled, and for how long."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from planner.domain.errors import ExchangeError, InvalidInputError, PlannerError
from planner.domain.model import Activity, Event
from planner.domain.words import ActivityId
from planner.services import calendar_feed, export
from planner.services.actions.activities import EditActivity, MoveActivities, SetState
from planner.services.actions.deadlines import SetDue, SetReminders
from planner.services.actions.details import AddEvent, EditDetail
from planner.services.actions.tags import SetTags
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.calendar_feed import Choice
from planner.services.planner import Planner
from planner.storage import ledger
from planner.storage.library import Library
from tests.services.exporting import ALL, Walking, add_due, add_event, clock, closed, entries, plan
from tests.services.reading import rows, statements

if TYPE_CHECKING:
    from planner.services.action import Action

__all__ = ["clock", "closed", "plan"]


def test_stamps_are_those_of_the_newest_step_and_never_the_clock(plan: Planner, clock: Walking) -> None:
    add_event(plan)
    clock.at += timedelta(days=3)
    assert entries(plan)["Talk"].stamp == "20261125T090000Z"
    assert entries(plan)["Talk"].sequence == 0


def test_only_content_moves_a_sequence(plan: Planner, clock: Walking) -> None:
    talk = add_event(plan)
    other = add_due(plan)
    before = entries(plan)
    clock.at += timedelta(days=1)
    plan.run(MoveActivities((other,), status="in_progress"))
    plan.run(EditActivity(other, (("priority", 3),)))
    assert entries(plan) == before
    plan.run(EditDetail(talk, (("city", "Berlin"),)))
    after = entries(plan)
    assert after["Due: Course"] == before["Due: Course"]
    assert (after["Talk"].sequence, after["Talk"].stamp) == (1, "20261126T090000Z")


def test_undo_raises_and_never_lowers(plan: Planner) -> None:
    talk = add_event(plan)
    entries(plan)
    plan.run(EditActivity(talk, (("title", "New"),)))
    assert entries(plan)["New"].sequence == 1
    plan.undo()
    assert entries(plan)["Talk"].sequence == 2


def test_a_change_and_its_undo_between_exports_move_nothing(plan: Planner) -> None:
    talk = add_event(plan)
    before = entries(plan)
    plan.run(TrashActivities((talk,)))
    plan.undo()
    assert entries(plan) == before


def test_what_never_went_out_is_not_cancelled(plan: Planner) -> None:
    keep, gone = add_event(plan, "Keep"), add_event(plan, "Gone", "2028-01-01")
    entries(plan, Choice(last=date(2027, 12, 31)))
    plan.run(TrashActivities((gone,)))
    assert set(entries(plan)) == {"Keep"}
    del keep


@pytest.mark.parametrize("purged", [False, True])
def test_a_deletion_is_cancelled_with_its_place_and_without_alarm(plan: Planner, purged: bool) -> None:
    talk = add_event(plan, city="Berlin")
    plan.run(SetReminders(talk, None, (60,)))
    assert "BEGIN:VALARM" in entries(plan)["Talk"].text
    plan.run(TrashActivities((talk,)))
    if purged:
        plan.run(PurgeTrash())
    gone = entries(plan)["Talk"]
    assert (gone.status, gone.sequence) == ("CANCELLED", 1)
    assert "LOCATION:Berlin" in gone.text
    assert "VALARM" not in gone.text
    assert "TRANSP:TRANSPARENT" in gone.text
    assert entries(plan)["Talk"] == gone
    plan.undo()
    if purged:
        plan.undo()
    back = entries(plan)["Talk"]
    assert (back.status, back.sequence) == ("TENTATIVE", 2)


def test_declined_and_skipped_things_are_cancelled(plan: Planner) -> None:
    talk, course = add_event(plan), add_due(plan)
    entries(plan)
    plan.run(SetState(talk, "declined"))
    plan.run(MoveActivities((course,), status="skipped"))
    found = entries(plan)
    assert {name: (entry.status, entry.sequence) for name, entry in found.items()} == {
        "Talk": ("CANCELLED", 1),
        "Due: Course": ("CANCELLED", 1),
    }
    assert entries(plan) == found
    plan.run(MoveActivities((course,), status="planned"))
    assert entries(plan)["Due: Course"][:2] == ("CONFIRMED", 2)


def test_skipped_things_that_never_went_out_go_out_only_when_asked_for(plan: Planner) -> None:
    course = add_due(plan)
    add_event(plan)
    plan.run(MoveActivities((course,), status="skipped"))
    assert set(entries(plan)) == {"Talk"}
    assert entries(plan, Choice(statuses=frozenset({"skipped"})))["Due: Course"].status == "CANCELLED"
    assert set(entries(plan)) == {"Talk"}


def test_a_cancellation_goes_into_exports_whose_filter_would_have_held_it(plan: Planner) -> None:
    talk, course = add_event(plan), add_due(plan)
    add_event(plan, "Stays")
    entries(plan)
    plan.run(TrashActivities((talk, course)))
    assert set(entries(plan, Choice(kinds=frozenset({"event"})))) == {"Talk", "Stays"}
    assert set(entries(plan, Choice(what=frozenset({"deadline"})))) == {"Due: Course"}
    assert set(entries(plan, Choice(last=date(2027, 2, 1)))) == {"Due: Course"}
    assert set(entries(plan, Choice(first=date(2027, 2, 1)))) == {"Talk", "Stays"}


def test_a_filter_alone_cancels_nothing(plan: Planner) -> None:
    course = add_due(plan)
    add_event(plan)
    planned = Choice(statuses=frozenset({"planned"}))
    before = entries(plan)
    plan.run(MoveActivities((course,), status="in_progress"))
    assert set(entries(plan, planned)) == {"Talk"}
    assert entries(plan) == before


def test_cancellations_go_out_for_a_year_counted_to_the_newest_step(plan: Planner, clock: Walking) -> None:
    talk = add_event(plan)
    other = add_event(plan, "Other")
    entries(plan)
    plan.run(TrashActivities((talk,)))
    assert set(entries(plan)) == {"Talk", "Other"}
    clock.at += timedelta(days=800)
    assert set(entries(plan)) == {"Talk", "Other"}  # the clock alone ends nothing
    plan.run(EditActivity(other, (("notes", "Later"),)))
    assert set(entries(plan)) == {"Other"}


def test_a_date_that_is_taken_away_is_cancelled(plan: Planner) -> None:
    course = add_due(plan)
    entries(plan)
    plan.run(SetDue((course,), None))
    assert entries(plan)["Due: Course"].status == "CANCELLED"
    plan.run(SetDue((course,), "2027-02-02"))  # another deadline, with a UID of its own
    found, number, cancelled = export.calendar_bytes(plan)
    assert (number, cancelled) == (2, 1)
    assert found.count(b"SUMMARY:Due: Course") == 2


def test_alarms_are_an_option_and_no_content(plan: Planner) -> None:
    talk = add_event(plan)
    plan.run(SetReminders(talk, None, (60,)))
    loud = entries(plan)["Talk"]
    silent = entries(plan, Choice(alarms=False))["Talk"]
    assert loud.sequence == silent.sequence
    assert ("VALARM" in loud.text, "VALARM" in silent.text) == (True, False)
    assert entries(plan)["Talk"] == loud


def test_listed_events_and_their_deadlines_stay_at_home(plan: Planner) -> None:
    talk = add_event(plan, cfp_date="2027-01-01")
    assert len(entries(plan)) == 2
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET state = 'listed', origin = 'listed'")
        ledger.forget_export(connection)
    assert all(entry.status == "CANCELLED" for entry in entries(plan).values())
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET origin = 'own'")
        ledger.forget_export(connection)
    assert all(entry.status != "CANCELLED" for entry in entries(plan).values())
    del talk


def test_an_imported_sequence_is_where_ours_begins(plan: Planner) -> None:
    talk = add_event(plan)
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET source_sequence = 7")
    assert entries(plan)["Talk"].sequence == 7
    plan.run(EditActivity(talk, (("title", "New"),)))
    assert entries(plan)["New"].sequence == 8


def test_two_exports_at_once_do_not_lose_a_sequence(plan: Planner, library_path: Path, clock: Walking) -> None:
    from planner.services.calendar_feed import prepare

    talk = add_event(plan)
    entries(plan)
    plan.run(EditActivity(talk, (("title", "New"),)))
    other = Planner(Library.open(library_path), clock)
    stale = other.read(prepare, ALL)
    assert entries(plan)["New"].sequence == 1
    with other.library.read() as reader:
        assert ledger.mark(reader.core) != stale.mark
    assert entries(other)["New"].sequence == 1
    other.close()


def test_files_are_whole_and_for_sharing(plan: Planner, tmp_path: Path) -> None:
    add_event(plan)
    path = tmp_path / "out.ics"
    report = export.export(plan, path, "ics")
    assert (report.events, report.cancelled, report.warning) == (1, 0, "")
    assert path.stat().st_mode & 0o777 == 0o666 & ~export._umask()
    path.chmod(0o640)
    export.export(plan, path, "ics")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".new"] == []


def test_the_number_of_statements_does_not_grow(plan: Planner) -> None:
    def number() -> int:
        with statements(plan) as seen:
            entries(plan)
        return len(seen)

    add_event(plan, "0")
    entries(plan)
    few = number()
    for name in range(1, 20):
        add_event(plan, str(name))
    entries(plan)
    assert number() == few


def test_formats(tmp_path: Path) -> None:
    assert export.format_of(tmp_path / "A.ICS") == "ics"
    assert export.format_of(tmp_path / "a.markdown") == "md"
    assert export.format_of(tmp_path / "a.txt", "csv") == "csv"
    with pytest.raises(InvalidInputError):
        export.format_of(tmp_path / "a.txt")
    with pytest.raises(InvalidInputError):
        export.format_of(tmp_path / "a.txt", "pdf")


def test_tables_choose_days_as_calendars_do(plan: Planner, tmp_path: Path) -> None:
    plan.run(AddEvent("Ends at midnight", "2027-05-04T20:00:00", "2027-05-05T00:00:00", zone="Europe/Berlin"))
    add_event(plan, "Next day", "2027-05-05")
    choice = Choice(first=date(2027, 5, 5))
    assert set(entries(plan, choice)) == {"Next day"}
    export.export(plan, tmp_path / "a.csv", "csv", choice)
    assert "Ends at midnight" not in (tmp_path / "a.csv").read_text()


def test_what_does_not_count_for_a_format_is_said() -> None:
    some = Choice(what=frozenset({"event"}))
    assert [export.unused(name, some) is None for name in export.FORMATS] == [True, *[False] * 6]
    assert [export.unused(name, Choice(kinds=frozenset({"course"}))) is None for name in export.FORMATS] == [
        True, False, True, True, False, False, False,
    ]  # fmt: skip
    unsaid = [name for name in export.FORMATS if export.unused(name, Choice(), roadmap="R") is None]
    assert unsaid == ["csv", "md", "template"]
    unsaid = [name for name in export.FORMATS if export.unused(name, Choice(), with_progress=True) is None]
    assert unsaid == ["template"]
    assert not any(export.unused(name, Choice()) for name in export.FORMATS)


def test_nothing_to_export_is_refused(plan: Planner, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="nothing to export"):
        export.export(plan, tmp_path / "a.ics", "ics")
    assert not (tmp_path / "a.ics").exists()
    assert (len(rows(plan, Activity)), len(rows(plan, Event))) == (0, 0)


def _random_step(plan: Planner, random: Random, one: ActivityId) -> None:
    actions: tuple[Action, ...] = (
        EditActivity(one, (("title", f"Title {random.randrange(9)}"),)),
        MoveActivities((one,), status=random.choice(("planned", "in_progress", "skipped"))),
        TrashActivities((one,)),
        SetTags(one, (random.choice("abc"),)),
        SetDue((one,), random.choice((None, "2027-03-03"))),
        PurgeTrash(),
    )
    chosen = random.randrange(len(actions) + 2)
    if chosen < len(actions):
        plan.run(actions[chosen])
    elif chosen == len(actions):
        plan.undo()
    else:
        plan.redo()


def test_what_changed_since_the_last_export_gives_what_a_whole_look_gives(plan: Planner, clock: Walking) -> None:
    """Random steps, undone and redone, with exports between: renewing the last one never differs from a new look."""
    random = Random(5)
    ids = [add_event(plan, f"Talk {n}", cfp_date="2027-01-01") for n in range(6)]
    ids += [add_due(plan, f"Course {n}") for n in range(6)]
    skipping = Choice(kinds=frozenset({"course"}), statuses=frozenset({"planned", "in_progress"}))
    for _ in range(20):
        clock.at += timedelta(days=random.choice((0, 1, 40)))
        with suppress(PlannerError):
            _random_step(plan, random, random.choice(ids))
        for choice in (ALL, ALL, skipping) if random.random() < 0.5 else ():
            with suppress(ExchangeError):
                renewed = export.calendar_bytes(plan, choice)
                with plan.library.write() as connection:
                    ledger.forget_export(connection)
                assert export.calendar_bytes(plan, choice) == renewed


def test_one_change_looks_at_one_activity(plan: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = add_event(plan)
    add_event(plan, "Other")
    entries(plan)
    plan.run(EditActivity(talk, (("title", "New"),)))
    monkeypatch.setattr(calendar_feed, "_whole", None)
    assert entries(plan)["New"].sequence == 1
    assert set(entries(plan)) == {"New", "Other"}


def test_a_series_that_is_over_does_not_go_out_with_later_days(plan: Planner) -> None:
    talk = add_event(plan)
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET rrule = 'FREQ=DAILY;COUNT=6' WHERE activity_id = ?", (talk,))
    for first, count in ((date(2027, 5, 9), 1), (date(2027, 5, 10), 0)):
        with suppress(export.NothingToExportError):
            assert len(entries(plan, Choice(first=first))) == count
