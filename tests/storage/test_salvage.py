"""What can be read of a damaged library is saved into a new one: all of it that is sound, and never a half truth."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.config.resources import resource
from planner.domain.errors import LibraryError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.storage.connection import SCHEMA_VERSION, FileMarks
from planner.storage.page_file import USUAL_SIZE
from planner.storage.salvage import Saved, salvage
from tests.storage.salvaging import Salvager, activities_in
from tests.storage.samples import plan_at, rows_at


@pytest.fixture(scope="module")
def salvager(tmp_path_factory: pytest.TempPathFactory) -> Salvager:
    return Salvager(tmp_path_factory.mktemp("salvage"))


def test_of_a_sound_file_everything_is_saved(salvager: Salvager, tmp_path: Path) -> None:
    path = Path(shutil.copy(salvager.path, tmp_path / "plan.db"))
    found = salvage(path, tmp_path / "saved.db")
    assert rows_at(tmp_path / "saved.db") == rows_at(path)
    assert libraries.check(tmp_path / "saved.db") == []
    assert (found.lost, found.unread) == (0, 0)
    assert Saved("activity", len(salvager.activities), 0, 0) in found.tables
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plan.db", "saved.db"]


def test_a_full_disk_is_told_of_the_file_that_does_not_fit(salvager: Salvager, tmp_path: Path, tiny_disk: Path) -> None:
    path = Path(shutil.copy(salvager.path, tmp_path / "plan.db"))
    (tiny_disk / "other").write_bytes(bytes(1_900_000))
    with pytest.raises(LibraryError, match=r"saved\.db” is full"):
        salvage(path, tiny_disk / "saved.db")
    assert [each.name for each in tiny_disk.iterdir()] == ["other"]


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_any_damage_gives_a_whole_library(salvager: Salvager, seed: int) -> None:
    assert salvager.round_of(seed) == []


@settings(max_examples=10)
@given(st.data())
def test_what_lay_on_other_pages_is_there(
    salvager: Salvager, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("leaf")
    leaves = salvager.leaves()
    page = data.draw(st.sampled_from(sorted(leaves)))
    content = bytearray(salvager.content)
    content[(page - 1) * USUAL_SIZE : page * USUAL_SIZE] = data.draw(
        st.sampled_from([bytes(USUAL_SIZE), b"\xff" * USUAL_SIZE])
    )
    (folder / "plan.db").write_bytes(content)
    found = salvage(folder / "plan.db", folder / "saved.db")
    lost = leaves[page]
    wanted = {uid: title for uid, title in salvager.activities.items() if uid not in lost}
    assert activities_in(folder / "saved.db") == wanted
    assert Saved("activity", len(wanted), 0, len(lost)) in found.tables


@pytest.mark.parametrize("size", [1, 16, 100, USUAL_SIZE])
def test_a_lost_header_or_first_page_loses_nothing(salvager: Salvager, tmp_path: Path, size: int) -> None:
    path = tmp_path / "plan.db"
    path.write_bytes(bytes(size) + salvager.content[size:])
    found = salvage(path, tmp_path / "saved.db")
    assert activities_in(tmp_path / "saved.db") == salvager.activities
    assert libraries.check(tmp_path / "saved.db") == []
    assert found.lost == 0


def test_without_any_schema_rows_are_told_by_their_shape(salvager: Salvager, tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    content = salvager.content
    for word in (b"tableactivity", b"CREATE TABLE"):
        content = content.replace(word, b"?" * len(word))
    path.write_bytes(bytes(USUAL_SIZE) + content[USUAL_SIZE:])
    salvage(path, tmp_path / "saved.db")
    before, after = rows_at(salvager.path), rows_at(tmp_path / "saved.db")
    for table in ("activity", "step", "skill", "category", "profile", "tag", "certification", "course", "event"):
        assert after[table] == before[table], table


def test_what_lies_in_the_log_is_saved(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "open.db")
    plan.run(AddActivity("In the log alone"))
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"open.db{suffix}", tmp_path / f"plan.db{suffix}")
    plan.close()
    assert (tmp_path / "plan.db-wal").stat().st_size > 0
    log = (tmp_path / "plan.db-wal").read_bytes()
    salvage(tmp_path / "plan.db", tmp_path / "saved.db")
    assert list(activities_in(tmp_path / "saved.db").values()) == ["In the log alone"]
    assert (tmp_path / "plan.db-wal").read_bytes() == log


def test_a_file_of_an_older_schema_is_saved_into_the_newest(tmp_path: Path) -> None:
    path = Path(shutil.copy(resource("fixtures", "library-0001.db"), tmp_path / "plan.db"))
    found = salvage(path, tmp_path / "saved.db")
    assert FileMarks(tmp_path / "saved.db").schema_version == SCHEMA_VERSION
    assert activities_in(tmp_path / "saved.db") == activities_in(path)
    assert libraries.check(tmp_path / "saved.db") == []
    assert found.lost == 0


def test_children_of_what_is_gone_find_a_place_or_are_counted(salvager: Salvager, tmp_path: Path) -> None:
    path = Path(shutil.copy(salvager.path, tmp_path / "plan.db"))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(
        "DELETE FROM roadmap; DELETE FROM step WHERE id = 1; DELETE FROM activity WHERE kind = 'course';"
        "UPDATE event SET state = 'nonsense'; UPDATE activity SET status = 'done' WHERE kind = 'certification';"
    )
    connection.close()
    found = {table.table: table for table in salvage(path, tmp_path / "saved.db").tables}
    assert libraries.check(tmp_path / "saved.db") == []
    after = rows_at(tmp_path / "saved.db")
    assert [row["name"] for row in after["roadmap"].values()] == ["Saved from a damaged file"]
    assert len(after["step"]) == len(rows_at(salvager.path)["step"]) - 1
    assert found["activity"].mended > 0
    assert any(row["step_id"] is None for row in after["activity"].values())
    assert found["course"].lost > 0
    assert not after["course"]


def test_text_with_bytes_that_are_none_is_kept_and_counted(salvager: Salvager, tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    path.write_bytes(salvager.content.replace(b"A certification", b"A cert\xff\xfeication"))
    found = salvage(path, tmp_path / "saved.db")
    assert "A cert\ufffd\ufffdication" in activities_in(tmp_path / "saved.db").values()
    assert any(table.mended for table in found.tables)


def test_what_is_no_plan_is_refused(salvager: Salvager, tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "text.db").write_text("notes " * 4000)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)")
    other.execute("INSERT INTO thing (name) VALUES ('x')")
    other.commit()
    other.close()
    for name in ("empty", "text", "other"):
        with pytest.raises(LibraryError, match="Nothing of a plan"):
            salvage(tmp_path / f"{name}.db", tmp_path / "saved.db")
    newer = Path(shutil.copy(salvager.path, tmp_path / "newer.db"))
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"{SCHEMA_VERSION + 1:04d}",))
    connection.close()
    with pytest.raises(LibraryError, match="newer"):
        salvage(newer, tmp_path / "saved.db")
    with pytest.raises(LibraryError, match="no file"):
        salvage(tmp_path / "missing.db", tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()


def test_nothing_is_overwritten_and_an_open_library_is_left_alone(salvager: Salvager, tmp_path: Path) -> None:
    (tmp_path / "saved.db").write_text("mine")
    path = Path(shutil.copy(salvager.path, tmp_path / "plan.db"))
    with pytest.raises(LibraryError, match="exists already"):
        salvage(path, tmp_path / "saved.db")
    plan = plan_at(path)
    with pytest.raises(LibraryError, match="is the plan file that is open"):
        salvage(path, tmp_path / "new.db")
    plan.close()
    assert (tmp_path / "saved.db").read_text() == "mine"


def test_it_can_be_stopped(salvager: Salvager, tmp_path: Path) -> None:
    path = Path(shutil.copy(salvager.path, tmp_path / "plan.db"))

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        salvage(path, tmp_path / "saved.db", stop)
    assert [each.name for each in tmp_path.iterdir()] == ["plan.db"]
