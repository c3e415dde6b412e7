"""The list of backups, what each holds and what happened since, whatever the schema, and without a trace."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.config.resources import resource
from planner.config.settings import SettingsFile
from planner.domain.errors import DamagedError, LibraryError
from planner.domain.words import ActivityId
from planner.services import backups, libraries
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.deadlines import SetDue
from planner.services.actions.details import AddEvent
from planner.services.actions.skills import AddSkill
from planner.services.actions.trash import TrashActivities
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.holdings import Count, contents, difference
from planner.storage.backup import back_up
from planner.storage.peek import peeked

CLOCK = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "Europe/Berlin")


@pytest.fixture
def plan(tmp_path: Path) -> Planner:
    planner = libraries.new_plan(tmp_path / "plan.db", None, clock=CLOCK)
    for title in ("Stays", "Changes", "Goes"):
        planner.run(AddActivity(title))
    return planner


def id_of(planner: Planner, title: str) -> ActivityId:
    return ActivityId(planner.read(lambda reader: reader.value("SELECT id FROM activity WHERE title = ?", (title,))))


def test_they_are_listed_newest_first_with_their_reasons(plan: Planner) -> None:
    folder = libraries.backup_folder(plan.path)
    back_up(plan.path, folder, "2026-11-24T08:00:00Z", reason="daily")
    libraries.back_up_to(plan)
    libraries.back_up_before(plan, "before-import")
    (folder / "20261120T101112Z-damaged-77.file").write_bytes(b"x")
    (folder / "notes.txt").write_text("mine")
    newer = bytearray((folder / "20261124T080000Z-daily.db").read_bytes())
    newer[63] = 99
    (folder / "20261123T080000Z-daily.db").write_bytes(newer)
    rows = backups.backups_of(plan.path)
    plan.close()
    assert [(row.reason, bool(row.trouble)) for row in rows] == [
        ("by-hand", False), ("before-import", False), ("daily", False), ("daily", True), ("damaged", True)
    ]  # fmt: skip
    assert "newer" in rows[3].trouble
    assert all(row.size > 0 for row in rows)


def test_a_plan_without_backups_has_none(plan: Planner) -> None:
    assert backups.backups_of(plan.path) == ()
    assert backups.newest_whole(plan.path) is None
    plan.close()


def test_what_happened_since_is_told_by_title(plan: Planner) -> None:
    copy = libraries.back_up_to(plan)
    before = copy.read_bytes()
    plan.run(AddActivity("New"))
    changes = id_of(plan, "Changes")
    plan.run(MoveActivities((changes,), "done"))
    plan.run(SetDue((changes,), "2026-12-24"))
    plan.run(TrashActivities((id_of(plan, "Goes"),)))
    plan.run(AddSkill("Patience", category="Mind"))
    held, since = backups.holding(plan, copy)
    plan.close()
    assert (held.activities, held.done) == (3, 0)
    assert [line.title for line in since.added] == ["New"]
    assert [(line.title, line.what) for line in since.changed] == [("Changes", ("status", "dates"))]
    assert [line.title for line in since.deleted] == ["Goes"]
    assert since.others == (Count("skill", 1, 0, 0),)
    assert backups.difference_text(since) == "1 activity added since, 1 changed, 1 deleted."
    assert backups.others_text(since) == ["Skills: 1 added since"]
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_nothing_since_is_told_as_nothing(plan: Planner) -> None:
    copy = libraries.back_up_to(plan)
    held, since = backups.holding(plan, copy)
    plan.close()
    assert since.is_none
    assert backups.difference_text(since) == "Nothing has changed since."
    assert backups.contents_text(held) == "3 activities, 0 done, 0 dates, 0 skills"


def test_listed_events_are_only_counted(plan: Planner) -> None:
    copy = libraries.back_up_to(plan)
    plan.run(AddEvent("Listed one", "2027-01-01", "2027-01-02"))
    with plan.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET state = 'listed'")
    held, since = backups.holding(plan, copy)
    plan.close()
    assert (held.listed, since.added, since.listed_added) == (0, (), 1)
    assert backups.others_text(since) == ["Listed conferences: 1 added since"]


def test_a_backup_of_an_older_schema_is_compared_as_far_as_it_goes(plan: Planner) -> None:
    copy = Path(shutil.copy(resource("fixtures", "library-0001.db"), plan.path.parent / "old.db"))
    before = copy.read_bytes()
    held, since = backups.holding(plan, copy)
    assert held.activities == len(since.deleted) > 0
    assert {line.title for line in since.added} == {"Stays", "Changes", "Goes"}
    plan.close()
    assert copy.read_bytes() == before


def test_a_plan_that_is_in_use_elsewhere_is_copied_before_it_is_looked_at(plan: Planner, tmp_path: Path) -> None:
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"plan.db{suffix}", tmp_path / f"other.db{suffix}")
    assert backups.contents_of(tmp_path / "other.db").activities == 3
    plan.close()
    assert not (tmp_path / "other.db-shm").exists()


def test_a_damaged_backup_is_found_out_and_the_newest_whole_one_found(plan: Planner) -> None:
    folder = libraries.backup_folder(plan.path)
    whole = back_up(plan.path, folder, "2026-11-20T08:00:00Z", reason="daily")
    damaged = back_up(plan.path, folder, "2026-11-21T08:00:00Z", reason="daily")
    content = bytearray(damaged.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    damaged.write_bytes(content)
    with pytest.raises(DamagedError, match="damaged"):
        backups.holding(plan, damaged)
    with pytest.raises(LibraryError, match="open"):
        backups.contents_of(plan.path)
    found = backups.newest_whole(plan.path)
    plan.close()
    assert found is not None
    assert found[0].path == whole
    assert found[1].activities == 3


def test_the_number_of_statements_does_not_grow(plan: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = libraries.back_up_to(plan)

    def statements() -> int:
        ran: list[str] = []
        plan.library._driver.set_trace_callback(ran.append)
        with peeked(copy) as then:
            plan.read(lambda now: (contents(now), difference(then, now)))
        plan.library._driver.set_trace_callback(None)
        return len(ran)

    few = statements()
    for number in range(40):
        plan.run(AddActivity(f"One more {number}", due="2026-12-01"))
    assert statements() == few
    plan.close()


@pytest.mark.parametrize(
    ("made_at", "said"),
    [
        ("2026-11-25T08:12:00+00:00", "Today 09:12"),
        ("2026-11-24T23:30:00+00:00", "Today 00:30"),
        ("2026-11-24T17:03:00+00:00", "Yesterday 18:03"),
        ("2026-11-21T17:03:00+00:00", "Sat 21 Nov 18:03"),
        ("2026-10-01T16:03:00+00:00", "1 Oct 18:03"),
        ("2025-11-24T17:03:00+00:00", "24 Nov 2025 18:03"),
    ],
)
def test_when_is_told_in_the_persons_time(made_at: str, said: str) -> None:
    assert backups.when_text(datetime.fromisoformat(made_at), "Europe/Berlin", date(2026, 11, 25)) == said


def test_a_folder_on_a_disk_that_is_not_there_is_not_an_empty_one(plan: Planner, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    SettingsFile().change(lambda settings: settings._replace(backup_folder=str(stick)))
    assert backups.backups_of(plan.path) == ()
    libraries.back_up_to(plan)
    stick.rename(tmp_path / "unplugged")
    with pytest.raises(LibraryError, match=r"The folder for backups is not there: .*stick\. Plug in"):
        backups.backups_of(plan.path)
    plan.close()
