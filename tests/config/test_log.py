"""The log rotates, is private, and its absence is no fault."""

import logging
import stat
import warnings
from pathlib import Path

import pytest

from planner.config import log
from tests.conftest import AllowLog


def test_records_go_to_the_file_and_warnings_to_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], allow_log: AllowLog
) -> None:
    allow_log("second")
    path = log.set_up(folder=tmp_path)
    assert path is not None
    logger = logging.getLogger("planner.test")
    logger.info("first")
    logger.warning("second")
    logger.debug("third")
    log.take_down()
    written = path.read_text()
    assert "INFO planner.test: first" in written
    assert "second" in written
    assert "third" not in written
    assert capsys.readouterr().err == "planner: second\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_terminal_is_told_a_thing_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], allow_log: AllowLog
) -> None:
    allow_log("cannot be read")
    path = log.set_up(folder=tmp_path)
    assert path is not None
    for _ in range(3):
        logging.getLogger("planner.test").warning("%s cannot be read", "x")
    log.take_down()
    assert capsys.readouterr().err == "planner: x cannot be read\n"
    assert path.read_text().count("x cannot be read") == 3


def test_verbose_shows_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up(verbose=True, folder=tmp_path)
    logging.getLogger("planner.test").debug("detail")
    assert "planner: detail" in capsys.readouterr().err


def test_setting_up_twice_writes_once(tmp_path: Path) -> None:
    log.set_up(folder=tmp_path)
    path = log.set_up(folder=tmp_path)
    assert path is not None
    logging.getLogger("planner.test").info("once")
    log.take_down()
    assert path.read_text().count("once") == 1


def test_python_warnings_are_logged(tmp_path: Path, allow_log: AllowLog) -> None:
    allow_log("old habit")
    path = log.set_up(folder=tmp_path)
    assert path is not None
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("old habit", UserWarning, stacklevel=1)
        log.take_down()
    assert "old habit" in path.read_text()


def test_without_a_folder_the_terminal_remains(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], allow_log: AllowLog
) -> None:
    allow_log("No log is kept")
    assert log.set_up(folder=tmp_path / "missing") is None
    assert "No log is kept" in capsys.readouterr().err


def test_a_full_file_is_turned_over_and_old_ones_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    handler = log.RotatingLog(path, limit=10, kept=2)
    for number in range(5):
        handler.emit(logging.makeLogRecord({"msg": f"record number {number}"}))
    handler.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.log.1", "a.log.2"]
    assert (tmp_path / "a.log.1").read_text() == "record number 4\n"
    assert (tmp_path / "a.log.2").read_text() == "record number 3\n"
    assert stat.S_IMODE((tmp_path / "a.log.1").stat().st_mode) == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_not_told_by_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log.set_up(folder=tmp_path) is not None
    (tmp_path / log.FILE_NAME).unlink()
    (tmp_path / log.FILE_NAME).symlink_to("/dev/full")
    logging.getLogger("planner.test").info("there is no room for this")
    log.take_down()
    assert capsys.readouterr().err == ""
