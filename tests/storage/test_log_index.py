"""The index beside a log says how much of the log belongs to saved steps: a log that holds less was damaged."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.storage.broken_log import is_broken_off
from planner.storage.log_index import promised

FRAME = 24 + 4096


class Killed:
    """A plan, its log and its index as a kill leaves them; the newest steps lie in the log alone."""

    def __init__(self, folder: Path) -> None:
        live = folder / "live.db"
        planner = libraries.new_plan(live, None)
        planner.run(AddActivity("In the file"))
        planner.library.fold_log()
        for number in range(6):
            planner.run(AddActivity(f"In the log {number}", notes="words " * 200))
        self.files = {end: live.with_name(f"live.db{end}").read_bytes() for end in ("", "-wal", "-shm")}
        planner.close()

    def at(self, path: Path) -> Path:
        for end, content in self.files.items():
            path.with_name(path.name + end).write_bytes(content)
        return path


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    return Killed(tmp_path_factory.mktemp("killed"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place") / "plan.db"


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_what_a_kill_leaves_keeps_its_promise(killed: Killed, tmp_path: Path) -> None:
    path = killed.at(tmp_path / "plan.db")
    found = promised(path)
    assert found is not None
    assert found.folded == 0
    assert found.salts == killed.files["-wal"][16:24]
    assert 0 < found.frames <= (len(killed.files["-wal"]) - 32) // FRAME
    assert not is_broken_off(path)


@given(st.data())
def test_a_log_that_was_cut_off_is_seen(killed: Killed, place: Path, data: st.DataObject) -> None:
    path = killed.at(place)
    found = promised(path)
    assert found is not None
    kept = data.draw(st.integers(0, len(killed.files["-wal"])))
    log_of(path).write_bytes(killed.files["-wal"][:kept])
    assert is_broken_off(path) == (kept < 32 + found.frames * FRAME)


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, lambda log: log.write_bytes(b""), lambda log: log.write_bytes(bytes(50_000))],
    ids=["deleted", "emptied", "zeroed"],
)
def test_a_log_that_has_gone_is_seen_and_told_once(
    killed: Killed, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    path = killed.at(tmp_path / "plan.db")
    damage(log_of(path))
    assert is_broken_off(path)
    planner = libraries.open_plan(path)
    assert planner.trouble is not None
    assert str(path) in str(planner.trouble)
    planner.run(AddActivity("Goes on"))
    planner.close()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["plan.db"]
    planner = libraries.open_plan(path)
    assert planner.trouble is None
    planner.close()


@given(st.integers(0, 8 * 136 - 1))
def test_an_index_that_is_damaged_promises_nothing_that_is_not_so(killed: Killed, place: Path, bit: int) -> None:
    path = killed.at(place)
    content = bytearray(killed.files["-shm"])
    content[bit // 8] ^= 1 << bit % 8
    path.with_name("plan.db-shm").write_bytes(content)
    assert not is_broken_off(path)


def test_steps_that_the_plan_file_holds_need_no_log(tmp_path: Path) -> None:
    live = tmp_path / "live.db"
    planner = libraries.new_plan(live, None)
    planner.run(AddActivity("In the file"))
    planner.library._driver.execute("PRAGMA wal_checkpoint(FULL)")
    for end in ("", "-shm"):
        shutil.copy(f"{live}{end}", tmp_path / f"plan.db{end}")
    planner.close()
    found = promised(tmp_path / "plan.db")
    assert found is not None
    assert found.folded == found.frames > 0
    assert not is_broken_off(tmp_path / "plan.db")


def test_an_older_index_of_another_log_says_nothing(killed: Killed, tmp_path: Path) -> None:
    path = killed.at(tmp_path / "plan.db")
    (tmp_path / "other").mkdir()
    other = Killed(tmp_path / "other")
    path.with_name("plan.db-shm").write_bytes(other.files["-shm"])
    assert not is_broken_off(path)


def test_no_index_and_one_that_is_too_short_promise_nothing(killed: Killed, tmp_path: Path) -> None:
    path = killed.at(tmp_path / "plan.db")
    index = path.with_name("plan.db-shm")
    for content in (b"", killed.files["-shm"][:99], bytes(32_768)):
        index.write_bytes(content)
        assert promised(path) is None
    index.unlink()
    assert promised(path) is None
